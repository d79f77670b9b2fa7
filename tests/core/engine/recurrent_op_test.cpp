// The compiled LSTM, GRU and plain recurrence against LibTorch's own through autograd.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <cmath>

#include "core/base/random.h"
#include "core/engine/kernels/gates.h"
#include "core/engine/step_plan.h"
#include "core/engine/tensors.h"
#include "core/ops/builder.h"
#include "tests/core/engine/double_precision.h"
#include "tests/core/engine/fragment_program.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// One op over random numbers: sizes, options, which of its inputs are trained and which outputs a loss reads.
struct RandomCell {
    std::string op, words;
    Attributes attributes;
    std::int64_t batch = 1;
    std::shared_ptr<Program> program;
    std::vector<WeightedLoss> losses;
};

RandomCell randomCell(std::uint64_t seed)
{
    RandomStream random(streamKey(seed, "cells"));
    const auto between = [&](std::uint64_t low, std::uint64_t high) { return static_cast<std::int64_t>(low + random.below(high - low + 1)); };
    const auto happens = [&](std::uint64_t oneIn) { return random.below(oneIn) == 0; };
    RandomCell cell;
    cell.op = std::vector<std::string>{"lstm", "gru", "rnn"}[seed % 3];
    const std::int64_t gates = cell.op == "lstm" ? 4 : cell.op == "gru" ? 3 : 1, states = cell.op == "lstm" ? 2 : 1;
    const std::int64_t batch = happens(4) ? 1 : between(2, 40), steps = happens(5) ? 1 : between(2, 30), features = between(1, 20), hidden = between(1, 37);
    const std::int64_t layers = between(1, 3), directions = between(1, 2);
    const bool hasStates = happens(2), hasLengths = happens(2), isFrozen = happens(3);
    cell.batch = batch;
    cell.attributes = {{"hidden_size", hidden}, {"layers", layers}, {"bidirectional", directions == 2}, {"initial_state", hasStates}, {"lengths", hasLengths}};
    if (cell.op == "rnn")
        cell.attributes.set("nonlinearity", std::string(happens(2) ? "relu" : "tanh"));
    for (const std::int64_t number : {batch, steps, features, hidden, layers, directions, std::int64_t(hasStates), std::int64_t(hasLengths), std::int64_t(isFrozen)})
        cell.words += std::to_string(number) + " ";

    Builder builder("node1", {});
    Values in;
    const double reach = 1 / std::sqrt(static_cast<double>(hidden));
    const auto add = [&](const std::vector<std::int64_t>& sizes, Kind kind, double size, bool canBeFrozen) {
        const std::string name = "x" + std::to_string(in.size());
        Value value = canBeFrozen && isFrozen && happens(2) ? builder.buffer(name, toHost((at::rand(sizes) * 2 - 1) * size))
                                                            : builder.parameter(name, sizes, {.type = Initializer::Type::Uniform, .a = -size, .b = size});
        value.spec.kind = kind;
        in.push_back(value);
    };
    add({batch, steps, features}, Kind::Sequence, 1, true);
    for (std::int64_t i = 0; hasStates && i < states; ++i)
        add({batch, layers * directions, hidden}, Kind::Sequence, 1, true);
    if (hasLengths) {
        at::Tensor lengths = at::empty({batch});
        for (std::int64_t i = 0; i < batch; ++i)
            lengths[i] = between(0, static_cast<std::uint64_t>(steps) + 1); // too short and too long ones count as 1 and T
        in.push_back(builder.buffer("lengths", toHost(lengths)));
    }
    for (std::int64_t pass = 0; pass < layers * directions; ++pass) {
        add({gates * hidden, pass < directions ? features : directions * hidden}, Kind::Vector, reach, true);
        add({gates * hidden, hidden}, Kind::Vector, reach, true);
        add({gates * hidden}, Kind::Vector, reach, true);
        add({gates * hidden}, Kind::Vector, reach, pass > 0); // something is always trained
    }
    const Values out = builder.call(cell.op, in, cell.attributes);
    const std::uint64_t read = 1 + random.below((1U << out.size()) - 1);
    for (std::size_t k = 0; k < out.size(); ++k) {
        if (!(read >> k & 1))
            continue;
        std::vector<std::int64_t> sizes;
        for (const Dim& dim : out[k].spec.shape)
            sizes.push_back(dim.value());
        Value factor = builder.buffer("factor" + std::to_string(k), toHost(at::rand(sizes) * 2 - 1));
        factor.spec = out[k].spec;
        cell.losses.push_back({builder.call1("multiply", {out[k], factor}).id, 0.5 + static_cast<double>(k)});
    }
    cell.program = programOf(builder.take());
    return cell;
}

using Numbers = std::map<std::string, at::Tensor>;

/// Values and gradients, and empties the gradients.
Numbers takeUp(TorchModel& model, const Tensors& values)
{
    Numbers numbers;
    for (std::size_t i = 0; i < values.size(); ++i)
        numbers["value " + std::to_string(i)] = values[i].detach().to(at::kDouble, /*non_blocking=*/false, /*copy=*/true);
    for (const auto& [path, tensor] : model.trainable()) {
        numbers[path] = tensor.grad().defined() ? tensor.grad().to(at::kDouble, false, true) : at::Tensor();
        const_cast<at::Tensor&>(tensor).mutable_grad() = at::Tensor();
    }
    return numbers;
}

Numbers byAutograd(TorchModel& model, const ForwardPlan& plan, const RandomCell& cell)
{
    const c10::AutoGradMode mode(true);
    const Tensors values = model.forward(plan, {}, {true, 1, 1});
    at::Tensor total;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const at::Tensor part = (values[i] * cell.losses[i].weight).sum();
        total = total.defined() ? total + part : part;
    }
    total.backward();
    return takeUp(model, values);
}

Numbers compiled(TorchModel& model, StepPlan& step)
{
    const Tensors values = step.forward({}, {true, 1, 1});
    step.backward();
    return takeUp(model, values);
}

/// By the norm of all gradients together: a single one may be all but 0.
void checkClose(const Numbers& got, const Numbers& expected, double tolerance)
{
    double squares = 0;
    for (const auto& [name, numbers] : expected)
        if (numbers.defined() && !name.starts_with("value"))
            squares += std::pow(numbers.norm().item<double>(), 2);
    for (const auto& [name, numbers] : expected) {
        INFO(name);
        REQUIRE(got.at(name).defined() == numbers.defined());
        if (!numbers.defined())
            continue;
        REQUIRE(got.at(name).sizes() == numbers.sizes());
        const double scale = name.starts_with("value") ? std::max(1e-3, numbers.norm().item<double>()) : std::max(1e-3, std::sqrt(squares));
        CHECK((got.at(name) - numbers).norm().item<double>() / scale <= tolerance);
    }
}

} // namespace

TEST_CASE("Compiled recurrent layers give autograd's values and gradients on 120 random designs, on one thread and on two")
{
    int inParts = 0;
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
        at::manual_seed(seed);
        const RandomCell cell = randomCell(seed);
        CAPTURE(seed, cell.op, cell.words);
        auto created = TorchModel::create(cell.program, seed);
        REQUIRE(created);
        TorchModel& model = **created;
        const bool isDouble = seed % 4 != 0;
        if (isDouble)
            toDouble(model);
        std::vector<ValueId> wanted;
        for (const WeightedLoss& loss : cell.losses)
            wanted.push_back(loss.loss);
        const ForwardPlan plan = model.planFor(wanted);
        at::set_num_threads(1);
        const Numbers expected = byAutograd(model, plan, cell);
        for (const int threads : {1, 2}) {
            at::set_num_threads(threads);
            inParts += threads == 2 && cell.batch >= 16 ? 1 : 0;
            StepPlan step(model, plan, cell.losses);
            REQUIRE(step.counts().autograd == 0);
            const Numbers first = compiled(model, step), second = compiled(model, step);
            checkClose(first, expected, isDouble ? 1e-10 : 1e-5);
            for (const auto& [name, numbers] : first)
                CHECK((!numbers.defined() || at::equal(numbers, second.at(name)))); // bit for bit
        }
    }
    CHECK(inParts > 20);
    at::set_num_threads(1);
}

TEST_CASE("A recurrent layer with a projection stays with autograd")
{
    Builder builder("node1", {});
    Values in{builder.parameter("x", {2, 3, 4}, {.type = Initializer::Type::Uniform, .a = -1, .b = 1})};
    in[0].spec.kind = Kind::Sequence;
    for (const std::vector<std::int64_t>& sizes : std::vector<std::vector<std::int64_t>>{{20, 4}, {20, 2}, {20}, {20}, {2, 5}})
        in.push_back(builder.parameter("w" + std::to_string(in.size()), sizes, {.type = Initializer::Type::Uniform, .a = -1, .b = 1}));
    const Value out = builder.call("lstm", in, {{"hidden_size", std::int64_t(5)}, {"projection_size", std::int64_t(2)}})[0];
    auto created = TorchModel::create(programOf(builder.take()), 1);
    REQUIRE(created);
    StepPlan step(**created, (*created)->planFor({out.id}), {{out.id, 1}});
    CHECK(step.counts().autograd == 1);
}

TEST_CASE("The functions of the gates are within 2e-7 of those of the standard library")
{
    std::vector<float> x;
    for (float size = 1e-30F; size < 85; size *= 1.0007F)
        x.insert(x.end(), {size, -size});
    std::vector<float> sigmoids(x.size()), tanhs(x.size());
    gates::sigmoid(sigmoids.data(), x.data(), std::ssize(x));
    gates::tanh(tanhs.data(), x.data(), std::ssize(x));
    double worst = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double sigmoid = 1 / (1 + std::exp(-static_cast<double>(x[i]))), tanh = std::tanh(static_cast<double>(x[i]));
        worst = std::max({worst, std::abs(sigmoids[i] / sigmoid - 1), std::abs(tanhs[i] / tanh - 1)});
    }
    CHECK(worst < 2e-7);
    const float odd[] = {NAN, INFINITY, -INFINITY, 1e30F};
    float y[4];
    gates::tanh(y, odd, 4);
    CHECK((std::isnan(y[0]) && y[1] == 1 && y[2] == -1 && y[3] == 1));
    gates::sigmoid(y, odd, 4);
    CHECK((std::isnan(y[0]) && y[1] == 1 && y[2] < 1e-37F && y[3] == 1));
}
