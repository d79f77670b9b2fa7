#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/text.h"
#include "core/data/columns.h"
#include "core/data/dataset.h"

namespace nodegrad {

namespace {

/// How values of one sample fall into groups that share statistics: value i belongs to group (i / run) % groups.
struct Groups {
    std::int64_t groups = 1, run = 1, sampleSize = 1;
    std::size_t of(std::int64_t i) const { return static_cast<std::size_t>(i / run % groups); }
};

Groups groupsOf(const HostTensor& inputs, const Spec& spec)
{
    const auto& shape = inputs.shape();
    Groups groups;
    for (std::size_t i = 1; i < shape.size(); ++i)
        groups.sampleSize *= shape[i];
    if (spec.kind == Kind::Image && shape.size() == 4) {
        groups.groups = shape[1];
        groups.run = shape[2] * shape[3];
    } else if (shape.size() >= 2) {
        groups.groups = shape.back();
    }
    return groups;
}

/// Calls use(group, value) for every value of the samples `rows`.
template <class Use> void forEachValue(const HostTensor& inputs, const Groups& groups, const std::vector<std::int64_t>& rows, Use use)
{
    const auto values = inputs.floats();
    for (const std::int64_t row : rows)
        for (std::int64_t i = 0; i < groups.sampleSize; ++i)
            use(groups.of(i), static_cast<double>(values[static_cast<std::size_t>(row * groups.sampleSize + i)]));
}

float factorFor(double width)
{
    const double factor = 1 / width;
    return factor <= static_cast<double>(std::numeric_limits<float>::max()) ? static_cast<float>(factor) : 1.0f;
}

PreparationStep standardization(const HostTensor& inputs, const Groups& groups, const std::vector<std::int64_t>& train)
{
    const auto count = static_cast<std::size_t>(groups.groups);
    const double each = static_cast<double>(train.size()) * static_cast<double>(groups.sampleSize / groups.groups);
    std::vector<double> mean(count), square(count), low(count, std::numeric_limits<double>::infinity()), high(count, -low[0]);
    forEachValue(inputs, groups, train, [&](std::size_t g, double value) {
        mean[g] += value;
        low[g] = std::min(low[g], value);
        high[g] = std::max(high[g], value);
    });
    for (double& sum : mean)
        sum /= each;
    forEachValue(inputs, groups, train, [&](std::size_t g, double value) { square[g] += (value - mean[g]) * (value - mean[g]); });
    PreparationStep step{"standardize", {}, {}};
    for (std::size_t g = 0; g < count; ++g) {
        step.offset.push_back(static_cast<float>(mean[g]));
        step.factor.push_back(low[g] < high[g] ? factorFor(std::sqrt(square[g] / each)) : 1.0f);
    }
    return step;
}

PreparationStep scaling(const Dataset& data, const Groups& groups, const std::vector<std::int64_t>& train)
{
    if (data.inputSpec.kind == Kind::Image) {
        const double width = data.valueMaximum - data.valueMinimum;
        return {"scale", {static_cast<float>(data.valueMinimum)}, {width > 0 ? factorFor(width) : 1.0f}};
    }
    const auto count = static_cast<std::size_t>(groups.groups);
    std::vector<double> low(count, std::numeric_limits<double>::infinity()), high(count, -low[0]);
    forEachValue(data.inputs, groups, train, [&](std::size_t g, double value) {
        low[g] = std::min(low[g], value);
        high[g] = std::max(high[g], value);
    });
    PreparationStep step{"scale", {}, {}};
    for (std::size_t g = 0; g < count; ++g) {
        step.offset.push_back(static_cast<float>(low[g]));
        step.factor.push_back(low[g] < high[g] ? factorFor(high[g] - low[g]) : 1.0f);
    }
    return step;
}

} // namespace

const std::vector<PreparationType>& preparationTypes()
{
    static const std::vector<PreparationType> types = {
        {"standardize", "Standardize", "Each feature or channel gets mean 0 and deviation 1, measured on the training samples."},
        {"scale", "Scale to 0..1", "Pictures are divided by their full range; each other feature by its range in the training samples."},
        {"none", "As they are", "The network gets the raw values."},
    };
    return types;
}

Result<Preparation> fitPreparation(const std::string& id, const Dataset& data, const std::vector<std::int64_t>& train)
{
    const auto& types = preparationTypes();
    if (std::none_of(types.begin(), types.end(), [&](const PreparationType& type) { return type.id == id; }))
        return fail("data.unknown_preparation", {{"preparation", id}});
    if (id == "none" || data.inputSpec.kind == Kind::Tokens || train.empty())
        return Preparation{};
    const Groups groups = groupsOf(data.inputs, data.inputSpec);
    PreparationStep step = id == "standardize" ? standardization(data.inputs, groups, train) : scaling(data, groups, train);
    const std::vector<bool> oneHot = oneHotFeatures(data);
    for (std::size_t g = 0; g < oneHot.size() && g < step.offset.size(); ++g)
        if (oneHot[g]) {
            step.offset[g] = 0;
            step.factor[g] = 1;
        }
    return Preparation{std::move(step)};
}

HostTensor prepared(const HostTensor& inputs, const Spec& spec, const Preparation& preparation)
{
    if (preparation.empty() || inputs.isEmpty())
        return inputs;
    HostTensor out = inputs.asFloat32();
    const Groups groups = groupsOf(out, spec);
    auto values = out.mutableValues<float>();
    for (const PreparationStep& step : preparation)
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::size_t g = step.offset.size() == 1 ? 0 : groups.of(static_cast<std::int64_t>(i) % groups.sampleSize);
            values[i] = (values[i] - step.offset.at(g)) * step.factor.at(g);
        }
    return out;
}

} // namespace nodegrad
