#include "ui/plots/chart_readout.h"

#include "ui/theme/styling.h"
#include "ui/widgets/color_swatch.h"

#include <QPainter>

#include <algorithm>

namespace nodegrad {

namespace {

constexpr int pad = 9, columnGap = 14, maximumRows = 12;

} // namespace

ChartReadout::ChartReadout(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void ChartReadout::setContent(Content content)
{
    m_content = std::move(content);
    place();
    update();
}

QSizeF ChartReadout::boxSize() const
{
    const QFontMetrics strong(nodegrad::font(TextStyle::BodyStrong)), body(nodegrad::font(TextStyle::Body));
    const int rows = std::min<int>(maximumRows, static_cast<int>(m_content.rows.size()));
    int name = 0, validation = strong.horizontalAdvance("val"), training = body.horizontalAdvance("train");
    for (int i = 0; i < rows; ++i) {
        const Row& row = m_content.rows[static_cast<std::size_t>(i)];
        name = std::max(name, body.horizontalAdvance(row.name));
        validation = std::max(validation, strong.horizontalAdvance(row.validation));
        training = std::max(training, body.horizontalAdvance(row.training));
    }
    name = std::max(std::min(name, 140) + 20, strong.horizontalAdvance(m_content.title));
    const bool more = static_cast<int>(m_content.rows.size()) > rows;
    const double line = strong.height() + 4;
    return {2.0 * pad + name + columnGap + validation + (m_content.hasTraining ? columnGap + training : 0), 2.0 * pad - 4 + line * (1 + rows + more)};
}

void ChartReadout::place()
{
    m_box = {};
    if (m_content.crosshair < 0 || m_content.rows.empty())
        return;
    const QSizeF size = boxSize();
    const QRectF plot = m_content.plot;
    const QRectF left(plot.left() + 8, plot.top() + 4, size.width(), size.height()), right(plot.right() - 8 - size.width(), plot.top() + 4, size.width(), size.height());
    // The selected run weighs more than all others together; the cross-hair as much as a few points.
    const auto covered = [&](const QRectF& box) {
        double weight = m_content.crosshair >= box.left() - 6 && m_content.crosshair <= box.right() + 6 ? 3 : 0;
        for (const Dot& dot : m_content.curve)
            if (box.contains(dot.at))
                weight += dot.selected ? 1000 : 1;
        return weight;
    };
    m_box = covered(left) < covered(right) ? left : right;
}

void ChartReadout::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    const QRectF plot = m_content.plot;
    const QFont captionFont = nodegrad::font(TextStyle::Caption), bodyFont = nodegrad::font(TextStyle::Body), strongFont = nodegrad::font(TextStyle::BodyStrong);

    if (!m_content.message.isEmpty()) {
        painter.setFont(bodyFont);
        painter.setPen(t(Role::TextMuted));
        painter.drawText(plot, Qt::AlignCenter | Qt::TextWordWrap, m_content.message);
    }
    for (const QPointF& at : m_content.notNumbers) {
        painter.setPen(QPen(t(Role::Plot), 1));
        painter.setBrush(t(Role::Danger));
        painter.drawPolygon(QPolygonF({{at.x(), at.y() - 8}, {at.x() + 4.5, at.y()}, {at.x() - 4.5, at.y()}}));
    }
    if (!m_content.note.isEmpty() && plot.contains(m_content.noteAt)) {
        const QFontMetrics metrics(captionFont);
        const double width = metrics.horizontalAdvance(m_content.note);
        const bool below = m_content.noteAt.y() < plot.center().y();
        const double length = std::min(plot.height() * 0.45, 90.0), y = m_content.noteAt.y() + (below ? length : -length);
        painter.setPen(QPen(t(Role::PlotAxis), 1));
        painter.drawLine(m_content.noteAt, QPointF(m_content.noteAt.x(), y));
        const double x = std::clamp(m_content.noteAt.x(), plot.left() + 4, std::max(plot.left() + 4, plot.right() - width - 6));
        const QRectF text(x, below ? y + 1 : y - metrics.height() - 1, width + 6, metrics.height());
        painter.fillRect(text.adjusted(-3, 0, 0, 0), t(Role::Plot));
        painter.setFont(captionFont);
        painter.setPen(t(Role::Text));
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, m_content.note);
        painter.setPen(QPen(t(Role::Plot), 1.5));
        painter.setBrush(m_content.noteColor);
        painter.drawEllipse(m_content.noteAt, 3.5, 3.5);
    }
    if (m_content.crosshair < 0)
        return;
    QPen dash(t(Role::Text), 1);
    dash.setDashPattern({3, 3});
    painter.setPen(dash);
    const double x = std::round(m_content.crosshair) + 0.5;
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    painter.setPen(QPen(t(Role::Plot), 1.5));
    for (const Dot& dot : m_content.dots) {
        painter.setBrush(dot.color);
        painter.drawEllipse(dot.at, 3.5, 3.5);
    }
    if (m_box.isEmpty())
        return;
    paintBox(painter, m_box, measure::radiusButton, t(Role::Tooltip), t(Role::ControlBorder));
    const QFontMetrics strong(strongFont), body(bodyFont);
    const double line = strong.height() + 4;
    QRectF row = QRectF(m_box.left() + pad, m_box.top() + pad - 2, m_box.width() - 2 * pad, line);
    int training = m_content.hasTraining ? body.horizontalAdvance("train") : 0;
    for (const Row& entry : m_content.rows)
        training = std::max(training, m_content.hasTraining ? body.horizontalAdvance(entry.training) : 0);
    const double validationRight = row.right() - (m_content.hasTraining ? training + columnGap : 0);
    painter.setFont(strongFont);
    painter.setPen(t(Role::Text));
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, m_content.title);
    painter.setFont(captionFont);
    painter.setPen(t(Role::TextMuted));
    if (m_content.hasTraining) {
        painter.drawText(QRectF(row.left(), row.top(), validationRight - row.left(), line), Qt::AlignVCenter | Qt::AlignRight, tr("val"));
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, tr("train"));
    }
    int shown = 0;
    for (const Row& entry : m_content.rows) {
        row.translate(0, line);
        painter.setPen(t(Role::TextMuted));
        if (shown++ == maximumRows) {
            painter.setFont(captionFont);
            painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, tr("%n more", nullptr, static_cast<int>(m_content.rows.size()) - maximumRows));
            break;
        }
        paintSwatch(painter, QRectF(row.left(), row.center().y() - 4, 12, 8), entry.color);
        painter.setFont(entry.selected ? strongFont : bodyFont);
        painter.setPen(t(Role::Text));
        painter.drawText(QRectF(row.left() + 20, row.top(), 140, line), Qt::AlignVCenter | Qt::AlignLeft, body.elidedText(entry.name, Qt::ElideRight, 140));
        painter.setFont(strongFont);
        painter.drawText(QRectF(row.left(), row.top(), validationRight - row.left(), line), Qt::AlignVCenter | Qt::AlignRight, entry.validation);
        painter.setFont(bodyFont);
        painter.setPen(t(Role::TextMuted));
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, entry.training);
    }
}

} // namespace nodegrad
