// Pooling in windows of 2 x 2 against LibTorch's own, for each width of a row and values that are equal or no numbers.

#include "core/engine/kernels/max_pool_pairs.h"

#include <ATen/ATen.h>

#include <limits>

#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// Few different values, so that many windows hold equals; some are NaN.
at::Tensor pictures(std::int64_t height, std::int64_t width)
{
    at::Tensor x = at::randint(-3, 4, {2, 3, height, width}).to(at::kFloat);
    return x.masked_fill_(at::rand({2, 3, height, width}) < 0.05, std::numeric_limits<float>::quiet_NaN());
}

bool isSame(const at::Tensor& a, const at::Tensor& b)
{
    return a.sizes() == b.sizes() && at::allclose(a, b, 0, 0, /*equal_nan=*/true);
}

} // namespace

TEST_CASE("Pooling in pairs gives what LibTorch's pooling and ReLU give, forward and backward, for rows of any width")
{
    at::manual_seed(5);
    for (std::int64_t width = 2; width <= 37; ++width)
        for (const std::int64_t height : {2, 5, 8})
            for (const bool rectified : {false, true}) {
                CAPTURE(width, height, rectified);
                const at::Tensor x = pictures(height, width);
                const auto [expected, indices] = at::max_pool2d_with_indices(x, {2, 2}, {2, 2});
                at::Tensor y = at::empty_like(expected), places = at::empty(expected.sizes(), at::kByte), dx = at::empty_like(x);
                pairs::maxPool(y, places, x, rectified);
                CHECK(isSame(y, rectified ? expected.relu() : expected));
                const at::Tensor dy = at::randn(y.sizes());
                pairs::maxPoolBackward(dx, dy, y, places, rectified);
                const at::Tensor passed = rectified ? at::where(y > 0, dy, at::zeros_like(dy)) : dy;
                CHECK(isSame(dx, at::max_pool2d_with_indices_backward(passed, x, {2, 2}, {2, 2}, {0, 0}, {1, 1}, false, indices)));
            }
}
