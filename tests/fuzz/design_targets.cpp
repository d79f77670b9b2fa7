#include "core/importers/onnx_import.h"
#include "core/lowering/lower.h"
#include "core/project/project_text.h"
#include "tests/fuzz/targets.h"

namespace nodegrad::test {

namespace {

/// Read, imported, lowered, and written again.
void fuzzOnnx(std::string_view bytes)
{
    auto model = parseOnnx(bytes, "x.onnx");
    if (!model)
        return demandSentence(model.error());
    const auto written = onnxBytes(*model);
    demand(written.has_value(), "a model that was read can be written");
    const auto again = parseOnnx(*written, "again.onnx");
    demand(again && again->graph.nodes.size() == model->graph.nodes.size() && again->graph.initializers.size() == model->graph.initializers.size(),
           "a model that was read is written and read again");
    const auto imported = importOnnx(std::move(*model), "x.onnx");
    if (!imported)
        return demandSentence(imported.error());
    for (const ImportProblem& problem : imported->report.problems)
        demandSentence(problem.error);
    const Lowered lowered = lower(imported->project.graph, {});
    demand(!imported->report.isWhole() || lowered.ok(), "what was imported whole lowers");
}

void fuzzProject(std::string_view bytes)
{
    const auto project = parseProject(bytes, "x.nodegrad");
    if (!project)
        return demandSentence(project.error());
    const auto again = parseProject(toJson(*project).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), "again.nodegrad");
    demand(again && *again == *project, "a project that was read is written and read again");
    for (const Diagnostic& diagnostic : lower(project->graph, {}).diagnostics)
        demandSentence(diagnostic.error);
}

} // namespace

std::vector<FuzzTarget> designTargets()
{
    return {{"onnx", fuzzOnnx}, {"project", fuzzProject}};
}

} // namespace nodegrad::test
