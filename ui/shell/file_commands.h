#pragma once
// New, open, save, save as, recover: with the questions they ask.

#include <filesystem>

#include <QObject>

#include "core/base/error.h"
#include "ui/session/session.h"

class QWidget;

namespace nodegrad {

/// All members on the UI thread; dialogs are children of `window`.
class FileCommands : public QObject {
    Q_OBJECT
public:
    FileCommands(Session* session, QWidget* window);

    /// False when the user chose to stay: unsaved changes were neither saved nor discarded.
    bool mayReplace();
    void newProject();
    void openDialog();
    /// Opens a file in a worker; offers what was autosaved later than it. Says why when it cannot.
    void open(const std::filesystem::path& path);
    /// Opens an example as a project without a file.
    void openExample(const QString& id);
    bool save();     ///< false when it was not saved
    bool saveAs();
    void report(const Error& error);

signals:
    void opened();

private:
    Session* m_session;
    QWidget* m_window;
};

} // namespace nodegrad
