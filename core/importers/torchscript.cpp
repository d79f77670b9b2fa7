#include "core/importers/torchscript.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/child_process.h"
#include "core/base/guarded.h"
#include "core/base/json_depth.h"
#include "core/base/sha256.h"
#include "core/base/temporary_folder.h"
#include "core/base/text.h"
#include "core/formats/torch_weights.h"
#include "core/importers/families.h"
#include "core/importers/onnx_import.h"

namespace nodegrad {

namespace {

constexpr std::uintmax_t kLargestArchive = std::uintmax_t(2) << 30; ///< as one layer
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

Result<OnnxModel> modelFrom(const std::filesystem::path& path, const ImportOptions& options, bool asBlock, const Task& task)
{
    const TemporaryFolder folder("read");
    const std::filesystem::path output = folder.path() / "model.onnx";
    std::vector<std::string> command{readerOf(options).string(), "read-torchscript", path.string(), "--output", output.string()};
    if (asBlock)
        command.emplace_back("--as-block");
    for (const auto& [name, sizes] : options.shapes) {
        std::vector<std::string> words;
        for (const std::int64_t size : sizes)
            words.push_back(std::to_string(size));
        command.insert(command.end(), {"--shape", name + "=" + joined(words, "x") + (options.tokens.contains(name) ? ":tokens" : "")});
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

/// What the model's metadata says of how it was read.
void addNotes(ImportReport& report, const std::map<std::string, std::string>& said)
{
    if (const auto guess = said.find(kSizesWereGuessed); guess != said.end())
        report.notes.push_back("The file does not say what sizes it takes; of the usual ones " + guess->second.substr(0, kLongestWords) + " fits. For others pass --shape.");
    if (said.contains("looks_at_numbers"))
        report.notes.push_back("The program in the file looks at the numbers it is given; the design does what it did with random ones.");
}

Result<Imported> openAsDesign(const std::filesystem::path& path, const ImportOptions& options, const Task& task)
{
    auto model = modelFrom(path, options, false, task);
    if (!model)
        return fail(model.error());
    const std::map<std::string, std::string> said = model->metadata;
    auto imported = importOnnx(std::move(*model), path.string(), {}, task);
    if (imported)
        addNotes(imported->report, said);
    return imported;
}

/// Adds to the model's one node what it runs.
Status addArchive(OnnxModel& model, const std::filesystem::path& path)
{
    const auto bytes = readFile(path, kLargestArchive);
    if (!bytes)
        return fail(bytes.error());
    const Error unusable = makeError("torchscript.crashed", {{"path", path.string()}});
    if (model.graph.nodes.size() != 1 || model.graph.nodes.front().opType != kBlockOperation)
        return fail(unusable);
    OnnxNode& node = model.graph.nodes.front();
    node.name = path.stem().string();
    node.attributes.push_back({"archive", sha256Hex(*bytes)});
    node.inputs.emplace_back("nodegrad::archive");
    const auto size = static_cast<std::int64_t>(bytes->size());
    model.graph.initializers.push_back({node.inputs.back(), HostTensor::of<std::uint8_t>({size}, std::span(reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size()))});
    return {};
}

Result<Imported> openAsBlock(const std::filesystem::path& path, const ImportOptions& options, const std::string& reason, const Task& task)
{
    auto model = modelFrom(path, options, true, task);
    if (!model)
        return fail(model.error());
    if (const Status added = addArchive(*model, path); !added)
        return fail(added.error());
    const std::map<std::string, std::string> said = model->metadata;
    auto imported = importOnnx(std::move(*model), path.string(), {}, task);
    if (!imported)
        return imported;
    if (!imported->report.isWhole())
        return fail(imported->report.problems.front().error);
    imported->report.weights = 0; // those of the block are its own
    imported->report.notes.insert(imported->report.notes.begin(), "The whole model runs as one layer, in a process of its own; its weights do not train." + (reason.empty() ? "" : " " + reason));
    addNotes(imported->report, said);
    return imported;
}

/// Why a design does not do.
std::string reasonOf(const Result<Imported>& design)
{
    if (!design)
        return message(design.error());
    std::vector<std::string> operations;
    for (const ImportProblem& problem : design->report.problems)
        if (std::ranges::find(operations, problem.operation) == operations.end())
            operations.push_back(problem.operation);
    const std::size_t shown = std::min<std::size_t>(operations.size(), 5);
    return "No layers stand for " + joined({operations.begin(), operations.begin() + static_cast<std::ptrdiff_t>(shown)}, ", ") + (shown < operations.size() ? " and others." : ".");
}

/// Would the archive do as a block what it does not as a design?
bool isNeeded(const Result<Imported>& design)
{
    return design ? !design->report.isWhole() : design.error().code == "torchscript.form" || design.error().code.starts_with("import.");
}

/// With what an archive of ours says of its inputs, where nobody else does.
ImportOptions withOwnInputs(ImportOptions options, const std::filesystem::path& path)
{
    constexpr std::uint64_t longest = 100'000;
    const std::string text = options.shapes.empty() ? torchScriptNote(path, kScriptInputsFile, longest) : "";
    if (text.empty() || isJsonNestedTooDeep(text))
        return options;
    const auto read = guarded(makeError("import.bad_shape", {{"text", text}}), [&]() -> Result<ImportOptions> {
        ImportOptions told = options;
        for (const nlohmann::json& input : nlohmann::json::parse(text)) {
            const auto name = input.at("name").get<std::string>();
            for (const std::int64_t size : told.shapes[name] = input.at("sample").get<std::vector<std::int64_t>>())
                if (size < 1)
                    return options;
            if (input.at("tokens").get<bool>())
                told.tokens.insert(name);
        }
        return told;
    });
    return read.value_or(options);
}

Result<Imported> openTorchScript(const std::filesystem::path& path, const ImportOptions& given, const Task& task)
{
    const ImportOptions options = withOwnInputs(given, path);
    using AsBlock = ImportOptions::AsBlock;
    auto imported = options.asBlock == AsBlock::Always ? openAsBlock(path, options, "", task) : openAsDesign(path, options, task);
    if (options.asBlock == AsBlock::WhereNeeded && isNeeded(imported)) {
        auto block = openAsBlock(path, options, reasonOf(imported), task);
        if (block || block.error().code == "cancelled")
            imported = std::move(block);
    }
    if (imported)
        imported->report.format = "TorchScript";
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
