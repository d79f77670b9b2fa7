#pragma once
// The window: the open projects, what all of them share, and what happens when it closes.

#include <filesystem>

#include <QMainWindow>

#include "ui/session/page_context.h"

class QMenu;

namespace nodegrad {

class CommandPalette;
class Document;
class Documents;
class Shortcuts;

/// Owns the documents, the keys and the palette of actions.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(ThemeController* theme, QWidget* parent = nullptr);
    ~MainWindow() override;

    Documents* documents() const { return m_documents; }
    void open(const std::filesystem::path& path);
    /// A project without a file, e.g. an example.
    void openExample(const QString& id);

    // Of the document that is shown.
    void showStart();
    void showPage(PageId page);
    Session* session() const;
    RunController* runs() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void equip(Document& document);
    void addActions(Document& document);
    QMenu* makeMenu(Document& document);
    void showTitle();
    ThemeController* m_theme;
    Shortcuts* m_shortcuts;
    Documents* m_documents = nullptr;
    CommandPalette* m_palette;
};

} // namespace nodegrad
