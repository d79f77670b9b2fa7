#pragma once
// Small text functions, all independent of the locale.

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nodegrad {

std::string_view trimmed(std::string_view text);
std::string lowered(std::string_view text);
/// The parts lie in `text`.
std::vector<std::string_view> split(std::string_view text, char separator);
template <std::same_as<std::string> Text> std::vector<std::string_view> split(Text&& text, char separator) = delete; ///< it would be gone
std::string joined(std::span<const std::string> parts, std::string_view separator);
/// Whole text as a number, C locale; nothing for "1,5", "12px", "" or out of range.
std::optional<std::int64_t> parseInteger(std::string_view text);
std::optional<double> parseReal(std::string_view text);
/// 33722 -> "33 722" (thin spaces, U+2009).
std::string withThousands(std::int64_t number);
/// 1500 -> "1.5 KB", 1.2e9 -> "1.2 GB" (decimal units).
std::string byteSize(double bytes);
/// 1060000 -> "1.06 M".
std::string countSize(double count);
/// 121 -> "2:01", 7322 -> "2:02:02".
std::string clockTime(double seconds);
/// True for [A-Za-z_][A-Za-z0-9_]*.
bool isIdentifier(std::string_view text);
/// The words of `known` nearest to `word` by edit distance, best first, at most `most`; none that differ by more than half.
std::vector<std::string> nearest(std::string_view word, std::span<const std::string> known, std::size_t most = 3);

} // namespace nodegrad
