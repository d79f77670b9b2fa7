#include <cstring>

#include "core/base/guarded.h"
#include "core/base/version.h"
#include "core/exporters/families.h"
#include "core/exporters/network.h"
#include "core/exporters/python_engine.h"
#include "core/formats/safetensors.h"

namespace nodegrad {

namespace {

ExportCheck checkSafetensors(const ExportRequest& request)
{
    if (request.program->parameters.empty() && request.program->buffers.empty())
        return {false, "The network has no weights to store."};
    return {true, "The network itself is not in the file. Keep the project or the PyTorch code with it.", true};
}

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

bool isSame(const HostTensor& a, const HostTensor& b)
{
    return a.dtype() == b.dtype() && a.shape() == b.shape() && a.byteSize() == b.byteSize() &&
           (a.byteSize() == 0 || std::memcmp(a.bytes(), b.bytes(), a.byteSize()) == 0);
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
    auto answer = readWithPython(path, task);
    if (answer && !answer->missing.empty())
        answer = readHere(path);
    if (!answer)
        return fail(answer.error());
    const StateDict stored = storedTensors(request);
    std::size_t same = 0;
    const auto& keys = answer->facts["keys"];
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto own = stored.find(keys[i].get<std::string>());
        same += own != stored.end() && isSame(own->second, answer->outputs[0][i]);
    }
    const bool allThere = keys.size() == stored.size();
    VerificationReport report{.engine = answer->engine, .independent = answer->independent};
    report.rows = {{"File loads", answer->engine, true},
                   {"Names of the weights match", std::to_string(keys.size()) + " of " + std::to_string(stored.size()), allThere},
                   {"Equal bit for bit", std::to_string(same) + " of " + std::to_string(stored.size()), same == stored.size()}};
    report.passed = allThere && same == stored.size();
    return report;
}

} // namespace

Exporter safetensorsExporter()
{
    return {.id = "safetensors", .title = "safetensors", .extension = ".safetensors",
            .summary = "Only the weights, in a safe and simple container.", .check = checkSafetensors,
            .write = [](const ExportRequest& request, const std::filesystem::path& path, const Task& task) {
                return guarded(makeError("export.failed", {{"format", "safetensors"}}), [&] { return writeSafetensorsFile(request, path, task); });
            },
            .verify = verifySafetensors};
}

} // namespace nodegrad
