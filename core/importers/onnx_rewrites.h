#pragma once
// Detours that other programs write, as the straight way, before any pattern or rule sees the graph. New nodes get sizes and constants
// in `values`; what nobody reads any more is dropped later (onnx_patterns.h).

#include "core/importers/onnx_values.h"

namespace nodegrad {

/// - a dense layer over sequences as one matrix of all steps: Reshape(MatMul(Reshape(x), w)) is MatMul(x, w)
/// - elements repeated by Tile along a size of 1: Resize
/// - convolutions and pools over one dimension written with two; a bias that is added behind them
/// - a Where of a comparison as one operation; pixels that become channels, and back, in six sizes
/// - both directions of a recurrent operation taken apart and joined again
void rewriteDetours(OnnxGraph& graph, OnnxValues& values);

/// Products of many matrices whose count is joined from samples and heads, (N H, T, D): as (N, H, T, D).
void takeApartBatches(OnnxGraph& graph, OnnxValues& values);

/// Attention in whatever steps it is written: one operation (onnx_attention.cpp).
void joinAttention(OnnxGraph& graph, OnnxValues& values);

/// What these share: the nodes that were written so far and who reads their values.
class OnnxRewriting {
public:
    OnnxRewriting(OnnxGraph& graph, OnnxValues& values);
    /// Puts the written nodes in the place of the graph's.
    void finish() { m_graph.nodes = std::move(m_written); }

    void write(OnnxNode node);
    /// A node with one output of the sizes given; its name.
    std::string made(const std::string& op, std::vector<std::string> inputs, Sizes sizes, std::vector<OnnxAttribute> attributes = {});
    std::string reshaped(const std::string& value, const Sizes& sizes) { return made("Reshape", {value, constant(HostTensor::ofIntegers({static_cast<std::int64_t>(sizes.size())}, sizes))}, sizes); }
    /// A name for a value of the sizes given, which the caller writes.
    std::string named(Sizes sizes);
    void writeReshaped(const std::string& value, const Sizes& sizes, const std::string& output);
    std::string constant(HostTensor tensor, const std::string& origin = "");

    /// The written node that gives `value`, or null; `op` "": any.
    OnnxNode* maker(const std::string& value, const std::string& op = "");
    bool hasOneReader(const std::string& value) const;
    const Sizes* sizes(const std::string& value) const;
    const HostTensor* tensor(const std::string& value) const;
    const OnnxValue& facts(const std::string& value) { return m_values[value]; }
    const OnnxValues& values() const { return m_values; }

private:
    OnnxGraph& m_graph;
    OnnxValues& m_values;
    std::vector<OnnxNode> m_written;
    std::map<std::string, std::size_t> m_makers, m_readers;
    std::size_t m_count = 0;
};

/// Operations that onnxruntime's optimizer has joined (FusedConv, BiasGelu, ...) become the ones they were made of.
void takeApartFused(OnnxGraph& graph);

/// Parts that go through a list of arrays, SequenceAt(SplitToSequence(x, sizes), i), as Slice of x.
void takeApartSequences(OnnxGraph& graph);

} // namespace nodegrad
