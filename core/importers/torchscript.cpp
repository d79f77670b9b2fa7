#include "core/importers/torchscript.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/base/child_process.h"
#include "core/base/temporary_folder.h"
#include "core/base/text.h"
#include "core/formats/torch_weights.h"
#include "core/importers/families.h"
#include "core/importers/onnx_import.h"

namespace nodegrad {

namespace {

constexpr std::size_t kLongestWords = 500; ///< of what the child says
constexpr int kOutOfTime = 128 + 24, kKilled = 128 + 9; ///< SIGXCPU, SIGKILL

/// What the child's last line says went wrong. It ran a stranger's code: only codes that we know, and short words.
Error problemOf(const ChildResult& child, const std::string& path)
{
    const Error crashed = makeError("torchscript.crashed", {{"path", path}}, child.errors.substr(0, kLongestWords));
    if (child.exitCode == kOutOfTime || child.exitCode == kKilled)
        return makeError("torchscript.too_slow", {{"path", path}, {"seconds", kTorchScriptSeconds}});
    const nlohmann::json said = child.output.size() > 100'000 ? nlohmann::json() : nlohmann::json::parse(child.output, nullptr, false);
    if (!said.is_object() || !said.contains("code") || !said["code"].is_string() || !said.contains("arguments") || !said["arguments"].is_object())
        return crashed;
    Error error = crashed;
    error.code = said["code"].get<std::string>();
    if (std::ranges::none_of(errorTexts(), [&](const ErrorText& text) { return text.code == error.code; }))
        return crashed;
    if (error.code == "memory.exhausted")
        return makeError("torchscript.too_much_memory", {{"path", path}});
    error.arguments.clear();
    for (const auto& [name, value] : said["arguments"].items())
        if (value.is_string())
            error.arguments[name] = value.get<std::string>().substr(0, kLongestWords);
    return error;
}

std::filesystem::path readerOf(const ImportOptions& options)
{
    std::error_code problem;
    return options.reader.empty() ? std::filesystem::read_symlink("/proc/self/exe", problem) : options.reader;
}

Result<OnnxModel> modelFrom(const std::filesystem::path& path, const ImportOptions& options, const Task& task)
{
    const TemporaryFolder folder("read");
    const std::filesystem::path output = folder.path() / "model.onnx";
    std::vector<std::string> command{readerOf(options).string(), "read-torchscript", path.string(), "--output", output.string()};
    for (const auto& [name, sizes] : options.shapes) {
        std::vector<std::string> words;
        for (const std::int64_t size : sizes)
            words.push_back(std::to_string(size));
        command.insert(command.end(), {"--shape", name + "=" + joined(words, "x")});
    }
    task.report(-1, "Running the model in a process of its own");
    // Of a core's time it has kTorchScriptSeconds; a busy machine may take longer for them.
    const auto child = runChild(command, std::chrono::seconds(4 * kTorchScriptSeconds), task);
    if (!child && child.error().code == "cancelled")
        return fail(child.error());
    if (!child && child.error().code == "verify.timeout")
        return fail("torchscript.too_slow", {{"path", path.string()}, {"seconds", 4 * kTorchScriptSeconds}});
    if (!child)
        return fail("torchscript.no_reader", {{"path", path.string()}}, child.error().detail);
    if (child->exitCode != 0)
        return fail(problemOf(*child, path.string()));
    return readOnnx(output);
}

Result<Imported> openTorchScript(const std::filesystem::path& path, const ImportOptions& options, const Task& task)
{
    auto model = modelFrom(path, options, task);
    if (!model)
        return fail(model.error());
    const std::map<std::string, std::string> said = model->metadata;
    auto imported = importOnnx(std::move(*model), path.string(), {}, task);
    if (!imported)
        return imported;
    imported->report.format = "TorchScript";
    if (const auto guess = said.find(kSizesWereGuessed); guess != said.end())
        imported->report.notes.push_back("The file does not say what sizes it takes; of the usual ones " + guess->second.substr(0, kLongestWords) + " fits. For others pass --shape.");
    if (said.contains("looks_at_numbers"))
        imported->report.notes.push_back("The program in the file looks at the numbers it is given; the design does what it did with random ones.");
    return imported;
}

} // namespace

Importer torchScriptImporter()
{
    return {.id = "torchscript", .title = "TorchScript", .extensions = {".pt", ".pth", ".ts"},
            .match = [](const std::filesystem::path& path, std::string_view head) { return head.starts_with("PK\x03\x04") && isTorchScript(path); },
            .open = openTorchScript};
}

} // namespace nodegrad
