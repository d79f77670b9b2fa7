#pragma once
#include "ui/widgets/tone.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace nodegrad {

/// A problem or a fact in place: glyph, title, text, and what can be done about it. Never modal.
class InlineBanner : public QFrame {
    Q_OBJECT
public:
    explicit InlineBanner(Tone tone = Tone::Info, const QString& title = {}, const QString& text = {}, QWidget* parent = nullptr);
    void setTone(Tone tone);
    void setTitle(const QString& title); ///< one short line, may be empty
    void setText(const QString& text);   ///< wraps; may be empty
    QString title() const;
    QString text() const;
    /// Connect clicked() of the result.
    QPushButton* addAction(const QString& text, bool primary = false);
    /// The buttons one below the other, for narrow places.
    void stackActions();
    void clearActions();
    void setClosable(bool closable); ///< a cross at the right that hides the banner and emits closed()

signals:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void updateGlyph();

    Tone m_tone;
    QLabel* m_glyph;
    QLabel* m_title;
    QLabel* m_text;
    QHBoxLayout* m_actions;
    QToolButton* m_close;
};

} // namespace nodegrad
