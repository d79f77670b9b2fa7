#include "ui/plots/chart_ticker.h"

#include "ui/widgets/number_text.h"

#include <cmath>
#include <vector>

namespace nodegrad {

QString ChartTicker::numberLabel(double value, double largest)
{
    const double size = largest > 0 ? largest : std::abs(value);
    if (size >= 1e4 && size < 1e6)
        return thousandsText(std::llround(value));
    // Ticks come from sums of steps: ten digits hide the last bits.
    const double clean = QString::number(value, 'g', 10).toDouble();
    QString text = clean != 0 && (size < 0.005 || size >= 1e6) ? scientificText(clean) : QString::number(clean, 'g', 6);
    if (text.startsWith('-'))
        text[0] = QChar(0x2212);
    return text;
}

double ChartTicker::getTickStep(const QCPRange& range)
{
    const double rough = range.size() / std::max(1, m_wanted);
    if (!(rough > 0) || !std::isfinite(rough))
        return 1;
    if (m_style == Style::Time) {
        for (const double step : {1., 2., 5., 10., 15., 30., 60., 120., 300., 600., 900., 1800., 3600., 7200., 14400., 21600., 43200., 86400.})
            if (step >= rough * 0.75)
                return step;
    }
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double digit = rough / power;
    double step = digit < 1.4 ? 1 : digit < 2.8 ? 2 : digit < 6.5 ? 5 : 10;
    if (m_style == Style::Exponent)
        return std::max(1.0, step * power);
    return step * power;
}

int ChartTicker::getSubTickCount(double)
{
    return 0;
}

QVector<double> ChartTicker::logTicks(const QCPRange& range) const
{
    QVector<double> ticks;
    if (!(range.lower > 0) || !(range.upper > range.lower))
        return ticks;
    const int first = static_cast<int>(std::floor(std::log10(range.lower))), last = static_cast<int>(std::ceil(std::log10(range.upper)));
    const double decades = std::log10(range.upper / range.lower);
    const auto add = [&](double value) {
        if (value >= range.lower * (1 - 1e-12) && value <= range.upper * (1 + 1e-12))
            ticks << value;
    };
    if (decades >= 2.6) {
        const int stride = std::max(1, static_cast<int>(std::ceil(decades / 5)));
        for (int e = first; e <= last; ++e)
            if (e % stride == 0)
                add(std::pow(10.0, e));
        return ticks;
    }
    const std::vector<double> digits = decades > 1 ? std::vector{1.0, 3.0} : std::vector{1.0, 2.0, 5.0};
    for (int e = first; e <= last; ++e)
        for (const double digit : digits)
            add(digit * std::pow(10.0, e));
    return ticks;
}

QVector<double> ChartTicker::createTickVector(double tickStep, const QCPRange& range)
{
    m_largest = 0;
    if (m_log) {
        const QVector<double> ticks = logTicks(range);
        if (ticks.size() >= 2)
            return ticks;
        // Less than a decade: equal steps read better than one lonely power.
        tickStep = getTickStep(range);
    }
    QVector<double> ticks;
    const double first = std::ceil(range.lower / tickStep - 1e-9), last = std::floor(range.upper / tickStep + 1e-9);
    if (!(last - first < 200))
        return ticks;
    for (double i = first; i <= last; ++i)
        ticks << i * tickStep + 0.0; // no minus before zero
    m_largest = std::max(std::abs(first), std::abs(last)) * tickStep;
    return ticks;
}

QString ChartTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    switch (m_style) {
    case Style::Percent: return numberLabel(std::round(1e6 * tick) / 1e4) + " %";
    case Style::Time: return clockText(tick);
    case Style::Exponent: return scientificText(QString("1e%1").arg(std::lround(tick)).toDouble());
    case Style::Number: break;
    }
    return numberLabel(tick, m_largest);
}

} // namespace nodegrad
