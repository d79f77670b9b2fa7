#include <algorithm>
#include <limits>

#include "core/formats/onnx_model.h"
#include "core/importers/importer.h"
#include "core/lowering/lower.h"
#include "core/project/initial_weights.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;
using Sizes = std::vector<std::int64_t>;

namespace {

OnnxTensor filled(const std::string& name, Sizes sizes, float start)
{
    HostTensor tensor(DType::Float32, std::move(sizes));
    for (float& value : tensor.mutableValues<float>())
        value = start += 0.25F;
    return {name, std::move(tensor)};
}

OnnxModel modelOf(std::vector<OnnxDim> input, std::vector<OnnxNode> nodes, std::vector<OnnxTensor> stored = {})
{
    OnnxModel model;
    model.graph.inputs = {{.name = "x", .shape = std::move(input)}};
    model.graph.outputs = {{.name = "y", .shapeKnown = false}};
    model.graph.nodes = std::move(nodes);
    model.graph.initializers = std::move(stored);
    return model;
}

Result<Imported> imported(const OnnxModel& model, const ImportOptions& options = {})
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "model.onnx";
    REQUIRE(writeOnnx(path, model));
    return importModel(path, options);
}

/// Types of the nodes in the order of making.
std::vector<std::string> types(const Imported& result)
{
    std::vector<std::string> all;
    for (const NodePtr& node : result.project.graph.root().nodes)
        all.push_back(node->type);
    return all;
}

const Node& nodeOf(const Imported& result, const std::string& type)
{
    for (const NodePtr& node : result.project.graph.root().nodes)
        if (node->type == type)
            return *node;
    FAIL("no node of type " + type);
    return *result.project.graph.root().nodes.front();
}

const OnnxDim batch = OnnxDim::named("N");
using Types = std::vector<std::string>;

} // namespace

TEST_CASE("A convolutional network becomes layers under the names of its weights")
{
    const auto result = imported(modelOf({batch, OnnxDim::of(1), OnnxDim::of(4), OnnxDim::of(4)},
                                         {{"Conv", "/c/Conv", {"x", "body.0.weight", "body.0.bias"}, {"c"}, {{"pads", Sizes{1, 1, 1, 1}}}},
                                          {"Relu", "/act/Relu", {"c"}, {"r"}},
                                          {"Flatten", "", {"r"}, {"f"}},
                                          {"Gemm", "", {"f", "fc.weight", "fc.bias"}, {"g"}, {{"transB", std::int64_t(1)}}},
                                          {"Softmax", "", {"g"}, {"y"}}},
                                         {filled("body.0.weight", {2, 1, 3, 3}, 0), filled("body.0.bias", {2}, 0), filled("fc.weight", {3, 32}, 0), filled("fc.bias", {3}, 0)}));
    REQUIRE(result);
    CHECK(result->report.isWhole());
    CHECK(types(*result) == Types{"input", "conv2d", "relu", "flatten", "dense", "output"});
    CHECK(nodeOf(*result, "conv2d").name == "body_0");
    CHECK(nodeOf(*result, "conv2d").params.text("padding") == "same");
    CHECK(nodeOf(*result, "relu").name == "act");
    CHECK(nodeOf(*result, "output").params.has("loss") == false); // cross entropy, which applies the Softmax
    CHECK(result->weights.at("fc.weight").shape() == Sizes{3, 32});
    CHECK(result->weights.at("fc.weight").floats()[0] == 0.25F);
    const Lowered lowered = lower(result->project.graph, {});
    CHECK(lowered.ok());
    CHECK(lowered.program.parameters.size() == 4);
    CHECK(result->report.weights == 18 + 2 + 96 + 3);
}

TEST_CASE("An operation without a layer stays as a grey node, and what follows is imported")
{
    const auto result = imported(modelOf({batch, OnnxDim::of(4)},
                                         {{"Relu", "", {"x"}, {"r"}}, {"Hardmax", "odd one", {"r"}, {"h"}, {{"axis", std::int64_t(-1)}}}, {"Tanh", "", {"h"}, {"y"}}}));
    REQUIRE(result);
    REQUIRE(result->report.problems.size() == 1); // Hardmax's sizes are not known, so Tanh cannot be checked: that is no reason of its own
    CHECK(result->report.problems[0].operation == "Hardmax");
    CHECK(result->report.problems[0].error.code == "import.no_layer");
    CHECK(result->report.text().find("1 operation that follows is grey too") != std::string::npos);
    CHECK(nodeOf(*result, "onnx_Hardmax").params.integer("axis") == -1);
    CHECK(nodeOf(*result, "onnx_Hardmax").title == "Hardmax");
    CHECK(result->report.text().find("The import has no layer for the operation Hardmax.") != std::string::npos);
    CHECK(result->project.graph.root().wires.size() == 4);
    CHECK(!lower(result->project.graph, {}).ok());
}

TEST_CASE("Operations that go round in a circle, and sizes that no array has, are told as that")
{
    const auto circle = imported(modelOf({batch, OnnxDim::of(4)}, {{"Relu", "", {"x"}, {"r"}}, {"Add", "again", {"r", "t"}, {"s"}}, {"Tanh", "", {"s"}, {"t"}}, {"Tanh", "", {"t"}, {"y"}}}));
    REQUIRE(!circle);
    CHECK(circle.error().code == "onnx.cycle");
    CHECK(circle.error().arguments.at("node") == "again");
    const auto absurd = imported(modelOf({batch, OnnxDim::of(std::int64_t(1) << 40)}, {{"Relu", "", {"x"}, {"y"}}}));
    REQUIRE(!absurd);
    CHECK(absurd.error().code == "import.absurd_size");
}

TEST_CASE("Operations that do not stand in order are read in the order of their values")
{
    const auto result = imported(modelOf({batch, OnnxDim::of(4)}, {{"Tanh", "", {"r"}, {"y"}}, {"Relu", "", {"x"}, {"r"}}}));
    REQUIRE(result);
    CHECK(types(*result) == Types{"input", "relu", "tanh", "output"});
}

TEST_CASE("Operations that move, compare and choose become the layers that say so")
{
    struct Case {
        std::vector<OnnxNode> nodes;
        Types layers;
    };
    const auto [nodes, layers] = GENERATE(
        Case{{{"Slice", "", {"x", "minus", "least", "two", "minus"}, {"y"}}}, {"input", "flip", "output"}},
        Case{{{"Slice", "", {"x", "minus", "least", "two", "minus2"}, {"y"}}}, {"input", "flip", "slice", "output"}},
        Case{{{"Tile", "", {"x", "times"}, {"y"}}}, {"input", "tile", "output"}},
        Case{{{"ArgMax", "", {"x"}, {"y"}, {{"axis", std::int64_t(1)}}}}, {"input", "argmax", "output"}},
        Case{{{"ArgMin", "", {"x"}, {"y"}, {{"axis", std::int64_t(1)}, {"select_last_index", std::int64_t(1)}}}}, {"input", "negate", "flip", "argmax", "scale", "output"}},
        Case{{{"DepthToSpace", "", {"x"}, {"y"}, {{"blocksize", std::int64_t(2)}, {"mode", std::string("CRD")}}}}, {"input", "pixel_shuffle", "output"}},
        Case{{{"Einsum", "", {"x", "x"}, {"y"}, {{"equation", std::string("nchw,ncjw->nhj")}}}}, {"input", "einsum", "output"}},
        Case{{{"Greater", "", {"x", "half"}, {"g"}}, {"Tanh", "", {"x"}, {"t"}}, {"Where", "", {"g", "t", "x"}, {"y"}}}, {"input", "tanh", "where", "output"}});
    const auto one = [](const std::string& name, std::int64_t number) { return OnnxTensor{name, HostTensor::ofIntegers({1}, std::span(&number, 1))}; };
    const Sizes times{1, 1, 1, 3};
    const auto result = imported(modelOf({batch, OnnxDim::of(4), OnnxDim::of(6), OnnxDim::of(6)}, nodes,
                                         {one("minus", -1), one("minus2", -2), one("two", 2), one("least", std::numeric_limits<std::int64_t>::min()), {"times", HostTensor::ofIntegers({4}, times)},
                                          {"half", HostTensor::ofFloats({}, std::vector<float>{0.5F})}}));
    REQUIRE(result);
    INFO(result->report.text());
    CHECK(result->report.isWhole());
    CHECK(types(*result) == layers);
    CHECK(lower(result->project.graph, {}).ok());
}

TEST_CASE("Behind a grey node of known sizes the layers go on")
{
    OnnxModel model = modelOf({batch, OnnxDim::of(4)}, {{"Hardmax", "", {"x"}, {"h"}}, {"Gemm", "", {"h", "w"}, {"y"}}}, {filled("w", {4, 2}, 0)});
    model.graph.values = {{.name = "h", .shape = {batch, OnnxDim::of(4)}}};
    const auto result = imported(model);
    REQUIRE(result);
    CHECK(result->report.problems.size() == 1);
    CHECK(types(*result) == Types{"input", "onnx_Hardmax", "dense", "output"});
}

TEST_CASE("Fixed values that are added or multiplied one after another make no circle")
{
    const std::string op = GENERATE(as<std::string>(), "Add", "Mul");
    const auto result = imported(modelOf({batch, OnnxDim::of(4)}, {{op, "", {"x", "a"}, {"s"}}, {op, "", {"s", "b"}, {"t"}}, {op, "", {"t", "c"}, {"y"}}},
                                         {filled("a", {4}, 0), filled("b", {4}, 1), filled("c", {4}, 2)}));
    REQUIRE(result);
    CHECK(result->report.isWhole());
    const Lowered lowered = lower(result->project.graph, {});
    CHECK(lowered.ok());
    CHECK(lowered.program.parameters.size() == 3);
}

TEST_CASE("Attributes that no layer has are refused by name, not ignored")
{
    struct Refused {
        OnnxNode node;
        std::string words;
    };
    const auto refused = GENERATE(
        Refused{{"Conv", "c1", {"x", "x"}, {"y"}}, "Conv 'c1' takes its weight from a computation"},
        Refused{{"AveragePool", "", {"x"}, {"y"}, {{"kernel_shape", Sizes{2, 2}}, {"pads", Sizes{1, 1, 1, 1}}, {"count_include_pad", std::int64_t(1)}, {"ceil_mode", std::int64_t(1)}}}, "counts its padding and rounds up"},
        Refused{{"LpPool", "", {"x"}, {"y"}, {{"kernel_shape", Sizes{2, 2}}, {"ceil_mode", std::int64_t(1)}}}, "rounds up"},
        Refused{{"LpPool", "", {"x"}, {"y"}, {{"kernel_shape", Sizes{2, 2}}, {"p", std::int64_t(65)}}}, "takes the power 65"},
        Refused{{"LpPool", "", {"x"}, {"y"}, {{"kernel_shape", Sizes{2, 2}}, {"dilations", Sizes{2, 2}}}}, "LpPool with gaps in its windows"},
        Refused{{"BatchNormalization", "", {"x", "a", "a", "a", "a"}, {"y"}, {{"training_mode", std::int64_t(1)}}}, "statistics of the present batch"},
        Refused{{"Gather", "", {"x", "i"}, {"y"}, {{"axis", std::int64_t(0)}}}, "cuts the batch"},
        Refused{{"Concat", "", {"x", "x"}, {"y"}, {{"axis", std::int64_t(0)}}}, "joins along the batch"});
    const std::int64_t one = 1;
    const auto result = imported(modelOf({batch, OnnxDim::of(3), OnnxDim::of(5), OnnxDim::of(5)}, {refused.node},
                                         {filled("w", {2, 3, 2, 2}, 0), filled("a", {3}, 0), {"i", HostTensor::ofIntegers({}, std::span(&one, 1))}}));
    REQUIRE(result);
    REQUIRE(result->report.problems.size() == 1);
    CAPTURE(message(result->report.problems[0].error));
    CHECK(message(result->report.problems[0].error).find(refused.words) != std::string::npos);
}

TEST_CASE("Sizes that the file leaves open are asked for")
{
    const OnnxModel model = modelOf({batch, OnnxDim::of(1), OnnxDim::named("H"), OnnxDim::named("W")}, {{"Relu", "", {"x"}, {"y"}}});
    const auto open = imported(model);
    REQUIRE(!open);
    CHECK(open.error().code == "import.open_shape");
    CHECK(sentence(open.error()).find("(N, 1, H, W)") != std::string::npos);
    const auto given = imported(model, {.shapes = {{"x", {1, 6, 7}}}});
    REQUIRE(given);
    CHECK(nodeOf(*given, "input").params.list("shape") == Sizes{1, 6, 7});
    CHECK(imported(model, {.shapes = {{"z", {1}}}}).error().code == "import.no_such_input");
}

TEST_CASE("Inputs that a design cannot take are refused in a sentence")
{
    CHECK(imported(modelOf({batch}, {{"Relu", "", {"x"}, {"y"}}})).error().code == "import.bad_rank");
    OnnxModel whole = modelOf({batch, OnnxDim::of(3)}, {{"Neg", "", {"x"}, {"y"}}});
    whole.graph.inputs[0].dtype = DType::Int64;
    CHECK(imported(whole).error().code == "import.input_type");
    CHECK(imported(modelOf({batch, OnnxDim::of(3)}, {{"Relu", "", {"x"}, {"z"}}})).error().code == "import.no_output");
}

TEST_CASE("One matrix in two places is tied, with its bias; a vector alone is not")
{
    const auto importedWith = [](const std::string& matrix, const std::string& bias) {
        const auto result = imported(modelOf({batch, OnnxDim::of(4)},
                                             {{"Gemm", "", {"x", "shared.weight", "b"}, {"a"}, {{"transB", std::int64_t(1)}}},
                                              {"Relu", "", {"a"}, {"r"}},
                                              {"Gemm", "", {"r", matrix, bias}, {"y"}, {{"transB", std::int64_t(1)}}}},
                                             {filled("shared.weight", {4, 4}, 0), filled("other.weight", {4, 4}, 1), filled("b", {4}, 0), filled("c", {4}, 2)}));
        REQUIRE(result);
        const Lowered lowered = lower(result->project.graph, {});
        REQUIRE(lowered.ok());
        CHECK(lowered.program.aliases.size() + lowered.program.parameters.size() == 4);
        CHECK(result->weights.size() == lowered.program.parameters.size());
        return lowered.program.aliases.size();
    };
    CHECK(importedWith("shared.weight", "b") == 2); // a layer that stands in two places
    CHECK(importedWith("shared.weight", "c") == 1);
    CHECK(importedWith("other.weight", "b") == 0); // exporters store equal vectors once
}

TEST_CASE("What was imported is written as a project with its weights, and read as they were")
{
    const auto result = imported(modelOf({batch, OnnxDim::of(2)}, {{"Gemm", "", {"x", "fc.weight"}, {"y"}, {{"transB", std::int64_t(1)}}}}, {filled("fc.weight", {3, 2}, 0)}));
    REQUIRE(result);
    const TemporaryFolder folder;
    const auto project = writeImported(*result, folder.path() / "net.nodegrad");
    REQUIRE(project);
    CHECK(project->initialWeights->path == "net.initial.safetensors");
    const auto read = readProject(folder.path() / "net.nodegrad");
    REQUIRE(read);
    CHECK(*read == *project);
    const Lowered lowered = lower(read->graph, {});
    const auto weights = readInitialWeights(*read, lowered.program, folder.path());
    REQUIRE(weights);
    CHECK((*weights)->drawn.empty());
    CHECK((*weights)->state.at("fc.weight").floats()[5] == 1.5F);
}

TEST_CASE("A file that is no model is refused with the formats that are known")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.bin";
    REQUIRE(writeFileAtomically(path, "hello"));
    CHECK(importModel(path).error().code == "import.unknown_format");
    CHECK(sentence(importModel(path).error()).find("ONNX (.onnx)") != std::string::npos);
    CHECK(importModel(folder.path() / "none.onnx").error().code == "file.missing");
    REQUIRE(writeFileAtomically(folder.path() / "a.onnx", "hello"));
    CHECK(importModel(folder.path() / "a.onnx").error().code == "onnx.not_a_model");
}
