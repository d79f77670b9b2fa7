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

} // namespace

Exporter torchWeightsExporter()
{
    return {.id = "torch_weights", .title = "PyTorch weights", .extension = ".pth",
            .summary = "Only the weights, as torch.load(path, weights_only=True) reads them.", .check = checkStoredWeights,
            .write = [](const ExportRequest& request, const std::filesystem::path& path, const Task& task) {
                return guarded(makeError("export.failed", {{"format", "PyTorch weights"}}), [&] { return writeTorchFile(request, path, task); });
            },
            .verify = [](const ExportRequest& request, const std::filesystem::path& path, const Task& task) { return verifyTorchFile("torch_weights", request, path, task); }};
}

} // namespace nodegrad
