#include "core/training/schedule.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// Rates at the first step of ten epochs of 4 steps.
std::vector<double> rates(const TrainingSettings& settings)
{
    std::vector<double> values;
    for (std::int64_t epoch = 0; epoch < 10; ++epoch)
        values.push_back(learningRateAt(settings, epoch * 4, 4));
    return values;
}

TrainingSettings base(const std::string& schedule, ParamValues params)
{
    TrainingSettings settings;
    settings.optimizer = "sgd";
    settings.optimizerParams = {{"learning_rate", 0.1}};
    settings.schedule = schedule;
    settings.scheduleParams = std::move(params);
    settings.epochs = 10;
    return settings;
}

} // namespace

// Expected values: torch 2.13 in Python, SGD(lr=0.1), scheduler.step() after each epoch, lr read before it.

TEST_CASE("A constant schedule keeps the learning rate")
{
    for (const double rate : rates(base("constant", {})))
        CHECK(rate == 0.1);
}

TEST_CASE("The step schedule equals torch's StepLR(step_size=3, gamma=0.5)")
{
    const std::vector<double> expected = {0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.0125};
    const auto got = rates(base("step", {{"step_size", std::int64_t(3)}, {"gamma", 0.5}}));
    for (std::size_t i = 0; i < expected.size(); ++i)
        CHECK(got[i] == Approx(expected[i]).epsilon(1e-12));
}

TEST_CASE("The cosine schedule equals torch's CosineAnnealingLR(T_max=10, eta_min=0.001)")
{
    const std::vector<double> expected = {0.1,    0.09757729755661011, 0.0905463412215599,   0.07959536998847742,  0.0657963412215599,
                                          0.0505, 0.03520365877844011, 0.02140463001152259, 0.010453658778440109, 0.0034227024433899004};
    const auto got = rates(base("cosine", {{"eta_min", 0.001}}));
    for (std::size_t i = 0; i < expected.size(); ++i)
        CHECK(got[i] == Approx(expected[i]).epsilon(1e-12));
}

TEST_CASE("The learning rate is the same for all steps of an epoch")
{
    const TrainingSettings settings = base("cosine", {});
    CHECK(learningRateAt(settings, 4, 4) == learningRateAt(settings, 7, 4));
    CHECK(learningRateAt(settings, 7, 4) != learningRateAt(settings, 8, 4));
}

TEST_CASE("A warm-up rises in a straight line, and the schedule sees only what comes after it")
{
    TrainingSettings settings = base("cosine", {{"interval", std::string("step")}});
    settings.warmup = 4;
    settings.warmupStartFactor = 0.2;
    settings.epochs = 6; // 24 steps: 4 to warm up, 20 of the cosine
    // 0.1 (0.2 + 0.8 s / 4)
    const double expected[] = {0.02, 0.04, 0.06, 0.08, 0.1};
    for (std::int64_t step = 0; step < 5; ++step)
        CHECK(learningRateAt(settings, step, 4) == Approx(expected[step]));
    CHECK(learningRateAt(settings, 14, 4) == Approx(0.05)); // half of 20 steps
    settings.warmup = 1;
    settings.warmupUnit = "epochs";
    CHECK(learningRateAt(settings, 2, 4) == Approx(0.06));
}

TEST_CASE("Fewer steps than epochs say shorten what a schedule takes for the whole run")
{
    TrainingSettings settings = base("linear", {{"interval", std::string("step")}});
    settings.maxSteps = 10;
    CHECK(stepsOfRun(settings, 4) == 10);
    CHECK(learningRateAt(settings, 5, 4) == Approx(0.05));
    settings.maxSteps = 100;
    CHECK(stepsOfRun(settings, 4) == 40);
}

TEST_CASE("A plateau cuts the rate after its patience, rests, and stops at the lowest rate")
{
    TrainingSettings settings;
    settings.schedule = "plateau";
    settings.scheduleParams = {{"patience", std::int64_t(1)}, {"factor", 0.5}, {"cooldown", std::int64_t(1)}, {"min_lr", 0.3}};
    Plateau plateau{.rate = 1};
    std::vector<double> rates;
    for (const double loss : {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0})
        checkPlateau(plateau, scheduleValues(settings), loss, false), rates.push_back(plateau.rate);
    // best, bad, bad: cut, rest, bad, bad: cut to the lowest, rest, bad
    CHECK(rates == std::vector<double>{1, 1, 0.5, 0.5, 0.5, 0.3, 0.3, 0.3});
}
