#include "ui/plots/histogram_chart.h"

#include "ui/plots/chart_ticker.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace nodegrad {

HistogramChart::HistogramChart(QWidget* parent) : PlainChart(parent)
{
    auto* bars = new QCPBars(plot()->xAxis, plot()->yAxis);
    bars->setAntialiased(false);
    plot()->addGraph(); // the diagonal
    plot()->addGraph(); // the limit
    auto* text = new QCPItemText(plot());
    text->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    text->setVisible(false);
    applyTheme();
}

void HistogramChart::setBins(double low, double high, std::vector<double> counts)
{
    m_low = low;
    m_high = high > low ? high : low + 1;
    m_counts = std::move(counts);
    m_names.clear();
    rebuild();
}

void HistogramChart::setBars(QStringList names, std::vector<double> values)
{
    m_low = 0;
    m_high = static_cast<double>(std::max<std::size_t>(1, values.size()));
    m_counts = std::move(values);
    m_names = std::move(names);
    rebuild();
}

void HistogramChart::setRole(Role role)
{
    m_role = role;
    applyTheme();
}

void HistogramChart::setLogX(bool exponents)
{
    m_exponents = exponents;
    rebuild();
}

void HistogramChart::setLimit(std::optional<double> x, const QString& text)
{
    m_limit = x;
    m_limitText = text;
    rebuild();
}

void HistogramChart::setDiagonal(bool visible)
{
    m_diagonal = visible;
    rebuild();
}

void HistogramChart::setCountAxisVisible(bool visible)
{
    m_countAxis = visible;
    rebuild();
}

void HistogramChart::setPercentAxis(bool percent)
{
    m_percent = percent;
    rebuild();
}

void HistogramChart::rebuild()
{
    auto* bars = qobject_cast<QCPBars*>(plot()->plottable(0));
    const std::size_t n = m_counts.size();
    const double width = (m_high - m_low) / static_cast<double>(std::max<std::size_t>(1, n));
    QVector<double> keys, values;
    double top = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double value = std::isfinite(m_counts[i]) ? m_counts[i] : 0;
        keys << m_low + width * (static_cast<double>(i) + 0.5);
        values << value;
        top = std::max(top, value);
    }
    bars->setWidth(width * (m_names.isEmpty() ? 0.94 : 0.7));
    bars->setData(keys, values, true);
    if (m_percent)
        top = 1;
    double left = m_low, right = m_high;
    if (m_limit) {
        left = std::min(left, *m_limit);
        right = std::max(right, *m_limit + 0.03 * (right - left));
    }
    plot()->xAxis->setRange(left, right);
    plot()->yAxis->setRange(0, top > 0 ? top * (m_percent ? 1.0 : 1.06) : 1);
    plot()->yAxis->setTickLabels(m_countAxis);
    plot()->yAxis->grid()->setVisible(m_countAxis);

    if (m_names.isEmpty()) {
        auto ticker = QSharedPointer<ChartTicker>::create();
        ticker->setStyle(m_exponents ? ChartTicker::Style::Exponent : ChartTicker::Style::Number);
        plot()->xAxis->setTicker(ticker);
    } else {
        auto ticker = QSharedPointer<QCPAxisTickerText>::create();
        const qsizetype stride = std::max<qsizetype>(1, m_names.size() / 12);
        for (qsizetype i = 0; i < m_names.size(); i += stride)
            ticker->addTick(static_cast<double>(i) + 0.5, m_names[i]);
        plot()->xAxis->setTicker(ticker);
    }
    auto yTicker = QSharedPointer<ChartTicker>::create();
    yTicker->setStyle(m_percent ? ChartTicker::Style::Percent : ChartTicker::Style::Number);
    yTicker->setWanted(m_percent ? 2 : 3);
    plot()->yAxis->setTicker(yTicker);

    if (m_diagonal)
        plot()->graph(0)->setData({m_low, m_high}, {0.0, m_percent ? 1.0 : top}, true);
    else
        plot()->graph(0)->setData(QVector<double>(), QVector<double>());
    if (m_limit)
        plot()->graph(1)->setData({*m_limit, *m_limit}, {0.0, plot()->yAxis->range().upper}, true);
    else
        plot()->graph(1)->setData(QVector<double>(), QVector<double>());
    auto* text = qobject_cast<QCPItemText*>(plot()->item(0));
    text->setVisible(m_limit && !m_limitText.isEmpty());
    if (m_limit) {
        text->setText(m_limitText + ' ');
        text->position->setCoords(*m_limit, plot()->yAxis->range().upper);
    }
    setAccessibleDescription(tr("%n bar(s)", nullptr, static_cast<int>(n)));
    redrawSoon();
}

void HistogramChart::restyle()
{
    const Theme& t = theme();
    auto* bars = qobject_cast<QCPBars*>(plot()->plottable(0));
    bars->setPen(Qt::NoPen);
    bars->setBrush(t(m_role));
    plot()->yAxis->grid()->setVisible(m_countAxis);
    plot()->graph(0)->setPen(QPen(t(Role::TextMuted), 1, Qt::DashLine));
    plot()->graph(1)->setPen(QPen(t(Role::Warning), 1, Qt::DashLine));
    auto* text = qobject_cast<QCPItemText*>(plot()->item(0));
    text->setFont(nodegrad::font(TextStyle::Caption));
    text->setColor(t(Role::Warning));
}

QString HistogramChart::valuesAsText(int rows) const
{
    QString text = (m_names.isEmpty() ? tr("from\tto\tcount") : tr("name\tvalue")) + '\n';
    const double width = (m_high - m_low) / static_cast<double>(std::max<std::size_t>(1, m_counts.size()));
    for (std::size_t i = 0; i < m_counts.size() && static_cast<int>(i) < rows; ++i) {
        const QString count = QString::number(m_counts[i]);
        if (!m_names.isEmpty())
            text += m_names.value(static_cast<int>(i)) + '\t' + count + '\n';
        else
            text += QString("%1\t%2\t%3\n").arg(m_low + width * static_cast<double>(i)).arg(m_low + width * static_cast<double>(i + 1)).arg(count);
    }
    return text;
}

} // namespace nodegrad
