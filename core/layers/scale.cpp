#include "core/layers/unary.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

// --- scale ---

PythonUse pythonScale(const ParamValues& p, const Specs&)
{
    const double factor = p.real("factor"), shift = p.real("shift");
    const std::string scaled = factor == 1 && shift != 0 ? "{0}" : "{0} * " + pythonReal(factor);
    return {"", shift == 0 ? scaled : shift < 0 ? scaled + " - " + pythonReal(-shift) : scaled + " + " + pythonReal(shift), {}};
}

std::string summarizeScale(const ParamValues& p)
{
    const double shift = p.real("shift");
    return "× " + formatParam(p.real("factor")) + (shift == 0 ? "" : shift < 0 ? " - " + formatParam(-shift) : " + " + formatParam(shift));
}

// --- channel_scale: the channels of feature maps and volumes, the features of all else ---

bool hasChannels(const Spec& x) { return x.kind == Kind::Image || x.kind == Kind::Volume; }

Values buildChannelScale(Builder& b, const ParamValues& p, const Values& in)
{
    const Value& x = needFeatures(b, in[0]);
    const std::int64_t axis = hasChannels(x.spec) ? 1 : -1;
    const std::int64_t channels = b.needKnown(axis == 1 ? x.spec.shape[1] : x.spec.shape.back(), "the number of channels");
    const Value weight = b.parameter("weight", {channels}, {Initializer::Type::Constant, p.real("init")});
    const Value bias = p.flag("bias") ? b.parameter("bias", {channels}, {Initializer::Type::Zeros}) : Builder::none();
    return {b.call1("channel_scale", {x, weight, bias}, {{"axis", axis}})};
}

PythonUse pythonChannelScale(const ParamValues& p, const Specs& in)
{
    const Spec& x = in[0];
    const std::string channels = sizeText(hasChannels(x) ? x.shape[1] : x.shape.back()), init = pythonReal(p.real("init"));
    const std::string placed = x.kind == Kind::Volume ? ".view(-1, 1, 1, 1)" : x.kind == Kind::Image ? ".view(-1, 1, 1)" : "";
    const std::string weight = "\"weight\": nn.Parameter(torch.full((" + channels + ",), " + init + "))";
    const std::string bias = p.flag("bias") ? ", \"bias\": nn.Parameter(torch.zeros(" + channels + "))" : "";
    return {"nn.ParameterDict({" + weight + bias + "})",
            "{0} * {self}[\"weight\"]" + placed + (p.flag("bias") ? " + {self}[\"bias\"]" + placed : ""), {}};
}

} // namespace

std::vector<LayerType> scaleLayers()
{
    return {
        {.id = "scale", .title = "Scale", .summary = "Multiplies each value by a fixed number and adds another one.",
         .explanation = "y = a x + b with two numbers that are not trained: it brings values from one range into another, for example from -1 to 1 into 0 to 1 with "
                        "a = 0.5 and b = 0.5, or turns logits down by a temperature. For numbers that are trained, take ChannelScale.",
         .aliases = {"rescale", "rescaling", "temperature", "offset"}, .category = Category::Normalization,
         .params = {realParam("factor", "Factor", "What each value is multiplied by, a.", 1.0, -1e9, 1e9),
                    realParam("shift", "Shift", "What is added afterwards, b.", 0.0, -1e9, 1e9)},
         .examples = {{"input(8) > tanh > scale(0.5, 0.5)", "From -1 to 1 into 0 to 1"}, {"input(10) > scale(0.1)", "A tenth"}},
         .build = buildUnary<"scale">, .python = pythonScale, .summarize = summarizeScale, .formula = "y = a x + b"},
        {.id = "channel_scale", .title = "ChannelScale", .summary = "Multiplies each channel by a trained number and adds another one.",
         .explanation = "y[c] = γ[c] x[c] + β[c]: the scaling of a BatchNorm without its normalization, for each channel of a feature map or each feature of a vector "
                        "or sequence. Without β and with γ starting near zero, such as 0.00001, it is LayerScale: behind the last layer of a residual block it lets "
                        "a deep network begin as if the block were not there.",
         .aliases = {"layer scale", "scale and shift", "per channel affine"}, .category = Category::Normalization,
         .params = {realParam("init", "Initial factor", "γ before training.", 1.0, -1000.0, 1000.0),
                    flagParam("bias", "Bias", "Trains β, which starts at zero.", true)},
         .examples = {{"input(4,6,6) > channel_scale", "Four channels"}, {"input(10,6) > channel_scale(1e-5, bias=false)", "LayerScale of six features"}},
         .build = buildChannelScale, .python = pythonChannelScale,
         .summarize = [](const ParamValues& p) {
             return dotted({p.real("init") == 1.0 ? "" : "from " + formatParam(p.real("init")), p.flag("bias") ? "" : "no bias"});
         },
         .formula = "y[c] = γ[c] x[c] + β[c]"},
    };
}

} // namespace nodegrad
