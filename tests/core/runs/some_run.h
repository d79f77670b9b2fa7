#pragma once
// A run's folder with small values in it.

#include "core/runs/run_store.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

namespace nodegrad::test {

inline DataFacts someFacts()
{
    DataFacts facts;
    facts.inputSpec = {DType::Float32, {batchDim(), 4}, Kind::Vector, 0};
    facts.targetSpec = {DType::Int64, {batchDim()}, Kind::Label, 3};
    facts.preparation = {{"standardize", {5.8f, 3.0f, 3.7f, 1.2f}, {1.2f, 2.3f, 0.5f, 1.3f}}};
    facts.inputName = "input";
    facts.targetName = "species";
    facts.title = "Iris";
    facts.fingerprint = "0123456789abcdef";
    facts.classNames = {"setosa", "versicolor", "virginica"};
    facts.featureNames = {"a", "b", "c", "d"};
    return facts;
}

inline RunInfo someRun(const std::filesystem::path& runs, const std::string& name = {})
{
    Project project;
    project.data.source = "iris";
    project.training.epochs = 7;
    auto run = createRun(runs, project, someFacts(), name);
    REQUIRE(run);
    return *run;
}

/// Tensors that tell by every value which step they are of.
inline Checkpoint someCheckpoint(std::int64_t step, std::int64_t values = 1000)
{
    Checkpoint checkpoint;
    const std::vector<float> weights(static_cast<std::size_t>(values), static_cast<float>(step));
    checkpoint.model["fc.weight"] = HostTensor::ofFloats({values / 10, 10}, weights);
    checkpoint.model["bn.num_batches_tracked"] = HostTensor::ofIntegers({}, std::vector<std::int64_t>{step});
    checkpoint.optimizer["fc.weight.exp_avg"] = HostTensor::ofFloats({values}, weights);
    checkpoint.state = {{"step", step}, {"epoch", step / 10}, {"best_loss", 1.0 / static_cast<double>(step)}, {"torch", "2.13.0"}, {"threads", 3}};
    return checkpoint;
}

/// The step whose checkpoint this is, whole; -1 when parts of different steps are mixed.
inline std::int64_t stepOf(const Checkpoint& checkpoint)
{
    const auto step = checkpoint.state.at("step").get<std::int64_t>();
    for (const auto* part : {&checkpoint.model, &checkpoint.optimizer})
        for (const auto& [key, tensor] : *part)
            for (std::int64_t i = 0; i < tensor.count(); ++i)
                if (tensor.number(i) != static_cast<double>(step))
                    return -1;
    return checkpoint.model.size() == 2 && checkpoint.optimizer.size() == 1 ? step : -1;
}

} // namespace nodegrad::test
