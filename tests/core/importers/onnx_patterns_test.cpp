#include "core/importers/onnx_patterns.h"

#include <algorithm>

#include "core/importers/onnx_match.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

OnnxTensor scalar(const std::string& name, float value)
{
    return {name, HostTensor::ofFloats({}, std::span(&value, 1))};
}

OnnxGraph graphOf(std::vector<OnnxNode> nodes, std::vector<OnnxTensor> stored, const std::string& output = "y")
{
    OnnxGraph graph;
    graph.nodes = std::move(nodes);
    graph.initializers = std::move(stored);
    graph.outputs = {{output}};
    return graph;
}

/// Operations of the graph after the groups were joined.
std::vector<std::string> joined(OnnxGraph graph)
{
    OnnxModel model;
    model.graph = graph;
    const OnnxValues values = valuesOf(model, {{"x", {kBatchSize, 4}}}, 0);
    dropUnneeded(graph, values);
    joinPatterns(graph, values);
    std::vector<std::string> operations;
    for (const OnnxNode& node : graph.nodes)
        operations.push_back(node.opType);
    return operations;
}

using Operations = std::vector<std::string>;

} // namespace

TEST_CASE("x times its sigmoid is SiLU, in either order")
{
    CHECK(joined(graphOf({{"Sigmoid", "", {"x"}, {"s"}}, {"Mul", "", {"x", "s"}, {"y"}}}, {})) == Operations{"Silu"});
    CHECK(joined(graphOf({{"Sigmoid", "", {"x"}, {"s"}}, {"Mul", "", {"s", "x"}, {"y"}}}, {})) == Operations{"Silu"});
    CHECK(joined(graphOf({{"Relu", "", {"x"}, {"r"}}, {"Sigmoid", "", {"x"}, {"s"}}, {"Mul", "", {"s", "r"}, {"y"}}}, {})) == Operations{"Relu", "Sigmoid", "Mul"});
}

TEST_CASE("A part that something else reads is not taken away")
{
    const auto operations = joined(graphOf({{"Sigmoid", "", {"x"}, {"s"}}, {"Mul", "", {"x", "s"}, {"m"}}, {"Add", "", {"m", "s"}, {"y"}}}, {}));
    CHECK(operations == Operations{"Sigmoid", "Mul", "Add"});
}

TEST_CASE("GELU is known by its constants")
{
    const auto gelu = [](float root) {
        return graphOf({{"Div", "", {"x", "root"}, {"d"}}, {"Erf", "", {"d"}, {"e"}}, {"Add", "", {"one", "e"}, {"a"}}, {"Mul", "", {"x", "a"}, {"m"}}, {"Mul", "", {"half", "m"}, {"y"}}},
                       {scalar("root", root), scalar("one", 1), scalar("half", 0.5F)});
    };
    CHECK(joined(gelu(1.41421356F)) == Operations{"Gelu"});
    CHECK(std::ranges::count(joined(gelu(2)), "Gelu") == 0);
}

TEST_CASE("A matrix and a vector of bias are one linear operation, whatever comes first")
{
    const std::vector<OnnxTensor> stored{{"w", HostTensor(DType::Float32, {4, 3})}, {"b", HostTensor(DType::Float32, {3})}};
    CHECK(joined(graphOf({{"MatMul", "", {"x", "w"}, {"m"}}, {"Add", "", {"b", "m"}, {"y"}}}, stored)) == Operations{"Linear"});
    CHECK(joined(graphOf({{"Gemm", "", {"x", "w", "b"}, {"y"}}}, stored)) == Operations{"Linear"});
    CHECK(joined(graphOf({{"Gemm", "", {"x", "w", "b"}, {"y"}, {{"alpha", 0.5F}}}}, stored)) == Operations{"Gemm"});
    const std::vector<OnnxTensor> other{stored[0], {"b", HostTensor(DType::Float32, {3, 3})}};
    CHECK(joined(graphOf({{"MatMul", "", {"x", "w"}, {"m"}}, {"Add", "", {"b", "m"}, {"y"}}}, other)) == Operations{"MatMul", "Add"});
}

TEST_CASE("Nodes that reach no output, or are constant, are dropped")
{
    CHECK(joined(graphOf({{"Relu", "", {"x"}, {"y"}}, {"Tanh", "", {"x"}, {"unused"}}, {"Sqrt", "", {"c"}, {"root"}}}, {scalar("c", 4)})) == Operations{"Relu"});
}

TEST_CASE("A form is read as it is written")
{
    const OnnxForm form = readForm("Add(Split#1(x), $c, 0.5, -1, _)");
    REQUIRE(form.inputs.size() == 5);
    CHECK(form.inputs[0].output == 1);
    CHECK(form.inputs[0].inputs[0].kind == OnnxForm::Kind::Value);
    CHECK(form.inputs[1].kind == OnnxForm::Kind::Constant);
    CHECK(form.inputs[2].number == 0.5);
    CHECK(form.inputs[3].number == -1);
    CHECK(form.inputs[4].kind == OnnxForm::Kind::Anything);
}
