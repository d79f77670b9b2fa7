#include "ui/canvas/message_card.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/canvas/canvas_view.h"
#include "ui/language/core_text.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {
constexpr int kWidth = 258, kPointer = 10, kGap = 12;
constexpr int kLingerMs = 350;           ///< time to move from the badge to the card
constexpr std::size_t kMostProblems = 3, kMostFixes = 3;
}

MessageCard::MessageCard(CanvasView* canvas, QWidget* parent) : QFrame(parent), m_canvas(canvas)
{
    setFixedWidth(kWidth);
    setAccessibleName(tr("Problem"));
    m_rows = new QVBoxLayout(this);
    m_rows->setSpacing(4);
    DesignEditor* editor = canvas->editor();
    connect(canvas, &CanvasView::problemHovered, this, [this] {
        if (m_canvas->hoveredProblem())
            refresh();
        else
            QTimer::singleShot(kLingerMs, this, [this] {
                if (!underMouse())
                    refresh();
            });
    });
    connect(canvas, &CanvasView::viewChanged, this, &MessageCard::place);
    connect(canvas, &CanvasView::sceneChanged, this, &MessageCard::refresh);
    connect(canvas, &CanvasView::drawingChanged, this, &MessageCard::refresh); // nothing lies over the hint of a wire
    connect(editor, &DesignEditor::selectionChanged, this, &MessageCard::refresh);
    connect(canvas, &CanvasView::rankChanged, this, &MessageCard::refresh);
    hide();
}

/// The one whose badge is hovered, else the selected one where something is wrong: advice waits, what is being built leads nowhere yet.
const Node* MessageCard::wanted() const
{
    const DesignEditor* editor = m_canvas->editor();
    if (m_canvas->isDrawing())
        return nullptr;
    if (m_canvas->hoveredProblem())
        return editor->level().find(*m_canvas->hoveredProblem());
    const Node* current = m_canvas->rank() == ViewRank::Other ? nullptr : editor->current();
    if (!current)
        return nullptr;
    const auto problems = editor->problems(*current);
    return !problems.empty() && problems.front()->severity != Severity::Advice ? current : nullptr;
}

void MessageCard::refresh()
{
    const Node* node = wanted();
    if (!node || m_canvas->editor()->problems(*node).empty()) {
        hide();
        m_node = {};
        return;
    }
    fill(*node);
    place();
    show();
    raise();
}

void MessageCard::fill(const Node& node)
{
    DesignEditor* editor = m_canvas->editor();
    const auto problems = editor->problems(node);
    QString text;
    for (const Diagnostic* problem : problems)
        text += sentenceText(problem->error) + QLatin1Char('\n');
    if (m_node == node.id && m_text == text)
        return;
    m_node = node.id;
    m_text = text;
    m_severity = problems.front()->severity;
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        if (QWidget* old = item->widget()) {
            old->hide(); // it takes no room until it is gone
            old->deleteLater();
        }
        delete item;
    }
    std::size_t shown = 0;
    for (const Diagnostic* problem : problems) {
        if (shown++ == kMostProblems)
            break;
        auto* title = makeLabel(messageText(problem->error), TextStyle::BodyStrong);
        title->setWordWrap(true);
        m_rows->addWidget(title);
        if (const QString cure = hintText(problem->error); !cure.isEmpty()) {
            auto* line = makeLabel(cure, TextStyle::Body, Role::TextMuted);
            line->setWordWrap(true);
            m_rows->addWidget(line);
        }
        auto* buttons = new QWidget;
        auto* row = new QHBoxLayout(buttons);
        row->setContentsMargins(0, 6, 0, 6);
        row->setSpacing(8);
        std::size_t count = 0;
        for (const Fix& fix : problem->fixes) {
            if (count == kMostFixes)
                break;
            auto* button = makeButton(coreText(fix.title), count++ == 0 ? ButtonKind::Primary : ButtonKind::Normal);
            button->setFocusPolicy(Qt::TabFocus);
            connect(button, &QPushButton::clicked, this, [editor, diagnostic = *problem, fix] { editor->repair(diagnostic, fix); });
            row->addWidget(button);
        }
        row->addStretch();
        if (count > 0)
            m_rows->addWidget(buttons);
        else
            delete buttons;
    }
    if (problems.size() > kMostProblems)
        m_rows->addWidget(makeLabel(tr("%1 more").arg(problems.size() - kMostProblems), TextStyle::Caption, Role::TextMuted));
    for (int i = 0; i < m_rows->count(); ++i)
        m_rows->itemAt(i)->widget()->show(); // what is hidden is not measured
}

void MessageCard::place()
{
    const Node* node = m_node.value ? m_canvas->editor()->level().find(m_node) : nullptr;
    const SceneNode* item = node ? m_canvas->scene().find(m_node) : nullptr;
    if (!item)
        return;
    const QRectF box = m_canvas->toWidget(item->rect).translated(m_canvas->pos());
    const auto measureCard = [&](bool below) {
        m_below = below;
        m_rows->setContentsMargins(12, below ? 10 + kPointer : 10, 12, below ? 10 : 10 + kPointer);
        m_rows->activate();
        resize(kWidth, m_rows->hasHeightForWidth() ? m_rows->totalHeightForWidth(kWidth) : m_rows->totalSizeHint().height());
    };
    measureCard(true);
    const QRect room = parentWidget()->rect();
    double top = box.bottom() + kGap;
    if (top + height() > room.bottom() - 4 && box.top() - kGap - height() > 0) {
        measureCard(false);
        top = box.top() - kGap - height();
    }
    const double left = std::clamp(box.center().x() - kWidth / 2.0, 4.0, std::max(4.0, room.width() - kWidth - 4.0));
    m_pointer = std::clamp(box.center().x() - left, 20.0, kWidth - 20.0);
    move(qRound(left), qRound(top));
    update();
}

void MessageCard::paintEvent(QPaintEvent*)
{
    const Theme& colors = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    const QRectF box = QRectF(rect()).adjusted(0.75, m_below ? kPointer : 0.75, -0.75, m_below ? -0.75 : -kPointer);
    shape.addRoundedRect(box, 6, 6);
    QPainterPath pointer;
    if (m_below)
        pointer.addPolygon(QPolygonF({{m_pointer - 9, box.top() + 1}, {m_pointer, 1.5}, {m_pointer + 9, box.top() + 1}}));
    else
        pointer.addPolygon(QPolygonF({{m_pointer - 9, box.bottom() - 1}, {m_pointer, height() - 1.5}, {m_pointer + 9, box.bottom() - 1}}));
    pointer.closeSubpath();
    const Role outline = m_severity == Severity::Error ? Role::Danger : m_severity == Severity::Warning ? Role::Warning : Role::Info;
    painter.setPen(QPen(colors.color(outline), 1.2));
    painter.setBrush(colors.color(Role::Tooltip));
    painter.drawPath(shape.united(pointer));
}

void MessageCard::leaveEvent(QEvent*)
{
    refresh();
}

} // namespace nodegrad
