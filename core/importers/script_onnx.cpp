#include "core/importers/script_onnx.h"

#include <algorithm>
#include <cstring>
#include <set>

#include "core/base/random.h"
#include "core/importers/script_rules.h"

namespace nodegrad {

namespace {

/// Two runs of one program as one: numbers that grow with the samples become multiples of kBatchSize.
class Merging {
public:
    Merging(const ScriptRuns& runs, const std::string& path) : m_runs(runs), m_path(path) {}

    Result<ScriptTrace> merged()
    {
        const ScriptTrace &few = m_runs.few, &more = m_runs.more;
        if (few.tensors.size() != more.tensors.size() || few.calls.size() != more.calls.size() || few.outputs.size() != more.outputs.size())
            return refused("computes in another way for other numbers");
        ScriptTrace out = few;
        for (std::size_t i = 0; i < few.tensors.size(); ++i)
            if (const Status done = mergeTensor(out.tensors[i], more.tensors[i]); !done)
                return fail(done.error());
        for (std::size_t i = 0; i < few.calls.size(); ++i) {
            const ScriptCall &a = few.calls[i], &b = more.calls[i];
            if (a.op != b.op || a.outputs != b.outputs || a.arguments.size() != b.arguments.size())
                return refused("computes in another way for other numbers");
            for (std::size_t k = 0; k < a.arguments.size(); ++k)
                if (!mergeArgument(out.calls[i].arguments[k].second, b.arguments[k].second))
                    return refused("computes with the number of samples in a way that no design can");
        }
        return out;
    }

private:
    tl::unexpected<Error> refused(const std::string& what) const { return fail("torchscript.form", {{"path", m_path}, {"what", what}}); }

    /// False when the two numbers are no multiple of the samples.
    bool mergeNumber(std::int64_t& a, std::int64_t b) const
    {
        if (a == b)
            return true;
        const std::int64_t times = a / m_runs.fewSamples;
        if (times < 1 || times * m_runs.fewSamples != a || times * m_runs.moreSamples != b || times >= kBatchSize)
            return false;
        a = times * kBatchSize;
        return true;
    }
    bool mergeSizes(Sizes& a, const Sizes& b) const
    {
        if (a.size() != b.size())
            return false;
        for (std::size_t i = 0; i < a.size(); ++i)
            if (!mergeNumber(a[i], b[i]))
                return false;
        return true;
    }

    bool mergeArgument(ScriptArgument& a, const ScriptArgument& b) const
    {
        if (a.index() != b.index())
            return false;
        if (auto* number = std::get_if<std::int64_t>(&a))
            return mergeNumber(*number, std::get<std::int64_t>(b));
        if (auto* list = std::get_if<Sizes>(&a))
            return mergeSizes(*list, std::get<Sizes>(b));
        return a == b;
    }

    Status mergeTensor(ScriptTensor& a, const ScriptTensor& b) const
    {
        if (a.dtype != b.dtype || a.constant.has_value() != b.constant.has_value() || !mergeSizes(a.sizes, b.sizes))
            return refused("gives arrays whose sizes follow from the numbers or from the samples in a way that no design can");
        if (!a.constant)
            return {};
        if (a.constant->shape() == b.constant->shape() && (a.constant->bytes() == b.constant->bytes() || std::memcmp(a.constant->bytes(), b.constant->bytes(), a.constant->byteSize()) == 0))
            return {};
        if (a.constant->shape() == b.constant->shape())
            return refused("draws random numbers, or computes with the number of samples");
        const auto same = sameForAll(*a.constant, *b.constant, a.sizes);
        if (!same)
            return refused("makes arrays that differ from sample to sample by themselves");
        a.constant = *same;
        return {};
    }

    /// One number that all elements are, or the row that each sample has.
    std::optional<HostTensor> sameForAll(const HostTensor& a, const HostTensor& b, const Sizes& sizes) const
    {
        const auto isAll = [&](const HostTensor& tensor) {
            for (std::int64_t i = 0; i < tensor.count(); ++i)
                if (tensor.number(i) != a.number(0))
                    return false;
            return true;
        };
        if (a.count() > 0 && isAll(a) && isAll(b)) {
            const auto value = static_cast<float>(a.number(0));
            const std::int64_t whole = static_cast<std::int64_t>(a.number(0));
            return a.dtype() == DType::Float32 || a.dtype() == DType::Float64 ? HostTensor::ofFloats({}, std::span(&value, 1)) : HostTensor::ofIntegers({}, std::span(&whole, 1));
        }
        if (sizes.empty() || sizes[0] != kBatchSize || std::ranges::count_if(sizes, [](std::int64_t size) { return size >= kBatchSize; }) != 1)
            return std::nullopt;
        const std::size_t row = a.byteSize() / static_cast<std::size_t>(m_runs.fewSamples);
        const auto isRepeated = [&](const HostTensor& tensor) {
            for (std::size_t at = 0; at < tensor.byteSize(); at += row)
                if (std::memcmp(tensor.bytes() + at, a.bytes(), row) != 0)
                    return false;
            return true;
        };
        if (row == 0 || !isRepeated(a) || !isRepeated(b))
            return std::nullopt;
        Sizes one = sizes;
        one[0] = 1;
        HostTensor first(a.dtype(), one);
        std::memcpy(first.mutableBytes(), a.bytes(), row);
        return first;
    }

    const ScriptRuns& m_runs;
    const std::string& m_path;
};

OnnxValueInfo infoOf(const std::string& name, const Sizes& sizes, DType dtype)
{
    OnnxValueInfo info{.name = name, .dtype = dtype};
    for (const std::int64_t size : sizes)
        info.shape.push_back(size == kBatchSize ? OnnxDim::named("N") : OnnxDim::of(size));
    return info;
}

} // namespace

HostTensor scriptSample(const ScriptInput& input, std::int64_t samples, std::uint64_t seed)
{
    Sizes sizes = input.sample;
    sizes.insert(sizes.begin() + static_cast<std::ptrdiff_t>(input.batchAt), samples);
    HostTensor out(input.isTokens ? DType::Int64 : DType::Float32, sizes);
    RandomStream random(streamKey(seed, input.name));
    if (input.isTokens)
        for (std::int64_t& token : out.mutableValues<std::int64_t>())
            token = static_cast<std::int64_t>(random.below(2));
    else
        for (float& number : out.mutableValues<float>())
            number = static_cast<float>(random.normal());
    return out;
}

Result<OnnxModel> onnxFromScript(const ScriptRuns& runs, const std::vector<ScriptInput>& inputs, const std::string& path)
{
    const auto trace = Merging(runs, path).merged();
    if (!trace)
        return fail(trace.error());
    OnnxModel model{.irVersion = 10, .opset = 21, .producer = "PyTorch"};
    model.otherOpsets = {{kTorchDomain, 1}, {"nodegrad", 1}};
    TraceWriter writer(*trace);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const ScriptTensor& tensor = trace->tensors[trace->inputs[i].index];
        writer.nameValue(trace->inputs[i], inputs[i].name);
        writer.graph.inputs.push_back(infoOf(inputs[i].name, tensor.sizes, tensor.dtype));
    }
    // An output has its own name from the start, unless it is an input, a constant or the same value twice.
    std::set<std::string> taken;
    for (const ScriptInput& input : inputs)
        taken.insert(input.name);
    std::vector<std::pair<std::string, ScriptTensorId>> copies;
    for (const auto& [given, id] : trace->outputs) {
        std::string name = given;
        while (!taken.insert(name).second)
            name += "_out";
        const bool isFree = !writer.isNamed(id) && !trace->tensors[id.index].constant;
        if (isFree)
            writer.nameValue(id, name);
        else
            copies.emplace_back(name, id);
        writer.graph.outputs.push_back(infoOf(name, trace->tensors[id.index].sizes, trace->tensors[id.index].dtype));
    }
    for (const ScriptCall& call : trace->calls) {
        writer.begin(call);
        const std::size_t before = writer.graph.nodes.size();
        const ScriptRule* rule = findScriptRule(writer.op());
        if (!rule || !rule->apply(writer)) {
            writer.graph.nodes.resize(before);
            writer.giveUnknown();
        }
        for (const ScriptTensorId id : call.outputs) // for operations whose sizes no rule works out
            writer.graph.values.push_back(infoOf(writer.value(id), trace->tensors[id.index].sizes, trace->tensors[id.index].dtype));
    }
    for (const auto& [name, id] : copies)
        writer.graph.nodes.push_back({.opType = "Identity", .inputs = {writer.value(id)}, .outputs = {name}, .attributes = {}});
    model.graph = std::move(writer.graph);
    if (runs.few.looksAtNumbers)
        model.metadata["looks_at_numbers"] = "true";
    return model;
}

} // namespace nodegrad
