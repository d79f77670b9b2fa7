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
    /// when the user chose to stay; nothing was done then.
    bool mayClose();

    /// What the user wants done with what is not saved.
    enum class Unsaved { Save, GiveUp, Stay };
    /// Asks when something is not saved.
    Unsaved askUnsaved();
    /// Stops the run, then saves or gives up. False when it could not be saved.
    bool leave(Unsaved answer);
    /// Asks whether these runs ("first", "second") may be stopped; `parent` of the question.
    static bool mayStop(const QStringList& projects, QWidget* parent);
    bool save();     ///< false when it was not saved
    bool saveAs();
    void report(const Error& error);

private:
    Session* m_session;
    RunController* m_runs;
    QWidget* m_window;
};

/// Of file dialogs.
QString projectFileFilter();

} // namespace nodegrad
