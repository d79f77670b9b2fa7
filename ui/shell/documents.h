#pragma once
// The open projects of the window: which there are, which is shown, and how others come and go.

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "core/base/error.h"
#include "ui/session/page_context.h"
#include "ui/shell/settings.h"

class QLockFile;
class QStackedWidget;

namespace nodegrad {

class Document;
class DocumentTabs;
class Shortcuts;
struct LeftProject;

/// At least one document, always. What is opened takes the place of a document that nobody would miss, else a tab of its own.
/// All members on the UI thread.
class Documents : public QWidget {
    Q_OBJECT
public:
    /// `equip` gives a new document the actions and the menu of the window.
    Documents(ThemeController* theme, const Shortcuts* shortcuts, std::function<void(Document&)> equip, QWidget* parent = nullptr);
    ~Documents() override;

    Document* current() const;
    const std::vector<Document*>& all() const { return m_all; }   ///< in the order of the tabs
    void show(Document* document);
    void step(int tabs);                      ///< forth or back, round the end

    void newProject();
    void newTab();                            ///< with the start page
    void openDialog();
    /// Shows the tab that has the file, or reads it in a worker; offers what was autosaved later than it. Says why when it cannot.
    void open(const std::filesystem::path& path);
    void openExample(const QString& id);
    void openLeft(const LeftProject& left);
    /// Asks what must be asked. The last one makes way for the start page.
    void close(Document* document);

    /// Asks for each document that would lose something; false when the user chose to stay. Projects without a file lose nothing:
    /// they are kept for the next start.
    bool mayQuit();
    /// Opens what was open when the window was closed last, unless another window of this user does; files are read when they are
    /// shown. The last window to be closed says what the next start opens.
    void restore();

signals:
    void currentChanged();                    ///< another document, its title or its edited mark

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    Document* add();
    Document* place();
    void read(std::filesystem::path path, Document* into);
    void remove(Document* document);
    void refresh(Document* document);
    void remember();
    void rememberSoon();
    std::size_t indexOf(const Document* document) const;
    ThemeController* m_theme;
    const Shortcuts* m_shortcuts;
    std::function<void(Document&)> m_equip;
    /// A file on its way into a document, or into a new one.
    struct Reading {
        std::filesystem::path path;
        QPointer<Document> into;
    };
    std::vector<Reading> m_reading;
    std::vector<Document*> m_all;
    QWidget* m_row;
    DocumentTabs* m_tabs;
    QWidget* m_more;                          ///< the button beside the tabs
    QStackedWidget* m_stack;
    std::unique_ptr<QLockFile> m_memory;      ///< held by the window that remembers
    std::vector<OpenTab> m_remembered;
    QTimer m_rememberSoon;                    ///< so that a kill forgets nothing; not at once, so that a start that ends badly is not repeated
};

} // namespace nodegrad
