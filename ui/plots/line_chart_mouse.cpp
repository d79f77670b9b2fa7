#include "ui/plots/chart_readout.h"
#include "ui/plots/line_chart.h"
#include "ui/plots/line_chart_parts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_text.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace nodegrad {

bool LineChart::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_plot) {
        if (event->type() == QEvent::Resize)
            m_readout->setGeometry(m_plot->rect());
        else if (mouseEvent(event))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool LineChart::mouseEvent(QEvent* event)
{
    const QRect inside = m_plot->axisRect()->rect();
    switch (event->type()) {
    case QEvent::Wheel: {
        const auto* wheel = static_cast<QWheelEvent*>(event);
        const QPoint delta = wheel->angleDelta();
        if (wheel->modifiers() & Qt::ShiftModifier || std::abs(delta.x()) > std::abs(delta.y()))
            pan(-0.1 * (delta.x() != 0 ? delta.x() : delta.y()) / 120.0);
        else
            zoom(std::pow(1.2, -delta.y() / 120.0), m_plot->xAxis->pixelToCoord(wheel->position().x()));
        event->accept();
        return true;
    }
    case QEvent::MouseButtonPress: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        setFocus(Qt::MouseFocusReason);
        if (mouse->button() == Qt::LeftButton) {
            m_pressed = true;
            m_moved = false;
            m_pressAt = mouse->position();
            m_pressLow = xMinimum();
            m_pressHigh = xMaximum();
        }
        return true;
    }
    case QEvent::MouseMove: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (m_pressed && (m_moved || std::abs(mouse->position().x() - m_pressAt.x()) > 4)) {
            m_moved = true;
            const double shift = (m_pressAt.x() - mouse->position().x()) / std::max(1, inside.width()) * (m_pressHigh - m_pressLow);
            setXRange(m_pressLow + shift, m_pressHigh + shift);
            markDirty(true);
        }
        const bool over = inside.contains(mouse->position().toPoint());
        pointAt(over ? std::optional(m_plot->xAxis->pixelToCoord(mouse->position().x())) : std::nullopt);
        return true;
    }
    case QEvent::MouseButtonRelease: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (m_pressed && !m_moved && mouse->button() == Qt::LeftButton)
            if (const QString run = runAt(mouse->position()); !run.isEmpty())
                emit runClicked(run);
        m_pressed = false;
        return true;
    }
    case QEvent::MouseButtonDblClick: fit(); return true;
    case QEvent::Leave: pointAt(std::nullopt); return false;
    default: return false;
    }
}

void LineChart::zoom(double factor, double center)
{
    const double low = xMinimum(), high = xMaximum();
    // At the right edge the newest point stays where it is.
    if (m_following && center > high - 0.02 * (high - low))
        center = high;
    setXRange(center - (center - low) * factor, center + (high - center) * factor);
    markDirty(true);
}

void LineChart::pan(double share)
{
    const double low = xMinimum(), high = xMaximum(), by = share * (high - low);
    setXRange(low + by, high + by);
    markDirty(true);
}

void LineChart::keyPressEvent(QKeyEvent* event)
{
    const double middle = m_crosshair.value_or(m_following ? xMaximum() : (xMinimum() + xMaximum()) / 2);
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(1 / 1.2, middle); return;
    case Qt::Key_Minus: zoom(1.2, middle); return;
    case Qt::Key_Left: pan(-0.1); return;
    case Qt::Key_Right: pan(0.1); return;
    case Qt::Key_Home: fit(); return;
    default: QWidget::keyPressEvent(event);
    }
}

void LineChart::pointAt(std::optional<double> x)
{
    if (x == m_crosshair)
        return;
    setCrosshair(x);
    emit crosshairMoved(x);
}

void LineChart::setCrosshair(std::optional<double> x)
{
    if (x == m_crosshair)
        return;
    m_crosshair = x;
    updateReadout();
}

QString LineChart::runAt(const QPointF& position) const
{
    const SeriesX axis = m_xAxis == ChartX::Time ? SeriesX::Wall : SeriesX::Step;
    double best = 7;
    QString found;
    for (const auto& [key, curve] : m_curves) {
        const SeriesStore& store = curve->shown();
        if (!m_runs.at(key.runId).visible || store.empty())
            continue;
        const double x = fromX(key.runId, m_plot->xAxis->pixelToCoord(position.x()), 0).first;
        if (x < store.x(axis, 0) || x > store.x(axis, store.size() - 1))
            continue;
        const double value = static_cast<double>(store.value(store.nearest(axis, x)));
        if (!std::isfinite(value) || (m_logY && value <= 0))
            continue;
        const double distance = std::abs(m_plot->yAxis->coordToPixel(value) - position.y());
        if (distance < best) {
            best = distance;
            found = key.runId;
        }
    }
    return found;
}

void LineChart::updateReadout()
{
    ChartReadout::Content content;
    content.plot = m_plot->axisRect()->rect();
    const SeriesX axis = m_xAxis == ChartX::Time ? SeriesX::Wall : SeriesX::Step;
    const auto pixel = [&](double x, double value) { return QPointF(m_plot->xAxis->coordToPixel(x), m_plot->yAxis->coordToPixel(value)); };
    const auto drawable = [&](double value) { return std::isfinite(value) && (!m_logY || value > 0); };
    const auto pointX = [&](const QString& runId, const SeriesStore& store, std::size_t i) { return toX(runId, store.step(i), store.wall(i)); };

    bool anyPoint = false;
    std::map<QString, ChartReadout::Row> rows;
    for (const auto& [key, curve] : m_curves) {
        const Run& run = m_runs.at(key.runId);
        if (!run.visible || curve->raw.empty())
            continue;
        anyPoint = true;
        const bool selected = key.runId == m_selectedRun;
        for (const double at : curve->raw.notFinite(axis)) {
            const double x = m_plot->xAxis->coordToPixel(m_xAxis == ChartX::Time ? toX(key.runId, 0, at) : toX(key.runId, at, 0));
            if (x >= content.plot.left() - 1 && x <= content.plot.right() + 1)
                content.notNumbers.emplace_back(x, content.plot.bottom() - 1);
        }
        if (!m_crosshair)
            continue;
        const SeriesStore& store = curve->shown();
        for (int i = 0; i <= 60; ++i) {
            const double x = xMinimum() + (xMaximum() - xMinimum()) * i / 60;
            const double native = fromX(key.runId, x, 0).first;
            if (native < store.x(axis, 0) || native > store.x(axis, store.size() - 1))
                continue;
            const double value = static_cast<double>(store.value(store.nearest(axis, native)));
            if (drawable(value))
                content.curve.push_back({pixel(x, value), run.color, selected});
        }
        const double native = fromX(key.runId, *m_crosshair, 0).first;
        const double half = (store.x(axis, store.size() - 1) - store.x(axis, 0)) / static_cast<double>(std::max<std::size_t>(1, store.size())) / 2 + 1e-9;
        if (native < store.x(axis, 0) - half || native > store.x(axis, store.size() - 1) + half)
            continue; // this run has not come so far
        const std::size_t index = store.nearest(axis, native);
        const double value = static_cast<double>(store.value(index));
        ChartReadout::Row& row = rows[key.runId];
        row.name = run.name;
        row.color = run.color;
        row.selected = selected;
        if (key.kind == SeriesKind::Training) {
            content.hasTraining = true;
            row.training = valueText(value);
        } else {
            row.validation = valueText(value);
        }
        const QPointF at = pixel(pointX(key.runId, store, index), value);
        if (drawable(value) && key.kind == SeriesKind::Validation && content.plot.adjusted(-2, -2, 2, 2).contains(at))
            content.dots.push_back({at, run.color, selected});
    }
    if (!anyPoint)
        content.message = tr("Curves appear after the first step.");
    if (m_crosshair && *m_crosshair >= xMinimum() && *m_crosshair <= xMaximum()) {
        content.crosshair = m_plot->xAxis->coordToPixel(*m_crosshair);
        switch (m_xAxis) {
        case ChartX::Step: content.title = tr("Step %1").arg(thousandsText(std::llround(*m_crosshair))); break;
        case ChartX::Epoch: content.title = tr("Epoch %1").arg(QString::number(*m_crosshair, 'f', xMaximum() - xMinimum() < 10 ? 1 : 0)); break;
        case ChartX::Time: content.title = clockText(*m_crosshair); break;
        }
        // The selected run first, then as the runs came.
        for (auto& [id, row] : rows)
            if (row.selected)
                content.rows.push_back(row);
        for (auto& [id, row] : rows)
            if (!row.selected)
                content.rows.push_back(row);
    }
    if (const auto run = m_runs.find(m_note.runId); !m_note.text.isEmpty() && run != m_runs.end() && run->second.visible && m_xAxis != ChartX::Time && drawable(m_note.value)) {
        content.note = m_note.text;
        content.noteAt = pixel(toX(m_note.runId, m_note.step, 0), m_note.value);
        content.noteColor = run->second.color;
    }
    m_readout->setGeometry(m_plot->rect());
    m_readout->setContent(std::move(content));
}

} // namespace nodegrad
