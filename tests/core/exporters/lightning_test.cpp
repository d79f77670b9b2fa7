#include <cstring>

#include "core/formats/torch_weights.h"
#include "core/importers/lightning.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/core/exporters/designs.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

/// A run of three epochs of two steps, by AdamW, with spared biases.
ExportRequest trainedRequest()
{
    ExportRequest request = requestFor("input(4) > dense(3) > batch_norm > dense(2) > output(cross_entropy)");
    auto data = std::make_shared<Dataset>();
    data->inputs = HostTensor::ofFloats({4, 4}, std::vector<float>(16, 0.5F));
    data->targets = HostTensor::ofIntegers({4}, std::vector<std::int64_t>{0, 1, 0, 1});
    TrainingPlan plan{.program = request.program, .data = data};
    plan.split.train = {0, 1, 2, 3};
    plan.settings.batchSize = 2;
    plan.settings.optimizer = "adamw";
    plan.settings.decayWeightsOnly = true;
    request.training = std::make_shared<const TrainingPlan>(plan);
    Checkpoint checkpoint{.model = request.state, .state = {{"epoch", 3}, {"step", 6}, {"batch", 0}}};
    for (const Parameter& parameter : request.program->parameters)
        for (const char* name : {"exp_avg", "exp_avg_sq"})
            checkpoint.optimizer[parameter.path + "." + name] = initialValues(parameter, std::string(name) == "exp_avg" ? 2 : 3);
    request.checkpoint = std::make_shared<const Checkpoint>(checkpoint);
    return request;
}

} // namespace

TEST_CASE("A Lightning checkpoint holds weights, optimizer and position, and comes back as it was")
{
    const ExportRequest request = trainedRequest();
    const TemporaryFolder folder;
    const Exporter& exporter = *findExporter("lightning");
    CHECK(exporter.check(request).possible);
    REQUIRE(exporter.write(request, folder.path() / "last.ckpt", Task()));

    const auto tree = readTorchTree(folder.path() / "last.ckpt");
    REQUIRE(tree);
    CHECK(tree->values["epoch"] == 2); // the last one that ran
    CHECK(tree->values["global_step"] == 6);
    const nlohmann::json& groups = tree->values["optimizer_states"][0]["param_groups"];
    REQUIRE(groups.size() == 2);
    CHECK(groups[0]["weight_decay"] == 0.01);
    CHECK(groups[1]["weight_decay"] == 0.0);
    CHECK(groups[0]["betas"] == nlohmann::json{0.9, 0.999});
    CHECK(groups[0]["params"] == nlohmann::json{0, 1});
    CHECK(groups[1]["params"] == nlohmann::json{2, 3, 4, 5});

    const auto back = readLightningCheckpoint(folder.path() / "last.ckpt", *request.training);
    REQUIRE(back);
    CHECK(back->state["epoch"] == 3);
    CHECK(back->state["step"] == 6);
    for (const auto& [key, tensor] : request.state)
        CHECK(std::memcmp(back->model.at(key).bytes(), tensor.bytes(), tensor.byteSize()) == 0);
    CHECK(back->optimizer.size() == request.checkpoint->optimizer.size());
    for (const auto& [key, tensor] : request.checkpoint->optimizer)
        CHECK(std::ranges::equal(back->optimizer.at(key).floats(), tensor.floats()));
}

TEST_CASE("Without a run there is no Lightning checkpoint, and what does not fit is refused by name")
{
    ExportRequest request = trainedRequest();
    const TemporaryFolder folder;
    REQUIRE(findExporter("lightning")->write(request, folder.path() / "last.ckpt", Task()));

    TrainingPlan other = *request.training;
    other.program = requestFor("input(4) > dense(5) > output(mse)").program;
    CHECK(readLightningCheckpoint(folder.path() / "last.ckpt", other).error().code == "lightning.does_not_fit");
    REQUIRE(writeTorchWeights(folder.path() / "weights.pt", {{"a", HostTensor::ofFloats({1}, std::vector<float>{1})}}));
    CHECK(readLightningCheckpoint(folder.path() / "weights.pt", *request.training).error().code == "lightning.no_checkpoint");

    Checkpoint within = *request.checkpoint;
    within.state["batch"] = 1;
    request.checkpoint = std::make_shared<const Checkpoint>(within);
    REQUIRE(findExporter("lightning")->write(request, folder.path() / "within.ckpt", Task()));
    CHECK(readLightningCheckpoint(folder.path() / "within.ckpt", *request.training).error().code == "lightning.within_epoch");

    request.checkpoint.reset();
    CHECK_FALSE(findExporter("lightning")->check(request).possible);
}
