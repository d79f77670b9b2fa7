#include <algorithm>

#include "core/importers/onnx_rewrites.h"

namespace nodegrad {

namespace {

Sizes withoutOnes(const Sizes& sizes)
{
    Sizes rest;
    for (const std::int64_t size : sizes)
        if (size != 1 || rest.empty())
            rest.push_back(size);
    return rest;
}

/// (N H, T, D) as (N, H, T, D); nothing when no samples are joined with anything.
std::optional<Sizes> apart(const Sizes& joined)
{
    if (joined.size() != 3 || joined[0] <= kBatchSize || joined[0] % kBatchSize != 0 || joined[1] >= kBatchSize || joined[2] >= kBatchSize)
        return std::nullopt;
    return Sizes{kBatchSize, joined[0] / kBatchSize, joined[1], joined[2]};
}

/// The value under the sizes (N, H, T, D), made from before samples and heads were joined; "" when that is not to be seen.
std::string apartValue(OnnxRewriting& graph, const std::string& value, int depth = 0)
{
    const Sizes* joined = graph.sizes(value);
    const auto whole = joined ? apart(*joined) : std::nullopt;
    const OnnxNode* found = graph.maker(value);
    if (!whole || !found || depth > 16)
        return "";
    const OnnxNode node = *found; // writing moves the nodes
    const auto again = [&](std::size_t i) { return apartValue(graph, node.inputs[i], depth + 1); };
    if (node.opType == "Reshape") {
        const Sizes* x = graph.sizes(node.inputs[0]);
        return x && withoutOnes(*x) == withoutOnes(*whole) ? graph.reshaped(node.inputs[0], *whole) : "";
    }
    if (node.opType == "Transpose" && integersOf(node, "perm") == Sizes{0, 2, 1}) {
        const std::string x = again(0);
        return x.empty() ? "" : graph.made("Transpose", {x}, *whole, {{"perm", Sizes{0, 1, 3, 2}}});
    }
    const bool isTurned = integersOf(node, "perm") == Sizes{1, 2, 0};
    if (node.opType == "Transpose" && (isTurned || integersOf(node, "perm") == Sizes{1, 0, 2})) { // (T, N H, D) of (T, N, H D)
        const OnnxNode* cut = graph.maker(node.inputs[0], "Reshape");
        const Sizes* x = cut ? graph.sizes(cut->inputs[0]) : nullptr;
        const std::int64_t heads = (*whole)[1], steps = (*whole)[isTurned ? 3 : 2], width = (*whole)[isTurned ? 2 : 3];
        if (!x || withoutOnes(*x) != withoutOnes(Sizes{steps, kBatchSize, heads * width}))
            return "";
        const std::string parts = graph.reshaped(std::string(cut->inputs[0]), {steps, kBatchSize, heads, width});
        return graph.made("Transpose", {parts}, *whole, {{"perm", isTurned ? Sizes{1, 2, 3, 0} : Sizes{1, 2, 0, 3}}});
    }
    if ((node.opType == "Mul" || node.opType == "Div" || node.opType == "Add") && node.inputs.size() == 2) {
        const HostTensor* other = graph.tensor(node.inputs[1]);
        const bool isAlike = other && (other->count() == 1 || other->rank() <= 2 || other->dim(0) == 1);
        const std::string x = isAlike ? again(0) : "";
        return x.empty() ? "" : graph.made(node.opType, {x, node.inputs[1]}, *whole);
    }
    if (node.opType == "Softmax" && (integerOf(node, "axis", -1) == -1 || integerOf(node, "axis", -1) == 2)) {
        const std::string x = again(0);
        return x.empty() ? "" : graph.made("Softmax", {x}, *whole, {{"axis", std::int64_t(-1)}});
    }
    return "";
}

bool isProduct(OnnxRewriting& graph, const OnnxNode& node)
{
    const Sizes* y = node.opType == "MatMul" ? graph.sizes(node.outputs[0]) : nullptr;
    const auto whole = y ? apart(*y) : std::nullopt;
    if (!whole)
        return false;
    const std::string a = apartValue(graph, node.inputs[0]), b = a.empty() ? "" : apartValue(graph, node.inputs[1]);
    if (b.empty())
        return false;
    const Sizes outer = *y;
    graph.writeReshaped(graph.made("MatMul", {a, b}, *whole), outer, node.outputs[0]);
    return true;
}

/// A Reshape of samples and heads that were joined begins before they were.
bool isSplitAgain(OnnxRewriting& graph, const OnnxNode& node)
{
    const Sizes* y = node.opType == "Reshape" ? graph.sizes(node.outputs[0]) : nullptr;
    if (!y)
        return false;
    const Sizes target = *y;
    if (const Sizes* x = graph.sizes(node.inputs[0]); x && apart(*x)) {
        const OnnxNode* joining = graph.maker(node.inputs[0], "Reshape");
        const std::string from = joining ? joining->inputs[0] : apartValue(graph, std::string(node.inputs[0]));
        if (from.empty())
            return false;
        graph.writeReshaped(from, target, node.outputs[0]);
        return true;
    }
    const OnnxNode* turned = graph.maker(node.inputs[0], "Transpose"); // (T, N H, D) to (T, N, H D)
    const Sizes* x = turned && integersOf(*turned, "perm") == Sizes{1, 0, 2} ? graph.sizes(turned->inputs[0]) : nullptr;
    const auto whole = x ? apart(*x) : std::nullopt;
    const std::string from = whole ? apartValue(graph, std::string(turned->inputs[0])) : "";
    if (from.empty())
        return false;
    const Sizes order{(*whole)[2], (*whole)[0], (*whole)[1], (*whole)[3]};
    graph.writeReshaped(graph.made("Transpose", {from}, order, {{"perm", Sizes{2, 0, 1, 3}}}), target, node.outputs[0]);
    return true;
}

} // namespace

void takeApartBatches(OnnxGraph& graph, OnnxValues& values)
{
    OnnxRewriting rewriting(graph, values);
    for (const OnnxNode& node : graph.nodes)
        if (!node.domain.empty() || node.outputs.empty() || (!isProduct(rewriting, node) && !isSplitAgain(rewriting, node)))
            rewriting.write(node);
    rewriting.finish();
}

} // namespace nodegrad
