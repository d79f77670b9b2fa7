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

TEST_CASE("A rule for a layer in a module need not name the repeat, which are all meant then")
{
    const auto groups = paramGroups("encoder.conv1: lr 0.1; encoder.1: lr 3").value();
    CHECK(traitsOf(groups, "encoder.0.conv1.weight").rateFactor == 0.1);
    CHECK(traitsOf(groups, "encoder.1.conv1.weight").rateFactor == 3);
    CHECK(traitsOf(groups, "encoder.0.conv2.weight").rateFactor == 1);
    CHECK(traitsOf(groups, "encoder.10.conv2.weight").rateFactor == 1);
}

TEST_CASE("Rules are written as they are read, and changed for one layer alone")
{
    const auto changed = [](const std::string& text, const ParamGroup& rules) { return paramGroupsText(withRules(paramGroups(text).value(), rules)); };
    const std::string text = "*: lr 0.5; encoder: lr 0.1, decay 0.01; encoder.head: frozen 3; conv1: frozen";
    CHECK(paramGroupsText(paramGroups(text).value()) == text);
    CHECK(changed(text, {"encoder", 2.0, {}, {}}) == "*: lr 0.5; encoder: lr 2; encoder.head: frozen 3; conv1: frozen");
    CHECK(changed(text, {"encoder", {}, {}, {}}) == "*: lr 0.5; encoder.head: frozen 3; conv1: frozen");
    CHECK(changed("", {"fc", 1e-4, 0.0, 2}) == "fc: lr 0.0001, decay 0, frozen 2");
    // What it lies in comes first, what lies in it behind.
    CHECK(changed("a.b.c: lr 2; *: decay 0", {"a.b", 3.0, {}, {}}) == "a.b.c: lr 2; *: decay 0; a.b: lr 3");
    CHECK(changed("*: decay 0; a: lr 1; a.b.c: lr 2", {"a.b", 3.0, {}, {}}) == "*: decay 0; a: lr 1; a.b: lr 3; a.b.c: lr 2");
    CHECK(changed("a: lr 1; b: lr 2; a: decay 0", {"a", 3.0, {}, {}}) == "a: lr 3; b: lr 2");

    const ParamGroup own = ownRules(paramGroups("a: lr 1; b: lr 2; a: decay 0; a: lr 4").value(), "a");
    CHECK(own == ParamGroup{"a", 4.0, 0.0, {}});
    CHECK(ownRules({}, "a").saysNothing());
}

TEST_CASE("Rules follow a layer that gets another path")
{
    const auto moved = [](const std::string& text, const MovedNodes& nodes) { return paramGroupsText(movedGroups(paramGroups(text).value(), nodes)); };
    CHECK(moved("enc: lr 1; enc.conv: lr 2; encoder: lr 3; *: lr 4", {{"stem", "enc"}}) == "stem: lr 1; stem.conv: lr 2; encoder: lr 3; *: lr 4");
    const MovedNodes inBoth{{"enc.0.c", "enc.0.conv"}, {"enc.1.c", "enc.1.conv"}};
    CHECK(moved("enc.0.conv: lr 1; enc.conv: lr 2; conv: lr 3; enc.2: lr 4", inBoth) == "enc.0.c: lr 1; enc.c: lr 2; conv: lr 3; enc.2: lr 4");
    CHECK(moved("enc.2: lr 4; enc.2.a: lr 5", {{"e", "enc"}}) == "e.2: lr 4; e.2.a: lr 5");
    // Into a module of one or of several, and out again; the index of one that says which stays.
    CHECK(moved("a: lr 1; b: lr 2; c: lr 3", {{"block1.0.a", "a"}, {"block1.1.a", "b"}}) == "block1.0.a: lr 1; block1.1.a: lr 2; c: lr 3");
    CHECK(moved("block1.a: lr 1; block1.0.b.3: lr 2", {{"a", "block1.0.a"}, {"b", "block1.0.b"}}) == "a: lr 1; b.3: lr 2");
    CHECK(moved("out.2.in.a: lr 1", {{"out.0.in.0.block1.0.a", "out.0.in.0.a"}, {"out.2.in.0.block1.0.a", "out.2.in.0.a"}}) == "out.2.in.block1.a: lr 1");
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
