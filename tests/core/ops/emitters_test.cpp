#include <algorithm>
#include <set>

#include "tests/core/ops/op_cases.h"
#include "tests/core/ops/recording_writers.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// An op call with all that an OpUse refers to.
struct Call {
    const OpType* type = nullptr;
    ParamValues attributes;
    Specs in, out;
    std::vector<std::string> inputs, outputs;

    explicit Call(const OpExample& example) : type(findOp(example.op)), in(example.in)
    {
        while (type->inputs.back().back() == '?' && in.size() < type->inputs.size())
            in.push_back(absentSpec());
        attributes = completed(example.attributes, type->attributes);
        out = type->infer(attributes, in);
        for (std::size_t i = 0; i < in.size(); ++i)
            inputs.push_back(isAbsent(in[i]) ? "" : "x" + std::to_string(i));
        for (std::size_t i = 0; i < out.size(); ++i)
            outputs.push_back("y" + std::to_string(i));
    }
    OpUse use() const { return {attributes, in, out, inputs, outputs, "node1"}; }
};

RecordingOnnx onnxOf(const OpExample& example, int opset = 17)
{
    const Call call(example);
    RecordingOnnx writer(opset);
    for (std::size_t i = 0; i < call.in.size(); ++i)
        if (const auto sizes = evaluated(call.in[i].shape, 1))
            writer.initializers[call.inputs[i]] = HostTensor(call.in[i].dtype, *sizes);
    call.type->onnx(writer, call.use());
    return writer;
}

std::vector<std::string> scriptOf(const OpExample& example)
{
    const Call call(example);
    RecordingScript writer;
    call.type->torchScript(writer, call.use());
    return writer.lines;
}

using List = std::vector<std::int64_t>;
using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("Every ONNX form defines each output once and uses only what is defined")
{
    for (const OpExample& example : opExamples()) {
        for (const int opset : {13, 17, 20}) {
            INFO(example.op << " at opset " << opset);
            const Call call(example);
            const RecordingOnnx writer = onnxOf(example, opset);
            if (example.op == "lstm" && example.attributes.has("projection_size"))
                continue; // refused: a test of its own
            CHECK(writer.refused == "");
            std::set<std::string> known{""}; // an optional input that is left out
            known.insert(call.inputs.begin(), call.inputs.end());
            for (const auto& [name, tensor] : writer.constants)
                known.insert(name);
            for (const RecordingOnnx::Node& node : writer.nodes) {
                for (const std::string& input : node.inputs)
                    CHECK(known.contains(input));
                for (const std::string& output : node.outputs)
                    CHECK(known.insert(output).second);
            }
            for (const std::string& output : call.outputs)
                CHECK(known.contains(output));
        }
    }
}

TEST_CASE("Every TorchScript form defines each output")
{
    for (const OpExample& example : opExamples()) {
        INFO(example.op);
        const Call call(example);
        const Lines lines = scriptOf(example);
        for (const std::string& output : call.outputs)
            CHECK(std::ranges::any_of(lines, [&](const std::string& line) { return line.substr(0, line.find(" = ")).find(output) != std::string::npos; }));
    }
}

TEST_CASE("No Reshape in ONNX holds a batch or length that is open")
{
    for (const OpExample& example : opExamples()) {
        INFO(example.op);
        const RecordingOnnx writer = onnxOf(example);
        for (const RecordingOnnx::Node& node : writer.nodes) {
            if (node.type != "Reshape" || example.op == "affine")
                continue;
            const HostTensor& shape = writer.constants.at(node.inputs[1]);
            CHECK(shape.integers()[0] == 0);
        }
    }
}

TEST_CASE("ONNX forms are the known ones")
{
    CHECK(onnxOf({"linear", {vectorOf(4), weight({3, 4})}, {}}).types() == "Gemm");
    CHECK(onnxOf({"linear", {sequence(T, 4), weight({3, 4}), weight({3})}, {}}).types() == "Transpose MatMul Add");
    CHECK(onnxOf({"gelu", {vectorOf(4)}, {}}).types() == "Div Erf Add Mul Mul");
    CHECK(onnxOf({"gelu", {vectorOf(4)}, {}}, 20).types() == "Gelu");
    CHECK(onnxOf({"dropout", {vectorOf(4)}, {}}).types() == "Identity");
    CHECK(onnxOf({"global_average_pool", {image(3, 4, 4)}, {}}).nodes[0].attributes.contains("axes"));
    CHECK_FALSE(onnxOf({"global_average_pool", {image(3, 4, 4)}, {}}, 20).nodes[0].attributes.contains("axes"));
    const OpExample padded{"average_pool2d", {image(3, 9, 8)}, {{"padding", List{1, 1}}, {"ceil_mode", true}}};
    CHECK(onnxOf(padded).types() == "Pad AveragePool"); // the padding counts, what rounding up adds does not
    CHECK(std::get<std::int64_t>(onnxOf(padded).nodes[1].attributes.at("count_include_pad")) == 0);
    const RecordingOnnx conv = onnxOf({"conv2d", {image(1, 8, 8), weight({2, 1, 4, 4})}, {{"pad_before", List{1, 2}}, {"pad_after", List{3, 4}}}});
    CHECK(std::get<List>(conv.nodes[0].attributes.at("pads")) == List{1, 2, 3, 4});
}

TEST_CASE("Below opset 17 a layer norm is written out")
{
    const OpExample example{"layer_norm", {sequence(T, 6), weight({6}), weight({6})}, {}};
    CHECK(onnxOf(example, 17).types() == "LayerNormalization");
    CHECK(onnxOf(example, 13).types() == "ReduceMean Sub Mul ReduceMean Add Sqrt Div Mul Add Identity");
}

TEST_CASE("A causal mask is minus infinity above the diagonal, or is made at run time for an open length")
{
    const Spec fixed = heads(1, 2, 4), open = heads(1, T, 4);
    const RecordingOnnx known = onnxOf({"attention", {fixed, fixed, fixed}, {{"causal", true}}});
    const HostTensor* mask = nullptr;
    for (const auto& [name, tensor] : known.constants)
        mask = tensor.rank() == 2 ? &tensor : mask;
    REQUIRE(mask);
    CHECK(mask->floats()[0] == 0);
    CHECK(mask->floats()[1] == -std::numeric_limits<float>::infinity());
    CHECK(mask->floats()[2] == 0);
    CHECK(mask->floats()[3] == 0);
    CHECK(onnxOf({"attention", {open, open, open}, {{"causal", true}}}).types().find("Range") != std::string::npos);
}

TEST_CASE("The gates of an LSTM are written in ONNX's order")
{
    Specs in{sequence(T, 1)};
    for (const Spec& spec : lstmWeights(1, 1, 1, 1))
        in.push_back(spec);
    const Call call({"lstm", in, {{"hidden_size", std::int64_t(1)}}});
    RecordingOnnx writer;
    const float gates[] = {1, 2, 3, 4}; // i f g o
    writer.initializers["x1"] = HostTensor::ofFloats({4, 1}, gates);
    writer.initializers["x2"] = writer.initializers["x1"];
    writer.initializers["x3"] = HostTensor::ofFloats({4}, gates);
    writer.initializers["x4"] = HostTensor::ofFloats({4}, gates);
    call.type->onnx(writer, call.use());
    const auto lstm = std::ranges::find(writer.nodes, "LSTM", &RecordingOnnx::Node::type);
    REQUIRE(lstm != writer.nodes.end());
    const HostTensor& w = writer.constants.at(lstm->inputs[1]);
    const HostTensor& b = writer.constants.at(lstm->inputs[3]);
    CHECK(w.shape() == List{1, 4, 1});
    CHECK(b.shape() == List{1, 8});
    const std::vector<float> expected{1, 4, 2, 3}; // i o f c
    CHECK(std::vector<float>(w.floats().begin(), w.floats().end()) == expected);
    CHECK(b.floats()[5] == 4);

    RecordingOnnx without;
    call.type->onnx(without, call.use());
    CHECK(without.refused == "export.lstm_weights");
}

TEST_CASE("The gates of a GRU are written in ONNX's order, and its reset gate comes after the product, as in PyTorch")
{
    const Call call({"gru", joined({sequence(T, 1)}, cellWeights(3, 1, 1, 1, 1)), {{"hidden_size", std::int64_t(1)}}});
    RecordingOnnx writer;
    const float gates[] = {1, 2, 3}; // r z n
    for (const char* name : {"x1", "x2"})
        writer.initializers[name] = HostTensor::ofFloats({3, 1}, gates);
    for (const char* name : {"x3", "x4"})
        writer.initializers[name] = HostTensor::ofFloats({3}, gates);
    call.type->onnx(writer, call.use());
    const auto gru = std::ranges::find(writer.nodes, "GRU", &RecordingOnnx::Node::type);
    REQUIRE(gru != writer.nodes.end());
    CHECK(std::get<std::int64_t>(gru->attributes.at("linear_before_reset")) == 1);
    const std::span<const float> w = writer.constants.at(gru->inputs[1]).floats();
    CHECK(std::vector<float>(w.begin(), w.end()) == std::vector<float>{2, 1, 3}); // z r h
}

TEST_CASE("What ONNX cannot express of an LSTM is refused by name")
{
    const Call call({"lstm", joined({sequence(T, 3)}, cellWeights(4, 3, 5, 1, 1, 2)), {{"hidden_size", std::int64_t(5)}, {"projection_size", std::int64_t(2)}}});
    RecordingOnnx writer;
    call.type->onnx(writer, call.use());
    CHECK(writer.refused == "export.lstm_projection");
}

TEST_CASE("A plain RNN names its activation once for each direction")
{
    const RecordingOnnx writer = onnxOf({"rnn", joined({sequence(T, 3)}, cellWeights(1, 3, 5, 1, 2)),
                                         {{"hidden_size", std::int64_t(5)}, {"bidirectional", true}, {"nonlinearity", std::string("relu")}}});
    const auto rnn = std::ranges::find(writer.nodes, "RNN", &RecordingOnnx::Node::type);
    REQUIRE(rnn != writer.nodes.end());
    CHECK(std::get<std::vector<std::string>>(rnn->attributes.at("activations")) == std::vector<std::string>{"Relu", "Relu"});
}

TEST_CASE("TorchScript statements are the known ones")
{
    CHECK(scriptOf({"conv2d", {image(1, 8, 8), weight({2, 1, 3, 3}), weight({2})}, {{"pad_before", List{1}}, {"pad_after", List{1}}}}) ==
          Lines{"y0 = torch.conv2d(x0, x1, x2, [1, 1], [1, 1], [1, 1], 1)"});
    CHECK(scriptOf({"conv2d", {image(1, 8, 8), weight({2, 1, 4, 4})}, {{"pad_before", List{1}}, {"pad_after", List{2}}}}) ==
          Lines{"t0 = torch.constant_pad_nd(x0, [1, 2, 1, 2], 0)", "y0 = torch.conv2d(t0, x1, None, [1, 1], [0, 0], [1, 1], 1)"});
    CHECK(scriptOf({"dropout", {vectorOf(4)}, {{"p", 0.1}}}) == Lines{"y0 = torch.dropout(x0, 0.1, self.training)"});
    CHECK(scriptOf({"add", {vectorOf(4), vectorOf(4), vectorOf(4)}, {}}) == Lines{"y0 = torch.add(torch.add(x0, x1), x2)"});
    CHECK(scriptOf({"leaky_relu", {vectorOf(4)}, {{"negative_slope", 2.0}}}) == Lines{"y0 = torch.leaky_relu(x0, 2.0)"});
}

TEST_CASE("Python literals read back exactly")
{
    CHECK(pythonList({}) == "[]");
    CHECK(pythonList({1, -2}) == "[1, -2]");
    CHECK(pythonReal(0.1) == "0.1");
    CHECK(pythonReal(1) == "1.0");
    CHECK(pythonReal(1e-5) == "1e-05");
    CHECK(pythonFlag(true) == "True");
    CHECK(pythonFlag(false) == "False");
}
