#include "core/importers/onnx_values.h"

#include <limits>

#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

constexpr std::int64_t N = kBatchSize;

OnnxTensor integers(const std::string& name, Sizes values)
{
    return {name, HostTensor::ofIntegers({static_cast<std::int64_t>(values.size())}, values)};
}

/// The values of nodes behind an input x of `sizes`.
OnnxValues valuesBehind(std::vector<OnnxNode> nodes, std::vector<OnnxTensor> stored, const Sizes& sizes, std::int64_t fixedBatch = 0)
{
    OnnxModel model;
    model.graph.nodes = std::move(nodes);
    model.graph.initializers = std::move(stored);
    return valuesOf(model, {{"x", sizes}}, fixedBatch);
}

} // namespace

TEST_CASE("The sizes of a reshape are worked out, whatever way they are written")
{
    CHECK(reshapedSizes({N, 3, 4}, {0, -1}, false, 0) == Sizes{N, 12});
    CHECK(reshapedSizes({N, 3, 4}, {-1, 12}, false, 0) == Sizes{N, 12});
    CHECK(reshapedSizes({N, 12}, {N, 3, -1}, false, 0) == Sizes{N, 3, 4});
    CHECK(reshapedSizes({5, N, 8}, {5, 2 * N, 4}, false, 0) == Sizes{5, 2 * N, 4}); // heads beside the batch
    CHECK(reshapedSizes({2, 6}, {3, 4}, false, 0) == Sizes{3, 4});
    CHECK(!reshapedSizes({N, 12}, {N, 5, -1}, false, 0));
    CHECK(!reshapedSizes({N, 12}, {-1, -1}, false, 0));
    CHECK(!reshapedSizes({N, 12}, {12}, false, 0));
    CHECK(!reshapedSizes({N, 12}, {0, 0, 0}, false, 0));
    CHECK(!reshapedSizes({N, 12}, {-2, 6}, false, 0));
}

TEST_CASE("A file for one batch size writes its number where the batch is meant")
{
    CHECK(reshapedSizes({N, 3, 4}, {1, -1}, false, 1) == Sizes{N, 12});
    CHECK(reshapedSizes({N, 3, 4}, {2, 12}, false, 2) == Sizes{N, 12});
    CHECK(reshapedSizes({5, N, 8}, {5, 4, 4}, false, 2) == Sizes{5, 2 * N, 4});
    CHECK(reshapedSizes({N, 3, 4}, {-1, 12}, false, 2) == Sizes{N, 12});
}

TEST_CASE("Shape arithmetic is folded away: x.view(x.size(0), -1)")
{
    const auto values = valuesBehind({{"Shape", "", {"x"}, {"s"}},
                                      {"Gather", "", {"s", "zero"}, {"n"}, {{"axis", std::int64_t(0)}}},
                                      {"Unsqueeze", "", {"n", "axes"}, {"row"}},
                                      {"Concat", "", {"row", "minus"}, {"target"}, {{"axis", std::int64_t(0)}}},
                                      {"Reshape", "", {"x", "target"}, {"y"}}},
                                     {{"zero", HostTensor::ofIntegers({}, Sizes{0})}, integers("axes", {0}), integers("minus", {-1})}, {N, 16, 2, 2});
    CHECK(wholeNumbers(&values.at("target")) == Sizes{N, -1});
    CHECK(values.at("y").sizes == Sizes{N, 64});
}

TEST_CASE("Slices of a shape count from the end and stop at the largest number")
{
    const auto values = valuesBehind({{"Shape", "", {"x"}, {"s"}}, {"Slice", "", {"s", "from", "to", "axes"}, {"last"}}},
                                     {integers("from", {-2}), integers("to", {std::numeric_limits<std::int64_t>::max()}), integers("axes", {0})}, {N, 5, 8});
    CHECK(wholeNumbers(&values.at("last")) == Sizes{5, 8});
}

TEST_CASE("Zeros for each sample are known without being made")
{
    const auto values = valuesBehind({{"ConstantOfShape", "", {"sizes"}, {"h"}}, {"Slice", "", {"h", "from", "to"}, {"part"}}},
                                     {integers("sizes", {4, N, 6}), integers("from", {0}), integers("to", {2})}, {N, 3});
    CHECK(values.at("h").everywhere == 0.0);
    CHECK(!values.at("h").constant);
    CHECK(values.at("part").everywhere == 0.0);
}

TEST_CASE("A few bytes cannot ask for gigabytes")
{
    const auto values = valuesBehind({{"ConstantOfShape", "", {"sizes"}, {"h"}}, {"ConstantOfShape", "", {"bad"}, {"k"}}},
                                     {integers("sizes", {1 << 20, 1 << 20}), integers("bad", {-1})}, {N, 3});
    CHECK(!values.at("h").constant);
    CHECK(!values.at("k").constant);
}

TEST_CASE("Whole numbers are divided as ONNX does, and never by zero")
{
    const auto values = valuesBehind({{"Div", "", {"a", "b"}, {"q"}}, {"Div", "", {"a", "zero"}, {"z"}}},
                                     {integers("a", {7, -7}), integers("b", {2, 2}), integers("zero", {0})}, {N, 3});
    CHECK(wholeNumbers(&values.at("q")) == Sizes{3, -3});
    CHECK(!values.at("z").constant);
}

TEST_CASE("A weight stays known by its name through copies and transposes")
{
    const std::vector<float> numbers{1, 2, 3, 4, 5, 6};
    const auto values = valuesBehind({{"Transpose", "", {"fc.weight"}, {"t"}}, {"Identity", "", {"t"}, {"same"}}, {"Transpose", "", {"same"}, {"back"}}},
                                     {{"fc.weight", HostTensor::ofFloats({2, 3}, numbers)}}, {N, 3});
    CHECK(values.at("t").origin == "fc.weight^T");
    CHECK(values.at("t").constant->shape() == Sizes{3, 2});
    CHECK(values.at("t").constant->floats()[1] == 4);
    CHECK(values.at("same").origin == "fc.weight^T");
    CHECK(values.at("back").origin == "fc.weight");
    CHECK(values.at("back").constant->floats()[1] == 2);
}

TEST_CASE("Sizes follow through convolutions and pools")
{
    const auto values = valuesBehind({{"Conv", "", {"x", "w"}, {"c"}, {{"strides", Sizes{2, 2}}, {"pads", Sizes{1, 1, 1, 1}}}},
                                      {"MaxPool", "", {"c"}, {"p"}, {{"kernel_shape", Sizes{3, 3}}, {"strides", Sizes{2, 2}}, {"ceil_mode", std::int64_t(1)}}},
                                      {"GlobalAveragePool", "", {"p"}, {"g"}},
                                      {"Flatten", "", {"g"}, {"f"}}},
                                     {{"w", HostTensor(DType::Float32, {8, 3, 3, 3})}}, {N, 3, 16, 16});
    CHECK(values.at("c").sizes == Sizes{N, 8, 8, 8});  // floor((16 + 2 - 3) / 2) + 1
    CHECK(values.at("p").sizes == Sizes{N, 8, 4, 4});  // ceil((8 - 3) / 2) + 1
    CHECK(values.at("g").sizes == Sizes{N, 8, 1, 1});
    CHECK(values.at("f").sizes == Sizes{N, 8});
}
