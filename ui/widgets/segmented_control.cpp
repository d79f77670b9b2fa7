#include "ui/widgets/segmented_control.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace nodegrad {

namespace {

constexpr int inset = 3;  // of the active part in the track
constexpr int iconGap = 6;

} // namespace

SegmentedControl::SegmentedControl(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

int SegmentedControl::addSegment(const QString& text, const QString& iconName, const QString& toolTip)
{
    m_segments.push_back({text, iconName, toolTip, {}, true, Mark::None, 0});
    if (m_current < 0)
        m_current = 0;
    updateAccessible();
    updateGeometry();
    update();
    return count() - 1;
}

void SegmentedControl::setSegments(const QStringList& texts)
{
    m_segments.clear();
    m_current = -1;
    for (const QString& text : texts)
        addSegment(text);
    updateGeometry();
    update();
}

void SegmentedControl::setSegmentText(int index, const QString& text)
{
    if (index < 0 || index >= count())
        return;
    m_segments[static_cast<std::size_t>(index)].text = text;
    updateAccessible();
    updateGeometry();
    update();
}

void SegmentedControl::setSegmentEnabled(int index, bool enabled, const QString& reason)
{
    if (index < 0 || index >= count())
        return;
    m_segments[static_cast<std::size_t>(index)].enabled = enabled;
    m_segments[static_cast<std::size_t>(index)].reason = reason;
    update();
}

void SegmentedControl::setSegmentMark(int index, Mark mark, int number)
{
    if (index < 0 || index >= count())
        return;
    Segment& segment = m_segments[static_cast<std::size_t>(index)];
    if (segment.mark == mark && segment.count == number)
        return;
    segment.mark = mark;
    segment.count = number;
    updateAccessible();
    updateGeometry();
    update();
}

QString SegmentedControl::segmentText(int index) const
{
    return index >= 0 && index < count() ? m_segments[static_cast<std::size_t>(index)].text : QString();
}

void SegmentedControl::setLook(Look look)
{
    m_look = look;
    update();
}

void SegmentedControl::setSmall(bool small)
{
    m_small = small;
    updateGeometry();
    update();
}

void SegmentedControl::setStretch(bool stretch)
{
    m_stretch = stretch;
    setSizePolicy(stretch ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
    updateGeometry();
}

int SegmentedControl::naturalWidth(const Segment& segment) const
{
    const QFontMetrics metrics(font());
    int width = 2 * (m_small ? 8 : 10);
    if (!segment.iconName.isEmpty())
        width += measure::iconSmall + (segment.text.isEmpty() ? 0 : iconGap);
    width += metrics.horizontalAdvance(segment.text);
    switch (segment.mark) {
    case Mark::None: break;
    case Mark::Ready: width += 18; break;
    case Mark::Running: width += 13; break;
    case Mark::Problems: width += std::max(16, metrics.horizontalAdvance(QString::number(segment.count)) + 8) + 5; break;
    }
    return width;
}

QSize SegmentedControl::sizeHint() const
{
    int width = 2 * inset;
    for (const Segment& segment : m_segments)
        width += naturalWidth(segment);
    return {width, std::max(m_small ? measure::segmentSmall : measure::segment, QFontMetrics(font()).height() + (m_small ? 8 : 12))};
}

QSize SegmentedControl::minimumSizeHint() const
{
    const QSize hint = sizeHint();
    return m_stretch ? QSize(std::min(hint.width(), 120), hint.height()) : hint;
}

QRect SegmentedControl::segmentRect(int index) const
{
    if (index < 0 || index >= count())
        return {};
    const int height = this->height() - 2 * inset;
    if (m_stretch) {
        const double each = (width() - 2.0 * inset) / count();
        const int left = inset + static_cast<int>(each * index), right = inset + static_cast<int>(each * (index + 1));
        return {left, inset, right - left, height};
    }
    int left = inset;
    for (int i = 0; i < index; ++i)
        left += naturalWidth(m_segments[static_cast<std::size_t>(i)]);
    return {left, inset, naturalWidth(m_segments[static_cast<std::size_t>(index)]), height};
}

int SegmentedControl::indexAt(const QPoint& position) const
{
    for (int i = 0; i < count(); ++i)
        if (segmentRect(i).adjusted(0, -inset, 0, inset).contains(position))
            return i;
    return -1;
}

void SegmentedControl::setCurrentIndex(int index)
{
    if (index < 0 || index >= count() || index == m_current || !m_segments[static_cast<std::size_t>(index)].enabled)
        return;
    m_current = index;
    updateAccessible();
    update();
    emit currentChanged(index);
}

void SegmentedControl::choose(int index)
{
    const int before = m_current;
    setCurrentIndex(index);
    if (m_current != before)
        emit chosen(m_current);
}

void SegmentedControl::step(int direction)
{
    for (int i = m_current + direction; i >= 0 && i < count(); i += direction) {
        if (m_segments[static_cast<std::size_t>(i)].enabled) {
            choose(i);
            return;
        }
    }
}

void SegmentedControl::updateAccessible()
{
    if (m_current < 0)
        return;
    const Segment& segment = m_segments[static_cast<std::size_t>(m_current)];
    QString text = segment.text.isEmpty() ? segment.toolTip : segment.text;
    if (segment.mark == Mark::Problems)
        text += tr(", %n problem(s)", nullptr, segment.count);
    setAccessibleDescription(tr("%1, %2 of %3").arg(text).arg(m_current + 1).arg(count()));
}

bool SegmentedControl::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = indexAt(help->pos());
        if (index >= 0) {
            const Segment& segment = m_segments[static_cast<std::size_t>(index)];
            const QString text = !segment.enabled && !segment.reason.isEmpty() ? segment.reason : segment.toolTip;
            QToolTip::showText(help->globalPos(), text.isEmpty() ? toolTip() : text, this, segmentRect(index));
            return true;
        }
    }
    return QWidget::event(event);
}

void SegmentedControl::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const double radius = measure::radiusSwitch;
    const QColor track = t.isDark() && m_look == Look::Accent ? t(Role::Panel) : t(Role::Window);
    paintBox(painter, rect(), radius, track, t(Role::Border));
    const QFontMetrics metrics(font());
    for (int i = 0; i < count(); ++i) {
        const Segment& segment = m_segments[static_cast<std::size_t>(i)];
        const QRect box = segmentRect(i);
        const bool active = i == m_current, enabled = isEnabled() && segment.enabled;
        if (active) {
            const bool accent = m_look == Look::Accent || t.name() == ThemeName::HighContrast;
            paintBox(painter, box, radius - 2, t(accent ? Role::AccentSoft : Role::SegmentOn),
                     t.name() == ThemeName::Light && !accent ? t(Role::Border) : QColor());
        } else if (enabled && i == m_hovered) {
            paintBox(painter, box, radius - 2, t(Role::Hover));
        }
        const Role role = !enabled ? Role::TextDisabled : !active ? Role::TextMuted : m_look == Look::Accent ? Role::Accent : Role::Text;
        int content = naturalWidth(segment) - 2 * (m_small ? 8 : 10);
        content = std::min(content, box.width() - 4);
        int x = box.left() + (box.width() - content) / 2;
        const int middle = box.center().y() + 1;
        if (!segment.iconName.isEmpty()) {
            paintIcon(painter, QRectF(x, middle - 7, 14, 14), segment.iconName, t(role));
            x += measure::iconSmall + (segment.text.isEmpty() ? 0 : iconGap);
        }
        painter.setFont(font());
        painter.setPen(t(role));
        const int textWidth = std::min(metrics.horizontalAdvance(segment.text), box.right() - x);
        painter.drawText(QRect(x, box.top(), textWidth + 2, box.height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         metrics.elidedText(segment.text, Qt::ElideRight, textWidth + 1));
        x += textWidth;
        switch (segment.mark) {
        case Mark::None: break;
        case Mark::Ready: paintIcon(painter, QRectF(x + 5, middle - 6.5, 13, 13), "check", t(Role::Success)); break;
        case Mark::Running:
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(t(Role::Accent));
            painter.drawEllipse(QPointF(x + 9.5, middle - 0.5), 3.6, 3.6);
            break;
        case Mark::Problems: {
            const QString number = QString::number(segment.count);
            const int width = std::max(16, metrics.horizontalAdvance(number) + 8);
            const QRectF pill(x + 5, middle - 8, width, 16);
            paintBox(painter, pill, 8, t(Role::DangerFill));
            painter.setFont(nodegrad::font(TextStyle::Caption));
            painter.setPen(t(Role::OnDanger));
            painter.drawText(pill, Qt::AlignCenter, number);
            break;
        }
        }
    }
    if (hasFocus() && m_current >= 0)
        paintFocusRing(painter, rect(), radius);
}

void SegmentedControl::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        choose(indexAt(event->pos()));
}

void SegmentedControl::mouseMoveEvent(QMouseEvent* event)
{
    const int index = indexAt(event->pos());
    if (index != m_hovered) {
        m_hovered = index;
        update();
    }
}

void SegmentedControl::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void SegmentedControl::keyPressEvent(QKeyEvent* event)
{
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Right: step(forward); return;
    case Qt::Key_Left: step(-forward); return;
    case Qt::Key_Down: step(1); return;
    case Qt::Key_Up: step(-1); return;
    case Qt::Key_Home:
        for (int i = 0; i < m_current; ++i)
            if (m_segments[static_cast<std::size_t>(i)].enabled)
                return choose(i);
        return;
    case Qt::Key_End:
        for (int i = count() - 1; i > m_current; --i)
            if (m_segments[static_cast<std::size_t>(i)].enabled)
                return choose(i);
        return;
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace nodegrad
