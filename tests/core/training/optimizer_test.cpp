#include "core/training/optimizer.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

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
    return {{"sgd", {}},
            {"sgd", {{"momentum", 0.9}}},
            {"sgd", {{"momentum", 0.9}, {"nesterov", true}, {"weight_decay", 0.1}}},
            {"adam", {{"weight_decay", 0.1}}},
            {"adamw", {{"weight_decay", 0.1}}}};
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
