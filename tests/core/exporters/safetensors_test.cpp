#include "core/formats/safetensors.h"
#include "core/formats/torch_weights.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/core/exporters/designs.h"

using namespace nodegrad;
using namespace nodegrad::test;

TEST_CASE("Tied weights lie in a safetensors file once, with their other name in the metadata")
{
    ExportRequest request = requestFor("input(4) > dense(4) > batch_norm > output(mse)");
    Program program = *request.program;
    program.aliases["decoder.weight"] = "dense1.weight";
    request.program = std::make_shared<const Program>(program);
    request.state["decoder.weight"] = request.state["dense1.weight"];
    const TemporaryFolder folder;
    REQUIRE(findExporter("safetensors")->write(request, folder.path() / "w.safetensors", Task()));
    const auto file = readSafetensors(folder.path() / "w.safetensors");
    REQUIRE(file);
    CHECK(file->metadata.at("format") == "pt");
    CHECK(file->metadata.at("decoder.weight") == "dense1.weight");
    std::vector<std::string> keys;
    for (const auto& [key, tensor] : file->tensors)
        keys.push_back(key);
    CHECK(keys == std::vector<std::string>{"dense1.bias", "dense1.weight", "norm1.bias", "norm1.num_batches_tracked", "norm1.running_mean",
                                           "norm1.running_var", "norm1.weight"});
    CHECK(file->tensors.at("norm1.num_batches_tracked").dtype() == DType::Int64);
}

TEST_CASE("A PyTorch file of weights holds the keys in the order of the network, tied ones under both names")
{
    ExportRequest request = requestFor("input(4) > dense(4) > batch_norm > output(mse)");
    Program program = *request.program;
    program.aliases["decoder.weight"] = "dense1.weight";
    request.program = std::make_shared<const Program>(program);
    const TemporaryFolder folder;
    const auto path = folder.path() / "w.pth";
    REQUIRE(findExporter("torch_weights")->write(request, path, Task()));
    const auto weights = readTorchWeights(path);
    REQUIRE(weights);
    std::vector<std::string> keys;
    for (const auto& [key, tensor] : *weights)
        keys.push_back(key);
    CHECK(keys == std::vector<std::string>{"dense1.weight", "dense1.bias", "norm1.weight", "norm1.bias", "norm1.running_mean", "norm1.running_var",
                                           "norm1.num_batches_tracked", "decoder.weight"});
    const auto report = findExporter("torch_weights")->verify(request, path, Task()); // by torch.load(weights_only=True)
    REQUIRE(report);
    INFO(report->engine);
    CHECK(report->independent);
    CHECK(report->passed);
}

TEST_CASE("A network without weights has no file of weights")
{
    CHECK_FALSE(findExporter("torch_weights")->check(requestFor("input(4) > relu > output(mse)")).possible);
    CHECK_FALSE(findExporter("safetensors")->check(requestFor("input(4) > relu > output(mse)")).possible);
}
