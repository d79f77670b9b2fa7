#include "core/importers/onnx_patterns.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/importers/onnx_match.h"

namespace nodegrad {

namespace {

/// A group: the forms that it comes in, the inputs of the node that takes its place, and what is checked and noted.
struct Pattern {
    std::string op, domain;
    std::vector<OnnxForm> forms;
    std::vector<std::string> inputs;
    /// Adds attributes to `node`; false: it only looks alike.
    bool (*finish)(const OnnxSearch&, const OnnxMatch&, OnnxNode& node) = nullptr;
};

std::vector<OnnxForm> formsOf(const std::vector<std::string>& texts)
{
    std::vector<OnnxForm> forms;
    for (const std::string& text : texts)
        forms.push_back(readForm(text));
    return forms;
}

/// `text` with every `@` replaced by `part`.
std::string with(std::string text, const std::string& part)
{
    for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + part.size()))
        text.replace(at, 1, part);
    return text;
}

bool isNear(double a, double b) { return std::abs(a - b) <= 1e-3 * std::abs(b); }

void setInteger(OnnxNode& node, const char* name, std::int64_t value) { node.attributes.push_back({name, value}); }

// --- activations ---

/// x (1 + inner) / 2 in the orders in which programs multiply.
std::vector<std::string> halvedForms(const std::vector<std::string>& inners)
{
    std::vector<std::string> forms;
    for (const std::string& inner : inners)
        for (const char* outer : {"Mul(Mul(x, Add(@, 1)), 0.5)", "Mul(Mul(x, 0.5), Add(@, 1))", "Mul(x, Mul(Add(@, 1), 0.5))", "Div(Mul(x, Add(@, 1)), 2)"})
            forms.push_back(with(outer, inner));
    return forms;
}

std::vector<std::string> geluForms()
{
    return halvedForms({"Erf(Div(x, 1.4142135))", "Erf(Mul(x, 0.70710678))"});
}

std::vector<std::string> tanhGeluForms()
{
    std::vector<std::string> inners;
    for (const char* cube : {"Mul(Mul(x, x), x)", "Pow(x, 3)"})
        for (const char* sum : {"Add(x, Mul(@, 0.044715))", "Mul(x, Add(1, Mul(0.044715, Mul(x, x))))"})
            inners.push_back("Tanh(Mul(" + with(sum, cube) + ", 0.7978845))");
    return halvedForms(inners);
}

bool finishTanhGelu(const OnnxSearch&, const OnnxMatch&, OnnxNode& node)
{
    node.attributes.push_back({"approximate", std::string("tanh")});
    return true;
}

// --- linear, layer normalization ---

bool finishLinear(const OnnxSearch& search, const OnnxMatch& match, OnnxNode& node)
{
    const HostTensor *weight = search.constant(match, "w"), *bias = search.constant(match, "b");
    const OnnxNode& last = search.node(*match.nodes.rbegin());
    const bool isGemm = last.opType == "Gemm";
    const bool isTransposed = isGemm && integerOf(last, "transB", 0) != 0;
    if (weight->rank() != 2 || (isGemm && (integerOf(last, "transA", 0) != 0 || realOf(last, "alpha", 1) != 1 || realOf(last, "beta", 1) != 1)))
        return false;
    setInteger(node, "transB", isTransposed);
    return bias->rank() > 0 && bias->count() == weight->dim(isTransposed ? 0 : 1) && bias->shape().back() == bias->count();
}

bool finishLayerNorm(const OnnxSearch& search, const OnnxMatch& match, OnnxNode& node)
{
    const HostTensor *eps = search.constant(match, "e"), *weight = search.constant(match, "w"), *bias = search.constant(match, "b");
    for (const std::size_t index : match.nodes)
        if (search.node(index).opType == "ReduceMean" && integersOf(search.node(index), "axes") != Sizes{-1})
            return false;
    if (eps->count() != 1 || weight->rank() != 1 || bias->shape() != weight->shape())
        return false;
    setInteger(node, "axis", -1);
    node.attributes.push_back({"epsilon", static_cast<float>(eps->number(0))});
    return true;
}

/// Keras' way: x (w / sqrt(variance + e)) + (b - mean (w / sqrt(variance + e))), where the mean of a sequence may be a pool.
std::vector<std::string> kerasNormForms()
{
    std::vector<std::string> forms;
    for (const char* op : {"ReduceMean", "GlobalAveragePool"}) {
        const std::string mean = std::string(op) + "(x)", rest = "Sub(x, " + mean + ")";
        const std::string factor = "Mul(Reciprocal(Sqrt(Add(" + std::string(op) + "(Mul(" + rest + ", " + rest + ")), $e))), $w)";
        forms.push_back("Add(Mul(x, " + factor + "), Add(Mul(Neg(" + mean + "), " + factor + "), $b))");
    }
    return forms;
}

bool finishKerasNorm(const OnnxSearch& search, const OnnxMatch& match, OnnxNode& node)
{
    const HostTensor *eps = search.constant(match, "e"), *weight = search.constant(match, "w"), *bias = search.constant(match, "b");
    const auto last = static_cast<std::int64_t>(weight->rank()) - 1;
    for (const std::size_t index : match.nodes) {
        const OnnxNode& one = search.node(index);
        if (one.opType == "ReduceMean" && (integersOf(one, "axes") != Sizes{last} && integersOf(one, "axes") != Sizes{-1}))
            return false;
        if (one.opType == "GlobalAveragePool" && last != 2)
            return false;
    }
    if (eps->count() != 1 || last < 1 || weight->shape().back() != weight->count() || bias->shape() != weight->shape())
        return false;
    setInteger(node, "axis", -1);
    node.attributes.push_back({"epsilon", static_cast<float>(eps->number(0))});
    return true;
}

// --- tokens ---

/// Numbers below zero count from the end, and there are none: what is looked up stays itself.
bool finishTokens(const OnnxSearch& search, const OnnxMatch& match, OnnxNode&)
{
    const HostTensor *zero = search.constant(match, "z"), *size = search.constant(match, "v");
    return zero->count() == 1 && zero->number(0) == 0 && size->count() == 1 && size->number(0) > 0;
}

// --- attention ---

/// Zero on and below the diagonal, minus infinity (or nearly) above.
bool isCausalMask(const HostTensor& mask)
{
    if (mask.rank() < 2)
        return false;
    const std::int64_t rows = mask.dim(mask.rank() - 2), columns = mask.dim(mask.rank() - 1);
    if (rows * columns != mask.count())
        return false;
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column) {
            const double value = mask.number(row * columns + column);
            if (column > row ? !(value < -1e4) : value != 0)
                return false;
        }
    return true;
}

/// heads from the sizes of a reshape; scale from the constants; the mask, if any, must look back only.
bool finishHeads(const OnnxSearch& search, const OnnxMatch& match, OnnxNode& node, std::size_t headsAt)
{
    const auto sizes = wholeNumbers(*search.constant(match, "r"));
    const HostTensor *first = search.constant(match, "s"), *second = search.constant(match, "t"), *mask = search.constant(match, "m");
    if (!sizes || sizes->size() != 4 || first->count() != 1 || (second && second->count() != 1) || (mask && !isCausalMask(*mask)))
        return false;
    const double scale = first->number(0) * (second ? second->number(0) : 1);
    const double width = static_cast<double>((*sizes)[3]);
    setInteger(node, "heads", (*sizes)[headsAt]);
    setInteger(node, "causal", mask != nullptr);
    return (*sizes)[headsAt] > 0 && width > 0 && isNear(scale, 1 / std::sqrt(width));
}

bool finishAttention(const OnnxSearch& search, const OnnxMatch& match, OnnxNode& node)
{
    setInteger(node, "transB", 0);
    setInteger(node, "out_transB", 0);
    return finishHeads(search, match, node, 2);
}

/// The three projections must be rows of one array; else they are layers of their own.
bool finishRowsAttention(const OnnxSearch& search, const OnnxMatch& match, OnnxNode& node)
{
    const std::string first = search.origin(match, "wq"), base = first.substr(0, first.rfind('#'));
    const HostTensor& weight = *search.constant(match, "wq"); // (in, out)
    const auto isPart = [&](const std::string& name, std::int64_t part) {
        const std::int64_t rows = weight.dim(1);
        return search.origin(match, name) == base + "#" + std::to_string(part * rows) + ":" + std::to_string((part + 1) * rows) + "^T";
    };
    return weight.rank() == 2 && weight.dim(0) == weight.dim(1) && isPart("wq", 0) && isPart("wk", 1) && isPart("wv", 2) && finishAttention(search, match, node);
}

bool finishTorchAttention(const OnnxSearch& search, const OnnxMatch& match, OnnxNode& node)
{
    setInteger(node, "transB", 0);
    setInteger(node, "out_transB", 1); // its output is a Gemm of nn.Linear's weight
    for (const std::size_t index : match.nodes)
        if (search.node(index).opType == "Linear" && search.node(index).inputs[1] == match.names.at("wo") && integerOf(search.node(index), "transB", 0) != 1)
            return false;
    return finishHeads(search, match, node, 1);
}

/// As core/ops writes it: (N, T, 3 E) in three parts, heads by reshape and transpose.
std::vector<std::string> ownAttentionForms(bool bias, bool isShared)
{
    const auto project = [&](const std::string& x, const std::string& part) {
        const std::string weight = isShared ? "$w" : "$w" + x;
        const std::string linear = bias ? "Linear(" + x + ", " + weight + ", $b" + (isShared ? "" : x) + ")" : "MatMul(" + x + ", " + weight + ")";
        return isShared ? "Split#" + part + "(" + linear + ")" : linear;
    };
    const std::string q = "Transpose(Reshape(" + project("q", "0") + ", $r))", k = "Transpose(Reshape(" + project("k", "1") + "))",
                      v = "Transpose(Reshape(" + project("v", "2") + "))";
    std::vector<std::string> forms;
    for (const char* mask : {"@", "Add(@, $m)"}) {
        const std::string scores = with(mask, "Mul(MatMul(" + q + ", Transpose(" + k + ")), $s)");
        const std::string merged = "Reshape(Transpose(MatMul(Softmax(" + scores + "), " + v + ")))";
        forms.push_back(bias ? "Linear(" + merged + ", $wo, $bo)" : "MatMul(" + merged + ", $wo)");
    }
    return forms;
}

/// As PyTorch exports nn.MultiheadAttention(batch_first=True) of one sequence.
std::vector<std::string> torchAttentionForms()
{
    const auto part = [](const std::string& index) {
        return "Gather(Squeeze(Transpose(Unsqueeze(Reshape(Linear(Transpose(q), $w, $b))))), " + index + ")";
    };
    const std::string q = "Mul(Reshape(Transpose(Reshape(" + part("0") + ")), $r), $s)", keys = "Reshape(Transpose(Reshape(" + part("1") + ")))",
                      v = "Reshape(Transpose(Reshape(" + part("2") + ")))";
    std::vector<std::string> forms;
    for (const char* turned : {"Transpose(@)", "Reshape(Transpose(Reshape(@)))"}) // the newer exporter turns the last two of three sizes
        for (const char* mask : {"@", "Add(@, $m)"}) {
            const std::string scores = with(mask, "MatMul(" + q + ", Mul(" + with(turned, keys) + ", $t))");
            forms.push_back("Transpose(Reshape(Linear(Reshape(Transpose(MatMul(Softmax(" + scores + "), " + v + "))), $wo, $bo)))");
        }
    return forms;
}

// --- recurrent ---

bool haveAxis(const OnnxSearch& search, const OnnxMatch& match, const char* op, Sizes axes)
{
    return std::ranges::all_of(match.nodes, [&](std::size_t index) {
        const OnnxNode& node = search.node(index);
        return node.opType != op || std::ranges::find(axes, integerOf(node, "axis", 0)) != axes.end();
    });
}

bool finishJoinedStates(const OnnxSearch& search, const OnnxMatch& match, OnnxNode&)
{
    return haveAxis(search, match, "Gather", {0}) && haveAxis(search, match, "Concat", {1, -1});
}

/// y[:, -1, :H] and y[:, 0, H:]: checked by the places of the slices.
bool finishLastStates(const OnnxSearch& search, const OnnxMatch& match, OnnxNode& node)
{
    const auto number = [&](const char* name) {
        const auto numbers = wholeNumbers(*search.constant(match, name));
        return numbers && numbers->size() == 1 ? numbers->front() : -1;
    };
    const std::int64_t hidden = number("e");
    setInteger(node, "hidden", hidden);
    return haveAxis(search, match, "Gather", {1}) && haveAxis(search, match, "Concat", {1, -1}) && number("a") == 0 && number("f") == 0 && number("g") == 1 && number("h") == 1 && hidden > 0 && number("c") == hidden && number("d") == 2 * hidden;
}

const std::vector<std::vector<Pattern>>& passes()
{
    static const std::vector<std::vector<Pattern>> all{
        {{"Gelu", "", formsOf(geluForms()), {"x"}, {}},
         {"Gelu", "", formsOf(tanhGeluForms()), {"x"}, finishTanhGelu},
         {"Silu", kOwnDomain, formsOf({"Mul(x, Sigmoid(x))"}), {"x"}, {}},
         {"LayerNormalization", "",
          formsOf({"Add(Mul(Div(Sub(x, ReduceMean(x)), Sqrt(Add(ReduceMean(Pow(Sub(x, ReduceMean(x)), 2)), $e))), $w), $b)",
                   "Add(Mul(Div(Sub(x, ReduceMean(x)), Sqrt(Add(ReduceMean(Mul(Sub(x, ReduceMean(x)), Sub(x, ReduceMean(x)))), $e))), $w), $b)"}),
          {"x", "w", "b"}, finishLayerNorm},
         {"LayerNormalization", "", formsOf(kerasNormForms()), {"x", "w", "b"}, finishKerasNorm},
         {"Identity", "", formsOf({"Add(Mul(Cast(Less(Cast(x), $z)), Add(x, $v)), Mul(x, Cast(Not(Less(Cast(x), $z)))))"}), {"x"}, finishTokens},
         {"Linear", kOwnDomain, formsOf({"Add(MatMul(x, $w), $b)", "Gemm(x, $w, $b)"}), {"x", "w", "b"}, finishLinear},
         {"LastStates", kOwnDomain, formsOf({"Concat(Slice(Gather(y, -1), $a, $e), Slice(Flatten(Slice(y, $f, $g, $h)), $c, $d))"}), {"y"}, finishLastStates},
         {"JoinedStates", kOwnDomain, formsOf({"Concat(Gather(h, -2), Gather(h, -1))", "Concat(Gather(h, 0), Gather(h, 1))"}), {"h"}, finishJoinedStates}},
        {{"Attention", kOwnDomain, formsOf(ownAttentionForms(true, true)), {"q", "k", "v", "w", "b", "wo", "bo"}, finishAttention},
         {"Attention", kOwnDomain, formsOf(torchAttentionForms()), {"q", "q", "q", "w", "b", "wo", "bo"}, finishTorchAttention},
         {"Attention", kOwnDomain, formsOf(ownAttentionForms(false, true)), {"q", "k", "v", "w", "", "wo", ""}, finishAttention},
         {"SeparateAttention", kOwnDomain, formsOf(ownAttentionForms(true, false)), {"q", "k", "v", "wq", "wk", "wv", "wo", "bq", "bk", "bv", "bo"}, finishRowsAttention},
         {"SeparateAttention", kOwnDomain, formsOf(ownAttentionForms(false, false)), {"q", "k", "v", "wq", "wk", "wv", "wo"}, finishAttention}}};
    return all;
}

/// The node that stands for a match, or nothing when it only looks like it.
std::optional<OnnxNode> joined(const Pattern& pattern, const OnnxSearch& search, const OnnxMatch& match, std::size_t root)
{
    OnnxNode node{.opType = pattern.op, .name = search.node(root).name, .outputs = search.node(root).outputs, .domain = pattern.domain};
    for (const std::string& input : pattern.inputs)
        node.inputs.push_back(input.empty() ? "" : match.names.at(input));
    if (pattern.finish && !pattern.finish(search, match, node))
        return std::nullopt;
    return node;
}

void joinOnce(OnnxGraph& graph, const OnnxValues& values, const std::vector<Pattern>& patterns)
{
    const OnnxSearch search(graph, values);
    std::set<std::size_t> dropped;
    std::map<std::size_t, OnnxNode> replaced;
    for (std::size_t root = graph.nodes.size(); root-- > 0;) {
        for (const Pattern& pattern : patterns)
            for (const OnnxForm& form : pattern.forms) {
                if (dropped.contains(root) || replaced.contains(root))
                    break;
                const auto match = search.find(form, root);
                const bool isFree = match && std::ranges::none_of(match->nodes, [&](std::size_t i) { return dropped.contains(i) || replaced.contains(i); });
                if (!isFree)
                    continue;
                auto node = joined(pattern, search, *match, root);
                if (!node)
                    continue;
                dropped.insert(match->nodes.begin(), match->nodes.end());
                dropped.erase(root);
                replaced[root] = std::move(*node);
            }
    }
    std::vector<OnnxNode> kept;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (const auto found = replaced.find(i); found != replaced.end())
            kept.push_back(std::move(found->second));
        else if (!dropped.contains(i))
            kept.push_back(std::move(graph.nodes[i]));
    }
    graph.nodes = std::move(kept);
}

/// Gather(Concat(a, b), i), along the first dimension, as Gather of a or of b.
void takeFromPart(OnnxNode& node, const OnnxNode* joined, OnnxValues& values)
{
    if (!joined || integerOf(node, "axis", 0) != 0 || integerOf(*joined, "axis", 1) != 0)
        return;
    const auto indices = values.find(inputOf(node, 1));
    const auto whole = values.find(inputOf(node, 0));
    if (indices == values.end() || !indices->second.constant || indices->second.constant->rank() != 0 || !whole->second.sizes)
        return;
    auto index = static_cast<std::int64_t>(indices->second.constant->number(0));
    index += index < 0 ? whole->second.sizes->front() : 0;
    for (const std::string& part : joined->inputs) {
        const auto& sizes = values[part].sizes;
        if (!sizes || index < 0)
            return;
        if (index < sizes->front()) {
            // A name of its own: the index counts within the part now.
            const std::string name = inputOf(node, 1) + " in " + part + " " + std::to_string(index);
            values[name] = {Sizes{}, HostTensor::ofIntegers({}, std::span<const std::int64_t>(&index, 1)), {}, {}};
            node.inputs = {part, name};
            return;
        }
        index -= sizes->front();
    }
}

/// Slice(Transpose(Concat(a, b))), which keeps just what was b, as Transpose of b: (layers, N, H) became (N, layers, H).
void sliceToPart(OnnxNode& node, const OnnxNode* joined, const OnnxValues& values)
{
    const auto number = [&](std::size_t input) -> std::optional<std::int64_t> {
        const auto value = values.find(inputOf(node, input));
        const auto numbers = value == values.end() ? std::nullopt : wholeNumbers(&value->second);
        return numbers && numbers->size() == 1 ? std::optional(numbers->front()) : std::nullopt;
    };
    const auto start = number(1), end = number(2), axis = number(3);
    if (!joined || integerOf(*joined, "axis", 1) != 0 || !start || !end || axis != 1 || node.inputs.size() > 4)
        return;
    std::int64_t at = 0;
    for (const std::string& part : joined->inputs) {
        const auto value = values.find(part);
        if (value == values.end() || !value->second.sizes)
            return;
        const std::int64_t next = at + value->second.sizes->front();
        if (at == *start && next == *end) {
            node.opType = "Transpose";
            node.inputs = {part};
            node.attributes = {{"perm", Sizes{1, 0, 2}}};
            return;
        }
        at = next;
    }
}

} // namespace

void takeApartJoined(OnnxGraph& graph, OnnxValues& values)
{
    std::map<std::string, const OnnxNode*> makers;
    for (const OnnxNode& node : graph.nodes)
        for (const std::string& output : node.outputs)
            makers[output] = &node;
    const auto maker = [&](const std::string& name, const char* type) {
        const auto found = makers.find(name);
        return found != makers.end() && found->second->opType == type ? found->second : nullptr;
    };
    for (OnnxNode& node : graph.nodes) {
        if (node.opType == "Gather")
            takeFromPart(node, maker(inputOf(node, 0), "Concat"), values);
        else if (const OnnxNode* turned = maker(inputOf(node, 0), "Transpose"); node.opType == "Slice" && turned && integersOf(*turned, "perm") == Sizes{1, 0, 2})
            sliceToPart(node, maker(inputOf(*turned, 0), "Concat"), values);
    }
}

void bypassCopies(OnnxGraph& graph)
{
    std::set<std::string> outputs;
    for (const OnnxValueInfo& output : graph.outputs)
        outputs.insert(output.name);
    std::map<std::string, std::string> same; // copy -> what it is a copy of
    std::erase_if(graph.nodes, [&](OnnxNode& node) {
        for (std::string& input : node.inputs)
            if (const auto found = same.find(input); found != same.end())
                input = found->second;
        const bool isCopy = (node.opType == "Identity" || node.opType == "CastLike") && node.domain.empty() && node.outputs.size() == 1 && !outputs.contains(node.outputs[0]);
        if (isCopy && !inputOf(node, 0).empty())
            same[node.outputs[0]] = node.inputs[0];
        return same.contains(node.outputs.empty() ? "" : node.outputs[0]);
    });
}

void dropUnneeded(OnnxGraph& graph, const OnnxValues& values)
{
    std::set<std::string> needed;
    for (const OnnxValueInfo& output : graph.outputs)
        needed.insert(output.name);
    std::vector<OnnxNode> kept;
    for (std::size_t i = graph.nodes.size(); i-- > 0;) {
        OnnxNode& node = graph.nodes[i];
        const bool isNeeded = std::ranges::any_of(node.outputs, [&](const std::string& output) {
            const auto value = values.find(output);
            return needed.contains(output) && (value == values.end() || (!value->second.constant && !value->second.everywhere));
        });
        if (!isNeeded)
            continue;
        needed.insert(node.inputs.begin(), node.inputs.end());
        kept.push_back(std::move(node));
    }
    std::ranges::reverse(kept);
    graph.nodes = std::move(kept);
}

void joinPatterns(OnnxGraph& graph, const OnnxValues& values)
{
    for (const std::vector<Pattern>& patterns : passes())
        joinOnce(graph, values, patterns);
}

} // namespace nodegrad
