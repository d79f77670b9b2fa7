// The real loop: epochs, events, what is saved when, and when to stop.

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "core/base/log.h"
#include "core/engine/tensor_memory.h"
#include "core/training/session.h"
#include "core/training/trainer.h"

namespace nodegrad {

namespace {

using Clock = StepLog::Clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

constexpr double kProgressSeconds = 1.0 / 30;
constexpr double kFlushSeconds = 0.5;
constexpr double kSaveSeconds = 10;      ///< between checkpoints within a long epoch
constexpr double kLongestUnsaved = 60;   ///< at the end of an epoch
constexpr double kSaveShare = 20;        ///< checkpoints may take 1/20 of the time

/// LibTorch's warnings go to the log, not to stderr.
class LogWarnings final : public c10::WarningHandler {
    void process(const c10::Warning& warning) override { logWarning("LibTorch: " + warning.msg()); }
};

class RunLoop {
public:
    RunLoop(const TrainingPlan& plan, RunSink& sink, Trainer::Control& control) : m_plan(plan), m_sink(sink), m_control(control) {}
    RunFinished run();

private:
    Status work();
    Status start();
    Status trainEpoch();
    Status finishEpoch();
    Status logPoints(std::vector<ScalarPoint> points);
    void tellProgress();
    Result<Checkpoint> capture() const;
    Status saveLast();
    Status save(const std::string& name, const Checkpoint& checkpoint);
    bool mayContinue();
    std::int64_t threads() const;
    std::string metricName() const { return m_session->metricIds().empty() ? std::string() : m_session->metricIds().front(); }

    const TrainingPlan& m_plan;
    RunSink& m_sink;
    Trainer::Control& m_control;
    std::unique_ptr<TrainingSession> m_session;
    std::unique_ptr<StepLog> m_log;
    RunState m_end = RunState::Completed;
    bool m_stopped = false;
    std::string m_note;
    std::optional<Checkpoint> m_pendingBest; ///< found, but not written yet
    Clock::time_point m_started = Clock::now(), m_saved = m_started, m_told{}, m_flushed = m_started, m_epochStarted = m_started;
    double m_saveSeconds = 0, m_pausedSeconds = 0, m_epochPausedSeconds = 0;
    std::int64_t m_stepsHere = 0, m_samplesHere = 0, m_epochSamples = 0;
};

RunFinished RunLoop::run()
{
    const Status status = work();
    RunFinished finished{m_end, {}, m_note};
    if (!status) {
        finished = {RunState::Failed, status.error(), {}};
        logError("training: " + message(status.error()) + " " + status.error().detail);
    }
    m_session.reset();
    releaseTensorMemory();
    if (const Status last = m_sink.flush(); !last && finished.state != RunState::Failed)
        finished = {RunState::Failed, last.error(), {}};
    if (const Status last = m_sink.setState(finished.state, finished.note, finished.error); !last && finished.state != RunState::Failed)
        finished = {RunState::Failed, last.error(), {}};
    return finished;
}

std::int64_t RunLoop::threads() const
{
    if (m_plan.settings.threads > 0)
        return m_plan.settings.threads;
    // What was chosen by itself is replayed: sums differ in their last digits between thread counts.
    if (m_plan.resume && m_plan.resume->state.is_object()) {
        const auto stored = m_plan.resume->state.find("threads");
        if (stored != m_plan.resume->state.end() && stored->is_number_integer() && stored->get<std::int64_t>() > 0)
            return std::min<std::int64_t>(stored->get<std::int64_t>(), 4096);
    }
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::thread::hardware_concurrency()) - 1);
}

Status RunLoop::start()
{
    if (const Status status = checkSettings(m_plan.settings); !status)
        return status;
    const std::int64_t threadCount = threads();
    at::set_num_threads(static_cast<int>(threadCount));
    auto session = TrainingSession::create(m_plan, threadCount);
    if (!session)
        return fail(session.error());
    m_session = std::move(*session);
    m_log = std::make_unique<StepLog>(metricName());
    if (m_plan.resume && m_session->position().batch > 0 && m_plan.resume->state.contains("log") && !m_log->restore(m_plan.resume->state["log"]))
        return fail("training.bad_checkpoint", {{"key", "log"}});
    for (const std::string& notice : m_session->notices())
        m_control.post(Notice{notice});
    if (const Status status = m_sink.setState(RunState::Running, {}, {}); !status)
        return status;
    m_control.post(StateChanged{RunState::Running});
    return {};
}

Status RunLoop::work()
{
    if (const Status status = start(); !status)
        return status;
    m_started = m_saved = m_epochStarted = m_flushed = Clock::now();
    while (m_session->position().epoch < m_plan.settings.epochs && !m_stopped && m_note.empty()) {
        if (const Status status = trainEpoch(); !status)
            return status;
        if (m_stopped)
            break;
        if (const Status status = finishEpoch(); !status)
            return status;
    }
    if (m_stopped)
        m_end = RunState::Stopped;
    return saveLast();
}

/// The step boundary: commands are obeyed here. False when the run must stop.
bool RunLoop::mayContinue()
{
    const auto before = Clock::now();
    const bool goOn = m_control.proceed(
        [this] {
            auto state = m_session->model().state();
            return state ? std::move(*state) : StateDict();
        },
        m_session->position().step);
    const double waited = secondsSince(before);
    m_pausedSeconds += waited;
    m_epochPausedSeconds += waited;
    return goOn;
}

Status RunLoop::trainEpoch()
{
    m_epochStarted = Clock::now();
    m_epochPausedSeconds = 0;
    m_epochSamples = 0;
    while (m_session->position().batch < m_session->batchesPerEpoch()) {
        if (!mayContinue()) {
            m_stopped = true;
            return {};
        }
        const std::int64_t samplesBefore = m_session->position().samples;
        const auto figures = m_session->step();
        if (!figures)
            return fail(figures.error());
        ++m_stepsHere;
        m_samplesHere += m_session->position().samples - samplesBefore;
        m_epochSamples += m_session->position().samples - samplesBefore;
        if (const Status status = logPoints(m_log->add(*figures, Clock::now(), unixSeconds())); !status)
            return status;
        if (secondsSince(m_told) >= kProgressSeconds)
            tellProgress();
        if (secondsSince(m_saved) >= std::max(kSaveSeconds, kSaveShare * m_saveSeconds))
            if (const Status status = saveLast(); !status)
                return status;
    }
    return {};
}

Status RunLoop::finishEpoch()
{
    tellProgress();
    if (const Status status = logPoints(m_log->finish(unixSeconds())); !status)
        return status;
    const double trainSeconds = secondsSince(m_epochStarted) - m_epochPausedSeconds;
    const Scores training = m_session->running();
    std::optional<Scores> validation;
    if (m_session->hasValidation()) {
        auto scores = m_session->validate([this] { return m_control.isStopping(); });
        if (!scores)
            return fail(scores.error());
        if (!*scores) {
            m_stopped = true; // the epoch's validation is made up for when the run goes on
            return {};
        }
        validation = std::move(**scores);
    }

    Position& position = m_session->position();
    const double now = unixSeconds();
    std::vector<ScalarPoint> points;
    if (validation) {
        points.push_back({true, "loss", position.step, now, validation->loss});
        for (std::size_t i = 0; i < validation->metrics.size(); ++i)
            points.push_back({true, m_session->metricIds()[i], position.step, now, validation->metrics[i]});
    }
    for (std::size_t i = 1; i < training.metrics.size(); ++i) // the first is logged with every step
        points.push_back({false, m_session->metricIds()[i], position.step, now, training.metrics[i]});
    if (m_epochSamples > 0 && trainSeconds > 0)
        points.push_back({false, "samples_per_second", position.step, now, static_cast<double>(m_epochSamples) / trainSeconds});
    if (const Status status = logPoints(std::move(points)); !status)
        return status;

    const double judged = validation ? validation->loss : training.loss;
    const bool best = std::isfinite(judged) && (!position.bestLoss || judged < *position.bestLoss);
    if (best)
        position.bestLoss = judged;
    position.epochsWithoutBetter = best ? 0 : position.epochsWithoutBetter + 1;
    m_session->nextEpoch();
    if (best) {
        auto checkpoint = capture();
        if (!checkpoint)
            return fail(checkpoint.error());
        m_pendingBest = std::move(*checkpoint);
    }
    const auto first = [](const std::optional<Scores>& scores) { return scores && !scores->metrics.empty() ? scores->metrics.front() : 0.0; };
    m_control.post(EpochFinished{position.epoch, training.loss, validation ? validation->loss : 0, first(training), first(validation), best});
    if (m_plan.settings.earlyStopping && position.epochsWithoutBetter >= m_plan.settings.patience && position.epoch < m_plan.settings.epochs)
        m_note = std::string("early stopping: no better ") + (validation ? "validation" : "training") + " loss for "
            + std::to_string(position.epochsWithoutBetter) + (position.epochsWithoutBetter == 1 ? " epoch" : " epochs");
    // Epochs of a small network take less time than writing its checkpoint safely: then not every epoch is saved.
    if (secondsSince(m_saved) >= std::min(kSaveShare * m_saveSeconds, kLongestUnsaved))
        return saveLast();
    return {};
}

Status RunLoop::logPoints(std::vector<ScalarPoint> points)
{
    for (const ScalarPoint& point : points)
        if (const Status status = m_sink.log(point); !status)
            return status;
    if (!points.empty())
        m_control.post(ScalarsLogged{std::move(points)});
    if (secondsSince(m_flushed) >= kFlushSeconds) {
        m_flushed = Clock::now();
        return m_sink.flush();
    }
    return {};
}

void RunLoop::tellProgress()
{
    m_told = Clock::now();
    const Position& position = m_session->position();
    const Scores running = m_session->running();
    Progress progress{position.epoch + 1, m_plan.settings.epochs, position.batch, m_session->batchesPerEpoch(), position.step,
                      running.loss, running.metrics.empty() ? 0 : running.metrics.front(), metricName()};
    const double active = secondsSince(m_started) - m_pausedSeconds;
    if (active > 0 && m_stepsHere > 0) {
        progress.samplesPerSecond = static_cast<double>(m_samplesHere) / active;
        const std::int64_t left = (m_plan.settings.epochs - position.epoch) * m_session->batchesPerEpoch() - position.batch;
        progress.secondsLeft = active / static_cast<double>(m_stepsHere) * static_cast<double>(std::max<std::int64_t>(0, left));
    }
    m_control.post(std::move(progress));
}

Result<Checkpoint> RunLoop::capture() const
{
    auto checkpoint = m_session->checkpoint();
    if (checkpoint)
        checkpoint->state["log"] = m_log->state();
    return checkpoint;
}

Status RunLoop::save(const std::string& name, const Checkpoint& checkpoint)
{
    const auto before = Clock::now();
    const Status status = m_sink.saveCheckpoint(name, checkpoint);
    m_saveSeconds = secondsSince(before);
    m_saved = Clock::now();
    return status;
}

/// "best" first, when one waits: "last" knows its loss, so it must not be newer.
Status RunLoop::saveLast()
{
    const auto last = capture();
    if (!last)
        return fail(last.error());
    if (m_pendingBest) {
        if (const Status status = save("best", *m_pendingBest); !status)
            return status;
        m_pendingBest.reset();
    }
    return save("last", *last);
}

} // namespace

RunFinished trainingLoop(const TrainingPlan& plan, RunSink& sink, Trainer::Control& control)
{
    LogWarnings warnings;
    const c10::WarningUtils::WarningHandlerGuard guard(&warnings);
    const c10::AutoGradMode gradients(true);
    return RunLoop(plan, sink, control).run();
}

Trainer::Trainer() : Trainer(trainingLoop) {}

} // namespace nodegrad
