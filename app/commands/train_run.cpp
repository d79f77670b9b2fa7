#include "app/commands/train_run.h"

#include <chrono>
#include <csignal>
#include <thread>

#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/progress_bar.h"
#include "core/engine/need_device.h"
#include "core/importers/lightning.h"
#include "core/training/trainer.h"

namespace nodegrad {

namespace {

volatile std::sig_atomic_t g_stopAsked = 0;

extern "C" void askToStop(int)
{
    g_stopAsked = 1;
}

/// SIGINT and SIGTERM set a flag; the second one does what it always does.
void catchSignals()
{
    struct sigaction action = {};
    action.sa_handler = askToStop;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

/// A run that is ready to go: its folder, its plan and the sink that writes into the folder.
struct Prepared {
    RunInfo run;
    TrainingPlan plan;
    std::unique_ptr<RunSink> sink;
};

/// The weights of that run, as far as they fit.
Status beginFrom(OpenedProject& opened, const TrainRequest& request)
{
    const auto source = request.fromProject.empty() ? Result<OpenedProject>(opened) : openProject(request.fromProject);
    if (!source)
        return tl::unexpected(source.error());
    const auto run = findRun(*source, request.fromRun);
    if (!run)
        return tl::unexpected(run.error());
    const std::string checkpoint = !request.fromCheckpoint.empty() ? request.fromCheckpoint : hasCheckpoint(run->folder, "best") ? "best" : "last";
    auto weights = weightsForNextRun(opened.path, *run, checkpoint);
    if (!weights)
        return tl::unexpected(weights.error());
    opened.project.initialWeights = std::move(*weights);
    return {};
}

Result<Prepared> prepareNew(OpenedProject opened, const TrainRequest& request)
{
    if (!request.fromRun.empty())
        if (const Status begun = beginFrom(opened, request); !begun)
            return tl::unexpected(begun.error());
    if (const Status available = needDevice(opened.project.training.device); !available) // before there is a run that cannot start
        return tl::unexpected(available.error());
    auto data = prepareData(opened.project.data, opened.folder(), Task());
    if (!data)
        return tl::unexpected(data.error());
    auto plan = makePlan(opened.project, *data, opened.folder());
    if (!plan)
        return tl::unexpected(plan.error());
    if (!request.fromLightning.empty()) {
        auto checkpoint = readLightningCheckpoint(request.fromLightning, *plan);
        if (!checkpoint)
            return tl::unexpected(checkpoint.error());
        plan->resume = std::move(*checkpoint);
    }
    auto run = createRun(opened.runs(), opened.project, factsOf(*data), request.runName);
    if (!run)
        return tl::unexpected(run.error());
    auto sink = openSink(*run, false);
    if (!sink)
        return tl::unexpected(sink.error());
    if (plan->resume) // so that a kill in the first seconds loses nothing
        if (const Status saved = (*sink)->saveCheckpoint("last", *plan->resume); !saved)
            return tl::unexpected(saved.error());
    return Prepared{std::move(*run), std::move(*plan), std::move(*sink)};
}

Result<Prepared> prepareResume(const OpenedProject& opened, const TrainRequest& request)
{
    auto run = findRun(opened, request.runName);
    if (!run)
        return tl::unexpected(run.error());
    const bool hasMoreEpochs = request.epochs && *request.epochs != run->project.training.epochs;
    if (hasMoreEpochs)
        run->project.training.epochs = *request.epochs;
    const std::int64_t epochs = run->epochs();
    if (run->epochsDone >= epochs)
        return fail("runs.nothing_left", {{"run", run->name}, {"epochs", run->epochsDone}, {"more", run->epochsDone + 10}});
    auto data = dataOfRun(opened, *run);
    if (!data)
        return tl::unexpected(data.error());
    // Killed before its first checkpoint, a run simply begins again.
    std::optional<Checkpoint> checkpoint;
    if (hasCheckpoint(run->folder, "last")) {
        auto last = loadCheckpoint(run->folder, "last");
        if (!last)
            return tl::unexpected(last.error());
        checkpoint = std::move(*last);
    }
    auto plan = makePlan(run->project, *data, opened.folder(), std::move(checkpoint));
    if (!plan)
        return tl::unexpected(plan.error());
    plan->acts = run->acts;
    auto sink = openSink(*run, true);
    if (!sink)
        return tl::unexpected(sink.error());
    if (hasMoreEpochs)
        if (auto updated = updateRunProject(*run, run->project); !updated)
            return tl::unexpected(updated.error());
    return Prepared{std::move(*run), std::move(*plan), std::move(*sink)};
}

/// Shows events until the last one.
RunFinished follow(Trainer& trainer, ProgressBar& bar)
{
    bool isStopping = false;
    for (;;) {
        for (const RunEvent& event : trainer.drain()) {
            if (const auto* progress = std::get_if<Progress>(&event))
                bar.show(*progress);
            else if (const auto* epoch = std::get_if<EpochFinished>(&event))
                bar.show(*epoch);
            else if (const auto* notice = std::get_if<Notice>(&event))
                bar.note(notice->text);
            else if (const auto* finished = std::get_if<RunFinished>(&event)) {
                bar.clear();
                return *finished;
            }
        }
        if (g_stopAsked && !isStopping) {
            isStopping = true;
            bar.note("Stopping after this step ...");
            trainer.stop();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

} // namespace

Result<TrainOutcome> trainInTerminal(const OpenedProject& opened, const TrainRequest& request)
{
    auto prepared = request.resume ? prepareResume(opened, request) : prepareNew(opened, request);
    if (!prepared)
        return tl::unexpected(prepared.error());
    ProgressBar bar(request.quiet);
    const Split& split = prepared->plan.split;
    bar.note(fmt::format("{} '{}': {}, {} samples to train, {} to validate, {} to test, {} parameters", request.resume ? "Resuming" : "Training",
                         prepared->run.name, prepared->plan.data->title, split.train.size(), split.validation.size(), split.test.size(),
                         prepared->plan.program->parameterCount()));
    const std::filesystem::path folder = prepared->run.folder;
    catchSignals();
    Trainer trainer;
    if (auto started = trainer.start(std::move(prepared->plan), std::move(prepared->sink)); !started)
        return tl::unexpected(started.error());
    RunFinished finished = follow(trainer, bar);
    auto run = readRun(folder);
    // A folder that was deleted meanwhile is told by the run's own error.
    return TrainOutcome{run ? std::move(*run) : std::move(prepared->run), std::move(finished)};
}

} // namespace nodegrad
