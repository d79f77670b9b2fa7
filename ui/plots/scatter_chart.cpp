#include "ui/plots/scatter_chart.h"

#include "ui/widgets/number_text.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nodegrad {

namespace {

constexpr std::size_t drawn = 20000;

} // namespace

ScatterChart::ScatterChart(QWidget* parent) : PlainChart(parent)
{
    plot()->addGraph();
    plot()->addGraph();
    plot()->graph(0)->setLineStyle(QCPGraph::lsNone);
    applyTheme();
}

void ScatterChart::setPoints(std::vector<double> x, std::vector<double> y)
{
    const std::size_t n = std::min(x.size(), y.size());
    x.resize(n);
    y.resize(n);
    m_x = std::move(x);
    m_y = std::move(y);
    rebuild();
}

void ScatterChart::setGuide(Guide guide)
{
    m_guide = guide;
    rebuild();
}

void ScatterChart::rebuild()
{
    QVector<double> xs, ys;
    double low[2] = {HUGE_VAL, HUGE_VAL}, high[2] = {-HUGE_VAL, -HUGE_VAL};
    const std::size_t stride = std::max<std::size_t>(1, (m_x.size() + drawn - 1) / drawn);
    for (std::size_t i = 0; i < m_x.size(); ++i) {
        if (!std::isfinite(m_x[i]) || !std::isfinite(m_y[i]))
            continue;
        low[0] = std::min(low[0], m_x[i]);
        high[0] = std::max(high[0], m_x[i]);
        low[1] = std::min(low[1], m_y[i]);
        high[1] = std::max(high[1], m_y[i]);
        if (i % stride == 0) {
            xs << m_x[i];
            ys << m_y[i];
        }
    }
    plot()->graph(0)->setData(xs, ys);
    if (low[0] <= high[0]) {
        if (m_guide == Guide::Diagonal) {
            low[0] = low[1] = std::min(low[0], low[1]);
            high[0] = high[1] = std::max(high[0], high[1]);
        } else if (m_guide == Guide::ZeroLine) {
            low[1] = std::min(low[1], 0.0);
            high[1] = std::max(high[1], 0.0);
        }
        for (int axis = 0; axis < 2; ++axis) {
            double pad = 0.05 * (high[axis] - low[axis]);
            if (pad <= 0)
                pad = std::max(1e-9, std::abs(low[axis]) * 0.05);
            (axis == 0 ? plot()->xAxis : plot()->yAxis)->setRange(low[axis] - pad, high[axis] + pad);
        }
    }
    const QCPRange range = plot()->xAxis->range();
    if (m_guide == Guide::Diagonal)
        plot()->graph(1)->setData({range.lower, range.upper}, {range.lower, range.upper});
    else if (m_guide == Guide::ZeroLine)
        plot()->graph(1)->setData({range.lower, range.upper}, {0.0, 0.0});
    else
        plot()->graph(1)->setData({}, {});
    setAccessibleDescription(tr("%n point(s)", nullptr, static_cast<int>(m_x.size())));
    redrawSoon();
}

void ScatterChart::restyle()
{
    const Theme& t = theme();
    const QColor color = t(Role::Info);
    plot()->graph(0)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(Theme::blend(color, 0.75, t(Role::Plot)), 1), QBrush(color), 4));
    plot()->graph(1)->setPen(QPen(t(Role::TextMuted), 1, Qt::DashLine));
}

void ScatterChart::clickedAt(const QPointF& position)
{
    const QCPAxis *xAxis = plot()->xAxis, *yAxis = plot()->yAxis;
    int best = -1;
    double bestDistance = 8 * 8;
    for (std::size_t i = 0; i < m_x.size(); ++i) {
        if (!std::isfinite(m_x[i]) || !std::isfinite(m_y[i]))
            continue;
        const double dx = xAxis->coordToPixel(m_x[i]) - position.x(), dy = yAxis->coordToPixel(m_y[i]) - position.y();
        if (dx * dx + dy * dy < bestDistance) {
            bestDistance = dx * dx + dy * dy;
            best = static_cast<int>(i);
        }
    }
    if (best >= 0)
        emit pointClicked(best);
}

QString ScatterChart::valuesAsText(int rows) const
{
    QString text = plot()->xAxis->label() + '\t' + plot()->yAxis->label() + '\n';
    const std::size_t stride = std::max<std::size_t>(1, m_x.size() / static_cast<std::size_t>(std::max(1, rows)));
    for (std::size_t i = 0; i < m_x.size(); i += stride)
        text += QString::number(m_x[i]) + '\t' + QString::number(m_y[i]) + '\n';
    return text;
}

} // namespace nodegrad
