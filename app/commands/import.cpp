#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "core/base/text.h"
#include "core/importers/importer.h"

namespace nodegrad {

namespace {

struct ImportCommand {
    std::string file, output;
    std::vector<std::string> shapes;
    bool force = false, json = false;
};

/// "x=3x224x224" of the command line.
Result<ImportOptions> optionsFrom(const std::vector<std::string>& shapes)
{
    ImportOptions options;
    for (const std::string& text : shapes) {
        const std::size_t equals = text.rfind('=');
        std::vector<std::int64_t> sizes;
        for (const std::string_view part : split(std::string_view(text).substr(equals == std::string::npos ? 0 : equals + 1), 'x')) {
            const auto size = parseInteger(part);
            if (!size || *size < 1 || equals == std::string::npos)
                return fail("import.bad_shape", {{"text", text}});
            sizes.push_back(*size);
        }
        options.shapes[text.substr(0, equals)] = std::move(sizes);
    }
    return options;
}

int importDesign(const ImportCommand& command)
{
    std::error_code problem;
    const auto path = std::filesystem::absolute(command.output, problem);
    if (!command.force && std::filesystem::exists(path, problem))
        return failed(makeError("project.exists", {{"path", command.output}}));
    const auto options = optionsFrom(command.shapes);
    if (!options)
        return failed(options.error());
    const auto imported = importModel(command.file, *options);
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

} // namespace

void addImportCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("import", "Make a project from a model of another program (ONNX).");
    auto options = std::make_shared<ImportCommand>();
    command->add_option("file", options->file, "Model")->required();
    command->add_option("--output", options->output, "Project to write: OUT.nodegrad")->required();
    command->add_option("--shape", options->shapes, "Sizes of one sample where the model leaves them open: NAME=3x224x224; may be repeated");
    command->add_flag("--force", options->force, "Replace a file that exists");
    command->add_flag("--json", options->json, "Print the report as JSON");
    command->callback([options, &exitCode] { exitCode = importDesign(*options); });
}

} // namespace nodegrad
