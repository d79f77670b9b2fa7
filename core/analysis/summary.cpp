#include "core/analysis/summary.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "core/base/text.h"
#include "core/training/plan.h"

namespace nodegrad {

namespace {

constexpr std::int64_t kFloatBytes = 4;
constexpr std::int64_t kStayingBytes = 1 << 18; ///< smaller tensors of a training step are kept for the next one
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

/// What the values of a training step take, op by op, in bytes.
class StepMemory {
public:
    StepMemory(const Program& program, std::int64_t batch, std::vector<Segment> segments)
        : m_program(program), m_batch(batch), m_readers(program.values.size(), 0), m_makers(program.values.size(), nullptr), m_segments(std::move(segments))
    {
        for (const OpCall& call : program.ops) {
            for (const ValueId id : call.inputs)
                if (id != kNoValue)
                    ++m_readers[static_cast<std::size_t>(id)];
            for (const ValueId id : call.outputs)
                m_makers[static_cast<std::size_t>(id)] = call.type;
        }
        for (const ProgramOutput& output : program.outputs)
            ++m_readers[static_cast<std::size_t>(output.logits)];
        // What goes into a segment is not written over.
        for (const Segment& segment : m_segments) {
            std::set<ValueId> made;
            for (std::size_t i = segment.begin; i < segment.end; ++i) {
                for (const ValueId id : program.ops[i].inputs)
                    if (id != kNoValue && !made.contains(id))
                        ++m_readers[static_cast<std::size_t>(id)];
                made.insert(program.ops[i].outputs.begin(), program.ops[i].outputs.end());
            }
        }
    }

    /// The next op; what is kept of it until backward, or while backward computes its segment again.
    std::int64_t add(const OpCall& call, const Cost& cost)
    {
        const Segment* segment = m_segment < m_segments.size() && m_op >= m_segments[m_segment].begin ? &m_segments[m_segment] : nullptr;
        if (segment && m_op == segment->begin)
            m_keptBefore = m_kept;
        const bool isView = call.type->memory == OutputMemory::View;
        std::int64_t kept = elements(cost.savedElements), inFlight = elements(cost.scratchElements);
        for (const ValueId id : call.outputs) {
            const std::int64_t size = bytes(id);
            kept = plus(kept, isOwn(call) ? size : 0);
            if (size <= kStayingBytes && !isView && !segment)
                kept = plus(kept, size); // its gradient stays from step to step
            inFlight = plus(inFlight, size);
        }
        for (const ValueId id : call.inputs)
            if (!isView && id != kNoValue && m_makers[static_cast<std::size_t>(id)])
                inFlight = plus(inFlight, bytes(id));
        m_kept = plus(m_kept, kept);
        // Its backward: all that was kept up to here, the gradients that come in and those that go out.
        m_peak = std::max(m_peak, plus(m_kept, inFlight));
        ++m_op;
        if (segment && m_op == segment->end)
            leave(*segment);
        return kept;
    }

    std::int64_t kept() const { return m_kept; }
    std::int64_t peak() const { return std::max(m_peak, m_kept); }

private:
    void leave(const Segment& segment)
    {
        m_kept = m_keptBefore;
        for (const ValueId id : segment.outputs)
            m_kept = plus(m_kept, bytes(id));
        ++m_segment;
    }

    std::int64_t bytes(ValueId id) const { return bytesOf(m_program.values[static_cast<std::size_t>(id)], m_batch); }
    std::int64_t elements(const Dim& count) const { return std::min(kLargest / kFloatBytes, atBatch(count, m_batch)) * kFloatBytes; }

    bool isOwn(const OpCall& call) const
    {
        if (call.type->memory != OutputMemory::Overwrites)
            return call.type->memory == OutputMemory::Own;
        const auto input = static_cast<std::size_t>(call.inputs.front());
        const bool isFree = m_readers[input] == 1 && m_makers[input] && m_makers[input]->memory == OutputMemory::Own;
        return !isFree;
    }

    const Program& m_program;
    std::int64_t m_batch, m_kept = 0, m_keptBefore = 0, m_peak = 0;
    std::vector<int> m_readers;
    std::vector<const OpType*> m_makers;
    std::vector<Segment> m_segments;
    std::size_t m_op = 0, m_segment = 0; ///< the next ones
};

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
    StepMemory memory(program, batch, segmentsOf(program, settings));
    std::int64_t oneSample = 0;
    for (const OpCall& call : program.ops) {
        Specs in, out;
        for (const ValueId id : call.inputs)
            in.push_back(id == kNoValue ? absentSpec() : program.values[static_cast<std::size_t>(id)]);
        for (const ValueId id : call.outputs)
            out.push_back(program.values[static_cast<std::size_t>(id)]);
        const Cost cost = call.type->cost(call.attributes, in, out);
        for (const Spec& spec : out)
            oneSample = std::max(oneSample, bytesOf(spec, 1));
        LayerCost& entry = layer(call.origin);
        entry.activationBytes = plus(entry.activationBytes, memory.add(call, cost));
        const std::int64_t macs = atBatch(cost.macs, 1);
        entry.macsPerSample = plus(entry.macsPerSample, macs);
        summary.macsPerSample = plus(summary.macsPerSample, macs);
    }
    std::int64_t largestGradient = 0;
    for (const Parameter& parameter : program.parameters) {
        std::int64_t count = 1;
        for (const std::int64_t size : parameter.shape)
            count = size > 0 && count > kLargest / size ? kLargest : count * size;
        layer(parameter.origin).parameters += count;
        if (parameter.trainable)
            largestGradient = std::max(largestGradient, std::min(kLargest / kFloatBytes, count) * kFloatBytes);
    }
    std::int64_t inputs = 0;
    for (const ProgramInput& input : program.inputs)
        inputs = plus(inputs, bytesOf(input.spec, batch));

    const std::int64_t weights = std::min(kLargest / 8, summary.parameters) * kFloatBytes;
    const std::int64_t trained = std::min(kLargest / 8, summary.trainable) * kFloatBytes;
    // Weights, gradients, optimizer state, what the forward pass keeps, what backward takes on top (a new gradient
    // stands beside the old one for a moment), the batch.
    summary.memory = {weights, trained, std::min(kLargest / 2, trained) * optimizerCopies(settings), memory.kept(),
                      plus(plus(memory.peak() - memory.kept(), largestGradient), inputs)};
    for (const std::int64_t part : {weights, trained, summary.memory.optimizer, summary.memory.activations, summary.memory.workspace})
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
