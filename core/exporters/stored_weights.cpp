#include "core/exporters/stored_weights.h"

#include <cstring>

#include "core/exporters/network.h"
#include "core/formats/torch_weights.h"

namespace nodegrad {

namespace {

bool isSame(const HostTensor& a, const HostTensor& b)
{
    return a.dtype() == b.dtype() && a.shape() == b.shape() && a.byteSize() == b.byteSize() &&
           (a.byteSize() == 0 || std::memcmp(a.bytes(), b.bytes(), a.byteSize()) == 0);
}

} // namespace

ExportCheck checkStoredWeights(const ExportRequest& request)
{
    if (request.program->parameters.empty() && request.program->buffers.empty())
        return {false, "The network has no weights to store."};
    return {true, "The network itself is not in the file. Keep the project or the PyTorch code with it.", true};
}

VerificationReport compareStoredWeights(const StateDict& expected, const EngineAnswer& answer)
{
    std::size_t same = 0;
    const auto& keys = answer.facts.at("keys");
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto own = expected.find(keys[i].get<std::string>());
        same += own != expected.end() && isSame(own->second, answer.outputs[0][i]);
    }
    const bool allThere = keys.size() == expected.size();
    VerificationReport report{.engine = answer.engine, .independent = answer.independent};
    report.rows = {{"File loads", answer.engine, true},
                   {"Names of the weights match", std::to_string(keys.size()) + " of " + std::to_string(expected.size()), allThere},
                   {"Equal bit for bit", std::to_string(same) + " of " + std::to_string(expected.size()), same == expected.size()}};
    report.passed = allThere && same == expected.size();
    return report;
}

static Result<EngineAnswer> readTorchHere(const std::filesystem::path& path, const std::string& prefix)
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
        answer.facts["keys"].push_back(key.starts_with(prefix) ? key.substr(prefix.size()) : key);
        answer.outputs[0].push_back(tensor);
    }
    return answer;
}

Result<VerificationReport> verifyTorchFile(const std::string& kind, const ExportRequest& request, const std::filesystem::path& path, const Task& task, const std::string& prefix)
{
    auto answer = readWithPython(kind, path, task);
    if (answer && !answer->missing.empty())
        answer = readTorchHere(path, prefix);
    if (!answer)
        return fail(answer.error());
    return compareStoredWeights(withAliases(*request.program, request.state), *answer);
}

} // namespace nodegrad
