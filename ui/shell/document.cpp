#include "ui/shell/document.h"

#include <algorithm>

#include <QApplication>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/dialogs/summary_dialog.h"
#include "ui/language/core_text.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/design/design_page.h"
#include "ui/pages/evaluate/evaluate_page.h"
#include "ui/pages/export/export_page.h"
#include "ui/pages/train/run_acts.h"
#include "ui/pages/train/train_page.h"
#include "ui/session/actions.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/problems_list.h"
#include "ui/shell/run_bar.h"
#include "ui/shell/start_page.h"
#include "ui/shell/status_line.h"
#include "ui/shell/top_bar.h"

namespace nodegrad {

Document::Document(ThemeController* theme, const Shortcuts* shortcuts, QWidget* parent) : QWidget(parent)
{
    m_context.session = new Session(this);
    m_context.runs = new RunController(m_context.session, this);
    m_context.actions = new Actions(this, shortcuts);
    m_context.theme = theme;
    m_context.showPage = [this](PageId page) { showPage(page); };
    m_context.showNode = [this](const QString& node) {
        showPage(PageId::Design);
        if (!node.isEmpty())
            emit nodeRequested(node);
    };
    m_files = new FileCommands(m_context.session, m_context.runs, this);
    m_status = new StatusLine(m_context, this);
    m_context.notify = [this](const QString& text) { m_status->notify(text); };
    m_context.showJob = [this](Job* job) { m_status->showJob(job); };
    m_stack = new QStackedWidget;
    m_start = new StartPage;
    m_stack->addWidget(m_start);
    m_problems = new ProblemsList(m_context, this);
    makeActions();

    connect(m_status, &StatusLine::problemsClicked, this, [this] { m_problems->openAt(m_status->mapToGlobal(QPoint(12, 0))); });
    connect(m_problems, &ProblemsList::nodeChosen, this, m_context.showNode);
    connect(m_start, &StartPage::closed, this, &Document::leaveStart);
    connect(m_context.actions, &Actions::refused, m_status, &StatusLine::notify);
    connect(m_context.session, &Session::fileChanged, this, &Document::changed);
    connect(m_context.runs, &RunController::refused, this, &Document::showError);
    connect(m_context.runs, &RunController::noticed, m_status, &StatusLine::notify);
    connect(m_context.runs, &RunController::stateChanged, this, &Document::runStateChanged);
    connect(m_context.runs, &RunController::progressed, this, &Document::changed);
}

Document::~Document() = default;

void Document::build(QMenu* menu)
{
    m_top = new TopBar(m_context, menu);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_top);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_status);
    connect(m_top, &TopBar::pageChosen, this, &Document::showPage);
}

void Document::makeActions()
{
    Actions& actions = *m_context.actions;
    Session* session = m_context.session;
    RunController* runs = m_context.runs;
    const QString edit = tr("Edit"), view = tr("View"), run = tr("Run");
    actions.add("edit.undo", edit, tr("Undo"), "undo", QKeySequence::Undo, [session] { session->undo(); });
    actions.add("edit.redo", edit, tr("Redo"), "redo", QList{QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")}, [session] { session->redo(); });
    actions.setCondition("edit.undo", [session] { return session->canUndo() ? QString() : tr("There is nothing to undo."); });
    actions.setCondition("edit.redo", [session] { return session->canRedo() ? QString() : tr("There is nothing to redo."); });
    const char* pageNames[] = {QT_TR_NOOP("Data"), QT_TR_NOOP("Design"), QT_TR_NOOP("Train"), QT_TR_NOOP("Evaluate"), QT_TR_NOOP("Export")};
    for (int i = 0; i < 5; ++i)
        actions.add(QStringLiteral("page.%1").arg(i), view, tr("Go to %1").arg(tr(pageNames[i])), "", QKeySequence(QStringLiteral("Alt+%1").arg(i + 1)),
                    [this, i] { showPage(static_cast<PageId>(i)); });
    actions.add("run.toggle", run, tr("Train, pause or continue"), "play", QKeySequence("F5"), [runs] { runs->toggle(); });
    actions.setCondition("run.toggle", [runs, session] { return runs->isActive() ? QString() : whyNotTrain(*session); });
    actions.add("run.stop", run, tr("Stop the run"), "stop", QKeySequence("Shift+F5"), [runs] { runs->stop(); });
    actions.setCondition("run.stop", [runs] { return runs->isActive() ? QString() : tr("No run is training."); });
    addRunActs(m_context, this);
    actions.add("canvas.summary", view, tr("Model summary"), "table", QKeySequence("Ctrl+Shift+M"), [this] { showSummary(); });
    actions.add("canvas.repeats", view, tr("Find repeated structure…"), "composite", {}, [this] {
        showPage(PageId::Design);
        static_cast<DesignPage*>(page(PageId::Design))->showRepeats();
    });
}

void Document::showStart()
{
    m_start->refresh(!session()->path().empty() || !session()->project().graph.root().nodes.empty());
    m_stack->setCurrentWidget(m_start);
    m_top->setPagesVisible(false);
}

void Document::leaveStart()
{
    if (m_stack->currentWidget() == m_start)
        showPage(m_page);
}

QWidget* Document::page(PageId id)
{
    QWidget*& slot = m_pages[static_cast<std::size_t>(id)];
    if (slot)
        return slot;
    switch (id) {
    case PageId::Data: slot = new DataPage(m_context); break;
    case PageId::Design: {
        auto* design = new DesignPage(m_context);
        connect(this, &Document::nodeRequested, design, &DesignPage::showNode);
        slot = design;
        break;
    }
    case PageId::Train: slot = new TrainPage(m_context); break;
    case PageId::Evaluate: slot = new EvaluatePage(m_context); break;
    case PageId::Export: slot = new ExportPage(m_context); break;
    }
    m_stack->addWidget(slot);
    return slot;
}

void Document::showPage(PageId id)
{
    QWidget* shown = page(id);
    m_page = id;
    m_stack->setCurrentWidget(shown);
    m_top->setPage(id);
    m_top->setPagesVisible(true);
    shown->setFocus();
}

QString Document::title() const
{
    return m_waiting.empty() ? session()->title() : QString::fromStdString(m_waiting.stem().string());
}

bool Document::isEdited() const
{
    return session()->isEdited();
}

bool Document::isPristine() const
{
    return m_waiting.empty() && session()->path().empty() && !runs()->isActive() && !session()->hasUnsaved();
}

DocumentNews Document::news() const
{
    if (runs()->isActive())
        return runs()->state() == RunState::Paused ? DocumentNews::Paused : DocumentNews::Training;
    if (!m_hasNews)
        return DocumentNews::None;
    return runs()->state() == RunState::Failed ? DocumentNews::Failed : DocumentNews::Done;
}

double Document::progress() const
{
    const Progress& progress = runs()->progress();
    const auto atLeastOne = [](std::int64_t count) { return static_cast<double>(std::max<std::int64_t>(1, count)); };
    const double done = std::max(0.0, static_cast<double>(progress.epoch - 1)) + static_cast<double>(progress.batch) / atLeastOne(progress.batches);
    return std::clamp(done / atLeastOne(progress.epochs), 0.0, 1.0);
}

void Document::setWaiting(const std::filesystem::path& path, PageId page)
{
    m_waiting = path;
    m_page = page;
    emit changed();
}

std::filesystem::path Document::path() const
{
    return m_waiting.empty() ? session()->path() : m_waiting;
}

void Document::stopWaiting()
{
    m_waiting.clear();
    emit changed();
}

void Document::rememberFocus()
{
    QWidget* focused = QApplication::focusWidget();
    m_focus = focused && isAncestorOf(focused) ? focused : nullptr;
}

void Document::restoreFocus()
{
    if (m_focus && m_focus->isVisible())
        m_focus->setFocus();
    else if (QWidget* shown = m_stack->currentWidget())
        shown->setFocus();
}

void Document::runStateChanged()
{
    const bool active = runs()->isActive();
    if (m_wasActive && !active && !isVisible())
        m_hasNews = true;
    m_wasActive = active;
    emit changed();
}

void Document::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_hasNews, false))
        emit changed();
    if (m_unseen)
        QTimer::singleShot(0, this, [this] {
            if (const auto error = std::exchange(m_unseen, {}))
                m_files->report(*error);
        });
}

void Document::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (m_summary && !window()->isHidden()) // another tab is shown: its window would speak of this one
        m_summary->hide();
}

void Document::showError(const Error& error)
{
    m_status->notify(sentenceText(error));
    if (error.code == "cancelled")
        return;
    if (isVisible())
        m_files->report(error);
    else
        m_unseen = error; // not in front of what is being worked on
}

void Document::showSummary()
{
    if (!m_summary) {
        m_summary = new SummaryDialog(m_context.session, this);
        connect(m_summary, &SummaryDialog::nodeChosen, this, m_context.showNode);
        connect(m_summary, &SummaryDialog::repeatsWanted, m_context.actions->find(QStringLiteral("canvas.repeats")), &QAction::trigger);
    }
    m_summary->show();
    m_summary->raise();
    m_summary->activateWindow();
}

} // namespace nodegrad
