#pragma once
// A value of an ONNX file as an array of ours under other sizes: the file's (T, N, F) may be our (N, T, F).

#include <optional>
#include <vector>

#include "core/importers/onnx_values.h"
#include "core/shapes/spec.h"

namespace nodegrad {

/// Our array's sizes, each cut into factors (`parts`, in the array's own order; `owner[p]` is the size that part p belongs to), and
/// the order in which the file sees the parts. What only moves, cuts or joins parts needs no layer.
/// Example: the file's LSTM output (T, 2, N, H) of our (N, T, 2 H): parts N, T, 2, H; owner 0, 1, 2, 2; order 1, 2, 0, 3.
struct OnnxView {
    Sizes parts;                    ///< N is kBatchSize
    std::vector<std::size_t> owner;
    std::vector<std::size_t> order; ///< size i of the file is part order[i]

    /// The file sees the array as it is.
    bool isPlain() const { return hasWholeParts() && isInOrder(); }
    /// No size is cut, and none is left out.
    bool hasWholeParts() const;
    bool isInOrder() const;
    Sizes fileSizes() const;
    bool operator==(const OnnxView&) const = default;
};

/// Sizes of `shape` with N as kBatchSize; nothing when one holds another symbol.
std::optional<Sizes> sizesOf(const Shape& shape);
OnnxView plainView(const Sizes& sizes);
/// Nothing when `order` is none of its sizes.
std::optional<OnnxView> transposedView(const OnnxView& view, const Sizes& order);
/// The same values as `target` (of equal count), when that only cuts, joins, adds or drops parts; nothing when the values would have
/// to be laid out anew.
std::optional<OnnxView> reshapedView(const OnnxView& view, const Sizes& target);

} // namespace nodegrad
