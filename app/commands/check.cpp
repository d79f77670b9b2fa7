#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/checked.h"
#include "app/commands/commands.h"
#include "core/analysis/repeats.h"
#include "core/base/text.h"
#include "core/graph/edits.h"

namespace nodegrad {

namespace {

nlohmann::json repeatsJson(const Level& level)
{
    nlohmann::json all = nlohmann::json::array();
    for (const Repeat& repeat : findRepeats(level)) {
        nlohmann::json copies = nlohmann::json::array();
        for (const std::vector<NodeId>& nodes : repeat.copies) {
            nlohmann::json names = nlohmann::json::array();
            for (const NodeId id : nodes)
                names.push_back(level.find(id)->name);
            copies.push_back(names);
        }
        all.push_back({{"offer", offerFor(repeat, level)}, {"count", repeat.copies.size()}, {"nodes", copies}});
    }
    return all;
}

const char* severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Advice: return "advice";
    }
    return "error";
}

std::string outputsText(const NodeFacts& facts)
{
    std::vector<std::string> shapes;
    for (const Spec& spec : facts.outputs)
        shapes.push_back(shapeText(spec.shape));
    return joined(shapes, ", ");
}

nlohmann::json asJson(const Checked& checked, const Project& project)
{
    nlohmann::json layers = nlohmann::json::array(), problems = nlohmann::json::array();
    for (const LayerCost& cost : checked.summary.layers) {
        const auto facts = checked.lowered.facts.find(cost.node);
        layers.push_back({{"node", cost.node},
                          {"output", facts == checked.lowered.facts.end() ? "" : outputsText(facts->second)},
                          {"parameters", cost.parameters},
                          {"macs_per_sample", cost.macsPerSample},
                          {"activation_bytes", cost.activationBytes}});
    }
    for (const Diagnostic& problem : checked.problems) {
        nlohmann::json fixes = nlohmann::json::array();
        for (const Fix& fix : problem.fixes)
            fixes.push_back(fix.title);
        problems.push_back({{"severity", severityName(problem.severity)},
                            {"node", problem.node},
                            {"code", problem.error.code},
                            {"message", message(problem.error)},
                            {"hint", hint(problem.error)},
                            {"fixes", fixes}});
    }
    const Summary& summary = checked.summary;
    return {{"ok", !checked.hasErrors},          {"parameters", summary.parameters},       {"trainable", summary.trainable},
            {"batch_size", project.training.batchSize},
            {"macs_per_sample", summary.macsPerSample}, {"training_bytes", summary.trainingBytes}, {"inference_bytes", summary.inferenceBytes},
            {"layers", layers},                  {"problems", problems},              {"notes", checked.notes},
            {"repeats", repeatsJson(project.graph.root())}};
}

/// The layers in their order; those that an error keeps from being worked out have a dash.
void sayLayers(const Checked& checked, const Graph& graph)
{
    say(fmt::format("{:<28} {:<28} {:>12}", "layer", "output", "parameters"));
    const auto outputOf = [&](const std::string& node) {
        const auto facts = checked.lowered.facts.find(node);
        return facts == checked.lowered.facts.end() ? std::string() : outputsText(facts->second);
    };
    std::vector<const Node*> onCycle, order = topologicalOrder(graph.root(), &onCycle);
    order.insert(order.end(), onCycle.begin(), onCycle.end());
    for (const Node* node : order) {
        const std::string& name = node->name;
        bool any = false;
        for (const LayerCost& cost : checked.summary.layers) {
            if (cost.node != name && !cost.node.starts_with(name + "."))
                continue;
            any = true;
            say(fmt::format("{:<28} {:<28} {:>12}", cost.node, outputOf(cost.node), cost.parameters));
        }
        if (!any)
            say(fmt::format("{:<28} {:<28} {:>12}", name, outputOf(name).empty() ? "-" : outputOf(name), "-"));
    }
}

void sayTable(const Checked& checked, const Project& project)
{
    sayLayers(checked, project.graph);
    const Summary& summary = checked.summary;
    say(fmt::format("\n{} parameters ({} trainable), {} multiply-adds a sample, about {} of memory to train at batch size {}", summary.parameters,
                    summary.trainable, countSize(static_cast<double>(summary.macsPerSample)), byteSize(static_cast<double>(summary.trainingBytes)), project.training.batchSize));
    for (const std::string& note : checked.notes)
        say("note: " + note);
    for (const Diagnostic& problem : checked.problems)
        if (problem.severity != Severity::Error)
            say(fmt::format("{}: {}", severityName(problem.severity), sentence(problem.error)));
}

int runCheck(const std::string& file, bool json)
{
    const auto opened = openProject(file);
    if (!opened)
        return failed(opened.error());
    const Checked checked = checkProject(*opened);
    if (json)
        sayJson(asJson(checked, opened->project));
    else
        sayTable(checked, opened->project);
    for (const Diagnostic& problem : checked.problems)
        if (problem.severity == Severity::Error)
            failed(problem.error);
    if (!checked.hasErrors && !json)
        say("No problems.");
    return checked.hasErrors ? kFailed : kDone;
}

} // namespace

void addCheckCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("check", "Show shapes, parameters, cost and problems of a project.");
    auto file = std::make_shared<std::string>();
    auto json = std::make_shared<bool>(false);
    command->add_option("file", *file, "Project")->required();
    command->add_flag("--json", *json, "Print JSON");
    command->callback([file, json, &exitCode] { exitCode = runCheck(*file, *json); });
}

} // namespace nodegrad
