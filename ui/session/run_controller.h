#pragma once
// Runs as the window sees them: one trainer, the list of runs, their series, and the weights that Evaluate and Export use.

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QTimer>

#include "core/engine/model.h"
#include "core/runs/run_store.h"
#include "core/training/trainer.h"
#include "ui/session/session.h"

namespace nodegrad {

/// A model for evaluation and export: program and weights of one run, or a snapshot of the run in progress.
struct ShownModel {
    RunInfo run;
    std::string checkpoint;          ///< "best", "last", "epoch-12" or "live"
    std::int64_t epoch = 0, step = 0;
    std::shared_ptr<const Program> program;
    StateDict state;
    QString label() const;           ///< "run 7, best (epoch 36)"
};

/// Why training cannot begin, in a sentence; empty when it can.
QString whyNotTrain(const Session& session);

/// All members on the UI thread. Drains the trainer at 30 Hz while a run is active; no timer runs otherwise.
class RunController : public QObject {
    Q_OBJECT
public:
    explicit RunController(Session* session, QObject* parent = nullptr);
    ~RunController() override;

    // --- control ---
    /// Makes a plan of the project as it is (in a worker) and starts a new run. Problems arrive by refused().
    void start();
    /// Starts a run, or pauses or resumes the one that is active.
    void toggle();
    void pause();
    void resume();                   ///< goes on after pause()
    void stop();
    /// Performed at the next step, also while paused; a line of the log tells. With a sound value, else refused().
    void act(const RunAct& act);
    /// Stops and waits for the last checkpoint: before the project is closed.
    void finish();
    /// Session::bringRuns(), now or when the run in progress has ended.
    void bringRuns();
    /// Goes on with a stopped, completed or interrupted run from its last checkpoint; `moreEpochs` > 0 adds epochs.
    void continueRun(const std::string& runId, std::int64_t moreEpochs = 0);
    bool isActive() const;
    RunState state() const { return m_state; }  ///< of the active or last run
    std::string activeRun() const { return m_activeRun; } ///< id, "" when none is active
    const Progress& progress() const { return m_progress; }
    double activeSeconds() const;    ///< time that the active run has trained, without pauses; 0 when none is active

    // --- the list ---
    const std::vector<RunInfo>& runs() const { return m_runs; }
    const RunInfo* run(const std::string& id) const;
    /// Points since the run began; for the active run it grows as events arrive. Null while it loads (seriesChanged follows).
    const RunSeries* series(const std::string& runId);
    Status rename(const std::string& id, const std::string& name);
    Status remove(const std::string& id);
    Status annotate(const std::string& id, const std::string& note);
    /// The next runs begin with its best weights (else its last ones), as far as they fit: a new step of the history.
    void beginFrom(const std::string& id);
    /// The project that a run trains, as a new step of the history ("Restore design of run 3").
    void restoreDesign(const std::string& id);
    bool isVisible(const std::string& id) const;
    void setVisible(const std::string& id, bool visible);
    const std::string& selectedRun() const { return m_selected; }
    void select(const std::string& id);

    // --- the model that Evaluate and Export show ---
    /// Loads a checkpoint in a worker; modelChanged() follows. checkpoint "live" takes a snapshot of the active run.
    void showModel(const std::string& runId, const std::string& checkpoint);
    std::shared_ptr<const ShownModel> shownModel() const { return m_model; }
    /// True when the project's design is no longer the one that the shown model was trained with.
    bool isDesignEditedSince() const;

signals:
    void stateChanged();             ///< state(), activeRun()
    void progressed();               ///< progress(), at most 30 Hz
    void runsChanged();              ///< list, names, visibility, selection
    void seriesChanged(const std::string& runId); ///< new points, at most 30 Hz
    void modelChanged();
    void refused(const nodegrad::Error& error);
    void noticed(const QString& text); ///< a line for the log

private:
    void refreshRuns();
    void drain();
    void begin(TrainingPlan plan, RunInfo run, bool resume);
    Session* m_session;
    std::unique_ptr<Trainer> m_trainer;
    QTimer m_drainTimer;
    RunState m_state = RunState::Completed;
    std::string m_activeRun, m_selected;
    Progress m_progress;
    double m_secondsBefore = 0;      ///< of the active run, when it was continued
    std::shared_ptr<ActiveClock> m_clock; ///< of the active run
    std::vector<RunInfo> m_runs;
    std::map<std::string, RunSeries> m_series;
    std::map<std::string, bool> m_hidden;
    std::shared_ptr<const ShownModel> m_model;
    bool m_starting = false;
    std::uint64_t m_startNumber = 0; ///< a start that was taken back has an older one
};

} // namespace nodegrad
