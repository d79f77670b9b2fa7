#include "core/layers/unary.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

// --- glu ---

Values buildGlu(Builder& b, const ParamValues& p, const Values& in)
{
    const Values halves = b.call("chunk", {needFeatures(b, in[0])}, {{"dim", p.integer("dim")}});
    return {b.call1("multiply", {halves[0], b.call1("sigmoid", {halves[1]})})};
}

PythonUse pythonGlu(const ParamValues& p, const Specs&)
{
    return {pythonCall("nn.GLU", {pythonUnless("dim", std::to_string(p.integer("dim")), "-1")}), "{self}({0})", {}};
}

// --- swiglu: weights named as in LLaMA ---

Values buildSwiglu(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence}, vectorFixes(in[0].spec));
    const std::int64_t features = b.needKnown(x.spec.shape.back(), "the number of features"), units = p.integer("units");
    const auto linear = [&](const std::string& name, const Value& from, std::int64_t inputs, std::int64_t outputs) {
        const Value weight = b.parameter(name + ".weight", {outputs, inputs}, chosenInitializer(p, uniformByFanIn(inputs)));
        const Value bias = p.flag("bias") ? b.parameter(name + ".bias", {outputs}, uniformByFanIn(inputs)) : Builder::none();
        return b.call1("linear", {from, weight, bias});
    };
    const Value gate = b.call1(p.text("gate"), {linear("gate_proj", x, features, units)});
    const Value y = b.call1("multiply", {gate, linear("up_proj", x, features, units)});
    return {p.flag("project") ? linear("down_proj", y, units, features) : y};
}

PythonUse pythonSwiglu(const ParamValues& p, const Specs& in)
{
    const std::string features = sizeText(in[0].shape.back()), units = std::to_string(p.integer("units"));
    const auto linear = [&](const std::string& name, const std::string& inputs, const std::string& outputs) {
        return "\"" + name + "\": " + pythonCall("nn.Linear", {inputs, outputs, pythonUnless("bias", pythonFlag(p.flag("bias")), "True")});
    };
    const std::string modules = linear("gate_proj", features, units) + ", " + linear("up_proj", features, units) +
                                (p.flag("project") ? ", " + linear("down_proj", units, features) : "");
    const std::string product = "F." + p.text("gate") + "({self}[\"gate_proj\"]({0})) * {self}[\"up_proj\"]({0})";
    return {"nn.ModuleDict({" + modules + "})", p.flag("project") ? "{self}[\"down_proj\"](" + product + ")" : product, {}};
}

} // namespace

std::vector<LayerType> gatedLayers()
{
    return {
        {.id = "glu", .title = "GLU", .summary = "Splits the features in two halves; one half decides how much of the other passes.",
         .explanation = "The input is cut in two halves a and b, and y = a σ(b): where b is large, a passes, where it is strongly negative, nothing does. "
                        "The layer before it gives twice as many features as are wanted. Unlike ReLU the linear half a keeps a path "
                        "that gradients pass unhindered; convolutional networks for text and speech use it.",
         .aliases = {"gated linear unit", "gated"}, .category = Category::Activation,
         .params = {integerParam("dim", "Dimension", "The dimension that is cut in two: -1 is the last; 1 the channels of a feature map.", -1, -7, 7)},
         .examples = {{"input(8) > glu", "Four features from eight"}, {"input(6,4,4) > glu(1)", "Three channels from six"}},
         .build = buildGlu, .python = pythonGlu,
         .summarize = [](const ParamValues& p) { return p.integer("dim") == -1 ? std::string() : "dimension " + std::to_string(p.integer("dim")); },
         .formula = "[a, b] = x, y = a σ(b)"},
        {.id = "swiglu", .title = "SwiGLU", .summary = "Two Dense maps of the same input, one of which gates the other, and a third one back.",
         .explanation = "y = D (silu(W x) × (V x)): the first map W, bent by SiLU, decides for each of the units how much of the second, V, passes; the third, D, brings "
                        "the result back to the width of the input. It is what stands between the attention layers of LLaMA and most "
                        "later language models, where it learns more than two Dense layers with a GELU for the same number of weights; units are "
                        "mostly 8/3 of the features. With another gate it is known as GEGLU (GELU), ReGLU (ReLU) or GLU (Sigmoid).",
         .aliases = {"gated feed forward", "gated mlp", "geglu", "reglu"}, .category = Category::Dense,
         .params = {integerParam("units", "Units", "Width of the two maps inside.", 64, 1, 1e9),
                    choiceParam("gate", "Gate", "The activation of the map that gates.", "silu",
                                {{"silu", "SiLU"}, {"gelu", "GELU"}, {"relu", "ReLU"}, {"sigmoid", "Sigmoid"}}),
                    flagParam("project", "Project back", "Brings the result back to the width of the input; else it has as many features as units.", true),
                    flagParam("bias", "Bias", "Adds a trainable number to each output of the maps.", false), initializerParam()},
         .examples = {{"input(12,8) > swiglu(24)", "The same weights at each of 12 time steps"},
                      {"input(8) > swiglu(16, gate=gelu, project=false)", "GEGLU, 16 features from eight"}},
         .build = buildSwiglu, .python = pythonSwiglu,
         .summarize = [](const ParamValues& p) {
             return dotted({std::to_string(p.integer("units")), p.text("gate") == "silu" ? "" : p.text("gate") + " gate",
                            p.flag("project") ? "" : "not projected", p.flag("bias") ? "bias" : ""});
         },
         .formula = "y = D (silu(W x) × (V x))"},
    };
}

} // namespace nodegrad
