#include <algorithm>

#include "core/importers/script_rules.h"

namespace nodegrad {

namespace {

/// Each of `count` numbers is `value`.
HostTensor uniform(std::int64_t count, float value)
{
    const std::vector<float> numbers(static_cast<std::size_t>(count), value);
    return HostTensor::ofFloats({count}, numbers);
}

/// The weight `name`, or `byDefault` for all `count` channels.
std::string weightOr(TraceWriter& w, const std::string& name, std::int64_t count, float byDefault)
{
    return w.isNone(name) ? w.ofTensor("constant", uniform(count, byDefault)) : w.value(name);
}

// --- linear: x W^T + b ---

void giveLinear(TraceWriter& w, const std::string& x, std::size_t rank, const std::string& weight, const std::string& bias)
{
    if (rank == 2 && !bias.empty())
        return w.give("Gemm", {x, weight, bias}, {{"transB", std::int64_t(1)}});
    const std::string turned = w.made("Transpose", {weight}, {{"perm", Sizes{1, 0}}});
    if (bias.empty())
        return w.give("MatMul", {x, turned});
    w.give("Add", {w.made("MatMul", {x, turned}), bias});
}

bool writeLinear(TraceWriter& w)
{
    if (w.sizes("weight").size() != 2 || w.sizes("input").size() < 2)
        return false;
    giveLinear(w, w.value("input"), w.sizes("input").size(), w.value("weight"), w.value("bias"));
    return true;
}

/// beta self + alpha (a b)
bool writeAddMatrix(TraceWriter& w, const std::string& a, const std::string& b)
{
    const double alpha = w.number("alpha", 1), beta = w.number("beta", 1);
    if (alpha == 1 && beta == 1 && w.constant(b) && w.constant("self") && w.sizes(b).size() == 2) {
        w.give("Gemm", {w.value(a), w.value(b), w.value("self")});
        return true;
    }
    std::string product = w.made("MatMul", {w.value(a), w.value(b)});
    if (alpha != 1)
        product = w.made("Mul", {product, w.ofNumber(alpha)});
    const std::string added = beta == 0 ? w.ofNumber(0) : beta == 1 ? w.value("self") : w.made("Mul", {w.value("self"), w.ofNumber(beta)});
    w.give("Add", {product, added});
    return true;
}

bool writeMatMul(TraceWriter& w)
{
    const std::string second = w.isNone("other") ? "mat2" : "other";
    if (w.sizes("self").size() < 2 || w.sizes(second).size() < 2)
        return false;
    w.give("MatMul", {w.value("self"), w.value(second)});
    return true;
}

// --- convolutions ---

bool giveConvolution(TraceWriter& w, bool isTransposed)
{
    const std::size_t rank = w.sizes("weight").size() - 2;
    if (w.sizes("weight").size() < 3 || w.sizes("input").size() != rank + 2)
        return false;
    const Sizes strides = w.integers("stride", rank), dilations = w.integers("dilation", rank);
    Sizes pads = w.integers("padding", rank);
    const std::string words = w.text("padding");
    Sizes after = pads;
    if (words == "valid")
        pads = after = Sizes(rank, 0);
    if (words == "same") { // what is odd comes behind
        for (std::size_t i = 0; i < rank; ++i) {
            const std::int64_t total = dilations[i] * (w.sizes("weight")[i + 2] - 1);
            pads.push_back(total / 2);
            after.push_back(total - total / 2);
        }
    }
    if (strides.size() != rank || dilations.size() != rank || pads.size() != rank)
        return false;
    pads.insert(pads.end(), after.begin(), after.end());
    std::vector<std::string> inputs{w.value("input"), w.value("weight")};
    if (!w.isNone("bias"))
        inputs.push_back(w.value("bias"));
    OnnxNode node{.opType = isTransposed ? "ConvTranspose" : "Conv", .inputs = std::move(inputs),
                  .attributes = {{"strides", strides}, {"pads", pads}, {"dilations", dilations}, {"group", w.integer("groups", 1)}}};
    if (isTransposed)
        node.attributes.push_back({"output_padding", w.integers("output_padding", rank)});
    w.give(std::move(node));
    return true;
}

bool writeConvolution(TraceWriter& w) { return giveConvolution(w, w.flag("transposed")); }
bool writeTransposed(TraceWriter& w) { return giveConvolution(w, true); }

// --- pools ---

bool givePool(TraceWriter& w, std::size_t rank, bool isMax)
{
    const Sizes kernel = w.integers("kernel_size", rank), padding = w.integers("padding", rank);
    Sizes stride = w.integers("stride", rank);
    if (stride.empty())
        stride = kernel;
    if (w.sizes("self").size() != rank + 2 || kernel.size() != rank || stride.size() != rank || padding.size() != rank || !w.isNone("divisor_override"))
        return false;
    Sizes pads = padding;
    pads.insert(pads.end(), padding.begin(), padding.end());
    OnnxNode node{.opType = isMax ? "MaxPool" : "AveragePool", .inputs = {w.value("self")},
                  .attributes = {{"kernel_shape", kernel}, {"strides", stride}, {"pads", pads}, {"ceil_mode", std::int64_t(w.flag("ceil_mode"))}}};
    if (isMax)
        node.attributes.push_back({"dilations", w.integers("dilation", rank)});
    else
        node.attributes.push_back({"count_include_pad", std::int64_t(w.flag("count_include_pad", true))});
    w.give(std::move(node));
    return true;
}

template <std::size_t rank> bool writeMaxPool(TraceWriter& w) { return givePool(w, rank, true); }
template <std::size_t rank> bool writeMeanPool(TraceWriter& w) { return givePool(w, rank, false); }

/// To one place, to parts of equal size, or to whatever sizes the layer of that name makes.
bool giveAdaptive(TraceWriter& w, std::size_t rank, bool isMax)
{
    const Sizes x = w.sizes("self"), target = w.outputSizes();
    if (x.size() != rank + 2 || target.size() != rank + 2)
        return false;
    if (std::all_of(target.begin() + 2, target.end(), [](std::int64_t size) { return size == 1; })) {
        w.give(isMax ? "GlobalMaxPool" : "GlobalAveragePool", {w.value("self")});
        return true;
    }
    Sizes kernel;
    for (std::size_t i = 2; i < x.size(); ++i)
        kernel.push_back(x[i] % target[i] == 0 ? x[i] / target[i] : 0);
    if (std::ranges::find(kernel, 0) == kernel.end()) {
        w.give(isMax ? "MaxPool" : "AveragePool", {w.value("self")}, {{"kernel_shape", kernel}, {"strides", kernel}});
        return true;
    }
    w.give({.opType = isMax ? "AdaptiveMaxPool" : "AdaptiveAveragePool", .inputs = {w.value("self")},
            .attributes = {{"size", Sizes(target.begin() + 2, target.end())}}, .domain = "nodegrad"});
    return true;
}

template <std::size_t rank> bool writeAdaptiveMax(TraceWriter& w) { return giveAdaptive(w, rank, true); }
template <std::size_t rank> bool writeAdaptiveMean(TraceWriter& w) { return giveAdaptive(w, rank, false); }

// --- normalizations ---

bool writeBatchNorm(TraceWriter& w)
{
    const Sizes x = w.sizes("input");
    if (w.flag("training") || w.isNone("running_mean") || w.isNone("running_var") || x.size() < 2)
        return false;
    w.give("BatchNormalization", {w.value("input"), weightOr(w, "weight", x[1], 1), weightOr(w, "bias", x[1], 0), w.value("running_mean"), w.value("running_var")},
           {{"epsilon", static_cast<float>(w.number("eps", 1e-5))}, {"momentum", static_cast<float>(1 - w.number("momentum", 0.1))}});
    return true;
}

/// The normalized sizes, and a weight of them with a single value.
std::string uniformOver(TraceWriter& w, const Sizes& sizes, float value)
{
    std::int64_t count = 1;
    for (const std::int64_t size : sizes)
        count *= size;
    return w.ofTensor("constant", uniform(count, value).reshaped(sizes));
}

bool writeLayerNorm(TraceWriter& w)
{
    const Sizes over = w.integers("normalized_shape");
    std::vector<std::string> inputs{w.value("input"), w.isNone("weight") ? uniformOver(w, over, 1) : w.value("weight")};
    if (!w.isNone("bias"))
        inputs.push_back(w.value("bias"));
    w.give("LayerNormalization", std::move(inputs), {{"axis", -static_cast<std::int64_t>(over.size())}, {"epsilon", static_cast<float>(w.number("eps", 1e-5))}});
    return true;
}

bool writeRmsNorm(TraceWriter& w)
{
    const Sizes over = w.integers("normalized_shape");
    w.give("RMSNormalization", {w.value("input"), w.isNone("weight") ? uniformOver(w, over, 1) : w.value("weight")},
           {{"axis", -static_cast<std::int64_t>(over.size())}, {"epsilon", static_cast<float>(w.number("eps", 1.1920929e-07))}});
    return true;
}

bool writeGroupNorm(TraceWriter& w)
{
    const Sizes x = w.sizes("input");
    if (x.size() < 2)
        return false;
    w.give("GroupNormalization", {w.value("input"), weightOr(w, "weight", x[1], 1), weightOr(w, "bias", x[1], 0)},
           {{"num_groups", w.integer("num_groups", 1)}, {"epsilon", static_cast<float>(w.number("eps", 1e-5))}});
    return true;
}

bool writeInstanceNorm(TraceWriter& w)
{
    const Sizes x = w.sizes("input");
    if (!w.flag("use_input_stats") || x.size() < 3)
        return false;
    w.give("InstanceNormalization", {w.value("input"), weightOr(w, "weight", x[1], 1), weightOr(w, "bias", x[1], 0)}, {{"epsilon", static_cast<float>(w.number("eps", 1e-5))}});
    return true;
}

// --- embedding ---

bool writeEmbedding(TraceWriter& w)
{
    w.give("Gather", {w.value("weight"), w.value("indices")}, {{"axis", std::int64_t(0)}});
    return true;
}

} // namespace

std::vector<ScriptRule> scriptLayerRules()
{
    return {{"linear", writeLinear},
            {"addmm", [](TraceWriter& w) { return writeAddMatrix(w, "mat1", "mat2"); }},
            {"baddbmm", [](TraceWriter& w) { return writeAddMatrix(w, "batch1", "batch2"); }},
            {"matmul", writeMatMul}, {"mm", writeMatMul}, {"bmm", writeMatMul},
            {"conv1d", writeConvolution}, {"conv2d", writeConvolution}, {"conv3d", writeConvolution}, {"_convolution", writeConvolution}, {"convolution", writeConvolution}, {"_convolution_mode", writeConvolution},
            {"conv_transpose1d", writeTransposed}, {"conv_transpose2d", writeTransposed}, {"conv_transpose3d", writeTransposed},
            {"max_pool1d", writeMaxPool<1>}, {"max_pool2d", writeMaxPool<2>}, {"max_pool3d", writeMaxPool<3>}, {"max_pool2d_with_indices", writeMaxPool<2>},
            {"avg_pool1d", writeMeanPool<1>}, {"avg_pool2d", writeMeanPool<2>}, {"avg_pool3d", writeMeanPool<3>},
            {"adaptive_avg_pool1d", writeAdaptiveMean<1>}, {"adaptive_avg_pool2d", writeAdaptiveMean<2>}, {"adaptive_avg_pool3d", writeAdaptiveMean<3>},
            {"adaptive_max_pool1d", writeAdaptiveMax<1>}, {"adaptive_max_pool2d", writeAdaptiveMax<2>}, {"adaptive_max_pool3d", writeAdaptiveMax<3>},
            {"batch_norm", writeBatchNorm}, {"layer_norm", writeLayerNorm}, {"rms_norm", writeRmsNorm}, {"group_norm", writeGroupNorm}, {"instance_norm", writeInstanceNorm},
            {"embedding", writeEmbedding}};
}

} // namespace nodegrad
