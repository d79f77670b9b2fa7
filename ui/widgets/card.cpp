#include "ui/widgets/card.h"

#include "ui/theme/styling.h"
#include "ui/widgets/elided_label.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>

namespace nodegrad {

Card::Card(const QString& title, QWidget* parent)
    : QFrame(parent), m_header(new QWidget(this)), m_title(makeLabel({}, TextStyle::BodyStrong, Role::Text, m_header)),
      m_subtitle(new ElidedLabel({}, TextStyle::Caption, Role::TextMuted, m_header)), m_headerRight(new QHBoxLayout), m_body(new QVBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* row = new QHBoxLayout(m_header);
    row->setContentsMargins(11, 0, 8, 0);
    row->setSpacing(8);
    m_header->setFixedHeight(std::max(measure::cardHeader, QFontMetrics(font()).height() + 16));
    row->addWidget(m_title);
    row->addWidget(m_subtitle, 1);
    m_headerRight->setSpacing(6);
    row->addLayout(m_headerRight);
    column->addWidget(m_header);
    m_body->setContentsMargins(11, 10, 11, 10);
    m_body->setSpacing(8);
    column->addLayout(m_body, 1);
    setTitle(title);
}

void Card::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
    updateHeader();
}

QString Card::title() const
{
    return m_title->text();
}

void Card::setSubtitle(const QString& subtitle)
{
    m_subtitle->setText(subtitle);
    updateHeader();
}

void Card::addHeaderWidget(QWidget* widget)
{
    m_headerRight->addWidget(widget);
    updateHeader();
}

void Card::setHeaderLine(bool visible)
{
    m_headerLine = visible;
    update();
}

void Card::setSelected(bool selected)
{
    m_selected = selected;
    update();
}

void Card::setClickable(bool clickable)
{
    m_clickable = clickable;
    setFocusPolicy(clickable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Card::updateHeader()
{
    m_header->setVisible(!m_title->text().isEmpty() || !m_subtitle->text().isEmpty() || m_headerRight->count() > 0);
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    paintBox(painter, rect(), measure::radiusCard, t(Role::Panel), t(Role::Border));
    if (m_headerLine && !m_header->isHidden())
        painter.fillRect(1, m_header->geometry().bottom(), width() - 2, 1, t(Role::Border));
    if (m_selected || (m_clickable && hasFocus())) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(t(m_selected ? Role::Accent : Role::Focus), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), measure::radiusCard, measure::radiusCard);
    }
}

void Card::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_clickable && event->button() == Qt::LeftButton && rect().contains(event->pos()))
        emit clicked();
    QFrame::mouseReleaseEvent(event);
}

void Card::keyPressEvent(QKeyEvent* event)
{
    if (m_clickable && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space))
        emit clicked();
    else
        QFrame::keyPressEvent(event);
}

} // namespace nodegrad
