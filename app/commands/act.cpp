#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "app/commands/opened_project.h"
#include "app/commands/option_checks.h"

namespace nodegrad {

namespace {

struct ActOptions {
    std::string file, run;
    std::vector<RunAct> acts;
};

int runAct(const ActOptions& options)
{
    const auto opened = openProject(options.file);
    if (!opened)
        return failed(opened.error());
    const auto run = findRun(*opened, options.run);
    if (!run)
        return failed(run.error());
    for (const RunAct& act : options.acts)
        if (const Status asked = requestAct(*run, act); !asked)
            return failed(asked.error());
    say(fmt::format("Asked '{}'; it obeys at one of its next steps and says so in its log.", run->name));
    return kDone;
}

} // namespace

void addActCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("act", "Do something to a run that trains now, in the window or in another terminal.");
    auto options = std::make_shared<ActOptions>();
    command->add_option("file", options->file, "Project")->required();
    command->add_option("--run", options->run, "Name of the run; the newest when left out");
    auto* acts = command->add_option_group("acts", "What to do");
    const auto flag = [&](const char* name, ActKind kind, const char* help) {
        acts->add_flag_callback(name, [options, kind] { options->acts.push_back({kind}); }, help);
    };
    const auto number = [&](const char* name, ActKind kind, const char* help) {
        acts->add_option_function<double>(name, [options, kind](const double& value) { options->acts.push_back({kind, value}); }, help)->check(positive());
    };
    number("--learning-rate", ActKind::LearningRate, "Set the learning rate; the schedule goes on in proportion");
    number("--epochs", ActKind::TotalEpochs, "Give the run that many epochs in all, more than it had");
    flag("--validate", ActKind::Validate, "Validate now");
    flag("--finish-epoch", ActKind::FinishEpoch, "Leave out the rest of the epoch and validate");
    flag("--save-checkpoint", ActKind::SaveCheckpoint, "Save a checkpoint now and keep it as step-N");
    acts->require_option(1, 0);
    command->callback([options, &exitCode] { exitCode = runAct(*options); });
}

} // namespace nodegrad
