#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/checked.h"
#include "app/commands/commands.h"
#include "core/base/text.h"
#include "core/layers/graph_text.h"
#include "core/project/examples.h"

namespace nodegrad {

namespace {

struct NewOptions {
    std::string output, example, graph, data;
    bool isExample = false, force = false;
};

Result<Project> projectFor(const NewOptions& options)
{
    if (options.isExample)
        return exampleProject(options.example);
    if (trimmed(options.graph).empty())
        return fail("project.empty_graph");
    auto graph = parseGraphText(options.graph);
    if (!graph)
        return tl::unexpected(graph.error());
    Project project;
    project.graph = std::move(*graph);
    if (!options.data.empty()) {
        auto data = dataSettingsFor(options.data);
        if (!data)
            return tl::unexpected(data.error());
        project.data = std::move(*data);
    }
    return project;
}

int makeNew(const NewOptions& options)
{
    std::error_code problem;
    const auto path = std::filesystem::absolute(options.output, problem);
    if (!options.force && std::filesystem::exists(path, problem))
        return failed(makeError("project.exists", {{"path", options.output}}));
    const auto project = projectFor(options);
    if (!project)
        return failed(project.error());
    if (auto written = writeProject(path, rebased(*project, path.parent_path(), path.parent_path())); !written)
        return failed(written.error());
    const auto opened = openProject(options.output);
    if (!opened)
        return failed(opened.error());
    const auto problems = checkProject(*opened).problems;
    const auto first = std::ranges::find(problems, Severity::Error, &Diagnostic::severity);
    say(first == problems.end() ? fmt::format("Wrote {}. Train it with: nodegrad train {}", options.output, options.output)
                                : fmt::format("Wrote {}. It cannot be trained yet: {}", options.output, sentence(first->error)));
    return kDone;
}

} // namespace

void addNewCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("new", "Make a project from an example or from a line of text.");
    auto options = std::make_shared<NewOptions>();
    command->add_option("output", options->output, "Project to write: OUT.nodegrad")->required();
    auto* source = command->add_option_group("design", "Where the design comes from");
    auto* example = source->add_option("--example", options->example, "An example, for instance digits_cnn (nodegrad examples lists all)");
    source->add_option("--graph", options->graph, "The network as text: \"input(4) > dense(16) > relu > dense(3) > output(cross_entropy)\"");
    source->require_option(1);
    command->add_option("--data", options->data, "Data of a --graph: a source by name (nodegrad data lists all), a file or a folder")->excludes(example);
    command->add_flag("--force", options->force, "Replace a file that exists");
    command->callback([options, example, &exitCode] {
        options->isExample = example->count() > 0;
        exitCode = makeNew(*options);
    });
}

} // namespace nodegrad
