// What regularization draws: how often, what together, and from what alone.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cmath>

#include "core/base/random.h"
#include "core/engine/kernels/kernel.h"
#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// One call in a node called 'node'.
OpCall callOf(const std::string& op, const Spec& x, const Attributes& attributes, const std::string& node = "a")
{
    Builder builder(node, {x});
    builder.call(op, builder.inputs(), attributes);
    OpCall call = builder.take().ops.back();
    call.path = node + "." + call.path;
    return call;
}

at::Tensor run(const OpCall& call, const at::Tensor& x, std::int64_t step = 7, std::uint64_t seed = 42)
{
    return findKernel(call.type->id)->run({true, seed, step}, call, {x})[0];
}

Attributes dropping(double p, const std::string& unit)
{
    return {{"p", p}, {"unit", unit}};
}

} // namespace

TEST_CASE("Spatial dropout hides whole channels, or whole features of a sequence, a share p of them")
{
    // 400 x 100 draws: the share's deviation is sqrt(0.3 * 0.7 / 4e4) = 0.0023; 6 of them.
    const OpCall channels = callOf("dropout", image(100, 3, 4), dropping(0.3, "channels"));
    const at::Tensor y = run(channels, at::ones({400, 100, 3, 4})), sums = y.sum({2, 3});
    CHECK((sums.eq(0) | (sums - 12 / 0.7).abs().lt(1e-3)).all().item<bool>());
    CHECK(std::abs(sums.ne(0).to(at::kDouble).mean().item<double>() - 0.7) < 0.014);
    CHECK(sums.ne(0).any(0).all().item<bool>()); // no channel is hidden for all samples

    const OpCall features = callOf("dropout", sequence(5, 100), dropping(0.3, "features"));
    const at::Tensor z = run(features, at::ones({400, 5, 100}));
    CHECK(z.eq(z.slice(1, 0, 1)).all().item<bool>()); // the same at all time steps
    CHECK(std::abs(z.ne(0).to(at::kDouble).mean().item<double>() - 0.7) < 0.014);
}

TEST_CASE("DropPath hides whole samples and scales the others")
{
    const OpCall call = callOf("dropout", sequence(2, 3), dropping(0.2, "samples"));
    const at::Tensor y = run(call, at::ones({40000, 2, 3})).flatten(1);
    CHECK(y.eq(y.slice(1, 0, 1)).all().item<bool>());
    CHECK((y.eq(0) | (y - 1.25).abs().lt(1e-6)).all().item<bool>());
    // deviation sqrt(0.2 * 0.8 / 4e4) = 0.002; 6 of them
    CHECK(std::abs(y.ne(0).to(at::kDouble).mean().item<double>() - 0.8) < 0.012);
}

TEST_CASE("What dropout keeps are the halves of the op's draws, on any number of threads and in every type")
{
    constexpr std::int64_t count = 3 * 70001; // no whole number of blocks or of shares
    const OpCall call = callOf("dropout", vectorOf(70001), dropping(0.3, "values"));
    const int threads = at::get_num_threads();
    at::set_num_threads(1);
    const at::Tensor alone = run(call, at::ones({3, 70001}));
    at::set_num_threads(3);
    const at::Tensor shared = run(call, at::ones({3, 70001}));
    at::set_num_threads(threads);
    CHECK(alone.equal(shared));
    RandomStream step(streamKey(42, call.path), 7);
    RandomStream draws(step.bits());
    const auto* y = alone.const_data_ptr<float>();
    std::int64_t wrong = 0;
    std::uint64_t draw = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        draw = i % 2 == 0 ? draws.bits() : draw >> 32;
        const bool isKept = static_cast<double>(draw & 0xFFFFFFFF) >= std::round(0.3 * 4294967296.0);
        wrong += y[i] != (isKept ? 1 / 0.7F : 0) ? 1 : 0;
    }
    CHECK(wrong == 0);
    for (const at::ScalarType type : {at::kDouble, at::kBFloat16}) {
        const at::Tensor other = run(call, at::ones({3, 70001}, type));
        CHECK(other.scalar_type() == type);
        CHECK(other.ne(0).equal(alone.ne(0)));
    }
    CHECK(run(call, at::ones({3, 70001}, at::kDouble)).max().item<double>() == 1 / 0.7);
}

TEST_CASE("AlphaDropout keeps mean 0 and variance 1, and replaces a share p by one value")
{
    at::manual_seed(3);
    const at::Tensor x = at::randn({1000, 200});
    const OpCall call = callOf("alpha_dropout", vectorOf(200), {{"p", 0.2}});
    const at::Tensor y = run(call, x).to(at::kDouble);
    // 2e5 values of variance 1: the mean's deviation is 0.0022, the variance's about 0.0032 (the kurtosis is near 3); 5 of them.
    CHECK(std::abs(y.mean().item<double>()) < 0.011);
    CHECK(std::abs(y.var().item<double>() - 1) < 0.017);
    // a = ((1 - p)(1 + p s^2))^-1/2 = (0.8 * 1.618183)^-1/2 = 0.878904; a dropped value becomes a s (1 - p) = -1.236160
    const at::Tensor dropped = (y + 1.236160).abs().lt(1e-5);
    CHECK(std::abs(dropped.to(at::kDouble).mean().item<double>() - 0.2) < 0.0054);
    const at::Tensor kept = y.masked_select(dropped.logical_not()), from = x.to(at::kDouble).masked_select(dropped.logical_not());
    // b = -a p s = 0.309040
    CHECK((kept - (from * 0.878904 + 0.309040)).abs().max().item<double>() < 1e-4);
}

TEST_CASE("Gaussian noise has the mean 0 and the deviation asked for")
{
    const OpCall call = callOf("gaussian_noise", vectorOf(200), {{"deviation", 0.3}});
    const at::Tensor noise = (run(call, at::full({1000, 200}, 5.0)) - 5).to(at::kDouble);
    CHECK(std::abs(noise.mean().item<double>()) < 0.0034);           // 0.3 / sqrt(2e5) = 0.00067; 5 of them
    CHECK(std::abs(noise.std().item<double>() - 0.3) < 0.0024);      // 0.3 / sqrt(4e5) = 0.00047; 5 of them
    CHECK(std::abs(noise.abs().gt(0.6).to(at::kDouble).mean().item<double>() - 0.0455) < 0.0024); // beyond two deviations
}

TEST_CASE("Every draw depends on seed, step and op alone, and nothing is drawn outside training or at zero")
{
    const at::Tensor x = at::rand({32, 8, 6, 6}) + 0.5;
    const std::vector<std::tuple<std::string, Attributes, Attributes>> cases{
        {"dropout", dropping(0.5, "values"), dropping(0.0, "values")},
        {"dropout", dropping(0.5, "channels"), dropping(0.0, "channels")},
        {"dropout", dropping(0.5, "samples"), dropping(0.0, "samples")},
        {"alpha_dropout", {{"p", 0.5}}, {{"p", 0.0}}},
        {"gaussian_noise", {{"deviation", 0.5}}, {{"deviation", 0.0}}},
    };
    for (const auto& [op, attributes, zero] : cases) {
        CAPTURE(op);
        const Spec spec = image(8, 6, 6);
        const OpCall call = callOf(op, spec, attributes);
        const at::Tensor y = run(call, x);
        (void)at::rand({1000});
        CHECK(run(call, x).equal(y));
        CHECK(run(call, x.contiguous(at::MemoryFormat::ChannelsLast)).equal(y));
        CHECK_FALSE(run(call, x, 8).equal(y));
        CHECK_FALSE(run(call, x, 7, 43).equal(y));
        CHECK_FALSE(run(callOf(op, spec, attributes, "b"), x).equal(y));
        CHECK_FALSE(y.equal(x));
        CHECK(findKernel(op)->run({false, 42, 7}, call, {x})[0].equal(x));
        CHECK(run(callOf(op, spec, zero), x).equal(x));
    }
}
