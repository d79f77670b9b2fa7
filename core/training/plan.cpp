#include "core/training/plan.h"

#include <algorithm>

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

} // namespace nodegrad
