#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/dialogs/summary_dialog.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/design/design_page.h"
#include "ui/pages/evaluate/evaluate_page.h"
#include "ui/pages/export/export_page.h"
#include "ui/pages/train/train_page.h"
#include "ui/session/actions.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"
#include "ui/session/shortcuts.h"
#include "ui/shell/calm_wheel.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/import_model.h"
#include "ui/shell/problems_list.h"
#include "ui/shell/run_bar.h"
#include "ui/shell/settings.h"
#include "ui/shell/start_page.h"
#include "ui/shell/status_line.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/undo_keys.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

namespace nodegrad {

namespace {
constexpr int kFirstWidth = 1600, kFirstHeight = 1000;
constexpr double kScreenShare = 0.94;
} // namespace

MainWindow::MainWindow(ThemeController* theme, QWidget* parent) : QMainWindow(parent)
{
    m_context.session = new Session(this);
    m_context.runs = new RunController(m_context.session, this);
    m_shortcuts = new Shortcuts(this);
    m_context.actions = new Actions(this, m_shortcuts);
    m_context.theme = theme;
    m_context.showPage = [this](PageId page) { showPage(page); };
    m_context.showNode = [this](const QString& node) {
        showPage(PageId::Design);
        if (!node.isEmpty())
            emit nodeRequested(node);
    };
    m_files = new FileCommands(m_context.session, m_context.runs, this);
    setWindowIcon(programIcon());
    setMinimumSize(measure::windowMinimumWidth, measure::windowMinimumHeight);
    setAcceptDrops(true);

    m_status = new StatusLine(m_context);
    m_context.notify = [this](const QString& text) { m_status->notify(text); };
    m_context.showJob = [this](Job* job) { m_status->showJob(job); };
    makeActions();
    new UndoKeys(this);
    new CalmWheel(this);
    m_top = new TopBar(m_context, makeMenu());
    m_stack = new QStackedWidget;
    m_start = new StartPage;
    m_stack->addWidget(m_start);
    m_problems = new ProblemsList(m_context, this);
    auto* central = new QWidget;
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_top);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_status);
    setCentralWidget(central);
    m_palette = new CommandPalette(this);

    connect(m_top, &TopBar::pageChosen, this, &MainWindow::showPage);
    connect(m_status, &StatusLine::problemsClicked, this, [this] { m_problems->openAt(m_status->mapToGlobal(QPoint(12, 0))); });
    connect(m_problems, &ProblemsList::nodeChosen, this, m_context.showNode);
    connect(m_start, &StartPage::exampleChosen, m_files, &FileCommands::openExample);
    connect(m_start, &StartPage::newChosen, m_files, &FileCommands::newProject);
    connect(m_start, &StartPage::openChosen, m_files, &FileCommands::openDialog);
    connect(m_start, &StartPage::recentChosen, m_files, [this](const QString& path) { m_files->open(path.toStdString()); });
    connect(m_start, &StartPage::leftChosen, m_files, &FileCommands::openLeft);
    connect(m_start, &StartPage::closed, this, [this] { showPage(PageId::Design); });
    connect(m_files, &FileCommands::opened, this, [this] { showPage(PageId::Design); });
    connect(m_context.session, &Session::fileChanged, this, [this] {
        setWindowTitle(QStringLiteral("%1[*] – Nodegrad").arg(m_context.session->title()));
        setWindowModified(m_context.session->isEdited());
    });
    connect(m_context.runs, &RunController::refused, this, &MainWindow::showError);
    connect(m_context.runs, &RunController::noticed, m_status, &StatusLine::notify);
    connect(m_context.actions, &Actions::refused, m_status, &StatusLine::notify);
    resize(kFirstWidth, kFirstHeight);
    if (const QScreen* screen = QGuiApplication::primaryScreen()) // the first start: large, but never larger than the screen
        resize(size().boundedTo(screen->availableSize() * kScreenShare).expandedTo(minimumSize()));
    restoreGeometry(savedGeometry());
}

MainWindow::~MainWindow() = default;

void MainWindow::open(const std::filesystem::path& path)
{
    m_files->open(path);
}

void MainWindow::openExample(const QString& id)
{
    m_files->openExample(id);
}

void MainWindow::showStart()
{
    m_start->refresh(!m_context.session->path().empty() || !m_context.session->project().graph.root().nodes.empty());
    m_stack->setCurrentWidget(m_start);
    m_top->setPagesVisible(false);
}

QWidget* MainWindow::page(PageId id)
{
    QWidget*& slot = m_pages[static_cast<std::size_t>(id)];
    if (slot)
        return slot;
    switch (id) {
    case PageId::Data: slot = new DataPage(m_context); break;
    case PageId::Design: {
        auto* design = new DesignPage(m_context);
        connect(this, &MainWindow::nodeRequested, design, &DesignPage::showNode);
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

void MainWindow::showPage(PageId id)
{
    QWidget* shown = page(id);
    m_stack->setCurrentWidget(shown);
    m_top->setPage(id);
    m_top->setPagesVisible(true);
    shown->setFocus();
}

void MainWindow::makeActions()
{
    Actions& actions = *m_context.actions;
    Session* session = m_context.session;
    RunController* runs = m_context.runs;
    const QString file = tr("File"), edit = tr("Edit"), view = tr("View"), run = tr("Run"), help = tr("Help");
    actions.add("file.new", file, tr("New project"), "file", QKeySequence::New, [this] { m_files->newProject(); });
    actions.add("file.open", file, tr("Open…"), "folder", QKeySequence::Open, [this] { m_files->openDialog(); });
    actions.add("file.import", file, tr("Import a model…"), "import", QKeySequence("Ctrl+I"), [this] {
        importModelDialog(this, m_context, m_context.session->baseFolder(), [this](const std::filesystem::path& path) { m_files->open(path); },
                          [this](const Error& error) { showError(error); });
    });
    actions.add("file.examples", file, tr("Examples and recent files"), "book", QKeySequence("Ctrl+Shift+E"), [this] { showStart(); });
    actions.add("file.save", file, tr("Save"), "save", QKeySequence::Save, [this] {
        if (m_files->save())
            m_status->notify(tr("Saved."));
    });
    actions.add("file.save_as", file, tr("Save as…"), "save", QKeySequence("Ctrl+Shift+S"), [this] { m_files->saveAs(); });
    actions.add("file.quit", file, tr("Quit"), "", QKeySequence::Quit, [this] { close(); });
    actions.add("edit.undo", edit, tr("Undo"), "undo", QKeySequence::Undo, [session] { session->undo(); });
    actions.add("edit.redo", edit, tr("Redo"), "redo", QList{QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")}, [session] { session->redo(); });
    actions.setCondition("edit.undo", [session] { return session->canUndo() ? QString() : tr("There is nothing to undo."); });
    actions.setCondition("edit.redo", [session] { return session->canRedo() ? QString() : tr("There is nothing to redo."); });
    const char* pageNames[] = {QT_TR_NOOP("Data"), QT_TR_NOOP("Design"), QT_TR_NOOP("Train"), QT_TR_NOOP("Evaluate"), QT_TR_NOOP("Export")};
    for (int i = 0; i < 5; ++i)
        actions.add(QStringLiteral("page.%1").arg(i), view, tr("Go to %1").arg(tr(pageNames[i])), "", QKeySequence(QStringLiteral("Alt+%1").arg(i + 1)),
                    [this, i] { showPage(static_cast<PageId>(i)); });
    const auto theme = [this](ThemeMode mode) {
        m_context.theme->setMode(mode);
        saveThemeMode(mode);
    };
    actions.add("theme.system", tr("Theme"), tr("As the system"), "", {}, [theme] { theme(ThemeMode::System); });
    actions.add("theme.light", tr("Theme"), tr("Light"), "sun", {}, [theme] { theme(ThemeMode::Light); });
    actions.add("theme.dark", tr("Theme"), tr("Dark"), "moon", {}, [theme] { theme(ThemeMode::Dark); });
    actions.add("theme.contrast", tr("Theme"), tr("High contrast"), "contrast", {}, [theme] { theme(ThemeMode::HighContrast); });
    actions.add("run.toggle", run, tr("Train, pause or continue"), "play", QKeySequence("F5"), [runs] { runs->toggle(); });
    actions.setCondition("run.toggle", [runs, session] { return runs->isActive() ? QString() : whyNotTrain(*session); });
    actions.add("run.stop", run, tr("Stop the run"), "stop", QKeySequence("Shift+F5"), [runs] { runs->stop(); });
    actions.setCondition("run.stop", [runs] { return runs->isActive() ? QString() : tr("No run is training."); });
    actions.add("canvas.summary", view, tr("Model summary"), "table", QKeySequence("Ctrl+Shift+M"), [this] { showSummary(); });
    actions.add("help.actions", help, tr("All actions…"), "search", QKeySequence("Ctrl+Shift+P"), [this] { m_palette->open(m_context.actions); });
    actions.add("help.shortcuts", help, tr("Keyboard shortcuts"), "help", QKeySequence("F1"), [this] { ShortcutsDialog(m_context.actions, m_shortcuts, this).exec(); });
    actions.add("help.about", help, tr("About Nodegrad"), "info", {}, [this] { AboutDialog(this).exec(); });
}

QMenu* MainWindow::makeMenu()
{
    auto* menu = new QMenu(this);
    const auto add = [this](QMenu* to, std::initializer_list<const char*> ids) {
        for (const char* id : ids)
            to->addAction(m_context.actions->find(QString::fromLatin1(id)));
    };
    add(menu, {"file.new", "file.open", "file.import", "file.examples"});
    QMenu* recent = menu->addMenu(tr("Open recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] {
        recent->clear();
        for (const QString& path : recentFiles())
            recent->addAction(path, this, [this, path] { m_files->open(path.toStdString()); });
        if (recent->isEmpty())
            recent->addAction(tr("No recent files"))->setEnabled(false);
    });
    menu->addSeparator();
    add(menu, {"file.save", "file.save_as"});
    menu->addSeparator();
    add(menu, {"canvas.summary"});
    QMenu* themes = menu->addMenu(tr("Theme"));
    add(themes, {"theme.system", "theme.light", "theme.dark", "theme.contrast"});
    add(menu, {"help.actions", "help.shortcuts", "help.about"});
    menu->addSeparator();
    add(menu, {"file.quit"});
    return menu;
}

void MainWindow::showSummary()
{
    if (!m_summary) {
        m_summary = new SummaryDialog(m_context.session, this);
        connect(m_summary, &SummaryDialog::nodeChosen, this, m_context.showNode);
    }
    m_summary->show();
    m_summary->raise();
    m_summary->activateWindow();
}

void MainWindow::showError(const Error& error)
{
    m_status->notify(QString::fromStdString(sentence(error)));
    if (error.code != "cancelled")
        m_files->report(error);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_files->mayReplace()) {
        event->ignore();
        return;
    }
    nodegrad::saveGeometry(QMainWindow::saveGeometry());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile() && urls.front().toLocalFile().endsWith(QLatin1String(".nodegrad")))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_files->open(event->mimeData()->urls().front().toLocalFile().toStdString());
}

} // namespace nodegrad
