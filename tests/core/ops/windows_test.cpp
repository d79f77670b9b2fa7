#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

struct WindowCase {
    const char* op;
    std::int64_t height, width, kernelHeight, kernelWidth, strideDown, strideAcross, padHeight, padWidth, dilationDown, dilationAcross;
    bool ceilMode;
    std::int64_t outHeight, outWidth;
};
constexpr WindowCase windowCases[] = {
#include "tests/core/ops/window_shapes.inc"
};

Outcome outcomeOf(const WindowCase& c)
{
    using List = std::vector<std::int64_t>;
    const List stride{c.strideDown, c.strideAcross}, padding{c.padHeight, c.padWidth};
    const Spec x = image(1, c.height, c.width);
    if (std::string(c.op) == "conv2d")
        return ask(c.op, {x, weight({1, 1, c.kernelHeight, c.kernelWidth})},
                   {{"stride", stride}, {"pad_before", padding}, {"pad_after", padding}, {"dilation", List{c.dilationDown, c.dilationAcross}}});
    return ask(c.op, {x}, {{"kernel", List{c.kernelHeight, c.kernelWidth}}, {"stride", stride}, {"padding", padding}, {"ceil_mode", c.ceilMode}});
}

} // namespace

TEST_CASE("Convolutions and pools have the sizes that PyTorch gives, and refuse what it refuses")
{
    for (const WindowCase& c : windowCases) {
        INFO(c.op << " of " << c.height << " x " << c.width << ", kernel " << c.kernelHeight << " x " << c.kernelWidth << ", ceil " << c.ceilMode);
        const Outcome outcome = outcomeOf(c);
        if (c.outHeight == 0) {
            CHECK(outcome.code() == "layer.kernel_too_large");
            continue;
        }
        REQUIRE(outcome.code() == "");
        CHECK(outcome.specs[0].shape == Shape{N, 1, c.outHeight, c.outWidth});
    }
}

TEST_CASE("Padding that differs before and after counts once each")
{
    using List = std::vector<std::int64_t>;
    // 5 + 0 + 3 - 4 + 1 = 5 and 6 + 2 + 1 - 4 + 1 = 6
    const Outcome outcome = ask("conv2d", {image(1, 5, 6), weight({2, 1, 4, 4})}, {{"pad_before", List{0, 2}}, {"pad_after", List{3, 1}}});
    REQUIRE(outcome.code() == "");
    CHECK(outcome.specs[0].shape == Shape{N, 2, 5, 6});
}

TEST_CASE("Rounding up an open size works where it is a formula and is refused where it is not")
{
    using List = std::vector<std::int64_t>;
    const Outcome fits = ask("max_pool2d", {image(1, T, 8)}, {{"ceil_mode", true}});
    REQUIRE(fits.code() == "");
    CHECK(fits.specs[0].shape[2].evaluate({{"T", 7}}) == 4);
    CHECK(fits.specs[0].shape[2].evaluate({{"T", 8}}) == 4);
    const Outcome open = ask("max_pool2d", {image(1, T, 8)}, {{"ceil_mode", true}, {"stride", List{3, 3}}});
    CHECK(open.code() == "layer.needs_known");
}
