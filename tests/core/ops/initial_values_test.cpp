// Mean and deviation against the formulas of torch.nn.init, within five standard errors.
#include <cmath>

#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

Parameter parameterOf(std::vector<std::int64_t> shape, Initializer initializer, std::string path = "layer.weight")
{
    return {.path = std::move(path), .shape = std::move(shape), .initializer = initializer};
}

struct Statistics {
    double mean = 0, variance = 0, lowest = 1e30, highest = -1e30;
};
Statistics statisticsOf(const HostTensor& tensor)
{
    Statistics result;
    const double count = static_cast<double>(tensor.count());
    for (const float value : tensor.floats()) {
        result.mean += double(value) / count;
        result.lowest = std::min(result.lowest, double(value));
        result.highest = std::max(result.highest, double(value));
    }
    for (const float value : tensor.floats())
        result.variance += (double(value) - result.mean) * (double(value) - result.mean) / count;
    return result;
}

/// `kurtosis`: 1.8 of a uniform, 3 of a normal distribution; the sample variance has the variance s^4 (kurtosis - 1) / n.
void checkMoments(const HostTensor& tensor, double mean, double deviation, double kurtosis)
{
    const Statistics statistics = statisticsOf(tensor);
    const double n = static_cast<double>(tensor.count());
    CHECK(std::abs(statistics.mean - mean) < 5 * deviation / std::sqrt(n));
    CHECK(std::abs(statistics.variance - deviation * deviation) < 5 * deviation * deviation * std::sqrt((kurtosis - 1) / n));
}

using Type = Initializer::Type;

} // namespace

TEST_CASE("PyTorch's default is uniform within 1 / sqrt(fan in)")
{
    // kaiming_uniform with a = sqrt(5): bound = sqrt(2 / 6) sqrt(3 / 400) = 1 / 20
    const HostTensor values = initialValues(parameterOf({120, 400}, uniformByFanIn(400)), 1);
    const Statistics statistics = statisticsOf(values);
    CHECK(statistics.lowest >= -0.05F);
    CHECK(statistics.highest <= 0.05F);
    CHECK(statistics.highest > 0.0499);
    checkMoments(values, 0, 0.05 / std::sqrt(3.0), 1.8);
    const HostTensor same = initialValues(parameterOf({120, 400}, {.type = Type::KaimingUniform, .a = std::sqrt(5.0)}), 1);
    checkMoments(same, 0, 0.05 / std::sqrt(3.0), 1.8);
}

TEST_CASE("Xavier and Kaiming have the deviations of their papers")
{
    // (64, 32, 3, 3): fan in 288, fan out 576
    const std::vector<std::int64_t> shape{64, 32, 3, 3};
    const double xavier = std::sqrt(2.0 / (288 + 576)), kaiming = std::sqrt(2.0 / 288);
    checkMoments(initialValues(parameterOf(shape, {.type = Type::XavierUniform, .a = 1}), 2), 0, xavier, 1.8);
    checkMoments(initialValues(parameterOf(shape, {.type = Type::XavierNormal, .a = 1}), 2), 0, xavier, 3);
    checkMoments(initialValues(parameterOf(shape, {.type = Type::XavierNormal, .a = 2}), 2), 0, 2 * xavier, 3);
    checkMoments(initialValues(parameterOf(shape, {.type = Type::KaimingUniform}), 2), 0, kaiming, 1.8);
    checkMoments(initialValues(parameterOf(shape, {.type = Type::KaimingNormal}), 2), 0, kaiming, 3);
    // Slope 1: gain 1 instead of sqrt(2)
    checkMoments(initialValues(parameterOf(shape, {.type = Type::KaimingNormal, .a = 1}), 2), 0, kaiming / std::sqrt(2.0), 3);
}

TEST_CASE("An embedding is normal with a row of zeros for padding")
{
    const HostTensor values = initialValues(parameterOf({500, 40}, {.type = Type::Normal, .a = 0, .b = 1, .zeroRow = 3}), 5);
    for (std::size_t i = 0; i < 40; ++i)
        CHECK(values.floats()[3 * 40 + i] == 0);
    CHECK(values.floats()[2 * 40] != 0);
    const HostTensor plain = initialValues(parameterOf({500, 40}, {.type = Type::Normal, .a = 2, .b = 0.5}), 5);
    checkMoments(plain, 2, 0.5, 3);
}

TEST_CASE("Orthogonal matrices have orthonormal rows or columns")
{
    for (const auto& [rows, columns] : {std::pair{12, 20}, std::pair{20, 12}, std::pair{16, 16}}) {
        const HostTensor values = initialValues(parameterOf({rows, columns}, {.type = Type::Orthogonal, .a = 2}), 9);
        const bool byRow = rows <= columns;
        const int count = byRow ? rows : columns, length = byRow ? columns : rows;
        for (int i = 0; i < count; ++i) {
            for (int j = 0; j <= i; ++j) {
                double dot = 0;
                for (int k = 0; k < length; ++k) {
                    const auto at = [&](int vector) {
                        return double(values.floats()[static_cast<std::size_t>(byRow ? vector * columns + k : k * columns + vector)]);
                    };
                    dot += at(i) * at(j);
                }
                CHECK(dot == Approx(i == j ? 4.0 : 0.0).margin(1e-5)); // gain 2
            }
        }
    }
}

TEST_CASE("Zeros, ones and constants are what they say")
{
    CHECK(initialValues(parameterOf({3}, {.type = Type::Zeros}), 1).floats()[1] == 0);
    CHECK(initialValues(parameterOf({3}, {.type = Type::Ones}), 1).floats()[1] == 1);
    CHECK(initialValues(parameterOf({3}, {.type = Type::Constant, .a = 0.25}), 1).floats()[1] == 0.25F);
}

TEST_CASE("Values depend on seed and path alone")
{
    const auto first = [](std::uint64_t seed, const std::string& path) {
        return initialValues(parameterOf({8}, {.type = Type::Normal, .b = 1}, path), seed).floats()[0];
    };
    CHECK(first(1, "a.weight") == first(1, "a.weight"));
    CHECK(first(1, "a.weight") != first(2, "a.weight"));
    CHECK(first(1, "a.weight") != first(1, "b.weight"));
}

TEST_CASE("The choice of initial weights offers what it understands")
{
    const Param param = initializerParam();
    const Initializer byDefault = uniformByFanIn(4);
    for (const ParamChoice& choice : param.choices) {
        INFO(choice.id);
        const Initializer chosen = chosenInitializer({{"weight_init", choice.id}}, byDefault);
        CHECK((chosen == byDefault) == (choice.id == "default"));
    }
    CHECK(chosenInitializer({}, byDefault) == byDefault);
}
