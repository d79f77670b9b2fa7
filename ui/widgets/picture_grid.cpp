#include "ui/widgets/picture_grid.h"

#include "ui/theme/styling.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace nodegrad {

namespace {

constexpr int margin = 12, gap = 9;

} // namespace

PictureGrid::PictureGrid(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setFocusProxy(this);
    setAccessibleName(tr("Pictures"));
    setMinimumSize(80, 60);
}

void PictureGrid::setSource(int count, std::function<QImage(int)> picture, std::function<PictureCaption(int)> caption)
{
    m_count = std::max(0, count);
    m_picture = std::move(picture);
    m_caption = std::move(caption);
    m_cache.clear();
    m_marked.clear();
    const bool lost = m_current >= m_count;
    if (lost)
        m_current = -1;
    updateScrollBar();
    verticalScrollBar()->setValue(0);
    updateAccessible();
    viewport()->update();
    if (lost)
        emit currentChanged(-1);
}

void PictureGrid::refresh()
{
    m_cache.clear();
    viewport()->update();
}

void PictureGrid::setTileSize(int pixels)
{
    pixels = std::clamp(pixels, 16, 512);
    if (pixels == m_tile)
        return;
    const int first = indexAt({margin + 2, margin + 2});
    m_tile = pixels;
    updateScrollBar();
    if (first > 0) // what was on top stays on top
        verticalScrollBar()->setValue(first / columns() * cellHeight());
    viewport()->update();
}

void PictureGrid::setCaptionLines(int lines)
{
    m_captionLines = std::clamp(lines, 0, 2);
    updateScrollBar();
    viewport()->update();
}

void PictureGrid::setColumns(int columns)
{
    m_columns = std::max(0, columns);
    updateScrollBar();
    viewport()->update();
}

void PictureGrid::setSmooth(bool smooth)
{
    m_smooth = smooth;
    viewport()->update();
}

void PictureGrid::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

void PictureGrid::setMarked(std::vector<int> indices)
{
    std::sort(indices.begin(), indices.end());
    m_marked = std::move(indices);
    viewport()->update();
}

int PictureGrid::captionHeight() const
{
    return m_captionLines == 0 ? 0 : m_captionLines * QFontMetrics(nodegrad::font(TextStyle::Caption)).height() + 5;
}

int PictureGrid::columns() const
{
    if (m_columns > 0)
        return m_columns;
    return std::max(1, (viewport()->width() - 2 * margin + gap) / (m_tile + gap));
}

int PictureGrid::cellWidth() const
{
    // The columns fill the width: what is left over goes into the gaps.
    const int n = columns();
    return std::max(m_tile + 2, (viewport()->width() - 2 * margin + gap) / n);
}

int PictureGrid::cellHeight() const
{
    return m_tile + captionHeight() + gap;
}

QRect PictureGrid::tileRect(int index) const
{
    const int n = columns();
    return {margin + index % n * cellWidth(), margin + index / n * cellHeight() - verticalScrollBar()->value(), m_tile, m_tile};
}

int PictureGrid::indexAt(const QPoint& position) const
{
    const int n = columns();
    const int column = (position.x() - margin) / cellWidth(), row = (position.y() - margin + verticalScrollBar()->value()) / cellHeight();
    if (position.x() < margin || column >= n || row < 0)
        return -1;
    const int index = row * n + column;
    if (index >= m_count || !tileRect(index).adjusted(0, 0, 0, captionHeight()).contains(position))
        return -1;
    return index;
}

void PictureGrid::updateScrollBar()
{
    const int rows = (m_count + columns() - 1) / columns();
    const int height = rows * cellHeight() + 2 * margin - gap;
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(std::max(8, cellHeight() / 3));
}

void PictureGrid::updateAccessible()
{
    QString text = tr("%n picture(s)", nullptr, m_count);
    if (m_current >= 0) {
        text += tr(", number %1").arg(m_current + 1);
        if (m_caption) {
            const PictureCaption caption = m_caption(m_current);
            text += ": " + caption.left + ' ' + caption.right + ' ' + caption.secondLeft + ' ' + caption.secondRight;
        }
    }
    setAccessibleDescription(text.simplified());
}

void PictureGrid::setCurrentIndex(int index)
{
    index = std::clamp(index, -1, m_count - 1);
    if (index == m_current)
        return;
    m_current = index;
    if (index >= 0) {
        const QRect tile = tileRect(index);
        QScrollBar* bar = verticalScrollBar();
        if (tile.top() < margin)
            bar->setValue(bar->value() + tile.top() - margin);
        else if (tile.bottom() + captionHeight() + 4 > viewport()->height())
            bar->setValue(bar->value() + tile.bottom() + captionHeight() + gap - viewport()->height());
    }
    updateAccessible();
    viewport()->update();
    emit currentChanged(index);
}

const QImage& PictureGrid::pictureAt(int index)
{
    if (const QImage* known = m_cache.object(index))
        return *known;
    auto* made = new QImage(m_picture ? m_picture(index) : QImage());
    m_cache.insert(index, made);
    return *made;
}

void PictureGrid::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    const Theme& t = theme();
    if (m_count == 0) {
        painter.setPen(t(Role::TextMuted));
        painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const int n = columns(), height = cellHeight();
    const int firstRow = std::max(0, (event->rect().top() + verticalScrollBar()->value() - margin) / height);
    const int lastRow = (event->rect().bottom() + verticalScrollBar()->value() - margin) / height;
    const auto first = static_cast<std::int64_t>(firstRow) * n;
    const int last = static_cast<int>(std::min<std::int64_t>(m_count, static_cast<std::int64_t>(lastRow + 1) * n));
    const QFont plain = nodegrad::font(TextStyle::Caption);
    QFont strong = plain;
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(plain);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_smooth);
    for (int index = static_cast<int>(first); index < last; ++index) {
        const QRect tile = tileRect(index);
        const bool chosen = index == m_current || std::binary_search(m_marked.begin(), m_marked.end(), index);
        paintBox(painter, tile, 3, Qt::black, t(Role::Border));
        const QImage& picture = pictureAt(index);
        if (!picture.isNull()) {
            const QRect inside = tile.adjusted(2, 2, -2, -2);
            const QSize size = picture.size().scaled(inside.size(), Qt::KeepAspectRatio);
            painter.drawImage(QRect(inside.x() + (inside.width() - size.width()) / 2, inside.y() + (inside.height() - size.height()) / 2, size.width(), size.height()), picture);
        }
        if (chosen) {
            painter.save();
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(t(Role::Accent), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(tile).adjusted(0, 0, 0, 0), 4, 4);
            painter.restore();
        }
        if (index == m_current && hasFocus())
            paintFocusRing(painter, QRectF(tile).adjusted(-3, -3, 3, 3), 5);
        if (!m_caption || m_captionLines == 0)
            continue;
        const PictureCaption caption = m_caption(index);
        QRect line(tile.left() + 1, tile.bottom() + 4, m_tile - 2, metrics.height());
        const auto draw = [&](const QString& left, const QString& right, Role leftRole, bool bold) {
            painter.setFont(bold ? strong : plain);
            const int rightWidth = metrics.horizontalAdvance(right);
            painter.setPen(t(leftRole));
            painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, QFontMetrics(bold ? strong : plain).elidedText(left, Qt::ElideRight, line.width() - (right.isEmpty() ? 0 : rightWidth + 4)));
            painter.setFont(plain);
            painter.setPen(t(Role::TextMuted));
            painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);
            line.translate(0, metrics.height());
        };
        draw(caption.left, caption.right, Role::Text, true);
        if (m_captionLines > 1)
            draw(caption.secondLeft, caption.secondRight, caption.secondLeftRole, false);
    }
}

void PictureGrid::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

void PictureGrid::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateScrollBar();
    viewport()->update();
}

void PictureGrid::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        if (const int index = indexAt(event->pos()); index >= 0)
            setCurrentIndex(index);
}

void PictureGrid::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const int index = indexAt(event->pos()); index >= 0)
        emit activated(index);
}

void PictureGrid::keyPressEvent(QKeyEvent* event)
{
    const int n = columns(), page = std::max(1, viewport()->height() / cellHeight()) * n;
    const auto move = [&](int by) { setCurrentIndex(m_current < 0 ? 0 : std::clamp(m_current + by, 0, m_count - 1)); };
    switch (event->key()) {
    case Qt::Key_Right: move(1); return;
    case Qt::Key_Left: move(-1); return;
    case Qt::Key_Down: move(n); return;
    case Qt::Key_Up: move(-n); return;
    case Qt::Key_PageDown: move(page); return;
    case Qt::Key_PageUp: move(-page); return;
    case Qt::Key_Home: setCurrentIndex(m_count > 0 ? 0 : -1); return;
    case Qt::Key_End: setCurrentIndex(m_count - 1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            emit activated(m_current);
        return;
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace nodegrad
