// Repairs as edits, and which layers fit behind a value.

#include <algorithm>

#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

TEST_CASE("a layer is inserted on the wire, between the two nodes, and moves nothing", "[lowering]")
{
    const Graph graph = graphOf("input(1,8,8) > conv2d(4) > dense(10) > output");
    const Lowered lowered = lower(graph, {});
    const auto fixed = applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
    REQUIRE(fixed);
    CHECK(writeGraphText(*fixed) == "input(1,8,8) > conv2d(4) > flatten > dense(10) > output");
    for (const NodePtr& node : graph.root().nodes)
        CHECK(fixed->root().find(node->id)->position == node->position);
    const Position above = graph.root().findByName("conv1")->position, below = graph.root().findByName("dense1")->position;
    const Position between = fixed->root().findByName("flatten1")->position;
    CHECK(between.y == Approx((above.y + below.y) / 2));
    CHECK(between.x == Approx((above.x + below.x) / 2));
}

TEST_CASE("the wire of the port that has the problem is the one that is cut", "[lowering]")
{
    const Graph graph = graphOf("a = input(8); t = input(5, kind=tokens); c = concatenate(a, t); c > output(mse)");
    const Lowered lowered = lower(graph, {});
    REQUIRE(lowered.diagnostics.size() == 1);
    CHECK(lowered.diagnostics.front().port == "b");
    const auto fixed = applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
    REQUIRE(fixed);
    const Level& level = fixed->root();
    const NodeId embedding = level.findByName("embedding1")->id;
    CHECK(level.wireInto({level.findByName("c")->id, "b"})->from.node == embedding);
    CHECK(level.wireInto({level.findByName("c")->id, "a"})->from.node == level.findByName("a")->id);
}

TEST_CASE("a repair for a node that is gone says so", "[lowering]")
{
    const Graph graph = graphOf("input(1,8,8) > dense(10) > output");
    const Lowered lowered = lower(graph, {});
    const auto fixed = applyFix(graphOf("input(4) > relu > output(mse)"), lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
    REQUIRE_FALSE(fixed);
    CHECK(fixed.error().code == "graph.unknown_node");
}

TEST_CASE("opening the Data page changes nothing in the design", "[lowering]")
{
    const Graph graph = graphOf("input > flatten > output(mse)");
    const Lowered lowered = lower(graph, {});
    REQUIRE(lowered.diagnostics.front().fixes.front().action == Fix::Action::ConnectData);
    CHECK(applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front()).value() == graph);
}

TEST_CASE("layers fit behind a value or say why not", "[lowering]")
{
    const auto fitOf = [](const Spec& spec, const std::string& layer) {
        const std::vector<Fit> fits = fittingLayers(spec);
        const auto found = std::ranges::find(fits, layer, &Fit::layer);
        REQUIRE(found != fits.end());
        return *found;
    };
    CHECK(fitOf(pictures(3, 8, 8), "conv2d").fits);
    CHECK(fitOf(pictures(3, 8, 8), "flatten").fits);
    CHECK(fitOf(pictures(3, 8, 8), "add").fits);
    CHECK_FALSE(fitOf(pictures(3, 8, 8), "dense").fits);
    CHECK(fitOf(pictures(3, 8, 8), "dense").reason == "'Dense' needs a vector (N, F) or a sequence (N, T, F), but gets a feature map, N × 3 × 8 × 8.");
    CHECK(fitOf(vectors(4), "dense").fits);
    CHECK(fitOf(vectors(4), "output").fits);
    CHECK_FALSE(fitOf(vectors(4), "lstm").fits);
    CHECK(fitOf(vectors(4), "input").reason == "'Input' takes no input.");
    const Spec tokens{DType::Int64, {batchDim(), 20}, Kind::Tokens, 100};
    CHECK(fitOf(tokens, "embedding").fits);
    CHECK_FALSE(fitOf(tokens, "relu").fits);
    for (const Fit& fit : fittingLayers(vectors(4)))
        CHECK(fit.fits == fit.reason.empty());
}
