// Ops that map number by number, against the formula of each, computed with <cmath> in double.

#include <cmath>

#include "core/engine/model.h"
#include "tests/core/engine/net.h"
#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using Function = double (*)(double);

struct FunctionCase {
    std::string op;
    Attributes attributes;
    Function expected;
    bool isPositive = false; ///< takes positive numbers only
};

double softplus(double x) { return std::log1p(std::exp(x)); }
double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
double between(double x, double low, double high) { return std::min(std::max(x, low), high); }

const std::vector<FunctionCase>& functionCases()
{
    static const std::vector<FunctionCase> cases{
        {"relu", {}, [](double x) { return std::max(x, 0.0); }},
        {"leaky_relu", {{"negative_slope", 0.2}}, [](double x) { return x > 0 ? x : 0.2 * x; }},
        {"elu", {{"alpha", 0.5}}, [](double x) { return x > 0 ? x : 0.5 * std::expm1(x); }},
        // Klambauer et al. 2017, arXiv 1706.02515
        {"selu", {}, [](double x) { return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * std::expm1(x)); }},
        {"celu", {{"alpha", 0.5}}, [](double x) { return x > 0 ? x : 0.5 * std::expm1(x / 0.5); }},
        {"gelu", {}, [](double x) { return x * 0.5 * std::erfc(-x / std::sqrt(2.0)); }},
        {"silu", {}, [](double x) { return x * sigmoid(x); }},
        {"mish", {}, [](double x) { return x * std::tanh(softplus(x)); }},
        {"hardswish", {}, [](double x) { return x * between(x + 3, 0, 6) / 6; }},
        {"sigmoid", {}, sigmoid},
        {"log_sigmoid", {}, [](double x) { return -softplus(-x); }},
        {"hardsigmoid", {}, [](double x) { return between(x + 3, 0, 6) / 6; }},
        {"tanh", {}, std::tanh},
        {"hardtanh", {{"minimum", -2.0}, {"maximum", 3.0}}, [](double x) { return between(x, -2, 3); }},
        {"softplus", {}, softplus},
        {"softplus", {{"beta", 2.0}, {"threshold", 4.0}}, [](double x) { return 2 * x > 4 ? x : softplus(2 * x) / 2; }},
        {"softsign", {}, [](double x) { return x / (1 + std::abs(x)); }},
        {"exp", {}, std::exp},
        {"log", {}, std::log, true},
        {"sqrt", {}, std::sqrt, true},
        {"square", {}, [](double x) { return x * x; }},
        {"power", {{"exponent", 3.0}}, [](double x) { return x * x * x; }},
        {"power", {{"exponent", -0.5}}, [](double x) { return 1 / std::sqrt(x); }, true},
        {"abs", {}, [](double x) { return std::abs(x); }},
        {"negate", {}, [](double x) { return -x; }},
        {"reciprocal", {}, [](double x) { return 1 / x; }},
        {"sin", {}, std::sin},
        {"cos", {}, std::cos},
        {"erf", {}, std::erf},
        {"clamp", {}, [](double x) { return between(x, 0, 1); }},
        {"clamp", {{"minimum", 0.5}, {"limits", std::string("minimum")}}, [](double x) { return std::max(x, 0.5); }},
        {"clamp", {{"maximum", -1.0}, {"limits", std::string("maximum")}}, [](double x) { return std::min(x, -1.0); }},
        {"scale", {{"factor", 3.0}, {"shift", -2.0}}, [](double x) { return 3 * x - 2; }},
    };
    return cases;
}

} // namespace

TEST_CASE("Each function of one number is the one that it is named after")
{
    const std::vector<float> numbers{-7.5F, -4.0F, -2.5F, -1.0F, -0.25F, 0.25F, 0.75F, 1.5F, 2.5F, 3.5F, 7.5F};
    for (const FunctionCase& entry : functionCases()) {
        std::vector<float> x;
        for (const float number : numbers)
            x.push_back(entry.isPositive ? std::abs(number) : number);
        const auto count = static_cast<std::int64_t>(x.size());
        Net net(vectorOf(count), vectorOf(count));
        net.op("node1", entry.op, {net.value()}, entry.attributes);
        auto model = Model::create(net.finish(""), 0);
        REQUIRE(model);
        const auto y = model->run({HostTensor::ofFloats({1, count}, x)}, {model->program().outputs[0].prediction});
        REQUIRE(y);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double expected = entry.expected(static_cast<double>(x[i]));
            INFO(entry.op << "(" << x[i] << ") is " << expected);
            CHECK(std::abs(static_cast<double>(y->front().floats()[i]) - expected) <= 1e-6 + 1e-6 * std::abs(expected));
        }
    }
}

TEST_CASE("Slopes and scales of channels lie along their dimension")
{
    // Two samples of two channels of two numbers, -1 everywhere.
    const std::vector<float> x(8, -1.0F);
    Net net(sequence(2, 2), sequence(2, 2));
    const Value slopes = net.builder().parameter("a", {2}, {}), weight = net.builder().parameter("w", {2}, {});
    const Value bias = net.builder().parameter("b", {2}, {});
    net.op("node1", "prelu", {net.value(), slopes}).op("node2", "channel_scale", {net.value(), weight, bias}, {{"axis", std::int64_t(-1)}});
    auto model = Model::create(net.finish(""), 0);
    REQUIRE(model);
    const auto pair = [](float first, float second) { return HostTensor::ofFloats({2}, std::vector{first, second}); };
    REQUIRE(model->loadState({{"a", pair(2, 3)}, {"w", pair(5, 7)}, {"b", pair(0.5F, 0.25F)}}));
    const auto y = model->run({HostTensor::ofFloats({2, 2, 2}, x)}, {model->program().outputs[0].prediction});
    REQUIRE(y);
    // Channel 0: -1 * 2, channel 1: -1 * 3; then along the last dimension * 5 + 0.5 and * 7 + 0.25.
    const std::vector<float> expected{-9.5F, -13.75F, -14.5F, -20.75F, -9.5F, -13.75F, -14.5F, -20.75F};
    CHECK(std::vector<float>(y->front().floats().begin(), y->front().floats().end()) == expected);
}
