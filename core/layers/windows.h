#pragma once
// Words of layers whose windows slide over 1 (sequences), 2 (feature maps) or 3 dimensions (volumes).

#include "core/layers/families.h"

namespace nodegrad {

/// The input as the op takes it: of the kind that belongs to `rank`, channels second. A sequence (N, T, F) is turned to (N, F, T).
Value channelsSecond(Builder& b, const Values& in, std::size_t rank);
/// The reverse: a sequence (N, F, T) is turned back to (N, T, F).
Value channelsBack(Builder& b, const Value& y, std::size_t rank);
/// The channels of an input as it comes: F of a sequence, else C.
const Dim& channelsOf(const Spec& x, std::size_t rank);

/// "{0}", or "{0}.transpose(1, 2)" for a sequence.
std::string pythonChannelsSecond(std::size_t rank);
/// "", or ".transpose(1, 2)" for a sequence.
std::string pythonChannelsBack(std::size_t rank);
/// "nn.Conv" + "2" + "d".
std::string rankedName(const std::string& stem, std::size_t rank);

/// "; one number, or height × width.": how sizes are written.
std::string sizesHint(std::size_t rank);
/// A parameter of `rank` sizes between `least` and a million.
Param sizesParam(const std::string& id, const std::string& title, const std::string& doc, std::int64_t byDefault, std::size_t rank, double least = 1);
/// "stride 2×2", or "" where all are `byDefault`.
std::string unlessAll(const std::string& word, const std::vector<std::int64_t>& sizes, std::int64_t byDefault);

} // namespace nodegrad
