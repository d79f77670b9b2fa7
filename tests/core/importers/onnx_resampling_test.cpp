#include <limits>

#include "core/importers/onnx_import.h"
#include "core/importers/onnx_resize.h"
#include "core/lowering/lower.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using Rows = std::vector<float>;
using Types = std::vector<std::string>;

OnnxNode resizeNode(const std::string& mode, const std::string& place, const std::string& rounding = "round_prefer_floor")
{
    return {.opType = "Resize", .inputs = {"x", "", "s"}, .outputs = {"y"},
            .attributes = {{"mode", mode}, {"coordinate_transformation_mode", place}, {"nearest_mode", rounding}}};
}

Rows rowsOf(const OnnxNode& node, std::int64_t in, std::int64_t out)
{
    const auto made = resamplingOf(node, {in, out, static_cast<double>(out) / static_cast<double>(in), 0, 1}, 18);
    REQUIRE(made);
    return made->matrix;
}

OnnxTensor reals(const std::string& name, std::vector<float> values)
{
    return {name, HostTensor::ofFloats({static_cast<std::int64_t>(values.size())}, values)};
}

OnnxTensor integers(const std::string& name, const Sizes& values)
{
    return {name, HostTensor::ofIntegers({static_cast<std::int64_t>(values.size())}, values)};
}

/// One node from x (N, ...) to y.
OnnxModel modelOf(const Sizes& sample, OnnxNode node, std::vector<OnnxTensor> stored)
{
    OnnxModel model;
    model.opset = 18;
    model.graph.inputs = {{.name = "x", .shape = {OnnxDim::named("N")}}};
    for (const std::int64_t size : sample)
        model.graph.inputs[0].shape.push_back(OnnxDim::of(size));
    model.graph.outputs = {{.name = "y", .shapeKnown = false}};
    model.graph.nodes = {std::move(node)};
    model.graph.initializers = std::move(stored);
    return model;
}

Types typesOf(const Imported& imported)
{
    Types types;
    for (const NodePtr& node : imported.project.graph.root().nodes)
        if (node->type != "input" && node->type != "output")
            types.push_back(node->type);
    return types;
}

std::string shapeOf(const Imported& imported)
{
    const Lowered lowered = lower(imported.project.graph, {});
    REQUIRE(lowered.ok());
    return shapeText(lowered.facts.at("y").inputs.at(0).shape);
}

} // namespace

TEST_CASE("The rows of Resize are what its formulas give by hand")
{
    // x = i / 2: 0, 0.5, 1, 1.5
    CHECK(rowsOf(resizeNode("nearest", "asymmetric", "floor"), 2, 4) == Rows{1, 0, 1, 0, 0, 1, 0, 1});
    CHECK(rowsOf(resizeNode("nearest", "asymmetric", "ceil"), 2, 4) == Rows{1, 0, 0, 1, 0, 1, 0, 1});
    // (i + 0.5) / 2 - 0.5: -0.25, 0.25, 0.75, 1.25; the edge goes on
    CHECK(rowsOf(resizeNode("linear", "half_pixel"), 2, 4) == Rows{1, 0, 0.75F, 0.25F, 0.25F, 0.75F, 0, 1});
    CHECK(rowsOf(resizeNode("linear", "align_corners"), 2, 3) == Rows{1, 0, 0.5F, 0.5F, 0, 1});
    CHECK(rowsOf(resizeNode("nearest", "half_pixel", "round_prefer_floor"), 4, 2) == Rows{1, 0, 0, 0, 0, 0, 1, 0}); // 0.5, 2.5
    CHECK(rowsOf(resizeNode("nearest", "half_pixel", "round_prefer_ceil"), 4, 2) == Rows{0, 1, 0, 0, 0, 0, 0, 1});
}

TEST_CASE("Resize becomes an Upsample layer where one of its modes is the same")
{
    struct Row {
        OnnxNode node;
        std::vector<float> scales;
        Types types;
        std::string shape;
    };
    const Row row = GENERATE(Row{resizeNode("nearest", "asymmetric", "floor"), {1, 1, 2, 2}, {"upsample"}, "N × 3 × 8 × 10"},
                             Row{resizeNode("nearest", "half_pixel"), {1, 1, 2, 2}, {"upsample"}, "N × 3 × 8 × 10"},
                             Row{resizeNode("linear", "half_pixel"), {1, 1, 2, 1}, {"upsample"}, "N × 3 × 8 × 5"},
                             Row{resizeNode("linear", "align_corners"), {1, 1, 2, 3}, {"upsample"}, "N × 3 × 8 × 15"},
                             Row{resizeNode("linear", "asymmetric"), {1, 1, 2, 2}, {"permute", "conv2d", "permute", "conv2d", "permute"}, "N × 3 × 8 × 10"},
                             Row{resizeNode("linear", "half_pixel"), {1, 2, 1, 1}, {"permute", "upsample", "permute"}, "N × 6 × 4 × 5"},
                             Row{resizeNode("nearest", "asymmetric", "floor"), {1, 1, 1, 1}, {}, "N × 3 × 4 × 5"});
    const auto imported = importOnnx(modelOf({3, 4, 5}, row.node, {reals("s", row.scales)}), "m");
    REQUIRE(imported);
    CAPTURE(imported->report.text());
    CHECK(imported->report.isWhole());
    CHECK(typesOf(*imported) == row.types);
    CHECK(shapeOf(*imported) == row.shape);
}

TEST_CASE("A Resize that cannot be known is refused in words")
{
    const auto code = [](const OnnxNode& node, std::vector<float> scales) {
        const auto imported = importOnnx(modelOf({3, 4, 5}, node, {reals("s", std::move(scales))}), "m");
        REQUIRE(imported);
        REQUIRE(!imported->report.problems.empty());
        return imported->report.problems[0].error.code;
    };
    CHECK(code(resizeNode("linear", "half_pixel"), {2, 1, 1, 1}) == "import.form");          // the batch
    CHECK(code(resizeNode("lanczos", "half_pixel"), {1, 1, 2, 2}) == "import.form");
    CHECK(code(resizeNode("linear", "somewhere"), {1, 1, 2, 2}) == "import.form");
    CHECK(code(resizeNode("linear", "half_pixel"), {1, 1, 1e9F, 1}) == "import.form");       // absurd
    CHECK(code(resizeNode("linear", "half_pixel"), {1, 1, -2, 1}) == "import.form");
    CHECK(code(resizeNode("linear", "half_pixel"), {1, 1, std::numeric_limits<float>::quiet_NaN(), 1}) == "import.form");
    CHECK(code(resizeNode("linear", "half_pixel"), {1, 2}) == "import.form");
}

TEST_CASE("Pad goes to the sizes that it names, whichever they are")
{
    struct Row {
        Sizes sample, pads;
        std::string mode;
        Types types;
        std::string shape;
    };
    const Row row = GENERATE(Row{{3, 4, 5}, {0, 0, 1, 2, 0, 0, 3, 4}, "constant", {"pad"}, "N × 3 × 8 × 11"},
                             Row{{3, 4, 5}, {0, 0, 1, 1, 0, 0, 1, 1}, "edge", {"pad"}, "N × 3 × 6 × 7"},
                             Row{{3, 4, 5}, {0, 2, 0, 1, 0, 1, 0, 0}, "wrap", {"permute", "pad", "permute"}, "N × 6 × 4 × 6"},
                             Row{{3, 4, 5}, {0, 1, 1, 1, 0, 1, 1, 1}, "reflect", {"permute", "pad", "permute", "pad"}, "N × 5 × 6 × 7"},
                             Row{{3, 4, 5}, {0, 0, -1, 0, 0, 0, 0, 2}, "constant", {"slice", "pad"}, "N × 3 × 3 × 7"},
                             Row{{6, 2}, {0, 2, 0, 0, 1, 0}, "constant", {"pad"}, "N × 9 × 2"},
                             Row{{6, 2}, {0, 0, 1, 0, 0, 1}, "constant", {"permute", "pad", "permute"}, "N × 6 × 4"},
                             Row{{6, 2}, {0, 0, 0, 0, 0, 0}, "constant", {}, "N × 6 × 2"});
    const OnnxNode node{.opType = "Pad", .inputs = {"x", "p"}, .outputs = {"y"}, .attributes = {{"mode", row.mode}}};
    const auto imported = importOnnx(modelOf(row.sample, node, {integers("p", row.pads)}), "m");
    REQUIRE(imported);
    CAPTURE(imported->report.text(), row.mode);
    CHECK(imported->report.isWhole());
    CHECK(typesOf(*imported) == row.types);
    CHECK(shapeOf(*imported) == row.shape);
}

TEST_CASE("A Pad of the batch, of a vector or of absurd sides is refused in words")
{
    const auto code = [](const Sizes& sample, const Sizes& pads, const std::string& mode = "constant") {
        const OnnxNode node{.opType = "Pad", .inputs = {"x", "p"}, .outputs = {"y"}, .attributes = {{"mode", mode}}};
        const auto imported = importOnnx(modelOf(sample, node, {integers("p", pads)}), "m");
        REQUIRE(imported);
        REQUIRE(!imported->report.problems.empty());
        return imported->report.problems[0].error.code;
    };
    CHECK(code({3, 4, 5}, {1, 0, 0, 0, 0, 0, 0, 0}) == "import.form");
    CHECK(code({4}, {0, 1, 0, 1}) == "import.form");
    CHECK(code({3, 4, 5}, {0, 0, 0, std::numeric_limits<std::int64_t>::max(), 0, 0, 0, 0}) == "import.form");
    CHECK(code({3, 4, 5}, {0, 0, 0, std::numeric_limits<std::int64_t>::min(), 0, 0, 0, 0}) == "import.form");
    CHECK(code({3, 4, 5}, {0, 0, -9, 0, 0, 0, 0, 0}) == "import.form"); // nothing is left
    CHECK(code({3, 4, 5}, {0, 0, 1, 1, 0, 0, 1, 1}, "somehow") == "import.form");
    CHECK(code({3, 4, 5}, {0, 0, 1}) == "import.form");
}
