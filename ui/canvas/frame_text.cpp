#include "ui/canvas/frame_text.h"

#include <algorithm>
#include <utility>

#include <QKeyEvent>

#include "ui/canvas/canvas_view.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {
constexpr double kTitleHeight = 32, kLeastWidth = 120;
}

FrameText::FrameText(CanvasView* canvas, QWidget* parent) : QPlainTextEdit(parent), m_canvas(canvas)
{
    setAccessibleName(tr("Text of the frame"));
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(canvas, &CanvasView::viewChanged, this, &FrameText::place);
    hide();
}

void FrameText::open(std::uint64_t frame)
{
    const Frame* shown = m_canvas->editor()->findFrame(frame);
    if (!shown)
        return;
    m_frame = frame;
    m_canvas->editor()->selectFrame(frame);
    setFont(nodegrad::font(shown->note ? TextStyle::Body : TextStyle::BodyStrong));
    setPlainText(QString::fromStdString(shown->title));
    place();
    show();
    raise();
    setFocus();
    selectAll();
}

void FrameText::place()
{
    const Frame* frame = m_canvas->editor()->findFrame(m_frame);
    if (!frame)
        return;
    const QRectF box = m_canvas->toWidget(QRectF(frame->position.x, frame->position.y, frame->width, frame->height));
    const QRectF field(box.topLeft() + QPointF(4, 2), QSizeF(std::max(kLeastWidth, box.width() - 8), frame->note ? std::max(kTitleHeight, box.height() - 4) : kTitleHeight));
    setGeometry(field.toRect().translated(m_canvas->pos()));
}

void FrameText::finish(bool keeps)
{
    if (m_frame == 0)
        return;
    const std::uint64_t frame = std::exchange(m_frame, 0);
    const bool hadFocus = hasFocus();
    hide();
    if (keeps)
        m_canvas->editor()->setFrameText(frame, toPlainText().trimmed());
    if (hadFocus)
        m_canvas->setFocus();
}

void FrameText::keyPressEvent(QKeyEvent* event)
{
    const Frame* frame = m_canvas->editor()->findFrame(m_frame);
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        finish(false);
    else if (isEnter && !(frame && frame->note && event->modifiers() & Qt::ShiftModifier))
        finish(true);
    else
        QPlainTextEdit::keyPressEvent(event);
}

void FrameText::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        finish(true);
}

} // namespace nodegrad
