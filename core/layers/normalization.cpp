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
    Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, vectorFixes(in[0].spec));
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
    return {pythonCall(x.kind == Kind::Volume ? "nn.BatchNorm3d" : x.kind == Kind::Image ? "nn.BatchNorm2d" : "nn.BatchNorm1d",
                       {sizeText(channelsOf(x)), pythonUnless("eps", pythonReal(p.real("eps")), pythonReal(1e-5)),
                        pythonUnless("momentum", pythonReal(p.real("momentum")), pythonReal(0.1)),
                        pythonUnless("affine", pythonFlag(p.flag("affine")), "True")}),
            pythonChannelsFirst(x), {}};
}

// --- layer_norm, rms_norm: over the last dimensions ---

/// The sizes of the last dimensions, as weights need them.
List lastSizes(Builder& b, const ParamValues& p, const Value& x)
{
    const auto rank = static_cast<std::int64_t>(x.spec.shape.size()), dims = p.integer("dims");
    b.need(dims < rank, makeError("layer.rank_too_small", {{"rank", dims + 1}, {"got", specText(x.spec)}}),
           {Fix::setParam("Set dimensions to " + std::to_string(rank - 1), "dims", rank - 1)}, 0);
    List sizes;
    for (std::int64_t i = rank - dims; i < rank; ++i)
        sizes.push_back(b.needKnown(x.spec.shape[static_cast<std::size_t>(i)], "the sizes that it normalizes over"));
    return sizes;
}

Values buildLayerNorm(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, vectorFixes(in[0].spec));
    const List shape = lastSizes(b, p, x);
    const bool affine = p.flag("affine");
    const Value weight = affine ? b.parameter("weight", shape, {Initializer::Type::Ones}) : Builder::none();
    const Value bias = affine ? b.parameter("bias", shape, {Initializer::Type::Zeros}) : Builder::none();
    return {b.call1("layer_norm", {x, weight, bias}, {{"normalized_dims", p.integer("dims")}, {"eps", p.real("eps")}})};
}

Values buildRmsNorm(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, vectorFixes(in[0].spec));
    const List shape = lastSizes(b, p, x);
    const Value weight = p.flag("affine") ? b.parameter("weight", shape, {Initializer::Type::Ones}) : Builder::none();
    return {b.call1("rms_norm", {x, weight}, {{"normalized_dims", p.integer("dims")}, {"eps", p.real("eps")}})};
}

/// `eps` is left out where it is PyTorch's own.
PythonUse pythonOverLast(const ParamValues& p, const Specs& in, const char* type, const std::string& eps)
{
    const Shape& shape = in[0].shape;
    const auto dims = static_cast<std::size_t>(p.integer("dims"));
    std::string sizes;
    for (std::size_t i = shape.size() - std::min(dims, shape.size()); i < shape.size(); ++i)
        sizes += (sizes.empty() ? "" : ", ") + sizeText(shape[i]);
    return {pythonCall(type, {dims == 1 ? sizes : "(" + sizes + ")", pythonUnless("eps", pythonReal(p.real("eps")), eps),
                              pythonUnless("elementwise_affine", pythonFlag(p.flag("affine")), "True")}),
            "{self}({0})", {}};
}

std::string summarizeOverLast(const ParamValues& p)
{
    return dotted({p.integer("dims") == 1 ? "" : "last " + std::to_string(p.integer("dims")) + " dimensions", p.flag("affine") ? "" : "no scale"});
}

Param epsParam()
{
    return realParam("eps", "Epsilon", "Added to the variance, so that nothing is divided by zero.", 1e-5, 0.0, 1.0);
}

Param dimsParam()
{
    return integerParam("dims", "Dimensions", "How many of the last dimensions are normalized over.", 1, 1, 7);
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
                      {"input(10,6) > batch_norm(affine=false)", "Six features over all time steps"},
                      {"input(4,5,5,5) > batch_norm", "Four channels of volumes"}},
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
         .params = {dimsParam(), epsParam(), flagParam("affine", "Scale and shift", "Trains γ and β for each feature.", true)},
         .examples = {{"input(10,16) > layer_norm", "16 features at each time step"}, {"input(4,6,6) > layer_norm(3)", "Whole feature maps"}},
         .build = buildLayerNorm,
         .python = [](const ParamValues& p, const Specs& in) { return pythonOverLast(p, in, "nn.LayerNorm", pythonReal(1e-5)); },
         .summarize = summarizeOverLast,
         .formula = "y = γ (x - μ) / sqrt(σ² + ε) + β"},
        {.id = "rms_norm", .title = "RMSNorm", .summary = "Brings the features of each sample to a root mean square of 1, then scales them.",
         .explanation = "A simpler LayerNorm: the features are divided by their root mean square, y = γ x / sqrt(mean(x²) + ε), and the mean stays where it "
                        "is. There is no β and one pass less over the numbers, and in deep transformers it trains just as well, so most large language "
                        "models use it. It runs over the last dimension and does the same in training and prediction. PyTorch's own ε, where none is "
                        "given, is the smallest step of the number type, 1.2e-7.",
         .aliases = {"rmsnorm", "root mean square", "rms normalization"}, .category = Category::Normalization,
         .params = {dimsParam(), realParam("eps", "Epsilon", "Added to the mean square, so that nothing is divided by zero.", 1e-6, 0.0, 1.0),
                    flagParam("affine", "Scale", "Trains γ for each feature.", true)},
         .examples = {{"input(10,16) > rms_norm", "16 features at each time step"}, {"input(12) > rms_norm(affine=false)", "Twelve features"}},
         .build = buildRmsNorm,
         .python = [](const ParamValues& p, const Specs& in) { return pythonOverLast(p, in, "nn.RMSNorm", "None"); },
         .summarize = summarizeOverLast,
         .formula = "y = γ x / sqrt(mean(x²) + ε)"},
    };
}

} // namespace nodegrad
