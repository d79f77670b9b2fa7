#pragma once
// Attention as the layers that hold it build it: MultiHeadAttention and the transformer layers.

#include <string>

#include "core/layers/families.h"

namespace nodegrad {

/// A fix that inserts an Embedding where tokens came; otherwise none.
std::vector<Fix> embeddingFixes(const Value& value);
/// A sequence (N, T, F), else layer.needs_kind.
const Value& needSequence(Builder& b, const Value& value);

/// The weights of torch.nn.MultiheadAttention in its plain form, where query, key and value are equally wide.
struct AttentionWeights {
    Value in, inBias;   ///< (3E, E), (3E): query, key and value one below the other
    Value out, outBias; ///< (E, E), (E)
};
/// Makes them under `prefix` ("self_attn."), with PyTorch's names, order and first values.
AttentionWeights attentionWeights(Builder& b, const std::string& prefix, std::int64_t size, bool bias);

struct AttentionUse {
    std::int64_t heads = 1;
    bool causal = false;
    double dropout = 0;
    Value mask;         ///< (N, S): 1 for keys that count; none: all do
};
/// `heads` must divide the features, else layer.does_not_split on input 0.
void needHeads(Builder& b, std::int64_t size, std::int64_t heads);
/// softmax(q kᵀ / sqrt(d)) v in heads, of values that are projected already; (N, T, E).
Value attendInHeads(Builder& b, const Value& q, const Value& k, const Value& v, const AttentionUse& use);
/// The whole of torch.nn.MultiheadAttention in its plain form.
Value attend(Builder& b, const AttentionWeights& weights, const Value& query, const Value& key, const Value& value, const AttentionUse& use);

/// (N, h, T, d) with the pairs (i, i + d/2) turned by t base^(-2i/d) (Su et al. 2021, arXiv 2104.09864; pairs as in Llama).
/// d must be even (layer.odd_size), T known and T d at most 2^24 (layer.table_too_large).
Value rotated(Builder& b, const Value& x, double base);
/// At most 2^24 numbers in a table that is worked out in advance, else layer.table_too_large.
void needModestTable(Builder& b, std::int64_t rows, std::int64_t columns);

/// torch.ones(...).triu(1): True where a later step is hidden; `query` and `key` are "{0}", "{1}".
std::string pythonCausalMask(const std::string& query, const std::string& key);

} // namespace nodegrad
