// The real loop: epochs, events, what is saved when, and when to stop.

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/log.h"
#include "core/base/wait_scope.h"
#include "core/engine/tensor_memory.h"
#include "core/training/run_loop.h"

namespace nodegrad {

namespace {

constexpr double kProgressSeconds = 1.0 / 30;
constexpr double kFlushSeconds = 0.5;
constexpr double kSaveSeconds = 10;      ///< between checkpoints within a long epoch
constexpr double kLongestUnsaved = 60;   ///< at the end of an epoch
constexpr double kSaveShare = 100;       ///< checkpoints may take 1/100 of the time

/// LibTorch's warnings go to the log, not to stderr.
class LogWarnings final : public c10::WarningHandler {
    void process(const c10::Warning& warning) override { logWarning("LibTorch: " + warning.msg()); }
};

} // namespace

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

Status RunLoop::start()
{
    if (const Status status = checkSettings(m_plan.settings); !status)
        return status;
    const std::int64_t threadCount = threadsOf(m_plan);
    prepareArithmetic(threadCount);
    auto session = TrainingSession::create(m_plan, threadCount);
    if (!session)
        return fail(session.error());
    m_session = std::move(*session);
    m_secondsBefore = m_session->position().seconds;
    m_log = std::make_unique<StepLog>(metricName());
    m_acts = m_plan.acts;
    m_session->position().actsDone = std::min(m_session->position().actsDone, std::ssize(m_acts));
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
    const WaitScope scope([this] { return m_control.isStopping(); });
    const Status status = train();
    if (status || !scope.wasLeft())
        return status;
    m_end = RunState::Stopped; // within a step: "last" stays as it is
    m_note = "stopped within a step; what came behind the last checkpoint is done again when the run goes on";
    return {};
}

Status RunLoop::train()
{
    if (const Status status = start(); !status)
        return status;
    const std::int64_t tried = m_plan.settings.numSanityValSteps;
    if (tried > 0 && !m_plan.resume && m_session->hasValidation())
        if (const auto checked = m_session->validate([this] { return m_control.isStopping(); }, tried); !checked)
            return fail(checked.error());
    m_started = m_saved = m_epochStarted = m_flushed = Clock::now();
    while (m_session->position().epoch < m_session->epochs() && !m_stopped && m_note.empty()) {
        if (const Status status = trainEpoch(); !status)
            return status;
        if (m_stopped)
            break;
        const bool isWhole = m_session->position().batch == m_session->batchesPerEpoch();
        if (const Status status = isWhole ? finishEpoch() : endAtLimit(); !status)
            return status;
        if (m_note.empty() && !m_stopped) // the last boundary of the run: it may get more epochs here
            if (const auto obeyed = obey(); !obeyed)
                return fail(obeyed.error());
    }
    if (m_stopped)
        m_end = RunState::Stopped;
    return saveLast();
}

Status RunLoop::trainEpoch()
{
    m_epochStarted = Clock::now();
    m_epochPausedSeconds = 0;
    m_epochSamples = 0;
    while (m_session->position().batch < m_session->batchesPerEpoch()) {
        if (isValidationDue()) {
            if (const Status status = validate(); !status)
                return status;
            if (const Status status = keepBest(); !status)
                return status;
        }
        if (m_stopped || !m_note.empty() || reachedLimit())
            return {};
        const auto goOn = mayContinue();
        if (!goOn)
            return fail(goOn.error());
        m_stopped = m_stopped || !*goOn;
        if (m_stopped || !m_note.empty() || m_session->position().batch == m_session->batchesPerEpoch())
            return {};
        const std::int64_t samplesBefore = m_session->position().samples;
        const auto figures = m_session->step();
        if (!figures)
            return fail(figures.error());
        ++m_stepsHere;
        m_samplesHere += m_session->position().samples - samplesBefore;
        m_epochSamples += m_session->position().samples - samplesBefore;
        if (const Status status = logPoints(m_log->add(*figures, Clock::now(), unixSeconds())); !status)
            return status;
        if (Tapped tapped = m_session->takeTapped(); !tapped.isEmpty())
            if (const Status status = logTapped(std::move(tapped)); !status)
                return status;
        if (secondsSince(m_told) >= kProgressSeconds)
            tellProgress();
        if (secondsSince(m_saved) >= std::max(kSaveSeconds, kSaveShare * m_saveSeconds))
            if (const Status status = saveLast(); !status)
                return status;
    }
    return {};
}

bool RunLoop::reachedLimit()
{
    RunPosition& position = m_session->position();
    const TrainingSettings& settings = m_plan.settings;
    if (m_note.empty() && settings.maxSteps > 0 && position.step >= settings.maxSteps)
        m_note = "reached the limit of " + std::to_string(settings.maxSteps) + (settings.maxSteps == 1 ? " step" : " steps");
    if (settings.maxTime <= 0)
        return !m_note.empty();
    position.seconds = m_secondsBefore + secondsHere();
    if (m_note.empty() && position.seconds >= settings.maxTime * 60)
        m_note = "reached the time limit";
    return !m_note.empty();
}

/// Within an epoch; never twice at one step, also when the run was taken up there.
bool RunLoop::isValidationDue() const
{
    const std::int64_t interval = m_plan.settings.valCheckInterval;
    const RunPosition& position = m_session->position();
    return interval > 0 && m_session->hasValidation() && position.batch > 0 && position.batch / m_session->batchesPerStep() % interval == 0
        && position.validatedStep != position.step;
}

void RunLoop::addMetrics(std::vector<ScalarPoint>& points, const Scores& scores, bool isValidation) const
{
    for (const std::string& id : isValidation ? m_session->metricIds() : m_session->runningMetricIds())
        if (isValidation || id != metricName()) // that one is logged with every step
            points.push_back({isValidation, id, m_session->position().step, unixSeconds(), scores.metric(id)});
}

/// The validation samples, and what follows from them. Stopped in between, it is made up for when the run goes on.
Status RunLoop::validate()
{
    m_wasBest = false;
    auto scores = m_session->validate([this] { return m_control.isStopping(); });
    if (!scores)
        return fail(scores.error());
    if (!*scores) {
        m_stopped = true;
        return {};
    }
    m_validation = std::move(**scores);
    m_session->position().validatedStep = m_session->position().step;
    std::vector<ScalarPoint> points = {{true, "loss", m_session->position().step, unixSeconds(), m_validation->loss}};
    addMetrics(points, *m_validation, true);
    if (const Status status = logPoints(std::move(points)); !status)
        return status;
    judge(*m_validation, "validation");
    return {};
}

/// Is it the best, is it time to stop, what does the schedule say.
void RunLoop::judge(const Scores& scores, const char* part)
{
    const TrainingSettings& settings = m_plan.settings;
    RunPosition& position = m_session->position();
    const double value = settings.monitor == "loss" ? scores.loss : scores.metric(settings.monitor);
    const StopReason reason = checkEarlyStop(position.earlyStop, settings, value);
    m_session->judged(value);
    const std::string what = std::string(part) + " " + settings.monitor;
    if (reason == StopReason::NotFinite)
        m_note = "early stopping: the " + what + " is not a finite number";
    else if (reason == StopReason::NoBetter)
        m_note = "early stopping: no better " + what + " for " + std::to_string(position.earlyStop.wait)
            + (settings.valCheckInterval > 0 ? " validation" : " epoch") + (position.earlyStop.wait == 1 ? "" : "s");
    m_judged = value;
    m_wasBest = isBest(value, position.best, isHigherBetter(settings));
    if (!m_wasBest)
        return;
    position.best = value;
    position.bestLoss = scores.loss;
}

Status RunLoop::finishEpoch()
{
    const auto finishedSteps = m_session->finishSteps([this] { return m_control.isStopping(); });
    if (!finishedSteps)
        return fail(finishedSteps.error());
    if (!*finishedSteps) {
        m_stopped = true;
        return {};
    }
    tellProgress();
    if (const Status status = logPoints(m_log->finish(unixSeconds())); !status)
        return status;
    const double trainSeconds = secondsSince(m_epochStarted) - m_epochPausedSeconds;
    const Scores training = m_session->running();
    RunPosition& position = m_session->position();
    const bool validates = m_session->hasValidation() && (position.epoch + 1) % m_plan.settings.checkValEveryNEpoch == 0;
    if (validates && position.validatedStep != position.step)
        if (const Status status = validate(); !status || m_stopped)
            return status;

    std::vector<ScalarPoint> points;
    addMetrics(points, training, false);
    if (m_epochSamples > 0 && trainSeconds > 0)
        points.push_back({false, "samples_per_second", position.step, unixSeconds(), static_cast<double>(m_epochSamples) / trainSeconds});
    if (const Status status = logPoints(std::move(points)); !status)
        return status;
    if (!m_session->hasValidation())
        judge(training, "training");
    const bool best = m_wasBest;
    m_session->nextEpoch();
    if (const Status status = saveTop(); !status)
        return status;
    if (const Status status = keepBest(); !status)
        return status;
    EpochFinished finished{.epoch = position.epoch, .trainLoss = training.loss, .trainMetric = training.metric(metricName()), .best = best, .validated = validates};
    if (validates && m_validation) {
        finished.validationLoss = m_validation->loss;
        finished.validationMetric = m_validation->metric(metricName());
    }
    m_control.post(std::move(finished));
    if (position.epoch >= m_session->epochs())
        m_note.clear(); // all is done: nothing was stopped early
    else
        reachedLimit();
    if (const Status status = saveEpoch(); !status)
        return status;
    // Epochs of a small network take less time than writing its checkpoint safely: then not every epoch is saved.
    if (secondsSince(m_saved) >= std::min(kSaveShare * m_saveSeconds, kLongestUnsaved))
        return saveLast();
    return {};
}

/// Within an epoch: what was learned is validated once more, and the epoch stays unfinished.
Status RunLoop::endAtLimit()
{
    tellProgress();
    if (const Status status = logPoints(m_log->finish(unixSeconds())); !status)
        return status;
    const std::string note = m_note;
    if (!m_session->hasValidation())
        judge(m_session->running(), "training");
    else if (m_session->position().validatedStep != m_session->position().step)
        if (const Status status = validate(); !status)
            return status;
    m_note = note;
    return keepBest();
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
        for (const RunAct& act : m_sink.takeRequests())
            m_asked.push_back(act);
        return m_sink.flush();
    }
    return {};
}

Status RunLoop::logTapped(Tapped tapped)
{
    for (const HistogramPoint& point : tapped.histograms)
        if (const Status status = m_sink.log(point); !status)
            return status;
    if (!tapped.histograms.empty())
        m_control.post(ScalarsLogged{{}, std::move(tapped.histograms)});
    return logPoints(std::move(tapped.points));
}

void RunLoop::tellProgress()
{
    m_told = Clock::now();
    const RunPosition& position = m_session->position();
    const Scores running = m_session->running();
    Progress progress{position.epoch + 1, m_session->epochs(), position.batch, m_session->batchesPerEpoch(), position.step,
                      running.loss, running.metric(metricName()), metricName()};
    const double active = secondsHere();
    if (active > 0 && m_stepsHere > 0) {
        progress.samplesPerSecond = static_cast<double>(m_samplesHere) / active;
        const std::int64_t left = stepsOfRun(m_session->settings(), m_session->stepsPerEpoch()) - position.step;
        progress.secondsLeft = active / static_cast<double>(m_stepsHere) * static_cast<double>(std::max<std::int64_t>(0, left));
    }
    m_control.post(std::move(progress));
}

RunFinished trainingLoop(const TrainingPlan& plan, RunSink& sink, Trainer::Control& control)
{
    LogWarnings warnings;
    const c10::WarningUtils::WarningHandlerGuard guard(&warnings);
    const c10::AutoGradMode gradients(true);
    const TrainingPlan effective = effectivePlan(plan);
    return RunLoop(effective, sink, control).run();
}

Trainer::Trainer() : Trainer(trainingLoop) {}

} // namespace nodegrad
