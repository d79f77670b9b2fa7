#pragma once
// Which nodes a person means by a path.

#include <optional>
#include <string>

namespace nodegrad {

/// The beginning of `path` that `wanted` names, with the index of the repeat behind it; none when it names something else. Indices of
/// repeats need not be named: "encoder.block" names "encoder.0.block.2" of "encoder.0.block.2.conv.weight", "encoder.1" names nothing of it.
std::optional<std::string> namedPart(const std::string& wanted, const std::string& path);

} // namespace nodegrad
