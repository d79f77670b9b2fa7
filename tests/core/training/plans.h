#pragma once
// Small plans with data made on the spot.

#include <numeric>

#include "core/base/random.h"
#include "core/training/plan.h"
#include "tests/core/engine/net.h"
#include "tests/core/ops/op_cases.h"

namespace nodegrad {

/// `count` samples of `sample` numbers around the centre of their class: sample i has class i mod `classes`.
inline DatasetPtr clouds(std::int64_t count, std::vector<std::int64_t> sample, std::int64_t classes, std::uint64_t seed = 1)
{
    auto data = std::make_shared<Dataset>();
    RandomStream random(streamKey(seed, "clouds"));
    std::int64_t size = 1;
    for (const std::int64_t dim : sample)
        size *= dim;
    std::vector<float> centres(static_cast<std::size_t>(classes * size)), inputs;
    for (float& value : centres)
        value = static_cast<float>(random.normal());
    std::vector<std::int64_t> labelsOf;
    for (std::int64_t i = 0; i < count; ++i) {
        labelsOf.push_back(i % classes);
        for (std::int64_t k = 0; k < size; ++k)
            inputs.push_back(centres[static_cast<std::size_t>((i % classes) * size + k)] + static_cast<float>(0.5 * random.normal()));
    }
    Shape shape{Dim::symbol("N")};
    shape.insert(shape.end(), sample.begin(), sample.end());
    sample.insert(sample.begin(), count);
    data->inputs = HostTensor::ofFloats(sample, inputs);
    data->inputSpec = {DType::Float32, shape, sample.size() == 4 ? Kind::Image : sample.size() == 3 ? Kind::Sequence : Kind::Vector, 0};
    data->targets = HostTensor::ofIntegers({count}, labelsOf);
    data->targetSpec = labels(classes);
    data->fingerprint = "clouds";
    return data;
}

/// y = 2 a - b + 1 for `count` random (a, b).
inline DatasetPtr line(std::int64_t count)
{
    auto data = std::make_shared<Dataset>();
    RandomStream random(streamKey(3, "line"));
    std::vector<float> inputs, targets;
    for (std::int64_t i = 0; i < count; ++i) {
        const float a = static_cast<float>(random.normal()), b = static_cast<float>(random.normal());
        inputs.insert(inputs.end(), {a, b});
        targets.push_back(2 * a - b + 1);
    }
    data->inputs = HostTensor::ofFloats({count, 2}, inputs);
    data->inputSpec = vectorOf(2);
    data->targets = HostTensor::ofFloats({count, 1}, targets);
    data->targetSpec = vectorOf(1);
    return data;
}

/// The last `validation` samples judge, the others train.
inline TrainingPlan planOf(std::shared_ptr<const Program> program, DatasetPtr data, std::int64_t validation)
{
    TrainingPlan plan{.program = std::move(program), .data = std::move(data)};
    plan.split.train.resize(static_cast<std::size_t>(plan.data->count() - validation));
    std::iota(plan.split.train.begin(), plan.split.train.end(), std::int64_t(0));
    plan.split.validation.resize(static_cast<std::size_t>(validation));
    std::iota(plan.split.validation.begin(), plan.split.validation.end(), plan.data->count() - validation);
    plan.settings.threads = 1;
    return plan;
}

inline TrainingPlan mlpPlan()
{
    const auto data = clouds(103, {6}, 3);
    TrainingPlan plan = planOf(Net(data->inputSpec, data->targetSpec).dense("dense1", 16).plain("relu1", "relu").dense("dense2", 3)
                                   .finish("cross_entropy", "softmax"), data, 20);
    plan.settings.batchSize = 8;
    plan.settings.epochs = 4;
    return plan;
}

inline TrainingPlan convPlan()
{
    const auto data = clouds(61, {1, 6, 6}, 3);
    TrainingPlan plan = planOf(Net(data->inputSpec, data->targetSpec).conv("conv1", 4, 3).batchNorm("bn1").plain("relu1", "relu").plain("flatten1", "flatten")
                                   .dropout("drop1", 0.3).dense("dense1", 3).finish("cross_entropy", "softmax"), data, 12);
    plan.settings.batchSize = 8; // 49 samples: the last batch has one
    plan.settings.epochs = 3;
    plan.settings.optimizer = "adamw";
    plan.settings.schedule = "cosine";
    return plan;
}

inline TrainingPlan lstmPlan()
{
    const auto data = clouds(50, {5, 3}, 2);
    TrainingPlan plan = planOf(Net(data->inputSpec, data->targetSpec).lstm("lstm1", 6).dropout("drop1", 0.2).dense("dense1", 2)
                                   .finish("cross_entropy", "softmax"), data, 10);
    plan.settings.batchSize = 7;
    plan.settings.epochs = 3;
    plan.settings.optimizer = "sgd";
    plan.settings.optimizerParams = {{"learning_rate", 0.1}, {"momentum", 0.9}, {"nesterov", true}};
    return plan;
}

} // namespace nodegrad
