#include "core/exporters/support.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/base/text.h"
#include "core/layers/graph_text.h"
#include "core/layers/layer_type.h"
#include "core/lowering/lower.h"
#include "core/ops/node_paths.h"

namespace nodegrad {

namespace {

constexpr const char* kFormats[] = {"ONNX", "TorchScript", "PyTorch code"};
constexpr int kOpsets[] = {13, 17, 21};

/// Writes nothing, and keeps what an op refuses with. Weights are zeros of their shape.
class DryOnnx final : public OnnxWriter {
public:
    explicit DryOnnx(int opset) : m_opset(opset) {}
    void node(const std::string&, std::vector<std::string>, std::vector<std::string>, std::vector<Attribute>) override {}
    std::string add(const std::string&, std::vector<std::string>, std::vector<Attribute>) override { return fresh(); }
    std::string constant(const HostTensor&) override { return fresh(); }
    const HostTensor* initializer(const std::string& name) const override
    {
        const auto found = weights.find(name);
        return found == weights.end() ? nullptr : &found->second;
    }
    std::string fresh() override { return "part" + std::to_string(m_count++); }
    int opset() const override { return m_opset; }
    void refuse(Error error) override
    {
        if (!problem)
            problem = std::move(error);
    }
    std::map<std::string, HostTensor> weights;
    std::optional<Error> problem;

private:
    int m_opset, m_count = 0;
};

class DryScript final : public ScriptWriter {
public:
    void line(const std::string&) override {}
    std::string fresh() override { return "part" + std::to_string(m_count++); }
    void refuse(Error error) override
    {
        if (!problem)
            problem = std::move(error);
    }
    std::optional<Error> problem;

private:
    int m_count = 0;
};

/// Parameters of at most this many elements are made for ops that look at their weights (recurrent gates).
constexpr std::int64_t kMostElements = std::int64_t(1) << 24;

struct Uses {
    Specs in, out;
    std::vector<std::string> inputs, outputs;
};

Uses usesOf(const Program& program, const OpCall& call)
{
    Uses uses;
    for (const ValueId value : call.inputs) {
        uses.in.push_back(value == kNoValue ? absentSpec() : program.values[static_cast<std::size_t>(value)]);
        uses.inputs.push_back(value == kNoValue ? "" : "v" + std::to_string(value));
    }
    for (const ValueId value : call.outputs) {
        uses.out.push_back(program.values[static_cast<std::size_t>(value)]);
        uses.outputs.push_back("v" + std::to_string(value));
    }
    return uses;
}

std::string unsupported(const OpCall& call, const char* format)
{
    return sentence(makeError("export.unsupported_op", {{"node", call.origin}, {"op", call.type->id}, {"format", format}}));
}

std::string onnxReason(const Program& program, const OpCall& call, int opset)
{
    if (!call.type->onnx)
        return unsupported(call, "ONNX");
    DryOnnx writer(opset);
    for (const Parameter& parameter : program.parameters) {
        std::int64_t count = 1;
        for (const std::int64_t size : parameter.shape)
            count = std::min(kMostElements + 1, count * std::max<std::int64_t>(0, size));
        if (count <= kMostElements && std::ranges::find(call.inputs, parameter.value) != call.inputs.end())
            writer.weights["v" + std::to_string(parameter.value)] = HostTensor(DType::Float32, parameter.shape);
    }
    const Uses uses = usesOf(program, call);
    call.type->onnx(writer, OpUse{call.attributes, uses.in, uses.out, uses.inputs, uses.outputs, call.origin});
    return writer.problem ? sentence(*writer.problem) : "";
}

std::string scriptReason(const Program& program, const OpCall& call)
{
    if (!call.type->torchScript)
        return unsupported(call, "TorchScript");
    DryScript writer;
    const Uses uses = usesOf(program, call);
    call.type->torchScript(writer, OpUse{call.attributes, uses.in, uses.out, uses.inputs, uses.outputs, call.origin});
    return writer.problem ? sentence(*writer.problem) : "";
}

} // namespace

std::vector<FormatSupport> exportSupport(const Program& program, const std::string& path, const std::string& type, int opset)
{
    std::vector<FormatSupport> formats;
    for (const OpCall& call : program.ops) {
        if (call.type->loss || plainPath(call.origin) != path)
            continue; // no file holds a loss
        if (formats.empty())
            for (const char* format : kFormats)
                formats.push_back({format, ""});
        if (formats[0].isCarried())
            formats[0].reason = onnxReason(program, call, opset);
        if (formats[1].isCarried())
            formats[1].reason = scriptReason(program, call);
    }
    const LayerType* layer = findLayer(type);
    if (!formats.empty() && layer && layer->build && !layer->python)
        formats[2].reason = sentence(makeError("export.no_python_form", {{"node", path}, {"layer", layer->title}}));
    return formats;
}

std::string supportPage()
{
    std::string page = "# What each format can carry\n\n"
                       "Made by `nodegrad layers --support`; a test checks that it is current. A layer is asked with all of its examples. ONNX is asked at "
                       "opsets 13, 17 and 21. What a format cannot carry is refused with a sentence before a file is written; the inspector says so beforehand.\n"
                       "State dicts (safetensors) carry every layer; the C++ project carries what TorchScript does.\n\n"
                       "| layer | id | ONNX 13 | ONNX 17 | ONNX 21 | TorchScript | PyTorch code |\n|---|---|---|---|---|---|---|\n";
    std::string notes;
    for (const LayerType& type : layerTypes()) {
        if (!type.build)
            continue;
        std::map<std::string, std::string> reasons; // by column
        if (type.isImported)
            for (const char* column : {"ONNX 13", "ONNX 17", "ONNX 21", "TorchScript"})
                reasons.emplace(column, "holds a program of others");
        const auto ask = [&](const Graph& graph, const Lowered& lowered, const Example& example, int opset) {
            for (const NodePtr& node : graph.root().nodes)
                for (const FormatSupport& format : exportSupport(lowered.program, node->name, node->type, opset)) {
                    const std::string column = format.format == "ONNX" ? "ONNX " + std::to_string(opset) : format.format;
                    if (!format.isCarried() && reasons.emplace(column, format.reason).second)
                        notes += "- " + type.title + ", " + column + ", `" + example.text + "`: " + format.reason + "\n";
                }
        };
        for (const Example& example : type.examples) {
            const auto graph = parseGraphText(example.text);
            if (!graph)
                continue;
            const Lowered lowered = lower(*graph, {});
            for (const int opset : kOpsets)
                ask(*graph, lowered, example, opset);
        }
        page += "| " + type.title + " | `" + type.id + "` |";
        for (const char* column : {"ONNX 13", "ONNX 17", "ONNX 21", "TorchScript", "PyTorch code"})
            page += reasons.contains(column) ? " refused |" : " yes |";
        page += "\n";
    }
    return page + (notes.empty() ? "" : "\n## Refused\n\n" + notes);
}

} // namespace nodegrad
