#include "ui/widgets/section_header.h"

#include "ui/theme/styling.h"

#include <QHBoxLayout>
#include <QLabel>

namespace nodegrad {

SectionHeader::SectionHeader(const QString& title, const QString& note, QWidget* parent)
    : QWidget(parent), m_title(makeLabel(title, TextStyle::BodyStrong, Role::Text, this)),
      m_note(makeLabel(note, TextStyle::Caption, Role::TextMuted, this)), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(12, 6, 12, 6);
    m_row->setSpacing(8);
    m_row->addWidget(m_title);
    m_row->addWidget(m_note);
    m_row->addStretch(1);
    setAccessibleName(title);
    m_note->setVisible(!note.isEmpty());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void SectionHeader::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void SectionHeader::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void SectionHeader::addWidget(QWidget* widget)
{
    m_row->addWidget(widget);
}

} // namespace nodegrad
