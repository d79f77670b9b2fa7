#include "core/analysis/summary.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "core/base/text.h"

namespace nodegrad {

namespace {

constexpr std::int64_t kFloatBytes = 4;
constexpr std::int64_t kLargest = std::int64_t(1) << 60; ///< sums saturate here, far above any machine

std::int64_t atBatch(const Dim& dim, std::int64_t batch)
{
    const auto value = dim.evaluate({{"N", batch}});
    return std::clamp<std::int64_t>(value.value_or(0), 0, kLargest);
}

std::int64_t plus(std::int64_t a, std::int64_t b)
{
    return std::min(kLargest, a + b);
}

std::int64_t bytesOf(const Spec& spec, std::int64_t batch)
{
    const std::int64_t count = atBatch(elementCount(spec.shape), batch), size = static_cast<std::int64_t>(byteCount(spec.dtype));
    return count > kLargest / size ? kLargest : count * size;
}

/// Arrays of the size of the parameters that the optimizer keeps; what is smaller (Adafactor's rows and columns) counts as none.
std::int64_t optimizerCopies(const TrainingSettings& settings)
{
    const ParamValues values = optimizerValues(settings);
    const auto isOn = [&](const char* id) {
        const ParamValue* value = values.find(id);
        const auto* flag = value ? std::get_if<bool>(value) : nullptr;
        const auto* real = value ? std::get_if<double>(value) : nullptr;
        return (flag && *flag) || (real && *real != 0);
    };
    const std::string& id = settings.optimizer;
    if (id == "sgd")
        return isOn("momentum") ? 1 : 0;
    if (id == "adafactor")
        return 0;
    if (id == "adagrad" || id == "lion" || id == "muon")
        return 1;
    if (id == "rmsprop")
        return 1 + (isOn("momentum") ? 1 : 0) + (isOn("centered") ? 1 : 0);
    return 2 + (isOn("amsgrad") ? 1 : 0); // first and second moment, or the like
}

} // namespace

Summary summarize(const Lowered& lowered, const TrainingSettings& settings)
{
    const Program& program = lowered.program;
    Summary summary;
    summary.parameters = program.parameterCount();
    summary.trainable = program.trainableCount();
    const std::int64_t batch = std::max<std::int64_t>(1, settings.batchSize);

    std::map<std::string, std::size_t> indexOf;
    const auto layer = [&](const std::string& node) -> LayerCost& {
        const auto [found, isNew] = indexOf.emplace(node, summary.layers.size());
        if (isNew)
            summary.layers.push_back({node, 0, 0, 0});
        return summary.layers[found->second];
    };
    std::int64_t activations = 0, largestValue = 0, oneSample = 0;
    for (const OpCall& call : program.ops) {
        Specs in, out;
        for (const ValueId id : call.inputs)
            in.push_back(id == kNoValue ? absentSpec() : program.values[static_cast<std::size_t>(id)]);
        for (const ValueId id : call.outputs)
            out.push_back(program.values[static_cast<std::size_t>(id)]);
        const Cost cost = call.type->cost(call.attributes, in, out);
        std::int64_t bytes = std::min(kLargest / kFloatBytes, atBatch(cost.savedElements, batch)) * kFloatBytes;
        for (const Spec& spec : out) {
            bytes = plus(bytes, bytesOf(spec, batch));
            largestValue = std::max(largestValue, bytesOf(spec, batch));
            oneSample = std::max(oneSample, bytesOf(spec, 1));
        }
        LayerCost& entry = layer(call.origin);
        entry.macs = plus(entry.macs, atBatch(cost.macs, batch));
        entry.activationBytes = plus(entry.activationBytes, bytes);
        activations = plus(activations, bytes);
        summary.macsPerSample = plus(summary.macsPerSample, atBatch(cost.macs, 1));
    }
    for (const Parameter& parameter : program.parameters) {
        std::int64_t count = 1;
        for (const std::int64_t size : parameter.shape)
            count = size > 0 && count > kLargest / size ? kLargest : count * size;
        layer(parameter.origin).parameters += count;
    }
    std::int64_t inputs = 0;
    for (const ProgramInput& input : program.inputs)
        inputs = plus(inputs, bytesOf(input.spec, batch));

    const std::int64_t weights = std::min(kLargest / 8, summary.parameters) * kFloatBytes;
    const std::int64_t trained = std::min(kLargest / 8, summary.trainable) * kFloatBytes;
    // Weights, gradients, optimizer state, what the forward pass keeps, two gradients in flight, the batch.
    summary.memory = {weights, trained, std::min(kLargest / 2, trained) * optimizerCopies(settings), activations,
                      plus(std::min(kLargest / 2, largestValue) * 2, inputs)};
    for (const std::int64_t part : {weights, trained, summary.memory.optimizer, activations, summary.memory.workspace})
        summary.trainingBytes = plus(summary.trainingBytes, part);
    summary.inferenceBytes = plus(weights, std::min(kLargest / 2, oneSample) * 2);

    std::int64_t most = -1;
    for (const LayerCost& entry : summary.layers) {
        const std::int64_t need = plus(entry.activationBytes, std::min(kLargest / 4, entry.parameters) * kFloatBytes);
        if (need > most) {
            most = need;
            summary.largest = entry.node;
        }
    }
    return summary;
}

std::int64_t largestBatch(const Lowered& lowered, const TrainingSettings& settings, std::int64_t available)
{
    const auto fits = [&](std::int64_t batch) {
        TrainingSettings tried = settings;
        tried.batchSize = batch;
        return summarize(lowered, tried).trainingBytes <= available;
    };
    std::int64_t fitting = 0, tooLarge = kLargestBatchTried + 1;
    while (tooLarge - fitting > 1) {
        const std::int64_t middle = fitting + (tooLarge - fitting) / 2;
        (fits(middle) ? fitting : tooLarge) = middle;
    }
    return fitting;
}

std::int64_t availableMemory()
{
    std::ifstream file("/proc/meminfo");
    std::string line;
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string key;
        std::int64_t kilobytes = 0;
        if (words >> key >> kilobytes && key == "MemAvailable:")
            return kilobytes * 1024;
    }
    return kLargest;
}

Status checkMemory(const Summary& summary, std::int64_t available)
{
    if (summary.trainingBytes <= available)
        return {};
    return fail("memory.forecast", {{"needed", byteSize(static_cast<double>(summary.trainingBytes))},
                                    {"available", byteSize(static_cast<double>(available))},
                                    {"node", summary.largest}});
}

} // namespace nodegrad
