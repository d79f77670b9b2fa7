// Colours by what a run saw of each layer.

#include <cmath>

#include "core/runs/run_store.h"
#include "tests/support/catch.h"
#include "ui/canvas/run_measures.h"

using namespace nodegrad;

namespace {

void log(RunSeries& series, const std::string& tag, std::initializer_list<float> values)
{
    for (const float value : values)
        series.train[tag].push_back({static_cast<std::int64_t>(series.train[tag].size() + 1), 0, value});
}

} // namespace

TEST_CASE("Gradient norms of a run: the latest of each layer, joined over repeats and inside modules")
{
    RunSeries series;
    log(series, "loss", {3, 2});
    log(series, "gradient_norm/all", {9, 13});
    log(series, "gradient_norm/fc", {9, 0.01F});
    log(series, "gradient_norm/block.0.conv", {3});
    log(series, "gradient_norm/block.1.conv", {4});
    log(series, "gradient_norm/block.0.norm", {12});
    log(series, "gradient_norm/blocks", {1});
    const MeasuredLayers measured(series, RunMeasure::GradientNorm);
    CHECK(measured.of("fc") == Approx(0.01));
    CHECK(measured.of("block.conv") == Approx(5));        // 3, 4
    CHECK(measured.of("block") == Approx(13));            // 5, 12
    CHECK_FALSE(measured.of("all"));
    CHECK_FALSE(measured.of("relu"));
    CHECK(measured.shareOf(0.01) < 0.05);
    CHECK(measured.shareOf(12) == Approx(1));
    CHECK(measured.shareOf(std::sqrt(0.01 * 12)) == Approx(0.5)); // logarithmic
    CHECK(measured.shareOf(std::nan("")) == 1);           // stands out
    CHECK(measured.textOf(0.01) == "0.0100");
    CHECK(measured.valueAt(1) == Approx(12));
    CHECK(measured.valueAt(0.5) == Approx(std::sqrt(0.01 * 12)));
}

TEST_CASE("Norms that hardly differ do not lie at the ends of the ramp")
{
    RunSeries series;
    log(series, "gradient_norm/a", {1});
    log(series, "gradient_norm/b", {1.1F});
    const MeasuredLayers measured(series, RunMeasure::GradientNorm);
    CHECK(measured.shareOf(1.1) - measured.shareOf(1) < 0.1);
    CHECK(measured.valueAt(measured.shareOf(1.1)) == Approx(1.1)); // the legend reads the ramp backwards
}

TEST_CASE("Dead units are coloured by their share, means by their amount, and a module shows the worst inside")
{
    RunSeries series;
    log(series, "activation_dead/a", {0.25F});
    log(series, "activation_dead/m.b", {0.75F});
    log(series, "activation_dead/m.c", {0});
    log(series, "activation_mean/a", {-4});
    log(series, "activation_mean/m.b", {1});
    log(series, "activation_std/a", {2});
    const MeasuredLayers dead(series, RunMeasure::DeadUnits), mean(series, RunMeasure::ActivationMean), spread(series, RunMeasure::ActivationStd);
    CHECK(dead.shareOf(*dead.of("a")) == Approx(0.25));
    CHECK(dead.of("m") == Approx(0.75));
    CHECK(dead.textOf(0.75) == "75.0 %");
    CHECK(mean.of("a") == Approx(-4));
    CHECK(mean.shareOf(-4) == 1);
    CHECK(mean.shareOf(1) == Approx(0.25));
    CHECK(mean.valueAt(0.25) == Approx(1));
    CHECK(dead.valueAt(0.75) == Approx(0.75));
    CHECK(spread.of("a") == Approx(2));
    CHECK(MeasuredLayers(RunSeries(), RunMeasure::DeadUnits).isEmpty());
}
