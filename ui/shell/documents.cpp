#include "ui/shell/documents.h"

#include <algorithm>

#include <QFileDialog>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/base/log.h"
#include "core/project/examples.h"
#include "ui/session/background.h"
#include "ui/session/journal.h"
#include "ui/session/lock_file.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"
#include "ui/shell/document.h"
#include "ui/shell/document_tabs.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/settings.h"
#include "ui/theme/styling.h"

namespace nodegrad {

namespace {

namespace fs = std::filesystem;

/// The user's choice between the file and what was autosaved later than it.
enum class Recovery { Recover, OpenSaved, Neither };

/// Escape decides nothing: what was not saved stays until the next time.
Recovery askRecovery(const fs::path& path, QWidget* parent)
{
    QMessageBox question(QMessageBox::NoIcon, Documents::tr("Nodegrad"), Documents::tr("There are unsaved changes of %1 from the last time.").arg(QString::fromStdString(path.filename().string())),
                         QMessageBox::NoButton, parent);
    question.setTextFormat(Qt::PlainText);
    QPushButton* recover = question.addButton(Documents::tr("Recover changes"), QMessageBox::AcceptRole);
    QPushButton* openSaved = question.addButton(Documents::tr("Discard them"), QMessageBox::DestructiveRole);
    question.addButton(QMessageBox::Cancel);
    question.setDefaultButton(recover);
    question.exec();
    return question.clickedButton() == recover ? Recovery::Recover : question.clickedButton() == openSaved ? Recovery::OpenSaved : Recovery::Neither;
}

/// The file that journal and runs of a project without a file are named after.
fs::path untitledFile(const Session& session)
{
    return session.runsFolder().replace_extension(kProjectExtension);
}

/// What would be lost of a project without a file is written before the program ends, for the next start or the start page to find.
void keep(Session& session)
{
    if (!session.path().empty() ? !session.isEdited() : !session.hasUnsaved()) {
        session.discard();
    } else if (session.path().empty()) {
        session.holdRunsFolder();
        if (const Status written = writeAutosave(untitledFile(session), session.project()); !written)
            logWarning(sentence(written.error()));
    }
}

constexpr int kRememberAfter = 2000; ///< ms

bool isSameFile(const fs::path& a, const fs::path& b)
{
    std::error_code problem;
    return !a.empty() && (a == b || fs::equivalent(a, b, problem));
}

} // namespace

Documents::Documents(ThemeController* theme, const Shortcuts* shortcuts, std::function<void(Document&)> equip, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_shortcuts(shortcuts), m_equip(std::move(equip))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_row = new QWidget;
    setSurface(m_row, Role::Window, BottomSide);
    auto* row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 6, 1);
    row->setSpacing(4);
    m_tabs = new DocumentTabs;
    auto* more = makeIconButton(QStringLiteral("add"), tr("New tab"));
    more->setObjectName(QStringLiteral("document.new"));
    setSmall(more);
    row->addWidget(m_tabs);
    row->addWidget(more);
    m_more = more;
    row->addStretch();
    layout->addWidget(m_row);
    m_stack = new QStackedWidget;
    layout->addWidget(m_stack, 1);
    add();
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (index >= 0 && static_cast<std::size_t>(index) < m_all.size())
            show(m_all[static_cast<std::size_t>(index)]);
    });
    connect(m_tabs, &QTabBar::tabMoved, this, [this](int from, int to) {
        Document* moved = m_all[static_cast<std::size_t>(from)];
        m_all.erase(m_all.begin() + from);
        m_all.insert(m_all.begin() + to, moved);
    });
    connect(m_tabs, &DocumentTabs::closeWanted, this, [this](int index) { close(m_all[static_cast<std::size_t>(index)]); });
    connect(more, &QToolButton::clicked, this, &Documents::newTab);
    m_rememberSoon.setSingleShot(true);
    m_rememberSoon.setInterval(kRememberAfter);
    connect(&m_rememberSoon, &QTimer::timeout, this, &Documents::remember);
}

Documents::~Documents() = default;

Document* Documents::current() const
{
    return static_cast<Document*>(m_stack->currentWidget());
}

void Documents::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const QMargins margins = m_row->layout()->contentsMargins();
    m_tabs->setRoom(width() - m_more->sizeHint().width() - m_row->layout()->spacing() - margins.left() - margins.right());
}

std::size_t Documents::indexOf(const Document* document) const
{
    return static_cast<std::size_t>(std::ranges::find(m_all, document) - m_all.begin());
}

Document* Documents::add()
{
    auto* document = new Document(m_theme, m_shortcuts);
    m_equip(*document);
    m_all.push_back(document);
    m_stack->addWidget(document);
    m_tabs->show(-1, *document);
    connect(document, &Document::changed, this, [this, document] { refresh(document); });
    refresh(document);
    return document;
}

void Documents::refresh(Document* document)
{
    if (const std::size_t index = indexOf(document); index < m_all.size())
        m_tabs->show(static_cast<int>(index), *document);
    m_row->setVisible(m_all.size() > 1);
    rememberSoon();
    if (document == current())
        emit currentChanged();
}

void Documents::show(Document* document)
{
    if (document != current()) {
        current()->rememberFocus();
        m_stack->setCurrentWidget(document);
        document->restoreFocus();
    }
    m_tabs->setCurrentIndex(static_cast<int>(indexOf(document)));
    rememberSoon();
    if (!document->waitingFor().empty())
        read(document->waitingFor(), document);
    emit currentChanged();
}

void Documents::step(int tabs)
{
    const auto count = static_cast<int>(m_all.size());
    show(m_all[static_cast<std::size_t>((static_cast<int>(indexOf(current())) + tabs + count) % count)]);
}

/// The document that takes what is opened.
Document* Documents::place()
{
    if (current()->isPristine()) {
        current()->session()->discard();
        return current();
    }
    current()->leaveStart();
    return add();
}

void Documents::newProject()
{
    Document* document = place();
    document->session()->open(Project{}, {});
    show(document);
    document->showPage(PageId::Design);
}

void Documents::newTab()
{
    if (!current()->isPristine())
        current()->leaveStart();
    Document* document = add();
    show(document);
    document->showStart();
}

void Documents::openDialog()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a project"), QString::fromStdString(current()->session()->baseFolder().string()), projectFileFilter());
    if (!file.isEmpty())
        open(file.toStdString());
}

void Documents::open(const fs::path& path)
{
    for (Document* document : m_all)
        if (isSameFile(document->path(), path)) {
            show(document);
            document->leaveStart();
            return;
        }
    for (const Reading& reading : m_reading) // also one that the last session left open
        if (isSameFile(reading.path, path)) {
            if (reading.into)
                show(reading.into);
            return;
        }
    read(path, nullptr);
}

void Documents::read(fs::path path, Document* into) // by value: a document forgets what it waited for
{
    struct Read {
        Result<Project> project;
        std::optional<Project> autosaved;
        bool isOpenElsewhere = false;
    };
    if (into)
        into->stopWaiting();
    QPointer<Document> waiting(into);
    m_reading.push_back({path, waiting});
    Job::start(this, tr("Open"), [path](const Task&) {
                   const bool isOpenElsewhere = Journal::isHeldElsewhere(path);
                   return Read{readProject(path), isOpenElsewhere ? std::nullopt : recoverable(path), isOpenElsewhere};
               },
               [this, path, waiting, waits = into != nullptr](Read read) {
                   const auto isRead = [this, path] { std::erase_if(m_reading, [&](const Reading& one) { return one.path == path; }); };
                   if (waits && !waiting) { // closed meanwhile
                       isRead();
                       return;
                   }
                   if (!read.project && !read.autosaved) {
                       isRead();
                       (waiting ? waiting.data() : current())->files()->report(read.project.error());
                       return;
                   }
                   Recovery recovery = read.autosaved ? Recovery::Recover : Recovery::OpenSaved;
                   if (read.project && read.autosaved)
                       recovery = askRecovery(path, this);
                   if (recovery == Recovery::Neither) {
                       isRead();
                       return;
                   }
                   const bool useAutosaved = recovery == Recovery::Recover;
                   Document* document = waiting ? waiting.data() : place();
                   document->session()->open(useAutosaved ? *read.autosaved : *read.project, path, useAutosaved);
                   isRead(); // the question about unsaved changes was part of it
                   addRecentFile(path);
                   if (!waiting)
                       show(document);
                   document->showPage(waits ? document->currentPage() : PageId::Design);
                   if (read.isOpenElsewhere)
                       document->files()->report(makeError("window.open_elsewhere", {{"file", path.filename().string()}}));
               });
}

void Documents::openExample(const QString& id)
{
    auto project = exampleProject(id.toStdString());
    if (!project) {
        current()->files()->report(project.error());
        return;
    }
    Document* document = place();
    document->session()->open(std::move(*project), {});
    show(document);
    document->showPage(PageId::Design);
}

void Documents::openLeft(const LeftProject& left)
{
    Document* document = place();
    document->session()->openLeft(left);
    show(document);
    document->showPage(PageId::Design);
}

void Documents::close(Document* document)
{
    show(document); // what is asked about is seen
    if (!document->files()->mayClose())
        return;
    if (m_all.size() > 1) {
        remove(document);
        return;
    }
    Document* fresh = add();
    remove(document);
    fresh->showStart();
}

void Documents::remove(Document* document)
{
    const std::size_t index = indexOf(document);
    Document* next = m_all[index + 1 < m_all.size() ? index + 1 : index - 1];
    show(next);
    m_all.erase(m_all.begin() + static_cast<std::ptrdiff_t>(index));
    m_tabs->removeTab(static_cast<int>(index));
    m_stack->removeWidget(document);
    document->deleteLater();
    refresh(next);
}

/// All questions come first: who stays finds everything as it was. A project without a file is kept for the next start, so that
/// only its run is asked for.
bool Documents::mayQuit()
{
    using Unsaved = FileCommands::Unsaved;
    const std::vector<Document*> all = m_all;
    QStringList training;
    for (Document* document : all)
        if (document->runs()->isActive())
            training << document->title();
    if (training.size() == 1)
        show(*std::ranges::find_if(all, [](const Document* document) { return document->runs()->isActive(); }));
    if (!training.isEmpty() && !FileCommands::mayStop(training, this))
        return false;
    std::vector<std::pair<Document*, Unsaved>> answers;
    for (Document* document : all) {
        Unsaved answer = Unsaved::GiveUp;
        if (!document->session()->path().empty() && document->session()->isEdited()) {
            show(document); // what is asked about is seen
            answer = document->files()->askUnsaved();
        }
        if (answer == Unsaved::Stay)
            return false;
        answers.emplace_back(document, answer);
    }
    for (const auto& [document, answer] : answers) {
        if (document->runs()->isActive())
            document->runs()->finish();
        if (!document->session()->path().empty() && !document->files()->leave(answer))
            return false;
    }
    remember();
    for (Document* document : m_all)
        if (document->waitingFor().empty())
            keep(*document->session());
    return true;
}

void Documents::remember()
{
    if (!m_memory)
        return;
    std::vector<OpenTab> tabs;
    for (const Document* document : m_all) {
        const bool shown = document == current();
        if (!document->path().empty())
            tabs.push_back({QString::fromStdString(document->path().string()), false, document->currentPage(), shown});
        else if (document->session()->hasUnsaved())
            tabs.push_back({QString::fromStdString(untitledFile(*document->session()).string()), true, document->currentPage(), shown});
    }
    if (tabs != m_remembered)
        saveOpenTabs(tabs);
    m_remembered = std::move(tabs);
}

/// Documents change many times a second while they train.
void Documents::rememberSoon()
{
    if (!m_rememberSoon.isActive())
        m_rememberSoon.start();
}

void Documents::restore()
{
    std::error_code problem;
    fs::create_directories(logFolder(), problem);
    auto memory = lockFile(logFolder() / "window.lock");
    if (!memory->tryLock(0))
        return;
    m_memory = std::move(memory);
    const auto tabs = openTabs();
    saveOpenTabs({}); // a start that ends badly is not repeated
    Document* shown = nullptr;
    const auto left = leftProjects();
    for (const OpenTab& tab : tabs) {
        const fs::path file = tab.file.toStdString();
        Document* document = nullptr;
        if (!tab.isUntitled && fs::exists(file, problem)) {
            document = current()->isPristine() && m_all.size() == 1 ? current() : add();
            document->setWaiting(file, tab.page);
        } else if (const auto found = std::ranges::find(left, file, &LeftProject::file); tab.isUntitled && found != left.end()) {
            document = current()->isPristine() && m_all.size() == 1 ? current() : add();
            document->session()->openLeft(*found);
            document->showPage(tab.page);
        }
        if (document && (tab.isShown || !shown))
            shown = document;
    }
    if (shown)
        show(shown);
    else
        current()->showStart();
}

} // namespace nodegrad
