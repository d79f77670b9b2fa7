#include "core/training/param_groups.h"

#include "core/training/schedule.h"
#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("Rules for layers are read, the last one that says something counts")
{
    const auto groups = paramGroups(" *: lr 0.5 ; encoder : lr 0.1, decay 0 ;encoder.head: frozen 3; conv1: frozen;").value();
    REQUIRE(groups.size() == 4);
    const ParamTraits all = traitsOf(groups, "dense.weight"), inside = traitsOf(groups, "encoder.conv.weight"), head = traitsOf(groups, "encoder.head.weight");
    CHECK(all.rateFactor == 0.5);
    CHECK_FALSE(all.weightDecay);
    CHECK(inside.rateFactor == 0.1);
    CHECK(inside.weightDecay == 0.0);
    CHECK(head.rateFactor == 0.1);
    CHECK(head.isFrozenIn(3));
    CHECK_FALSE(head.isFrozenIn(4));
    CHECK(traitsOf(groups, "conv1.weight").isFrozenIn(1000));
    CHECK(traitsOf(groups, "conv10.weight").rateFactor == 0.5);
    CHECK_FALSE(traitsOf(groups, "conv10.weight").frozenEpochs); // not what only begins alike
    CHECK(paramGroups("  ").value().empty());
}

TEST_CASE("Rules that cannot be read are named")
{
    for (const char* bad : {"conv1", "conv1:", ": lr 1", "conv1: lr", "conv1: lr x", "conv1: lr -1", "conv1: frozen 0", "conv1: frozen 1.5", "conv1: faster 2", "a: lr 1, b"}) {
        CAPTURE(bad);
        const auto groups = paramGroups(bad);
        REQUIRE_FALSE(groups);
        CHECK(groups.error().code == "training.bad_param_group");
    }
    TrainingSettings settings;
    settings.paramGroups = "conv1: lr";
    CHECK(checkSettings(settings).error().code == "training.bad_param_group");
}

TEST_CASE("Fine-tuning spreads the rates of the layers in a geometric row")
{
    const BodyRates second{false, 100}, first{true, 1};
    CHECK(std::abs(second.factor(0, 3, false) - 0.01) < 1e-15);
    CHECK(std::abs(second.factor(1, 3, false) - 0.1) < 1e-15);
    CHECK(second.factor(2, 3, false) == 1);
    CHECK(second.factor(0, 1, false) == 1);
    CHECK(first.factor(0, 3, false) == 0);
    CHECK(first.factor(0, 3, true) == 0.1);
    CHECK(first.factor(2, 3, false) == 1);
}
