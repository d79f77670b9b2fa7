#pragma once
// Groups of nodes that are one layer: found and replaced by one node. What ONNX has a word for gets that word (Gelu, LayerNormalization);
// the others are in the domain "nodegrad":
//   Linear (x, weight, bias): transB as in Gemm      Silu (x)
//   Attention (query, key, value, in_weight, in_bias?, out_weight, out_bias?): heads, causal; weights are (out, in)
//   SeparateAttention (query, key, value, query_weight, key_weight, value_weight, out_weight): heads, causal
//   LastStates (sequence): the last state of both directions of an LSTM
//   JoinedStates (h): h[-2] and h[-1] side by side

#include "core/importers/onnx_values.h"

namespace nodegrad {

inline constexpr const char* kOwnDomain = "nodegrad";

/// One place of what was put side by side is taken from the part itself: h[-1] of the states of all layers of an LSTM is the last layer's.
void takeApartJoined(OnnxGraph& graph, OnnxValues& values);
/// What reads a copy of a value reads the value itself.
void bypassCopies(OnnxGraph& graph);
/// Nodes of `graph` whose results reach no output, or are constant, are dropped first.
void dropUnneeded(OnnxGraph& graph, const OnnxValues& values);
/// Replaces all groups that are known.
void joinPatterns(OnnxGraph& graph, const OnnxValues& values);

} // namespace nodegrad
