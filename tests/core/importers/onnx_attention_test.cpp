// Attention is known by where its numbers come from.

#include <algorithm>

#include "core/importers/onnx_places.h"
#include "core/importers/onnx_rewrites.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

constexpr std::int64_t kSteps = 5, kHeads = 2, kWidth = 3, kFeatures = kHeads * kWidth;

OnnxTensor integers(const std::string& name, const Sizes& numbers) { return {name, HostTensor::ofIntegers({static_cast<std::int64_t>(numbers.size())}, numbers)}; }

/// Self-attention over x (N, T, E), heads first in the order `turned`; the mask is added to the scores.
OnnxGraph attention(const Sizes& turned, float scale, const std::vector<float>& mask = {})
{
    OnnxGraph graph;
    const auto node = [&](const std::string& op, std::vector<std::string> inputs, const std::string& output, std::vector<OnnxAttribute> attributes = {}) {
        graph.nodes.push_back({.opType = op, .inputs = std::move(inputs), .outputs = {output}, .attributes = std::move(attributes)});
    };
    node("MatMul", {"x", "w"}, "m");
    node("Add", {"m", "b"}, "p");
    graph.nodes.push_back({.opType = "Split", .inputs = {"p"}, .outputs = {"q", "k", "v"}, .attributes = {{"axis", std::int64_t(2)}}});
    for (const std::string part : {"q", "k", "v"}) {
        node("Reshape", {part, "sizes"}, part + "1");
        node("Transpose", {part + "1"}, part + "2", {{"perm", turned}});
    }
    node("Transpose", {"k2"}, "k3", {{"perm", Sizes{0, 1, 3, 2}}});
    node("MatMul", {"q2", "k3"}, "scores");
    node("Mul", {"scores", "scale"}, "scaled");
    if (!mask.empty())
        node("Add", {"scaled", "mask"}, "masked");
    node("Softmax", {mask.empty() ? "scaled" : "masked"}, "shares", {{"axis", std::int64_t(-1)}});
    node("MatMul", {"shares", "v2"}, "seen");
    node("Transpose", {"seen"}, "back", {{"perm", Sizes{0, 2, 1, 3}}});
    node("Reshape", {"back", "whole"}, "merged");
    node("MatMul", {"merged", "wo"}, "o");
    node("Add", {"o", "bo"}, "y");
    graph.outputs = {{"y"}};
    graph.initializers = {{"w", HostTensor(DType::Float32, {kFeatures, 3 * kFeatures})}, {"b", HostTensor(DType::Float32, {3 * kFeatures})}, {"wo", HostTensor(DType::Float32, {kFeatures, kFeatures})},
                          {"bo", HostTensor(DType::Float32, {kFeatures})}, {"scale", HostTensor::ofFloats({}, std::span(&scale, 1))}, integers("sizes", {0, kSteps, kHeads, kWidth}), integers("whole", {0, kSteps, kFeatures})};
    if (!mask.empty())
        graph.initializers.push_back({"mask", HostTensor::ofFloats({kSteps, kSteps}, mask)});
    return graph;
}

std::vector<OnnxNode> joined(const OnnxGraph& graph)
{
    OnnxModel model;
    model.opset = 18;
    model.graph = graph;
    OnnxValues values = valuesOf(model, {{"x", {kBatchSize, kSteps, kFeatures}}}, 0);
    joinAttention(model.graph, values);
    std::vector<OnnxNode> own;
    for (const OnnxNode& node : model.graph.nodes)
        if (!node.domain.empty())
            own.push_back(node);
    return own;
}

const float usualScale = 0.57735027F; // 1 / sqrt(3)

std::vector<float> maskFrom(bool (*isSeen)(std::int64_t row, std::int64_t column))
{
    std::vector<float> mask;
    for (std::int64_t i = 0; i < kSteps * kSteps; ++i)
        mask.push_back(isSeen(i / kSteps, i % kSteps) ? 0.0F : -1e30F);
    return mask;
}

} // namespace

TEST_CASE("Steps that lead from one projection to heads and back are one attention")
{
    const auto found = joined(attention({0, 2, 1, 3}, usualScale));
    REQUIRE(found.size() == 1);
    CHECK(found[0].opType == "Attention");
    CHECK(integerOf(found[0], "heads", 0) == kHeads);
    CHECK(integerOf(found[0], "causal", 1) == 0);
    CHECK(found[0].outputs == std::vector<std::string>{"y"});
}

TEST_CASE("A mask that looks back is told, another one is no attention of ours")
{
    const auto back = joined(attention({0, 2, 1, 3}, usualScale, maskFrom([](std::int64_t row, std::int64_t column) { return column <= row; })));
    REQUIRE(back.size() == 1);
    CHECK(integerOf(back[0], "causal", 0) == 1);
    CHECK(joined(attention({0, 2, 1, 3}, usualScale, maskFrom([](std::int64_t row, std::int64_t column) { return column == row; }))).empty());
}

TEST_CASE("Another scale, or heads that are laid out otherwise, are no attention of ours")
{
    CHECK(joined(attention({0, 2, 1, 3}, 0.5F)).empty());
    CHECK(joined(attention({0, 1, 2, 3}, usualScale)).empty()); // steps for heads
}

TEST_CASE("Somebody else who reads the shares keeps the steps")
{
    OnnxGraph graph = attention({0, 2, 1, 3}, usualScale);
    graph.outputs.push_back({"shares"});
    CHECK(joined(graph).empty());
}

TEST_CASE("Places of a transposed part are told for two samples")
{
    OnnxModel model;
    model.graph.nodes = {{"Slice", "", {"x", "one", "three", "one"}, {"part"}}, {"Transpose", "", {"part"}, {"y"}, {{"perm", Sizes{0, 2, 1}}}}};
    model.graph.initializers = {integers("one", {1}), integers("three", {3})};
    model.graph.outputs = {{"y"}};
    const OnnxValues values = valuesOf(model, {{"x", {kBatchSize, 3, 2}}}, 0);
    const OnnxSteps steps(model.graph, values);
    std::set<const OnnxNode*> inside;
    const auto chain = steps.chainTo("y", inside);
    REQUIRE(chain);
    CHECK(chain->source == "x");
    CHECK(inside.size() == 2);
    const auto places = steps.run("x", chain->steps);
    REQUIRE(places);
    CHECK(places->sizes == Sizes{2, 2, 2});
    CHECK(places->at == std::vector<std::int64_t>{2, 4, 3, 5, 8, 10, 9, 11}); // x[n, 1 + t, f] is 6 n + 2 (1 + t) + f
}
