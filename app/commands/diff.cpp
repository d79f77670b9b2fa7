#include <CLI/CLI.hpp>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "app/commands/opened_project.h"
#include "core/analysis/graph_diff.h"

namespace nodegrad {

namespace {

/// The design of a project, or of one of its runs.
Result<Graph> designOf(const std::string& file, const std::string& run)
{
    const auto opened = openProject(file);
    if (!opened)
        return tl::unexpected(opened.error());
    if (run.empty())
        return opened->project.graph;
    const auto found = findRun(*opened, run);
    if (!found)
        return tl::unexpected(found.error());
    return found->project.graph;
}

nlohmann::json asJson(const std::vector<NodeChange>& changes)
{
    static constexpr const char* kinds[] = {"added", "removed", "changed"};
    nlohmann::json out = nlohmann::json::array();
    for (const NodeChange& change : changes) {
        nlohmann::json values = nlohmann::json::array();
        for (const ValueChange& value : change.values)
            values.push_back({{"what", value.what}, {"before", value.before}, {"after", value.after}});
        out.push_back({{"kind", kinds[static_cast<int>(change.kind)]}, {"node", change.node}, {"layer", change.layer}, {"values", values}});
    }
    return out;
}

struct DiffOptions {
    std::string before, after, beforeRun, afterRun;
    bool json = false;
};

int runDiff(const DiffOptions& options)
{
    const auto before = designOf(options.before, options.beforeRun);
    if (!before)
        return failed(before.error());
    const auto after = designOf(options.after.empty() ? options.before : options.after, options.afterRun);
    if (!after)
        return failed(after.error());
    const std::vector<NodeChange> changes = graphDiff(*before, *after);
    if (options.json) {
        sayJson(asJson(changes));
        return kDone;
    }
    std::string text = diffText(changes);
    if (!text.empty())
        text.pop_back();
    say(text.empty() ? "The designs are equal." : text);
    return kDone;
}

} // namespace

void addDiffCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("diff", "Show what differs between two designs: of two projects, or of runs.");
    auto options = std::make_shared<DiffOptions>();
    command->add_option("before", options->before, "Project")->required();
    command->add_option("after", options->after, "Project; the first one again when it is left out");
    command->add_option("--run", options->beforeRun, "Take the first design from this run");
    command->add_option("--after-run", options->afterRun, "Take the second design from this run");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &exitCode] { exitCode = runDiff(*options); });
}

} // namespace nodegrad
