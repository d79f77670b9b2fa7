#include <algorithm>
#include <map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "app/commands/train_run.h"
#include "core/base/text.h"

namespace nodegrad {

namespace {

/// The settings as they were typed; all but `epochs` belong to a new run.
struct TrainOptions {
    std::string file;
    TrainRequest request;
    std::map<std::string, std::string> loop; ///< loopParams() by id
    std::string optimizer, schedule;
    std::optional<double> learningRate;
    std::vector<std::string> optimizerValues, scheduleValues; ///< "momentum=0.9"
    bool json = false;
};

template <class Choice> std::string idsOf(const std::vector<Choice>& choices)
{
    std::string text;
    for (const Choice& choice : choices)
        text += (text.empty() ? "" : ", ") + choice.id;
    return text;
}

Status setValues(ParamValues& values, const std::vector<TrainingChoice>& choices, const std::string& id, const std::vector<std::string>& assignments)
{
    const TrainingChoice* choice = findChoice(choices, id);
    if (!choice)
        return fail("training.unknown_choice", {{"choice", id}, {"choices", idsOf(choices)}});
    for (const std::string& assignment : assignments) {
        const std::size_t sign = assignment.find('=');
        const std::string name = assignment.substr(0, sign);
        const Param* param = findParam(choice->params, name);
        if (!param || sign == std::string::npos)
            return fail("training.unknown_setting", {{"setting", assignment}});
        auto value = parseParam(*param, assignment.substr(sign + 1));
        if (!value)
            return fail(value.error());
        values.set(name, std::move(*value));
    }
    return {};
}

/// The options of the command line over the project's own settings; the file is not changed. Another optimizer or schedule starts from its
/// defaults.
Status apply(const TrainOptions& options, TrainingSettings& settings)
{
    if (!options.optimizer.empty() && options.optimizer != settings.optimizer) {
        settings.optimizer = options.optimizer;
        settings.optimizerParams = {};
    }
    if (!options.schedule.empty() && options.schedule != settings.schedule) {
        settings.schedule = options.schedule;
        settings.scheduleParams = {};
    }
    if (const Status status = setValues(settings.optimizerParams, optimizerTypes(), settings.optimizer, options.optimizerValues); !status)
        return status;
    if (const Status status = setValues(settings.scheduleParams, scheduleTypes(), settings.schedule, options.scheduleValues); !status)
        return status;
    if (options.learningRate)
        settings.optimizerParams.set("learning_rate", *options.learningRate);
    settings.epochs = options.request.epochs.value_or(settings.epochs);
    for (const auto& [id, text] : options.loop) {
        const auto value = parseParam(*findParam(loopParams(), id), text);
        if (!value)
            return fail(value.error());
        if (const Status status = setLoopValue(settings, id, *value); !status)
            return status;
    }
    return checkSettings(settings);
}

/// "batch_size" -> "--batch-size"
std::string optionName(std::string id)
{
    std::ranges::replace(id, '_', '-');
    return "--" + id;
}

/// "One of: sgd, adam."
template <class Choice> std::string oneOf(const std::vector<Choice>& choices)
{
    return "One of: " + idsOf(choices) + ".";
}

std::string helpOf(const Param& param)
{
    if (param.id == "metrics")
        return param.doc + " " + oneOf(metricTypes());
    return param.kind == ParamKind::Choice ? param.doc + " " + oneOf(param.choices) : param.doc;
}

/// One option for each of loopParams(), in its groups.
void addLoopOptions(CLI::App& command, CLI::Option* resume, TrainOptions& options)
{
    for (const LoopGroup& group : loopGroups()) {
        for (const Param& param : group.params) {
            if (param.id == "epochs")
                continue; // also allowed with --resume
            const auto take = [&options, id = param.id](const std::string& text) { options.loop[id] = text; };
            CLI::Option* option = param.kind == ParamKind::Flag
                ? command.add_flag_function(optionName(param.id) + ",!" + optionName("no_" + param.id), [take](std::int64_t count) { take(count > 0 ? "true" : "false"); }, param.doc)
                : command.add_option_function<std::string>(optionName(param.id), take, helpOf(param));
            option->excludes(resume)->group(group.isBasic ? "OPTIONS" : group.title);
        }
    }
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
    if (!options.request.like.empty()) {
        auto run = findRun(*opened, options.request.like);
        if (!run)
            return failed(run.error());
        opened->project = std::move(run->project);
    }
    if (!options.request.resume)
        if (const Status status = apply(options, opened->project.training); !status)
            return failed(status.error());
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
    command->add_option("--optimizer", options->optimizer, oneOf(optimizerTypes()))->excludes(resume);
    command->add_option("--optimizer-param", options->optimizerValues, "A value of the optimizer, for example momentum=0.9; may be repeated")->excludes(resume);
    command->add_option("--learning-rate", options->learningRate, "Size of a step against the gradient")->excludes(resume);
    command->add_option("--schedule", options->schedule, oneOf(scheduleTypes()))->excludes(resume);
    command->add_option("--schedule-param", options->scheduleValues, "A value of the schedule, for example gamma=0.5; may be repeated")->excludes(resume);
    addLoopOptions(*command, resume, *options);
    command->add_option("--like", options->request.like, "A run whose design, data and settings are trained again; further options change them")->excludes(resume);
    auto* from = command->add_option("--from", options->request.fromRun, "A run with whose weights this one begins, as far as names and shapes fit")->excludes(resume);
    command->add_option("--from-checkpoint", options->request.fromCheckpoint, "best, last, epoch-N or step-N of that run")->needs(from)->check(checkpointName, "NAME");
    command->add_option("--from-project", options->request.fromProject, "The project of that run, when it is another one")->needs(from);
    command->add_option("--from-lightning", options->request.fromLightning, "A checkpoint of the exported train_lightning.py (.ckpt) to go on from")->excludes(resume)->excludes(from);
    command->add_flag("--json", options->json, "Print the result as JSON; progress goes to stderr");
    command->callback([options, &exitCode] { exitCode = runTrain(*options); });
}

} // namespace nodegrad
