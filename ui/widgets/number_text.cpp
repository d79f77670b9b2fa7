#include "ui/widgets/number_text.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace nodegrad {

namespace {

const QChar thinSpace(0x2009), minus(0x2212);

QString withMinus(QString text)
{
    if (text.startsWith('-'))
        text[0] = minus;
    return text;
}

/// Empty when the value is finite.
QString specialText(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? QString(QChar(0x221E)) : QString(minus) + QChar(0x221E);
    return {};
}

} // namespace

QString thousandsText(std::int64_t value)
{
    QString digits = QString::number(value);
    const int first = digits.startsWith('-') ? 1 : 0;
    for (auto at = digits.size() - 3; at > first; at -= 3)
        digits.insert(at, thinSpace);
    return withMinus(digits);
}

QString shortCountText(double value)
{
    if (!std::isfinite(value))
        return specialText(value);
    constexpr const char* units[] = {"", "k", "M", "G", "T", "P"};
    double scaled = std::abs(value);
    std::size_t unit = 0;
    while (scaled >= 999.5 && unit + 1 < std::size(units)) {
        scaled /= 1000;
        ++unit;
    }
    const int decimals = unit == 0 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
    const QString number = withMinus(QString::number(value < 0 ? -scaled : scaled, 'f', decimals));
    return unit == 0 ? number : number + ' ' + units[unit];
}

QString bytesText(double bytes)
{
    if (!std::isfinite(bytes))
        return specialText(bytes);
    constexpr const char* units[] = {"B", "KB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (std::abs(bytes) >= 999.5 && unit + 1 < std::size(units)) {
        bytes /= 1000;
        ++unit;
    }
    return QString("%1 %2").arg(withMinus(QString::number(bytes, 'f', unit >= 3 && std::abs(bytes) < 99.95 ? 1 : 0)), units[unit]);
}

QString fixedText(double value, int decimals)
{
    return std::isfinite(value) ? withMinus(QString::number(value, 'f', decimals)) : specialText(value);
}

QString percentText(double share, int decimals)
{
    return std::isfinite(share) ? fixedText(100 * share, decimals) + " %" : specialText(share);
}

QString scientificText(double value)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
    char buffer[64];
    const double size = std::abs(value);
    const bool plain = size == 0 || (size >= 0.01 && size < 100000);
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, plain ? std::chars_format::fixed : std::chars_format::scientific).ptr;
    QString text = QString::fromLatin1(buffer, static_cast<int>(end - buffer));
    static const QRegularExpression exponent("e([+-])0*(\\d+)$"); // "1e-03" is written 1e-3
    if (const auto match = exponent.match(text); match.hasMatch())
        text.replace(match.capturedStart(), match.capturedLength(), "e" + QString(match.captured(1) == "-" ? "-" : "") + match.captured(2));
    return text;
}

QString readoutText(double value)
{
    if (!std::isfinite(value))
        return specialText(value);
    const double size = std::abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e6))
        return withMinus(QString::number(value, 'e', 1));
    const int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
    return withMinus(QString::number(value, 'f', decimals));
}

QString clockText(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return QString(QChar(0x2013));
    const auto whole = static_cast<std::int64_t>(std::min(seconds, 1e12));
    const std::int64_t hours = whole / 3600, minutes = whole / 60 % 60;
    const QString tail = QString("%1").arg(whole % 60, 2, 10, QChar('0'));
    return hours > 0 ? QString("%1:%2:%3").arg(hours).arg(minutes, 2, 10, QChar('0')).arg(tail) : QString("%1:%2").arg(minutes).arg(tail);
}

std::optional<double> numberFromText(const QString& text)
{
    QString plain = text.trimmed();
    plain.remove(thinSpace).remove(QChar(0x202F)).remove(QChar(0x00A0)).remove(' ').replace(minus, '-');
    bool good = false;
    const double value = QLocale::c().toDouble(plain, &good);
    if (!good || !std::isfinite(value) || plain.contains(','))
        return std::nullopt;
    return value;
}

} // namespace nodegrad
