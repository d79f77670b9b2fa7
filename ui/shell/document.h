#pragma once
// One project in the window: its session, its runs, its pages and the bars around them.

#include <array>
#include <filesystem>
#include <optional>

#include <QPointer>
#include <QWidget>

#include "core/base/error.h"
#include "ui/session/page_context.h"

class QMenu;
class QStackedWidget;

namespace nodegrad {

class FileCommands;
class ProblemsList;
class Shortcuts;
class StartPage;
class StatusLine;
class SummaryDialog;
class TopBar;

/// What happened in a document while another one was shown, or goes on in it.
enum class DocumentNews { None, Training, Paused, Done, Failed };

/// Owns session, runs and pages; everything in it is its own, so that several documents share nothing but the window, the theme
/// and the keys. Pages are made when they are first shown. UI thread.
class Document : public QWidget {
    Q_OBJECT
public:
    Document(ThemeController* theme, const Shortcuts* shortcuts, QWidget* parent = nullptr);
    ~Document() override;
    /// Makes the bars, once the window has added its actions. `menu` opens under the project's name.
    void build(QMenu* menu);

    const PageContext& context() const { return m_context; }
    Session* session() const { return m_context.session; }
    RunController* runs() const { return m_context.runs; }
    Actions* actions() const { return m_context.actions; }
    FileCommands* files() const { return m_files; }
    StartPage* startPage() const { return m_start; }
    StatusLine* status() const { return m_status; }

    void showStart();
    void showPage(PageId page);
    /// Back from the start page to the page before, if it is the start page that is shown.
    void leaveStart();
    PageId currentPage() const { return m_page; }

    QString title() const;
    bool isEdited() const;
    /// Nothing is lost and nothing missed when another project takes its place.
    bool isPristine() const;
    DocumentNews news() const;
    double progress() const;         ///< of the active run, 0..1

    /// A file that is read when the document is first shown.
    void setWaiting(const std::filesystem::path& path, PageId page);
    const std::filesystem::path& waitingFor() const { return m_waiting; }
    /// Its own file, also while it waits.
    std::filesystem::path path() const;
    /// The waiting file was read, or could not be.
    void stopWaiting();

    void rememberFocus();
    void restoreFocus();
    void showError(const Error& error);

signals:
    void changed();                  ///< what its tab shows
    void nodeRequested(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeActions();
    QWidget* page(PageId page);
    void showSummary();
    void runStateChanged();
    PageContext m_context;
    FileCommands* m_files;
    TopBar* m_top = nullptr;
    StatusLine* m_status;
    QStackedWidget* m_stack;
    StartPage* m_start;
    ProblemsList* m_problems;
    SummaryDialog* m_summary = nullptr; ///< made when it is first wanted
    std::array<QWidget*, 5> m_pages{};
    PageId m_page = PageId::Design;
    std::filesystem::path m_waiting;
    QPointer<QWidget> m_focus;
    bool m_wasActive = false, m_hasNews = false;
    std::optional<Error> m_unseen;   ///< of a run, while another document was shown
};

} // namespace nodegrad
