#pragma once
// SHA-256 (FIPS 180-4): tells whether a file is still the one that a project was saved with.

#include <string>
#include <string_view>

namespace nodegrad {

/// 64 hexadecimal digits, as sha256sum prints them.
std::string sha256Hex(std::string_view bytes);

} // namespace nodegrad
