#include <fstream>

#include "core/base/atomic_file.h"
#include "core/exporters/python_code.h"
#include "core/formats/npy.h"
#include "core/formats/safetensors.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/core/exporters/designs.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

std::string modelOf(const std::string& text, const std::vector<std::string>& classNames = {}, const Bindings& bindings = {})
{
    ExportRequest request = requestFor(text, bindings);
    request.classNames = classNames;
    const TemporaryFolder folder;
    const Status written = findExporter("pytorch")->write(request, folder.path() / "code", Task());
    INFO((written ? "" : sentence(written.error())));
    REQUIRE(written);
    return readFile(folder.path() / "code" / "model.py").value();
}

} // namespace

TEST_CASE("The code of a small network is what a person would write")
{
    CHECK(modelOf("input > dense(3) > relu > dense(2) > output(cross_entropy)", {"no", "yes"}, preparedBindings()) == R"("""digits net: a network designed with Nodegrad."""

import torch
from torch import nn

CLASS_NAMES = ["no", "yes"]


class DigitsNet(nn.Module):
    """Takes N × 4, gives N × 2."""

    def __init__(self):
        super().__init__()
        self.dense1 = nn.Linear(4, 3)
        self.relu1 = nn.ReLU()
        self.dense2 = nn.Linear(3, 2)
        input_offset = torch.tensor([1.0, 2.0, 3.0, 4.0])
        self.register_buffer("input_offset", input_offset, persistent=False)
        input_factor = torch.tensor([0.5, 0.5, 0.5, 0.5])
        self.register_buffer("input_factor", input_factor, persistent=False)

    def forward(self, input):
        dense1 = self.dense1(input)
        relu1 = self.relu1(dense1)
        dense2 = self.dense2(relu1)
        return dense2

    def prepare(self, input):
        """Raw data as the network was trained on them."""
        return (input - self.input_offset) * self.input_factor

    def prediction(self, input):
        """From raw data to probabilities."""
        return torch.softmax(self(self.prepare(input)), dim=-1)
)");
}

TEST_CASE("A module is one class, whose sizes are arguments where uses differ")
{
    const std::string code = modelOf("module block { in > dense(4) > relu > out }; input(6) > block > block(repeat=3) > dense(2) > output(mse)");
    CHECK(code.find("class Block(nn.Module):\n    def __init__(self, in_features):\n") != std::string::npos);
    CHECK(code.find("self.dense1 = nn.Linear(in_features, 4)") != std::string::npos);
    CHECK(code.find("self.block = nn.ModuleList([Block(6)])") != std::string::npos);
    CHECK(code.find("self.block2 = nn.ModuleList([Block(4) for _ in range(3)])") != std::string::npos);
    CHECK(code.find("        block2 = block\n        for layer in self.block2:\n            block2 = layer(block2)\n") != std::string::npos);
    CHECK(code.find("class Block", code.find("class Block") + 1) == std::string::npos);
}

TEST_CASE("Values of instances are arguments of one class, with different numbers of copies too")
{
    const std::string code = modelOf("module block { in > dense(4) > relu > out; expose width = dense1.units }; "
                                     "input(6) > block > block(width=16) > block(repeat=2, width=16) > dense(2) > output(mse)");
    CHECK(code.find("class Block", code.find("class Block") + 1) == std::string::npos);
    CHECK(code.find("self.block = nn.ModuleList([Block(6, 4)])") != std::string::npos);
    CHECK(code.find("self.block2 = nn.ModuleList([Block(4, 16)])") != std::string::npos);
    CHECK(code.find("self.block3 = nn.ModuleList([Block(16, 16) for _ in range(2)])") != std::string::npos);
    CHECK(code.find("self.dense1 = nn.Linear(in_features, size)") != std::string::npos);

    const std::string stages = modelOf("module cell { in > dense(4) > relu > out }; module stage { in > cell(repeat=2) > out; expose depth = cell.repeat }; "
                                       "input(4) > stage > stage(depth=3) > dense(2) > output(mse)");
    CHECK(stages.find("[Cell() for _ in range(") != std::string::npos);
    CHECK(stages.find("self.stage = nn.ModuleList([Stage(2)])") != std::string::npos);
    CHECK(stages.find("self.stage2 = nn.ModuleList([Stage(3)])") != std::string::npos);
}

TEST_CASE("A folder that is there keeps the files of its owner, a file in the way is refused")
{
    const TemporaryFolder folder;
    const ExportRequest request = requestFor("input(4) > dense(2) > output(mse)");
    const Exporter& exporter = *findExporter("pytorch");
    REQUIRE(exporter.write(request, folder.path() / "code", Task()));
    std::ofstream(folder.path() / "code" / "train.py") << "mine";
    std::ofstream(folder.path() / "code" / "model.py") << "old";
    REQUIRE(exporter.write(request, folder.path() / "code", Task()));
    CHECK(readFile(folder.path() / "code" / "train.py").value() == "mine");
    CHECK(readFile(folder.path() / "code" / "model.py").value() != "old");

    std::ofstream(folder.path() / "file") << "mine";
    CHECK(exporter.write(request, folder.path() / "file", Task()).error().code == "export.not_a_folder");
    CHECK(folder.names().size() == 2); // no draft is left
    CHECK(exporter.check(request).note.find(" lines.") != std::string::npos);
}

TEST_CASE("A node may not hide a method of the network's class")
{
    const ExportCheck check = findExporter("pytorch")->check(requestFor("prediction = input(4) > dense(2); prediction > output(mse)"));
    CHECK_FALSE(check.possible);
    CHECK(check.note.find("'prediction'") != std::string::npos);
    // TorchScript has no such method.
    CHECK(findExporter("torchscript")->check(requestFor("prediction = input(4) > dense(2); prediction > output(mse)")).possible);
}

TEST_CASE("A layer without Python code is refused by its name")
{
    ExportRequest request = requestFor("input(4) > dense(2) > output(mse)");
    Level level = request.graph.root();
    for (NodePtr& node : level.nodes)
        if (node->type == "dense") {
            Node changed = *node;
            changed.type = "dense_of_tomorrow";
            node = std::make_shared<const Node>(changed);
        }
    request.graph = request.graph.withLevel("", level);
    const ExportCheck check = findExporter("pytorch")->check(request);
    CHECK_FALSE(check.possible);
    CHECK(check.note.find("'dense1'") != std::string::npos);
}

TEST_CASE("With the data of the run, scripts that train again stand beside the code")
{
    ExportRequest request = requestFor("input > dense(3) > relu > dense(2) > output(cross_entropy, label_smoothing=0.1)", preparedBindings());
    auto data = std::make_shared<Dataset>();
    data->inputs = HostTensor::ofFloats({3, 4}, std::vector<float>(12, 0.5F));
    data->targets = HostTensor::ofIntegers({3}, std::vector<std::int64_t>{0, 1, 0});
    TrainingPlan plan{.program = request.program, .data = data};
    plan.split.train = {2, 0};
    plan.split.validation = {1};
    plan.settings.schedule = "step";
    plan.settings.batchSize = 2;
    plan.settings.saveTopK = 2;
    plan.settings.valCheckInterval = 5;
    request.training = std::make_shared<const TrainingPlan>(plan);

    const TemporaryFolder folder;
    const Exporter& exporter = *findExporter("pytorch");
    REQUIRE(exporter.write(request, folder.path() / "code", Task()));
    const std::string training = readFile(folder.path() / "code" / "training.py").value();
    CHECK(training.find("@") == std::string::npos);
    for (const char* line : {"BATCH_SIZE = 2\n", "STEPS_PER_EPOCH = 1\n", "    return network(network.prepare(inputs))\n",
                             "    return F.cross_entropy(outputs, targets, weight=None, label_smoothing=0.1, ignore_index=-1)\n",
                             "    rate = LEARNING_RATE * 0.1 ** (time // 10)\n", "these are left out: val_check_interval = 5."})
        CHECK(training.find(line) != std::string::npos);
    CHECK(readNpy(folder.path() / "code" / "data" / "train.npy").value().values<std::int64_t>()[0] == 2);
    CHECK_FALSE(std::filesystem::exists(folder.path() / "code" / "train_lightning.py"));
    CHECK(exporter.check(request).note.find("No training script") == std::string::npos);

    SECTION("not where none is wanted")
    {
        request.options.set("training_script", std::string("none"));
        REQUIRE(exporter.write(request, folder.path() / "none", Task()));
        CHECK_FALSE(std::filesystem::exists(folder.path() / "none" / "train.py"));
    }
    SECTION("the first weights are those of the seed")
    {
        const auto start = readSafetensors(folder.path() / "code" / "start.safetensors");
        REQUIRE(start);
        const HostTensor expected = initialValues(request.program->parameters.front(), plan.settings.seed);
        CHECK(std::ranges::equal(start->tensors.at(request.program->parameters.front().path).floats(), expected.floats()));
    }
    SECTION("an optimizer without a form there is refused")
    {
        plan.settings.optimizer = "muon";
        request.training = std::make_shared<const TrainingPlan>(plan);
        CHECK(exporter.write(request, folder.path() / "muon", Task()).error().code == "export.no_training_script");
        CHECK_FALSE(exporter.check(request).possible);
    }
}
