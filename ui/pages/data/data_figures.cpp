#include "ui/pages/data/data_figures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

namespace nodegrad {

namespace {

constexpr std::size_t binCount = 20, targetBinCount = 12;
constexpr std::int64_t groupLimit = 256;

/// How the values of one sample fall into groups: groups are `inner` long and come again after `groups` of them.
struct Layout {
    std::int64_t groups = 1, inner = 1, sample = 1;
    std::int64_t groupOf(std::int64_t place) const { return place / inner % groups; }
};

Layout layoutOf(const Dataset& data)
{
    Layout layout;
    layout.sample = data.count() > 0 ? data.inputs.count() / data.count() : 0;
    const std::size_t rank = data.inputs.rank();
    if (data.inputSpec.kind == Kind::Image && rank == 4) {
        layout.groups = data.inputs.dim(1);
        layout.inner = data.inputs.dim(2) * data.inputs.dim(3);
    } else if (data.inputSpec.kind != Kind::Tokens && rank >= 2) {
        layout.groups = data.inputs.dim(rank - 1);
    }
    return layout;
}

/// y = (x - offset) * factor, step after step, for one value of group `group`.
double preparedValue(double value, const Preparation& preparation, std::int64_t group)
{
    for (const PreparationStep& step : preparation) {
        const auto pick = [&](const std::vector<float>& list) {
            return list.empty() ? 0.0F : list[list.size() == 1 ? 0 : std::min(static_cast<std::size_t>(group), list.size() - 1)];
        };
        value = (value - static_cast<double>(pick(step.offset))) * static_cast<double>(pick(step.factor));
    }
    return value;
}

struct Sums {
    double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
    double sum = 0, squares = 0, shift = 0;
    std::int64_t count = 0;
    void add(double value)
    {
        if (count++ == 0)
            shift = value;
        low = std::min(low, value);
        high = std::max(high, value);
        sum += value - shift;
        squares += (value - shift) * (value - shift);
    }
    ValueFigures figures() const
    {
        ValueFigures out;
        if (count == 0)
            return out;
        const auto n = static_cast<double>(count);
        out.low = low;
        out.high = high;
        out.mean = shift + sum / n;
        out.deviation = std::sqrt(std::max(0.0, squares / n - (sum / n) * (sum / n)));
        out.bins.assign(binCount, 0.0);
        return out;
    }
};

void count(ValueFigures& figures, double value)
{
    const double range = figures.high - figures.low;
    const double place = range > 0 ? (value - figures.low) / range * static_cast<double>(binCount) : 0.0;
    figures.bins[std::min(static_cast<std::size_t>(std::max(place, 0.0)), binCount - 1)] += 1;
}

void countTargets(DataFigures& figures, const PreparedData& prepared)
{
    const Dataset& data = *prepared.data;
    const std::int64_t width = data.targets.rank() == 2 ? data.targets.dim(1) : 1;
    std::size_t rows = targetBinCount;
    if (data.isClassification()) {
        rows = static_cast<std::size_t>(std::max<std::int64_t>(data.targetSpec.classes, 1));
    } else {
        figures.targetLow = std::numeric_limits<double>::infinity();
        figures.targetHigh = -figures.targetLow;
        for (std::int64_t i = 0; i < data.count(); ++i) {
            figures.targetLow = std::min(figures.targetLow, data.targets.number(i * width));
            figures.targetHigh = std::max(figures.targetHigh, data.targets.number(i * width));
        }
    }
    figures.classes.assign(rows, {0, 0, 0});
    const std::vector<std::int64_t>* parts[] = {&prepared.split.train, &prepared.split.validation, &prepared.split.test};
    for (std::size_t part = 0; part < 3; ++part)
        for (const std::int64_t sample : *parts[part]) {
            const double value = data.targets.number(sample * width);
            double row = value;
            if (!data.isClassification())
                row = figures.targetHigh > figures.targetLow ? (value - figures.targetLow) / (figures.targetHigh - figures.targetLow) * static_cast<double>(rows) : 0;
            figures.classes[std::min(static_cast<std::size_t>(std::max(row, 0.0)), rows - 1)][part] += 1;
        }
}

std::string groupName(const Dataset& data, std::int64_t group, std::int64_t groups)
{
    if (group < static_cast<std::int64_t>(data.featureNames.size()))
        return data.featureNames[static_cast<std::size_t>(group)];
    if (data.inputSpec.kind == Kind::Image) {
        static const char* const colors[] = {"red", "green", "blue"};
        return groups == 1 ? "grey" : groups == 3 ? colors[group] : fmt::format("channel {}", group);
    }
    return fmt::format("feature {}", group);
}

} // namespace

std::vector<std::int64_t> samplesOf(const PreparedData& prepared, SplitPart part)
{
    switch (part) {
    case SplitPart::Train: return prepared.split.train;
    case SplitPart::Validation: return prepared.split.validation;
    case SplitPart::Test: return prepared.split.test;
    case SplitPart::All: break;
    }
    std::vector<std::int64_t> all(static_cast<std::size_t>(prepared.data ? prepared.data->count() : 0));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

Result<std::shared_ptr<const DataFigures>> figuresOf(const PreparedData& prepared, const Task& task)
{
    const Dataset& data = *prepared.data;
    const Layout layout = layoutOf(data);
    const auto groups = static_cast<std::size_t>(std::min(layout.groups, groupLimit));
    auto figures = std::make_shared<DataFigures>();
    const auto& train = prepared.split.train;
    std::vector<Sums> stored(groups), after(groups);
    Sums allStored, allAfter;

    const auto eachValue = [&](double from, auto&& use) -> Status {
        for (std::size_t i = 0; i < train.size(); ++i) {
            if (i % 1024 == 0)
                if (Status go = task.step(from + 0.5 * static_cast<double>(i) / static_cast<double>(train.size()), "Counting values"); !go)
                    return go;
            for (std::int64_t place = 0; place < layout.sample; ++place) {
                const std::int64_t group = layout.groupOf(place);
                const double value = data.inputs.number(train[i] * layout.sample + place);
                use(static_cast<std::size_t>(group), value, preparedValue(value, prepared.preparation, group));
            }
        }
        return {};
    };
    Status done = eachValue(0, [&](std::size_t group, double before, double value) {
        allStored.add(before);
        allAfter.add(value);
        if (group < groups) {
            stored[group].add(before);
            after[group].add(value);
        }
    });
    if (!done)
        return fail(done.error());
    for (std::size_t group = 0; group < groups; ++group) {
        figures->names.push_back(groupName(data, static_cast<std::int64_t>(group), layout.groups));
        figures->stored.push_back(stored[group].figures());
        figures->prepared.push_back(after[group].figures());
    }
    figures->allStored = allStored.figures();
    figures->allPrepared = allAfter.figures();
    if (allStored.count > 0) {
        done = eachValue(0.5, [&](std::size_t group, double before, double value) {
            count(figures->allStored, before);
            count(figures->allPrepared, value);
            if (group < groups) {
                count(figures->stored[group], before);
                count(figures->prepared[group], value);
            }
        });
        if (!done)
            return fail(done.error());
    }
    countTargets(*figures, prepared);
    return std::shared_ptr<const DataFigures>(std::move(figures));
}

} // namespace nodegrad
