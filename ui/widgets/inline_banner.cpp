#include "ui/widgets/inline_banner.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace nodegrad {

InlineBanner::InlineBanner(Tone tone, const QString& title, const QString& text, QWidget* parent)
    : QFrame(parent), m_tone(tone), m_glyph(new QLabel(this)), m_title(makeLabel({}, TextStyle::BodyStrong, Role::Text, this)),
      m_text(makeLabel({}, TextStyle::Body, Role::TextMuted, this)), m_actions(new QHBoxLayout),
      m_close(makeIconButton("close", tr("Close"), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 9, 8, 9);
    row->setSpacing(10);
    row->addWidget(m_glyph, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(m_title);
    column->addWidget(m_text);
    m_actions->setContentsMargins(0, 5, 0, 0);
    m_actions->setSpacing(8);
    m_actions->addStretch(1);
    column->addLayout(m_actions);
    row->addLayout(column, 1);
    row->addWidget(m_close, 0, Qt::AlignTop);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setSmall(m_close);
    m_close->hide();
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        emit closed();
    });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum); // as high as its words at this width, which may be more than its hint
    setTitle(title);
    setText(text);
    updateGlyph();
}

void InlineBanner::setTone(Tone tone)
{
    m_tone = tone;
    updateGlyph();
    update();
}

void InlineBanner::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title.isEmpty() ? m_text->text() : title);
}

void InlineBanner::setText(const QString& text)
{
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleDescription(text);
    if (m_title->text().isEmpty())
        setAccessibleName(text);
}

QString InlineBanner::title() const
{
    return m_title->text();
}

QString InlineBanner::text() const
{
    return m_text->text();
}

QPushButton* InlineBanner::addAction(const QString& text, bool primary)
{
    QPushButton* button = makeButton(text, primary ? ButtonKind::Primary : ButtonKind::Normal, {}, this);
    setSmall(button);
    m_actions->insertWidget(m_actions->count() - 1, button);
    return button;
}

void InlineBanner::stackActions()
{
    m_actions->setDirection(QBoxLayout::TopToBottom);
}

void InlineBanner::clearActions()
{
    while (m_actions->count() > 1) {
        QLayoutItem* item = m_actions->takeAt(0);
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
}

void InlineBanner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void InlineBanner::updateGlyph()
{
    const QString name = toneIconName(m_tone);
    m_glyph->setVisible(!name.isEmpty());
    if (!name.isEmpty())
        m_glyph->setPixmap(icon(name, toneText(m_tone)).pixmap(QSize(16, 16), devicePixelRatioF()));
}

void InlineBanner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool loud = m_tone == Tone::Danger || m_tone == Tone::Warning;
    paintBox(painter, rect(), measure::radiusCard, theme()(toneGround(m_tone)), theme()(loud ? toneText(m_tone) : Role::Border));
}

void InlineBanner::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        updateGlyph();
}

} // namespace nodegrad
