#pragma once
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace nodegrad {

class ElidedLabel;

/// A label at the left, a field at the right, small buttons after it, and a line below for a note or a problem.
class FormRow : public QWidget {
    Q_OBJECT
public:
    /// Takes ownership of `field`. `help` becomes the tool tip of the label and of the field. The label names the field
    /// for assistive technology.
    FormRow(const QString& label, QWidget* field, const QString& help = {}, QWidget* parent = nullptr);
    QWidget* field() const { return m_field; }
    void setLabel(const QString& label);
    void setLabelWidth(int pixels); ///< 104 by default
    /// Adds a small widget right of the field (the tune button, a lock). Takes ownership.
    void addTrailing(QWidget* widget);
    void setNote(const QString& note);    ///< muted text below; empty hides it
    void setProblem(const QString& text); ///< danger text below, with its glyph; empty hides it

private:
    void updateLine();

    ElidedLabel* m_label;
    QWidget* m_field;
    QHBoxLayout* m_row;
    QWidget* m_line;
    QLabel* m_glyph;
    QLabel* m_lineText;
    QString m_note, m_problem;
};

} // namespace nodegrad
