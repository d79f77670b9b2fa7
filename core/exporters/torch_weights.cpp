#include "core/base/guarded.h"
#include "core/exporters/families.h"
#include "core/exporters/network.h"
#include "core/exporters/stored_weights.h"
#include "core/formats/torch_weights.h"

namespace nodegrad {

namespace {

Status writeTorchFile(const ExportRequest& request, const std::filesystem::path& path, const Task& task)
{
    if (const Status status = checkState(*request.program, request.state); !status)
        return status;
    if (const Status status = task.step(0.1, "Writing"); !status)
        return status;
    // In the order of the modules, as state_dict() gives them.
    NamedTensors weights;
    for (const Parameter& parameter : request.program->parameters)
        weights.emplace_back(parameter.path, request.state.at(parameter.path));
    for (const Buffer& buffer : request.program->buffers)
        weights.emplace_back(buffer.path, request.state.at(buffer.path));
    return writeTorchWeights(path, weights, request.program->aliases);
}

/// Read by our own reader, when there is no Python with torch.
Result<EngineAnswer> readHere(const std::filesystem::path& path)
{
    const auto weights = readTorchWeights(path);
    if (!weights)
        return fail(weights.error());
    EngineAnswer answer;
    answer.engine = "Nodegrad's own reader (no Python with torch found)";
    answer.independent = false;
    answer.facts["keys"] = nlohmann::json::array();
    answer.outputs.emplace_back();
    for (const auto& [key, tensor] : *weights) {
        answer.facts["keys"].push_back(key);
        answer.outputs[0].push_back(tensor);
    }
    return answer;
}

Result<VerificationReport> verifyTorchFile(const ExportRequest& request, const std::filesystem::path& path, const Task& task)
{
    auto answer = readWithPython("torch_weights", path, task);
    if (answer && !answer->missing.empty())
        answer = readHere(path);
    if (!answer)
        return fail(answer.error());
    return compareStoredWeights(withAliases(*request.program, request.state), *answer);
}

} // namespace

Exporter torchWeightsExporter()
{
    return {.id = "torch_weights", .title = "PyTorch weights", .extension = ".pth",
            .summary = "Only the weights, as torch.load(path, weights_only=True) reads them.", .check = checkStoredWeights,
            .write = [](const ExportRequest& request, const std::filesystem::path& path, const Task& task) {
                return guarded(makeError("export.failed", {{"format", "PyTorch weights"}}), [&] { return writeTorchFile(request, path, task); });
            },
            .verify = verifyTorchFile};
}

} // namespace nodegrad
