#pragma once
// Save, save as, and the questions before a project goes.

#include <QObject>

#include "core/base/error.h"
#include "ui/session/session.h"

class QWidget;

namespace nodegrad {

class RunController;

/// Of one document. All members on the UI thread; dialogs are children of `window`.
class FileCommands : public QObject {
    Q_OBJECT
public:
    FileCommands(Session* session, RunController* runs, QWidget* window);

    /// Asks what is needed before the project goes: a run that trains is stopped, what is not saved is saved or given up. False
    /// when the user chose to stay.
    bool mayClose();
    /// The same before the program ends: a project without a file is kept for the next start, so that only its run is asked for.
    bool mayQuit();
    /// mayQuit() would ask nothing.
    bool losesNothing() const;
    bool save();     ///< false when it was not saved
    bool saveAs();
    void report(const Error& error);

private:
    bool mayStopRun();
    bool maySave();
    Session* m_session;
    RunController* m_runs;
    QWidget* m_window;
};

/// Of file dialogs.
QString projectFileFilter();

} // namespace nodegrad
