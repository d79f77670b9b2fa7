#include "core/base/guarded.h"
#include "core/base/version.h"
#include "core/exporters/families.h"
#include "core/exporters/network.h"
#include "core/exporters/stored_weights.h"
#include "core/formats/safetensors.h"

namespace nodegrad {

namespace {

/// Without the aliases: a tied tensor lies in the file once, metadata say under which other names (as safetensors.torch does).
StateDict storedTensors(const ExportRequest& request)
{
    StateDict stored = withAliases(*request.program, request.state);
    for (const auto& [alias, path] : request.program->aliases)
        stored.erase(alias);
    return stored;
}

Status writeSafetensorsFile(const ExportRequest& request, const std::filesystem::path& path, const Task& task)
{
    if (const Status status = checkState(*request.program, request.state); !status)
        return status;
    if (const Status status = task.step(0.1, "Writing"); !status)
        return status;
    TensorFile file{storedTensors(request), request.program->aliases};
    file.metadata["format"] = "pt";
    file.metadata["producer"] = std::string("Nodegrad ") + kProgramVersion;
    return writeSafetensors(path, file);
}

/// Read by our own reader, when there is no Python with safetensors.
Result<EngineAnswer> readHere(const std::filesystem::path& path)
{
    const auto file = readSafetensors(path);
    if (!file)
        return fail(file.error());
    EngineAnswer answer;
    answer.engine = "Nodegrad's own reader (no Python with safetensors found)";
    answer.independent = false;
    answer.facts["keys"] = nlohmann::json::array();
    answer.outputs.emplace_back();
    for (const auto& [key, tensor] : file->tensors) {
        answer.facts["keys"].push_back(key);
        answer.outputs[0].push_back(tensor);
    }
    return answer;
}

Result<VerificationReport> verifySafetensors(const ExportRequest& request, const std::filesystem::path& path, const Task& task)
{
    auto answer = readWithPython("safetensors", path, task);
    if (answer && !answer->missing.empty())
        answer = readHere(path);
    if (!answer)
        return fail(answer.error());
    return compareStoredWeights(storedTensors(request), *answer);
}

} // namespace

Exporter safetensorsExporter()
{
    return {.id = "safetensors", .title = "safetensors", .extension = ".safetensors",
            .summary = "Only the weights, in a safe and simple container.", .check = checkStoredWeights,
            .write = [](const ExportRequest& request, const std::filesystem::path& path, const Task& task) {
                return guarded(makeError("export.failed", {{"format", "safetensors"}}), [&] { return writeSafetensorsFile(request, path, task); });
            },
            .verify = verifySafetensors};
}

} // namespace nodegrad
