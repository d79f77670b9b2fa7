#include "core/layers/families.h"

namespace nodegrad {

namespace {

/// The row of each token: (N, T, E).
Value rowsOf(Builder& b, const ParamValues& p, const Value& x)
{
    const std::int64_t set = p.integer("vocabulary"), rows = set > 0 ? set : x.spec.classes;
    b.need(rows > 0, makeError("layer.no_vocabulary"));
    const std::int64_t size = p.integer("dimensions"), padding = p.integer("padding_index");
    b.need(padding < rows, makeError("layer.padding_index_outside", {{"index", padding}, {"rows", rows}}),
           {Fix::setParam("Set the padding token to -1", "padding_index", std::int64_t(-1))});
    Initializer normal{Initializer::Type::Normal, 0, 1};
    normal.zeroRow = padding;
    const Value weight = b.parameter("weight", {rows, size}, normal);
    return b.call1("embedding", {x, weight}, {{"padding_index", padding}});
}

Values buildEmbedding(Builder& b, const ParamValues& p, const Values& in)
{
    return {rowsOf(b, p, b.needKind(in[0], {Kind::Tokens}))};
}

/// The mean of the rows, without that of the padding token.
Values buildBag(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Tokens});
    const Value rows = rowsOf(b, p, x);
    const std::int64_t padding = p.integer("padding_index");
    if (padding < 0)
        return {b.call1("mean", {rows}, {{"dims", std::vector<std::int64_t>{1}}})};
    return {b.call1("masked_mean", {rows, b.call1("padding_mask", {x}, {{"padding", padding}})})};
}

PythonUse pythonOf(const char* type, const ParamValues& p, const Specs& in)
{
    const std::int64_t rows = p.integer("vocabulary") > 0 ? p.integer("vocabulary") : in[0].classes;
    return {pythonCall(type, {std::to_string(rows), std::to_string(p.integer("dimensions")),
                                        pythonUnless("padding_idx", std::to_string(p.integer("padding_index")), "-1")}),
            "{self}({0})", {}};
}

PythonUse pythonEmbedding(const ParamValues& p, const Specs& in) { return pythonOf("nn.Embedding", p, in); }
PythonUse pythonBag(const ParamValues& p, const Specs& in) { return pythonOf("nn.EmbeddingBag", p, in); }

std::string summarizeEmbedding(const ParamValues& p)
{
    return dotted({std::to_string(p.integer("dimensions")), p.integer("vocabulary") > 0 ? std::to_string(p.integer("vocabulary")) + " tokens" : ""});
}

std::vector<Param> embeddingParams(const char* paddingDoc)
{
    return {integerParam("dimensions", "Dimensions", "Numbers E for each token.", 32, 1, 1e9),
            integerParam("vocabulary", "Vocabulary", "Number of tokens V; 0: taken from the data.", 0, 0, 1e9),
            integerParam("padding_index", "Padding token", paddingDoc, -1, -1, 1e9)};
}

} // namespace

std::vector<LayerType> embeddingLayers()
{
    return {
        {.id = "embedding", .title = "Embedding", .summary = "Looks up a trained vector for each token.",
         .explanation = "Words, letters or categories are whole numbers that have no size: token 7 is not \"more\" than token 3. An Embedding holds one row of "
                        "E trained numbers for each of V tokens and replaces each token by its row, y = W[token]: (N, T) becomes (N, T, E). Tokens "
                        "that are used alike end up with rows that lie close together. It has V × E weights.",
         .aliases = {"word vectors", "lookup", "word2vec", "table"}, .category = Category::Recurrent,
         .params = embeddingParams("A token that only fills up: its row stays zero; -1: none."),
         .examples = {{"input(20, kind=tokens, vocabulary=100) > embedding(16)", "16 numbers for each of 100 tokens"},
                      {"input(12, kind=tokens, vocabulary=50) > embedding(8, padding_index=0)", "Token 0 fills up"}},
         .build = buildEmbedding, .python = pythonEmbedding, .summarize = summarizeEmbedding, .formula = "y = W[token]"},
        {.id = "embedding_bag", .title = "EmbeddingBag", .summary = "The mean of the trained vectors of all tokens.",
         .explanation = "Looks up a row of E trained numbers for each token, as Embedding does, and averages them: y = 1/T Σ W[token_t]. The order of the words is "
                        "lost, but one vector (N, E) for the whole text is there at once: with a Dense layer behind it, the simplest classifier of texts and "
                        "often a good one. The padding token does not count.",
         .aliases = {"bag of words", "fasttext", "mean embedding"}, .category = Category::Recurrent,
         .params = embeddingParams("A token that only fills up and does not count; -1: none."),
         .examples = {{"input(20, kind=tokens, vocabulary=100) > embedding_bag(16)", "One vector of 16 for 20 tokens"},
                      {"input(12, kind=tokens, vocabulary=50) > embedding_bag(8, padding_index=0)", "Token 0 does not count"}},
         .build = buildBag, .python = pythonBag, .summarize = summarizeEmbedding, .formula = "y = 1/T Σ W[token_t]"},
    };
}

} // namespace nodegrad
