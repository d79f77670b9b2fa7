#pragma once
// A zip archive whose records are stored as they are, made in memory.

#include <string>
#include <utility>
#include <vector>

namespace nodegrad::test {

std::string storedZip(const std::vector<std::pair<std::string, std::string>>& records);

} // namespace nodegrad::test
