#include <algorithm>
#include <cmath>
#include <regex>
#include <set>

#include "tests/core/data/scratch_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

std::vector<std::int64_t> classCounts(const Dataset& data)
{
    std::vector<std::int64_t> counts(static_cast<std::size_t>(data.targetSpec.classes));
    for (const std::int64_t label : data.targets.integers())
        ++counts.at(static_cast<std::size_t>(label));
    return counts;
}

double sumOf(const HostTensor& tensor, int power)
{
    double sum = 0;
    for (const float value : tensor.floats())
        sum += std::pow(static_cast<double>(value), power);
    return sum;
}

} // namespace

TEST_CASE("The bundled tables hold what scikit-learn's files hold")
{
    // Numbers: tests/golden/data_reference.py.
    struct Known {
        const char* id;
        std::vector<std::int64_t> shape;
        std::vector<std::string> classes;
        std::vector<std::int64_t> counts;
        double sum, squares, minimum, maximum;
    };
    const Known known[] = {
        {"iris", {150, 4}, {"setosa", "versicolor", "virginica"}, {50, 50, 50}, 2078.7, 9539.29, 0.1, 7.9},
        {"wine", {178, 13}, {"cultivar 1", "cultivar 2", "cultivar 3"}, {59, 71, 48}, 159975.296, 118768104.8, 0.13, 1680},
        {"breast_cancer", {569, 30}, {"benign", "malignant"}, {357, 212}, 1056474.46, 955069324.1, 0, 4254},
    };
    for (const Known& expected : known) {
        INFO(expected.id);
        const auto data = load(expected.id, {});
        REQUIRE(data);
        CHECK((*data)->inputs.shape() == expected.shape);
        CHECK((*data)->classNames == expected.classes);
        CHECK(classCounts(**data) == expected.counts);
        CHECK(sumOf((*data)->inputs, 1) == Approx(expected.sum).epsilon(1e-7));
        CHECK(sumOf((*data)->inputs, 2) == Approx(expected.squares).epsilon(1e-7));
        CHECK((*data)->valueMinimum == Approx(expected.minimum));
        CHECK((*data)->valueMaximum == Approx(expected.maximum));
        CHECK((*data)->featureNames.size() == static_cast<std::size_t>(expected.shape[1]));
        CHECK((*data)->tableRows.size() == static_cast<std::size_t>(expected.shape[0]));
        CHECK((*data)->inputSpec.kind == Kind::Vector);
        CHECK((*data)->notes.empty());
        CHECK_FALSE((*data)->license.empty());
    }
    const auto iris = load("iris", {});
    const Column& width = (*iris)->columns[3];
    CHECK(width.name == "petal width (cm)");
    CHECK(width.median == Approx(1.3));
    CHECK(width.mean == Approx(1.1993333333333336));
    CHECK((*iris)->targetName == "species");
}

TEST_CASE("Digits are 1,797 pictures with values from 0 to 16")
{
    const auto data = load("digits", {});
    REQUIRE(data);
    const Dataset& digits = **data;
    CHECK(digits.inputs.shape() == std::vector<std::int64_t>{1797, 1, 8, 8});
    CHECK(digits.inputSpec == Spec{DType::Float32, {batchDim(), 1, 8, 8}, Kind::Image, 0});
    CHECK(classCounts(digits) == std::vector<std::int64_t>{178, 182, 177, 183, 181, 182, 181, 179, 174, 180});
    CHECK(sumOf(digits.inputs, 1) == 561718);
    CHECK(sumOf(digits.inputs, 2) == 6907012);
    const std::vector<float> firstRow(digits.inputs.floats().begin(), digits.inputs.floats().begin() + 8);
    CHECK(firstRow == std::vector<float>{0, 0, 5, 13, 9, 1, 0, 0});
    CHECK(digits.targets.integers().front() == 0);
    CHECK(digits.targets.integers().back() == 8);
    CHECK(digits.classNames.at(9) == "9");
    CHECK(digits.valueMaximum == 16);
}

TEST_CASE("Every source is documented, and every bundled one loads with its defaults the same way twice")
{
    std::set<std::string> ids;
    int bundled = 0;
    for (const DataSource& source : dataSources()) {
        INFO(source.id);
        CHECK(ids.insert(source.id).second);
        CHECK_FALSE(source.title.empty());
        CHECK(source.summary.ends_with("."));
        for (const Param& param : source.params) {
            CHECK_FALSE(param.doc.empty());
            CHECK(checkParam(param, param.defaultValue));
        }
        if (!source.bundled)
            continue;
        ++bundled;
        const auto first = load(source.id, {}), second = load(source.id, {});
        REQUIRE(first);
        REQUIRE(second);
        const Dataset& data = **first;
        CHECK(data.fingerprint.size() == 16);
        CHECK(data.fingerprint == (*second)->fingerprint);
        CHECK_FALSE(data.description.empty());
        CHECK_FALSE(data.origin.empty());
        CHECK(data.count() == data.targets.dim(0));
        CHECK(data.inputSpec.shape.size() == data.inputs.rank());
        CHECK(static_cast<std::size_t>(data.targetSpec.classes) == data.classNames.size());
        CHECK(std::count_if(data.columns.begin(), data.columns.end(), [](const Column& c) { return c.role == ColumnRole::Target; }) == 1);
        CHECK(std::all_of(data.inputs.floats().begin(), data.inputs.floats().end(), [](float v) { return std::isfinite(v); }));
        for (const auto& row : data.tableRows)
            CHECK(row.size() == data.columns.size());
    }
    CHECK(bundled == 9);
}

TEST_CASE("A seed decides the samples of a generated source")
{
    for (const char* id : {"xor", "two_moons", "spirals", "two_classes", "wave_shapes"}) {
        INFO(id);
        const auto first = load(id, {{"seed", std::int64_t(1)}}), other = load(id, {{"seed", std::int64_t(2)}});
        REQUIRE(first);
        REQUIRE(other);
        CHECK((*first)->fingerprint != (*other)->fingerprint);
        const auto few = load(id, {{"samples", std::int64_t(30)}});
        CHECK((*few)->count() == 30);
    }
}

TEST_CASE("Generated points without noise lie where their formula says")
{
    const auto exclusive = load("xor", {{"noise", 0.0}});
    for (std::int64_t i = 0; i < (*exclusive)->count(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const float x = (*exclusive)->inputs.floats()[2 * at], y = (*exclusive)->inputs.floats()[2 * at + 1];
        CHECK(((x > 0) != (y > 0)) == ((*exclusive)->targets.integers()[at] == 1));
    }
    // Moons: circles of radius 1 around (0, 0), upper half, and (1, 0.5), lower half.
    const auto moons = load("two_moons", {{"noise", 0.0}});
    for (std::size_t i = 0; i < 500; ++i) {
        const float x = (*moons)->inputs.floats()[2 * i], y = (*moons)->inputs.floats()[2 * i + 1];
        const bool lower = (*moons)->targets.integers()[i] == 1;
        CHECK(std::hypot(x - (lower ? 1.0f : 0.0f), y - (lower ? 0.5f : 0.0f)) == Approx(1).margin(1e-5));
        CHECK((lower ? y <= 0.5001f : y >= -0.0001f));
    }
    // Spirals: angle / (2 pi) = turns * radius + arm / arms, up to whole turns.
    const auto spirals = load("spirals", {{"noise", 0.0}, {"arms", std::int64_t(3)}, {"turns", 2.0}});
    CHECK((*spirals)->targetSpec.classes == 3);
    for (std::size_t i = 0; i < 600; ++i) {
        const double x = (*spirals)->inputs.number(static_cast<std::int64_t>(2 * i));
        const double y = (*spirals)->inputs.number(static_cast<std::int64_t>(2 * i + 1));
        const double turns = std::atan2(y, x) / (2 * M_PI) - 2 * std::hypot(x, y) -
                             static_cast<double>((*spirals)->targets.integers()[i]) / 3;
        CHECK(std::abs(turns - std::round(turns)) < 1e-5);
    }
}

TEST_CASE("Wave shapes are balanced sequences of sines, squares and sawtooths")
{
    const auto waves = load("wave_shapes", {{"noise", 0.0}, {"samples", std::int64_t(300)}, {"length", std::int64_t(50)}});
    REQUIRE(waves);
    CHECK((*waves)->inputs.shape() == std::vector<std::int64_t>{300, 50, 1});
    CHECK((*waves)->inputSpec == Spec{DType::Float32, {batchDim(), 50, 1}, Kind::Sequence, 0});
    CHECK(classCounts(**waves) == std::vector<std::int64_t>{100, 100, 100});
    for (std::size_t n = 0; n < 300; ++n) {
        const auto course = (*waves)->inputs.floats().subspan(n * 50, 50);
        const std::int64_t label = (*waves)->targets.integers()[n];
        if (label == 1)
            CHECK(std::all_of(course.begin(), course.end(), [](float v) { return v == 1 || v == -1; }));
        if (label == 2) { // rises evenly but for the 1 to 4 falls at the end of a period
            int falls = 0;
            for (std::size_t t = 1; t < 50; ++t)
                falls += course[t] < course[t - 1];
            CHECK(falls >= 1);
            CHECK(falls <= 4);
        }
        CHECK(std::all_of(course.begin(), course.end(), [](float v) { return std::abs(v) <= 1.0f; }));
    }
}

TEST_CASE("Two classes are balanced on both sides of their border")
{
    for (const char* border : {"straight", "curved"}) {
        const auto data = load("two_classes", {{"border", std::string(border)}, {"noise", 0.0}, {"features", std::int64_t(4)}});
        REQUIRE(data);
        CHECK((*data)->inputs.shape() == std::vector<std::int64_t>{1000, 4});
        CHECK(classCounts(**data) == std::vector<std::int64_t>{500, 500});
        if (std::string(border) == "straight")
            continue;
        for (std::int64_t n = 0; n < 1000; ++n) {
            const auto square = [&](std::int64_t f) { return std::pow((*data)->inputs.number(4 * n + f), 2); };
            CHECK((square(0) + square(1) > square(2) + square(3)) == ((*data)->targets.integers()[static_cast<std::size_t>(n)] == 1));
        }
    }
}

TEST_CASE("A request for more memory than the limit is refused with figures")
{
    const auto data = load("wave_shapes", {{"samples", std::int64_t(1'000'000)}, {"length", std::int64_t(10'000)}});
    REQUIRE(codeOf(data) == "data.too_large");
    CHECK(message(data.error()).find("40 GB") != std::string::npos);
    CHECK(message(data.error()).find("8 GB") != std::string::npos);
}

TEST_CASE("Parameters outside their range and cancelled loads are refused")
{
    CHECK(codeOf(load("xor", {{"samples", std::int64_t(0)}})) == "param.out_of_range");
    CHECK(codeOf(load("xor", {{"noise", std::string("much")}})) == "param.wrong_type");
    CHECK(codeOf(load("no_such_source", {})) == "data.unknown_source");
    CHECK(codeOf(load("", {})) == "data.none_chosen");
    Task cancelled;
    cancelled.cancel();
    CHECK(codeOf(loadDataset({"wave_shapes", {}, {}, "none"}, "/", cancelled)) == "cancelled");
}

TEST_CASE("Numbers in the texts of data sources have thin spaces, as everywhere in the window")
{
    const std::regex comma("[0-9],[0-9]{3}");
    for (const DataSource& source : dataSources()) {
        INFO(source.summary);
        CHECK_FALSE(std::regex_search(source.summary, comma));
        if (!source.bundled)
            continue;
        DataSettings settings;
        settings.source = source.id;
        const auto data = loadDataset(settings, {}, Task());
        REQUIRE(data);
        INFO((*data)->description);
        CHECK_FALSE(std::regex_search((*data)->description, comma));
    }
}
