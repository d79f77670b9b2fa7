// peer_exports FOLDER [FORMS-OF-A-LAYER [PART-OF-A-NAME]]: exports every case in every format, with samples and our own answers beside, for
// check_exports.py.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "core/base/random.h"
#include "core/exporters/exporter.h"
#include "core/formats/npy.h"
#include "core/layers/graph_text.h"
#include "core/layers/layer_type.h"
#include "core/lowering/lower.h"
#include "tests/peers/exporters/cases.h"

using namespace nodegrad;

namespace {

constexpr std::int64_t sampleCount = 9;
int problems = 0;

void report(const std::string& name, const std::string& words)
{
    std::printf("%s: %s\n", name.c_str(), words.c_str());
    ++problems;
}
bool isFine(const std::string& name, const char* step, const Status& status)
{
    if (!status)
        report(name, std::string(step) + ": " + sentence(status.error()) + " " + status.error().detail);
    return status.has_value();
}

HostTensor samplesFor(const Spec& spec, RandomStream& random)
{
    HostTensor tensor(spec.dtype, *evaluated(spec.shape, sampleCount));
    for (std::int64_t i = 0; i < tensor.count(); ++i) {
        if (spec.dtype == DType::Int64)
            tensor.mutableValues<std::int64_t>()[static_cast<std::size_t>(i)] = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(spec.classes)));
        else
            tensor.mutableValues<float>()[static_cast<std::size_t>(i)] = static_cast<float>(random.normal());
    }
    return tensor;
}

/// Initial weights, all moved a little, so that no bias is zero and no statistic trivial.
Result<StateDict> weightsFor(const std::shared_ptr<const Program>& program, RandomStream& random)
{
    auto model = Model::create(program, 7);
    if (!model)
        return fail(model.error());
    auto state = model->state();
    if (!state)
        return state;
    for (auto& [key, tensor] : *state)
        if (tensor.dtype() == DType::Float32)
            for (float& value : tensor.mutableValues<float>())
                value += static_cast<float>(key.ends_with("running_var") ? random.uniform() : 0.2 * random.normal());
    return state;
}

/// Every other case has a preparation: for each channel or feature.
void addPreparation(InputBinding& binding, RandomStream& random)
{
    if (binding.spec.dtype != DType::Float32)
        return;
    const std::size_t axis = binding.spec.kind == Kind::Image || binding.spec.kind == Kind::Volume ? 1 : binding.spec.shape.size() - 1;
    for (const std::int64_t size : {binding.spec.shape[axis].value(), std::int64_t(1)}) {
        std::vector<float> offset, factor;
        for (std::int64_t i = 0; i < size; ++i) {
            offset.push_back(static_cast<float>(random.normal()));
            factor.push_back(static_cast<float>(random.uniform(0.5, 2)));
        }
        binding.affine.emplace_back(offset, factor);
    }
}

/// Marks of nodes that the text has no words for.
Graph edited(const Graph& graph, const ExportCase& one)
{
    Level level = graph.root();
    for (NodePtr& node : level.nodes) {
        Node changed = *node;
        changed.frozen = std::ranges::find(one.frozen, node->name) != one.frozen.end();
        changed.bypassed = std::ranges::find(one.bypassed, node->name) != one.bypassed.end();
        if (const auto tie = one.ties.find(node->name); tie != one.ties.end())
            changed.tie["weight"] = tie->second;
        node = std::make_shared<const Node>(changed);
    }
    return graph.withLevel("", level);
}

Result<ExportRequest> requestFor(const ExportCase& one, std::size_t index)
{
    auto graph = parseGraphText(one.text);
    if (!graph)
        return fail(graph.error());
    *graph = edited(*graph, one);
    RandomStream random(streamKey(1, one.name));
    Lowered lowered = lower(*graph, {});
    if (lowered.ok() && index % 2 == 0) {
        Bindings bindings;
        bindings.hasData = true;
        for (const ProgramInput& input : lowered.program.inputs) {
            bindings.inputs[input.name].spec = input.spec;
            addPreparation(bindings.inputs[input.name], random);
        }
        lowered = lower(*graph, bindings);
    }
    for (const Diagnostic& problem : lowered.diagnostics)
        if (problem.severity == Severity::Error)
            return fail(problem.error);
    ExportRequest request;
    request.graph = *graph;
    request.program = std::make_shared<const Program>(lowered.program);
    request.name = one.name;
    auto state = weightsFor(request.program, random);
    if (!state)
        return fail(state.error());
    request.state = std::move(*state);
    for (const ProgramInput& input : request.program->inputs)
        request.samples.push_back(samplesFor(input.spec, random));
    const Spec& target = request.program->outputs[0].targetSpec;
    for (std::int64_t i = 0; i < (target.kind == Kind::Label ? target.classes : 0); ++i)
        request.classNames.push_back("class \"" + std::to_string(i) + "\" \\ é");
    request.options.set("include_preparation", index % 4 != 2);
    request.options.set("include_prediction", index % 3 != 1);
    return request;
}

bool writeCase(const ExportCase& one, std::size_t index, const std::filesystem::path& folder)
{
    const auto request = requestFor(one, index);
    if (!request) {
        report(one.name, one.text + ": " + sentence(request.error()) + " " + request.error().detail);
        return false;
    }
    std::filesystem::create_directories(folder);
    nlohmann::json facts{{"name", one.name}, {"text", one.text}, {"covers", one.covers}, {"class_names", request->classNames}};
    const Program& program = *request->program;
    const bool isRaw = request->options.flag("include_preparation"), isPrediction = request->options.flag("include_prediction");
    auto model = Model::create(request->program, 0);
    if (!model || !isFine(one.name, "load", model->loadState(request->state)))
        return false;
    std::vector<ValueId> inputs, outputs;
    for (const ProgramInput& input : program.inputs)
        inputs.push_back(isRaw ? input.value : input.entry);
    for (const ProgramOutput& output : program.outputs)
        outputs.push_back(isPrediction ? output.prediction : output.logits);
    const auto write = [&](const std::string& name, const std::vector<ValueId>& values, std::int64_t batch) {
        const auto arrays = model->run(request->samples, values, batch);
        if (!arrays)
            return isFine(one.name, "run", fail(arrays.error()));
        for (std::size_t i = 0; i < arrays->size(); ++i)
            if (!isFine(one.name, "write", writeNpy(folder / (name + std::to_string(i) + ".npy"), (*arrays)[i])))
                return false;
        return true;
    };
    if (!write("in_", inputs, sampleCount) || !write("own1_", outputs, 1) || !write("own7_", outputs, 7))
        return false;
    facts["inputs"] = inputs.size();
    facts["outputs"] = outputs.size();
    facts["keys"] = nlohmann::json::array();
    for (const auto& [key, tensor] : request->state)
        facts["keys"].push_back(key);
    for (const auto& [alias, path] : program.aliases)
        facts["keys"].push_back(alias);
    facts["trainable"] = nlohmann::json::array();
    for (const Parameter& parameter : program.parameters)
        if (parameter.trainable)
            facts["trainable"].push_back(parameter.path);
    facts["opsets"] = {13, 17, 18 + index % 4};
    bool isWritten = true;
    for (const auto& opset : facts["opsets"]) {
        ExportRequest atOpset = *request;
        atOpset.options.set("opset", opset.dump());
        isWritten &= isFine(one.name, "onnx", findExporter("onnx")->write(atOpset, folder / ("model" + opset.dump() + ".onnx"), Task()));
    }
    isWritten &= isFine(one.name, "torchscript", findExporter("torchscript")->write(*request, folder / "model.pt", Task()));
    isWritten &= isFine(one.name, "pytorch", findExporter("pytorch")->write(*request, folder / "code", Task()));
    if (!request->state.empty())
        for (const char* id : {"safetensors", "torch_weights"})
            isWritten &= isFine(one.name, id, findExporter(id)->write(*request, folder / ("weights" + findExporter(id)->extension), Task()));
    return isWritten && isFine(one.name, "facts", writeFileAtomically(folder / "case.json", facts.dump()));
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2) {
        std::puts("usage: peer_exports FOLDER [FORMS-OF-A-LAYER [PART-OF-A-NAME]]");
        return 2;
    }
    std::set<std::string> covered;
    std::size_t index = 0;
    const int forms = count > 2 ? std::max(1, std::atoi(arguments[2])) : 3;
    for (const ExportCase& one : exportCases(forms)) {
        ++index;
        if (count > 3 && one.name.find(arguments[3]) == std::string::npos)
            continue;
        if (writeCase(one, index, std::filesystem::path(arguments[1]) / one.name) && one.name.find("_example") == std::string::npos)
            covered.insert(one.covers);
    }
    for (const LayerType& type : layerTypes())
        if (count < 4 && type.build && !type.isImported && !covered.contains(type.id))
            report(type.id, "has no random forms in tests/peers/exporters/cases.cpp");
    return problems == 0 ? 0 : 1;
}
