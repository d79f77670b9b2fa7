#include "ui/widgets/form_row.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/elided_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace nodegrad {

FormRow::FormRow(const QString& label, QWidget* field, const QString& help, QWidget* parent)
    : QWidget(parent), m_label(new ElidedLabel(label, TextStyle::Body, Role::TextMuted, this)), m_field(field), m_row(new QHBoxLayout),
      m_line(new QWidget(this)), m_glyph(new QLabel(m_line)), m_lineText(makeLabel({}, TextStyle::Caption, Role::TextMuted, m_line))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(6);
    m_label->setFixedWidth(98);
    m_row->addWidget(m_label);
    const bool stretches = field->sizePolicy().horizontalPolicy() != QSizePolicy::Fixed;
    m_row->addWidget(field, stretches ? 1 : 0);
    if (!stretches)
        m_row->addStretch(1);
    column->addLayout(m_row);

    auto* lineRow = new QHBoxLayout(m_line);
    lineRow->setContentsMargins(104, 0, 0, 2);
    lineRow->setSpacing(5);
    lineRow->addWidget(m_glyph, 0, Qt::AlignTop);
    lineRow->addWidget(m_lineText, 1);
    m_lineText->setWordWrap(true);
    column->addWidget(m_line);

    m_label->setToolTip(help);
    if (field->toolTip().isEmpty())
        field->setToolTip(help);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    if (QWidget* inner = field->focusProxy(); inner && inner->accessibleName().isEmpty()) // what has the focus is what is read out
        inner->setAccessibleName(label);
    if (!help.isEmpty() && field->accessibleDescription().isEmpty())
        field->setAccessibleDescription(help);
    setMinimumHeight(std::max(measure::row, field->sizeHint().height()));
    updateLine();
}

void FormRow::setLabel(const QString& label)
{
    m_label->setText(label);
    m_field->setAccessibleName(label);
    if (QWidget* inner = m_field->focusProxy())
        inner->setAccessibleName(label);
}

void FormRow::setLabelWidth(int pixels)
{
    m_label->setFixedWidth(std::max(0, pixels - m_row->spacing()));
    m_line->layout()->setContentsMargins(pixels, 0, 0, 2);
}

void FormRow::addTrailing(QWidget* widget)
{
    m_row->addWidget(widget);
}

void FormRow::setNote(const QString& note)
{
    m_note = note;
    updateLine();
}

void FormRow::setProblem(const QString& text)
{
    m_problem = text;
    updateLine();
}

void FormRow::updateLine()
{
    const bool problem = !m_problem.isEmpty();
    m_field->setProperty("problem", problem);
    m_field->update();
    m_glyph->setVisible(problem);
    if (problem)
        m_glyph->setPixmap(icon("error", Role::Danger).pixmap(QSize(12, 12), devicePixelRatioF()));
    setTextRole(m_lineText, problem ? Role::Danger : Role::TextMuted);
    m_lineText->setText(problem ? m_problem : m_note);
    m_line->setVisible(problem || !m_note.isEmpty());
}

} // namespace nodegrad
