#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/random.h"
#include "core/data/dataset.h"

namespace nodegrad {

namespace {

using Counts = std::vector<std::int64_t>;

/// `total` shared out in proportion to `sizes` by largest remainder, no class above its `limits`; nothing when they are too small.
Counts sharedOut(std::int64_t total, const Counts& sizes, const Counts& limits)
{
    const auto all = static_cast<double>(std::accumulate(sizes.begin(), sizes.end(), std::int64_t(0)));
    if (std::accumulate(limits.begin(), limits.end(), std::int64_t(0)) < total)
        return {};
    Counts counts(sizes.size());
    std::vector<double> remainders(sizes.size());
    std::int64_t given = 0;
    for (std::size_t c = 0; c < sizes.size(); ++c) {
        const double quota = static_cast<double>(total) * static_cast<double>(sizes[c]) / all;
        counts[c] = std::min(static_cast<std::int64_t>(quota), limits[c]);
        remainders[c] = quota - static_cast<double>(counts[c]);
        given += counts[c];
    }
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    while (given < total)
        for (const std::size_t c : order)
            if (given < total && counts[c] < limits[c]) {
                ++counts[c];
                ++given;
            }
    return counts;
}

struct Sizes {
    std::int64_t train, validation, test;
};

Result<Sizes> partSizes(std::int64_t count, const SplitSettings& settings)
{
    const double validation = settings.validationShare, test = settings.testShare;
    if (!(validation > 0) || !(test > 0) || !(validation + test < 1))
        return fail("data.bad_split", {{"validation", validation}, {"test", test}});
    const Sizes sizes{count - std::llround(static_cast<double>(count) * validation) - std::llround(static_cast<double>(count) * test),
                      std::llround(static_cast<double>(count) * validation), std::llround(static_cast<double>(count) * test)};
    if (sizes.train < 1 || sizes.validation < 1 || sizes.test < 1)
        return fail("data.too_few_samples", {{"samples", count}, {"train", std::max<std::int64_t>(sizes.train, 0)},
                                             {"validation", sizes.validation}, {"test", sizes.test}});
    return sizes;
}

/// The first of `indices` to test, the next to validation, the rest to training.
void deal(const Counts& indices, std::int64_t validation, std::int64_t test, Split& split)
{
    const auto endOfTest = indices.begin() + test, endOfValidation = endOfTest + validation;
    split.test.insert(split.test.end(), indices.begin(), endOfTest);
    split.validation.insert(split.validation.end(), endOfTest, endOfValidation);
    split.train.insert(split.train.end(), endOfValidation, indices.end());
}

Status splitByClass(const Dataset& data, const SplitSettings& settings, const Sizes& sizes, Split& split)
{
    std::vector<Counts> members(static_cast<std::size_t>(data.targetSpec.classes));
    const auto labels = data.targets.integers();
    for (std::size_t i = 0; i < labels.size(); ++i)
        members.at(static_cast<std::size_t>(labels[i])).push_back(static_cast<std::int64_t>(i));
    Counts classSizes, limits;
    for (const Counts& indices : members) {
        classSizes.push_back(static_cast<std::int64_t>(indices.size()));
        limits.push_back(std::max<std::int64_t>(classSizes.back() - 1, 0)); // training keeps one of each class
    }
    const Counts test = sharedOut(sizes.test, classSizes, limits);
    for (std::size_t c = 0; c < test.size(); ++c)
        limits[c] -= test[c];
    const Counts validation = test.empty() ? Counts() : sharedOut(sizes.validation, classSizes, limits);
    if (validation.empty())
        return fail("data.too_few_of_each_class", {{"samples", data.count()}, {"classes", data.targetSpec.classes}});
    for (std::size_t c = 0; c < members.size(); ++c) {
        RandomStream random(streamKey(settings.seed, "split/" + std::to_string(c)));
        Counts shuffled;
        for (const std::int64_t i : permutation(classSizes[c], random))
            shuffled.push_back(members[c][static_cast<std::size_t>(i)]);
        deal(shuffled, validation[c], test[c], split);
    }
    return {};
}

Status checkClassesInTraining(const Dataset& data, const Split& split)
{
    std::vector<bool> seen(static_cast<std::size_t>(data.targetSpec.classes));
    for (const std::int64_t i : split.train)
        seen[static_cast<std::size_t>(data.targets.integers()[static_cast<std::size_t>(i)])] = true;
    const auto missing = std::find(seen.begin(), seen.end(), false);
    if (missing == seen.end())
        return {};
    return fail("data.class_not_in_training", {{"label", data.classNames[static_cast<std::size_t>(missing - seen.begin())]}});
}

} // namespace

Result<Split> splitDataset(const Dataset& data, const SplitSettings& settings)
{
    const Result<Sizes> sizes = partSizes(data.count(), settings);
    if (!sizes)
        return fail(sizes.error());
    Split split;
    if (settings.stratified && data.isClassification()) {
        if (Status done = splitByClass(data, settings, *sizes, split); !done)
            return fail(done.error());
    } else {
        RandomStream random(streamKey(settings.seed, "split"));
        deal(permutation(data.count(), random), sizes->validation, sizes->test, split);
    }
    if (data.isClassification())
        if (Status all = checkClassesInTraining(data, split); !all)
            return fail(all.error());
    for (auto* part : {&split.train, &split.validation, &split.test})
        std::sort(part->begin(), part->end());
    return split;
}

} // namespace nodegrad
