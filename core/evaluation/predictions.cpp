#include "core/evaluation/evaluation.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "core/engine/guarded_torch.h"
#include "core/engine/tensors.h"
#include "core/engine/torch_model.h"

namespace nodegrad {

namespace {
constexpr std::size_t kChunk = 256; ///< samples at once: keeps memory small and cancel quick
}

Result<Predictions> predictSamples(Model& model, const Dataset& data, const std::vector<std::int64_t>& samples, const Task& task)
{
    const Program& program = model.program();
    if (program.inputs.size() != 1)
        return fail("input.wrong_count", {{"got", 1}, {"expected", program.inputs.size()}});
    if (program.outputs.empty())
        return fail("training.no_output");
    const ProgramInput& input = program.inputs.front();
    const ProgramOutput& output = program.outputs.front();
    TorchModel& torch = model.torch();
    const ForwardPlan plan = torch.planFor({output.prediction, output.loss});

    Predictions result;
    result.samples = samples;
    result.targets = data.targets.rows(samples);
    if (samples.empty())
        return result;
    Tensors parts;
    double lossSum = 0;
    for (std::size_t start = 0; start < samples.size(); start += kChunk) {
        if (auto go = task.step(static_cast<double>(start) / static_cast<double>(samples.size())); !go)
            return tl::unexpected(go.error());
        const std::size_t count = std::min(kChunk, samples.size() - start);
        const std::span<const std::int64_t> chunk(samples.data() + start, count);
        auto done = guardedTorch(makeError("engine.failed"), [&]() -> Status {
            const c10::NoGradGuard noGrad;
            std::vector<Feed> feeds = {{input.value, toTensor(data.inputs.rows(chunk)).to(torch.device(), torchType(input.spec.dtype))}};
            if (output.target != kNoValue)
                feeds.push_back({output.target, toTensor(data.targets.rows(chunk)).to(torch.device(), torchType(output.targetSpec.dtype))});
            const auto values = torch.run(plan, feeds, {});
            if (!values)
                return tl::unexpected(values.error());
            parts.push_back(values->at(0).to(at::kCPU));
            lossSum += values->at(1).item<double>() * static_cast<double>(count);
            return {};
        });
        if (!done)
            return tl::unexpected(done.error());
    }
    auto joined = guardedTorch(makeError("engine.failed"), [&]() -> Result<HostTensor> { return toHost(at::cat(parts, 0)); });
    if (!joined)
        return tl::unexpected(joined.error());
    result.prediction = std::move(*joined);
    result.loss = lossSum / static_cast<double>(samples.size());
    task.report(1);
    return result;
}

} // namespace nodegrad
