#pragma once
// What a person does to a run while it trains. Acts are kept with the run, so that a resume does them again at the same places.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace nodegrad {

enum class ActKind {
    LearningRate,   ///< `value` from now on; the schedule goes on in proportion
    Validate,       ///< the validation samples now, within the epoch
    FinishEpoch,    ///< leaves out the batches that remain of this epoch: goes to its validation
    SaveCheckpoint, ///< "last", and a copy "step-N" that is kept
    TotalEpochs     ///< the run gets `value` epochs, more than it had; its schedule is stretched to them from now on
};
struct RunAct {
    ActKind kind = ActKind::Validate;
    double value = 0;
    std::int64_t epoch = 0, step = 0; ///< done when it was performed: its place in the run
    bool operator==(const RunAct&) const = default;
};

/// "learning_rate", "validate", "finish_epoch", "save_checkpoint", "total_epochs".
std::string actId(ActKind kind);
/// "learning rate set to 0.001", "18 epochs in all".
std::string actText(const RunAct& act);
/// Errors: training.bad_act for values that are out of range, whatever the run.
Status checkAct(const RunAct& act);

nlohmann::json toJson(const RunAct& act);
/// Nothing for what is no act.
std::optional<RunAct> actFromJson(const nlohmann::json& json);
/// Acts in an array; what cannot be read is left out.
std::vector<RunAct> actsFromJson(const nlohmann::json& json);
/// Epochs of a run that was to have `epochs`, after these acts.
std::int64_t epochsAfter(std::int64_t epochs, const std::vector<RunAct>& acts);

} // namespace nodegrad
