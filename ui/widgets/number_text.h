#pragma once
#include <QString>

#include <cstdint>
#include <optional>

/// Numbers as people read them in the window. Files and the command line do not use these.
namespace nodegrad {

/// 33722 -> "33 722" with thin spaces, a minus sign that is as wide as a plus.
QString thousandsText(std::int64_t value);
/// 1060000 -> "1.06 M", 950 -> "950".
QString shortCountText(double value);
/// 9437184 -> "9 MB"; 1 KB = 1000 bytes.
QString bytesText(double bytes);
/// Fixed decimals: (0.0312, 4) -> "0.0312". NaN and infinities are spelt "NaN", "∞", "−∞".
QString fixedText(double value, int decimals);
/// A share 0..1 as "98.1 %".
QString percentText(double share, int decimals = 1);
/// Shortest text that gives the same number: 0.001 -> "1e-3", 0.25 -> "0.25", 300000 -> "3e5".
QString scientificText(double value);
/// Four significant digits, for read-outs: 0.06841 -> "0.0684", 5.2e-4 -> "5.2e-04".
QString readoutText(double value);
/// Seconds as "2:07" or "1:02:07".
QString clockText(double seconds);
/// Reads what people type: "1e-3", "0,5" is refused, "1 000" is 1000. nullopt for anything else or not finite.
std::optional<double> numberFromText(const QString& text);

} // namespace nodegrad
