#pragma once
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace nodegrad {

/// A strong title with a muted note and widgets at the right end. Margins as in docks: 12 at the sides.
class SectionHeader : public QWidget {
    Q_OBJECT
public:
    explicit SectionHeader(const QString& title = {}, const QString& note = {}, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setNote(const QString& note);
    /// Adds at the right end. Takes ownership.
    void addWidget(QWidget* widget);

private:
    QLabel* m_title;
    QLabel* m_note;
    QHBoxLayout* m_row;
};

} // namespace nodegrad
