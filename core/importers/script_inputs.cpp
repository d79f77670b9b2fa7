#include "core/importers/script_inputs.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/importers/onnx_import.h"
#include "core/importers/onnx_patterns.h"
#include "core/importers/torchscript.h"
#include "core/ops/script_ports.h"

namespace nodegrad {

namespace {

/// Does the archive read this input time first? Its first recurrent layer tells.
bool isTimeFirst(const ScriptTrace& trace, ScriptTensorId input)
{
    return std::ranges::any_of(trace.calls, [&](const ScriptCall& call) {
        bool reads = false, isTurned = false;
        for (const auto& [name, value] : call.arguments) {
            reads |= name == "input" && value == ScriptArgument(input);
            isTurned |= name == "batch_first" && value == ScriptArgument(false);
        }
        return reads && isTurned;
    });
}

std::vector<HostTensor> samplesOf(const std::vector<ScriptInput>& inputs, std::int64_t count, std::uint64_t seed)
{
    std::vector<HostTensor> samples;
    for (const ScriptInput& input : inputs)
        samples.push_back(scriptSample(input, count, seed));
    return samples;
}

Result<ScriptModel> modelFor(const TorchScript& script, std::vector<ScriptInput> inputs, const std::string& path)
{
    ScriptRuns runs;
    auto few = script.trace(samplesOf(inputs, runs.fewSamples, 1), 1);
    if (!few)
        return fail(few.error());
    bool isTurned = false;
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (inputs[i].sample.size() == 2 && !inputs[i].isTokens && isTimeFirst(*few, few->inputs[i])) {
            inputs[i].batchAt = 1;
            isTurned = true;
        }
    if (isTurned)
        few = script.trace(samplesOf(inputs, runs.fewSamples, 1), 1);
    auto more = script.trace(samplesOf(inputs, runs.moreSamples, 2), 2);
    if (!few || !more)
        return fail(few ? more.error() : few.error());
    runs.few = std::move(*few);
    runs.more = std::move(*more);
    auto model = onnxFromScript(runs, inputs, path);
    if (!model)
        return fail(model.error());
    return ScriptModel{std::move(*model), std::move(inputs)};
}

/// Each output must have a first size that counts samples, as many as went in.
Result<ScriptModel> blockFor(const TorchScript& script, std::vector<ScriptInput> inputs, const std::string& path)
{
    constexpr std::int64_t fewSamples = 2, moreSamples = 3;
    const auto few = script.run(samplesOf(inputs, fewSamples, 1), 1), more = script.run(samplesOf(inputs, moreSamples, 2), 2);
    for (const auto* run : {&few, &more})
        if (!*run)
            return fail(run->error());
    const Error refused = makeError("torchscript.form", {{"path", path}, {"what", "does not give one array for each sample"}});
    if (few->size() != more->size())
        return fail(refused);
    ScriptPorts takes, gives;
    for (const ScriptInput& input : inputs)
        takes.push_back({input.name, input.sample, input.isTokens});
    for (std::size_t i = 0; i < few->size(); ++i) {
        const auto &a = (*few)[i].sizes, &b = (*more)[i].sizes;
        const bool isForSamples = !a.empty() && a.size() == b.size() && a[0] == fewSamples && b[0] == moreSamples && std::equal(a.begin() + 1, a.end(), b.begin() + 1);
        if (!isForSamples)
            return fail(refused);
        gives.push_back({(*few)[i].name, {a.begin() + 1, a.end()}, false});
    }
    for (const ScriptPorts* ports : {&takes, &gives})
        if (!scriptPortsFrom(scriptPortsText(*ports)))
            return fail(refused);
    OnnxModel model{.irVersion = 10, .opset = 21, .producer = "PyTorch"};
    model.otherOpsets = {{kOwnDomain, 1}};
    OnnxNode node{.opType = kBlockOperation, .attributes = {{"takes", scriptPortsText(takes)}, {"gives", scriptPortsText(gives)}}, .domain = kOwnDomain};
    const auto infoOf = [](const ScriptPort& port) {
        OnnxValueInfo info{.name = port.name, .dtype = port.dtype(), .shape = {OnnxDim::named("N")}};
        for (const std::int64_t size : port.sample)
            info.shape.push_back(OnnxDim::of(size));
        return info;
    };
    for (const ScriptPort& port : takes) {
        node.inputs.push_back(port.name);
        model.graph.inputs.push_back(infoOf(port));
    }
    for (const ScriptPort& port : gives) {
        node.outputs.push_back(port.name);
        model.graph.outputs.push_back(infoOf(port));
    }
    model.graph.nodes.push_back(std::move(node));
    return ScriptModel{std::move(model), std::move(inputs)};
}

/// The inputs of `known` in order. Those with the bits of `whole` hold whole numbers, and those that are said to.
std::vector<ScriptInput> inputsFor(const std::vector<std::string>& known, const ImportOptions& options, std::size_t whole)
{
    std::vector<ScriptInput> inputs;
    for (std::size_t i = 0; i < known.size(); ++i) {
        const auto& sample = options.shapes.at(known[i]);
        inputs.push_back({known[i], sample, options.tokens.contains(known[i]) || (sample.size() == 1 && (whole >> i & 1) != 0), 0});
    }
    return inputs;
}

} // namespace

std::vector<ScriptInput> usualInputs(const std::vector<std::pair<std::string, std::vector<std::int64_t>>>& weights)
{
    std::vector<ScriptInput> usual;
    const auto add = [&](std::vector<std::int64_t> sample, bool isTokens = false) { usual.push_back({"", std::move(sample), isTokens, 0}); };
    for (const auto& [key, sizes] : weights) {
        if (sizes.size() < 2)
            continue;
        const std::int64_t features = sizes[1];
        if (sizes.size() == 4)
            for (const std::int64_t side : {224, 32, 28, 64, 128, 256, 16, 8, 96, 299})
                add({features, side, side});
        else if (sizes.size() == 5)
            for (const std::int64_t side : {32, 16, 64})
                add({features, side, side, side});
        else if (sizes.size() == 3)
            for (const std::int64_t length : {16, 32, 64, 128, 256, 1024, 16000})
                add({features, length});
        else {
            add({features});
            add({16, features});
            for (const std::int64_t side : {8, 16, 28, 32, 64}) // a picture whose points are the features
                for (const std::int64_t channels : {1, 3})
                    if (side * side * channels == features)
                        add({channels, side, side});
            add({16}, true);
        }
        break;
    }
    return usual;
}

namespace {

/// With the sizes that are given, or the usual ones with which `make` gives what `isGood`; else the first that it gives at all.
template <class Make, class IsGood> Result<ScriptModel> firstThatRuns(const TorchScript& script, const ImportOptions& options, const std::string& path, Make make, IsGood isGood)
{
    const std::vector<std::string>& known = script.inputs();
    if (known.empty())
        return fail("import.no_input", {{"path", path}});
    const auto& shapes = options.shapes;
    for (const auto& [name, sample] : shapes)
        if (std::ranges::find(known, name) == known.end())
            return fail("import.no_such_input", {{"path", path}, {"input", name}, {"known", joined(known, ", ")}});
    const bool isGiven = shapes.size() == known.size();
    if (isGiven) {
        constexpr std::size_t mostTried = 4; // inputs of which each may hold whole numbers or not
        auto model = make(script, inputsFor(known, options, 0), path);
        std::vector<ScriptInput> before = inputsFor(known, options, 0);
        for (std::size_t whole = 1; !model && model.error().code == "torchscript.does_not_run" && whole < std::size_t(1) << std::min(known.size(), mostTried); ++whole) {
            const std::vector<ScriptInput> inputs = inputsFor(known, options, whole);
            if (std::ranges::equal(inputs, before))
                continue;
            before = inputs;
            if (auto other = make(script, inputs, path))
                return other;
        }
        return model;
    }
    Result<ScriptModel> best = fail("torchscript.needs_shapes", {{"path", path}, {"inputs", joined(known, ", ")}, {"input", known.front()}});
    if (!shapes.empty())
        return best;
    for (const ScriptInput& usual : usualInputs(script.weights())) {
        std::vector<ScriptInput> inputs(known.size(), usual);
        for (std::size_t i = 0; i < known.size(); ++i)
            inputs[i].name = known[i];
        auto model = make(script, inputs, path);
        if (!model && model.error().code != "torchscript.does_not_run" && best.error().code == "torchscript.needs_shapes")
            best = fail(model.error());
        if (!model)
            continue;
        model->isGuessed = true;
        if (isGood(*model))
            return model;
        if (!best)
            best = std::move(model);
    }
    return best;
}

} // namespace

Result<ScriptModel> modelOfScript(const TorchScript& script, const ImportOptions& options, const std::string& path)
{
    // A network of sequences also takes their steps for samples; then no layer fits.
    return firstThatRuns(script, options, path, modelFor, [&](const ScriptModel& model) {
        const auto imported = importOnnx(model.model, path);
        return imported && imported->report.isWhole();
    });
}

Result<ScriptModel> blockOfScript(const TorchScript& script, const ImportOptions& options, const std::string& path)
{
    return firstThatRuns(script, options, path, blockFor, [](const ScriptModel&) { return true; });
}

} // namespace nodegrad
