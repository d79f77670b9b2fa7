#pragma once
// The words of a frame, note or portal, typed where they stand.

#include <optional>

#include <QPlainTextEdit>

#include "core/graph/graph.h"

namespace nodegrad {

class CanvasView;

/// Enter keeps the words (in a note Shift+Enter begins a line), as does the loss of focus; Esc leaves them as they were. What is new has
/// no words before: there Esc keeps what was typed, and a note without a word is none.
class FrameText : public QPlainTextEdit {
    Q_OBJECT
public:
    FrameText(CanvasView* canvas, QWidget* parent);
    void open(std::uint64_t frame);
    void openNew(std::uint64_t frame);      ///< of a frame made just now; its words belong to the same step
    void openPortal(const PortRef& output); ///< of a portal, whose name it is
    void openNewNote(QPointF at);           ///< the note is made when it has words

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void place();
    void begin(const QString& text, bool isNote);
    QRectF sceneBox() const;
    bool isNote() const;
    void finish(bool keeps);
    CanvasView* m_canvas;
    std::uint64_t m_frame = 0;
    bool m_isNew = false;
    std::optional<QPointF> m_noteAt;
    std::optional<PortRef> m_portal;
};

} // namespace nodegrad
