#pragma once
// New, open, save, save as, recover: with the questions they ask.

#include <filesystem>

#include <QObject>

#include "core/base/error.h"
#include "ui/session/session.h"

class QWidget;

namespace nodegrad {

class RunController;

/// All members on the UI thread; dialogs are children of `window`.
class FileCommands : public QObject {
    Q_OBJECT
public:
    FileCommands(Session* session, RunController* runs, QWidget* window);

    /// Asks what is needed before the project goes: a run that trains is stopped, what is not saved is saved or given up. False
    /// when the user chose to stay.
    bool mayReplace();
    void newProject();
    void openDialog();
    /// Opens a file in a worker; offers what was autosaved later than it. Says why when it cannot.
    void open(const std::filesystem::path& path);
    /// Opens what a crash left of a project without a file.
    void openLeft(const LeftProject& left);
    /// Opens an example as a project without a file.
    void openExample(const QString& id);
    bool save();     ///< false when it was not saved
    bool saveAs();
    void report(const Error& error);

signals:
    void opened();

private:
    bool mayStopRun();
    Session* m_session;
    RunController* m_runs;
    QWidget* m_window;
};

} // namespace nodegrad
