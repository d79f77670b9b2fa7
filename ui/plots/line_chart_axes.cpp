#include "ui/plots/chart_readout.h"
#include "ui/plots/chart_ticker.h"
#include "ui/plots/line_chart.h"
#include "ui/plots/line_chart_parts.h"
#include "ui/plots/plain_chart.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_text.h"

#include <QEvent>
#include <QLayout>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nodegrad {

namespace {

constexpr int redrawMilliseconds = 100; // 10 times a second
constexpr int soonMilliseconds = 15;    // an answer to the hand
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Cuts a curve into dashes of 5 px with gaps of 3 px, so that it can be drawn with a solid pen: a dashed pen is ten times
/// slower and does not know phFastPolylines. Not finite values stay gaps.
QVector<QCPGraphData> dashed(const QVector<QCPGraphData>& curve, const QCPAxis& x, const QCPAxis& y)
{
    constexpr double on = 5, off = 3;
    QVector<QCPGraphData> result;
    double left = on; // of the dash or gap that is being drawn
    bool drawing = true, open = false;
    const auto emitAt = [&](double px, double py) { result << QCPGraphData(x.pixelToCoord(px), y.pixelToCoord(py)); };
    const auto breakAt = [&](double px) { result << QCPGraphData(x.pixelToCoord(px), nan); };
    for (int i = 0; i + 1 < curve.size(); ++i) {
        if (!std::isfinite(curve[i].value) || !std::isfinite(curve[i + 1].value)) {
            if (open)
                breakAt(x.coordToPixel(curve[i].key));
            open = false;
            continue;
        }
        double px = x.coordToPixel(curve[i].key), py = y.coordToPixel(curve[i].value);
        const double qx = x.coordToPixel(curve[i + 1].key), qy = y.coordToPixel(curve[i + 1].value);
        double rest = std::hypot(qx - px, qy - py);
        if (!(rest < 20000))
            continue; // a jump far outside of the picture
        const double dx = rest > 0 ? (qx - px) / rest : 0, dy = rest > 0 ? (qy - py) / rest : 0;
        if (drawing && !open) {
            emitAt(px, py);
            open = true;
        }
        while (rest > left) {
            px += dx * left;
            py += dy * left;
            rest -= left;
            if (drawing) {
                emitAt(px, py);
                breakAt(px);
            } else {
                emitAt(px, py);
            }
            drawing = !drawing;
            open = drawing;
            left = drawing ? on : off;
        }
        left -= rest;
        if (drawing)
            emitAt(qx, qy);
    }
    return result;
}

SeriesX storeAxis(ChartX axis)
{
    return axis == ChartX::Time ? SeriesX::Wall : SeriesX::Step;
}

} // namespace

double LineChart::wallOrigin(const QString& runId) const
{
    double origin = std::numeric_limits<double>::infinity();
    for (const auto& [key, curve] : m_curves)
        if (key.runId == runId && !curve->raw.empty())
            origin = std::min(origin, curve->raw.wall(0));
    return std::isfinite(origin) ? origin : 0;
}

double LineChart::toX(const QString& runId, double step, double wall) const
{
    switch (m_xAxis) {
    case ChartX::Step: return step;
    case ChartX::Epoch: return step / m_runs.at(runId).stepsPerEpoch;
    case ChartX::Time: return wall - wallOrigin(runId);
    }
    return step;
}

std::pair<double, double> LineChart::fromX(const QString& runId, double low, double high) const
{
    switch (m_xAxis) {
    case ChartX::Step: break;
    case ChartX::Epoch: {
        const double each = m_runs.at(runId).stepsPerEpoch;
        return {low * each, high * each};
    }
    case ChartX::Time: {
        const double origin = wallOrigin(runId);
        return {low + origin, high + origin};
    }
    }
    return {low, high};
}

void LineChart::markDirty(bool soon)
{
    m_dirty = true;
    if (!isVisible())
        return; // showEvent draws
    if (!m_timer->isActive() || (soon && m_timer->remainingTime() > soonMilliseconds))
        m_timer->start(soon ? soonMilliseconds : redrawMilliseconds);
}

void LineChart::drawNow()
{
    m_timer->stop();
    layout()->activate(); // a chart that was never shown has no size yet
    m_dirty = true;
    redraw();
}

std::pair<double, double> LineChart::dataRange() const
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto& [key, curve] : m_curves) {
        if (curve->raw.empty() || !m_runs.at(key.runId).visible)
            continue;
        const std::size_t last = curve->raw.size() - 1;
        low = std::min(low, toX(key.runId, curve->raw.step(0), curve->raw.wall(0)));
        high = std::max(high, toX(key.runId, curve->raw.step(last), curve->raw.wall(last)));
    }
    if (m_xAxis != ChartX::Time) {
        for (const auto& [runId, future] : m_futures)
            if (m_runs.contains(runId) && m_runs.at(runId).visible)
                high = std::max(high, toX(runId, future->points.back().step, 0));
        if (const QString lead = leadRun(); m_xEnd && !lead.isEmpty())
            high = std::max(high, toX(lead, *m_xEnd, 0));
    }
    if (!(low <= high))
        return {0, 1};
    // A curve that begins in the first tenth begins at zero.
    if (low > 0 && low < 0.1 * high)
        low = 0;
    if (high - low <= 0)
        high = low + 1;
    return {low, high};
}

double LineChart::xMinimum() const
{
    return m_plot->xAxis->range().lower;
}

double LineChart::xMaximum() const
{
    return m_plot->xAxis->range().upper;
}

void LineChart::setXRange(double low, double high)
{
    const auto [dataLow, dataHigh] = dataRange();
    const double whole = dataHigh - dataLow;
    double width = std::clamp(high - low, whole * 1e-7, whole);
    low = std::clamp(low, dataLow, dataHigh - width);
    high = low + width;
    m_plot->xAxis->setRange(low, high);
    m_fitted = width >= whole * (1 - 1e-9);
    const bool following = high >= dataHigh - 1e-9 * whole;
    if (following != m_following) {
        m_following = following;
        emit followingChanged(following);
    }
}

void LineChart::updateXRange()
{
    const auto [low, high] = dataRange();
    if (m_fitted) {
        m_plot->xAxis->setRange(low, high);
    } else if (m_following) {
        const double width = m_plot->xAxis->range().size();
        m_plot->xAxis->setRange(high - width, high);
    }
}

void LineChart::updateYRange()
{
    const QCPRange x = m_plot->xAxis->range();
    double low = std::numeric_limits<double>::infinity(), high = -low;
    const auto add = [&](const SeriesStore::Range& range) {
        if (range.valid) {
            low = std::min(low, range.low);
            high = std::max(high, range.high);
        }
    };
    for (const auto& [key, curve] : m_curves) {
        if (!m_runs.at(key.runId).visible)
            continue;
        const auto [from, to] = fromX(key.runId, x.lower, x.upper);
        add(curve->raw.valueRange(storeAxis(m_xAxis), from, to, m_logY));
    }
    for (const auto& [runId, future] : m_futures) {
        if (!m_runs.contains(runId) || !m_runs.at(runId).visible || m_xAxis == ChartX::Time)
            continue;
        for (const SeriesPoint& point : future->points)
            if (std::isfinite(point.value) && (!m_logY || point.value > 0))
                add({point.value, point.value, true});
    }
    if (!(low <= high)) {
        low = m_logY ? 0.1 : 0;
        high = 1;
    }
    if (m_logY) {
        // Whole steps of 1, 2, 5: the axis stands still while a curve wanders.
        const double pad = std::max(std::pow(high / low, 0.04), 1.05);
        low /= pad;
        high *= pad;
    } else {
        double pad = 0.06 * (high - low);
        if (pad <= 0)
            pad = high != 0 ? std::abs(high) * 0.1 : 1;
        // Down to zero when it is near, so that sizes can be compared.
        low = low >= 0 && low < 0.35 * high ? 0 : low - pad;
        high += pad;
    }
    if (m_yLow && (!m_logY || *m_yLow > 0))
        low = *m_yLow;
    if (m_yHigh && *m_yHigh > low)
        high = *m_yHigh;
    if (!(high > low))
        high = low + (low != 0 ? std::abs(low) : 1);
    m_plot->yAxis->setRange(low, high);
}

void LineChart::applyTheme()
{
    styleChart(*m_plot, theme());
    applyPens();
    markDirty();
}

void LineChart::applyPens()
{
    const Theme& t = theme();
    int visible = 0;
    for (const auto& [id, run] : m_runs)
        visible += run.visible;
    for (auto& [key, curve] : m_curves) {
        const Run& run = m_runs.at(key.runId);
        const bool selected = key.runId == m_selectedRun;
        QPen pen(run.color, key.kind == SeriesKind::Validation ? 2.2 : 1.5);
        pen.setJoinStyle(Qt::RoundJoin);
        pen.setCapStyle(key.kind == SeriesKind::Training ? Qt::FlatCap : Qt::RoundCap);
        curve->line->setPen(pen);
        curve->line->setLayer(selected ? "selected" : "main");
        curve->line->setAntialiased(visible <= 40);
        curve->line->setVisible(run.visible);
        curve->rawLine->setPen(QPen(Theme::blend(run.color, t.name() == ThemeName::Light ? 0.30 : 0.28, t(Role::Plot)), 1));
        curve->rawLine->setAntialiased(false);
        curve->rawLine->setVisible(run.visible && m_raw && m_smoothing > 0);
    }
    for (auto& [runId, future] : m_futures) {
        const auto run = m_runs.find(runId);
        QPen pen(Theme::blend(run == m_runs.end() ? t(Role::Info) : run->second.color, 0.7, t(Role::Plot)), 1.5, Qt::DotLine);
        future->line->setPen(pen);
        future->line->setVisible(run == m_runs.end() || run->second.visible);
    }
}

void LineChart::redraw()
{
    if (!m_dirty)
        return;
    m_dirty = false;
    balanceSmoothing();
    applyPens();
    m_plot->setBufferDevicePixelRatio(devicePixelRatioF());
    if (m_plot->viewport() != m_plot->rect())
        m_plot->setViewport(m_plot->rect()); // hidden widgets hear of their size late
    if (!m_laidOut || m_plot->size() != *m_laidOut) {
        m_plot->replot(); // pixels are known only after a first layout
        m_laidOut = m_plot->size();
    }
    auto xTicker = qSharedPointerDynamicCast<ChartTicker>(m_plot->xAxis->ticker());
    auto yTicker = qSharedPointerDynamicCast<ChartTicker>(m_plot->yAxis->ticker());
    xTicker->setStyle(m_xAxis == ChartX::Time ? ChartTicker::Style::Time : ChartTicker::Style::Number);
    xTicker->setWanted(std::clamp(m_plot->width() / 90, 2, 5));
    yTicker->setStyle(m_format == ValueFormat::Percent ? ChartTicker::Style::Percent : ChartTicker::Style::Number);
    yTicker->setWanted(std::clamp(m_plot->height() / 45, 2, 4));
    yTicker->setLogarithmic(m_logY);
    m_plot->yAxis->setScaleType(m_logY ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    updateXRange();
    updateYRange();

    const QCPRange range = m_plot->xAxis->range();
    const int columns = std::max(50, m_plot->axisRect()->width());
    const auto fill = [&](QCPGraph* graph, const SeriesStore& store, const QString& runId, bool smoothLine) {
        const auto [from, to] = fromX(runId, range.lower, range.upper);
        QVector<QCPGraphData> drawn;
        const SeriesX axis = storeAxis(m_xAxis);
        for (const SeriesStore::DrawPoint& point : smoothLine ? store.sample(axis, from, to, columns / 2) : store.query(axis, from, to, columns)) {
            const double x = m_xAxis == ChartX::Time ? toX(runId, 0, point.x) : toX(runId, point.x, 0);
            drawn << QCPGraphData(x, m_logY && !(point.value > 0) ? nan : point.value);
        }
        graph->data()->set(drawn, true);
    };
    for (auto& [key, curve] : m_curves) {
        if (!m_runs.at(key.runId).visible)
            continue;
        // Wide and dashed pens are slow, and a smoothed line has no spikes to keep: the raw one behind it shows them.
        fill(curve->line, curve->shown(), key.runId, !curve->smooth.empty());
        if (key.kind == SeriesKind::Training) {
            QVector<QCPGraphData> whole(curve->line->data()->constBegin(), curve->line->data()->constEnd());
            curve->line->data()->set(dashed(whole, *m_plot->xAxis, *m_plot->yAxis), true);
        }
        if (curve->rawLine->visible())
            fill(curve->rawLine, curve->raw, key.runId, false);
        curve->line->setScatterStyle(curve->raw.size() == 1 ? QCPScatterStyle(QCPScatterStyle::ssDisc, curve->line->pen().color(), 6) : QCPScatterStyle());
    }
    for (auto& [runId, future] : m_futures) {
        QVector<QCPGraphData> drawn;
        if (m_xAxis != ChartX::Time && m_runs.contains(runId))
            for (const SeriesPoint& point : future->points)
                drawn << QCPGraphData(toX(runId, point.step, 0), m_logY && !(point.value > 0) ? nan : point.value);
        future->line->data()->set(drawn, true);
    }
    m_plot->replot(QCustomPlot::rpRefreshHint);
    updateReadout();
    if (m_newData) {
        m_newData = false;
        emit dataChanged();
    }
}

QString LineChart::valueText(double value) const
{
    return m_format == ValueFormat::Percent ? percentText(value) : readoutText(value);
}

void LineChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        applyTheme();
}

void LineChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    markDirty(true);
}

void LineChart::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    markDirty(true);
}

} // namespace nodegrad
