#include "core/training/optimizer.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>

#include "core/engine/tensors.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

Optimizer::Parameters parameters()
{
    at::Tensor a = at::tensor({1.0f, -2.0f, 3.0f}), b = at::tensor({0.5f});
    return {{"a", a.requires_grad_(true)}, {"b", b.requires_grad_(true)}};
}

/// Steps on loss = sum(a^3) / 3 + sum(b^2): gradients a^2 and 2 b. `withB` false: b gets no gradient.
void descend(Optimizer& optimizer, const Optimizer::Parameters& p, int steps, bool withB = true)
{
    for (int i = 0; i < steps; ++i) {
        optimizer.clearGradients();
        at::Tensor loss = p[0].second.pow(3).sum() / 3;
        if (withB)
            loss = loss + p[1].second.pow(2).sum();
        loss.backward();
        optimizer.step(0.1);
    }
}

std::vector<std::pair<std::string, ParamValues>> kinds()
{
    std::vector<std::pair<std::string, ParamValues>> all = {{"sgd", {{"momentum", 0.9}}},
                                                            {"sgd", {{"momentum", 0.9}, {"nesterov", true}, {"weight_decay", 0.1}}},
                                                            {"adam", {{"weight_decay", 0.1}, {"amsgrad", true}}},
                                                            {"adamw", {{"weight_decay", 0.1}}},
                                                            {"rmsprop", {{"momentum", 0.9}, {"centered", true}}},
                                                            {"nadam", {{"weight_decay", 0.1}, {"decoupled_weight_decay", true}}}};
    for (const TrainingChoice& type : optimizerTypes())
        all.push_back({type.id, {}});
    return all;
}

std::unique_ptr<Optimizer> make(const std::pair<std::string, ParamValues>& kind, const Optimizer::Parameters& p, bool fused = true)
{
    TrainingSettings settings;
    settings.optimizer = kind.first;
    settings.optimizerParams = kind.second;
    return Optimizer::create(settings, p, fused);
}

} // namespace

TEST_CASE("Plain SGD and its momentum follow the formula")
{
    // g = (1, 4, 9): w = w - 0.1 g
    auto p = parameters();
    descend(*make({"sgd", {}}, p), p, 1);
    CHECK(p[0].second[0].item<float>() == Approx(0.9f));
    CHECK(p[0].second[1].item<float>() == Approx(-2.4f));
    CHECK(p[1].second[0].item<float>() == Approx(0.4f));
    // b: g1 = 1, buffer 1, b = 0.4; g2 = 0.8, buffer 0.9 + 0.8 = 1.7, b = 0.23
    p = parameters();
    descend(*make({"sgd", {{"momentum", 0.9}}}, p), p, 2);
    CHECK(p[1].second[0].item<float>() == Approx(0.23f));
}

TEST_CASE("The first step of Adam has the length of the learning rate")
{
    auto p = parameters();
    descend(*make({"adam", {}}, p), p, 1);
    CHECK(p[0].second[0].item<float>() == Approx(0.9f));
    CHECK(p[0].second[1].item<float>() == Approx(-2.1f));
    CHECK(p[1].second[0].item<float>() == Approx(0.4f));
}

TEST_CASE("Weight decay spares vectors when it is told to")
{
    for (const bool spares : {false, true}) {
        at::Tensor matrix = at::ones({2, 2}).requires_grad_(true), bias = at::ones({2}).requires_grad_(true);
        TrainingSettings settings;
        settings.optimizer = "sgd";
        settings.optimizerParams = {{"weight_decay", 0.5}};
        settings.decayWeightsOnly = spares;
        const auto optimizer = Optimizer::create(settings, {{"matrix", matrix}, {"bias", bias}}, true);
        (matrix.sum() + bias.sum()).backward(); // gradients are 1
        optimizer->step(0.1);
        CHECK(matrix[0][0].item<float>() == Approx(1 - 0.1 * 1.5));
        CHECK(bias[0].item<float>() == Approx(spares ? 1 - 0.1 : 1 - 0.1 * 1.5));
    }
}

TEST_CASE("A schedule that cycles the momentum gives plain SGD one")
{
    TrainingSettings settings;
    settings.optimizer = "sgd";
    settings.schedule = "one_cycle";
    auto p = parameters();
    const auto optimizer = Optimizer::create(settings, p, true);
    for (const double momentum : {0.0, 0.5, 0.5}) { // b: gradient 1 each time; 0.5 - 0.1, then buffers 1 and 1.5
        optimizer->clearGradients();
        p[1].second.sum().backward();
        optimizer->step(StepRates{.learningRate = 0.1, .momentum = momentum});
    }
    CHECK(p[1].second[0].item<float>() == Approx(0.5 - 0.1 - 0.1 - 0.15));
    CHECK(optimizer->state().contains("b.momentum_buffer"));
}

TEST_CASE("Gradients are clipped together by their norm, or entry by entry")
{
    // gradients (1, 4, 9) and 1: norm sqrt(99)
    auto p = parameters();
    const auto optimizer = make({"sgd", {}}, p);
    const auto gradients = [&] {
        optimizer->clearGradients();
        (p[0].second.pow(3).sum() / 3 + p[1].second.pow(2).sum()).backward();
    };
    gradients();
    optimizer->clipByNorm(2);
    CHECK(p[0].second.grad()[2].item<double>() == Approx(9 * 2 / std::sqrt(99.0)).epsilon(1e-5));
    CHECK(p[1].second.grad()[0].item<double>() == Approx(2 / std::sqrt(99.0)).epsilon(1e-5));
    gradients();
    optimizer->clipByNorm(20); // shorter already
    CHECK(p[0].second.grad()[2].item<double>() == 9);
    optimizer->clipByValue(3);
    CHECK(p[0].second.grad()[0].item<double>() == 1);
    CHECK(p[0].second.grad()[2].item<double>() == 3);
}

TEST_CASE("Fused and plain steps agree")
{
    for (const auto& kind : kinds()) {
        CAPTURE(kind.first);
        auto a = parameters(), b = parameters();
        descend(*make(kind, a, true), a, 5);
        descend(*make(kind, b, false), b, 5);
        for (std::size_t i = 0; i < a.size(); ++i)
            CHECK((a[i].second - b[i].second).abs().max().item<double>() < 1e-6);
    }
}

TEST_CASE("State goes into a file and back without a change")
{
    for (const auto& kind : kinds()) {
        CAPTURE(kind.first);
        auto a = parameters(), b = parameters();
        const auto first = make(kind, a);
        descend(*first, a, 3);
        {
            const c10::NoGradGuard noGrad;
            for (std::size_t i = 0; i < a.size(); ++i)
                b[i].second.copy_(a[i].second);
        }
        const auto second = make(kind, b);
        REQUIRE(second->load(first->state()));
        descend(*first, a, 2);
        descend(*second, b, 2);
        for (std::size_t i = 0; i < a.size(); ++i)
            CHECK(a[i].second.equal(b[i].second));
    }
    auto p = parameters();
    const auto adam = make({"adam", {}}, p);
    descend(*adam, p, 1);
    CHECK(adam->state().contains("a.exp_avg"));
    CHECK(adam->state().contains("b.exp_avg_sq"));
    CHECK(adam->state().at("a.step").number(0) == 1);
}

TEST_CASE("A parameter without a gradient stays, and begins when it gets one")
{
    for (const auto& kind : kinds()) {
        CAPTURE(kind.first);
        auto p = parameters(), alone = parameters();
        const auto optimizer = make(kind, p);
        descend(*optimizer, p, 2, false);
        CHECK(p[1].second[0].item<float>() == 0.5f);
        descend(*optimizer, p, 1);
        // b makes its first step now, as if nothing had been before.
        descend(*make(kind, alone), alone, 1);
        CHECK(p[1].second[0].item<float>() == Approx(alone[1].second[0].item<float>()));
    }
}
