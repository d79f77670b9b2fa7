#include "core/importers/onnx_canvas.h"

#include <algorithm>
#include <cctype>

#include "core/base/text.h"
#include "core/graph/edits.h"
#include "core/graph/layout.h"
#include "core/layers/layer_type.h"
#include "core/lowering/lower.h"

namespace nodegrad {

namespace {

/// Letters, digits and _; what is a path keeps its parts: "features.0" -> "features_0".
std::string identifierFor(const std::string& text)
{
    std::string name;
    for (const char c : text) {
        const bool isPlain = std::isalnum(static_cast<unsigned char>(c)) != 0;
        if (isPlain || (!name.empty() && name.back() != '_'))
            name += isPlain ? c : '_';
    }
    while (!name.empty() && name.back() == '_')
        name.pop_back();
    if (!name.empty() && std::isdigit(static_cast<unsigned char>(name[0])))
        name.insert(0, "layer_");
    return name;
}

std::string sizesText(const std::vector<std::int64_t>& sizes)
{
    return shapeText(Shape(sizes.begin(), sizes.end()));
}

/// What a node of the file is called in messages: 'Conv' "conv1".
std::string operationOf(const OnnxNode& node)
{
    return node.name.empty() ? node.opType : node.opType + " '" + node.name + "'";
}

/// Only what differs from the defaults, as a design holds it.
ParamValues differing(const ParamValues& params, const LayerType& type)
{
    const ParamValues all = completed(params, type.params);
    ParamValues kept;
    for (const Param& param : type.params)
        if (const ParamValue* value = all.find(param.id); value && *value != param.defaultValue)
            kept.set(param.id, *value);
    return kept;
}

std::optional<Spec> specFor(const std::optional<Sizes>& sizes)
{
    if (!sizes || sizes->size() < 2 || sizes->size() > 5 || sizes->front() != kBatchSize)
        return std::nullopt;
    static constexpr Kind kinds[] = {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume};
    Spec spec{DType::Float32, {batchDim()}, kinds[sizes->size() - 2], 0};
    for (std::size_t i = 1; i < sizes->size(); ++i) {
        if ((*sizes)[i] < 1 || (*sizes)[i] >= kBatchSize)
            return std::nullopt;
        spec.shape.emplace_back((*sizes)[i]);
    }
    return spec;
}

} // namespace

OnnxCanvas::OnnxCanvas(const OnnxGraph& graph, const OnnxValues& values, std::int64_t opset, std::int64_t fixedBatch)
    : m_values(values), m_opset(opset), m_fixedBatch(fixedBatch)
{
    for (const OnnxNode& node : graph.nodes) {
        for (const std::string& input : node.inputs)
            if (!input.empty())
                ++m_readers[input];
        if (node.opType == "Gather" && constant(inputOf(node, 0)))
            m_lookedUp.insert(inputOf(node, 1));
    }
    for (const OnnxValueInfo& output : graph.outputs) {
        ++m_readers[output.name];
        m_outputs.insert(output.name);
    }
}

const OnnxValue* OnnxCanvas::facts(const std::string& name) const
{
    const auto found = m_values.find(name);
    return name.empty() || found == m_values.end() ? nullptr : &found->second;
}

const HostTensor* OnnxCanvas::constant(const std::string& name) const
{
    const OnnxValue* found = facts(name);
    return found && found->constant ? &*found->constant : nullptr;
}

Result<OnnxWeight> OnnxCanvas::weight(const OnnxNode& node, std::size_t input, const std::string& local) const
{
    const HostTensor* tensor = constant(inputOf(node, input));
    if (!tensor)
        return fail("import.computed", {{"op", operationOf(node)}, {"what", "its " + local}});
    return OnnxWeight{local, tensor->asFloat32(), facts(inputOf(node, input))->origin};
}

std::size_t OnnxCanvas::readerCount(const std::string& name) const
{
    const auto found = m_readers.find(name);
    return found == m_readers.end() ? 0 : found->second;
}

void OnnxCanvas::define(const std::string& name, PlacedValue value)
{
    if (name.empty())
        return;
    value.hasOtherReaders |= readerCount(name) > 1;
    m_placed[name] = std::move(value);
}

Result<PlacedValue> OnnxCanvas::value(const OnnxNode& node, std::size_t input) const
{
    const std::string& name = inputOf(node, input);
    if (const auto found = m_placed.find(name); found != m_placed.end() && found->second.spec.shape.size() > 0)
        return found->second;
    const OnnxValue* known = facts(name);
    if (known && (known->constant || known->everywhere))
        return fail("import.form", {{"op", operationOf(node)}, {"what", "takes fixed numbers in place of a value"}});
    return fail("import.unknown_input", {{"op", operationOf(node)}});
}

const PlacedValue* OnnxCanvas::placed(const std::string& name) const
{
    const auto found = m_placed.find(name);
    return found == m_placed.end() ? nullptr : &found->second;
}

Result<PlacedValue> OnnxCanvas::ordered(const PlacedValue& given, const std::vector<std::size_t>& order)
{
    PlacedValue value = given;
    const OnnxNode mover{.opType = "Transpose"};
    const std::size_t rank = value.view.order.size();
    if (rank != order.size() || value.view.parts.empty() || value.view.parts[0] != kBatchSize)
        return fail("import.form", {{"op", "An operation"}, {"what", "has its batch at another place than the first"}});
    if (value.view.hasWholeParts() && value.spec.shape.size() > rank) { // sizes of 1 that the file has left out
        std::vector<std::size_t> kept = value.view.order;
        std::ranges::sort(kept);
        Sizes sizes;
        for (std::size_t i = 1; i < kept.size(); ++i)
            sizes.push_back(value.view.parts[kept[i]]);
        auto made = place({.opType = "Reshape"}, {.type = "reshape", .params = {{"shape", sizes}}, .inputs = {value}, .weights = {}});
        if (!made)
            return fail(made.error());
        for (std::size_t i = 0; i < rank; ++i)
            made->front().view.order[i] = static_cast<std::size_t>(std::ranges::find(kept, value.view.order[i]) - kept.begin());
        value = made->front();
    }
    if (!value.view.hasWholeParts()) {
        const Sizes sizes(value.view.parts.begin() + 1, value.view.parts.end());
        auto made = place({.opType = "Reshape"}, {.type = "reshape", .params = {{"shape", sizes}}, .inputs = {value}});
        if (!made)
            return fail(made.error());
        const std::vector<std::size_t> seen = value.view.order;
        value = made->front();
        value.view.order = seen;
    }
    if (value.view.order == order)
        return value;
    // The file's size i is our part seen[i]; it shall be size order[i] of the new array.
    Sizes dims(rank, 0);
    for (std::size_t i = 0; i < rank; ++i)
        dims[order[i]] = static_cast<std::int64_t>(value.view.order[i]);
    const bool keepsBatch = dims[0] == 0;
    dims.erase(dims.begin());
    if (!keepsBatch)
        return fail("import.form", {{"op", "An operation"}, {"what", "has its batch at another place than the first"}});
    auto made = place(mover, {.type = "permute", .params = {{"dims", dims}}, .inputs = {value}});
    if (!made)
        return fail(made.error());
    value = made->front();
    value.view.order = order;
    return value;
}

Result<PlacedValue> OnnxCanvas::ordered(const OnnxNode& node, std::size_t input, const std::vector<std::size_t>& order)
{
    const auto given = value(node, input);
    if (!given)
        return given;
    auto result = ordered(*given, order);
    // What was moved once serves all readers.
    if (result && result->from != given->from)
        define(inputOf(node, input), *result);
    return result;
}

Result<PlacedValue> OnnxCanvas::plain(const OnnxNode& node, std::size_t input)
{
    const auto given = value(node, input);
    if (!given)
        return given;
    std::vector<std::size_t> order(given->view.order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    return ordered(node, input, order);
}

Result<OnnxCanvas::Built> OnnxCanvas::build(const OnnxLayer& layer, const std::string& name) const
{
    const LayerType* type = findLayer(layer.type);
    if (!type)
        return fail("import.no_layer", {{"op", layer.type}});
    Level level;
    Bindings bindings;
    bindings.hasData = true;
    const NodeId own{layer.inputs.size() + 1};
    const Ports ports = type->ports(completed(layer.params, type->params));
    for (std::size_t i = 0; i < layer.inputs.size() && i < ports.inputs.size(); ++i) {
        Node input;
        input.id = {i + 1};
        input.type = kInputType;
        input.name = "in" + std::to_string(i);
        bindings.inputs[input.name].spec = layer.inputs[i].spec;
        level.nodes.push_back(std::make_shared<const Node>(input));
        level.wires.push_back({{input.id, "out"}, {own, ports.inputs[i].id}});
    }
    Node node;
    node.id = own;
    node.type = layer.type;
    node.name = name;
    node.params = differing(layer.params, *type);
    level.nodes.push_back(std::make_shared<const Node>(node));
    const Lowered lowered = lower(Graph().withLevel("", level), bindings);
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.severity == Severity::Error && diagnostic.error.code != "graph.no_output")
            return fail(diagnostic.error);
    Built built{lowered.facts.at(name).outputs, {}};
    for (const Port& port : ports.outputs)
        built.ports.push_back(port.id);
    for (const Parameter& parameter : lowered.program.parameters) {
        const std::string local = parameter.path.substr(name.size() + 1);
        const auto given = std::ranges::find(layer.weights, local, &OnnxWeight::name);
        if (given == layer.weights.end())
            return fail("import.computed", {{"op", name}, {"what", "its " + local}});
        if (given->tensor.shape() != parameter.shape)
            return fail("import.weight_shape", {{"weight", parameter.path}, {"got", sizesText(given->tensor.shape())}, {"expected", sizesText(parameter.shape)}});
    }
    return built;
}

NodeId OnnxCanvas::add(Node node)
{
    node.id = {m_nodes.size() + 1};
    m_names.insert(node.name);
    m_nodes.push_back(std::move(node));
    return m_nodes.back().id;
}

std::string OnnxCanvas::freeName(const std::string& wanted) const
{
    std::string name = wanted;
    if (!m_names.contains(name))
        return name;
    int& number = m_numbers.try_emplace(wanted + "_", 2).first->second;
    for (;; ++number)
        if (name = wanted + "_" + std::to_string(number); !m_names.contains(name))
            return name;
}

std::string OnnxCanvas::nameFor(const OnnxNode& node, const OnnxLayer& layer) const
{
    const LayerType* type = findLayer(layer.type);
    const std::string stem = nameStem(layer.type);
    // The weights tell what PyTorch calls the module: "features.0.weight".
    for (const OnnxWeight& weight : layer.weights) {
        const std::size_t dot = weight.origin.rfind('.');
        if (dot != std::string::npos && weight.origin.find("::") == std::string::npos)
            if (const std::string name = identifierFor(weight.origin.substr(0, dot)); !name.empty())
                return freeName(name);
    }
    // "/layer1/relu/Relu", "relu1.relu": the part before the operation.
    std::string path = node.name;
    std::ranges::replace(path, '/', '.');
    std::vector<std::string> parts;
    for (const std::string_view part : split(path, '.'))
        if (!part.empty())
            parts.emplace_back(part);
    if (parts.size() > 1)
        parts.pop_back();
    const std::string name = parts.empty() || !type ? std::string() : identifierFor(parts.back());
    if (!name.empty() && lowered(name) != lowered(node.opType))
        return freeName(name);
    for (int& number = m_numbers.try_emplace(stem, 1).first->second;; ++number)
        if (const std::string numbered = stem + std::to_string(number); !m_names.contains(numbered))
            return numbered;
}

std::vector<PlacedValue> OnnxCanvas::connect(NodeId id, const OnnxLayer& layer, const Built& built)
{
    const LayerType& type = *findLayer(layer.type);
    Node& node = nodeOf(id);
    node.type = layer.type;
    node.params = differing(layer.params, type);
    node.frozen = layer.frozen;
    node.tie.clear();
    for (const OnnxWeight& weight : layer.weights) {
        // One matrix in two places is tied; small vectors are often merely equal (exporters store equal ones once).
        if (weight.origin.empty() || weight.tensor.rank() < 2)
            continue;
        const auto home = m_homes.try_emplace(weight.origin, id.value, weight.name).first->second;
        if (home.first != id.value)
            node.tie[weight.name] = m_nodes[home.first - 1].name + "." + home.second;
    }
    // A layer that stands in several places shares its vectors too.
    for (const OnnxWeight& weight : layer.weights)
        for (const OnnxWeight& matrix : layer.weights) {
            const auto home = m_homes.find(matrix.origin);
            const bool isTied = !weight.origin.empty() && weight.tensor.rank() < 2 && home != m_homes.end() && home->second.first != id.value && home->second.second == matrix.name;
            const auto original = isTied ? m_layers.find(home->second.first) : m_layers.end();
            if (original != m_layers.end() && std::ranges::any_of(original->second.weights, [&](const OnnxWeight& other) { return other.name == weight.name && other.origin == weight.origin; }))
                node.tie[weight.name] = m_nodes[home->second.first - 1].name + "." + weight.name;
        }
    if (m_layers.contains(id.value))
        std::erase_if(m_wires, [&](const Wire& wire) { return wire.to.node == id; });
    const Ports ports = type.ports(completed(layer.params, type.params));
    for (std::size_t i = 0; i < layer.inputs.size() && i < ports.inputs.size(); ++i)
        m_wires.push_back({layer.inputs[i].from, {id, ports.inputs[i].id}});
    m_layers[id.value] = layer;
    std::vector<PlacedValue> outputs;
    for (std::size_t i = 0; i < built.outputs.size() && i < built.ports.size(); ++i) {
        const auto sizes = sizesOf(built.outputs[i].shape);
        outputs.push_back({{id, built.ports[i]}, built.outputs[i], plainView(sizes.value_or(Sizes{}))});
    }
    return outputs;
}

Result<std::vector<PlacedValue>> OnnxCanvas::place(const OnnxNode& node, OnnxLayer layer)
{
    if (!findLayer(layer.type))
        return fail("import.no_layer", {{"op", node.opType}});
    const std::string name = layer.name.empty() ? nameFor(node, layer) : freeName(layer.name);
    const auto built = build(layer, name);
    if (!built)
        return fail(built.error());
    Node made;
    made.name = name;
    return connect(add(std::move(made)), layer, *built);
}

Result<std::vector<PlacedValue>> OnnxCanvas::replace(NodeId id, OnnxLayer layer)
{
    const auto built = build(layer, nodeOf(id).name);
    if (!built)
        return fail(built.error());
    return connect(id, layer, *built);
}

const OnnxLayer* OnnxCanvas::layerOf(const PlacedValue& value) const
{
    const auto found = m_layers.find(value.from.node.value);
    return found == m_layers.end() ? nullptr : &found->second;
}

void OnnxCanvas::placeGrey(const OnnxNode& node, const Error& reason)
{
    Node grey;
    grey.type = "onnx_" + node.opType;
    grey.title = node.opType;
    const std::string wanted = identifierFor(node.name);
    grey.name = freeName(wanted.empty() ? identifierFor(lowered(node.opType)) : wanted);
    for (const OnnxAttribute& attribute : node.attributes) {
        if (const auto* integer = std::get_if<std::int64_t>(&attribute.value))
            grey.params.set(attribute.name, *integer);
        else if (const auto* real = std::get_if<float>(&attribute.value))
            grey.params.set(attribute.name, static_cast<double>(*real));
        else if (const auto* text = std::get_if<std::string>(&attribute.value))
            grey.params.set(attribute.name, *text);
        else if (const auto* list = std::get_if<Sizes>(&attribute.value))
            grey.params.set(attribute.name, *list);
    }
    const bool isFollower = std::ranges::any_of(node.inputs, [&](const std::string& input) { return m_unknown.contains(input); });
    if (isFollower)
        ++m_followers;
    else
        m_problems.push_back({node.opType, node.name, grey.name, reason});
    const NodeId id = add(std::move(grey));
    for (std::size_t i = 0; i < node.inputs.size(); ++i)
        if (const auto found = m_placed.find(node.inputs[i]); found != m_placed.end())
            m_wires.push_back({found->second.from, {id, "in" + std::to_string(i)}});
    for (std::size_t i = 0; i < node.outputs.size(); ++i) {
        const OnnxValue* known = facts(node.outputs[i]);
        const auto spec = specFor(known ? known->sizes : std::nullopt);
        if (!spec)
            m_unknown.insert(node.outputs[i]);
        define(node.outputs[i], {{id, "out" + std::to_string(i)}, spec.value_or(Spec{}), spec ? plainView(*known->sizes) : OnnxView{}});
    }
}

NodeId OnnxCanvas::addInput(const std::string& name, ParamValues params)
{
    Node node;
    node.type = kInputType;
    const std::string wanted = identifierFor(name);
    node.name = freeName(wanted.empty() ? "input" : wanted);
    node.params = std::move(params);
    return add(std::move(node));
}

Result<NodeId> OnnxCanvas::addOutput(const std::string& name, const PlacedValue& value, ParamValues params)
{
    Node node;
    node.type = kOutputType;
    const std::string wanted = identifierFor(name);
    node.name = freeName(wanted.empty() ? "output" : wanted);
    node.params = differing(params, *findLayer(kOutputType));
    if (!value.spec.shape.empty()) { // behind a grey node of unknown sizes nothing can be said
        const auto built = build({.type = kOutputType, .params = params, .inputs = {value}}, node.name);
        if (!built)
            return fail(built.error());
    }
    const NodeId id = add(std::move(node));
    m_wires.push_back({value.from, {id, "in"}});
    return id;
}

/// Layers that nothing reads: left by a rule that gave up half way.
void OnnxCanvas::dropUnread()
{
    for (bool isChanged = true; isChanged;) {
        std::set<std::uint64_t> read;
        for (const Wire& wire : m_wires)
            read.insert(wire.from.node.value);
        isChanged = std::erase_if(m_layers, [&](const auto& layer) { return !read.contains(layer.first); }) > 0;
        std::erase_if(m_wires, [&](const Wire& wire) { return !m_layers.contains(wire.to.node.value) && findLayer(nodeOf(wire.to.node).type) && nodeOf(wire.to.node).type != kOutputType; });
    }
}

Result<Imported> OnnxCanvas::take()
{
    Imported imported;
    Level level;
    dropUnread();
    for (const Node& node : m_nodes)
        if (m_layers.contains(node.id.value) || node.type == kInputType || node.type == kOutputType || !findLayer(node.type))
            level.nodes.push_back(std::make_shared<const Node>(node));
    level.wires = m_wires;
    const auto positions = layoutLevel(level, {});
    if (!positions)
        return fail(positions.error());
    imported.project.graph = moveNodes(Graph().withLevel("", std::move(level)), "", *positions);
    for (const auto& [id, layer] : m_layers) {
        const Node& node = m_nodes[id - 1];
        for (const OnnxWeight& weight : layer.weights)
            if (!node.tie.contains(weight.name)) {
                imported.report.weights += weight.tensor.count();
                imported.weights[node.name + "." + weight.name] = weight.tensor;
            }
    }
    imported.report.layers = m_layers.size();
    imported.report.problems = m_problems;
    return imported;
}

} // namespace nodegrad
