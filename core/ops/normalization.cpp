#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- batch_norm: inputs x, weight?, bias?, running_mean, running_var, num_batches_tracked ---

Specs inferBatchNorm(const Attributes&, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, 0);
    const Dim& channels = x.shape[1];
    if (!isAbsent(in[3]) && in[3].shape.size() == 1 && in[3].shape[0] != channels)
        unmet("layer.features_differ", {{"expected", in[3].shape[0].text()}, {"what", "channels"}, {"got", channels.text()}}, 0);
    const char* names[] = {"the weight", "the bias", "the running mean", "the running variance"};
    for (std::size_t i = 0; i < 4; ++i)
        needWeightShape(in[i + 1], {channels}, names[i], static_cast<int>(i + 1));
    needWeightShape(in[5], {}, "the count of batches", 5);
    return inferSame({}, in);
}

/// Mean and 1 / deviation of each channel; the input itself is another op's output.
Cost costBatchNorm(const Attributes&, const Specs& in, const Specs&)
{
    return {.savedElements = product({in[0].shape[1], Dim(2)})};
}

/// One value for each channel, for ops that want them.
std::string onnxFilled(OnnxWriter& writer, const OpUse& use, float value)
{
    const std::int64_t channels = use.inputSpecs[0].shape[1].value();
    const std::vector<float> values(static_cast<std::size_t>(channels), value);
    return writer.constant(HostTensor::ofFloats({channels}, values));
}

void onnxBatchNorm(OnnxWriter& writer, const OpUse& use)
{
    const std::string weight = use.inputs[1].empty() ? onnxFilled(writer, use, 1) : use.inputs[1];
    const std::string bias = use.inputs[2].empty() ? onnxFilled(writer, use, 0) : use.inputs[2];
    writer.node("BatchNormalization", {use.inputs[0], weight, bias, use.inputs[3], use.inputs[4]}, use.outputs,
                {{"epsilon", use.attributes.real("eps")}});
}

void scriptBatchNorm(ScriptWriter& writer, const OpUse& use)
{
    writer.line("if self.training:\n    " + use.inputs[5] + ".add_(1)");
    scriptCall(writer, use, "batch_norm",
               orNone(use.inputs[1]) + ", " + orNone(use.inputs[2]) + ", " + use.inputs[3] + ", " + use.inputs[4] + ", self.training, " +
                   pythonReal(use.attributes.real("momentum")) + ", " + pythonReal(use.attributes.real("eps")) + ", False");
}

// --- layer_norm: y = (x - mean) / sqrt(variance + eps) * weight + bias over the last dimensions ---

Shape normalizedShape(const Attributes& attributes, const Spec& x)
{
    const std::int64_t dims = attributes.integer("normalized_dims");
    needRankAtLeast(x, static_cast<std::size_t>(dims) + 1, 0);
    return {x.shape.end() - static_cast<std::ptrdiff_t>(dims), x.shape.end()};
}

Specs inferLayerNorm(const Attributes& attributes, const Specs& in)
{
    needFloat(in[0], 0);
    const Shape shape = normalizedShape(attributes, in[0]);
    for (const Dim& size : shape)
        knownSize(size, "the sizes that it normalises over", 0);
    needWeightShape(in[1], shape, "the weight", 1);
    needWeightShape(in[2], shape, "the bias", 2);
    return inferSame(attributes, in);
}

/// Mean and 1 / deviation of each row.
Cost costLayerNorm(const Attributes& attributes, const Specs& in, const Specs&)
{
    const auto dims = static_cast<std::ptrdiff_t>(attributes.integer("normalized_dims"));
    return {.savedElements = product({elementCount({in[0].shape.begin(), in[0].shape.end() - dims}), Dim(2)})};
}

std::vector<std::int64_t> knownSizes(const Shape& shape)
{
    std::vector<std::int64_t> sizes;
    for (const Dim& size : shape)
        sizes.push_back(size.value());
    return sizes;
}

/// LayerNormalization came with opset 17; before, it is written out.
void onnxLayerNormInParts(OnnxWriter& writer, const OpUse& use)
{
    std::vector<std::int64_t> dims;
    for (std::int64_t dim = -use.attributes.integer("normalized_dims"); dim < 0; ++dim)
        dims.push_back(dim);
    const auto mean = [&](const std::string& x) {
        const std::string result = writer.fresh();
        onnxReduceMean(writer, x, result, dims, true);
        return result;
    };
    const std::string apart = writer.add("Sub", {use.inputs[0], mean(use.inputs[0])});
    const std::string variance = mean(writer.add("Mul", {apart, apart}));
    const std::string deviation = writer.add("Sqrt", {writer.add("Add", {variance, writer.scalar(static_cast<float>(use.attributes.real("eps")))})});
    std::string y = writer.add("Div", {apart, deviation});
    if (!use.inputs[1].empty())
        y = writer.add("Mul", {y, use.inputs[1]});
    if (!use.inputs[2].empty())
        y = writer.add("Add", {y, use.inputs[2]});
    writer.node("Identity", {y}, use.outputs);
}

void onnxLayerNorm(OnnxWriter& writer, const OpUse& use)
{
    if (writer.opset() < 17)
        return onnxLayerNormInParts(writer, use);
    std::string weight = use.inputs[1];
    if (weight.empty()) { // ONNX insists on a scale
        const std::vector<std::int64_t> sizes = knownSizes(normalizedShape(use.attributes, use.inputSpecs[0]));
        HostTensor ones(DType::Float32, sizes);
        for (float& value : ones.mutableValues<float>())
            value = 1;
        weight = writer.constant(ones);
    }
    std::vector<std::string> inputs{use.inputs[0], weight};
    if (!use.inputs[2].empty())
        inputs.push_back(use.inputs[2]);
    writer.node("LayerNormalization", std::move(inputs), use.outputs,
                {{"axis", -use.attributes.integer("normalized_dims")}, {"epsilon", use.attributes.real("eps")}});
}

void scriptLayerNorm(ScriptWriter& writer, const OpUse& use)
{
    const std::vector<std::int64_t> sizes = knownSizes(normalizedShape(use.attributes, use.inputSpecs[0]));
    scriptCall(writer, use, "layer_norm",
               pythonList(sizes) + ", " + orNone(use.inputs[1]) + ", " + orNone(use.inputs[2]) + ", " +
                   pythonReal(use.attributes.real("eps")) + ", False");
}

// --- rms_norm: y = x / sqrt(mean(x^2) + eps) * weight over the last dimensions ---

Specs inferRmsNorm(const Attributes& attributes, const Specs& in)
{
    needFloat(in[0], 0);
    const Shape shape = normalizedShape(attributes, in[0]);
    for (const Dim& size : shape)
        knownSize(size, "the sizes that it normalises over", 0);
    needWeightShape(in[1], shape, "the weight", 1);
    return inferSame(attributes, in);
}

/// 1 / root mean square of each row.
Cost costRmsNorm(const Attributes& attributes, const Specs& in, const Specs&)
{
    const auto dims = static_cast<std::ptrdiff_t>(attributes.integer("normalized_dims"));
    return {.savedElements = elementCount({in[0].shape.begin(), in[0].shape.end() - dims})};
}

void onnxRmsNorm(OnnxWriter& writer, const OpUse& use)
{
    const std::string &x = use.inputs[0], &weight = use.inputs[1];
    std::vector<std::int64_t> dims;
    for (std::int64_t dim = -use.attributes.integer("normalized_dims"); dim < 0; ++dim)
        dims.push_back(dim);
    const std::string squares = writer.add("Mul", {x, x}), mean = writer.fresh();
    onnxReduceMean(writer, squares, mean, dims, true);
    const std::string sum = writer.add("Add", {mean, writer.scalar(static_cast<float>(use.attributes.real("eps")))});
    const std::string root = writer.add("Sqrt", {sum});
    if (weight.empty())
        writer.node("Div", {x, root}, use.outputs);
    else
        writer.node("Mul", {writer.add("Div", {x, root}), weight}, use.outputs);
}

void scriptRmsNorm(ScriptWriter& writer, const OpUse& use)
{
    const std::vector<std::int64_t> sizes = knownSizes(normalizedShape(use.attributes, use.inputSpecs[0]));
    scriptCall(writer, use, "rms_norm", pythonList(sizes) + ", " + orNone(use.inputs[1]) + ", " + pythonReal(use.attributes.real("eps")));
}

Param epsilonAttribute()
{
    return realParam("eps", "Epsilon", "Added to the variance, so that nothing is divided by zero.", 1e-5, 0.0, 1.0);
}

Param dimsAttribute()
{
    return integerParam("normalized_dims", "Dimensions", "How many of the last dimensions are normalised over.", 1, 1, 8);
}

} // namespace

std::vector<OpType> normalizationOps()
{
    return {
        {.id = "batch_norm",
         .summary = "y = (x - mean) / sqrt(variance + eps) * weight + bias for each channel, over the batch and all positions.",
         .attributes = {epsilonAttribute(),
                        realParam("momentum", "Momentum", "Share of the new batch in the running statistics.", 0.1, 0.0, 1.0)},
         .inputs = {"x", "weight?", "bias?", "running_mean", "running_var", "num_batches_tracked"},
         .infer = inferBatchNorm, .cost = costBatchNorm, .onnx = onnxBatchNorm, .torchScript = scriptBatchNorm,
         .updatesBuffers = true},
        {.id = "layer_norm",
         .summary = "y = (x - mean) / sqrt(variance + eps) * weight + bias over the last dimensions of each sample.",
         .attributes = {dimsAttribute(), epsilonAttribute()},
         .inputs = {"x", "weight?", "bias?"},
         .infer = inferLayerNorm, .cost = costLayerNorm, .onnx = onnxLayerNorm, .torchScript = scriptLayerNorm},
        {.id = "rms_norm",
         .summary = "y = x / sqrt(mean(x^2) + eps) * weight over the last dimensions of each sample.",
         .attributes = {dimsAttribute(), epsilonAttribute()},
         .inputs = {"x", "weight?"},
         .infer = inferRmsNorm, .cost = costRmsNorm, .onnx = onnxRmsNorm, .torchScript = scriptRmsNorm},
    };
}

} // namespace nodegrad
