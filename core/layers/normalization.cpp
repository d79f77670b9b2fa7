#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

HostTensor filled(std::int64_t count, float value)
{
    const std::vector<float> values(static_cast<std::size_t>(count), value);
    return HostTensor::ofFloats({count}, values);
}

constexpr std::int64_t kMostChannels = std::int64_t(1) << 24; ///< running statistics are made at once, not on demand

// --- batch_norm: sequences are (N, T, F), the op normalizes dimension 1 ---

Values buildBatchNorm(Builder& b, const ParamValues& p, const Values& in)
{
    Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image}, vectorFixes(in[0].spec));
    const bool isSequence = x.spec.kind == Kind::Sequence;
    if (isSequence)
        x = b.call1("permute", {x}, {{"dims", List{0, 2, 1}}});
    const std::int64_t channels = b.needKnown(x.spec.shape[1], "the number of channels");
    b.need(channels <= kMostChannels, makeError("layer.too_many_channels", {{"channels", channels}, {"limit", kMostChannels}}));
    const bool affine = p.flag("affine");
    const Value weight = affine ? b.parameter("weight", {channels}, {Initializer::Type::Ones}) : Builder::none();
    const Value bias = affine ? b.parameter("bias", {channels}, {Initializer::Type::Zeros}) : Builder::none();
    const Value mean = b.buffer("running_mean", filled(channels, 0)), variance = b.buffer("running_var", filled(channels, 1));
    const Value count = b.buffer("num_batches_tracked", HostTensor(DType::Int64, {}));
    const Value y = b.call1("batch_norm", {x, weight, bias, mean, variance, count}, {{"eps", p.real("eps")}, {"momentum", p.real("momentum")}});
    return {isSequence ? b.call1("permute", {y}, {{"dims", List{0, 2, 1}}}) : y};
}

PythonUse pythonBatchNorm(const ParamValues& p, const Specs& in)
{
    const Spec& x = in[0];
    const bool isSequence = x.kind == Kind::Sequence;
    return {pythonCall(x.kind == Kind::Image ? "nn.BatchNorm2d" : "nn.BatchNorm1d",
                       {sizeText(isSequence ? x.shape.back() : x.shape[1]), pythonUnless("eps", pythonReal(p.real("eps")), pythonReal(1e-5)),
                        pythonUnless("momentum", pythonReal(p.real("momentum")), pythonReal(0.1)),
                        pythonUnless("affine", pythonFlag(p.flag("affine")), "True")}),
            isSequence ? "{self}({0}.transpose(1, 2)).transpose(1, 2)" : "{self}({0})", {}};
}

// --- layer_norm ---

Values buildLayerNorm(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image}, vectorFixes(in[0].spec));
    const auto rank = static_cast<std::int64_t>(x.spec.shape.size()), dims = p.integer("dims");
    b.need(dims < rank, makeError("layer.rank_too_small", {{"rank", dims + 1}, {"got", specText(x.spec)}}),
           {Fix::setParam("Set dimensions to " + std::to_string(rank - 1), "dims", rank - 1)}, 0);
    List shape;
    for (std::int64_t i = rank - dims; i < rank; ++i)
        shape.push_back(b.needKnown(x.spec.shape[static_cast<std::size_t>(i)], "the sizes that it normalizes over"));
    const bool affine = p.flag("affine");
    const Value weight = affine ? b.parameter("weight", shape, {Initializer::Type::Ones}) : Builder::none();
    const Value bias = affine ? b.parameter("bias", shape, {Initializer::Type::Zeros}) : Builder::none();
    return {b.call1("layer_norm", {x, weight, bias}, {{"normalized_dims", dims}, {"eps", p.real("eps")}})};
}

PythonUse pythonLayerNorm(const ParamValues& p, const Specs& in)
{
    const Shape& shape = in[0].shape;
    const auto dims = static_cast<std::size_t>(p.integer("dims"));
    std::string sizes;
    for (std::size_t i = shape.size() - std::min(dims, shape.size()); i < shape.size(); ++i)
        sizes += (sizes.empty() ? "" : ", ") + sizeText(shape[i]);
    return {pythonCall("nn.LayerNorm", {dims == 1 ? sizes : "(" + sizes + ")", pythonUnless("eps", pythonReal(p.real("eps")), pythonReal(1e-5)),
                                        pythonUnless("elementwise_affine", pythonFlag(p.flag("affine")), "True")}),
            "{self}({0})", {}};
}

Param epsParam()
{
    return realParam("eps", "Epsilon", "Added to the variance, so that nothing is divided by zero.", 1e-5, 0.0, 1.0);
}

} // namespace

std::vector<LayerType> normalizationLayers()
{
    return {
        {.id = "batch_norm", .title = "BatchNorm", .summary = "Brings each channel to mean 0 and deviation 1 over the batch, then scales and shifts it.",
         .explanation = "While training, each channel is normalized with the mean μ and variance σ² of the present batch: "
                        "y = γ (x - μ) / sqrt(σ² + ε) + β, where γ and β are trained. Layers behind it always get numbers in the same range, "
                        "so that training is faster and bears a higher learning rate. Running averages of μ and σ² are kept on the side and "
                        "used when the network predicts, so that a prediction does not depend on what else is in the batch. A batch needs "
                        "at least two samples. The layer before it needs no bias.",
         .aliases = {"batchnorm", "batch normalization", "bn"}, .category = Category::Normalization,
         .params = {realParam("momentum", "Momentum", "Share of the new batch in the running statistics.", 0.1, 0.0, 1.0), epsParam(),
                    flagParam("affine", "Scale and shift", "Trains γ and β for each channel.", true)},
         .examples = {{"input(8,6,6) > batch_norm", "Eight channels"}, {"input(12) > batch_norm(0.2)", "Twelve features"},
                      {"input(10,6) > batch_norm(affine=false)", "Six features over all time steps"}},
         .build = buildBatchNorm, .python = pythonBatchNorm,
         .summarize = [](const ParamValues& p) {
             return dotted({p.real("momentum") == 0.1 ? "" : "momentum " + formatParam(p.real("momentum")), p.flag("affine") ? "" : "no scale"});
         },
         .formula = "y = γ (x - μ) / sqrt(σ² + ε) + β"},
        {.id = "layer_norm", .title = "LayerNorm", .summary = "Brings the features of each sample to mean 0 and deviation 1, then scales and shifts them.",
         .explanation = "As BatchNorm, but mean and variance are taken over the features of one sample instead of over the batch: "
                        "y = γ (x - μ) / sqrt(σ² + ε) + β. It works for any batch size, does the same in training and prediction, and is what "
                        "transformers use. It runs over the last dimension; for feature maps set the dimensions to 3 to take C, H and W together.",
         .aliases = {"layernorm", "layer normalization", "ln"}, .category = Category::Normalization,
         .params = {integerParam("dims", "Dimensions", "How many of the last dimensions are normalized over.", 1, 1, 7), epsParam(),
                    flagParam("affine", "Scale and shift", "Trains γ and β for each feature.", true)},
         .examples = {{"input(10,16) > layer_norm", "16 features at each time step"}, {"input(4,6,6) > layer_norm(3)", "Whole feature maps"}},
         .build = buildLayerNorm, .python = pythonLayerNorm,
         .summarize = [](const ParamValues& p) {
             return dotted({p.integer("dims") == 1 ? "" : "last " + std::to_string(p.integer("dims")) + " dimensions", p.flag("affine") ? "" : "no scale"});
         },
         .formula = "y = γ (x - μ) / sqrt(σ² + ε) + β"},
    };
}

} // namespace nodegrad
