// Normalizations that look at one sample alone, whatever else is in the batch.

#include <numeric>

#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

constexpr std::int64_t kMostChannels = std::int64_t(1) << 24; ///< running statistics are made at once, not on demand

/// Ops normalize dimension 1: sequences (N, T, F) are turned round and back.
Value turned(Builder& b, const Value& x, bool isSequence)
{
    return isSequence ? b.call1("permute", {x}, {{"dims", List{0, 2, 1}}}) : x;
}

/// Values of one channel; nothing while a size is open.
std::optional<std::int64_t> positionsOf(const Spec& x)
{
    Dim count = 1;
    for (std::size_t i = 2; i < x.shape.size(); ++i)
        count = count * x.shape[i];
    return count.known();
}

Param epsParam(const char* doc, double byDefault)
{
    return realParam("eps", "Epsilon", doc, byDefault, 0.0, 1.0);
}

constexpr const char* varianceDoc = "Added to the variance, so that nothing is divided by zero.";

// --- group_norm ---

Values buildGroupNorm(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, vectorFixes(in[0].spec));
    const bool isSequence = x.spec.kind == Kind::Sequence;
    const Value columns = turned(b, x, isSequence);
    const std::int64_t channels = b.needKnown(columns.spec.shape[1], "the number of channels"), groups = p.integer("groups");
    const std::int64_t fitting = std::gcd(channels, groups);
    b.need(channels % groups == 0, makeError("layer.does_not_split", {{"size", channels}, {"what", "channels"}, {"parts", groups}}),
           {Fix::setParam("Set groups to " + std::to_string(fitting), "groups", fitting)}, 0);
    b.need(channels != groups || positionsOf(columns.spec) != 1, makeError("layer.norm_of_one"), {Fix::setParam("Set groups to 1", "groups", std::int64_t(1))}, 0);
    const bool affine = p.flag("affine");
    const Value weight = affine ? b.parameter("weight", {channels}, {Initializer::Type::Ones}) : Builder::none();
    const Value bias = affine ? b.parameter("bias", {channels}, {Initializer::Type::Zeros}) : Builder::none();
    return {turned(b, b.call1("group_norm", {columns, weight, bias}, {{"groups", groups}, {"eps", p.real("eps")}}), isSequence)};
}

PythonUse pythonGroupNorm(const ParamValues& p, const Specs& in)
{
    return {pythonCall("nn.GroupNorm", {std::to_string(p.integer("groups")), sizeText(channelsOf(in[0])),
                                        pythonUnless("eps", pythonReal(p.real("eps")), pythonReal(1e-5)),
                                        pythonUnless("affine", pythonFlag(p.flag("affine")), "True")}),
            pythonChannelsFirst(in[0]), {}};
}

// --- instance_norm ---

Value filledBuffer(Builder& b, const char* name, std::int64_t count, float value)
{
    return b.buffer(name, HostTensor::ofFloats({count}, std::vector<float>(static_cast<std::size_t>(count), value)));
}

Values buildInstanceNorm(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(in[0].spec));
    const bool isSequence = x.spec.kind == Kind::Sequence;
    const Value columns = turned(b, x, isSequence);
    const std::int64_t channels = b.needKnown(columns.spec.shape[1], "the number of channels");
    b.need(channels <= kMostChannels, makeError("layer.too_many_channels", {{"channels", channels}, {"limit", kMostChannels}}));
    b.need(positionsOf(columns.spec) != 1, makeError("layer.norm_of_one"), {}, 0);
    const bool affine = p.flag("affine");
    Values inputs{columns, affine ? b.parameter("weight", {channels}, {Initializer::Type::Ones}) : Builder::none(),
                  affine ? b.parameter("bias", {channels}, {Initializer::Type::Zeros}) : Builder::none()};
    if (p.flag("track_running_stats")) {
        inputs.push_back(filledBuffer(b, "running_mean", channels, 0));
        inputs.push_back(filledBuffer(b, "running_var", channels, 1));
        inputs.push_back(b.buffer("num_batches_tracked", HostTensor(DType::Int64, {})));
    }
    return {turned(b, b.call1("instance_norm", inputs, {{"eps", p.real("eps")}, {"momentum", p.real("momentum")}}), isSequence)};
}

PythonUse pythonInstanceNorm(const ParamValues& p, const Specs& in)
{
    const Kind kind = in[0].kind;
    return {pythonCall(kind == Kind::Volume ? "nn.InstanceNorm3d" : kind == Kind::Image ? "nn.InstanceNorm2d" : "nn.InstanceNorm1d",
                       {sizeText(channelsOf(in[0])), pythonUnless("eps", pythonReal(p.real("eps")), pythonReal(1e-5)),
                        pythonUnless("momentum", pythonReal(p.real("momentum")), pythonReal(0.1)),
                        pythonUnless("affine", pythonFlag(p.flag("affine")), "False"),
                        pythonUnless("track_running_stats", pythonFlag(p.flag("track_running_stats")), "False")}),
            pythonChannelsFirst(in[0]), {}};
}

// --- local_response_norm ---

Values buildLocalResponse(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(in[0].spec));
    const bool isSequence = x.spec.kind == Kind::Sequence;
    const Value y = b.call1("local_response_norm", {turned(b, x, isSequence)},
                            {{"size", p.integer("size")}, {"alpha", p.real("alpha")}, {"beta", p.real("beta")}, {"k", p.real("k")}});
    return {turned(b, y, isSequence)};
}

PythonUse pythonLocalResponse(const ParamValues& p, const Specs& in)
{
    return {pythonCall("nn.LocalResponseNorm", {std::to_string(p.integer("size")), pythonUnless("alpha", pythonReal(p.real("alpha")), pythonReal(1e-4)),
                                                pythonUnless("beta", pythonReal(p.real("beta")), pythonReal(0.75)),
                                                pythonUnless("k", pythonReal(p.real("k")), pythonReal(1))}),
            pythonChannelsFirst(in[0]), {}};
}

// --- l2_normalize: channels of feature maps and volumes, else the last dimension ---

Values buildL2(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(in[0].spec));
    return {b.call1("l2_normalize", {x}, {{"dim", p.integer("dim")}, {"eps", p.real("eps")}})};
}

PythonUse pythonL2(const ParamValues& p, const Specs&)
{
    return {"", pythonCall("F.normalize", {"{0}", "dim=" + std::to_string(p.integer("dim")), pythonUnless("eps", pythonReal(p.real("eps")), pythonReal(1e-12))}), {}};
}

} // namespace

std::vector<LayerType> sampleNormalizationLayers()
{
    return {
        {.id = "group_norm", .title = "GroupNorm", .summary = "Brings each group of channels of a sample to mean 0 and deviation 1, then scales and shifts each channel.",
         .explanation = "The C channels are split into G groups, and each group is normalized over its channels and all places of one sample: "
                        "y = γ (x - μ) / sqrt(σ² + ε) + β, with γ and β for each channel. Unlike BatchNorm it does not depend on the batch, so that it works "
                        "with one or two samples a batch, as with large pictures and volumes, and does the same in training and prediction. One group "
                        "takes all channels together; as many groups as channels make InstanceNorm.",
         .aliases = {"groupnorm", "group normalization", "gn"}, .category = Category::Normalization,
         .params = {integerParam("groups", "Groups", "Parts G into which the channels are split; must divide them.", 4, 1, 1e9), epsParam(varianceDoc, 1e-5),
                    flagParam("affine", "Scale and shift", "Trains γ and β for each channel.", true)},
         .examples = {{"input(8,6,6) > group_norm(4)", "Four groups of two channels"}, {"input(10,6) > group_norm(2)", "Two groups of three features"},
                      {"input(4,5,5,5) > group_norm(2, affine=false)", "Channels of volumes"}},
         .build = buildGroupNorm, .python = pythonGroupNorm,
         .summarize = [](const ParamValues& p) {
             return dotted({p.integer("groups") == 1 ? "1 group" : std::to_string(p.integer("groups")) + " groups", p.flag("affine") ? "" : "no scale"});
         },
         .formula = "y = γ (x - μ) / sqrt(σ² + ε) + β, μ and σ² of each group"},
        {.id = "instance_norm", .title = "InstanceNorm", .summary = "Brings each channel of each sample to mean 0 and deviation 1 on its own.",
         .explanation = "Every channel of every sample is normalized over its places: y = γ (x - μ) / sqrt(σ² + ε) + β. That takes out brightness and contrast "
                        "of the single picture and leaves the pattern, which is what style transfer and image generation want. γ and β are trained only "
                        "when scale and shift is on. With running statistics, averages of μ and σ² are kept while training and used when the network "
                        "predicts, as in BatchNorm.",
         .aliases = {"instancenorm", "instance normalization", "contrast normalization"}, .category = Category::Normalization,
         .params = {flagParam("affine", "Scale and shift", "Trains γ and β for each channel.", false),
                    flagParam("track_running_stats", "Running statistics", "Keeps averages of mean and variance and predicts with them.", false),
                    realParam("momentum", "Momentum", "Share of the new batch in the running statistics.", 0.1, 0.0, 1.0), epsParam(varianceDoc, 1e-5)},
         .examples = {{"input(3,8,8) > instance_norm", "Each channel of each picture"},
                      {"input(10,6) > instance_norm(affine=true)", "Six features, each over its time steps"},
                      {"input(2,5,5,5) > instance_norm(true, track_running_stats=true)", "Volumes, with averages for prediction"}},
         .build = buildInstanceNorm, .python = pythonInstanceNorm,
         .summarize = [](const ParamValues& p) { return dotted({p.flag("affine") ? "scale" : "", p.flag("track_running_stats") ? "running statistics" : ""}); },
         .formula = "y = γ (x - μ) / sqrt(σ² + ε) + β, μ and σ² of each channel of each sample"},
        {.id = "local_response_norm", .title = "LocalResponseNorm", .summary = "Divides each value by the strength of the neighbouring channels at the same place.",
         .explanation = "A strong response damps the same place in the channels beside it, as neighbouring nerve cells do: y = x / (k + α/n Σ x²)^β, with the sum "
                        "over the n channels around it. AlexNet, the network that started deep learning on pictures, was built with it; newer ones use "
                        "BatchNorm or GroupNorm instead. It has no weights.",
         .aliases = {"lrn", "lateral inhibition", "alexnet"}, .category = Category::Normalization,
         .params = {integerParam("size", "Size", "How many neighbouring channels n count, the value itself included.", 5, 1, 10000),
                    realParam("alpha", "Alpha", "Factor α of the mean of the squares.", 1e-4, 0.0, 1e6), realParam("beta", "Beta", "Exponent β.", 0.75, 0.0, 100.0),
                    realParam("k", "K", "Number k added to the squares.", 1.0, 0.0, 1e6)},
         .examples = {{"input(8,6,6) > local_response_norm(5)", "Five neighbouring channels"}, {"input(10,6) > local_response_norm(3, alpha=0.01)", "Three neighbouring features"}},
         .build = buildLocalResponse, .python = pythonLocalResponse, .summarize = [](const ParamValues& p) { return std::to_string(p.integer("size")) + " channels"; },
         .formula = "y = x / (k + α/n Σ x²)^β"},
        {.id = "l2_normalize", .title = "L2 Normalize", .summary = "Scales vectors to the length 1.",
         .explanation = "Each vector along the chosen dimension is divided by its length: y = x / max(|x|, ε) with |x| = sqrt(Σ x²). Only its direction stays, so "
                        "that the dot product of two such vectors is the cosine of the angle between them: what embeddings are compared by in search, "
                        "in recognizing faces and in contrastive learning. Dimension -1 is the last; 1 takes the channels of a feature map.",
         .aliases = {"unit vector", "normalize", "unit length"}, .category = Category::Normalization,
         .params = {integerParam("dim", "Dimension", "The dimension that gets the length 1: -1 is the last; 1 the channels of a feature map.", -1, -7, 7),
                    epsParam("The least length that is divided by.", 1e-12)},
         .examples = {{"input(16) > l2_normalize", "A vector of length 1"}, {"input(8,6,6) > l2_normalize(1)", "The channels at each place"}},
         .build = buildL2, .python = pythonL2,
         .summarize = [](const ParamValues& p) { return p.integer("dim") == -1 ? std::string() : "dimension " + std::to_string(p.integer("dim")); },
         .formula = "y = x / max(sqrt(Σ x²), ε)"},
    };
}

} // namespace nodegrad
