#include "ui/shell/main_window.h"

#include <algorithm>

#include <QCloseEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QScreen>

#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/session/actions.h"
#include "ui/session/session.h"
#include "ui/session/shortcuts.h"
#include "ui/shell/action_words.h"
#include "ui/shell/calm_wheel.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/document.h"
#include "ui/shell/documents.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/import_model.h"
#include "ui/shell/settings.h"
#include "ui/shell/start_page.h"
#include "ui/shell/status_line.h"
#include "ui/shell/undo_keys.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_controller.h"

namespace nodegrad {

namespace {

constexpr int kFirstWidth = 1600, kFirstHeight = 1000;
constexpr double kScreenShare = 0.94;

bool isProject(const QUrl& url)
{
    return url.isLocalFile() && url.toLocalFile().endsWith(QLatin1String(".nodegrad"));
}

} // namespace

MainWindow::MainWindow(ThemeController* theme, QWidget* parent) : QMainWindow(parent), m_theme(theme), m_shortcuts(new Shortcuts(this))
{
    setWindowIcon(programIcon());
    setMinimumSize(measure::windowMinimumWidth, measure::windowMinimumHeight);
    setAcceptDrops(true);
    new UndoKeys(this);
    new CalmWheel(this);
    m_documents = new Documents(theme, m_shortcuts, [this](Document& document) { equip(document); }, this);
    setCentralWidget(m_documents);
    m_palette = new CommandPalette(this);
    connect(m_documents, &Documents::currentChanged, this, &MainWindow::showTitle);
    showTitle();
    resize(kFirstWidth, kFirstHeight);
    if (const QScreen* screen = QGuiApplication::primaryScreen()) // the first start: large, but never larger than the screen
        resize(size().boundedTo(screen->availableSize() * kScreenShare).expandedTo(minimumSize()));
    restoreGeometry(savedGeometry());
}

MainWindow::~MainWindow() = default;

void MainWindow::open(const std::filesystem::path& path)
{
    m_documents->open(path);
}

void MainWindow::openExample(const QString& id)
{
    m_documents->openExample(id);
}

void MainWindow::showStart()
{
    m_documents->current()->showStart();
}

void MainWindow::showPage(PageId page)
{
    m_documents->current()->showPage(page);
}

Session* MainWindow::session() const
{
    return m_documents->current()->session();
}

RunController* MainWindow::runs() const
{
    return m_documents->current()->runs();
}

void MainWindow::showTitle()
{
    const Document* document = m_documents->current();
    setWindowTitle(QStringLiteral("%1[*] – Nodegrad").arg(document->title()));
    setWindowModified(document->isEdited());
}

void MainWindow::equip(Document& document)
{
    addActions(document);
    document.build(makeMenu(document));
    // A document asks for what becomes of the window; the documents outlive the signal.
    const StartPage* start = document.startPage();
    connect(start, &StartPage::exampleChosen, this, [this](const QString& id) { m_documents->openExample(id); });
    connect(start, &StartPage::newChosen, this, [this] { m_documents->newProject(); });
    connect(start, &StartPage::openChosen, this, [this] { m_documents->openDialog(); });
    connect(start, &StartPage::recentChosen, this, [this](const QString& path) { m_documents->open(path.toStdString()); });
    connect(start, &StartPage::leftChosen, this, [this](const LeftProject& left) { m_documents->openLeft(left); });
}

void MainWindow::addActions(Document& document)
{
    Actions& actions = *document.actions();
    const QString file = tr("File"), tabs = tr("Tabs"), help = tr("Help");
    actions.add("file.new", file, tr("New project"), "file", QKeySequence::New, [this] { m_documents->newProject(); });
    actions.add("file.open", file, tr("Open…"), "folder", QKeySequence::Open, [this] { m_documents->openDialog(); });
    actions.add("file.import", file, tr("Import a model…"), "import", QKeySequence("Ctrl+I"), [this, &document] {
        importModelDialog(this, document.context(), document.session()->baseFolder(), [this](const std::filesystem::path& path) { m_documents->open(path); },
                          [&document](const Error& error) { document.showError(error); });
    });
    actions.add("file.examples", file, tr("Examples and recent files"), "book", QKeySequence("Ctrl+Shift+E"), [&document] { document.showStart(); });
    actions.add("file.save", file, tr("Save"), "save", QKeySequence::Save, [&document] {
        if (document.files()->save())
            document.status()->notify(tr("Saved."));
    });
    actions.add("file.save_as", file, tr("Save as…"), "save", QKeySequence("Ctrl+Shift+S"), [&document] { document.files()->saveAs(); });
    actions.add("file.close", file, tr("Close the project"), "close", QKeySequence("Ctrl+W"), [this, &document] { m_documents->close(&document); });
    actions.add("file.quit", file, tr("Quit"), "", QKeySequence::Quit, [this] { close(); });
    const auto another = [this] { return m_documents->all().size() > 1 ? QString() : tr("Only one project is open."); };
    actions.add("tab.new", tabs, tr("New tab"), "add", QKeySequence("Ctrl+T"), [this] { m_documents->newTab(); });
    actions.add("tab.next", tabs, tr("Next tab"), "", QList{QKeySequence("Ctrl+Tab"), QKeySequence("Ctrl+PgDown")}, [this] { m_documents->step(1); });
    actions.add("tab.previous", tabs, tr("Previous tab"), "", QList{QKeySequence("Ctrl+Shift+Tab"), QKeySequence("Ctrl+PgUp")}, [this] { m_documents->step(-1); });
    actions.setCondition("tab.next", another);
    actions.setCondition("tab.previous", another);
    const auto theme = [this](ThemeMode mode) {
        m_theme->setMode(mode);
        saveThemeMode(mode);
    };
    actions.add("theme.system", tr("Theme"), tr("As the system"), "", {}, [theme] { theme(ThemeMode::System); });
    actions.add("theme.light", tr("Theme"), tr("Light"), "sun", {}, [theme] { theme(ThemeMode::Light); });
    actions.add("theme.dark", tr("Theme"), tr("Dark"), "moon", {}, [theme] { theme(ThemeMode::Dark); });
    actions.add("theme.contrast", tr("Theme"), tr("High contrast"), "contrast", {}, [theme] { theme(ThemeMode::HighContrast); });
    const auto language = [this, &document](Language chosen) {
        saveLanguage(chosen);
        document.status()->notify(tr("The window speaks this language from the next start on."));
    };
    actions.add("language.system", tr("Language"), tr("As the system"), "", {}, [language] { language(Language::System); });
    actions.add("language.english", tr("Language"), QStringLiteral("English"), "", {}, [language] { language(Language::English); });
    actions.add("language.chinese", tr("Language"), QStringLiteral("简体中文"), "", {}, [language] { language(Language::Chinese); });
    actions.add("help.actions", help, tr("All actions…"), "search", QKeySequence("Ctrl+Shift+P"), [this, &document] { m_palette->open(document.actions()); });
    actions.add("help.shortcuts", help, tr("Keyboard shortcuts"), "help", QKeySequence("F1"), [this, &document] { ShortcutsDialog(document.actions(), m_shortcuts, this).exec(); });
    actions.add("help.about", help, tr("About Nodegrad"), "info", {}, [this] { AboutDialog(this).exec(); });
    giveWords(actions);
}

QMenu* MainWindow::makeMenu(Document& document)
{
    auto* menu = new QMenu(&document);
    const auto add = [&document](QMenu* to, std::initializer_list<const char*> ids) {
        for (const char* id : ids)
            to->addAction(document.actions()->find(QString::fromLatin1(id)));
    };
    add(menu, {"file.new", "tab.new", "file.open", "file.import", "file.examples"});
    QMenu* recent = menu->addMenu(tr("Open recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] {
        recent->clear();
        for (const QString& path : recentFiles())
            recent->addAction(path, this, [this, path] { m_documents->open(path.toStdString()); });
        if (recent->isEmpty())
            recent->addAction(tr("No recent files"))->setEnabled(false);
    });
    menu->addSeparator();
    add(menu, {"file.save", "file.save_as", "file.close"});
    menu->addSeparator();
    add(menu, {"canvas.summary", "canvas.repeats"});
    QMenu* themes = menu->addMenu(tr("Theme"));
    add(themes, {"theme.system", "theme.light", "theme.dark", "theme.contrast"});
    QMenu* languages = menu->addMenu(tr("Language"));
    add(languages, {"language.system", "language.english", "language.chinese"});
    add(menu, {"help.actions", "help.shortcuts", "help.about"});
    menu->addSeparator();
    add(menu, {"file.quit"});
    return menu;
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_documents->mayQuit()) {
        event->ignore();
        return;
    }
    nodegrad::saveGeometry(QMainWindow::saveGeometry());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (!urls.isEmpty() && std::ranges::all_of(urls, isProject))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls())
        m_documents->open(url.toLocalFile().toStdString());
}

} // namespace nodegrad
