#pragma once
// Checkpoints of Lightning, taken up here.

#include <filesystem>

#include "core/training/plan.h"

namespace nodegrad {

/// A checkpoint of the module in an exported train_lightning.py (the network is called "network"), as one that a run with this plan goes on
/// from: weights, state of the optimizer, epoch and step. Put it into TrainingPlan::resume.
/// Errors: those of readTorchTree(), lightning.no_checkpoint {path}, lightning.within_epoch {path}, lightning.does_not_fit {path, key}.
Result<Checkpoint> readLightningCheckpoint(const std::filesystem::path& path, const TrainingPlan& plan);

} // namespace nodegrad
