#include "core/layers/families.h"

namespace nodegrad {

namespace {

// --- cast ---

Values buildCast(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume, Kind::Tokens, Kind::Scalar});
    return {b.call1("cast", {x}, {{"dtype", p.text("dtype")}})};
}

// --- one_hot ---

std::int64_t classesOf(const ParamValues& p, const Spec& tokens)
{
    return p.integer("classes") > 0 ? p.integer("classes") : tokens.classes;
}

Values buildOneHot(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Tokens, Kind::Label});
    const std::int64_t classes = classesOf(p, x.spec);
    b.need(classes > 0, makeError("layer.no_classes"));
    return {b.call1("one_hot", {x}, {{"classes", classes}})};
}

PythonUse pythonOneHot(const ParamValues& p, const Specs& in)
{
    const std::string x = in[0].dtype == DType::Int64 ? "{0}" : "{0}.long()";
    return {"", "F.one_hot(" + x + ", " + std::to_string(classesOf(p, in[0])) + ").float()", {}};
}

} // namespace

std::vector<LayerType> conversionLayers()
{
    return {
        {.id = "cast", .title = "Cast", .summary = "Turns numbers into another type.",
         .explanation = "The values stay, their type changes: y = type(x). Layers compute with float32. Whole numbers (N, T) count as tokens, which Embedding and One-Hot "
                        "take; as float32 they are a vector that Dense takes. Real numbers lose their fraction when they become whole, and nothing before "
                        "such a Cast is trained through it.",
         .aliases = {"convert", "type", "to float", "to integer"}, .category = Category::Reshape,
         .params = {choiceParam("dtype", "Type", "The type of the output.", "float32",
                                {{"float32", "float32"}, {"float64", "float64"}, {"int64", "int64"}, {"int32", "int32"}})},
         .examples = {{"input(6, kind=tokens, vocabulary=10) > cast(float32)", "Tokens as plain numbers"},
                      {"input(6, kind=tokens, vocabulary=10) > cast(int32) > embedding(8)", "Tokens of half the memory"}},
         .build = buildCast,
         .python = [](const ParamValues& p, const Specs&) { return PythonUse{"", "{0}.to(torch." + p.text("dtype") + ")", {}}; },
         .summarize = [](const ParamValues& p) { return p.text("dtype"); }, .formula = "y = type(x)"},
        {.id = "one_hot", .title = "One-Hot", .summary = "Turns each token into a vector with a single 1.",
         .explanation = "Token k becomes a vector of V numbers that is 1 at place k and 0 elsewhere: y[j] = 1 if j = k, else 0. (N, T) becomes (N, T, V). No category is "
                        "nearer to one than to another, and there is nothing to train. For a few categories it serves well; for large vocabularies an "
                        "Embedding does the same with far fewer numbers.",
         .aliases = {"onehot", "dummy variables", "indicator", "categorical"}, .category = Category::Reshape,
         .params = {integerParam("classes", "Classes", "Number of tokens V; 0: taken from the data.", 0, 0, 1e9)},
         .examples = {{"input(6, kind=tokens, vocabulary=10) > one_hot", "Ten numbers for each token"},
                      {"input(6, kind=tokens, vocabulary=10) > one_hot(12) > lstm(8)", "Room for two tokens more"}},
         .build = buildOneHot, .python = pythonOneHot,
         .summarize = [](const ParamValues& p) { return p.integer("classes") == 0 ? std::string() : std::to_string(p.integer("classes")) + " classes"; },
         .formula = "y[j] = 1 if j = k, else 0"},
    };
}

} // namespace nodegrad
