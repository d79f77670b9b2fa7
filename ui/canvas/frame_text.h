#pragma once
// The words of a frame or note, typed where they stand.

#include <QPlainTextEdit>

namespace nodegrad {

class CanvasView;

/// Enter keeps the words (in a note Shift+Enter begins a line), Esc leaves them as they were; so does the loss of focus keep them.
class FrameText : public QPlainTextEdit {
    Q_OBJECT
public:
    FrameText(CanvasView* canvas, QWidget* parent);
    void open(std::uint64_t frame);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void place();
    void finish(bool keeps);
    CanvasView* m_canvas;
    std::uint64_t m_frame = 0;
};

} // namespace nodegrad
