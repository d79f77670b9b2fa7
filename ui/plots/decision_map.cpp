#include "ui/plots/decision_map.h"

#include "ui/plots/chart_ticker.h"
#include "ui/theme/styling.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace nodegrad {

namespace {

/// Class by shape as well as by colour.
void drawMark(QPainter& painter, const QPointF& at, int label, double r)
{
    switch (((label % 4) + 4) % 4) {
    case 0: painter.drawEllipse(at, r, r); break;
    case 1: painter.drawRect(QRectF(at.x() - r * 0.88, at.y() - r * 0.88, r * 1.76, r * 1.76)); break;
    case 2: painter.drawPolygon(QPolygonF({{at.x(), at.y() - r * 1.2}, {at.x() + r * 1.1, at.y() + r * 0.8}, {at.x() - r * 1.1, at.y() + r * 0.8}})); break;
    default: painter.drawPolygon(QPolygonF({{at.x(), at.y() - r * 1.3}, {at.x() + r * 1.3, at.y()}, {at.x(), at.y() + r * 1.3}, {at.x() - r * 1.3, at.y()}}));
    }
}

} // namespace

DecisionMap::DecisionMap(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Decision regions"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void DecisionMap::setArea(const QRectF& area)
{
    if (area.width() <= 0 || area.height() <= 0)
        return;
    m_area = area;
    update();
}

void DecisionMap::setRegions(int columns, int rows, std::vector<int> classes, std::vector<float> confidence)
{
    const auto cells = static_cast<std::size_t>(std::max(0, columns)) * static_cast<std::size_t>(std::max(0, rows));
    if (classes.size() != cells)
        return;
    m_columns = columns;
    m_rows = rows;
    m_classes = std::move(classes);
    m_confidence = confidence.size() == cells ? std::move(confidence) : std::vector<float>();
    rebuildImage();
    update();
}

void DecisionMap::setPoints(std::vector<Point> points)
{
    m_points = std::move(points);
    setAccessibleDescription(tr("%n sample(s)", nullptr, static_cast<int>(m_points.size())));
    update();
}

void DecisionMap::setClassNames(const QStringList& names)
{
    m_names = names;
}

QColor DecisionMap::classColor(int label)
{
    // Far apart in hue and lightness under every colour vision: categories, not run colours (those are for runs only).
    static const char* const order[] = {"dense", "activation", "norm", "pool", "attention", "recurrent", "conv", "regular", "composite", "reshape"};
    return theme().categoryColor(order[static_cast<std::size_t>(((label % 10) + 10) % 10)]);
}

void DecisionMap::rebuildImage()
{
    if (m_columns < 1 || m_rows < 1) {
        m_image = {};
        return;
    }
    m_image = QImage(m_columns, m_rows, QImage::Format_RGB32);
    const QColor ground = theme()(Role::Plot);
    for (int row = 0; row < m_rows; ++row) {
        auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(m_rows - 1 - row)); // y points up
        for (int column = 0; column < m_columns; ++column) {
            const auto cell = static_cast<std::size_t>(row * m_columns + column);
            const double sure = m_confidence.empty() || !std::isfinite(m_confidence[cell]) ? 1.0 : std::clamp(static_cast<double>(m_confidence[cell]), 0.0, 1.0);
            line[column] = Theme::blend(classColor(m_classes[cell]), 0.08 + 0.34 * sure, ground).rgb();
        }
    }
}

QRectF DecisionMap::plotRect() const
{
    const QFontMetrics metrics(font());
    const double left = metrics.horizontalAdvance("−0.00") + 8, bottom = metrics.height() + 6;
    return {left, 6, std::max(10.0, width() - left - 8), std::max(10.0, height() - bottom - 6)};
}

QPointF DecisionMap::toPixel(double x, double y) const
{
    const QRectF r = plotRect();
    return {r.left() + (x - m_area.left()) / m_area.width() * r.width(), r.bottom() - (y - m_area.top()) / m_area.height() * r.height()};
}

QPointF DecisionMap::toData(const QPointF& pixel) const
{
    const QRectF r = plotRect();
    return {m_area.left() + (pixel.x() - r.left()) / r.width() * m_area.width(), m_area.top() + (r.bottom() - pixel.y()) / r.height() * m_area.height()};
}

QString DecisionMap::valuesAsText(int rows) const
{
    QString text = tr("x\ty\tclass\twrong") + '\n';
    const std::size_t stride = std::max<std::size_t>(1, m_points.size() / static_cast<std::size_t>(std::max(1, rows)));
    for (std::size_t i = 0; i < m_points.size(); i += stride) {
        const Point& point = m_points[i];
        const QString name = point.label >= 0 && point.label < m_names.size() ? m_names[point.label] : QString::number(point.label);
        text += QString("%1\t%2\t%3\t%4\n").arg(point.x).arg(point.y).arg(name, point.wrong ? tr("yes") : tr("no"));
    }
    return text;
}

bool DecisionMap::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_columns > 0) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QPointF at = toData(help->pos());
        const int column = static_cast<int>((at.x() - m_area.left()) / m_area.width() * m_columns), row = static_cast<int>((at.y() - m_area.top()) / m_area.height() * m_rows);
        if (plotRect().contains(help->pos()) && column >= 0 && column < m_columns && row >= 0 && row < m_rows) {
            const auto cell = static_cast<std::size_t>(row * m_columns + column);
            const int label = m_classes[cell];
            QString text = label >= 0 && label < m_names.size() ? m_names[label] : QString::number(label);
            if (!m_confidence.empty())
                text += QString(", %1 %").arg(100 * static_cast<double>(m_confidence[cell]), 0, 'f', 1);
            QToolTip::showText(help->globalPos(), text, this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        rebuildImage();
    return QWidget::event(event);
}

void DecisionMap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const QRectF r = plotRect();
    painter.fillRect(r, t(Role::Plot));
    if (!m_image.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, m_columns * 6 > r.width());
        painter.drawImage(r, m_image);
    }
    painter.setPen(t(Role::PlotAxis));
    painter.drawRect(r.adjusted(-0.5, -0.5, 0.5, 0.5));
    painter.setFont(nodegrad::font(TextStyle::Caption));
    painter.setPen(t(Role::TextMuted));
    for (int i = 0; i <= 4; ++i) {
        const double x = m_area.left() + m_area.width() * i / 4, y = m_area.top() + m_area.height() * i / 4;
        const QPointF px = toPixel(x, y);
        painter.drawText(QRectF(px.x() - 30, r.bottom() + 3, 60, 20), Qt::AlignHCenter | Qt::AlignTop, ChartTicker::numberLabel(std::round(x * 1000) / 1000));
        painter.drawText(QRectF(0, px.y() - 10, r.left() - 6, 20), Qt::AlignRight | Qt::AlignVCenter, ChartTicker::numberLabel(std::round(y * 1000) / 1000));
    }
    painter.setClipRect(r);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = m_points.size() > 1500 ? 2.2 : m_points.size() > 400 ? 3 : 4;
    for (const Point& point : m_points) {
        if (!std::isfinite(point.x) || !std::isfinite(point.y))
            continue;
        painter.setBrush(classColor(point.label));
        painter.setPen(point.wrong ? QPen(t(Role::Danger), 2) : QPen(t(Role::Plot), 1));
        drawMark(painter, toPixel(point.x, point.y), point.label, point.wrong ? radius + 1 : radius);
    }
}

void DecisionMap::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && plotRect().contains(event->position()))
        emit placeClicked(toData(event->position()));
}

} // namespace nodegrad
