#include "core/formats/onnx_model.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace std::string_literals;

namespace {

OnnxModel smallModel()
{
    OnnxModel model;
    model.producerVersion = "0.1.0";
    model.doc = "a test";
    model.metadata = {{"classes", "[\"a\",\"b\"]"}};
    model.otherOpsets = {{"ai.onnx.ml", 3}};
    OnnxGraph& graph = model.graph;
    graph.inputs = {{"x", DType::Float32, {OnnxDim::named("batch"), OnnxDim::of(2)}}};
    graph.outputs = {{"y", DType::Float32, {OnnxDim::named("batch"), OnnxDim::of(3)}}};
    graph.values = {{"h", DType::Int64, {{0, {}, true}, OnnxDim::of(0)}},
                    {"u", DType::Float32, {}, false},
                    {"s", DType::Float64, {}}};
    graph.initializers = {{"w", HostTensor::ofFloats({3, 2}, std::vector<float>{1, 2, 3, 4, 5, 6})},
                          {"n", HostTensor::ofIntegers({}, std::vector<std::int64_t>{-1})}};
    graph.nodes = {
        {"Gemm", "dense1", {"x", "w", ""}, {"y"}, {{"transB", std::int64_t{1}}, {"alpha", 0.5f}}},
        {"Custom",
         "",
         {"y"},
         {"z"},
         {{"name", std::string("text")},
          {"sizes", std::vector<std::int64_t>{1, -2}},
          {"scales", std::vector<float>{0.25f}},
          {"words", std::vector<std::string>{"a", ""}},
          {"value", OnnxTensor{"", HostTensor::ofFloats({1}, std::vector<float>{7})}}},
         "ai.onnx.ml",
         "doc"}};
    return model;
}

} // namespace

TEST_CASE("A model comes back with every name, size, attribute and weight")
{
    nodegrad::test::TemporaryFolder folder;
    const OnnxModel model = smallModel();
    REQUIRE(writeOnnx(folder.path() / "m.onnx", model));
    const auto read = readOnnx(folder.path() / "m.onnx");
    REQUIRE(read);
    CHECK(read->irVersion == 8);
    CHECK(read->opset == 17);
    CHECK(read->otherOpsets == model.otherOpsets);
    CHECK(read->producer == "Nodegrad");
    CHECK(read->producerVersion == "0.1.0");
    CHECK(read->doc == "a test");
    CHECK(read->metadata == model.metadata);
    const OnnxGraph& graph = read->graph;
    CHECK(graph.name == "nodegrad");
    REQUIRE(graph.inputs.size() == 1);
    CHECK(graph.inputs[0].shape == model.graph.inputs[0].shape);
    REQUIRE(graph.values.size() == 3);
    CHECK(graph.values[0].dtype == DType::Int64);
    CHECK(graph.values[0].shape == model.graph.values[0].shape); // unknown and 0 are two things
    CHECK_FALSE(graph.values[1].shapeKnown);
    CHECK(graph.values[2].shapeKnown);
    CHECK(graph.values[2].shape.empty());
    REQUIRE(graph.initializers.size() == 2);
    CHECK(graph.initializers[0].value.shape() == std::vector<std::int64_t>{3, 2});
    CHECK(graph.initializers[0].value.floats()[5] == 6);
    CHECK(graph.initializers[1].value.rank() == 0);
    CHECK(graph.initializers[1].value.number(0) == -1);
    REQUIRE(graph.nodes.size() == 2);
    CHECK(graph.nodes[0].inputs == std::vector<std::string>{"x", "w", ""});
    CHECK(graph.nodes[0].name == "dense1");
    CHECK(std::get<std::int64_t>(graph.nodes[0].attributes[0].value) == 1);
    CHECK(std::get<float>(graph.nodes[0].attributes[1].value) == 0.5f);
    CHECK(graph.nodes[1].domain == "ai.onnx.ml");
    CHECK(std::get<std::string>(graph.nodes[1].attributes[0].value) == "text");
    CHECK(std::get<std::vector<std::int64_t>>(graph.nodes[1].attributes[1].value) ==
          std::vector<std::int64_t>{1, -2});
    CHECK(std::get<std::vector<float>>(graph.nodes[1].attributes[2].value) ==
          std::vector<float>{0.25f});
    CHECK(std::get<std::vector<std::string>>(graph.nodes[1].attributes[3].value) ==
          std::vector<std::string>{"a", ""});
    CHECK(std::get<OnnxTensor>(graph.nodes[1].attributes[4].value).value.floats()[0] == 7);
}

TEST_CASE("Equal models give equal bytes")
{
    CHECK(*onnxBytes(smallModel()) == *onnxBytes(smallModel()));
}

TEST_CASE("Weights of every type survive")
{
    OnnxModel model;
    HostTensor flags(DType::Bool, {2});
    flags.mutableValues<bool>()[1] = true;
    model.graph.initializers = {
        {"a", HostTensor::of<double>({1}, std::vector<double>{0.1})},
        {"b", HostTensor::of<std::int32_t>({1}, std::vector<std::int32_t>{-3})},
        {"c", HostTensor::of<std::uint8_t>({1}, std::vector<std::uint8_t>{200})},
        {"d", flags},
        {"e", HostTensor(DType::Float32, {0, 2})}};
    const auto read = parseOnnx(*onnxBytes(model), "m");
    REQUIRE(read);
    REQUIRE(read->graph.initializers.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) {
        const HostTensor &before = model.graph.initializers[i].value,
                         &after = read->graph.initializers[i].value;
        CHECK(after.dtype() == before.dtype());
        CHECK(after.shape() == before.shape());
        for (std::int64_t k = 0; k < before.count(); ++k)
            CHECK(after.number(k) == before.number(k));
    }
}

TEST_CASE("Typed data, external data, sub-graphs and damaged tensors are each told apart")
{
    // Written by hand: Model {ir_version 8, graph {...}}; fields as in onnx.proto.
    const auto field = [](int number, const std::string& bytes) {
        return static_cast<char>(number << 3 | 2) +
               std::string(1, static_cast<char>(bytes.size())) + bytes;
    };
    const auto model = [&](const std::string& graph) { return "\x08\x08" + field(7, graph); };
    const auto code = [&](const std::string& graph) {
        const auto read = parseOnnx(model(graph), "m.onnx");
        return read ? "none" : read.error().code;
    };
    const auto typed = parseOnnx(
        model(field(5, "\x08\2\x10\1" + field(4, "\0\0\x80\x3f\0\0\0\x40"s) + field(8, "w"))), "m");
    REQUIRE(typed);
    CHECK(typed->graph.initializers[0].value.floats()[1] == 2);
    const auto half = parseOnnx(model(field(5, "\x08\1\x10\x0A" + field(5, "\x80\x78"))),
                                "m"); // int32_data 0x3C00: 1 as a half
    REQUIRE(half);
    CHECK(half->graph.initializers[0].value.number(0) == 1);

    CHECK(code(field(5, "\x08\3\x10\1" + field(9, "\0\0\x80\x3f"s))) == "onnx.bad_tensor");
    CHECK(code(field(5, "\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\1\x10\1" + field(9, "abcd"))) ==
          "onnx.bad_tensor"); // size -1
    CHECK(code(field(5, "\x08\1\x10\1\x70\1")) == "onnx.external_data");
    CHECK(code(field(5, "\x08\1\x10\x08" + field(6, "text"))) == "onnx.unsupported_type");
    CHECK(code(field(15, "sparse")) == "onnx.unsupported_type");
    CHECK(code(field(1, field(4, "If") +
                            field(5, field(1, "then_branch") + field(6, "") + "\xA0\1\5"))) ==
          "onnx.control_flow");
    CHECK(parseOnnx("", "m").error().code == "onnx.not_a_model");
    CHECK(parseOnnx("\x08\x08", "m").error().code == "onnx.not_a_model"); // no graph
    CHECK(parseOnnx("This is a text file.", "m").error().code == "onnx.not_a_model");
}

TEST_CASE("A model of 2 GB or more is refused before it is copied")
{
    OnnxModel model;
    const HostTensor large(DType::UInt8, {1 << 20, 64}); // 64 MB, shared by all
    for (int i = 0; i < 33; ++i)
        model.graph.initializers.push_back({"w" + std::to_string(i), large});
    const auto bytes = onnxBytes(model);
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().code == "onnx.too_large");
    CHECK(message(bytes.error()).find("2.21 GB") != std::string::npos);
}

TEST_CASE("Weights beyond what one file may hold lie in a second one, and come back")
{
    const test::TemporaryFolder folder;
    OnnxModel model;
    HostTensor large(DType::Float32, {600, 600}), medium(DType::Float32, {300}), small(DType::Float32, {3});
    for (HostTensor* tensor : {&large, &medium, &small})
        for (std::int64_t i = 0; i < tensor->count(); ++i)
            tensor->mutableValues<float>()[static_cast<std::size_t>(i)] = static_cast<float>(i) + 0.5F;
    model.graph.initializers = {{"small", small}, {"medium", medium}, {"large", large}};
    const auto path = folder.path() / "net.onnx";
    REQUIRE(writeOnnx(path, model, realFileSystem(), 1000));
    CHECK(std::filesystem::file_size(path) < 1000);
    CHECK(std::filesystem::file_size(folder.path() / "net.onnx.data") == 4096 + 600 * 600 * 4); // large tensors begin at a page
    const auto read = readOnnx(path);
    REQUIRE(read);
    REQUIRE(read->graph.initializers.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        const HostTensor &before = model.graph.initializers[i].value, &after = read->graph.initializers[i].value;
        CHECK(after.shape() == before.shape());
        CHECK(std::ranges::equal(after.floats(), before.floats()));
    }
    // At the limit it stays one file.
    const auto whole = folder.path() / "whole.onnx";
    REQUIRE(writeOnnx(whole, model, realFileSystem(), 600 * 600 * 4 + 300 * 4 + 3 * 4));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "whole.onnx.data"));
    CHECK(readOnnx(whole));
}
