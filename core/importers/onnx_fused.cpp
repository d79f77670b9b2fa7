// Operations of onnxruntime's optimizer, and lists of arrays, back to what they were made of.

#include <algorithm>

#include "core/importers/onnx_rewrites.h"
#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

constexpr std::int64_t kMostParts = 4096; ///< of a list

/// The node's attributes without those of the activation.
std::vector<OnnxAttribute> withoutActivation(const OnnxNode& node)
{
    std::vector<OnnxAttribute> kept = node.attributes;
    std::erase_if(kept, [](const OnnxAttribute& attribute) { return attribute.name.starts_with("activation"); });
    return kept;
}

/// Writes the parts of `node`, which is one of onnxruntime's own; false when it is none that is known.
class Parts {
public:
    Parts(const OnnxNode& node, std::vector<OnnxNode>& out) : m_node(node), m_out(out) {}

    bool write()
    {
        if (m_node.outputs.size() != 1 || m_node.inputs.empty())
            return false;
        if (m_node.opType == "Gelu" || m_node.opType == "BiasGelu")
            return gelu("none");
        if (m_node.opType == "FastGelu")
            return gelu("tanh");
        if (m_node.opType == "QuickGelu")
            return quickGelu();
        if (m_node.opType == "FusedMatMul")
            return product();
        if (m_node.opType == "FusedConv")
            return activated("Conv", 3);
        return m_node.opType == "FusedGemm" && activated("Gemm", 3);
    }

private:
    std::string made(const std::string& op, std::vector<std::string> inputs, std::vector<OnnxAttribute> attributes = {})
    {
        const std::string name = m_node.outputs[0] + "#" + std::to_string(m_out.size());
        m_out.push_back({.opType = op, .name = m_node.name, .inputs = std::move(inputs), .outputs = {name}, .attributes = std::move(attributes)});
        return name;
    }
    void last(const std::string& op, std::vector<std::string> inputs, std::vector<OnnxAttribute> attributes = {})
    {
        m_out.push_back({.opType = op, .name = m_node.name, .inputs = std::move(inputs), .outputs = m_node.outputs, .attributes = std::move(attributes)});
    }

    /// With a bias as second input, perhaps.
    bool gelu(const std::string& approximate)
    {
        const std::string bias = inputOf(m_node, 1);
        last("Gelu", {bias.empty() ? m_node.inputs[0] : made("Add", {m_node.inputs[0], bias})}, {{"approximate", approximate}});
        return true;
    }

    /// alpha A B, where one may be turned
    bool product()
    {
        if (m_node.inputs.size() != 2)
            return false;
        std::vector<std::string> inputs = m_node.inputs;
        for (std::size_t i = 0; i < 2; ++i) {
            const std::string letter = i == 0 ? "A" : "B";
            if (integerOf(m_node, "transBatch" + letter, 0) != 0)
                inputs[i] = made("Transpose", {inputs[i]}, {{"perm", kFirstInside}});
            if (integerOf(m_node, "trans" + letter, 0) != 0)
                inputs[i] = made("Transpose", {inputs[i]}, {{"perm", kLastTwo}});
        }
        const double alpha = realOf(m_node, "alpha", 1);
        if (alpha == 1)
            last("MatMul", inputs);
        else
            last("Mul", {made("MatMul", inputs), number(static_cast<float>(alpha))});
        return true;
    }

    /// x sigmoid(alpha x)
    bool quickGelu()
    {
        const double alpha = realOf(m_node, "alpha", 1.702);
        std::string inner = m_node.inputs[0];
        if (alpha != 1)
            inner = made("Mul", {inner, number(static_cast<float>(alpha))});
        last("Mul", {m_node.inputs[0], made("Sigmoid", {inner})});
        return true;
    }

    /// `op` with its first `count` inputs, a sum with the input behind them, the activation.
    bool activated(const std::string& op, std::size_t count)
    {
        const std::string activation = textOf(m_node, "activation", "");
        const std::vector<float> numbers = activationNumbers();
        const bool isPlain = activation == "Relu" || activation == "Sigmoid" || activation == "Tanh";
        if (!isPlain && !(activation == "Clip" && numbers.size() == 2) && !(activation == "LeakyRelu" && numbers.size() == 1))
            return false;
        std::vector<std::string> inputs(m_node.inputs.begin(), m_node.inputs.begin() + static_cast<std::ptrdiff_t>(std::min(count, m_node.inputs.size())));
        std::string value = made(op, std::move(inputs), withoutActivation(m_node));
        if (const std::string other = inputOf(m_node, count); !other.empty())
            value = made("Add", {value, other});
        if (activation == "Clip")
            last("Clip", {value, number(numbers[0]), number(numbers[1])});
        else if (activation == "LeakyRelu")
            last("LeakyRelu", {value}, {{"alpha", numbers[0]}});
        else
            last(activation, {value});
        return true;
    }

    std::string number(float value) { return made("Constant", {}, {{"value_float", value}}); }

    std::vector<float> activationNumbers() const
    {
        for (const OnnxAttribute& attribute : m_node.attributes)
            if (const auto* list = std::get_if<std::vector<float>>(&attribute.value); list && attribute.name == "activation_params")
                return *list;
        return {};
    }

    const OnnxNode& m_node;
    std::vector<OnnxNode>& m_out;
};

} // namespace

void takeApartSequences(OnnxGraph& graph)
{
    std::map<std::string, HostTensor> fixed;
    for (const OnnxTensor& tensor : graph.initializers)
        if (tensor.value.count() <= kMostParts)
            fixed[tensor.name] = tensor.value;
    std::map<std::string, const OnnxNode*> lists;
    for (const OnnxNode& node : graph.nodes) {
        if (node.opType == "Constant" && node.outputs.size() == 1)
            if (const auto value = foldedNode(node, {}); value && value->constant->count() <= kMostParts)
                fixed[node.outputs[0]] = *value->constant;
        if (node.opType == "SplitToSequence" && node.domain.empty() && node.outputs.size() == 1)
            lists[node.outputs[0]] = &node;
    }
    std::vector<OnnxNode> nodes;
    for (const OnnxNode& node : graph.nodes) {
        const auto list = node.opType == "SequenceAt" ? lists.find(inputOf(node, 0)) : lists.end();
        const auto index = fixed.find(inputOf(node, 1)), parts = list == lists.end() ? fixed.end() : fixed.find(inputOf(*list->second, 1));
        if (list == lists.end() || index == fixed.end() || parts == fixed.end() || index->second.count() != 1) {
            nodes.push_back(node);
            continue;
        }
        const auto sizes = wholeNumbers(parts->second);
        const auto place = static_cast<std::int64_t>(index->second.number(0));
        const bool isList = parts->second.rank() == 1;
        if (!sizes || sizes->empty() || place < 0 || (isList && place >= static_cast<std::int64_t>(sizes->size())) || place > kMostParts) {
            nodes.push_back(node);
            continue;
        }
        std::int64_t start = isList ? 0 : place * sizes->front();
        for (std::int64_t i = 0; isList && i < place; ++i)
            start += (*sizes)[static_cast<std::size_t>(i)];
        OnnxNode cut{.opType = "Slice", .name = node.name, .inputs = {list->second->inputs[0]}, .outputs = node.outputs, .attributes = {}};
        for (const std::int64_t number : {start, start + (isList ? (*sizes)[static_cast<std::size_t>(place)] : sizes->front()), integerOf(*list->second, "axis", 0)}) {
            cut.inputs.push_back(node.outputs[0] + "#" + std::to_string(cut.inputs.size()));
            nodes.push_back({.opType = "Constant", .outputs = {cut.inputs.back()}, .attributes = {{"value_ints", Sizes{number}}}});
        }
        nodes.push_back(std::move(cut));
    }
    graph.nodes = std::move(nodes);
}

void takeApartFused(OnnxGraph& graph)
{
    std::vector<OnnxNode> nodes;
    for (OnnxNode& node : graph.nodes)
        if (node.domain != "com.microsoft" || !Parts(node, nodes).write())
            nodes.push_back(std::move(node));
    graph.nodes = std::move(nodes);
}

} // namespace nodegrad
