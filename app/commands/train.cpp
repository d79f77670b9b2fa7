#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "app/commands/train_run.h"
#include "core/base/text.h"

namespace nodegrad {

namespace {

struct TrainOptions {
    std::string file;
    TrainRequest request;
    std::optional<std::int64_t> batchSize, threads;
    std::optional<std::uint64_t> seed;
    std::optional<double> learningRate;
    std::string device;
    bool json = false;
};

/// The options of the command line over the project's own settings; the file is not changed.
void apply(const TrainOptions& options, TrainingSettings& settings)
{
    settings.epochs = options.request.epochs.value_or(settings.epochs);
    settings.batchSize = options.batchSize.value_or(settings.batchSize);
    settings.threads = options.threads.value_or(settings.threads);
    settings.seed = options.seed.value_or(settings.seed);
    if (options.learningRate)
        settings.optimizerParams.set("learning_rate", *options.learningRate);
    if (!options.device.empty())
        settings.device = options.device;
}

nlohmann::json asJson(const TrainOutcome& outcome)
{
    const RunInfo& run = outcome.run;
    return {{"run", run.name},
            {"folder", run.folder.string()},
            {"state", runStateId(outcome.finished.state)},
            {"note", outcome.finished.note},
            {"epochs_done", run.epochsDone},
            {"best_epoch", run.bestEpoch},
            {"best_validation_loss", run.bestValidationLoss},
            {"best_metric", run.bestMetric},
            {"metric", run.metricName},
            {"seconds", run.seconds}};
}

int runTrain(TrainOptions options)
{
    auto opened = openProject(options.file);
    if (!opened)
        return failed(opened.error());
    if (!options.request.resume)
        apply(options, opened->project.training);
    options.request.quiet = options.json;
    const auto outcome = trainInTerminal(*opened, options.request);
    if (!outcome)
        return failed(outcome.error());
    if (options.json)
        sayJson(asJson(*outcome));
    const RunInfo& run = outcome->run;
    switch (outcome->finished.state) {
    case RunState::Completed:
        if (!options.json) {
            if (!outcome->finished.note.empty())
                say(outcome->finished.note);
            say(fmt::format("Done in {}: best validation loss {} in epoch {}. Saved as '{}' in {}", clockTime(run.seconds),
                            shortNumber(run.bestValidationLoss), run.bestEpoch, run.name, run.folder.string()));
        }
        return kDone;
    case RunState::Failed:
        return failed(outcome->finished.error);
    default:
        return failed(makeError("runs.stopped", {{"run", run.name}, {"epochs", run.epochsDone}, {"project", options.file}}));
    }
}

} // namespace

void addTrainCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("train", "Train a project; the run is kept beside it.");
    auto options = std::make_shared<TrainOptions>();
    command->add_option("file", options->file, "Project")->required();
    command->add_option("--run", options->request.runName, "Name of the new run, or of the one to resume");
    command->add_option("--epochs", options->request.epochs, "How often all training samples are seen");
    auto* resume = command->add_flag("--resume", options->request.resume, "Go on with the newest run (or --run) from its last checkpoint");
    command->add_option("--batch-size", options->batchSize, "Samples of one step")->excludes(resume);
    command->add_option("--learning-rate", options->learningRate, "Size of a step against the gradient")->excludes(resume);
    command->add_option("--seed", options->seed, "Number that all random choices are made from")->excludes(resume);
    command->add_option("--threads", options->threads, "Threads for the arithmetic; 0: all but one")->excludes(resume);
    command->add_option("--device", options->device, "cpu, or an accelerator such as cuda:0")->excludes(resume);
    command->add_flag("--json", options->json, "Print the result as JSON; progress goes to stderr");
    command->callback([options, &exitCode] { exitCode = runTrain(*options); });
}

} // namespace nodegrad
