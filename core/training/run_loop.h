#pragma once
// The real loop: epochs, events, what is saved when, and when to stop. Internal to core/training.

#include "core/training/session.h"
#include "core/training/trainer.h"

namespace nodegrad {

inline double secondsSince(StepLog::Clock::time_point start)
{
    return std::chrono::duration<double>(StepLog::Clock::now() - start).count();
}

/// One run of a plan; loop.cpp has its course, loop_acts.cpp what people do to it, loop_saving.cpp its checkpoints.
class RunLoop {
public:
    RunLoop(const TrainingPlan& plan, RunSink& sink, Trainer::Control& control) : m_plan(plan), m_sink(sink), m_control(control) {}
    RunFinished run();

private:
    using Clock = StepLog::Clock;
    Status work();
    Status train();
    Status start();
    Status trainEpoch();
    Status finishEpoch();
    Status endAtLimit();
    bool reachedLimit();
    bool isValidationDue() const;
    Status validate();
    void judge(const Scores& scores, const char* part);
    Status keepBest();
    Status saveEpoch();
    Status saveTop();
    bool isRegular(std::int64_t epoch) const;
    Status logPoints(std::vector<ScalarPoint> points);
    Status logTapped(Tapped tapped);
    void tellProgress();
    Result<Checkpoint> capture(bool shown = false) const;
    void addMetrics(std::vector<ScalarPoint>& points, const Scores& scores, bool isValidation) const;
    Status saveLast();
    Result<bool> mayContinue();
    Result<bool> obey();
    Result<bool> perform(const RunAct& act);
    Status performNow(RunAct act, bool isAgain);
    bool isDue(const RunAct& act) const;
    Status saveStep();
    std::string metricName() const { return m_session->runningMetricIds().empty() ? std::string() : m_session->runningMetricIds().front(); }
    double secondsHere() const { return secondsSince(m_started) - m_pausedSeconds; }

    const TrainingPlan& m_plan;
    RunSink& m_sink;
    Trainer::Control& m_control;
    std::unique_ptr<TrainingSession> m_session;
    std::unique_ptr<StepLog> m_log;
    RunState m_end = RunState::Completed;
    bool m_stopped = false;
    std::string m_note;
    std::optional<Checkpoint> m_pendingBest; ///< found, but not written yet
    std::optional<Scores> m_validation;      ///< of the last validation
    bool m_wasBest = false;                  ///< that validation
    std::vector<RunAct> m_acts;              ///< of the whole run; position().actsDone of them are done
    std::vector<RunAct> m_asked;             ///< by another process
    std::optional<double> m_judged;          ///< the monitored value of the epoch that ends
    double m_secondsBefore = 0;              ///< trained before the run was taken up
    Clock::time_point m_started = Clock::now(), m_saved = m_started, m_told{}, m_flushed = m_started, m_epochStarted = m_started;
    double m_saveSeconds = 0, m_pausedSeconds = 0, m_epochPausedSeconds = 0;
    std::int64_t m_stepsHere = 0, m_samplesHere = 0, m_epochSamples = 0;
};

} // namespace nodegrad
