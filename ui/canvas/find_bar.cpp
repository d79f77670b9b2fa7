#include "ui/canvas/find_bar.h"

#include <algorithm>
#include <utility>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/canvas/canvas_view.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/widgets/search_field.h"

namespace nodegrad {

namespace {
constexpr int kWidth = 430, kCountWidth = 76;
}

FindBar::FindBar(CanvasView* canvas, QWidget* parent) : QFrame(parent), m_canvas(canvas), m_editor(canvas->editor()), m_search(canvas->editor())
{
    setAccessibleName(tr("Find in the design"));
    setFixedWidth(kWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(4);
    m_field = new SearchField(tr("Name, type:conv, shape:[*,64], is:error"));
    m_field->setAccessibleName(tr("Find layers by name, type, shape, parameter or state"));
    m_field->setToolTip(tr("name or type · type:conv · shape:[*,64,*,*] or shape:64 · param:kernel=3, param:p>0.5 · "
                           "is:error, warning, frozen, bypassed. All must hold."));
    m_field->installEventFilter(this);
    m_count = makeLabel({}, TextStyle::Body, Role::TextMuted);
    m_count->setMinimumWidth(kCountWidth);
    m_count->setAlignment(Qt::AlignCenter);
    m_back = makeIconButton(QStringLiteral("chevron-up"), tr("Previous hit (Shift+Enter)"));
    m_forth = makeIconButton(QStringLiteral("chevron-down"), tr("Next hit (Enter)"));
    auto* close = makeIconButton(QStringLiteral("close"), tr("Close the search and stay here (Esc goes back)"));
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_field, 1);
    row->addWidget(m_count);
    for (QToolButton* button : {m_back, m_forth, close}) {
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    layout->addLayout(row);
    m_note = makeLabel({}, TextStyle::Caption, Role::Warning);
    m_note->setWordWrap(true);
    m_note->hide();
    layout->addWidget(m_note);
    m_later.setSingleShot(true);

    connect(m_field, &QLineEdit::textChanged, this, &FindBar::search);
    connect(m_field, &SearchField::stepped, this, &FindBar::walk);
    connect(m_back, &QToolButton::clicked, this, [this] { walk(-1); });
    connect(m_forth, &QToolButton::clicked, this, [this] { walk(1); });
    connect(close, &QToolButton::clicked, this, &FindBar::closeBar);
    connect(canvas, &CanvasView::searchEscaped, this, &FindBar::closeBar);
    connect(&m_later, &QTimer::timeout, this, &FindBar::refresh);
    const auto news = [this] {
        m_search.forget();
        if (isVisible())
            m_later.start(0);
    };
    connect(m_editor->session(), &Session::projectChanged, this, news);
    connect(m_editor->session(), &Session::designChanged, this, news);
    connect(m_editor->session(), &Session::projectReplaced, this, [this] {
        m_found = {};
        m_current.reset();
        closeBar();
    });
    connect(m_editor, &DesignEditor::levelChanged, this, [this] {
        if (isVisible())
            showFindings();
    });
    hide();
}

void FindBar::open()
{
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    refresh();
}

void FindBar::closeBar()
{
    if (isHidden())
        return;
    hide();
    m_canvas->setHits(std::nullopt);
    emit resized();
    emit closed();
}

QString FindBar::countText() const
{
    return m_count->text();
}

QString FindBar::noteText() const
{
    return m_note->isHidden() ? QString() : m_note->text();
}

void FindBar::search()
{
    m_found = m_search.find(m_field->text());
    m_current.reset();
    forgetChosen();
    showFindings();
}

/// Of the level that is shown, or of all.
std::size_t FindBar::firstHere() const
{
    const auto here = std::ranges::find_if(m_found.nodes, [this](const FoundNode& hit) { return *hit.path == m_editor->path(); });
    return here == m_found.nodes.end() ? 0 : static_cast<std::size_t>(here - m_found.nodes.begin());
}

/// A hit of the text before is not one of this text.
void FindBar::forgetChosen()
{
    const NodeId chosen = std::exchange(m_chosen, {});
    if (chosen.value != 0 && m_editor->selection() == std::set<NodeId>{chosen})
        m_editor->select({});
}

QString FindBar::noteFor(const SearchQuery& query) const
{
    if (!m_found.problem.isEmpty() || query.terms.empty() || !m_found.nodes.empty())
        return m_found.problem;
    const bool isWord = query.terms.size() == 1 && query.terms.front().filter == Filter::Word;
    return isWord ? tr("No layer has '%1' in its name, type or title.").arg(query.terms.front().text)
                  : tr("No layer has all of '%1'.").arg(m_field->text().simplified());
}

/// The same text again, in a design that changed: the current hit stays the current one.
void FindBar::refresh()
{
    m_later.stop();
    const Findings before = std::exchange(m_found, m_search.find(m_field->text()));
    if (m_current) {
        const auto same = std::find(m_found.nodes.begin(), m_found.nodes.end(), before.nodes[*m_current]);
        m_current.reset();
        if (same != m_found.nodes.end())
            m_current = static_cast<std::size_t>(same - m_found.nodes.begin());
    }
    if (isVisible())
        showFindings();
}

void FindBar::walk(int direction)
{
    if (isHidden())
        refresh();
    const std::size_t count = m_found.nodes.size();
    if (count == 0)
        return;
    if (!m_current)
        go(direction > 0 ? firstHere() : count - 1);
    else
        go((*m_current + count + static_cast<std::size_t>(direction > 0 ? 1 : count - 1)) % count);
}

void FindBar::go(std::size_t index)
{
    m_current = index;
    const FoundNode hit = m_found.nodes[index];
    m_chosen = hit.node;
    m_editor->show(*hit.path, hit.node);
    if (isVisible())
        showFindings();
}

void FindBar::showFindings()
{
    const std::size_t count = m_found.nodes.size();
    const SearchQuery query = parseQuery(m_field->text());
    const bool searched = !query.terms.empty();
    const QString total = m_found.isCut ? tr("%1+").arg(count) : QString::number(count);
    m_count->setText(!searched ? QString() : count == 0 ? tr("no hit") : m_current ? tr("%1 of %2").arg(*m_current + 1).arg(total) : tr("%1 found").arg(total));
    m_field->setAccessibleDescription(m_count->text());
    m_back->setEnabled(count > 0);
    m_forth->setEnabled(count > 0);
    m_note->setText(noteFor(query));
    m_note->setVisible(!m_note->text().isEmpty());
    adjustSize();
    emit resized();
    if (!searched) {
        m_canvas->setHits(std::nullopt);
        return;
    }
    CanvasHits hits;
    const auto& path = m_editor->path();
    std::set<std::string> modules;
    for (const FoundNode& hit : m_found.nodes) {
        if (hit.path->size() < path.size() || !std::equal(path.begin(), path.end(), hit.path->begin()))
            continue;
        if (hit.path->size() == path.size())
            hits.nodes.insert(hit.node);
        else
            modules.insert((*hit.path)[path.size()]);
    }
    for (const std::string& name : modules)
        if (const Node* module = m_editor->level().findByName(name))
            hits.around.insert(module->id);
    m_canvas->setHits(std::move(hits));
}

bool FindBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            closeBar();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            walk(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void FindBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), measure::radiusButton, theme().color(Role::Panel), theme().color(Role::ControlBorder));
}

} // namespace nodegrad
