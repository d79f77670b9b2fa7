#include "core/engine/kernels/kernel.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cmath>
#include <set>

#include "core/engine/guarded_torch.h"
#include "core/engine/tensors.h"
#include "tests/core/engine/op_inputs.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

Tensors inputsOf(const OpExample& example, const OpCall& call)
{
    Tensors in;
    for (const Spec& spec : example.in)
        in.push_back(randomOf(spec));
    in.resize(call.inputs.size());
    return in;
}

} // namespace

TEST_CASE("Every op has one kernel and every kernel an op")
{
    std::set<std::string> ops, withKernel;
    for (const OpType& type : opTypes())
        ops.insert(type.id);
    for (const Kernel& kernel : kernels()) {
        CHECK(withKernel.insert(kernel.op).second);
        CHECK(findKernel(kernel.op)->run == kernel.run);
    }
    CHECK(ops == withKernel);
    CHECK(findKernel("no_such_op") == nullptr);
}

TEST_CASE("Every op's shape rule and type are what LibTorch computes, training or not")
{
    at::manual_seed(1);
    std::set<std::string> tried;
    for (const OpExample& example : allExamples()) {
        CAPTURE(example.op);
        tried.insert(example.op);
        const OpCall call = callOf(example);
        const Outcome expected = ask(example.op, example.in, example.attributes);
        REQUIRE_FALSE(expected.problem);
        for (const bool training : {false, true}) {
            Tensors in = inputsOf(example, call);
            if (example.op == "binary_cross_entropy")
                in[0].sigmoid_();
            const Tensors out = findKernel(example.op)->run({training, 1, 0}, call, in);
            REQUIRE(out.size() == expected.specs.size());
            for (std::size_t i = 0; i < out.size(); ++i) {
                std::vector<std::int64_t> sizes;
                for (const Dim& dim : expected.specs[i].shape)
                    sizes.push_back(dim.evaluate({{"N", kBatch}, {"T", kTime}}).value());
                CHECK(out[i].sizes().vec() == sizes);
                CHECK(out[i].scalar_type() == torchType(expected.specs[i].dtype));
            }
        }
    }
    for (const OpType& type : opTypes()) {
        CAPTURE(type.id);
        CHECK(tried.contains(type.id) != type.foreign);
    }
}

TEST_CASE("Every float input of every op gets a gradient")
{
    at::manual_seed(2);
    const std::set<std::string> untrained = {"running_mean", "running_var", "running_mean?", "running_var?", "condition", "mask", "mask?"};
    for (const OpExample& example : allExamples()) {
        if (example.op == "cast" || example.op == "argmax" || example.op == "one_hot" || example.op == "padding_mask" || (example.op == "affine" && example.in.size() > 3))
            continue; // whole numbers in or out
        CAPTURE(example.op);
        const OpCall call = callOf(example);
        Tensors in = inputsOf(example, call);
        if (example.op == "binary_cross_entropy")
            in[0].sigmoid_();
        const std::vector<std::string>& names = call.type->inputs;
        for (std::size_t i = 0; i < in.size(); ++i)
            if (in[i].defined() && in[i].is_floating_point() && !(i < names.size() && (untrained.contains(names[i]) || names[i] == "target")))
                in[i].requires_grad_(true);
        const Tensors out = findKernel(example.op)->run({true, 1, 0}, call, in);
        at::Tensor total = at::zeros({});
        for (const at::Tensor& tensor : out)
            total = total + (tensor * at::rand_like(tensor)).sum();
        total.backward();
        for (std::size_t i = 0; i < in.size(); ++i) {
            CAPTURE(i);
            if (in[i].defined() && in[i].requires_grad()) {
                REQUIRE(in[i].grad().defined());
                CHECK(in[i].grad().sizes() == in[i].sizes());
                CHECK(isFinite(in[i].grad()));
            }
        }
    }
}

TEST_CASE("Dropout keeps a share 1 - p, scaled by 1 / (1 - p), and does nothing outside training")
{
    const OpExample example{"dropout", {vectorOf(1000)}, {{"p", 0.3}}};
    OpCall call = callOf(example);
    call.path = "drop1.dropout";
    const Kernel& dropout = *findKernel("dropout");
    const at::Tensor x = at::ones({100, 1000});
    const at::Tensor y = dropout.run({true, 42, 7}, call, {x})[0];
    // 100,000 draws: the share's deviation is sqrt(0.3 * 0.7 / 1e5) = 0.00145; 6 of them.
    const double kept = (y != 0).to(at::kDouble).mean().item<double>();
    CHECK(std::abs(kept - 0.7) < 0.0087);
    const at::Tensor values = y.masked_select(y != 0);
    CHECK(values.max().item<float>() == Approx(1 / 0.7f));
    CHECK(values.min().item<float>() == Approx(1 / 0.7f));
    CHECK(dropout.run({false, 42, 7}, call, {x})[0].equal(x));
    // Neighbours are independent: the product of the mask and the shifted mask has the mean 0.49.
    const at::Tensor m = (y != 0).to(at::kDouble).flatten();
    CHECK(std::abs((m.slice(0, 0, -1) * m.slice(0, 1)).mean().item<double>() - 0.49) < 0.012);
}

TEST_CASE("A dropout mask depends on seed, step and op alone: not on threads, layout or what ran before")
{
    OpCall call = callOf({"dropout", {image(8, 16, 16)}, {{"p", 0.5}}});
    call.path = "a.dropout";
    OpCall other = call;
    other.path = "b.dropout";
    const Kernel& dropout = *findKernel("dropout");
    const at::Tensor x = at::ones({32, 8, 16, 16});
    const at::Tensor mask = dropout.run({true, 1, 5}, call, {x})[0];
    (void)at::rand({1000});
    CHECK(dropout.run({true, 1, 5}, call, {x})[0].equal(mask));
    CHECK(dropout.run({true, 1, 5}, call, {x.contiguous(at::MemoryFormat::ChannelsLast)})[0].equal(mask));
    const int threads = at::get_num_threads();
    at::set_num_threads(threads == 1 ? 2 : 1);
    CHECK(dropout.run({true, 1, 5}, call, {x})[0].equal(mask));
    at::set_num_threads(threads);
    CHECK_FALSE(dropout.run({true, 1, 6}, call, {x})[0].equal(mask));
    CHECK_FALSE(dropout.run({true, 2, 5}, call, {x})[0].equal(mask));
    CHECK_FALSE(dropout.run({true, 1, 5}, other, {x})[0].equal(mask));
}

TEST_CASE("Attention drops a share p of its weights from its own stream, and nothing outside training")
{
    OpCall call = callOf({"attention", {heads(2, 40, 8), heads(2, 40, 8), heads(2, 40, 8)}, {{"dropout", 0.25}}});
    call.path = "a.attention";
    const Kernel& attention = *findKernel("attention");
    at::manual_seed(3);
    const at::Tensor q = at::rand({5, 2, 40, 8}), k = at::rand({5, 2, 40, 8}), v = at::eye(40).expand({5, 2, 40, 40});
    const Tensors in{q, k, v, {}, {}};
    // With the identity as values the result is the weights.
    const at::Tensor whole = attention.run({false, 1, 0}, call, in)[0], dropped = attention.run({true, 1, 0}, call, in)[0];
    CHECK(at::allclose(whole, at::softmax(at::matmul(q, k.transpose(2, 3)) / std::sqrt(8.0), -1), 1e-5, 1e-6));
    const at::Tensor kept = dropped != 0;
    // 16,000 draws: the share's deviation is sqrt(0.25 * 0.75 / 16000) = 0.0034; 6 of them.
    CHECK(std::abs(kept.to(at::kDouble).mean().item<double>() - 0.75) < 0.0205);
    CHECK(at::allclose(dropped.masked_select(kept), whole.masked_select(kept) / 0.75, 1e-5, 1e-6));
    CHECK(attention.run({true, 1, 0}, call, in)[0].equal(dropped));
    CHECK_FALSE(attention.run({true, 1, 1}, call, in)[0].equal(dropped));
    CHECK_FALSE(attention.run({true, 2, 0}, call, in)[0].equal(dropped));
}

TEST_CASE("A sample that is all padding gives 0, and no NaN")
{
    const Spec one = heads(1, 3, 2);
    const OpCall call = callOf({"attention", {one, one, one, vectorOf(3)}, {}});
    const at::Tensor x = at::rand({2, 1, 3, 2}), mask = at::tensor({0.0F, 0.0F, 0.0F, 1.0F, 0.0F, 0.0F}).reshape({2, 3});
    const at::Tensor y = findKernel("attention")->run({}, call, {x, x, x, mask, {}})[0];
    CHECK(y[0].abs().max().item<float>() == 0);
    CHECK(at::allclose(y[1], x[1].narrow(1, 0, 1).expand({1, 3, 2}), 1e-5, 1e-6)); // only the first key is left
}

TEST_CASE("Steps behind a sample's length change nothing, in either direction")
{
    const OpCall call = callOf({"gru", joined({sequence(T, 3), number()}, cellWeights(3, 3, 4, 2, 2)),
                                {{"hidden_size", std::int64_t(4)}, {"layers", std::int64_t(2)}, {"bidirectional", true}, {"lengths", true}}});
    Tensors in{at::rand({2, 5, 3}), at::tensor({2.0F, 5.0F})};
    for (const Spec& spec : cellWeights(3, 3, 4, 2, 2))
        in.push_back(randomOf(spec));
    const Tensors out = findKernel("gru")->run({}, call, in);
    in[0] = in[0].clone();
    in[0][0].narrow(0, 2, 3).fill_(1e6);
    const Tensors other = findKernel("gru")->run({}, call, in);
    CHECK(other[0].equal(out[0]));
    CHECK(other[1].equal(out[1]));
    CHECK(out[0][0].narrow(0, 2, 3).abs().max().item<float>() == 0);
    // The sample alone, cut to its length, gives the same.
    Tensors alone = in;
    alone[0] = in[0].narrow(0, 0, 1).narrow(1, 0, 2);
    alone[1] = at::tensor({2.0F});
    CHECK(at::allclose(findKernel("gru")->run({}, call, alone)[0][0], out[0][0].narrow(0, 0, 2), 1e-5, 1e-6));
}

TEST_CASE("An LSTM whose weights do not fit is an error, not a crash")
{
    const OpExample example{"lstm", [] {
        Specs in{sequence(T, 3)};
        for (const Spec& spec : lstmWeights(3, 5, 1, 1))
            in.push_back(spec);
        return in;
    }(), {{"hidden_size", std::int64_t(5)}}};
    const OpCall call = callOf(example);
    for (std::size_t i = 1; i < 5; ++i) {
        Tensors in = inputsOf(example, call);
        in[i] = at::rand({7, 2});
        const auto result = guardedTorch(makeError("engine.failed"), [&]() -> Status {
            findKernel("lstm")->run({}, call, in);
            return {};
        });
        REQUIRE_FALSE(result);
        CHECK(result.error().detail.find("does not fit") != std::string::npos);
    }
}

TEST_CASE("Memory that cannot be had is an error with its own code")
{
    const auto result = guardedTorch(makeError("engine.failed"), []() -> Status {
        (void)at::empty({std::int64_t(1) << 52});
        return {};
    });
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "memory.exhausted");
}
