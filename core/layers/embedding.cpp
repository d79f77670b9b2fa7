#include "core/layers/families.h"

namespace nodegrad {

namespace {

Values buildEmbedding(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Tokens});
    const std::int64_t set = p.integer("vocabulary"), rows = set > 0 ? set : x.spec.classes;
    b.need(rows > 0, makeError("layer.no_vocabulary"));
    const std::int64_t size = p.integer("dimensions"), padding = p.integer("padding_index");
    b.need(padding < rows, makeError("layer.padding_index_outside", {{"index", padding}, {"rows", rows}}),
           {Fix::setParam("Set the padding token to -1", "padding_index", std::int64_t(-1))});
    Initializer normal{Initializer::Type::Normal, 0, 1};
    normal.zeroRow = padding;
    const Value weight = b.parameter("weight", {rows, size}, normal);
    return {b.call1("embedding", {x, weight}, {{"padding_index", padding}})};
}

PythonUse pythonEmbedding(const ParamValues& p, const Specs& in)
{
    const std::int64_t rows = p.integer("vocabulary") > 0 ? p.integer("vocabulary") : in[0].classes;
    return {pythonCall("nn.Embedding", {std::to_string(rows), std::to_string(p.integer("dimensions")),
                                        pythonUnless("padding_idx", std::to_string(p.integer("padding_index")), "-1")}),
            "{self}({0})", {}};
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
         .params = {integerParam("dimensions", "Dimensions", "Numbers E for each token.", 32, 1, 1e9),
                    integerParam("vocabulary", "Vocabulary", "Number of tokens V; 0: taken from the data.", 0, 0, 1e9),
                    integerParam("padding_index", "Padding token", "A token that only fills up: its row stays zero; -1: none.", -1, -1, 1e9)},
         .examples = {{"input(20, kind=tokens, vocabulary=100) > embedding(16)", "16 numbers for each of 100 tokens"},
                      {"input(12, kind=tokens, vocabulary=50) > embedding(8, padding_index=0)", "Token 0 fills up"}},
         .build = buildEmbedding, .python = pythonEmbedding,
         .summarize = [](const ParamValues& p) {
             return dotted({std::to_string(p.integer("dimensions")), p.integer("vocabulary") > 0 ? std::to_string(p.integer("vocabulary")) + " tokens" : ""});
         },
         .formula = "y = W[token]"},
    };
}

} // namespace nodegrad
