#include "core/importers/onnx_rewrites.h"

#include <algorithm>

#include "core/importers/onnx_patterns.h"
#include "core/importers/onnx_rules.h"

namespace nodegrad {

OnnxRewriting::OnnxRewriting(OnnxGraph& graph, OnnxValues& values) : m_graph(graph), m_values(values)
{
    for (const OnnxNode& node : graph.nodes)
        for (const std::string& input : node.inputs)
            ++m_readers[input];
    for (const OnnxValueInfo& output : graph.outputs)
        ++m_readers[output.name];
}

void OnnxRewriting::write(OnnxNode node)
{
    for (const std::string& output : node.outputs)
        m_makers[output] = m_written.size();
    m_written.push_back(std::move(node));
}

std::string OnnxRewriting::named(Sizes sizes)
{
    std::string name = "straight " + std::to_string(++m_count) + " of " + std::to_string(m_values.size());
    m_values[name].sizes = std::move(sizes);
    return name;
}

std::string OnnxRewriting::made(const std::string& op, std::vector<std::string> inputs, Sizes sizes, std::vector<OnnxAttribute> attributes)
{
    const std::string name = named(std::move(sizes));
    for (const std::string& input : inputs)
        ++m_readers[input];
    write({.opType = op, .inputs = std::move(inputs), .outputs = {name}, .attributes = std::move(attributes)});
    return name;
}

void OnnxRewriting::writeReshaped(const std::string& value, const Sizes& sizes, const std::string& output)
{
    ++m_readers[value];
    m_values[output].sizes = sizes;
    write({.opType = "Reshape", .inputs = {value, constant(HostTensor::ofIntegers({static_cast<std::int64_t>(sizes.size())}, sizes))}, .outputs = {output}, .attributes = {}});
}

std::string OnnxRewriting::constant(HostTensor tensor, const std::string& origin)
{
    const std::string name = "fixed " + std::to_string(++m_count) + " of " + std::to_string(m_values.size());
    const Sizes sizes = tensor.shape();
    m_values[name] = {sizes, std::move(tensor), {}, origin};
    return name;
}

OnnxNode* OnnxRewriting::maker(const std::string& value, const std::string& op)
{
    const auto found = m_makers.find(value);
    OnnxNode* node = found == m_makers.end() ? nullptr : &m_written[found->second];
    return node && (op.empty() || node->opType == op) && node->domain.empty() ? node : nullptr;
}

bool OnnxRewriting::hasOneReader(const std::string& value) const
{
    const auto found = m_readers.find(value);
    return found != m_readers.end() && found->second == 1;
}

const Sizes* OnnxRewriting::sizes(const std::string& value) const
{
    const auto found = m_values.find(value);
    return found != m_values.end() && found->second.sizes ? &*found->second.sizes : nullptr;
}

const HostTensor* OnnxRewriting::tensor(const std::string& value) const
{
    const auto found = m_values.find(value);
    return found != m_values.end() && found->second.constant ? &*found->second.constant : nullptr;
}

namespace {

Sizes without(Sizes sizes, std::size_t place)
{
    sizes.erase(sizes.begin() + static_cast<std::ptrdiff_t>(place));
    return sizes;
}

// --- Reshape(MatMul(Reshape(x), w)), or with a Gemm that adds a bias ---

bool isDenseOverSteps(OnnxRewriting& graph, const OnnxNode& node)
{
    const OnnxNode* found = node.opType == "Reshape" ? graph.maker(inputOf(node, 0)) : nullptr;
    if (!found || (found->opType != "MatMul" && found->opType != "Gemm") || !graph.hasOneReader(found->outputs[0]))
        return false;
    const OnnxNode product = *found; // writing moves the nodes
    const bool isTurned = integerOf(product, "transB", 0) != 0;
    const HostTensor* weight = graph.tensor(inputOf(product, 1));
    const OnnxNode* joined = graph.maker(inputOf(product, 0), "Reshape");
    const Sizes *x = joined ? graph.sizes(inputOf(*joined, 0)) : nullptr, *y = graph.sizes(node.outputs[0]);
    if (!weight || !x || !y || weight->rank() != 2 || y->size() < 3 || y->back() != weight->dim(isTurned ? 0 : 1) || integerOf(product, "transA", 0) != 0 ||
        realOf(product, "alpha", 1) != 1 || realOf(product, "beta", 1) != 1)
        return false;
    Sizes rows = *y;
    const Sizes whole = *y;
    rows.back() = weight->dim(isTurned ? 1 : 0);
    const std::string input = *x == rows ? joined->inputs[0] : *x != rows && x->size() >= rows.size() ? graph.reshaped(joined->inputs[0], rows) : "";
    if (input.empty())
        return false;
    const std::string& origin = graph.facts(product.inputs[1]).origin;
    const std::string factor = isTurned ? graph.constant(transposedMatrix(weight->asFloat32()), origin.empty() ? "" : origin + "^T") : product.inputs[1];
    if (inputOf(product, 2).empty()) {
        graph.write({.opType = "MatMul", .name = product.name, .inputs = {input, factor}, .outputs = node.outputs, .attributes = {}});
        return true;
    }
    const std::string scaled = graph.made("MatMul", {input, factor}, whole);
    graph.write({.opType = "Add", .name = product.name, .inputs = {scaled, product.inputs[2]}, .outputs = node.outputs, .attributes = {}});
    return true;
}

// --- Tile ---

bool isRepeated(OnnxRewriting& graph, const OnnxNode& node)
{
    const Sizes* x = node.opType == "Tile" ? graph.sizes(inputOf(node, 0)) : nullptr;
    const auto found = graph.values().find(inputOf(node, 1));
    const auto repeats = found == graph.values().end() ? std::nullopt : wholeNumbers(&found->second);
    if (!x || !repeats || repeats->size() != x->size())
        return false;
    const auto isMany = [](std::int64_t times) { return times != 1; };
    const auto place = static_cast<std::size_t>(std::ranges::find_if(*repeats, isMany) - repeats->begin());
    constexpr std::int64_t mostRepeats = 1 << 16;
    if (std::ranges::count_if(*repeats, isMany) != 1 || place < 2 || (*x)[place] != 1 || (*repeats)[place] < 1 || (*repeats)[place] > mostRepeats)
        return false;
    Sizes tiled = *x;
    tiled[place] = (*repeats)[place];
    const std::string narrow = graph.reshaped(node.inputs[0], without(*x, place));
    Sizes wide = without(tiled, place);
    if (wide[place - 1] >= kBatchSize / mostRepeats)
        return false;
    wide[place - 1] *= tiled[place];
    const std::string resized = graph.made("Resize", {narrow, "", "", graph.constant(HostTensor::ofIntegers({static_cast<std::int64_t>(wide.size())}, wide))}, wide,
                                           {{"mode", std::string("nearest")}, {"coordinate_transformation_mode", std::string("asymmetric")}, {"nearest_mode", std::string("floor")}});
    graph.writeReshaped(resized, tiled, node.outputs[0]);
    return true;
}

// --- one dimension written as two ---

/// The attribute's numbers without those of dimension `place` of `count`.
void narrow(OnnxNode& node, std::size_t place)
{
    for (OnnxAttribute& attribute : node.attributes) {
        auto* list = std::get_if<Sizes>(&attribute.value);
        if (!list || list->size() < 2)
            continue;
        if (attribute.name == "pads" && list->size() == 4)
            *list = {(*list)[1 - place], (*list)[3 - place]};
        else if (list->size() == 2)
            *list = {(*list)[1 - place]};
    }
}

bool isNarrow(OnnxRewriting& graph, const OnnxNode& node)
{
    const bool isConv = node.opType == "Conv", isPool = node.opType == "MaxPool" || node.opType == "AveragePool";
    const Sizes *x = graph.sizes(inputOf(node, 0)), *y = node.outputs.empty() ? nullptr : graph.sizes(node.outputs[0]);
    if ((!isConv && !isPool) || !x || !y || x->size() != 4 || y->size() != 4 || node.outputs.size() != 1)
        return false;
    const HostTensor* weight = isConv ? graph.tensor(inputOf(node, 1)) : nullptr;
    const Sizes kernel = isPool ? integersOf(node, "kernel_shape") : weight && weight->rank() == 4 ? Sizes{weight->dim(2), weight->dim(3)} : Sizes{};
    const Sizes pads = integersOf(node, "pads", {0, 0, 0, 0});
    if (kernel.size() != 2 || pads.size() != 4)
        return false;
    const auto isEmpty = [&](std::size_t place) { return (*x)[place + 2] == 1 && (*y)[place + 2] == 1 && kernel[place] == 1 && pads[place] == 0 && pads[place + 2] == 0; };
    if (isEmpty(0) == isEmpty(1))
        return false;
    const std::size_t place = isEmpty(0) ? 0 : 1;
    OnnxNode one = node;
    const Sizes outer = *y;
    one.inputs[0] = graph.reshaped(node.inputs[0], without(*x, place + 2));
    if (isConv)
        one.inputs[1] = graph.constant(weight->reshaped(without(weight->shape(), place + 2)), graph.facts(node.inputs[1]).origin);
    narrow(one, place);
    const std::string inner = graph.made(node.opType, one.inputs, without(outer, place + 2), one.attributes);
    graph.maker(inner)->name = node.name;
    graph.writeReshaped(inner, outer, node.outputs[0]);
    return true;
}

// --- a bias behind a convolution ---

/// Values without the ones.
Sizes notOne(const Sizes& sizes)
{
    Sizes rest;
    std::ranges::copy_if(sizes, std::back_inserter(rest), [](std::int64_t size) { return size != 1; });
    return rest;
}

bool isLateBias(OnnxRewriting& graph, const OnnxNode& node)
{
    for (std::size_t i = 0; node.opType == "Add" && i < node.inputs.size(); ++i) {
        const HostTensor* bias = graph.tensor(node.inputs[i]);
        const std::string from = inputOf(node, 1 - i);
        const Sizes* x = graph.sizes(from);
        if (!bias || !x || x->size() < 3 || bias->count() != (*x)[1] || bias->count() < 2)
            continue;
        const std::size_t rank = x->size(), own = bias->rank();
        if (own > rank || own + 1 < rank || bias->dim(own + 1 - rank) != bias->count())
            continue;
        std::string value = from;
        for (OnnxNode* step = graph.maker(value); step && (step->opType == "Squeeze" || step->opType == "Reshape"); step = graph.maker(value)) {
            const Sizes *before = graph.sizes(step->inputs[0]), *after = graph.sizes(value);
            if (!before || !after || notOne(*before) != notOne(*after) || !graph.hasOneReader(value))
                break;
            value = step->inputs[0];
        }
        OnnxNode* conv = graph.maker(value, "Conv");
        const Sizes* y = graph.sizes(value);
        if (!conv || conv->inputs.size() != 2 || !graph.hasOneReader(value) || !y || (*y)[1] != bias->count())
            continue;
        const std::string moved = graph.constant(bias->reshaped({bias->count()}), graph.facts(node.inputs[i]).origin);
        conv->inputs.push_back(moved);
        graph.write({.opType = "Identity", .inputs = {from}, .outputs = node.outputs, .attributes = {}});
        return true;
    }
    return false;
}

// --- Where of a comparison ---

bool isCompared(OnnxRewriting& graph, const OnnxNode& node)
{
    static const std::map<std::string, std::pair<const char*, const char*>> words{
        {"Greater", {"greater", "less_equal"}}, {"GreaterOrEqual", {"greater_equal", "less"}}, {"Less", {"less", "greater_equal"}}, {"LessOrEqual", {"less_equal", "greater"}},
        {"Equal", {"equal", "not_equal"}}};
    const OnnxNode* condition = node.opType == "Where" && node.inputs.size() == 3 ? graph.maker(node.inputs[0]) : nullptr;
    bool isTurned = false;
    for (; condition && condition->opType == "Not"; condition = graph.maker(inputOf(*condition, 0)))
        isTurned = !isTurned;
    const auto word = condition ? words.find(condition->opType) : words.end();
    if (word == words.end() || condition->inputs.size() != 2)
        return false;
    std::string x = condition->inputs[0], y = condition->inputs[1], comparison = isTurned ? word->second.second : word->second.first;
    if (graph.tensor(x)) { // c < x as x > c
        static const std::map<std::string, std::string> swapped{{"greater", "less"}, {"less", "greater"}, {"greater_equal", "less_equal"}, {"less_equal", "greater_equal"}};
        std::swap(x, y);
        comparison = swapped.contains(comparison) ? swapped.at(comparison) : comparison;
    }
    graph.write({.opType = "Compared", .name = node.name, .inputs = {x, y, node.inputs[1], node.inputs[2]}, .outputs = node.outputs, .attributes = {{"comparison", comparison}}, .domain = kOwnDomain});
    return true;
}

// --- blocks of places as channels, and back, in six sizes ---

bool isBlocks(OnnxRewriting& graph, const OnnxNode& node)
{
    const OnnxNode* turned = node.opType == "Reshape" ? graph.maker(node.inputs[0], "Transpose") : nullptr;
    const OnnxNode* cut = turned ? graph.maker(turned->inputs[0], "Reshape") : nullptr;
    const Sizes *x = cut ? graph.sizes(cut->inputs[0]) : nullptr, *parts = cut ? graph.sizes(cut->outputs[0]) : nullptr, *y = graph.sizes(node.outputs[0]);
    if (!x || !parts || !y || x->size() != 4 || y->size() != 4 || parts->size() != 6 || (*x)[0] != (*y)[0])
        return false;
    const Sizes order = integersOf(*turned, "perm");
    const bool isTorch = order == Sizes{0, 1, 4, 2, 5, 3}, isOnnx = order == Sizes{0, 3, 4, 1, 5, 2}, isTorchBack = order == Sizes{0, 1, 3, 5, 2, 4}, isOnnxBack = order == Sizes{0, 3, 5, 1, 2, 4};
    const std::int64_t side = isTorch ? (*parts)[2] : isOnnx ? (*parts)[1] : (*parts)[3];
    const bool isWider = (isTorch || isOnnx) && (*y)[2] == (*x)[2] * side && (*y)[3] == (*x)[3] * side && (*parts)[isTorch ? 3 : 2] == side && (*parts)[4] == (*x)[2] && (*parts)[5] == (*x)[3];
    const bool isDeeper = (isTorchBack || isOnnxBack) && (*x)[2] == (*y)[2] * side && (*x)[3] == (*y)[3] * side && (*parts)[5] == side && (*parts)[1] == (*x)[1] && (*parts)[2] == (*y)[2] && (*parts)[4] == (*y)[3];
    if (!isWider && !isDeeper)
        return false;
    const bool isPlain = isTorch || isTorchBack;
    graph.write({.opType = isWider ? "DepthToSpace" : "SpaceToDepth", .name = node.name, .inputs = {cut->inputs[0]}, .outputs = node.outputs,
                 .attributes = {{"blocksize", side}, {"mode", std::string(isPlain ? "CRD" : "DCR")}}});
    return true;
}

// --- both directions of a recurrent operation ---

/// What is left of an operation's (T, directions, N, H) by cutting one direction and perhaps one step.
struct Taken {
    OnnxNode* recurrent = nullptr;
    std::int64_t direction = -1;
    std::optional<std::int64_t> step; ///< 0 or -1
};

/// The one place that a Slice keeps along one axis.
std::optional<std::pair<std::int64_t, std::int64_t>> placeOf(OnnxRewriting& graph, const OnnxNode& slice)
{
    const auto number = [&](std::size_t i) -> std::optional<std::int64_t> {
        const auto found = graph.values().find(inputOf(slice, i));
        const auto list = found == graph.values().end() ? std::nullopt : wholeNumbers(&found->second);
        return list && list->size() == 1 ? std::optional(list->front()) : std::nullopt;
    };
    const auto start = number(1), end = number(2), axis = number(3);
    if (!start || !end || !axis || slice.inputs.size() > 4 || (*end != *start + 1 && !(*start == -1 && *end >= kBatchSize)))
        return std::nullopt;
    return std::pair(*axis, *start);
}

Taken takenFrom(OnnxRewriting& graph, std::string value)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> places; // (axis, place), the last cut first
    for (;;) {
        OnnxNode* node = graph.maker(value);
        if (!node)
            return {};
        if (node->opType == "Squeeze") {
            const auto axes = axesOf(*node, 1, graph.values(), 4);
            OnnxNode* slice = graph.maker(node->inputs[0], "Slice");
            const auto place = slice ? placeOf(graph, *slice) : std::nullopt;
            if (!axes || axes->size() != 1 || !place || place->first != axes->front())
                return {};
            places.push_back(*place);
            value = slice->inputs[0];
            continue;
        }
        const bool isRecurrent = (node->opType == "LSTM" || node->opType == "GRU" || node->opType == "RNN") && node->outputs[0] == value && integerOf(*node, "layout", 0) == 0;
        if (!isRecurrent || places.empty() || places.size() > 2 || places.back().first != 1)
            return {};
        Taken taken{node, places.back().second, {}};
        if (places.size() == 2 && places.front().first == 0)
            taken.step = places.front().second;
        return places.size() == 1 || taken.step ? taken : Taken{};
    }
}

bool joinsDirections(OnnxRewriting& graph, const OnnxNode& node)
{
    const Sizes* y = node.opType == "Concat" && node.inputs.size() == 2 ? graph.sizes(node.outputs[0]) : nullptr;
    std::int64_t axis = integerOf(node, "axis", 0);
    axis += y && axis < 0 ? static_cast<std::int64_t>(y->size()) : 0;
    if (!y || axis + 1 != static_cast<std::int64_t>(y->size()))
        return false;
    const Taken forward = takenFrom(graph, node.inputs[0]), backward = takenFrom(graph, node.inputs[1]);
    if (!forward.recurrent || forward.recurrent != backward.recurrent || forward.direction != 0 || backward.direction != 1)
        return false;
    const OnnxNode recurrent = *forward.recurrent; // writing moves the nodes
    const Sizes* whole = graph.sizes(recurrent.outputs[0]);
    if (!forward.step && !backward.step && whole && whole->size() == 4) {
        const Sizes turned{(*whole)[0], (*whole)[2], (*whole)[1], (*whole)[3]};
        graph.writeReshaped(graph.made("Transpose", {recurrent.outputs[0]}, turned, {{"perm", Sizes{0, 2, 1, 3}}}), *y, node.outputs[0]);
        return true;
    }
    // The last step of the one and the first of the other are where each of them ends.
    if (forward.step != -1 || backward.step != 0 || recurrent.outputs.size() < 2 || recurrent.outputs[1].empty())
        return false;
    graph.write({.opType = "JoinedStates", .inputs = {recurrent.outputs[1]}, .outputs = node.outputs, .attributes = {}, .domain = kOwnDomain});
    return true;
}

} // namespace

void rewriteDetours(OnnxGraph& graph, OnnxValues& values)
{
    OnnxRewriting rewriting(graph, values);
    for (const OnnxNode& node : graph.nodes) {
        bool isDone = false;
        if (node.domain.empty() && !node.outputs.empty())
            for (const auto rewrite : {isDenseOverSteps, isRepeated, isNarrow, isLateBias, isCompared, isBlocks, joinsDirections})
                isDone = isDone || rewrite(rewriting, node);
        if (!isDone)
            rewriting.write(node);
    }
    rewriting.finish();
}

} // namespace nodegrad
