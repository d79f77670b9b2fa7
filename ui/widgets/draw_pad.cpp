#include "ui/widgets/draw_pad.h"

#include "ui/theme/styling.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nodegrad {

DrawPad::DrawPad(int width, int height, QWidget* parent)
    : QWidget(parent), m_width(std::clamp(width, 1, 256)), m_height(std::clamp(height, 1, 256)),
      m_values(static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height), 0.0f)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Drawing"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void DrawPad::setGrid(int width, int height)
{
    m_width = std::clamp(width, 1, 256);
    m_height = std::clamp(height, 1, 256);
    m_values.assign(static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height), 0.0f);
    m_cursorX = m_cursorY = 0;
    updateGeometry();
    update();
    emit changed();
}

void DrawPad::setValues(std::vector<float> values)
{
    if (values.size() != m_values.size())
        return;
    for (float& value : values)
        value = std::isfinite(value) ? std::clamp(value, 0.0f, 1.0f) : 0.0f;
    m_values = std::move(values);
    update();
    emit changed();
}

void DrawPad::setErasing(bool erasing)
{
    m_erasing = erasing;
    update();
}

void DrawPad::setBrushRadius(double pixels)
{
    m_radius = std::clamp(pixels, 0.3, 64.0);
    update();
}

bool DrawPad::isBlank() const
{
    return std::all_of(m_values.begin(), m_values.end(), [](float value) { return value == 0.0f; });
}

QImage DrawPad::image() const
{
    QImage picture(m_width, m_height, QImage::Format_Grayscale8);
    for (int y = 0; y < m_height; ++y) {
        uchar* line = picture.scanLine(y);
        for (int x = 0; x < m_width; ++x)
            line[x] = static_cast<uchar>(std::lround(255 * m_values[static_cast<std::size_t>(y * m_width + x)]));
    }
    return picture;
}

QSize DrawPad::sizeHint() const
{
    return {226, heightForWidth(226)};
}

int DrawPad::heightForWidth(int width) const
{
    return width * m_height / m_width;
}

void DrawPad::clear()
{
    if (isBlank())
        return;
    std::fill(m_values.begin(), m_values.end(), 0.0f);
    update();
    emit changed();
    emit finished();
}

QRectF DrawPad::gridRect() const
{
    const double cell = std::max(1.0, std::min((width() - 4.0) / m_width, (height() - 4.0) / m_height));
    const double w = cell * m_width, h = cell * m_height;
    return {(width() - w) / 2, (height() - h) / 2, w, h};
}

QPointF DrawPad::toGrid(const QPointF& position) const
{
    const QRectF r = gridRect();
    return {(position.x() - r.left()) / r.width() * m_width, (position.y() - r.top()) / r.height() * m_height};
}

bool DrawPad::dab(const QPointF& at, bool erase)
{
    bool differs = false;
    const double reach = m_radius + 0.7;
    for (int y = std::max(0, static_cast<int>(at.y() - reach)); y <= std::min(m_height - 1, static_cast<int>(at.y() + reach)); ++y) {
        for (int x = std::max(0, static_cast<int>(at.x() - reach)); x <= std::min(m_width - 1, static_cast<int>(at.x() + reach)); ++x) {
            // Full inside the brush, falling off over one pixel: strokes look like scanned pen.
            const double distance = std::hypot(x + 0.5 - at.x(), y + 0.5 - at.y());
            const auto ink = static_cast<float>(std::clamp(m_radius + 0.5 - distance, 0.0, 1.0));
            float& value = m_values[static_cast<std::size_t>(y * m_width + x)];
            const float next = erase ? std::min(value, 1.0f - ink) : std::max(value, ink);
            differs = differs || next != value;
            value = next;
        }
    }
    return differs;
}

void DrawPad::strokeTo(const QPointF& at, bool erase)
{
    const double length = std::hypot(at.x() - m_last.x(), at.y() - m_last.y());
    const int steps = std::clamp(static_cast<int>(std::ceil(length * 3)), 1, 2000);
    bool differs = false;
    for (int i = 1; i <= steps; ++i)
        differs = dab(m_last + (at - m_last) * (static_cast<double>(i) / steps), erase) || differs;
    m_last = at;
    if (differs)
        emit changed();
}

void DrawPad::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton)
        return;
    m_drawing = true;
    m_last = toGrid(event->position());
    strokeTo(m_last, m_erasing || event->button() == Qt::RightButton);
    update();
}

void DrawPad::mouseMoveEvent(QMouseEvent* event)
{
    m_hover = event->position();
    if (m_drawing)
        strokeTo(toGrid(event->position()), m_erasing || (event->buttons() & Qt::RightButton));
    update();
}

void DrawPad::mouseReleaseEvent(QMouseEvent*)
{
    if (!m_drawing)
        return;
    m_drawing = false;
    emit finished();
}

void DrawPad::leaveEvent(QEvent*)
{
    m_hover = {-1, -1};
    update();
}

void DrawPad::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left: m_cursorX = std::max(0, m_cursorX - 1); break;
    case Qt::Key_Right: m_cursorX = std::min(m_width - 1, m_cursorX + 1); break;
    case Qt::Key_Up: m_cursorY = std::max(0, m_cursorY - 1); break;
    case Qt::Key_Down: m_cursorY = std::min(m_height - 1, m_cursorY + 1); break;
    case Qt::Key_Space: {
        float& value = m_values[static_cast<std::size_t>(m_cursorY * m_width + m_cursorX)];
        const float next = m_erasing ? 0.0f : 1.0f;
        if (value != next) {
            value = next;
            emit changed();
            emit finished();
        }
        break;
    }
    case Qt::Key_Delete:
    case Qt::Key_Backspace: clear(); return;
    default: QWidget::keyPressEvent(event); return;
    }
    setAccessibleDescription(tr("Column %1, row %2, %3 %").arg(m_cursorX + 1).arg(m_cursorY + 1)
                                 .arg(std::lround(100 * m_values[static_cast<std::size_t>(m_cursorY * m_width + m_cursorX)])));
    update();
}

void DrawPad::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const QRectF r = gridRect();
    paintBox(painter, r.adjusted(-2, -2, 2, 2), measure::radiusField, Qt::black, t(Role::ControlBorder));
    painter.drawImage(r, image());
    const double cell = r.width() / m_width;
    if (cell >= 7) {
        painter.setPen(Theme::blend(Qt::white, 0.26, Qt::black)); // on the black ground that pictures have in every theme
        for (int x = 1; x < m_width; ++x)
            painter.drawLine(QPointF(r.left() + x * cell, r.top()), QPointF(r.left() + x * cell, r.bottom()));
        for (int y = 1; y < m_height; ++y)
            painter.drawLine(QPointF(r.left(), r.top() + y * cell), QPointF(r.right(), r.top() + y * cell));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (hasFocus()) {
        paintFocusRing(painter, rect(), measure::radiusField);
        painter.setPen(QPen(t(Role::AccentFill), 2));
        painter.drawRect(QRectF(r.left() + m_cursorX * cell, r.top() + m_cursorY * cell, cell, cell).adjusted(1, 1, -1, -1));
    }
    if (m_hover.x() >= 0 && r.contains(m_hover)) {
        const double radius = (m_radius + 0.2) * cell;
        painter.setPen(QPen(Qt::black, 3));
        painter.drawEllipse(m_hover, radius, radius);
        painter.setPen(QPen(Qt::white, 1.5, m_erasing ? Qt::DashLine : Qt::SolidLine));
        painter.drawEllipse(m_hover, radius, radius);
    }
}

} // namespace nodegrad
