#include "ui/session/run_controller.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThread>

#include "core/base/log.h"
#include "ui/language/core_text.h"
#include "ui/session/background.h"

namespace nodegrad {

namespace {

constexpr int kDrainIntervalMs = 33, kFinishPollMs = 5;
constexpr const char* kLive = "live";

/// actText() in the language of the window.
QString actNotice(const RunAct& act)
{
    const auto what = [&act] {
        switch (act.kind) {
        case ActKind::LearningRate: return RunController::tr("learning rate set to %1").arg(QString::number(act.value, 'g', 6));
        case ActKind::Validate: return RunController::tr("validated on request");
        case ActKind::FinishEpoch: return RunController::tr("the rest of the epoch was left out");
        case ActKind::SaveCheckpoint: return RunController::tr("checkpoint step-%1 saved").arg(act.step);
        case ActKind::TotalEpochs: return RunController::tr("%n epoch(s) in all", nullptr, static_cast<int>(act.value));
        }
        return QString();
    };
    return RunController::tr("step %1: %2").arg(act.step).arg(what());
}

} // namespace

QString whyNotTrain(const Session& session)
{
    if (const std::size_t problems = session.design()->lowered->errorCount(); problems > 0)
        return RunController::tr("%n problem(s) to solve before training.", nullptr, static_cast<int>(problems));
    if (session.project().data.source.empty())
        return RunController::tr("Choose data on the Data page first.");
    return {};
}

QString ShownModel::label() const
{
    const QString name = QString::fromStdString(run.name);
    if (checkpoint == kLive)
        return RunController::tr("%1, as it trains (step %2)").arg(name).arg(step);
    const QString which = checkpoint == "best" ? RunController::tr("best") : checkpoint == "last" ? RunController::tr("last") : RunController::tr("kept");
    return RunController::tr("%1, %2 (epoch %3)").arg(name, which).arg(epoch);
}

RunController::RunController(Session* session, QObject* parent) : QObject(parent), m_session(session)
{
    m_drainTimer.setInterval(kDrainIntervalMs);
    connect(&m_drainTimer, &QTimer::timeout, this, &RunController::drain);
    connect(session, &Session::fileChanged, this, [this, folder = std::filesystem::path()]() mutable {
        if (folder == m_session->runsFolder())
            return;
        folder = m_session->runsFolder();
        m_series.clear();
        m_hidden.clear();
        m_selected.clear();
        m_model.reset();
        refreshRuns();
        emit modelChanged();
    });
}

RunController::~RunController() = default;

bool RunController::isActive() const
{
    return m_starting || !m_activeRun.empty();
}

void RunController::start()
{
    if (isActive())
        return;
    m_session->holdRunsFolder();
    m_starting = true;
    m_state = RunState::Preparing;
    emit stateChanged();
    struct Begun {
        TrainingPlan plan;
        RunInfo run;
    };
    Job::start(this, tr("Prepare the run"),
               [project = m_session->project(), base = m_session->baseFolder(), folder = m_session->runsFolder(), data = m_session->data(), name = tr("run", "name of a run, before its number").toStdString()](
                   const Task& task) -> Result<Begun> {
                   auto prepared = data->phase == DataState::Phase::Ready ? Result<PreparedData>(data->prepared) : prepareData(project.data, base, task);
                   if (!prepared)
                       return tl::unexpected(prepared.error());
                   auto plan = makePlan(project, *prepared, base);
                   if (!plan)
                       return tl::unexpected(plan.error());
                   auto run = createRun(folder, project, factsOf(*prepared), {}, name);
                   if (!run)
                       return tl::unexpected(run.error());
                   return Begun{std::move(*plan), std::move(*run)};
               },
               [this, number = ++m_startNumber](Result<Begun> begun) {
                   if (number != m_startNumber) {
                       if (begun)
                           (void)deleteRun(begun->run);
                       return;
                   }
                   m_starting = false;
                   if (!begun) {
                       m_state = RunState::Failed;
                       emit stateChanged();
                       emit refused(begun.error());
                       return;
                   }
                   const bool imported = begun->run.project.initialWeights.has_value();
                   begin(std::move(begun->plan), std::move(begun->run), false);
                   if (imported && !m_activeRun.empty())
                       emit noticed(tr("The run begins from the imported weights."));
               });
}

void RunController::continueRun(const std::string& runId, std::int64_t moreEpochs)
{
    const RunInfo* found = run(runId);
    if (!found || isActive())
        return;
    m_starting = true;
    m_state = RunState::Preparing;
    emit stateChanged();
    struct Begun {
        TrainingPlan plan;
        RunInfo run;
    };
    Job::start(this, tr("Prepare the run"),
               [info = *found, base = m_session->baseFolder(), moreEpochs](const Task& task) mutable -> Result<Begun> {
                   auto prepared = prepareData(info.project.data, base, task);
                   if (!prepared)
                       return tl::unexpected(prepared.error());
                   if (prepared->data->fingerprint != info.facts.fingerprint)
                       return fail("runs.data_changed", {{"run", info.name}});
                   auto checkpoint = loadCheckpoint(info.folder, "last");
                   if (!checkpoint)
                       return tl::unexpected(checkpoint.error());
                   if (moreEpochs > 0)
                       info.project.training.epochs = info.epochs() + moreEpochs;
                   auto plan = makePlan(info.project, *prepared, base, std::move(*checkpoint));
                   if (!plan)
                       return tl::unexpected(plan.error());
                   plan->acts = info.acts;
                   if (moreEpochs > 0)
                       if (const Status kept = updateRunProject(info, info.project); !kept)
                           return tl::unexpected(kept.error());
                   return Begun{std::move(*plan), std::move(info)};
               },
               [this, number = ++m_startNumber](Result<Begun> begun) {
                   if (number != m_startNumber)
                       return;
                   m_starting = false;
                   if (!begun) {
                       m_state = RunState::Failed;
                       emit stateChanged();
                       emit refused(begun.error());
                       return;
                   }
                   begin(std::move(begun->plan), std::move(begun->run), true);
               });
}

void RunController::begin(TrainingPlan plan, RunInfo run, bool resume)
{
    auto clock = std::make_shared<ActiveClock>();
    auto sink = openSink(run, resume, realFileSystem(), clock);
    if (!sink) {
        m_state = RunState::Failed;
        emit stateChanged();
        emit refused(sink.error());
        return;
    }
    if (!m_trainer)
        m_trainer = std::make_unique<Trainer>();
    m_series.erase(run.id);
    if (resume)
        if (auto before = readSeries(run.folder))
            m_series[run.id] = std::move(*before);
    const auto started = m_trainer->start(std::move(plan), std::move(*sink));
    if (!started) {
        m_state = RunState::Failed;
        emit stateChanged();
        emit refused(started.error());
        return;
    }
    m_activeRun = m_selected = run.id;
    m_clock = std::move(clock);
    m_secondsBefore = resume ? run.seconds : 0;
    m_state = RunState::Preparing;
    m_progress = {};
    m_series.try_emplace(run.id);
    refreshRuns();
    m_drainTimer.start();
    emit stateChanged();
}

double RunController::activeSeconds() const
{
    return m_activeRun.empty() ? 0 : m_secondsBefore + m_clock->seconds();
}

void RunController::toggle()
{
    if (!isActive())
        start();
    else if (m_state == RunState::Paused)
        resume();
    else
        pause();
}

void RunController::pause()
{
    if (m_trainer)
        m_trainer->pause();
}

void RunController::resume()
{
    if (m_trainer)
        m_trainer->resume();
}

void RunController::stop()
{
    if (m_starting) { // nothing is written yet
        ++m_startNumber;
        m_starting = false;
        m_state = RunState::Stopped;
        emit stateChanged();
    } else if (m_trainer) {
        m_trainer->stop();
    }
}

void RunController::act(const RunAct& act)
{
    if (const Status status = checkAct(act); !status)
        emit refused(status.error());
    else if (!m_trainer || !m_trainer->act(act))
        emit noticed(tr("No run is training."));
}

void RunController::finish()
{
    stop();
    while (m_trainer && m_trainer->isActive())
        QThread::msleep(kFinishPollMs);
    drain();
}

void RunController::bringRuns()
{
    if (isActive())
        return; // drain() asks again
    if (const Status brought = m_session->bringRuns(); !brought)
        emit refused(brought.error());
}

void RunController::drain()
{
    if (!m_trainer)
        return;
    bool hasProgress = false, hasPoints = false, hasEpoch = false;
    const std::string id = m_activeRun;
    for (RunEvent& event : m_trainer->drain()) {
        if (auto* logged = std::get_if<ScalarsLogged>(&event)) {
            RunSeries& series = m_series[id];
            for (const ScalarPoint& point : logged->points)
                (point.validation ? series.validation : series.train)[point.tag].push_back({point.step, point.wallSeconds, static_cast<float>(point.value)});
            for (HistogramPoint& point : logged->histograms)
                series.histograms[point.tag].push_back(std::move(point));
            hasPoints = true;
        } else if (auto* progress = std::get_if<Progress>(&event)) {
            m_progress = *progress;
            hasProgress = true;
        } else if (std::get_if<EpochFinished>(&event)) {
            hasEpoch = true; // small networks finish hundreds a second: the list is read once for all of them
        } else if (auto* changed = std::get_if<StateChanged>(&event)) {
            m_state = changed->state;
            m_state == RunState::Paused ? m_clock->pause() : m_clock->resume();
            emit stateChanged();
        } else if (auto* notice = std::get_if<Notice>(&event)) {
            emit noticed(notice->act ? actNotice(*notice->act) : coreText(notice->text));
        } else if (auto* finished = std::get_if<RunFinished>(&event)) {
            m_state = finished->state;
            m_activeRun.clear();
            m_drainTimer.stop();
            refreshRuns();
            emit stateChanged();
            if (finished->state == RunState::Failed)
                emit refused(finished->error);
            else if (!finished->note.empty())
                emit noticed(coreText(finished->note));
            bringRuns();
            if (hasCheckpoint(m_session->runsFolder() / id, "best"))
                showModel(id, "best");
        }
    }
    if (hasEpoch)
        refreshRuns();
    if (hasPoints)
        emit seriesChanged(id);
    if (hasProgress)
        emit progressed();
}

const RunInfo* RunController::run(const std::string& id) const
{
    for (const RunInfo& info : m_runs)
        if (info.id == id)
            return &info;
    return nullptr;
}

const RunSeries* RunController::series(const std::string& runId)
{
    if (const auto found = m_series.find(runId); found != m_series.end())
        return &found->second;
    const RunInfo* info = run(runId);
    if (!info)
        return nullptr;
    Job::start(this, tr("Read the log"), [folder = info->folder](const Task&) { return readSeries(folder); },
               [this, runId](Result<RunSeries> read) {
                   if (!read) {
                       logWarning(sentence(read.error()));
                       return;
                   }
                   m_series.try_emplace(runId, std::move(*read));
                   emit seriesChanged(runId);
               });
    return nullptr;
}

Status RunController::rename(const std::string& id, const std::string& name)
{
    const RunInfo* info = run(id);
    if (!info)
        return {};
    auto renamed = renameRun(*info, name);
    refreshRuns();
    return renamed;
}

Status RunController::annotate(const std::string& id, const std::string& note)
{
    const RunInfo* info = run(id);
    if (!info)
        return {};
    auto noted = annotateRun(*info, note);
    refreshRuns();
    return noted;
}

Status RunController::remove(const std::string& id)
{
    const RunInfo* info = run(id);
    if (!info)
        return {};
    auto removed = deleteRun(*info);
    if (removed) {
        m_series.erase(id);
        if (m_model && m_model->run.id == id) {
            m_model.reset();
            emit modelChanged();
        }
    }
    refreshRuns();
    return removed;
}

void RunController::restoreDesign(const std::string& id)
{
    if (const RunInfo* info = run(id))
        m_session->apply(info->project, tr("Restore design of %1").arg(QString::fromStdString(info->name)));
}

void RunController::beginFrom(const std::string& id)
{
    const RunInfo* info = run(id);
    if (!info)
        return;
    if (m_session->path().empty()) {
        emit noticed(tr("Save the project first: the weights are kept beside it."));
        return;
    }
    Job::start(this, tr("Copy the weights"),
               [run = *info, path = m_session->path()](const Task&) { return weightsForNextRun(path, run, hasCheckpoint(run.folder, "best") ? "best" : "last"); },
               [this, name = QString::fromStdString(info->name)](Result<InitialWeights> weights) {
                   if (!weights) {
                       emit refused(weights.error());
                       return;
                   }
                   Project project = m_session->project();
                   project.initialWeights = std::move(*weights);
                   m_session->apply(std::move(project), tr("Begin from %1").arg(name));
                   emit noticed(tr("The next runs begin with the weights of %1, as far as they fit.").arg(name));
               });
}

bool RunController::isVisible(const std::string& id) const
{
    const auto found = m_hidden.find(id);
    return found == m_hidden.end() || !found->second;
}

void RunController::setVisible(const std::string& id, bool visible)
{
    m_hidden[id] = !visible;
    emit runsChanged();
}

void RunController::select(const std::string& id)
{
    if (m_selected == id)
        return;
    m_selected = id;
    emit runsChanged();
}

void RunController::showModel(const std::string& runId, const std::string& checkpoint)
{
    const RunInfo* info = run(runId);
    if (!info)
        return;
    if (checkpoint == kLive) {
        if (!m_trainer || m_activeRun != runId)
            return;
        // The snapshot arrives on the trainer thread; the program is lowered again from the run's own design.
        QPointer<RunController> self(this);
        auto facts = info->facts;
        m_trainer->requestSnapshot([self, run = *info, facts](StateDict state, std::int64_t step) {
            auto lowered = lower(run.project.graph, bindingsFor(facts));
            auto model = std::make_shared<ShownModel>();
            model->run = run;
            model->checkpoint = kLive;
            model->step = step;
            model->program = std::make_shared<const Program>(std::move(lowered.program));
            model->state = std::move(state);
            QMetaObject::invokeMethod(QCoreApplication::instance(), [self, model] {
                if (!self)
                    return;
                self->m_model = model;
                emit self->modelChanged();
            }, Qt::QueuedConnection);
        });
        return;
    }
    Job::start(this, tr("Load the weights"), [run = *info, checkpoint](const Task&) { return loadRunModel(run, checkpoint); },
               [this, checkpoint](Result<RunModel> loaded) {
                   if (!loaded) {
                       emit refused(loaded.error());
                       return;
                   }
                   auto model = std::make_shared<ShownModel>();
                   model->run = std::move(loaded->run);
                   model->checkpoint = checkpoint;
                   model->epoch = loaded->epoch;
                   model->program = std::move(loaded->program);
                   model->state = std::move(loaded->checkpoint.model);
                   m_model = model;
                   emit modelChanged();
               });
}

bool RunController::isDesignEditedSince() const
{
    return m_model && !(m_model->run.project.graph == m_session->project().graph);
}

void RunController::refreshRuns()
{
    m_runs = listRuns(m_session->runsFolder());
    if (m_selected.empty() || !run(m_selected))
        m_selected = m_runs.empty() ? std::string() : m_runs.back().id;
    emit runsChanged();
}

} // namespace nodegrad
