#include <iostream>
#include <utility>

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "app/commands/opened_project.h"
#include "core/base/guarded.h"
#include "core/base/json_depth.h"
#include "core/base/text.h"
#include "core/importers/importer.h"
#include "core/importers/weight_fit.h"
#include "core/importers/weights_reader.h"
#include "core/project/initial_weights.h"

namespace nodegrad {

namespace {

struct ImportCommand {
    std::string file, output;
    std::vector<std::string> shapes;
    std::string into, map, asBlock = "auto";
    bool force = false, json = false, partial = false;
};

int importDesign(const ImportCommand& command)
{
    std::error_code problem;
    const auto path = std::filesystem::absolute(command.output, problem);
    if (!command.force && std::filesystem::exists(path, problem))
        return failed(makeError("project.exists", {{"path", command.output}}));
    const auto weights = weightsPath(path);
    if (!command.force && std::filesystem::exists(weights, problem))
        return failed(makeError("project.exists", {{"path", weights.string()}}));
    auto options = importOptionsFrom(command.shapes);
    if (!options)
        return failed(options.error());
    using AsBlock = ImportOptions::AsBlock;
    options->asBlock = command.asBlock == "always" ? AsBlock::Always : command.asBlock == "never" ? AsBlock::Never : AsBlock::WhereNeeded;
    // A model that runs while it is read may take minutes.
    const Task task([isTold = command.json || ::isatty(STDERR_FILENO) == 0](double, const std::string& what) mutable {
        if (!std::exchange(isTold, isTold || !what.empty()) && !what.empty())
            std::cerr << what << "; Ctrl+C ends it." << std::endl;
    });
    const auto imported = importModel(command.file, *options, task);
    if (!imported)
        return failed(imported.error());
    if (const auto written = writeImported(*imported, path); !written)
        return failed(written.error());
    if (command.json) {
        nlohmann::json json = imported->report.json();
        json["output"] = command.output;
        sayJson(json);
        return kDone;
    }
    say(std::string(trimmed(imported->report.text())));
    say(fmt::format("Wrote {}. Look at it with: nodegrad check {}", command.output, command.output));
    return kDone;
}

/// {"name in the design": "name in the file"}.
Result<std::map<std::string, std::string>> readMap(const std::string& path)
{
    const auto text = readFile(path, 100'000'000);
    if (!text)
        return tl::unexpected(text.error());
    const Error bad = makeError("weights.bad_map", {{"path", path}});
    if (isJsonNestedTooDeep(*text))
        return fail(bad);
    return guarded(bad, [&]() -> Result<std::map<std::string, std::string>> { return nlohmann::json::parse(*text).get<std::map<std::string, std::string>>(); });
}

/// The design as it would be trained, or by its own Input layers while there are no data.
Result<Program> programOf(const OpenedProject& opened)
{
    Bindings bindings;
    if (!opened.project.data.source.empty()) {
        const auto data = prepareData(opened.project.data, opened.folder(), Task());
        if (!data)
            return tl::unexpected(data.error());
        bindings = bindingsFor(*data);
    }
    Lowered lowered = lower(opened.project.graph, bindings);
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.severity == Severity::Error)
            return fail(diagnostic.error);
    return std::move(lowered.program);
}

int importWeights(const ImportCommand& command)
{
    auto opened = openProject(command.into);
    if (!opened)
        return failed(opened.error());
    const auto program = programOf(*opened);
    if (!program)
        return failed(program.error());
    const auto file = readWeights(command.file);
    if (!file)
        return failed(file.error());
    const auto byHand = command.map.empty() ? std::map<std::string, std::string>() : readMap(command.map);
    if (!byHand)
        return failed(byHand.error());
    const auto fit = fitWeights(*program, *file, *byHand);
    if (!fit)
        return failed(fit.error());
    if (command.json)
        sayJson(fit->json());
    else
        say(std::string(trimmed(fit->text())));
    if (const auto fits = checkFit(*fit, command.partial); !fits)
        return failed(fits.error());
    auto weights = writeInitialWeights(opened->path, fit->weights);
    if (!weights)
        return failed(weights.error());
    opened->project.initialWeights = std::move(*weights);
    if (auto written = writeProject(opened->path, opened->project); !written)
        return failed(written.error());
    if (!command.json)
        say(fmt::format("{} begins with {} of {} weights of {}.", command.into, fit->weights.size(), fit->rows.size(), command.file));
    return kDone;
}

int runImport(const ImportCommand& command)
{
    if (!command.into.empty())
        return importWeights(command);
    return importDesign(command);
}

} // namespace

void addImportCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("import", "Make a project from a model of another program (ONNX, TorchScript), or take its weights into one (safetensors, PyTorch).");
    auto options = std::make_shared<ImportCommand>();
    command->add_option("file", options->file, "Model, or weights")->required();
    auto* target = command->add_option_group("target", "Where it goes");
    target->add_option("--output", options->output, "Project to write: OUT.nodegrad");
    target->add_option("--into", options->into, "Project that takes the weights as its initial ones; it is changed");
    target->require_option(1);
    command->add_option("--map", options->map, "JSON table of names for weights: {\"name in the design\": \"name in the file\"}");
    command->add_flag("--partial", options->partial, "Take the weights that fit; the others are drawn anew");
    command->add_option("--shape", options->shapes, "Sizes of one sample where the model leaves them open: NAME=3x224x224; may be repeated");
    command->add_option("--as-block", options->asBlock, "Take a TorchScript model as one layer that runs it: auto, where a design cannot hold it; always; never (auto)")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    command->add_flag("--force", options->force, "Replace a file that exists");
    command->add_flag("--json", options->json, "Print the report as JSON");
    command->callback([options, &exitCode] { exitCode = runImport(*options); });
}

} // namespace nodegrad
