#include "core/exporters/python_engine.h"

#include <cstdlib>

#include <fmt/format.h>

#include "core/base/child_process.h"
#include "core/base/guarded.h"
#include "core/base/temporary_folder.h"
#include "core/base/text.h"
#include "core/data/dataset.h"
#include "core/formats/npy.h"

namespace nodegrad {

namespace {

constexpr std::chrono::seconds engineTimeout{300};

Error failure(const std::filesystem::path& file, std::string detail)
{
    return makeError("verify.failed", {{"file", file.filename().string()}}, std::move(detail));
}

/// Runs the script on (file, folder); its last line of output is a JSON object. "missing" in it, or "Python": no answer.
Result<nlohmann::json> runScript(const std::string& kind, const std::filesystem::path& file, const std::filesystem::path& folder,
                                 const Task& task)
{
    const std::string python = pythonForVerification();
    if (python.empty())
        return nlohmann::json{{"missing", "Python"}};
    const std::filesystem::path script = resourceFolder() / "verify" / ("verify_" + kind + ".py");
    std::error_code problem;
    if (!std::filesystem::exists(script, problem))
        return fail("file.missing", {{"path", script.string()}});
    task.report(-1, "Running the file in another engine");
    // -B: no __pycache__ beside an exported module.
    const auto child = runChild({python, "-B", script.string(), file.string(), folder.string()}, engineTimeout, task);
    if (!child)
        return fail(child.error());
    if (child->exitCode != 0)
        return fail(failure(file, child->errors));
    const std::string_view output = trimmed(child->output);
    const std::size_t line = output.rfind('\n');
    nlohmann::json facts = nlohmann::json::parse(output.substr(line == std::string_view::npos ? 0 : line + 1), nullptr, false);
    if (!facts.is_object())
        return fail(failure(file, child->output + child->errors));
    return facts;
}

EngineAnswer answerFrom(nlohmann::json facts)
{
    EngineAnswer answer;
    answer.missing = facts.value("missing", "");
    answer.engine = facts.value("engine", "");
    answer.facts = std::move(facts);
    return answer;
}

} // namespace

std::string pythonForVerification()
{
    std::vector<std::string> candidates;
    if (const char* chosen = std::getenv("NODEGRAD_PYTHON"); chosen && *chosen)
        candidates.push_back(chosen);
    else
        candidates = {NODEGRAD_SOURCE_PYTHON, "python3"};
    for (const std::string& candidate : candidates) {
        const auto child = runChild({candidate, "-c", "pass"}, std::chrono::seconds(20), Task());
        if (child && child->exitCode == 0)
            return candidate;
    }
    return "";
}

Result<EngineAnswer> runPythonEngine(const std::string& kind, const std::filesystem::path& path, const VerificationJob& job, const Task& task)
{
    const TemporaryFolder folder("verify");
    if (folder.path().empty())
        return fail("file.write_failed", {{"path", "nodegrad-verify"}, {"reason", "the temporary folder cannot be made"}});
    return guarded(failure(path, {}), [&]() -> Result<EngineAnswer> {
        nlohmann::json plan{{"inputs", job.inputNames}, {"outputs", job.outputCount}, {"batches", nlohmann::json::array()}};
        for (std::size_t i = 0; i < job.batches.size(); ++i) {
            for (std::size_t k = 0; k < job.batches[i].inputs.size(); ++k) {
                const std::string name = fmt::format("{}_{}", i, k);
                for (std::size_t input = 0; input < job.inputNames.size(); ++input)
                    if (const Status status = writeNpy(folder.path() / fmt::format("in_{}_{}.npy", name, input), job.batches[i].inputs[k][input]); !status)
                        return fail(status.error());
                plan["batches"].push_back(name);
            }
        }
        if (const Status status = writeFileAtomically(folder.path() / "plan.json", plan.dump()); !status)
            return fail(status.error());
        auto facts = runScript(kind, path, folder.path(), task);
        if (!facts)
            return fail(facts.error());
        EngineAnswer answer = answerFrom(std::move(*facts));
        if (!answer.missing.empty())
            return answer;
        for (std::size_t i = 0; i < job.batches.size(); ++i) {
            auto& outputs = answer.outputs.emplace_back();
            for (std::size_t k = 0; k < job.batches[i].inputs.size(); ++k) {
                for (std::size_t output = 0; output < job.outputCount; ++output) {
                    auto array = readNpy(folder.path() / fmt::format("out_{}_{}_{}.npy", i, k, output));
                    if (!array)
                        return fail(failure(path, sentence(array.error())));
                    outputs.push_back(std::move(*array));
                }
            }
        }
        return answer;
    });
}

Result<EngineAnswer> readWithPython(const std::string& kind, const std::filesystem::path& path, const Task& task)
{
    const TemporaryFolder folder("verify");
    if (folder.path().empty())
        return fail("file.write_failed", {{"path", "nodegrad-verify"}, {"reason", "the temporary folder cannot be made"}});
    return guarded(failure(path, {}), [&]() -> Result<EngineAnswer> {
        auto facts = runScript(kind, path, folder.path(), task);
        if (!facts)
            return fail(facts.error());
        EngineAnswer answer = answerFrom(std::move(*facts));
        if (!answer.missing.empty())
            return answer;
        auto& outputs = answer.outputs.emplace_back();
        for (std::size_t i = 0; i < answer.facts.at("keys").size(); ++i) {
            auto array = readNpy(folder.path() / fmt::format("tensor_{}.npy", i));
            if (!array)
                return fail(failure(path, sentence(array.error())));
            outputs.push_back(std::move(*array));
        }
        return answer;
    });
}

} // namespace nodegrad
