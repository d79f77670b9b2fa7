#include "core/layers/graph_text.h"
#include "core/layers/layer_type.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// The line under the title of the layer that is written.
std::string under(const std::string& text)
{
    const Graph graph = parseGraphText(text).value();
    const Node& node = *graph.root().nodes.back();
    return layerSummary(*findLayer(node.type), node.params);
}

} // namespace

TEST_CASE("the line under a title says what matters", "[layers]")
{
    CHECK(under("conv2d(16, kernel=3, padding=same)") == "16 · 3×3 · same");
    CHECK(under("conv2d(8, kernel=[5,3], stride=2, padding=1)") == "8 · 5×3 · pad 1 · stride 2×2");
    CHECK(under("conv1d(4, kernel=7, groups=2)") == "4 · 7 · 2 groups");
    CHECK(under("conv2d(16, kernel=3, padding=same, padding_mode=reflect)") == "16 · 3×3 · same · reflect");
    CHECK(under("conv_transpose2d(8, kernel=4, stride=2, padding=1)") == "8 · 4×4 · stride 2×2 · pad 1×1");
    CHECK(under("separable_conv2d(8, kernel=3, multiplier=2)") == "8 · 3×3 · 2 a channel");
    CHECK(under("lp_pool2d(3, norm=4, stride=1)") == "p = 4 · 3×3 · stride 1×1");
    CHECK(under("adaptive_max_pool2d(7)") == "to 7×7");
    CHECK(under("spatial_pyramid_pool") == "1, 2, 4");
    CHECK(under("dense(64)") == "64");
    CHECK(under("dense(64, bias=false)") == "64 · no bias");
    CHECK(under("max_pool2d(2)") == "2×2");
    CHECK(under("dropout(0.25)") == "p = 0.25");
    CHECK(under("input(1,8,8)") == "1×8×8");
    CHECK(under("input") == "from the data");
    CHECK(under("output(mse)") == "Mean squared error");
    CHECK(under("lstm(16, layers=2, bidirectional=true, output=sequence)") == "16 · 2 layers · both directions · sequence");
    CHECK(under("multi_head_attention(2, causal=true)") == "2 heads · causal");
    CHECK(under("group_norm(1, affine=false)") == "1 group · no scale");
    CHECK(under("instance_norm(track_running_stats=true)") == "running statistics");
    CHECK(under("gaussian_noise(0.2)") == "σ = 0.2");
    CHECK(under("slice(-3)") == "-3:");
    CHECK(under("slice(step=2, dim=-1)") == "::2 · dimension -1");
    CHECK(under("split(sizes=2x3)") == "2×3");
    CHECK(under("crop(1)") == "1 off");
    CHECK(under("crop(size=5x4)") == "5×4 in the middle");
    CHECK(under("upsample(1.5, mode=linear)") == "× 1.5 · linear");
    CHECK(under("pad(1x2, mode=reflect)") == "1×2 · reflect");
    CHECK(under("permute(2x1)") == "2, 1");
    CHECK(under("relu").empty());
    CHECK(under("prelu(channels, init=0.1)") == "one a channel · from 0.1");
    CHECK(under("clamp(0.001, limits=minimum)") == "at least 0.001");
    CHECK(under("clamp(-1)") == "-1 to 1");
    CHECK(under("scale(0.5, -1)") == "× 0.5 - 1");
    CHECK(under("power(3)") == "x^3");
    CHECK(under("swiglu(24, gate=gelu)") == "24 · gelu gate");
}

TEST_CASE("a value of a wrong type does not break the line", "[layers]")
{
    CHECK(layerSummary(*findLayer("dense"), {{"units", std::string("many")}}) == "many · true");
}
