#include "core/training/non_finite.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "core/engine/tensors.h"

namespace nodegrad {

namespace {

/// Path and node of what holds a parameter or buffer.
std::pair<std::string, std::string> holderOf(const Program& program, ValueId value)
{
    for (const Parameter& parameter : program.parameters)
        if (parameter.value == value)
            return {parameter.path, parameter.origin};
    for (const Buffer& buffer : program.buffers)
        if (buffer.value == value)
            return {buffer.path, buffer.origin};
    return {};
}

Error weightError(const Program& program, ValueId value, std::int64_t epoch, std::int64_t step)
{
    const auto [path, node] = holderOf(program, value);
    return makeError("training.non_finite_weight", {{"node", node}, {"parameter", path}, {"epoch", epoch}, {"step", step}});
}

} // namespace

Error firstNonFinite(TorchModel& model, const ForwardPlan& plan, const std::vector<Feed>& feeds, const KernelContext& context,
                     std::int64_t epoch, std::int64_t step)
{
    const Program& program = model.program();
    for (const ProgramInput& input : program.inputs)
        for (const Feed& feed : feeds)
            if (feed.value == input.value && !isFinite(feed.tensor))
                return makeError("training.non_finite_data", {{"input", input.name}, {"epoch", epoch}, {"step", step}});
    for (const ProgramOutput& output : program.outputs)
        for (const Feed& feed : feeds)
            if (feed.value == output.target && !isFinite(feed.tensor))
                return makeError("training.non_finite_data", {{"input", output.name}, {"epoch", epoch}, {"step", step}});

    const c10::NoGradGuard noGrad;
    const std::string lossNode = program.outputs.empty() ? std::string() : program.outputs.front().name;
    Error found = makeError("training.non_finite_loss", {{"node", lossNode}, {"epoch", epoch}, {"step", step}});
    model.forward(plan, feeds, context, [&](const OpCall& op, const Tensors&, const Tensors& out) {
        for (const ValueId value : op.inputs) {
            if (value != kNoValue && model.tensorOf(value).defined() && !isFinite(model.tensorOf(value))
                && !holderOf(program, value).first.empty()) {
                found = weightError(program, value, epoch, step);
                return false;
            }
        }
        for (const at::Tensor& tensor : out) {
            if (!isFinite(tensor)) {
                found = makeError("training.non_finite_loss", {{"node", op.origin}, {"epoch", epoch}, {"step", step}});
                return false;
            }
        }
        return true;
    });
    return found;
}

Status checkWeights(const TorchModel& model, std::int64_t epoch, std::int64_t step)
{
    const auto check = [&](ValueId value) { return isFinite(model.tensorOf(value)); };
    for (const Parameter& parameter : model.program().parameters)
        if (!check(parameter.value))
            return fail(weightError(model.program(), parameter.value, epoch, step));
    for (const Buffer& buffer : model.program().buffers)
        if (!check(buffer.value))
            return fail(weightError(model.program(), buffer.value, epoch, step));
    return {};
}

} // namespace nodegrad
