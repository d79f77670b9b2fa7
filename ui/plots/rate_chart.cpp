#include "ui/plots/rate_chart.h"

#include "ui/plots/chart_ticker.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace nodegrad {

namespace {

enum Graph { Curve, Marks, Chosen, ChosenLine, graphs };

} // namespace

RateChart::RateChart(QWidget* parent) : PlainChart(parent)
{
    for (int i = 0; i < graphs; ++i)
        plot()->addGraph();
    plot()->xAxis->setScaleType(QCPAxis::stLogarithmic);
    const auto ticker = QSharedPointer<ChartTicker>::create();
    ticker->setLogarithmic(true);
    plot()->xAxis->setTicker(ticker);
    for (const Graph graph : {Marks, Chosen})
        plot()->graph(graph)->setLineStyle(QCPGraph::lsNone);
    setTitle(tr("Loss over the learning rate"));
    setAxisTitles(tr("learning rate"), tr("loss"));
    applyTheme();
}

void RateChart::setCurve(std::vector<double> rates, std::vector<double> losses)
{
    const std::size_t count = std::min(rates.size(), losses.size());
    rates.resize(count);
    losses.resize(count);
    m_rates = std::move(rates);
    m_losses = std::move(losses);
    rebuild();
}

void RateChart::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    rebuild();
}

void RateChart::setChosen(int mark)
{
    m_chosen = mark;
    rebuild();
}

/// Between the two points around it, straight on the logarithmic axis.
double RateChart::lossAt(double rate) const
{
    const auto above = std::ranges::lower_bound(m_rates, rate);
    const std::size_t i = static_cast<std::size_t>(above - m_rates.begin());
    if (i == 0)
        return m_losses.front();
    if (i == m_rates.size())
        return m_losses.back();
    const double share = std::log(rate / m_rates[i - 1]) / std::log(m_rates[i] / m_rates[i - 1]);
    return m_losses[i - 1] + share * (m_losses[i] - m_losses[i - 1]);
}

void RateChart::rebuild()
{
    QVector<double> rates, losses, places, heights;
    for (std::size_t i = 0; i < m_rates.size(); ++i)
        if (std::isfinite(m_losses[i])) {
            rates << m_rates[i];
            losses << m_losses[i];
        }
    plot()->graph(Curve)->setData(rates, losses, true);
    if (m_rates.empty())
        return redrawSoon();
    for (const Mark& mark : m_marks) {
        places << mark.rate;
        heights << lossAt(mark.rate);
    }
    plot()->graph(Marks)->setData(places, heights);
    // What matters lies before the least loss: the explosion behind it would press all of that flat.
    const auto least = std::ranges::min_element(losses);
    const double low = *least, start = *std::max_element(losses.begin(), least + 1);
    const double high = std::min(*std::ranges::max_element(losses), start + 0.5 * (start - low));
    const double pad = std::max(1e-9, 0.08 * (high - low));
    plot()->xAxis->setRange(rates.front(), rates.back());
    plot()->yAxis->setRange(low - pad, high + pad);
    const bool hasChosen = m_chosen >= 0 && m_chosen < static_cast<int>(m_marks.size());
    plot()->graph(Chosen)->setData(hasChosen ? QVector<double>{places[m_chosen]} : QVector<double>(), hasChosen ? QVector<double>{heights[m_chosen]} : QVector<double>());
    plot()->graph(ChosenLine)->setData(hasChosen ? QVector<double>{places[m_chosen], places[m_chosen]} : QVector<double>(),
                                       hasChosen ? QVector<double>{low - pad, high + pad} : QVector<double>());
    setAccessibleDescription(tr("%n step(s)", nullptr, static_cast<int>(m_rates.size())));
    redrawSoon();
}

void RateChart::restyle()
{
    const Theme& t = theme();
    plot()->graph(Curve)->setPen(QPen(t(Role::Info), 2));
    plot()->graph(Marks)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(t(Role::Plot), 2), QBrush(t(Role::Info)), 9));
    plot()->graph(Chosen)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(t(Role::Plot), 2), QBrush(t(Role::Accent)), 13));
    plot()->graph(ChosenLine)->setPen(QPen(t(Role::Accent), 1, Qt::DashLine));
}

void RateChart::clickedAt(const QPointF& position)
{
    int best = -1;
    double bestDistance = 12 * 12;
    for (std::size_t i = 0; i < m_marks.size() && !m_rates.empty(); ++i) {
        const double dx = plot()->xAxis->coordToPixel(m_marks[i].rate) - position.x(), dy = plot()->yAxis->coordToPixel(lossAt(m_marks[i].rate)) - position.y();
        if (dx * dx + dy * dy < bestDistance) {
            bestDistance = dx * dx + dy * dy;
            best = static_cast<int>(i);
        }
    }
    if (best >= 0)
        emit markClicked(best);
}

QString RateChart::valuesAsText(int rows) const
{
    QString text = plot()->xAxis->label() + '\t' + plot()->yAxis->label() + '\n';
    const std::size_t stride = std::max<std::size_t>(1, m_rates.size() / static_cast<std::size_t>(std::max(1, rows)));
    for (std::size_t i = 0; i < m_rates.size(); i += stride)
        text += QString::number(m_rates[i]) + '\t' + QString::number(m_losses[i]) + '\n';
    return text;
}

} // namespace nodegrad
