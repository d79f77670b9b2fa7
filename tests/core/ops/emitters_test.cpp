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
                    CHECK((input.empty() || known.contains(input))); // "": an input that is left out
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
        const Call call(example);
        const RecordingOnnx writer = onnxOf(example);
        for (const RecordingOnnx::Node& node : writer.nodes) {
            const bool isWeight = std::find(call.inputs.begin() + 1, call.inputs.end(), node.inputs[0]) != call.inputs.end();
            if (node.type != "Reshape" || isWeight)
                continue;
            const auto shape = writer.constants.find(node.inputs[1]);
            if (shape != writer.constants.end()) // else it is read while running
                CHECK(shape->second.integers()[0] == 0);
        }
    }
}

TEST_CASE("ONNX forms are the known ones")
{
    CHECK(onnxOf({"linear", {vectorOf(4), weight({3, 4})}, {}}).types() == "Gemm");
    CHECK(onnxOf({"linear", {sequence(T, 4), weight({3, 4}), weight({3})}, {}}).types() == "Transpose MatMul Add");
    CHECK(onnxOf({"gelu", {vectorOf(4)}, {}}).types() == "Div Erf Add Mul Mul");
    CHECK(onnxOf({"gelu", {vectorOf(4)}, {}}, 20).types() == "Gelu");
    CHECK(onnxOf({"mish", {vectorOf(4)}, {}}).types() == "Softplus Tanh Mul");
    CHECK(onnxOf({"mish", {vectorOf(4)}, {}}, 18).types() == "Mish");
    CHECK(onnxOf({"hardswish", {vectorOf(4)}, {}}, 13).types() == "HardSigmoid Mul");
    CHECK(onnxOf({"hardswish", {vectorOf(4)}, {}}, 14).types() == "HardSwish");
    CHECK(onnxOf({"softplus", {vectorOf(4)}, {}}).types() == "Softplus");
    CHECK(onnxOf({"softplus", {vectorOf(4)}, {{"beta", 2.0}}}).types() == "Mul Softplus Div");
    CHECK(onnxOf({"softplus", {vectorOf(4)}, {{"threshold", 1.0}}}).types() == "Mul Softplus Greater Div Where");
    CHECK(onnxOf({"clamp", {vectorOf(4)}, {}}).types() == "Clip");
    CHECK(onnxOf({"clamp", {vectorOf(4)}, {{"limits", std::string("minimum")}}}).types() == "Max");
    CHECK(onnxOf({"clamp", {vectorOf(4)}, {{"limits", std::string("maximum")}}}).types() == "Min");
    CHECK(onnxOf({"scale", {vectorOf(4)}, {{"factor", 2.0}}}).types() == "Mul");
    CHECK(onnxOf({"scale", {vectorOf(4)}, {{"shift", 2.0}}}).types() == "Add");
    CHECK(onnxOf({"prelu", {sequence(3, T), weight({1})}, {}}).types() == "PRelu");
    CHECK(onnxOf({"prelu", {sequence(3, T), weight({3})}, {}}).types() == "Reshape PRelu");
    CHECK(onnxOf({"channel_scale", {vectorOf(3), weight({3}), weight({3})}, {}}).types() == "Mul Add");
    CHECK(onnxOf({"channel_scale", {image(3, 4, 4), weight({3})}, {}}).types() == "Reshape Mul");
    CHECK(onnxOf({"dropout", {vectorOf(4)}, {}}).types() == "Identity");
    CHECK(onnxOf({"global_average_pool", {image(3, 4, 4)}, {}}).nodes[0].attributes.contains("axes"));
    CHECK_FALSE(onnxOf({"global_average_pool", {image(3, 4, 4)}, {}}, 20).nodes[0].attributes.contains("axes"));
    const OpExample largest{"max", {image(3, 4, 4)}, {{"dims", List{2, 3}}}}, total{"sum", {image(3, 4, 4)}, {{"dims", List{2, 3}}}};
    CHECK(std::get<List>(onnxOf(largest).nodes[0].attributes.at("axes")) == List{2, 3});
    CHECK(onnxOf(largest, 18).nodes[0].inputs.size() == 2);
    CHECK(onnxOf(total).nodes[0].inputs.size() == 2); // an input since opset 13
    CHECK(onnxOf({"variance", {sequence(5, 4)}, {}}).types() == "ReduceMean Sub Mul ReduceSum Div");
    CHECK(onnxOf({"variance", {sequence(T, 4)}, {}}).types() == "ReduceMean Sub Mul ReduceSum Shape Gather ReduceProd Cast Sub Div");
    CHECK(onnxOf({"standard_deviation", {sequence(5, 4)}, {{"unbiased", false}}}).types() == "ReduceMean Sub Mul ReduceMean Sqrt");
    CHECK(std::get<std::string>(onnxOf({"einsum", {vectorOf(4), vectorOf(4)}, {{"equation", std::string("ni, nj -> nij")}}}).nodes[0].attributes.at("equation")) ==
          "ni,nj->nij");
    CHECK(onnxOf({"where", {vectorOf(4), vectorOf(4), vectorOf(4)}, {{"comparison", std::string("not_equal")}}}).types() == "Equal Not Where");
    const OpExample padded{"average_pool2d", {image(3, 9, 8)}, {{"padding", List{1, 1}}, {"ceil_mode", true}}};
    CHECK(onnxOf(padded).types() == "Pad AveragePool"); // the padding counts, what rounding up adds does not
    CHECK(std::get<std::int64_t>(onnxOf(padded).nodes[1].attributes.at("count_include_pad")) == 0);
    const RecordingOnnx conv = onnxOf({"conv2d", {image(1, 8, 8), weight({2, 1, 4, 4})}, {{"pad_before", List{1, 2}}, {"pad_after", List{3, 4}}}});
    CHECK(std::get<List>(conv.nodes[0].attributes.at("pads")) == List{1, 2, 3, 4});
}

TEST_CASE("Padding modes, adaptive pools and patches take the ONNX form that says the same")
{
    const Specs in{image(1, 8, 8), weight({2, 1, 3, 3})};
    const auto padded = [&](const char* mode) {
        return onnxOf({"conv2d", in, {{"pad_before", List{1}}, {"pad_after", List{2}}, {"pad_mode", std::string(mode)}}});
    };
    CHECK(padded("zeros").types() == "Conv");
    CHECK(padded("reflect").types() == "Pad Conv");
    CHECK(std::get<std::string>(padded("replicate").nodes[0].attributes.at("mode")) == "edge");
    CHECK(std::get<List>(padded("reflect").nodes[1].attributes.at("pads")) == List{0, 0, 0, 0});
    CHECK(padded("circular").types() == "Slice Slice Concat Slice Slice Concat Conv");
    // Parts of equal length are a pool; else each dimension is gathered in parts; one part of all is a reduction.
    CHECK(onnxOf({"adaptive_max_pool2d", {image(1, 9, 8)}, {{"output", List{3, 2}}}}).types() == "MaxPool");
    CHECK(onnxOf({"adaptive_max_pool2d", {image(1, 9, 8)}, {{"output", List{4, 8}}}}).types() == "Gather ReduceMax Identity");
    CHECK(onnxOf({"adaptive_average_pool2d", {image(1, 9, 8)}, {{"output", List{1, 3}}}}).types() == "ReduceMean Gather Mul ReduceSum Identity");
    CHECK(onnxOf({"adaptive_average_pool1d", {sequence(3, T)}, {}}).types() == "ReduceMean Identity");
    CHECK(onnxOf({"adaptive_average_pool1d", {sequence(3, T)}, {{"output", List{2}}}}).refused == "export.open_size");
    CHECK(onnxOf({"unfold", {image(2, 8, 8)}, {}}).types() == "Reshape Gather Reshape");
    CHECK(onnxOf({"unfold", {image(2, T, 8)}, {}}).refused == "export.open_size");
    CHECK(onnxOf({"lp_pool2d", {image(2, 8, 8)}, {}}).types() == "LpPool");
    CHECK(onnxOf({"lp_pool2d", {image(2, 9, 9)}, {{"ceil_mode", true}}}).types() == "Abs Pow AveragePool Mul Pow");
}

TEST_CASE("The parts of an adaptive pool are gathered with their shares")
{
    // 5 values in 3 parts: 0..1, 1..3, 3..4; the shorter ones repeat their last with the share 0.
    const RecordingOnnx onnx = onnxOf({"adaptive_average_pool1d", {sequence(1, 5)}, {{"output", List{3}}}});
    const HostTensor& places = onnx.constants.at(onnx.nodes[0].inputs[1]);
    CHECK(places.shape() == List{3, 3});
    CHECK(List(places.integers().begin(), places.integers().end()) == List{0, 1, 1, 1, 2, 3, 3, 4, 4});
    const HostTensor& shares = onnx.constants.at(onnx.nodes[1].inputs[1]);
    const float third = 1.0F / 3;
    CHECK(std::vector<float>(shares.floats().begin(), shares.floats().end()) == std::vector<float>{0.5F, 0.5F, 0, third, third, third, 0.5F, 0.5F, 0});
}

TEST_CASE("An output padding above the stride becomes less to cut off, or zeros behind the input")
{
    const Specs in{image(2, 4, 4), weight({2, 1, 3, 3})};
    const RecordingOnnx cut = onnxOf({"conv_transpose2d", in, {{"dilation", List{3}}, {"padding", List{2}}, {"output_padding", List{2}}}});
    CHECK(cut.types() == "ConvTranspose");
    CHECK(std::get<List>(cut.nodes[0].attributes.at("pads")) == List{2, 2, 0, 0});
    CHECK(std::get<List>(cut.nodes[0].attributes.at("output_padding")) == List{0, 0});
    const RecordingOnnx zeros = onnxOf({"conv_transpose2d", in, {{"stride", List{1, 2}}, {"dilation", List{4}}, {"output_padding", List{2, 3}}}});
    CHECK(zeros.types() == "Pad ConvTranspose");
    CHECK(std::get<List>(zeros.nodes[1].attributes.at("pads")) == List{0, 0, 0, 1}); // 2 zeros of 1 step, 2 of 2 steps: one too many
    const RecordingOnnx plain = onnxOf({"conv_transpose2d", in, {{"stride", List{2}}, {"output_padding", List{1}}}});
    CHECK(std::get<List>(plain.nodes[0].attributes.at("output_padding")) == List{1, 1});
}

TEST_CASE("A dilated window that is rounded up far over the end finds minus infinity there")
{
    // 6 values, windows of 2 that span 5, 3 apart: the second reaches from 3 to 7, two beyond the end.
    const OpExample far{"max_pool1d", {sequence(1, 6)}, {{"kernel", List{2}}, {"stride", List{3}}, {"dilation", List{4}}, {"ceil_mode", true}}};
    CHECK(onnxOf(far).types() == "Pad MaxPool");
}

TEST_CASE("Normalizations, paddings and interpolations have the ONNX form that runtimes know")
{
    const Spec x = image(6, 4, 4);
    const OpExample group{"group_norm", {x, weight({6}), weight({6})}, {{"groups", std::int64_t(3)}}};
    CHECK(onnxOf(group).types() == "Reshape InstanceNormalization Reshape Unsqueeze Mul Unsqueeze Add");
    CHECK(onnxOf(group, 20).types() == onnxOf(group).types()); // the op of opset 18 scales groups, not channels
    CHECK(onnxOf(group, 21).types() == "GroupNormalization");
    CHECK(onnxOf({"instance_norm", {x}, {}}).types() == "InstanceNormalization");
    CHECK(onnxOf({"instance_norm", {x, absentSpec(), absentSpec(), weight({6}), weight({6}), counter()}, {}}).types() == "BatchNormalization");
    CHECK(onnxOf({"local_response_norm", {x}, {}}).types() == "LRN");
    CHECK(onnxOf({"local_response_norm", {x}, {{"size", std::int64_t(4)}}}).types() == "Mul Reshape Pad AveragePool Reshape Mul Add Pow Div");
    CHECK(onnxOf({"rms_norm", {x, weight({4})}, {}}).types() == "Mul ReduceMean Add Sqrt Div Mul");
    CHECK(onnxOf({"resize", {x}, {{"scale", 2.0}}}).types() == "Resize"); // whole factors: scales
    CHECK(onnxOf({"resize", {x}, {{"scale", 1.75}}}).types() == "Shape Concat Resize"); // else sizes, whose batch is open
    const OpExample rounded{"resize", {image(1, 14, 7)}, {{"size", List{2, 10}}}}; // runtimes would take row 6 instead of 7
    CHECK(onnxOf(rounded).types() == "Gather Gather");
    CHECK(onnxOf(rounded).constants.at("c0").integers()[1] == 7);
    CHECK(onnxOf({"resize", {image(1, 14, 7)}, {{"size", List{2, 10}}, {"mode", std::string("linear")}}}).types() == "Shape Concat Resize");
    const OpExample circular{"pad", {x}, {{"before", List{1, 0}}, {"after", List{0, 2}}, {"mode", std::string("circular")}}};
    CHECK(onnxOf(circular).types() == "Slice Concat Slice Concat");
    CHECK(std::get<std::string>(onnxOf({"pixel_shuffle", {image(8, 4, 4)}, {}}).nodes[0].attributes.at("mode")) == "CRD");
    CHECK(onnxOf({"roll", {vectorOf(4)}, {{"shift", std::int64_t(-8)}}}).types() == "Identity");
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
    CHECK(scriptOf({"conv1d", {sequence(1, 8), weight({2, 1, 3})}, {{"pad_before", List{1}}, {"pad_after", List{1}}, {"pad_mode", std::string("circular")}}}) ==
          Lines{"t0 = torch.pad(x0, [1, 1], \"circular\")", "y0 = torch.conv1d(t0, x1, None, [1], [0], [1], 1)"});
    CHECK(scriptOf({"conv_transpose1d", {sequence(2, 8), weight({2, 1, 3})}, {{"stride", List{2}}, {"output_padding", List{1}}}}) ==
          Lines{"y0 = torch.conv_transpose1d(x0, x1, None, [2], [0], [1], 1, [1])"});
    CHECK(scriptOf({"adaptive_max_pool2d", {image(2, 8, 8)}, {{"output", List{2, 3}}}}) == Lines{"y0 = torch.adaptive_max_pool2d(x0, [2, 3])[0]"});
    CHECK(scriptOf({"dropout", {vectorOf(4)}, {{"p", 0.1}}}) == Lines{"y0 = torch.dropout(x0, 0.1, self.training)"});
    CHECK(scriptOf({"dropout", {sequence(T, 4)}, {{"p", 0.5}, {"unit", std::string("features")}}}) ==
          Lines{"y0 = torch.mul(x0, torch.dropout(torch.ones([x0.size(0), 1, x0.size(2)], dtype=x0.dtype, device=x0.device), 0.5, self.training))"});
    CHECK(scriptOf({"slice", {sequence(T, 4)}, {{"start", std::int64_t(1)}, {"length", std::int64_t(-1)}}}) ==
          Lines{"y0 = torch.slice(x0, 1, 1, 9223372036854775807, 1)"});
    CHECK(scriptOf({"pad", {image(3, 6, 6)}, {{"before", List{1, 2}}, {"after", List{3, 4}}, {"mode", std::string("reflect")}}}) ==
          Lines{"y0 = torch.pad(x0, [2, 4, 1, 3], \"reflect\", None)"});
    CHECK(scriptOf({"resize", {image(3, 4, T)}, {{"scale", 2.0}}}) == Lines{"y0 = torch.upsample_nearest2d(x0, [8, x0.size(3) * 2])"});
    CHECK(scriptOf({"add", {vectorOf(4), vectorOf(4), vectorOf(4)}, {}}) == Lines{"y0 = torch.add(torch.add(x0, x1), x2)"});
    CHECK(scriptOf({"softsign", {vectorOf(4)}, {}}) == Lines{"y0 = torch.div(x0, torch.add(torch.abs(x0), 1))"});
    CHECK(scriptOf({"clamp", {vectorOf(4)}, {{"limits", std::string("minimum")}}}) == Lines{"y0 = torch.clamp(x0, 0.0, None)"});
    CHECK(scriptOf({"channel_scale", {image(3, 4, 4), weight({3}), weight({3})}, {}}) ==
          Lines{"y0 = torch.add(torch.mul(x0, torch.reshape(x1, [-1, 1, 1])), torch.reshape(x2, [-1, 1, 1]))"});
    CHECK(scriptOf({"product", {image(3, 4, 5)}, {{"dims", List{3, 1}}}}) == Lines{"y0 = torch.prod(torch.prod(x0, 3, False), 1, False)"});
    CHECK(scriptOf({"average", {vectorOf(4), vectorOf(4)}, {}}) == Lines{"y0 = torch.div(torch.add(x0, x1), 2)"});
    CHECK(scriptOf({"expand_batch", {weight({3, 1}), vectorOf(4)}, {}}) == Lines{"y0 = torch.unsqueeze(x0, 0).expand([x1.size(0), 3, 1])"});
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
