#include "core/project/plan.h"

#include "core/analysis/summary.h"
#include "core/project/initial_weights.h"

namespace nodegrad {

namespace {

TrainingPlan basicPlan(const Project& project, std::shared_ptr<const Program> program, const PreparedData& prepared)
{
    TrainingPlan plan;
    plan.program = std::move(program);
    plan.data = prepared.data;
    plan.split = prepared.split;
    plan.settings = project.training;
    return plan;
}

} // namespace

Result<PreparedData> prepareData(const DataSettings& settings, const std::filesystem::path& baseFolder, const Task& task)
{
    if (settings.source.empty())
        return fail("project.no_data");
    auto data = loadDataset(settings, baseFolder, task);
    if (!data)
        return tl::unexpected(data.error());
    auto split = splitDataset(**data, settings.split);
    if (!split)
        return tl::unexpected(split.error());
    auto preparation = fitPreparation(settings.preparation, **data, split->train);
    if (!preparation)
        return tl::unexpected(preparation.error());
    return PreparedData{std::move(*data), std::move(*split), std::move(*preparation)};
}

Bindings bindingsFor(const DataFacts& facts)
{
    Bindings bindings;
    bindings.hasData = true;
    InputBinding& input = bindings.inputs[""];
    input.spec = facts.inputSpec;
    for (const PreparationStep& step : facts.preparation)
        input.affine.emplace_back(step.offset, step.factor);
    bindings.targets[""] = facts.targetSpec;
    return bindings;
}

Bindings bindingsFor(const PreparedData& prepared)
{
    return bindingsFor(factsOf(prepared));
}

Result<TrainingPlan> makePlan(const Project& project, const PreparedData& prepared, const std::filesystem::path& baseFolder, std::optional<Checkpoint> resume)
{
    if (auto settings = checkSettings(project.training); !settings)
        return tl::unexpected(settings.error());
    Lowered lowered = lower(project.graph, bindingsFor(prepared));
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.severity == Severity::Error)
            return fail(diagnostic.error);
    if (auto fits = checkMemory(summarize(lowered, project.training), availableMemory()); !fits)
        return tl::unexpected(fits.error());
    auto program = std::make_shared<const Program>(std::move(lowered.program));
    if (!resume)
        return planFor(project, std::move(program), prepared, baseFolder);
    TrainingPlan plan = basicPlan(project, std::move(program), prepared);
    plan.resume = std::move(resume); // its weights are those of the checkpoint
    return plan;
}

Result<TrainingPlan> planFor(const Project& project, std::shared_ptr<const Program> program, const PreparedData& prepared, const std::filesystem::path& baseFolder)
{
    TrainingPlan plan = basicPlan(project, std::move(program), prepared);
    auto weights = readInitialWeights(project, *plan.program, baseFolder);
    if (!weights)
        return tl::unexpected(weights.error());
    if (*weights) {
        if (std::string notice = (*weights)->notice(project.initialWeights->path); !notice.empty())
            plan.notices.push_back(std::move(notice));
        plan.initialWeights = std::move((*weights)->state);
    }
    return plan;
}

} // namespace nodegrad
