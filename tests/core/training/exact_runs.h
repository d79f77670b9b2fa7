#pragma once
// Runs that must be equal bit for bit.

#include <cstring>
#include <memory>
#include <tuple>

#include "tests/core/training/fake_run.h"
#include "tests/support/catch.h"

namespace nodegrad {

inline bool sameBits(const std::map<std::string, HostTensor>& a, const std::map<std::string, HostTensor>& b)
{
    if (a.size() != b.size())
        return false;
    for (const auto& [key, tensor] : a) {
        const auto other = b.find(key);
        if (other == b.end() || tensor.shape() != other->second.shape() || tensor.byteSize() != other->second.byteSize()
            || (tensor.byteSize() > 0 && std::memcmp(tensor.bytes(), other->second.bytes(), tensor.byteSize()) != 0))
            return false;
    }
    return true;
}

/// All but wall times and speeds.
inline std::vector<std::tuple<bool, std::string, std::int64_t, double>> curves(const WrittenRun& run)
{
    std::vector<std::tuple<bool, std::string, std::int64_t, double>> all;
    for (const ScalarPoint& point : run.points)
        if (point.tag != "samples_per_second")
            all.emplace_back(point.validation, point.tag, point.step, point.value);
    return all;
}

inline std::int64_t stepsOf(const TrainingPlan& plan)
{
    const auto samples = static_cast<std::int64_t>(plan.split.train.size());
    const std::int64_t batches = (samples + plan.settings.batchSize - 1) / plan.settings.batchSize, perStep = plan.settings.accumulateGradBatches;
    return (batches + perStep - 1) / perStep * plan.settings.epochs;
}

inline std::shared_ptr<WrittenRun> undisturbed(const TrainingPlan& plan)
{
    auto written = std::make_shared<WrittenRun>();
    MemorySink sink(written);
    RecordingControl control;
    REQUIRE(trainingLoop(plan, sink, control).state == RunState::Completed);
    return written;
}

/// The log is cut where the checkpoint was made, as a run's folder does; the checkpoint goes through text.
inline void takeUp(TrainingPlan& plan, WrittenRun& run)
{
    run.points.resize(run.pointsAtCheckpoint.at("last"));
    plan.resume = run.checkpoints.at("last");
    plan.resume->state = nlohmann::json::parse(plan.resume->state.dump());
}

inline void requireSame(const WrittenRun& a, const WrittenRun& b)
{
    for (const char* name : {"last", "best"}) {
        REQUIRE(sameBits(a.checkpoints.at(name).model, b.checkpoints.at(name).model));
        REQUIRE(sameBits(a.checkpoints.at(name).optimizer, b.checkpoints.at(name).optimizer));
        REQUIRE(sameBits(a.checkpoints.at(name).average, b.checkpoints.at(name).average));
        REQUIRE(a.checkpoints.at(name).state == b.checkpoints.at(name).state);
    }
    REQUIRE((curves(a) == curves(b))); // not printed: LibTorch, where it is included too, offers to print tuples and cannot
}

} // namespace nodegrad
