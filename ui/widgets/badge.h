#pragma once
#include "ui/widgets/tone.h"

#include <QWidget>

namespace nodegrad {

/// A short text on a tinted pill ("x 3", "running"), or a count in a filled circle.
class Badge : public QWidget {
    Q_OBJECT
public:
    explicit Badge(const QString& text = {}, Tone tone = Tone::Neutral, QWidget* parent = nullptr);
    void setText(const QString& text);
    QString text() const { return m_text; }
    void setTone(Tone tone);
    /// Filled: danger_fill or accent_fill with light text; for counts.
    void setFilled(bool filled);
    /// Puts the tone's glyph before the text.
    void setGlyph(bool visible);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Tone m_tone;
    bool m_filled = false;
    bool m_glyph = false;
};

} // namespace nodegrad
