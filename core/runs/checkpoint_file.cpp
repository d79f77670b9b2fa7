#include "core/runs/checkpoint_file.h"

#include <algorithm>
#include <functional>

#include "core/base/guarded.h"
#include "core/formats/event_file.h"
#include "core/formats/safetensors.h"
#include "core/runs/run_json.h"

namespace nodegrad {

namespace {

using nlohmann::json;

constexpr const char* kOptimizerPrefix = "optimizer:"; // a ':' cannot be part of a parameter path
constexpr const char* kAveragePrefix = "average:";
constexpr std::string_view kEpochPrefix = "epoch-", kStepPrefix = "step-";
constexpr int kTries = 5;

json toJson(const LogPosition& position)
{
    return {{"file", position.file}, {"bytes", position.bytes}};
}

LogPosition positionFromJson(const json& in)
{
    return {in.at("file").get<std::string>(), in.at("bytes").get<std::uint64_t>()};
}

std::filesystem::path headPath(const std::filesystem::path& runFolder, const std::string& name)
{
    return checkpointFolder(runFolder) / (name + ".json");
}

/// "last-120.safetensors", or with a further number when the checkpoint that counts has that name.
std::string freshTensorFile(const std::string& name, const json& state, const std::string& taken)
{
    std::int64_t step = 0;
    if (const auto found = state.find("step"); state.is_object() && found != state.end() && found->is_number_integer())
        step = found->get<std::int64_t>();
    const std::string stem = name + "-" + std::to_string(step);
    const std::string plain = stem + ".safetensors";
    return plain == taken ? stem + "-2.safetensors" : plain;
}

Result<Checkpoint> readTensors(const std::filesystem::path& runFolder, const CheckpointHead& head)
{
    const auto path = checkpointFolder(runFolder) / head.tensorFile;
    const auto damaged = [&](const std::string& reason, std::string detail = {}) {
        return fail("runs.checkpoint_damaged", {{"path", path.string()}, {"reason", reason}}, std::move(detail));
    };
    const auto bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (bytes->size() != head.size)
        return damaged("it has " + std::to_string(bytes->size()) + " bytes instead of " + std::to_string(head.size));
    if (crc32c(*bytes) != head.crc)
        return damaged("its checksum is wrong");
    auto file = parseSafetensors(*bytes, path.string());
    if (!file)
        return damaged("its tensors cannot be read", message(file.error()));
    Checkpoint checkpoint;
    checkpoint.state = head.state;
    for (auto& [key, tensor] : file->tensors) {
        if (key.starts_with(kOptimizerPrefix))
            checkpoint.optimizer[key.substr(std::string_view(kOptimizerPrefix).size())] = std::move(tensor);
        else if (key.starts_with(kAveragePrefix))
            checkpoint.average[key.substr(std::string_view(kAveragePrefix).size())] = std::move(tensor);
        else
            checkpoint.model[key] = std::move(tensor);
    }
    return checkpoint;
}

} // namespace

std::filesystem::path checkpointFolder(const std::filesystem::path& runFolder)
{
    return runFolder / "checkpoints";
}

Result<CheckpointHead> readCheckpointHead(const std::filesystem::path& runFolder, const std::string& name)
{
    const auto path = headPath(runFolder, name);
    const auto in = readRunJson(path);
    if (!in && in.error().code == "file.missing")
        return fail("runs.no_checkpoint", {{"run", runFolder.filename().string()}, {"checkpoint", name}});
    const Error damaged = makeError("runs.checkpoint_damaged", {{"path", path.string()}, {"reason", "its text is cut off or lacks a field"}});
    if (!in && in.error().code == "runs.damaged")
        return fail(damaged);
    if (!in)
        return tl::unexpected(in.error());
    return guarded(damaged, [&]() -> Result<CheckpointHead> {
        CheckpointHead head{in->at("state"), in->at("figures"), positionFromJson(in->at("log").at("train")),
                            positionFromJson(in->at("log").at("validation")), in->at("tensors").get<std::string>(),
                            in->at("size").get<std::uint64_t>(), in->at("crc32c").get<std::uint32_t>()};
        for (const std::string& file : {head.tensorFile, head.train.file, head.validation.file})
            if (file != std::filesystem::path(file).filename())
                return fail(damaged); // a name, never a path out of the run's folder
        return head;
    });
}

Status writeCheckpoint(const std::filesystem::path& runFolder, const std::string& name, const Checkpoint& checkpoint, CheckpointHead head,
                       FileSystem& system)
{
    TensorFile file;
    file.tensors = checkpoint.model;
    for (const auto& [key, tensor] : checkpoint.optimizer)
        file.tensors[kOptimizerPrefix + key] = tensor;
    for (const auto& [key, tensor] : checkpoint.average)
        file.tensors[kAveragePrefix + key] = tensor;
    file.metadata["format"] = "pt";
    const auto bytes = safetensorsBytes(file);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto old = readCheckpointHead(runFolder, name);
    const std::string oldFile = old ? old->tensorFile : std::string();
    head.tensorFile = freshTensorFile(name, checkpoint.state, oldFile);
    head.size = bytes->size();
    head.crc = crc32c(*bytes);
    if (auto written = writeFileAtomically(checkpointFolder(runFolder) / head.tensorFile, *bytes, system); !written)
        return written;
    const auto written = guarded(makeError("file.write_failed", {{"path", headPath(runFolder, name).string()}, {"reason", "its text cannot be made"}}),
                                 [&]() -> Status {
                                     const json out = {{"state", checkpoint.state},
                                                       {"figures", head.figures},
                                                       {"log", {{"train", toJson(head.train)}, {"validation", toJson(head.validation)}}},
                                                       {"tensors", head.tensorFile},
                                                       {"size", head.size},
                                                       {"crc32c", head.crc}};
                                     return writeFileAtomically(headPath(runFolder, name), out.dump(1) + "\n", system);
                                 });
    if (written)
        sweepCheckpoint(runFolder, name, system);
    return written;
}

void sweepCheckpoint(const std::filesystem::path& runFolder, const std::string& name, FileSystem& system)
{
    const auto head = readCheckpointHead(runFolder, name);
    if (!head && head.error().code != "runs.no_checkpoint")
        return; // whatever it named may still be wanted
    std::error_code problem;
    std::vector<std::filesystem::path> unused;
    for (std::filesystem::directory_iterator it(checkpointFolder(runFolder), problem), end; !problem && it != end; it.increment(problem)) {
        const std::string file = it->path().filename().string();
        if (file.starts_with(name + "-") && file.ends_with(".safetensors") && (!head || file != head->tensorFile))
            unused.push_back(it->path());
    }
    for (const auto& path : unused)
        system.remove(path);
}

void deleteCheckpoint(const std::filesystem::path& runFolder, const std::string& name, FileSystem& system)
{
    system.remove(headPath(runFolder, name));
    sweepCheckpoint(runFolder, name, system); // without the head nothing names its tensors
}

bool hasCheckpoint(const std::filesystem::path& runFolder, const std::string& name)
{
    std::error_code problem;
    return std::filesystem::exists(headPath(runFolder, name), problem);
}

bool isCheckpointName(const std::string& name)
{
    if (name == "best" || name == "last")
        return true;
    std::string_view digits;
    for (const std::string_view prefix : {kEpochPrefix, kStepPrefix})
        if (name.starts_with(prefix))
            digits = std::string_view(name).substr(prefix.size());
    return !digits.empty() && digits.size() <= 12 && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

namespace {

std::vector<std::int64_t> keptNumbers(const std::filesystem::path& runFolder, std::string_view prefix)
{
    std::vector<std::int64_t> numbers;
    std::error_code problem;
    for (std::filesystem::directory_iterator it(checkpointFolder(runFolder), problem), end; !problem && it != end; it.increment(problem)) {
        const std::string name = it->path().stem().string();
        if (it->path().extension() == ".json" && name.starts_with(prefix) && isCheckpointName(name))
            numbers.push_back(std::stoll(name.substr(prefix.size())));
    }
    std::ranges::sort(numbers, std::greater());
    return numbers;
}

} // namespace

std::vector<std::int64_t> keptEpochs(const std::filesystem::path& runFolder)
{
    return keptNumbers(runFolder, kEpochPrefix);
}

std::vector<std::int64_t> keptSteps(const std::filesystem::path& runFolder)
{
    return keptNumbers(runFolder, kStepPrefix);
}

Result<Checkpoint> loadCheckpoint(const std::filesystem::path& runFolder, const std::string& name)
{
    for (int attempt = 1;; ++attempt) {
        const auto head = readCheckpointHead(runFolder, name);
        if (!head)
            return tl::unexpected(head.error());
        auto checkpoint = readTensors(runFolder, *head);
        // A run in progress may have replaced the tensors between the two reads: the new head names the new ones.
        if (checkpoint || checkpoint.error().code != "file.missing" || attempt == kTries)
            return checkpoint;
    }
}

} // namespace nodegrad
