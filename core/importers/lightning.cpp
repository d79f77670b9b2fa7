#include "core/importers/lightning.h"

#include <optional>

#include "core/formats/torch_weights.h"

namespace nodegrad {

namespace {

constexpr std::string_view kWeights = "state_dict.network.";

/// A whole number at the end of a way through objects, or nothing.
std::optional<std::int64_t> numberAt(const nlohmann::json& values, std::initializer_list<const char*> way)
{
    const nlohmann::json* here = &values;
    for (const char* key : way) {
        if (!here->is_object() || !here->contains(key))
            return std::nullopt;
        here = &here->at(key);
    }
    return here->is_number_integer() ? std::optional(here->get<std::int64_t>()) : std::nullopt;
}

/// Epochs done; nothing within one.
std::optional<std::int64_t> epochsDone(const nlohmann::json& values, std::int64_t epoch)
{
    const auto done = numberAt(values, {"loops", "fit_loop", "epoch_progress", "current", "processed"});
    if (!done)
        return epoch + 1;
    return *done == epoch ? std::nullopt : done;
}

} // namespace

Result<Checkpoint> readLightningCheckpoint(const std::filesystem::path& path, const TrainingPlan& plan)
{
    auto tree = readTorchTree(path);
    if (!tree)
        return fail(tree.error());
    const auto epoch = numberAt(tree->values, {"epoch"}), step = numberAt(tree->values, {"global_step"});
    if (!epoch || !step || *epoch < 0 || *step < 0)
        return fail("lightning.no_checkpoint", {{"path", path.string()}});
    const auto done = epochsDone(tree->values, *epoch);
    if (!done)
        return fail("lightning.within_epoch", {{"path", path.string()}});

    Checkpoint checkpoint;
    const auto take = [&](const std::string& key, const std::vector<std::int64_t>& shape) -> Status {
        const auto found = tree->tensors.find(std::string(kWeights) + key);
        if (found == tree->tensors.end() || found->second.shape() != shape)
            return fail("lightning.does_not_fit", {{"path", path.string()}, {"key", key}});
        checkpoint.model[key] = std::move(found->second);
        return {};
    };
    for (const Parameter& parameter : plan.program->parameters)
        if (const Status taken = take(parameter.path, parameter.shape); !taken)
            return fail(taken.error());
    for (const Buffer& buffer : plan.program->buffers)
        if (const Status taken = take(buffer.path, buffer.initial.shape()); !taken)
            return fail(taken.error());

    std::size_t index = 0;
    for (const auto& group : parameterGroups(*plan.program, plan.settings))
        for (const Parameter* parameter : group) {
            const std::string prefix = "optimizer_states.0.state." + std::to_string(index++) + ".";
            for (auto found = tree->tensors.lower_bound(prefix); found != tree->tensors.end() && found->first.starts_with(prefix); ++found)
                checkpoint.optimizer[parameter->path + "." + found->first.substr(prefix.size())] = std::move(found->second);
        }
    checkpoint.state = {{"format", 1}, {"epoch", *done}, {"batch", 0}, {"step", *step}, {"loss_sum", 0.0}, {"samples", 0}, {"epochs_without_better", 0},
                        {"metrics", nlohmann::json::object()}};
    return checkpoint;
}

} // namespace nodegrad
