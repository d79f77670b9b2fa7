#include "core/analysis/summary.h"

#include <algorithm>

#include "core/layers/graph_text.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

Summary summaryOf(const std::string& text, TrainingSettings settings = {})
{
    const auto graph = parseGraphText(text);
    if (!graph)
        FAIL(sentence(graph.error()));
    const Lowered lowered = lower(*graph, {});
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.severity == Severity::Error)
            FAIL(sentence(diagnostic.error));
    return summarize(lowered, settings);
}

const LayerCost& costOf(const Summary& summary, const std::string& node)
{
    const auto found = std::find_if(summary.layers.begin(), summary.layers.end(), [&](const LayerCost& cost) { return cost.node == node; });
    REQUIRE(found != summary.layers.end());
    return *found;
}

constexpr const char* kDense = "x = input(4); a = x > dense(8); r = a > relu; b = r > dense(3); b > output(mse)";

} // namespace

TEST_CASE("Dense layers count in * out + out parameters and in * out multiply-adds")
{
    const Summary summary = summaryOf(kDense);
    CHECK(summary.parameters == 4 * 8 + 8 + 8 * 3 + 3);
    CHECK(summary.trainable == summary.parameters);
    CHECK(summary.macsPerSample == 4 * 8 + 8 * 3);
    CHECK(costOf(summary, "a").parameters == 40);
    CHECK(costOf(summary, "b").parameters == 27);
    CHECK(costOf(summary, "a").macsPerSample == 32);
}

TEST_CASE("A convolution counts kernel * channels for each output pixel")
{
    // 3 * 3 * 1 * 16 * 8 * 8, then 3 * 3 * 16 * 32 * 6 * 6 (valid padding).
    const Summary summary = summaryOf("a = input(1,8,8) > conv2d(16, kernel=3, padding=same); b = a > conv2d(32, kernel=3); b > flatten > output(mse)");
    CHECK(summary.parameters == 16 * 9 + 16 + 32 * 16 * 9 + 32);
    CHECK(summary.macsPerSample == 9 * 16 * 64 + 9 * 16 * 32 * 36);
}

TEST_CASE("The parts of the memory forecast add up, and each follows from the settings")
{
    TrainingSettings settings;
    settings.optimizer = "sgd";
    settings.batchSize = 10;
    const Summary plain = summaryOf(kDense, settings);
    CHECK(plain.memory.weights == 4 * 67);
    CHECK(plain.memory.gradients == 4 * 67);
    CHECK(plain.memory.optimizer == 0);
    CHECK(plain.trainingBytes ==
          plain.memory.weights + plain.memory.gradients + plain.memory.optimizer + plain.memory.activations + plain.memory.workspace);
    settings.optimizer = "adam";
    CHECK(summaryOf(kDense, settings).memory.optimizer == 2 * 4 * 67);
    settings.batchSize = 20;
    CHECK(summaryOf(kDense, settings).memory.activations == 2 * plain.memory.activations - 8); // but for the loss and its gradient, one number each
}

TEST_CASE("The largest batch just fits")
{
    const auto graph = parseGraphText(kDense);
    REQUIRE(graph);
    const Lowered lowered = lower(*graph, {});
    TrainingSettings settings;
    const std::int64_t available = 1'000'000, batch = largestBatch(lowered, settings, available);
    REQUIRE(batch > 0);
    settings.batchSize = batch;
    CHECK(summarize(lowered, settings).trainingBytes <= available);
    settings.batchSize = batch + 1;
    CHECK(summarize(lowered, settings).trainingBytes > available);
    CHECK(largestBatch(lowered, settings, 100) == 0);
}

TEST_CASE("Repeated modules count every repeat")
{
    const Summary one = summaryOf("module block { in > dense(8) > relu > out }; input(8) > block(repeat=1) > output(mse)");
    const Summary three = summaryOf("module block { in > dense(8) > relu > out }; input(8) > block(repeat=3) > output(mse)");
    CHECK(one.parameters == 72);
    CHECK(three.parameters == 216);
    CHECK(three.macsPerSample == 3 * 64);
}

TEST_CASE("The optimizer's state is part of the forecast")
{
    TrainingSettings sgd, momentum, adam;
    sgd.optimizer = momentum.optimizer = "sgd";
    momentum.optimizerParams.set("momentum", 0.9);
    adam.optimizer = "adam";
    const std::int64_t weights = 4 * summaryOf(kDense).parameters;
    const std::int64_t plain = summaryOf(kDense, sgd).trainingBytes;
    CHECK(summaryOf(kDense, momentum).trainingBytes == plain + weights);
    CHECK(summaryOf(kDense, adam).trainingBytes == plain + 2 * weights);
    CHECK(plain >= 2 * weights); // weights and gradients
}

TEST_CASE("What grows with the batch grows in proportion")
{
    TrainingSettings one, two, four;
    one.batchSize = 100;
    two.batchSize = 200;
    four.batchSize = 400;
    const std::int64_t a = summaryOf(kDense, one).trainingBytes, b = summaryOf(kDense, two).trainingBytes, c = summaryOf(kDense, four).trainingBytes;
    CHECK(b > a);
    CHECK(c - b == 2 * (b - a));
}

TEST_CASE("A forecast above the free memory is refused with figures and the largest layer, one at the limit is not")
{
    Summary summary = summaryOf(kDense);
    CHECK(checkMemory(summary, summary.trainingBytes));
    const auto refused = checkMemory(summary, summary.trainingBytes - 1);
    REQUIRE(!refused);
    CHECK(refused.error().code == "memory.forecast");
    CHECK(refused.error().arguments.at("node") == summary.largest);
    summary.trainingBytes = 100'000'000'000;
    CHECK(message(checkMemory(summary, 24'000'000'000).error()) ==
          "Training would need about 100 GB of memory, but 24 GB are free; '" + summary.largest + "' needs most.");
}

TEST_CASE("Absurd sizes saturate instead of overflowing")
{
    const auto graph = parseGraphText("input(1000000) > dense(1000000000) > dense(1000000000) > dense(1) > output(mse)");
    REQUIRE(graph);
    const Lowered lowered = lower(*graph, {});
    const Summary summary = summarize(lowered, {});
    CHECK(summary.trainingBytes >= 0);
    CHECK((!lowered.ok() || !checkMemory(summary, 24'000'000'000)));
}

TEST_CASE("This machine has free memory")
{
    CHECK(availableMemory() > 0);
}
