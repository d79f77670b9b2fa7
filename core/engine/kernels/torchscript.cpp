#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/engine/kernels/kernel.h"
#include "core/engine/script_process.h"

namespace nodegrad {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// A run that the process remembers until its gradient was taken or nobody can ask for it any more.
struct RecordedRun : torch::CustomClassHolder {
    RecordedRun(std::shared_ptr<ScriptProcess> by, std::uint64_t run) : process(std::move(by)), id(run) {}
    ~RecordedRun() override { process->forget(id); }
    std::shared_ptr<ScriptProcess> process;
    std::uint64_t id;
};

struct ForeignRun {
    std::shared_ptr<ScriptProcess> process;
    at::Tensor archive;
    std::uint64_t seed = 0;
};

/// y = f(x), with f in another process; so is its backward.
class ForeignFunction : public torch::autograd::Function<ForeignFunction> {
public:
    static variable_list forward(AutogradContext* context, const ForeignRun& run, at::TensorList inputs)
    {
        const std::uint64_t id = ScriptProcess::newId();
        const variable_list outputs = run.process->run(run.archive, inputs.vec(), run.seed, id);
        context->saved_data["run"] = c10::IValue::make_capsule(c10::make_intrusive<RecordedRun>(run.process, id));
        variable_list given;
        for (const at::Tensor& output : outputs)
            given.push_back(output.to(inputs.front().device()));
        c10::List<bool> areNumbers;
        for (const at::Tensor& input : inputs)
            areNumbers.push_back(input.is_floating_point());
        context->saved_data["numbers"] = areNumbers;
        context->set_materialize_grads(true);
        return given;
    }

    static variable_list backward(AutogradContext* context, variable_list ofOutputs)
    {
        const auto* run = static_cast<RecordedRun*>(context->saved_data["run"].toCapsule().get());
        const variable_list found = run->process->gradient(run->id, ofOutputs);
        variable_list gradients{at::Tensor()}; // of the run itself
        auto next = found.begin();
        for (const bool isNumber : context->saved_data["numbers"].toBoolList())
            gradients.push_back(isNumber ? (next++)->to(ofOutputs.front().device()) : at::Tensor());
        return gradients;
    }
};

} // namespace

static Tensors torchScript(const KernelContext& context, const OpCall& call, const Tensors& in)
{
    const Attributes& a = call.attributes;
    const Tensors inputs(in.begin() + 1, in.end());
    const ForeignRun run{scriptProcess(a.text("archive"), a.text("takes"), a.text("gives")), in[0], context.generator(call, at::kCPU).current_seed()};
    const bool isRecorded = at::GradMode::is_enabled() && std::ranges::any_of(inputs, &at::Tensor::requires_grad);
    if (isRecorded)
        return ForeignFunction::apply(run, at::TensorList(inputs));
    Tensors outputs = run.process->run(run.archive, inputs, run.seed, 0);
    for (at::Tensor& output : outputs)
        output = output.to(inputs.front().device());
    return outputs;
}

std::vector<Kernel> torchScriptKernels()
{
    return {{"torchscript", torchScript}};
}

} // namespace nodegrad
