#include <cstdlib>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "app/commands/export_run.h"
#include "app/commands/train_run.h"
#include "core/evaluation/evaluation.h"
#include "core/project/examples.h"
#include "ui/shell/run_window.h"

namespace nodegrad {

namespace {

namespace fs = std::filesystem;

/// $XDG_DATA_HOME/nodegrad or ~/.local/share/nodegrad.
fs::path userDataFolder()
{
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data)
        return fs::path(data) / "nodegrad";
    const char* home = std::getenv("HOME");
    return (home && *home ? fs::path(home) : fs::temp_directory_path()) / ".local" / "share" / "nodegrad";
}

/// The user's own copy of the Digits example, made when it is not there.
Result<fs::path> digitsProject(const fs::path& folder)
{
    std::error_code problem;
    const fs::path path = folder / (std::string("digits") + kProjectExtension);
    if (fs::exists(path, problem))
        return path;
    fs::create_directories(folder, problem);
    if (problem)
        return fail("file.write_failed", {{"path", folder.string()}, {"reason", problem.message()}});
    const auto project = exampleProject("digits_cnn");
    if (!project)
        return tl::unexpected(project.error());
    if (auto written = writeProject(path, *project); !written)
        return tl::unexpected(written.error());
    return path;
}

Status evaluateOnTest(const OpenedProject& opened, TrainedModel& trained)
{
    const auto data = dataOfRun(opened, trained.source.run);
    if (!data)
        return tl::unexpected(data.error());
    const auto predictions = predictSamples(trained.model, *data->data, data->split.test);
    if (!predictions)
        return tl::unexpected(predictions.error());
    const auto report = classificationReport(*predictions, data->data->classNames);
    say(fmt::format("\nOn {} test pictures that it has never seen, the network ({}) is right in {}.", report.count, describe(trained.source), percent(report.accuracy)));
    return {};
}

/// Writes and proves the files that other tools run. True when every proof passed.
Result<bool> exportAll(const OpenedProject& opened, const RunModel& source, const fs::path& folder)
{
    ExportRequest request = exportRequestFor(opened, source);
    if (const Status added = addData(request, opened, source); !added)
        return tl::unexpected(added.error());
    bool passed = true;
    for (const char* format : {"onnx", "torchscript"}) {
        const Exporter* exporter = findExporter(format);
        const fs::path path = folder / ("digits" + exporter->extension);
        const auto report = exportAndVerify(*exporter, request, path, true);
        if (!report)
            return tl::unexpected(report.error());
        say(fmt::format("{}: {}\n  {}", exporter->title, path.string(), (*report)->sentence()));
        passed &= (*report)->passed;
    }
    return passed;
}

/// What the window shows, told in a terminal.
Result<bool> tour(const fs::path& folder)
{
    say("There is no display, so here is the tour in the terminal: a small convolutional network learns to read handwritten digits.\n");
    const auto path = digitsProject(folder);
    if (!path)
        return tl::unexpected(path.error());
    const auto opened = openProject(path->string());
    if (!opened)
        return tl::unexpected(opened.error());
    const auto outcome = trainInTerminal(*opened, {});
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (outcome->finished.state == RunState::Failed)
        return fail(outcome->finished.error);
    if (outcome->finished.state != RunState::Completed)
        return fail("runs.stopped", {{"run", outcome->run.name}, {"epochs", outcome->run.epochsDone}, {"project", path->string()}});
    auto trained = openModel(*opened, outcome->run.name, "best");
    if (!trained)
        return tl::unexpected(trained.error());
    if (auto evaluated = evaluateOnTest(*opened, *trained); !evaluated)
        return tl::unexpected(evaluated.error());
    auto passed = exportAll(*opened, trained->source, folder);
    if (!passed)
        return passed;
    say(fmt::format("\nThe project lies in {}, its run (log for TensorBoard, checkpoints) in {}.\n"
                    "The window opens when there is a display: log in to a desktop (or use ssh -X) and type nodegrad {}\n"
                    "Other things to try without one: nodegrad --help",
                    path->string(), outcome->run.folder.string(), path->string()));
    return passed;
}

int runStart(int& argc, char** argv)
{
    if (hasDisplay()) {
        const auto path = digitsProject(userDataFolder());
        // A data folder that cannot be written is no reason not to show the window.
        return runWindow(argc, argv, path ? WindowOptions{*path, {}, false, {}} : WindowOptions{{}, "digits_cnn", false, {}});
    }
    std::error_code problem;
    const auto passed = tour(fs::absolute("nodegrad-demo", problem));
    if (!passed)
        return failed(passed.error());
    return *passed ? kDone : kFailed;
}

} // namespace

void addStartCommand(CLI::App& app, int& exitCode, int& argc, char** argv)
{
    auto* command = app.add_subcommand("start", "The Digits example: in the window, or as a tour in the terminal when there is no display.");
    command->callback([&exitCode, &argc, argv] { exitCode = runStart(argc, argv); });
}

} // namespace nodegrad
