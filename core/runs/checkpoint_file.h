#pragma once
// Checkpoints on disk. Internal to core/runs; the layout is described at loadCheckpoint() in run_store.h.

#include <cstdint>
#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/training/run_sink.h"

namespace nodegrad {

/// Where an event file ended when a checkpoint was written.
struct LogPosition {
    std::string file;          ///< name within train/ or validation/
    std::uint64_t bytes = 0;
};
/// What a checkpoint says besides its tensors.
struct CheckpointHead {
    nlohmann::json state, figures;
    LogPosition train, validation;
    std::string tensorFile;
    std::uint64_t size = 0;
    std::uint32_t crc = 0;
};

std::filesystem::path checkpointFolder(const std::filesystem::path& runFolder);
/// Errors: runs.no_checkpoint, runs.checkpoint_damaged.
Result<CheckpointHead> readCheckpointHead(const std::filesystem::path& runFolder, const std::string& name);
/// Writes tensors, then the head; the old checkpoint counts until the head's rename. `head` comes without the fields of the
/// tensor file. Errors: file.write_failed, safetensors.*.
Status writeCheckpoint(const std::filesystem::path& runFolder, const std::string& name, const Checkpoint& checkpoint, CheckpointHead head,
                       FileSystem& system);
/// Removes tensor files of `name` that its head does not name: left by a kill or a full disk.
void sweepCheckpoint(const std::filesystem::path& runFolder, const std::string& name, FileSystem& system);
/// Removes head and tensors, if they are there.
void deleteCheckpoint(const std::filesystem::path& runFolder, const std::string& name, FileSystem& system);

} // namespace nodegrad
