#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/core/data/scratch_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using Indices = std::vector<std::int64_t>;

Dataset labelled(const Indices& labels, std::int64_t classes)
{
    Dataset data;
    const auto count = static_cast<std::int64_t>(labels.size());
    data.inputs = HostTensor(DType::Float32, {count, 1});
    data.targets = HostTensor::ofIntegers({count}, labels);
    data.targetSpec = {DType::Int64, {batchDim()}, Kind::Label, classes};
    for (std::int64_t c = 0; c < classes; ++c)
        data.classNames.push_back("class " + std::to_string(c));
    return data;
}

std::vector<std::int64_t> countsIn(const Dataset& data, const Indices& part)
{
    std::vector<std::int64_t> counts(static_cast<std::size_t>(data.targetSpec.classes));
    for (const std::int64_t i : part)
        ++counts[static_cast<std::size_t>(data.targets.integers()[static_cast<std::size_t>(i)])];
    return counts;
}

void checkPartition(const Split& split, std::int64_t count)
{
    Indices all;
    for (const auto* part : {&split.train, &split.validation, &split.test}) {
        CHECK(std::is_sorted(part->begin(), part->end()));
        all.insert(all.end(), part->begin(), part->end());
    }
    std::sort(all.begin(), all.end());
    Indices expected(static_cast<std::size_t>(count));
    std::iota(expected.begin(), expected.end(), std::int64_t(0));
    CHECK(all == expected);
}

} // namespace

TEST_CASE("Every bundled source splits into disjoint parts of the right size with the class mix kept")
{
    for (const DataSource& source : dataSources()) {
        if (!source.bundled)
            continue;
        INFO(source.id);
        const auto data = load(source.id, {});
        REQUIRE(data);
        for (const double share : {0.1, 0.15, 0.3}) {
            SplitSettings settings;
            settings.validationShare = share;
            settings.testShare = 0.2;
            const auto split = splitDataset(**data, settings);
            REQUIRE(split);
            checkPartition(*split, (*data)->count());
            const auto count = static_cast<double>((*data)->count());
            CHECK(static_cast<std::int64_t>(split->validation.size()) == std::llround(count * share));
            CHECK(static_cast<std::int64_t>(split->test.size()) == std::llround(count * 0.2));
            // Largest remainder: no class is further than one sample from its share.
            Indices every((*data)->targets.integers().size());
            std::iota(every.begin(), every.end(), std::int64_t(0));
            const auto classSizes = countsIn(**data, every), validation = countsIn(**data, split->validation);
            for (std::size_t c = 0; c < classSizes.size(); ++c)
                CHECK(std::abs(static_cast<double>(validation[c]) - static_cast<double>(classSizes[c]) *
                                   static_cast<double>(split->validation.size()) / count) < 1.0);
        }
    }
}

TEST_CASE("Equal seeds give equal splits, other seeds others")
{
    const auto data = load("digits", {});
    SplitSettings settings;
    const auto first = splitDataset(**data, settings), again = splitDataset(**data, settings);
    CHECK(first->train == again->train);
    CHECK(first->test == again->test);
    settings.seed = 43;
    CHECK(splitDataset(**data, settings)->test != first->test);
}

TEST_CASE("A stratified split of 10 and 30 samples is exact")
{
    Indices labels(40, 1);
    std::fill_n(labels.begin(), 10, 0);
    const Dataset data = labelled(labels, 2);
    SplitSettings settings;
    settings.validationShare = 0.2; // 8 = 2 + 6
    settings.testShare = 0.1;       // 4 = 1 + 3
    const auto split = splitDataset(data, settings);
    REQUIRE(split);
    CHECK(countsIn(data, split->validation) == Indices{2, 6});
    CHECK(countsIn(data, split->test) == Indices{1, 3});
    CHECK(countsIn(data, split->train) == Indices{7, 21});
}

TEST_CASE("A class with one sample keeps it for training, and the parts keep their size")
{
    Indices labels(20, 0);
    labels[7] = 1;
    const Dataset data = labelled(labels, 2);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SplitSettings settings;
        settings.validationShare = 0.45;
        settings.testShare = 0.45;
        settings.seed = seed;
        const auto split = splitDataset(data, settings);
        REQUIRE(split);
        CHECK(split->validation.size() == 9);
        CHECK(split->test.size() == 9);
        CHECK(std::count(split->train.begin(), split->train.end(), 7) == 1);
    }
}

TEST_CASE("A split of numbers is random but seeded")
{
    Dataset data;
    data.inputs = HostTensor(DType::Float32, {100, 1});
    data.targets = HostTensor(DType::Float32, {100, 1});
    data.targetSpec = {DType::Float32, {batchDim(), 1}, Kind::Vector, 0};
    const auto split = splitDataset(data, {});
    REQUIRE(split);
    checkPartition(*split, 100);
    CHECK(split->validation.size() == 15);
    CHECK(split->test.size() == 15);
    CHECK(split->test.back() - split->test.front() > 15); // not one block
    CHECK(splitDataset(data, {})->test == split->test);
}

TEST_CASE("Splits that cannot be are refused")
{
    SplitSettings settings;
    CHECK(codeOf(splitDataset(labelled({0, 1}, 2), settings)) == "data.too_few_samples");
    CHECK(codeOf(splitDataset(labelled({0, 1, 0, 1}, 2), {.validationShare = 0.3, .testShare = 0.3})) == "no error");
    CHECK(codeOf(splitDataset(labelled({0, 1, 2, 3}, 4), {.validationShare = 0.3, .testShare = 0.3})) == "data.too_few_of_each_class");
    for (const auto& [validation, test] : {std::pair{0.0, 0.1}, std::pair{0.1, 0.0}, std::pair{0.5, 0.5}, std::pair{-0.1, 0.1},
                                           std::pair{std::nan(""), 0.1}})
        CHECK(codeOf(splitDataset(labelled(Indices(100, 0), 1), {.validationShare = validation, .testShare = test})) == "data.bad_split");
    // Not stratified, the one sample of class 1 must at some seed fall outside training.
    Indices labels(20, 0);
    labels[7] = 1;
    int missed = 0;
    for (std::uint64_t seed = 0; seed < 30; ++seed)
        missed += codeOf(splitDataset(labelled(labels, 2), {.validationShare = 0.4, .testShare = 0.4, .seed = seed, .stratified = false})) ==
                  "data.class_not_in_training";
    CHECK(missed > 0);
    CHECK(missed < 30);
}
