#include "core/exporters/onnx_graph.h"

#include <algorithm>
#include <cstring>
#include <set>

#include "core/exporters/names.h"

namespace nodegrad {

namespace {

class GraphWriter : public OnnxWriter {
public:
    GraphWriter(const Network& network, const StateDict& state, int opset) : m_network(network), m_state(state), m_opset(opset)
    {
        m_names.reserve("");
        for (const auto* ports : {&network.inputs, &network.outputs})
            for (const NetworkPort& port : *ports)
                m_names.reserve(port.name);
        for (const NetworkPort& input : network.inputs)
            m_valueNames[input.value] = input.name;
        for (const auto& [value, key] : network.keys) {
            m_valueNames[value] = m_names.take(key);
            m_keyOfName[m_valueNames[value]] = key;
        }
        // The first output of a value gives it its name; inputs, weights and repeated values are copied at the end.
        for (const NetworkPort& output : network.outputs)
            if (!m_valueNames.contains(output.value) && !network.constants.contains(output.value))
                m_valueNames[output.value] = output.name;
    }

    void writeOps()
    {
        const Program& program = *m_network.program;
        for (const std::size_t index : m_network.ops) {
            const OpCall& op = program.ops[index];
            m_prefix = op.path;
            if (!op.type->onnx) {
                refuse(makeError("export.unsupported_op", {{"node", op.origin}, {"op", op.type->id}, {"format", "ONNX"}}));
                return;
            }
            Specs in, out;
            std::vector<std::string> inputs, outputs;
            for (const ValueId value : op.inputs) {
                in.push_back(value == kNoValue ? absentSpec() : program.values[static_cast<std::size_t>(value)]);
                inputs.push_back(value == kNoValue ? "" : nameOf(value));
            }
            for (const ValueId value : op.outputs) {
                out.push_back(program.values[static_cast<std::size_t>(value)]);
                outputs.push_back(nameOf(value));
            }
            op.type->onnx(*this, OpUse{op.attributes, in, out, inputs, outputs, op.origin});
        }
        for (const NetworkPort& output : m_network.outputs)
            if (nameOf(output.value) != output.name)
                node("Identity", {nameOf(output.value)}, {output.name}, {});
    }

    void node(const std::string& type, std::vector<std::string> inputs, std::vector<std::string> outputs,
              std::vector<Attribute> attributes) override
    {
        OnnxNode node{.opType = type, .name = m_nodeNames.take(m_prefix.empty() ? type : m_prefix), .inputs = std::move(inputs),
                      .outputs = std::move(outputs)};
        for (Attribute& attribute : attributes)
            node.attributes.push_back({attribute.first, attributeValue(attribute.second)});
        m_nodes.push_back(std::move(node));
    }
    std::string add(const std::string& type, std::vector<std::string> inputs, std::vector<Attribute> attributes) override
    {
        std::string output = fresh();
        node(type, std::move(inputs), {output}, std::move(attributes));
        return output;
    }
    std::string constant(const HostTensor& value) override
    {
        for (const OnnxTensor& known : m_constants)
            if (known.value.dtype() == value.dtype() && known.value.shape() == value.shape() &&
                (value.byteSize() == 0 || std::memcmp(known.value.bytes(), value.bytes(), value.byteSize()) == 0))
                return known.name;
        m_constants.push_back({m_names.take("constant"), value});
        return m_constants.back().name;
    }
    const HostTensor* initializer(const std::string& name) const override
    {
        const auto key = m_keyOfName.find(name);
        return key == m_keyOfName.end() ? nullptr : &weights(key->second);
    }
    std::string fresh() override { return m_names.take(m_prefix + ".part"); }
    int opset() const override { return m_opset; }
    void refuse(Error error) override
    {
        if (!m_problem)
            m_problem = std::move(error);
    }

    Result<OnnxGraph> take()
    {
        if (m_problem)
            return fail(*m_problem);
        dropIdentities();
        dropUnused();
        OnnxGraph graph;
        graph.nodes = std::move(m_nodes);
        std::set<std::string> used;
        for (const OnnxNode& node : graph.nodes)
            used.insert(node.inputs.begin(), node.inputs.end());
        for (const auto& [name, key] : m_keyOfName)
            if (used.contains(name))
                graph.initializers.push_back({name, weights(key)});
        for (OnnxTensor& tensor : m_constants)
            if (used.contains(tensor.name))
                graph.initializers.push_back(std::move(tensor));
        for (const NetworkPort& input : m_network.inputs)
            graph.inputs.push_back(valueInfo(input));
        for (const NetworkPort& output : m_network.outputs)
            graph.outputs.push_back(valueInfo(output));
        return graph;
    }

private:
    std::string nameOf(ValueId value)
    {
        if (const auto known = m_valueNames.find(value); known != m_valueNames.end())
            return known->second;
        if (const auto found = m_network.constants.find(value); found != m_network.constants.end())
            return m_valueNames[value] = constant(*found->second);
        return m_valueNames[value] = m_names.take(m_prefix);
    }

    const HostTensor& weights(const std::string& key) const
    {
        if (const auto found = m_state.find(key); found != m_state.end())
            return found->second;
        HostTensor& zeros = m_zeros[key];
        for (const Parameter& parameter : m_network.program->parameters)
            if (parameter.path == key)
                zeros = HostTensor(DType::Float32, parameter.shape);
        return zeros;
    }

    static OnnxAttributeValue attributeValue(const Attribute::second_type& value)
    {
        if (const auto* real = std::get_if<double>(&value))
            return static_cast<float>(*real);
        if (const auto* reals = std::get_if<std::vector<double>>(&value))
            return std::vector<float>(reals->begin(), reals->end());
        if (const auto* integer = std::get_if<std::int64_t>(&value))
            return *integer;
        if (const auto* text = std::get_if<std::string>(&value))
            return *text;
        if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
            return *texts;
        return std::get<std::vector<std::int64_t>>(value);
    }

    static OnnxValueInfo valueInfo(const NetworkPort& port)
    {
        OnnxValueInfo info{.name = port.name, .dtype = port.spec.dtype};
        for (const Dim& dim : port.spec.shape)
            info.shape.push_back(dim.isKnown() ? OnnxDim::of(dim.value()) : OnnxDim::named(dim.text()));
        return info;
    }

    bool isOutput(const std::string& name) const
    {
        return std::ranges::any_of(m_network.outputs, [&](const NetworkPort& port) { return port.name == name; });
    }

    /// Dropout and other copies: readers take the source instead. One that names an output stays.
    void dropIdentities()
    {
        std::map<std::string, std::string> sources;
        std::vector<OnnxNode> kept;
        for (OnnxNode& node : m_nodes) {
            for (std::string& input : node.inputs)
                if (const auto found = sources.find(input); found != sources.end())
                    input = found->second;
            if (node.opType == "Identity" && !isOutput(node.outputs[0]))
                sources[node.outputs[0]] = node.inputs[0];
            else
                kept.push_back(std::move(node));
        }
        m_nodes = std::move(kept);
    }

    /// Side results that nobody reads, such as the last state of an LSTM.
    void dropUnused()
    {
        std::set<std::string> needed;
        for (const NetworkPort& output : m_network.outputs)
            needed.insert(output.name);
        std::vector<OnnxNode> kept;
        for (std::size_t i = m_nodes.size(); i-- > 0;) {
            OnnxNode& node = m_nodes[i];
            if (std::ranges::none_of(node.outputs, [&](const std::string& output) { return needed.contains(output); }))
                continue;
            needed.insert(node.inputs.begin(), node.inputs.end());
            kept.push_back(std::move(node));
        }
        std::ranges::reverse(kept);
        m_nodes = std::move(kept);
    }

    const Network& m_network;
    const StateDict& m_state;
    int m_opset;
    std::string m_prefix;                           ///< path of the op at work
    NameSet m_names, m_nodeNames;
    std::map<ValueId, std::string> m_valueNames;
    std::map<std::string, std::string> m_keyOfName; ///< of parameters and buffers
    mutable std::map<std::string, HostTensor> m_zeros;
    std::vector<OnnxNode> m_nodes;
    std::vector<OnnxTensor> m_constants;
    std::optional<Error> m_problem;
};

} // namespace

Result<OnnxGraph> onnxGraph(const Network& network, const StateDict& state, int opset)
{
    GraphWriter writer(network, state, opset);
    writer.writeOps();
    return writer.take();
}

std::int64_t minimalIrVersion(std::int64_t opset)
{
    return opset <= 14 ? 7 : opset <= 18 ? 8 : opset <= 20 ? 9 : 10;
}

} // namespace nodegrad
