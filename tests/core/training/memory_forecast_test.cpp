// What a design is said to need, held against what its tensors took.
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include "core/analysis/summary.h"
#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/engine/tensor_memory.h"
#include "core/layers/graph_text.h"
#include "core/training/session.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

struct Design {
    const char* name;
    std::int64_t batch;
    std::string text;
    const char* optimizer = "adam";
    bool isCheckpointed = false;
};

std::string galleryText(const std::string& id, const std::string& input)
{
    const auto catalogue = readFile(resourceFolder() / "models" / "catalogue.json");
    REQUIRE(catalogue);
    for (const nlohmann::json& model : nlohmann::json::parse(*catalogue))
        if (model.at("id") == id) {
            std::string text = model.at("graph");
            const std::size_t begin = text.find("input(");
            return text.replace(begin, text.find(')', begin) + 1 - begin, input);
        }
    FAIL("no model " << id);
    return {};
}

std::vector<Design> designs()
{
    const std::string block = "module block { n = in > layer_norm; a = multi_head_attention(n, heads=4); s = add(in, a); f = s > layer_norm > dense(512) > gelu > dense(128); add(s, f) > out }; ";
    return {
        {"MLP", 512, "input(784) > dense(512) > relu > dense(512) > relu > dense(10) > output(cross_entropy)"},
        {"LeNet-5", 256, galleryText("lenet5", "input(1,32,32)"), "sgd"},
        {"VGG", 32, "input(3,32,32) > conv2d(64, padding=same) > relu > conv2d(64, padding=same) > relu > max_pool2d(2) > conv2d(128, padding=same) > relu > max_pool2d(2) > "
                    "flatten > dropout(0.5) > dense(256) > relu > dense(10) > output(cross_entropy)"},
        {"ResNet-18", 16, galleryText("resnet18", "input(3,64,64)")},
        {"MobileNetV2", 16, galleryText("mobilenet_v2", "input(3,64,64)"), "sgd"},
        {"DenseNet-121", 8, galleryText("densenet121", "input(3,64,64)")},
        {"EfficientNet-B0", 16, galleryText("efficientnet_b0", "input(3,64,64)")},
        {"U-Net", 2, galleryText("unet", "input(3,64,64)")},
        {"LSTM", 64, "input(60,32) > lstm(128) > dense(10) > output(cross_entropy)"},
        {"GRU", 64, "input(60,32) > gru(96, layers=2, bidirectional=true) > dense(10) > output(cross_entropy)"},
        {"RNN", 64, "input(60,32) > rnn(96) > dense(10) > output(cross_entropy)"},
        {"GPT", 16, block + "input(128, kind=tokens, vocabulary=1000) > embedding(128) > learned_positions > dropout(0.1) > block(repeat=4) > layer_norm > mean_over_time > dense(1000) > output(cross_entropy)"},
        {"ViT", 32, block + "input(3,32,32) > patch_embedding(128, patch=4) > class_token > learned_positions > block(repeat=4) > layer_norm > select_step(0) > dense(10) > output(cross_entropy)"},
        {"MLP-Mixer", 32, "module mixer { y = in > layer_norm > transpose(1,2) > dense(128) > gelu > dense(64) > transpose(1,2); s = add(in, y); f = s > layer_norm > dense(512) > gelu > dense(128); add(s, f) > out }; "
                          "input(3,32,32) > patch_embedding(128, patch=4) > mixer(repeat=4) > layer_norm > mean_over_time > dense(10) > output(cross_entropy)"},
        {"MLP of modules", 2048, "module block { in > dense(256) > relu > dropout(0.1) > dense(256) > relu > out }; input(256) > block(repeat=8) > dense(10) > output(cross_entropy)", "adam", true},
        {"ResNet of modules", 16, "module block { a = in > conv2d(16, padding=same) > batch_norm > relu > conv2d(16, padding=same) > batch_norm; add(in, a) > relu > out }; "
                                  "input(3,32,32) > conv2d(16, padding=same) > block(repeat=8) > global_average_pool > dense(10) > output(cross_entropy)", "sgd", true},
        {"GPT, checkpointed", 16, block + "input(128, kind=tokens, vocabulary=1000) > embedding(128) > learned_positions > dropout(0.1) > block(repeat=6) > layer_norm > mean_over_time > dense(1000) > output(cross_entropy)", "adam", true},
        {"Transformer encoder", 16, "input(128,128) > transformer_encoder(layers=6, heads=4) > mean_over_time > dense(10) > output(cross_entropy)", "adam", true},
    };
}

HostTensor randomTensor(const Spec& spec, std::int64_t count, RandomStream& random)
{
    std::vector<std::int64_t> shape = *evaluated(spec.shape, count);
    HostTensor tensor(spec.dtype, shape);
    for (std::int64_t i = 0; i < tensor.count(); ++i) {
        if (spec.dtype == DType::Int64)
            tensor.mutableValues<std::int64_t>()[static_cast<std::size_t>(i)] = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(std::max<std::int64_t>(1, spec.classes))));
        else
            tensor.mutableValues<float>()[static_cast<std::size_t>(i)] = static_cast<float>(random.uniform());
    }
    return tensor;
}

TrainingPlan planFor(const Design& design, const Lowered& lowered)
{
    RandomStream random(7);
    auto data = std::make_shared<Dataset>();
    const std::int64_t samples = 2 * design.batch;
    data->inputSpec = lowered.program.inputs.front().spec;
    data->targetSpec = lowered.program.outputs.front().targetSpec;
    data->inputs = randomTensor(data->inputSpec, samples, random);
    data->targets = randomTensor(data->targetSpec, samples, random);
    TrainingPlan plan = planOf(std::make_shared<const Program>(lowered.program), data, 0);
    plan.settings.batchSize = design.batch;
    plan.settings.optimizer = design.optimizer;
    plan.settings.gradientCheckpointing = design.isCheckpointed;
    return plan;
}

/// Of the tensors that three steps took at once, in bytes.
std::int64_t measuredPeak(const TrainingPlan& plan)
{
    const std::int64_t before = liveTensorBytes();
    const auto session = TrainingSession::create(plan, 1);
    REQUIRE(session);
    resetPeakTensorBytes();
    for (int i = 0; i < 3; ++i) {
        if ((*session)->position().batch == (*session)->batchesPerEpoch())
            (*session)->nextEpoch();
        const auto figures = (*session)->step();
        INFO((figures ? "" : sentence(figures.error()) + figures.error().detail));
        REQUIRE(figures);
    }
    return peakTensorBytes() - before;
}

} // namespace

TEST_CASE("The forecast of memory lies within 15 % of what training takes")
{
    const c10::AutoGradMode gradients(true);
    at::set_num_threads(1);
    for (const Design& design : designs()) {
        const auto graph = parseGraphText(design.text);
        REQUIRE(graph);
        const Lowered lowered = lower(*graph, {});
        CAPTURE(design.name);
        REQUIRE(lowered.ok());
        const TrainingPlan plan = planFor(design, lowered);
        const Summary summary = summarize(lowered, plan.settings);
        const std::int64_t peak = measuredPeak(plan);
        const auto forecast = static_cast<double>(summary.trainingBytes);
        INFO("forecast " << byteSize(forecast) << ", measured " << byteSize(static_cast<double>(peak)) << ", ratio " << forecast / static_cast<double>(peak));
        CHECK(std::abs(forecast / static_cast<double>(peak) - 1) <= 0.15);
    }
}
