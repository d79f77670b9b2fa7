#pragma once
// The window: top bar, five pages, status line; menus, files, and what happens when it closes.

#include <array>
#include <filesystem>

#include <QMainWindow>

#include "core/base/error.h"
#include "ui/session/page_context.h"

class QMenu;
class QStackedWidget;

namespace nodegrad {

class CommandPalette;
class FileCommands;
class ProblemsList;
class Shortcuts;
class StartPage;
class SummaryDialog;
class StatusLine;
class TopBar;

/// Owns session, runs and pages. Pages are made when they are first shown.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(ThemeController* theme, QWidget* parent = nullptr);
    ~MainWindow() override;

    void open(const std::filesystem::path& path);
    /// A project without a file, e.g. an example.
    void openExample(const QString& id);
    void showStart();
    void showPage(PageId page);
    Session* session() const { return m_context.session; }
    RunController* runs() const { return m_context.runs; }

signals:
    /// A node was chosen elsewhere (problems list); the Design page shows it.
    void nodeRequested(const QString& path);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeActions();
    QMenu* makeMenu();
    QWidget* page(PageId page);
    void showError(const Error& error);
    void showSummary();
    PageContext m_context;
    Shortcuts* m_shortcuts;
    FileCommands* m_files;
    TopBar* m_top;
    StatusLine* m_status;
    QStackedWidget* m_stack;
    StartPage* m_start;
    ProblemsList* m_problems;
    CommandPalette* m_palette;
    SummaryDialog* m_summary = nullptr; ///< made when it is first wanted
    std::array<QWidget*, 5> m_pages{};
};

} // namespace nodegrad
