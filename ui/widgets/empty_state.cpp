#include "ui/widgets/empty_state.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nodegrad {

EmptyState::EmptyState(const QString& title, const QString& text, QWidget* parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_title(makeLabel(title, TextStyle::Heading, Role::Text, this)),
      m_text(makeLabel(text, TextStyle::Body, Role::TextMuted, this)), m_buttons(new QHBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setSpacing(6);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(8);
    m_buttons->setSpacing(8);
    m_buttons->addStretch(1);
    m_buttons->addStretch(1);
    column->addLayout(m_buttons);
    column->addStretch(3);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_icon->hide();
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
}

void EmptyState::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void EmptyState::setText(const QString& text)
{
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleDescription(text);
}

void EmptyState::setIconName(const QString& name)
{
    m_icon->setVisible(!name.isEmpty());
    m_icon->setPixmap(icon(name, Role::TextMuted).pixmap(QSize(32, 32), devicePixelRatioF()));
}

QPushButton* EmptyState::addButton(const QString& text, bool primary)
{
    QPushButton* button = makeButton(text, primary ? ButtonKind::Primary : ButtonKind::Normal, {}, this);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

void EmptyState::clearButtons()
{
    while (m_buttons->count() > 2) {
        QLayoutItem* item = m_buttons->takeAt(1);
        delete item->widget();
        delete item;
    }
}

} // namespace nodegrad
