#include "core/training/plan.h"

#include <algorithm>

#include "core/base/text.h"

namespace nodegrad {

TrainingPlan effectivePlan(TrainingPlan plan)
{
    TrainingSettings& settings = plan.settings;
    if (settings.fastDevRun) {
        settings.epochs = 1;
        settings.limitTrainBatches = settings.limitValBatches = settings.checkValEveryNEpoch = 1;
        settings.maxSteps = settings.valCheckInterval = settings.saveEveryNEpochs = settings.overfitBatches = 0;
        settings.maxTime = 0;
        settings.earlyStopping = false;
    }
    if (settings.overfitBatches > 0) {
        const auto samples = static_cast<std::int64_t>(plan.split.train.size());
        plan.split.train.resize(static_cast<std::size_t>(std::min(samples, settings.overfitBatches * settings.batchSize)));
        plan.split.validation = plan.split.train;
        settings.limitTrainBatches = settings.limitValBatches = 0;
        settings.shuffle = false;
    }
    return plan;
}

std::vector<std::vector<const Parameter*>> parameterGroups(const Program& program, const TrainingSettings& settings)
{
    std::vector<std::vector<const Parameter*>> groups(settings.decayWeightsOnly ? 2 : 1);
    for (const Parameter& parameter : program.parameters)
        if (parameter.trainable)
            groups[settings.decayWeightsOnly && parameter.shape.size() <= 1 ? 1 : 0].push_back(&parameter);
    return groups;
}

namespace {

std::vector<std::string> checkpointedPaths(const TrainingSettings& settings)
{
    std::vector<std::string> paths;
    for (const std::string_view path : split(settings.checkpointedModules, ','))
        if (const std::string_view name = trimmed(path); !name.empty())
            paths.emplace_back(name);
    return paths;
}

} // namespace

std::vector<Segment> segmentsOf(const Program& program, const TrainingSettings& settings)
{
    return settings.gradientCheckpointing ? checkpointSegments(program, checkpointedPaths(settings)) : std::vector<Segment>();
}

Status checkSegments(const Program& program, const TrainingSettings& settings)
{
    if (!settings.gradientCheckpointing)
        return {};
    const std::vector<std::string> paths = checkpointedPaths(settings);
    for (const std::string& path : paths)
        if (checkpointSegments(program, {path}).empty())
            return fail("training.no_such_module", {{"entry", path}});
    return checkpointSegments(program, paths).empty() ? Status(fail("training.no_module")) : Status();
}

} // namespace nodegrad
