#include "ui/canvas/heat_legend.h"

#include <QEvent>
#include <QPainter>

#include "ui/canvas/canvas_view.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr int kWidth = 184, kSide = 10, kEdge = 7, kRamp = 8, kGap = 4;

} // namespace

HeatLegend::HeatLegend(CanvasView* canvas, QWidget* parent) : QWidget(parent), m_canvas(canvas)
{
    connect(canvas, &CanvasView::sceneChanged, this, &HeatLegend::follow);
    fitSize();
    follow();
    hide();
}

bool HeatLegend::isWanted() const
{
    return m_canvas->scene().heatScale().heat != HeatMode::Off && !m_canvas->scene().isEmpty();
}

QString HeatLegend::title() const
{
    switch (m_canvas->scene().heatScale().heat) {
    case HeatMode::Off: break;
    case HeatMode::Parameters: return tr("Parameters");
    case HeatMode::MultiplyAdds: return tr("Multiply-adds per sample");
    case HeatMode::Memory: return tr("Activation memory, batch %1").arg(m_canvas->editor()->session()->project().training.batchSize);
    case HeatMode::GradientNorm: return tr("Gradient norm");
    case HeatMode::ActivationMean: return tr("Mean activation");
    case HeatMode::ActivationStd: return tr("Spread of activations");
    case HeatMode::DeadUnits: return tr("Dead units");
    }
    return {};
}

QStringList HeatLegend::values() const
{
    const HeatScale& scale = m_canvas->scene().heatScale();
    if (scale.isEmpty())
        return {};
    return scale.from < scale.to ? QStringList{scale.least, scale.middle, scale.most} : QStringList{scale.most};
}

void HeatLegend::follow()
{
    const QStringList shown = values();
    setAccessibleName(isWanted() ? tr("Colors: %1").arg(title()) : QString());
    setAccessibleDescription(shown.size() > 1 ? tr("from %1 to %2").arg(shown.front(), shown.back()) : shown.join(QString()));
    update();
}

void HeatLegend::fitSize()
{
    const int line = QFontMetrics(nodegrad::font(TextStyle::Caption)).height();
    setFixedSize(kWidth, 2 * kEdge + 2 * line + kRamp + 2 * kGap);
}

QRect HeatLegend::rampRect() const
{
    return {kSide, kEdge + QFontMetrics(nodegrad::font(TextStyle::Caption)).height() + kGap, width() - 2 * kSide, kRamp};
}

void HeatLegend::paintEvent(QPaintEvent*)
{
    const Theme& colors = theme();
    const HeatScale& scale = m_canvas->scene().heatScale();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), 6, colors.color(Role::Panel), colors.color(Role::Border));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(nodegrad::font(TextStyle::Caption));
    const QFontMetrics metrics = painter.fontMetrics();
    const QRect ramp = rampRect();
    painter.setPen(colors.color(Role::Text));
    painter.drawText(QRect(ramp.left(), kEdge, ramp.width(), metrics.height()), Qt::AlignVCenter, metrics.elidedText(title(), Qt::ElideRight, ramp.width()));
    painter.setPen(colors.color(Role::TextMuted));
    const QStringList shown = values();
    if (shown.isEmpty()) {
        const QRect room(ramp.left(), ramp.top(), ramp.width(), height() - ramp.top() - kEdge);
        painter.drawText(room, Qt::AlignVCenter, metrics.elidedText(tr("Nothing measured here"), Qt::ElideRight, room.width()));
        return;
    }
    for (int x = 0; x < ramp.width(); ++x)
        painter.fillRect(ramp.left() + x, ramp.top(), 1, ramp.height(), colors.heat(scale.from + (scale.to - scale.from) * x / (ramp.width() - 1)));
    const QRect words(ramp.left(), ramp.bottom() + 1 + kGap, ramp.width(), metrics.height());
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, shown.front());
    if (shown.size() < 2)
        return;
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, shown.back());
    // In the middle where it stands free of both.
    const int half = metrics.horizontalAdvance(shown[1]) / 2 + metrics.averageCharWidth();
    if (metrics.horizontalAdvance(shown.front()) < words.width() / 2 - half && metrics.horizontalAdvance(shown.back()) < words.width() / 2 - half)
        painter.drawText(words, Qt::AlignCenter, shown[1]);
}

void HeatLegend::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        fitSize();
    QWidget::changeEvent(event);
}

} // namespace nodegrad
