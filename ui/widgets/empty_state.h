#pragma once
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace nodegrad {

/// What a page shows while it has nothing to show: title, one sentence, the way on. Centred.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(const QString& title, const QString& text = {}, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setText(const QString& text);
    void setIconName(const QString& name);
    /// Connect clicked() of the result.
    QPushButton* addButton(const QString& text, bool primary = false);
    void clearButtons();

private:
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QHBoxLayout* m_buttons;
};

} // namespace nodegrad
