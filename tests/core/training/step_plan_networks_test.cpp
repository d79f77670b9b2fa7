// The compiled step against autograd on whole networks: random ones, with branches that meet again.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "core/base/random.h"
#include "core/engine/step_plan.h"
#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "tests/core/engine/double_precision.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// Networks over pictures (3, 8, 8): layers that keep the size, now and then a branch that is added or joined, then a head.
class RandomNetwork {
public:
    explicit RandomNetwork(std::uint64_t seed) : m_random(streamKey(seed, "networks")) {}

    std::string text()
    {
        std::string lines = "v0 = input(3,8,8) > conv2d(4, kernel=3, padding=same)";
        const int steps = 2 + static_cast<int>(m_random.below(7));
        for (int i = 0; i < steps; ++i) {
            const std::string from = value(i);
            std::string next = from + " > " + layer();
            if (const auto way = m_random.below(5); way == 0)
                next = "add(" + from + ", " + value(static_cast<int>(m_random.below(static_cast<std::uint64_t>(i + 1)))) + ")";
            else if (way == 1)
                next = "multiply(" + from + ", " + value(static_cast<int>(m_random.below(static_cast<std::uint64_t>(i + 1)))) + ") > tanh";
            else if (way == 2)
                next = "concatenate(" + from + ", " + value(static_cast<int>(m_random.below(static_cast<std::uint64_t>(i + 1)))) + ") > conv2d(4, kernel=1)";
            lines += "; " + value(i + 1) + " = " + next;
        }
        static const char* heads[] = {"flatten > dense(7) > relu > dense(3)", "max_pool2d(2) > flatten > dense(3)", "relu > max_pool2d(2) > flatten > dense(3)",
                                      "global_average_pool > dense(3)", "average_pool2d(2) > flatten > dense(6) > gelu > dense(3)"};
        return lines + "; " + value(steps) + " > " + heads[m_random.below(std::size(heads))] + " > output(" + (m_random.below(4) == 0 ? "mse" : "cross_entropy") + ")";
    }

private:
    static std::string value(int i) { return "v" + std::to_string(i); }
    std::string layer()
    {
        static const char* layers[] = {"relu", "conv2d(4, kernel=3, padding=same)", "batch_norm", "sigmoid", "tanh", "gelu", "silu", "leaky_relu", "elu",
                                       "dropout(0.3)", "conv2d(4, kernel=3, padding=same, bias=false) > batch_norm > relu", "softplus", "prelu",
                                       "group_norm(2)", "hardswish", "conv2d(4, kernel=3, padding=same, groups=2)", "max_pool2d(3, stride=1, padding=1)"};
        return layers[m_random.below(std::size(layers))];
    }

    RandomStream m_random;
};

std::shared_ptr<const Program> programOf(const std::string& text)
{
    const auto graph = parseGraphText(text);
    REQUIRE(graph);
    Lowered lowered = lower(*graph, {});
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        REQUIRE(diagnostic.severity != Severity::Error);
    return std::make_shared<const Program>(std::move(lowered.program));
}

bool sameWeights(const TorchModel& a, const TorchModel& b, const std::string& key)
{
    const StateDict x = a.state().value(), y = b.state().value();
    return std::ranges::equal(x.at(key).floats(), y.at(key).floats());
}

double difference(const at::Tensor& got, const at::Tensor& expected)
{
    return (got - expected).to(at::kDouble).norm().item<double>();
}

/// Gradients of one step by autograd and compiled; the largest difference, by the norm of all gradients together: a single one may be
/// nothing but rounding, as that of a bias before a norm.
double worstDifference(TorchModel& model, StepPlan& step, const ForwardPlan& plan, const std::vector<Feed>& feeds, const KernelContext& context)
{
    const c10::AutoGradMode mode(true);
    const auto trainable = model.trainable();
    for (const auto& [path, tensor] : trainable)
        const_cast<at::Tensor&>(tensor).mutable_grad() = at::Tensor();
    const Tensors values = model.forward(plan, feeds, context);
    values[0].backward();
    std::map<std::string, at::Tensor> expected;
    double squares = 0;
    for (const auto& [path, tensor] : trainable) {
        expected[path] = tensor.grad().clone();
        squares += std::pow(expected[path].to(at::kDouble).norm().item<double>(), 2);
        const_cast<at::Tensor&>(tensor).mutable_grad() = at::Tensor();
    }
    const Tensors compiled = step.forward(feeds, context);
    step.backward();
    double worst = difference(compiled[0], values[0].detach()) / std::max(1e-3, std::abs(values[0].item<double>()));
    worst = std::max(worst, difference(compiled[1], values[1].detach()) / std::max(1e-3, values[1].norm().item<double>()));
    for (const auto& [path, tensor] : trainable)
        worst = std::max(worst, difference(tensor.grad(), expected[path]) / std::max(1e-6, std::sqrt(squares)));
    return worst;
}

} // namespace

TEST_CASE("The compiled step gives autograd's gradients on 200 random networks, with batches of changing size")
{
    at::set_num_threads(1);
    at::manual_seed(3);
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const std::string text = RandomNetwork(seed).text();
        CAPTURE(text);
        const bool isDouble = seed % 2 == 0;
        const auto program = programOf(text);
        auto created = TorchModel::create(program, seed);
        REQUIRE(created);
        TorchModel& model = **created;
        if (isDouble)
            toDouble(model);
        const ProgramOutput& output = program->outputs[0];
        const ForwardPlan plan = model.planFor({output.loss, output.logits});
        StepPlan step(model, plan, {{output.loss, 1}});
        CHECK(step.counts().compiled > 0);
        for (const std::int64_t batch : {6, 6, 3, 6}) {
            const auto type = isDouble ? at::kDouble : at::kFloat;
            const at::Tensor target = output.lossId == "mse" ? at::randn({batch, 3}, type) : at::randint(0, 3, {batch}, at::kLong);
            const std::vector<Feed> feeds{{program->inputs[0].value, at::randn({batch, 3, 8, 8}, type)}, {output.target, target}};
            CHECK(worstDifference(model, step, plan, feeds, {true, seed, batch}) <= (isDouble ? 1e-10 : 1e-5));
        }
    }
}

TEST_CASE("Attention, recurrent layers, shared and frozen parts run in a compiled step as through autograd")
{
    at::set_num_threads(1);
    at::manual_seed(4);
    for (const std::string text : {"input(6,16) > transformer_encoder(layers=2, heads=4, dropout=0.1) > global_average_pool > dense(3) > output(cross_entropy)",
                                   "input(6,16) > transformer_encoder(layers=1, heads=2, dropout=0, causal=true) > global_average_pool > dense(3) > output(cross_entropy)",
                                   "input(6,16) > lstm(8) > dense(3) > output(cross_entropy)", "input(6,16) > gru(8, bidirectional=true) > dense(3) > output(cross_entropy)",
                                   "module block { in > dense(16) > relu > out }; input(6,16) > block(repeat=3) > flatten > dense(3) > output(cross_entropy)"}) {
        CAPTURE(text);
        const auto program = programOf(text);
        auto created = TorchModel::create(program, 5);
        REQUIRE(created);
        TorchModel& model = **created;
        const ProgramOutput& output = program->outputs[0];
        const ForwardPlan plan = model.planFor({output.loss, output.logits});
        StepPlan step(model, plan, {{output.loss, 1}});
        for (const std::int64_t batch : {4, 2}) {
            const std::vector<Feed> feeds{{program->inputs[0].value, at::randn({batch, 6, 16})}, {output.target, at::randint(0, 3, {batch}, at::kLong)}};
            CHECK(worstDifference(model, step, plan, feeds, {true, 9, batch}) <= 1e-5);
        }
    }
}

TEST_CASE("Networks of wide convolutions are computed with the channels innermost, and keep their state")
{
    at::set_num_threads(1);
    at::manual_seed(6);
    const auto program = programOf("a = input(3,9,9) > conv2d(64, kernel=3, padding=same, bias=false) > batch_norm > relu;"
                                   " b = a > conv2d(64, kernel=3, padding=same) > batch_norm > relu > conv2d(64, kernel=3, padding=same); c = add(a, b) > relu;"
                                   " c > max_pool2d(2) > conv2d(64, kernel=1) > dropout(0.2) > flatten > dense(3) > output(cross_entropy)");
    auto created = TorchModel::create(program, 5), plain = TorchModel::create(program, 5);
    REQUIRE(created);
    REQUIRE(plain);
    TorchModel &model = **created, &reference = **plain;
    const ProgramOutput& output = program->outputs[0];
    const ForwardPlan plan = model.planFor({output.loss, output.logits});
    StepPlan step(model, plan, {{output.loss, 1}});
    REQUIRE(step.channelsLast());
    CHECK(sameWeights(model, reference, "conv1.weight"));
    for (const std::int64_t batch : {4, 2, 4}) {
        const std::vector<Feed> feeds{{program->inputs[0].value, at::randn({batch, 3, 9, 9})}, {output.target, at::randint(0, 3, {batch}, at::kLong)}};
        const KernelContext context{true, 9, batch};
        const Tensors expected = reference.forward(plan, feeds, context);
        expected[0].backward();
        const Tensors got = step.forward(feeds, context);
        step.backward();
        CHECK(difference(got[1], expected[1].detach()) <= 1e-5 * expected[1].norm().item<double>());
        double squares = 0, worst = 0;
        for (std::size_t i = 0; i < model.trainable().size(); ++i) {
            at::Tensor theirs = reference.trainable()[i].second;
            squares += std::pow(theirs.grad().norm().item<double>(), 2);
            worst = std::max(worst, difference(model.trainable()[i].second.grad(), theirs.grad()));
            theirs.mutable_grad() = at::Tensor();
        }
        CHECK(worst <= 1e-5 * std::sqrt(squares));
    }
    REQUIRE(model.loadState(reference.state().value()));
    CHECK(sameWeights(model, reference, "dense1.weight"));
}
