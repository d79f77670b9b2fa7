#include "ui/canvas/frame_text.h"

#include <algorithm>
#include <utility>

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>

#include "ui/canvas/canvas_view.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {
constexpr double kTitleHeight = 32, kLeastWidth = 120, kLeastBelow = 48;
}

FrameText::FrameText(CanvasView* canvas, QWidget* parent) : QPlainTextEdit(parent), m_canvas(canvas)
{
    setAccessibleName(tr("Text of the frame"));
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(canvas, &CanvasView::viewChanged, this, &FrameText::place);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &FrameText::place); // a note grows with its words
    hide();
}

void FrameText::open(std::uint64_t frame)
{
    const Frame* shown = m_canvas->editor()->findFrame(frame);
    if (!shown)
        return;
    m_frame = frame;
    m_isNew = false;
    m_noteAt.reset();
    m_portal.reset();
    m_canvas->editor()->selectFrame(frame);
    begin(QString::fromStdString(shown->title), shown->note);
}

void FrameText::openNew(std::uint64_t frame)
{
    open(frame);
    m_isNew = true;
}

void FrameText::openNewNote(QPointF at)
{
    m_frame = 0;
    m_isNew = true;
    m_noteAt = at;
    m_portal.reset();
    begin({}, true);
}

void FrameText::openPortal(const PortRef& output)
{
    const auto& portals = m_canvas->editor()->level().portals;
    const auto known = portals.find(output);
    if (known == portals.end())
        return;
    m_frame = 0;
    m_isNew = false;
    m_noteAt.reset();
    m_portal = output;
    begin(QString::fromStdString(known->second), false);
}

bool FrameText::isNote() const
{
    const Frame* frame = m_canvas->editor()->findFrame(m_frame);
    return m_noteAt || (frame && frame->note);
}

/// Of a portal the end that is in view.
QRectF FrameText::sceneBox() const
{
    if (m_noteAt)
        return QRectF(*m_noteAt, QSizeF(kNoteWidth, kNoteHeight));
    if (const Frame* frame = m_canvas->editor()->findFrame(m_frame))
        return boxOf(*frame);
    if (!m_portal)
        return {};
    const auto& chosen = m_canvas->editor()->selectedWire();
    const SceneWire* wire = chosen && chosen->from == *m_portal ? m_canvas->scene().findWire(*chosen) : nullptr;
    const ScenePort* port = m_canvas->scene().findPort(*m_portal, true);
    return wire ? wire->tag : port ? port->tag : QRectF();
}

void FrameText::begin(const QString& text, bool isNote)
{
    setFont(nodegrad::font(isNote ? TextStyle::Body : TextStyle::BodyStrong));
    setPlaceholderText(isNote ? tr("Note (Shift+Enter begins a line)") : QString());
    setPlainText(text);
    place();
    show();
    raise();
    setFocus();
    selectAll();
}

void FrameText::place()
{
    const QRectF box = m_canvas->toWidget(sceneBox());
    if (box.isNull())
        return;
    const double words = document()->size().height() * fontMetrics().lineSpacing() + 2 * document()->documentMargin() + 2 * frameWidth(); // the size is in lines
    const double height = isNote() ? std::max({kTitleHeight, box.height() - 4, std::min(words, m_canvas->height() - kLeastBelow)}) : kTitleHeight;
    const QRectF field(box.topLeft() + QPointF(4, 2), QSizeF(std::max(kLeastWidth, box.width() - 8), height));
    setGeometry(field.toRect().translated(m_canvas->pos()));
}

void FrameText::finish(bool keeps)
{
    const std::uint64_t frame = std::exchange(m_frame, 0);
    const auto noteAt = std::exchange(m_noteAt, std::nullopt);
    const auto portal = std::exchange(m_portal, std::nullopt);
    if (frame == 0 && !noteAt && !portal)
        return;
    const bool hadFocus = hasFocus();
    hide();
    DesignEditor* editor = m_canvas->editor();
    const QString text = toPlainText().trimmed();
    if (noteAt && !text.isEmpty())
        editor->addNote(*noteAt, text);
    else if (portal && keeps)
        editor->renamePortal(*portal, text);
    else if (frame != 0 && (keeps || m_isNew) && !text.isEmpty())
        editor->setFrameText(frame, text, m_isNew);
    if (hadFocus)
        m_canvas->setFocus();
}

void FrameText::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        finish(false);
    else if (isEnter && !(isNote() && event->modifiers() & Qt::ShiftModifier))
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
