#include "core/layers/layer_type.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

std::string first(const std::string& text)
{
    const auto found = searchLayers(text);
    return found.empty() ? "" : found.front()->id;
}

} // namespace

TEST_CASE("the palette finds layers by title, id and the names people use", "[layers]")
{
    CHECK(first("dense") == "dense");
    CHECK(first("linear") == "dense");
    CHECK(first("fully connected") == "dense");
    CHECK(first("FC") == "dense");
    CHECK(first("Conv 2D") == "conv2d");
    CHECK(first("conv_1d") == "conv1d");
    CHECK(first("bn") == "batch_norm");
    CHECK(first("swish") == "silu");
    CHECK(first("skip") == "add");
    CHECK(first("clip") == "clamp");
    CHECK(first("hard swish") == "hardswish");
    CHECK(first("gated linear unit") == "glu");
    CHECK(first("rnn") == "rnn");
    CHECK(first("max") == "max_pool2d");
    CHECK(first("deconvolution") == "conv_transpose2d");
    CHECK(first("depthwise") == "depthwise_conv2d");
    CHECK(first("patches") == "unfold");
    CHECK(first("spp") == "spatial_pyramid_pool");
    CHECK(first("resize") == "upsample");
    CHECK(first("depth to space") == "pixel_shuffle");
    CHECK(first("stochastic depth") == "drop_path");
    CHECK(first("chunk") == "split");
    CHECK(first("lrn") == "local_response_norm");
}

TEST_CASE("one slip of the finger is forgiven, nonsense is not", "[layers]")
{
    CHECK(first("dence") == "dense");
    CHECK(first("drpout") == "dropout");
    CHECK(first("batchnrom") == "batch_norm");
    CHECK(first("sotfmax") == "softmax");
    CHECK(searchLayers("zzzzzz").empty());
}

TEST_CASE("an empty search shows all layers in the order of the catalogue", "[layers]")
{
    const auto all = searchLayers("  ");
    REQUIRE(all.size() == layerTypes().size());
    for (std::size_t i = 0; i < all.size(); ++i)
        CHECK(all[i]->id == layerTypes()[i].id);
}
