#include "ui/widgets/search_field.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>

namespace nodegrad {

SearchField::SearchField(const QString& placeholder, QWidget* parent) : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder.isEmpty() ? tr("Search") : placeholder);
    setProperty("large", true);
    setClearButtonEnabled(true);
    setTextMargins(20, 0, 0, 0);
    connect(this, &QLineEdit::textChanged, this, [this] { update(); });
}

void SearchField::setShortcutHint(const QString& hint)
{
    m_hint = hint;
    update();
}

QSize SearchField::sizeHint() const
{
    return {200, QLineEdit::sizeHint().height()};
}

void SearchField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const Theme& t = theme();
    paintIcon(painter, QRectF(8, (height() - 14) / 2.0, 14, 14), "search", t(Role::TextMuted));
    if (m_hint.isEmpty() || !text().isEmpty())
        return;
    const QFont face = nodegrad::font(TextStyle::Caption);
    const int edge = std::max(18, QFontMetrics(face).horizontalAdvance(m_hint) + 10);
    const QRectF key(width() - edge - 6, (height() - 18) / 2.0, edge, 18);
    paintBox(painter, key, measure::radiusField, t(Role::Raised), t(Role::Border));
    painter.setFont(face);
    painter.setPen(t(Role::Text));
    painter.drawText(key, Qt::AlignCenter, m_hint);
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (!text().isEmpty()) {
            clear();
        } else {
            clearFocus();
            event->ignore();
        }
        return;
    case Qt::Key_Down: emit stepped(1); return;
    case Qt::Key_Up: emit stepped(-1); return;
    default: QLineEdit::keyPressEvent(event);
    }
}

void SearchField::resizeEvent(QResizeEvent* event)
{
    QLineEdit::resizeEvent(event);
    update();
}

} // namespace nodegrad
