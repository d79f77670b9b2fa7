#include "core/analysis/batch_search.h"

#include "core/analysis/summary.h"

namespace nodegrad {

namespace {
constexpr double kShare = 0.8;
}

BatchSearch boundedSearch(const TrainingPlan& plan)
{
    BatchSearch search;
    search.limit = static_cast<std::int64_t>(kShare * static_cast<double>(availableMemory()));
    search.forecast = [lowered = std::make_shared<const Lowered>(Lowered{.program = *plan.program, .diagnostics = {}, .facts = {}}),
                       settings = plan.settings](std::int64_t batchSize) mutable {
        settings.batchSize = batchSize;
        return summarize(*lowered, settings).trainingBytes;
    };
    return search;
}

} // namespace nodegrad
