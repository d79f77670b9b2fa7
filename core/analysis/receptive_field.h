#pragma once
// How much of the input one value of a layer sees.

#include <optional>
#include <string>
#include <vector>

#include "core/lowering/lower.h"

namespace nodegrad {

/// Along one axis of the input (height, width; depth; time): an output value sees `size` neighbouring input values, and its
/// neighbour sees them shifted by `stride`. whole: all of them, however many there are.
struct FieldAxis {
    std::int64_t size = 1, stride = 1;
    bool whole = false;
    bool operator==(const FieldAxis&) const = default;
};

/// Of the first output of the node at `path` ("block.0.conv1"), along the axes of the first Input in order; nothing when the node is
/// not in the program or the Input has no such axes (vectors). Source: Araujo, Norris, Sim, "Computing receptive fields of
/// convolutional neural networks", 2019: r = r' + (k - 1) j' with j = j' s, the largest over all ways.
std::optional<std::vector<FieldAxis>> receptiveField(const Program& program, const std::string& path);
/// "11 × 11, every 4 pixels"; "all of the input".
std::string fieldText(const std::vector<FieldAxis>& field);

} // namespace nodegrad
