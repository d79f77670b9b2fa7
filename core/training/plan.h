#pragma once
// A run as a value: made on a copy of the project, so that later edits never touch it.

#include <functional>
#include <memory>
#include <optional>

#include "core/data/dataset.h"
#include "core/ops/segments.h"
#include "core/training/acts.h"
#include "core/training/run_sink.h"
#include "core/training/settings.h"

namespace nodegrad {

struct TrainingPlan {
    std::shared_ptr<const Program> program;  ///< complete, with preparation and one Output at least
    DatasetPtr data;
    Split split;
    TrainingSettings settings;
    std::map<std::string, HostTensor> initialWeights; ///< empty: drawn from the seed
    std::vector<std::string> notices;        ///< what a person should know about how it was made: posted when the run begins
    std::optional<Checkpoint> resume;        ///< go on from here, bit for bit
    std::vector<RunAct> acts = {};           ///< what people did to this run before: done again at the same places, in this order
};

/// Metrics that fit the data: accuracy for classes, MAE, RMSE, R2 for numbers.
std::vector<std::string> metricsFor(const Dataset& data);
/// False for a loss that compares pairs or texts of another length: its prediction is nothing that metrics could judge.
bool answersTarget(const ProgramOutput& output);
/// Those that the settings choose, or metricsFor(data); the monitored one is added. Errors: training.unknown_metric,
/// training.metric_does_not_fit.
Result<std::vector<std::string>> metricsOf(const TrainingSettings& settings, const Dataset& data);
/// The plan with its trials spelled out. `fast_dev_run`: one epoch of one batch and one validation batch, nothing stops it early.
/// `overfit_batches`: only the samples of the first batches, in their order, to train and to validate.
TrainingPlan effectivePlan(TrainingPlan plan);
/// The trained parameters in the groups, and in the order, in which PyTorch's optimizers get them: all in one, or those without weight decay apart.
std::vector<std::vector<const Parameter*>> parameterGroups(const Program& program, const TrainingSettings& settings);
/// What gradient checkpointing computes again; none without it.
std::vector<Segment> segmentsOf(const Program& program, const TrainingSettings& settings);
/// Errors: training.no_module, .no_such_module: gradient checkpointing has nothing to do, or a path names nothing.
Status checkSegments(const Program& program, const TrainingSettings& settings);

} // namespace nodegrad
