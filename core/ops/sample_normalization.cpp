// Normalizations that look at one sample alone, whatever else is in the batch.

#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

/// One value for each of `count` channels or groups, where ONNX insists on them.
std::string onnxFilled(OnnxWriter& writer, std::int64_t count, float value)
{
    const std::vector<float> values(static_cast<std::size_t>(count), value);
    return writer.constant(HostTensor::ofFloats({count}, values));
}

/// The op's output when the step is the last, else a new name.
std::string onnxStep(OnnxWriter& writer, const OpUse& use, bool isLast, const std::string& type, std::vector<std::string> inputs)
{
    if (!isLast)
        return writer.add(type, std::move(inputs));
    writer.node(type, std::move(inputs), use.outputs);
    return use.outputs[0];
}

Param epsilonAttribute(const char* doc, double byDefault)
{
    return realParam("eps", "Epsilon", doc, byDefault, 0.0, 1.0);
}

constexpr const char* varianceDoc = "Added to the variance, so that nothing is divided by zero.";

// --- group_norm: mean and variance of each sample over a group of channels and all positions ---

Specs inferGroupNorm(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, 0);
    const std::int64_t channels = knownSize(x.shape[1], "the number of channels", 0), groups = attributes.integer("groups");
    if (channels % groups != 0)
        unmet("layer.does_not_split", {{"size", channels}, {"what", "channels"}, {"parts", groups}}, 0);
    needWeightShape(in[1], {channels}, "the weight", 1);
    needWeightShape(in[2], {channels}, "the bias", 2);
    return inferSame(attributes, in);
}

/// Mean and 1 / deviation of each group of each sample.
Cost costGroupNorm(const Attributes& attributes, const Specs& in, const Specs&)
{
    return {.savedElements = product({in[0].shape[0], Dim(attributes.integer("groups")), Dim(2)})};
}

/// Opset 21 has the op; the one of opset 18 scales groups instead of channels. Before, each group is an instance.
void onnxGroupNorm(OnnxWriter& writer, const OpUse& use)
{
    const std::string &weight = use.inputs[1], &bias = use.inputs[2];
    const Spec& x = use.inputSpecs[0];
    const std::int64_t groups = use.attributes.integer("groups"), channels = x.shape[1].value();
    const double eps = use.attributes.real("eps");
    if (writer.opset() >= 21 && x.shape.size() > 2) {
        writer.node("GroupNormalization",
                    {use.inputs[0], weight.empty() ? onnxFilled(writer, channels, 1) : weight, bias.empty() ? onnxFilled(writer, channels, 0) : bias},
                    use.outputs, {{"epsilon", eps}, {"num_groups", groups}});
        return;
    }
    const std::string grouped = writer.add("Reshape", {use.inputs[0], writer.integers({0, groups, -1})});
    const std::string normal = writer.add("InstanceNormalization", {grouped, onnxFilled(writer, groups, 1), onnxFilled(writer, groups, 0)},
                                          {{"epsilon", eps}});
    std::string y = onnxStep(writer, use, weight.empty() && bias.empty(), "Reshape", {normal, onnxSizes(writer, use.inputs[0], x)});
    std::vector<std::int64_t> positions;
    for (std::size_t i = 2; i < x.shape.size(); ++i)
        positions.push_back(static_cast<std::int64_t>(i) - 1);
    const auto perChannel = [&](const std::string& values) {
        return positions.empty() ? values : writer.add("Unsqueeze", {values, writer.integers(positions)});
    };
    if (!weight.empty())
        y = onnxStep(writer, use, bias.empty(), "Mul", {y, perChannel(weight)});
    if (!bias.empty())
        onnxStep(writer, use, true, "Add", {y, perChannel(bias)});
}

void scriptGroupNorm(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "group_norm",
               std::to_string(use.attributes.integer("groups")) + ", " + orNone(use.inputs[1]) + ", " + orNone(use.inputs[2]) + ", " +
                   pythonReal(use.attributes.real("eps")) + ", False");
}

// --- instance_norm: inputs x, weight?, bias?, running_mean?, running_var?, num_batches_tracked? ---

Specs inferInstanceNorm(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Sequence, Kind::Image, Kind::Volume}, 0);
    const char* names[] = {"the weight", "the bias", "the running mean", "the running variance"};
    for (std::size_t i = 0; i < 4; ++i)
        needWeightShape(in[i + 1], {x.shape[1]}, names[i], static_cast<int>(i + 1));
    needWeightShape(in[5], {}, "the count of batches", 5);
    return inferSame(attributes, in);
}

/// Mean and 1 / deviation of each channel of each sample.
Cost costInstanceNorm(const Attributes&, const Specs& in, const Specs&)
{
    return {.savedElements = product({in[0].shape[0], in[0].shape[1], Dim(2)})};
}

/// With running statistics, prediction is that of batch normalization.
void onnxInstanceNorm(OnnxWriter& writer, const OpUse& use)
{
    const std::int64_t channels = use.inputSpecs[0].shape[1].value();
    const std::string weight = use.inputs[1].empty() ? onnxFilled(writer, channels, 1) : use.inputs[1];
    const std::string bias = use.inputs[2].empty() ? onnxFilled(writer, channels, 0) : use.inputs[2];
    if (use.inputs[3].empty())
        writer.node("InstanceNormalization", {use.inputs[0], weight, bias}, use.outputs, {{"epsilon", use.attributes.real("eps")}});
    else
        writer.node("BatchNormalization", {use.inputs[0], weight, bias, use.inputs[3], use.inputs[4]}, use.outputs,
                    {{"epsilon", use.attributes.real("eps")}});
}

void scriptInstanceNorm(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "instance_norm",
               orNone(use.inputs[1]) + ", " + orNone(use.inputs[2]) + ", " + orNone(use.inputs[3]) + ", " + orNone(use.inputs[4]) + ", " +
                   (use.inputs[3].empty() ? "True" : "self.training") + ", " + pythonReal(use.attributes.real("momentum")) + ", " +
                   pythonReal(use.attributes.real("eps")) + ", False");
}

// --- local_response_norm: y = x / (k + alpha / n * sum of x^2 over n neighbouring channels)^beta ---

Specs inferLocalResponse(const Attributes& attributes, const Specs& in)
{
    needShapeOf(in[0], {Kind::Sequence, Kind::Image, Kind::Volume}, 0);
    knownSize(in[0].shape[1], "the number of channels", 0);
    return inferSame(attributes, in);
}

/// The sums, and their power.
Cost costLocalResponse(const Attributes&, const Specs&, const Specs& out)
{
    return {.savedElements = product({elementCount(out[0].shape), Dim(2)})};
}

/// LRN of feature maps with an odd size is ONNX's own. Else channels become rows whose squares are averaged; the odd neighbour
/// of an even size stands in front, as in PyTorch.
void onnxLocalResponse(OnnxWriter& writer, const OpUse& use)
{
    const std::int64_t size = use.attributes.integer("size");
    const Spec& x = use.inputSpecs[0];
    const double alpha = use.attributes.real("alpha"), beta = use.attributes.real("beta"), k = use.attributes.real("k");
    if (x.shape.size() == 4 && size % 2 == 1) {
        writer.node("LRN", use.inputs, use.outputs, {{"size", size}, {"alpha", alpha}, {"beta", beta}, {"bias", k}});
        return;
    }
    const std::string squares = writer.add("Mul", {use.inputs[0], use.inputs[0]});
    const std::string rows = writer.add("Reshape", {squares, writer.integers({0, 1, x.shape[1].value(), -1})});
    const std::vector<std::int64_t> kernel{size, 1};
    const std::string padded = writer.add("Pad", {rows, writer.integers({0, 0, size / 2, 0, 0, 0, (size - 1) / 2, 0})});
    const std::string means = writer.add("AveragePool", {padded}, {{"kernel_shape", kernel}});
    const std::string shaped = writer.add("Reshape", {means, onnxSizes(writer, use.inputs[0], x)});
    const std::string scaled = writer.add("Mul", {shaped, writer.scalar(static_cast<float>(alpha))});
    const std::string sum = writer.add("Add", {scaled, writer.scalar(static_cast<float>(k))});
    const std::string power = writer.add("Pow", {sum, writer.scalar(static_cast<float>(beta))});
    writer.node("Div", {use.inputs[0], power}, use.outputs);
}

void scriptLocalResponse(ScriptWriter& writer, const OpUse& use)
{
    const std::string &x = use.inputs[0], rows = writer.fresh(), means = writer.fresh();
    const std::int64_t size = use.attributes.integer("size");
    writer.line(rows + " = torch.constant_pad_nd(torch.reshape(torch.mul(" + x + ", " + x + "), [" + x + ".size(0), 1, " + x + ".size(1), -1]), " +
                pythonList({0, 0, size / 2, (size - 1) / 2}) + ", 0)");
    writer.line(means + " = torch.reshape(torch.avg_pool2d(" + rows + ", " + pythonList({size, 1}) + ", [1, 1]), " + x + ".size())");
    writer.line(use.outputs[0] + " = torch.div(" + x + ", torch.pow(torch.add(torch.mul(" + means + ", " + pythonReal(use.attributes.real("alpha")) +
                "), " + pythonReal(use.attributes.real("k")) + "), " + pythonReal(use.attributes.real("beta")) + "))");
}

// --- l2_normalize: y = x / max(sqrt(sum x^2), eps) along one dimension ---

std::int64_t normDim(const OpUse& use)
{
    return static_cast<std::int64_t>(dimIndex(use.attributes.integer("dim"), use.inputSpecs[0], 1));
}

Specs inferL2(const Attributes& attributes, const Specs& in)
{
    needRankAtLeast(in[0], 2, 0);
    dimIndex(attributes.integer("dim"), in[0], 1);
    return inferSame(attributes, in);
}

/// The lengths.
Cost costL2(const Attributes& attributes, const Specs& in, const Specs&)
{
    Shape shape = in[0].shape;
    shape[dimIndex(attributes.integer("dim"), in[0], 1)] = 1;
    return {.savedElements = elementCount(shape)};
}

void onnxL2(OnnxWriter& writer, const OpUse& use)
{
    const std::vector<std::int64_t> dims{normDim(use)};
    const std::int64_t keep = 1;
    const std::string length = writer.opset() >= 18 ? writer.add("ReduceL2", {use.inputs[0], writer.integers(dims)}, {{"keepdims", keep}})
                                                    : writer.add("ReduceL2", {use.inputs[0]}, {{"axes", dims}, {"keepdims", keep}});
    const std::string least = writer.scalar(static_cast<float>(use.attributes.real("eps")));
    writer.node("Div", {use.inputs[0], writer.add("Max", {length, least})}, use.outputs);
}

void scriptL2(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "div",
               "torch.clamp_min(torch.norm(" + use.inputs[0] + ", 2.0, " + pythonList({normDim(use)}) + ", True), " +
                   pythonReal(use.attributes.real("eps")) + ")");
}

} // namespace

std::vector<OpType> sampleNormalizationOps()
{
    return {
        {.id = "group_norm",
         .summary = "y = (x - mean) / sqrt(variance + eps) * weight + bias, over each group of channels and all positions of a sample.",
         .attributes = {integerParam("groups", "Groups", "Parts into which the channels are split; divides them.", 1, 1, 1e9),
                        epsilonAttribute(varianceDoc, 1e-5)},
         .inputs = {"x", "weight?", "bias?"},
         .infer = inferGroupNorm, .cost = costGroupNorm, .onnx = onnxGroupNorm, .torchScript = scriptGroupNorm},
        {.id = "instance_norm",
         .summary = "y = (x - mean) / sqrt(variance + eps) * weight + bias, over all positions of each channel of a sample.",
         .attributes = {epsilonAttribute(varianceDoc, 1e-5),
                        realParam("momentum", "Momentum", "Share of the new batch in the running statistics.", 0.1, 0.0, 1.0)},
         .inputs = {"x", "weight?", "bias?", "running_mean?", "running_var?", "num_batches_tracked?"},
         .infer = inferInstanceNorm, .cost = costInstanceNorm, .onnx = onnxInstanceNorm, .torchScript = scriptInstanceNorm,
         .updatesBuffers = true},
        {.id = "local_response_norm",
         .summary = "y = x / (k + alpha / n * s)^beta, where s is the sum of x^2 over n neighbouring channels.",
         .attributes = {integerParam("size", "Size", "Neighbouring channels n, the value itself included.", 5, 1, 10000),
                        realParam("alpha", "Alpha", "Factor of the mean of the squares.", 1e-4, 0.0, 1e6),
                        realParam("beta", "Beta", "Exponent.", 0.75, 0.0, 100.0), realParam("k", "K", "Added to the squares.", 1.0, 0.0, 1e6)},
         .inputs = {"x"},
         .infer = inferLocalResponse, .cost = costLocalResponse, .onnx = onnxLocalResponse, .torchScript = scriptLocalResponse},
        {.id = "l2_normalize",
         .summary = "y = x / max(|x|, eps), where |x| is the root of the sum of squares along one dimension.",
         .attributes = {integerParam("dim", "Dimension", "The dimension that gets the length 1; not the batch.", -1, -8, 7),
                        epsilonAttribute("The least length that is divided by.", 1e-12)},
         .inputs = {"x"},
         .infer = inferL2, .cost = costL2, .onnx = onnxL2, .torchScript = scriptL2},
    };
}

} // namespace nodegrad
