#include <algorithm>
#include <chrono>
#include <optional>
#include <set>

#include <unistd.h>

#include "core/base/text.h"
#include "core/runs/checkpoint_file.h"
#include "core/runs/run_json.h"
#include "core/runs/run_lock.h"

namespace nodegrad {

namespace {

namespace fs = std::filesystem;

constexpr const char* kDefaultWord = "run";

/// A folder name for a run's name: letters, digits, '-', '_' and '.'; the rest becomes '-'.
std::string folderNameFor(const std::string& name)
{
    std::string folder;
    for (const char c : lowered(name)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c == '.' && !folder.empty());
        folder += plain ? c : '-';
    }
    return folder.empty() ? "run" : folder.substr(0, 64);
}

std::string freeFolderName(const fs::path& runs, const std::string& wanted)
{
    std::string name = wanted;
    std::error_code problem;
    for (int i = 2; fs::exists(runs / name, problem); ++i)
        name = wanted + "-" + std::to_string(i);
    return name;
}

/// "run 3" behind "run 2"; `word` is what stands for "run" in another language, and both count.
std::string nextDefaultName(const std::vector<RunInfo>& runs, const std::string& word = kDefaultWord)
{
    std::int64_t highest = 0;
    for (const RunInfo& run : runs)
        for (const std::string& start : {kDefaultWord + std::string(" "), word + " "})
            if (run.name.starts_with(start))
                highest = std::max(highest, parseInteger(std::string_view(run.name).substr(start.size())).value_or(0));
    return word + " " + std::to_string(highest + 1);
}

int smallestUnusedColor(const std::vector<RunInfo>& runs)
{
    std::set<int> used;
    for (const RunInfo& run : runs)
        used.insert(run.color);
    int color = 0;
    while (used.contains(color))
        ++color;
    return color;
}

Status nameIsFree(const fs::path& runs, const std::string& name, const std::string& except)
{
    for (const RunInfo& run : listRuns(runs))
        if (run.name == name && run.id != except)
            return fail("runs.name_taken", {{"name", name}});
    return {};
}

Status writeFailed(const fs::path& path, const std::error_code& problem)
{
    return fail("file.write_failed", {{"path", path.string()}, {"reason", problem.message()}});
}

/// The whole folder appears at once, so that a kill leaves no run without a run.json.
Status publishFolder(const fs::path& runs, const std::string& id, const nlohmann::json& json)
{
    std::error_code problem;
    const fs::path hidden = runs / (".new-" + id + "-" + std::to_string(::getpid()));
    fs::create_directories(hidden, problem);
    if (problem)
        return writeFailed(hidden, problem);
    Status written = writeFileAtomically(hidden / kRunFile, json.dump(1) + "\n");
    if (written) {
        fs::rename(hidden, runs / id, problem);
        if (problem)
            written = writeFailed(runs / id, problem);
        else if (const int error = realFileSystem().syncFolder(runs); error != 0)
            return writeFailed(runs, std::error_code(error, std::generic_category()));
    }
    if (!written)
        fs::remove_all(hidden, problem);
    return written;
}

/// Also to another file system.
std::error_code moveFolder(const fs::path& from, const fs::path& to)
{
    std::error_code problem;
    fs::rename(from, to, problem);
    if (problem != std::errc::cross_device_link)
        return problem;
    const fs::path hidden = to.parent_path() / (".new-" + to.filename().string());
    fs::copy(from, hidden, fs::copy_options::recursive, problem);
    if (!problem)
        fs::rename(hidden, to, problem);
    std::error_code ignored;
    fs::remove_all(problem ? hidden : from, ignored);
    return problem;
}

} // namespace

fs::path runsFolder(const fs::path& projectPath)
{
    return projectPath.parent_path() / (projectPath.stem().string() + ".runs");
}

Result<RunInfo> readRun(const fs::path& runFolder)
{
    const auto json = readRunJson(runFolder / kRunFile);
    if (!json)
        return tl::unexpected(json.error());
    auto run = runFromJson(*json);
    if (!run) {
        run.error().arguments["path"] = (runFolder / kRunFile).string();
        return run;
    }
    run->id = runFolder.filename().string();
    run->folder = runFolder;
    const bool isOpenEnded = run->state == RunState::Preparing || run->state == RunState::Running || run->state == RunState::Paused;
    run->interrupted = isOpenEnded && !isBeingWritten(runFolder);
    // A killed run's checkpoints know more than its run.json. It goes on from "last", which may be older than "best": what came between is done again.
    std::optional<std::int64_t> resumed;
    for (const char* name : {"last", "best"})
        if (const auto head = readCheckpointHead(runFolder, name)) {
            RunInfo known;
            figuresFromJson(head->figures, known);
            run->epochsDone = std::max(run->epochsDone, known.epochsDone);
            resumed = resumed.value_or(known.epochsDone);
            run->seconds = std::max(run->seconds, known.seconds);
            run->torchVersion = known.torchVersion;
            run->threads = known.threads;
            if (known.bestEpoch > run->bestEpoch) {
                run->bestEpoch = known.bestEpoch;
                run->bestValidationLoss = known.bestValidationLoss;
                run->bestMetric = known.bestMetric;
                run->metricName = known.metricName;
            }
        }
    if (run->interrupted && resumed)
        run->epochsDone = *resumed;
    return run;
}

std::vector<RunInfo> listRuns(const fs::path& runsFolder, std::vector<Error>* problems)
{
    std::vector<RunInfo> runs;
    std::error_code problem;
    for (fs::directory_iterator it(runsFolder, problem), end; !problem && it != end; it.increment(problem)) {
        std::error_code ignored;
        if (!it->is_directory(ignored) || it->path().filename().string().starts_with("."))
            continue;
        auto run = readRun(it->path());
        if (run)
            runs.push_back(std::move(*run));
        else if (problems)
            problems->push_back(run.error());
    }
    std::sort(runs.begin(), runs.end(), [](const RunInfo& a, const RunInfo& b) {
        return a.createdAt != b.createdAt ? a.createdAt < b.createdAt : a.id < b.id;
    });
    return runs;
}

Result<RunInfo> createRun(const fs::path& runsFolder, const Project& project, const DataFacts& facts, const std::string& name,
                          const std::string& word)
{
    const auto runs = listRuns(runsFolder);
    RunInfo run;
    run.name = name.empty() ? nextDefaultName(runs, word) : name;
    if (auto isFree = nameIsFree(runsFolder, run.name, {}); !isFree)
        return tl::unexpected(isFree.error());
    run.id = freeFolderName(runsFolder, folderNameFor(name.empty() ? kDefaultWord + run.name.substr(word.size()) : name));
    run.color = smallestUnusedColor(runs);
    run.createdAt = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    run.project = project;
    run.facts = facts;
    run.programVersion = NODEGRAD_VERSION;
    run.device = project.training.device;
    run.folder = runsFolder / run.id;
    if (auto made = publishFolder(runsFolder, run.id, toJson(run)); !made)
        return tl::unexpected(made.error());
    return run;
}

Status updateRunProject(const RunInfo& run, const Project& project)
{
    return editRunFile(run.folder, realFileSystem(), [&](nlohmann::json& json) { json["project"] = toJson(project); });
}

Status renameRun(const RunInfo& run, const std::string& name)
{
    if (trimmed(name).empty())
        return fail("runs.no_name");
    if (auto isFree = nameIsFree(run.folder.parent_path(), name, run.id); !isFree)
        return isFree;
    return editRunFile(run.folder, realFileSystem(), [&](nlohmann::json& json) { json["name"] = name; });
}

Status annotateRun(const RunInfo& run, const std::string& note)
{
    return editRunFile(run.folder, realFileSystem(), [&](nlohmann::json& json) { json["note"] = note; });
}

Status deleteRun(const RunInfo& run)
{
    std::error_code problem;
    if (!fs::exists(run.folder, problem))
        return {};
    const auto lock = RunLock::take(run.folder, RunLock::Purpose::Writing);
    if (!lock)
        return tl::unexpected(lock.error());
    // Hidden first: a removal that is cut short leaves no half run in the list.
    const fs::path hidden = run.folder.parent_path() / (".deleted-" + run.id);
    fs::rename(run.folder, hidden, problem);
    if (problem)
        return writeFailed(run.folder, problem);
    fs::remove_all(hidden, problem);
    return problem ? writeFailed(hidden, problem) : Status();
}

Status moveRuns(const fs::path& from, const fs::path& to, const fs::path& dataFrom, const fs::path& dataTo)
{
    for (const RunInfo& run : listRuns(from)) {
        const auto lock = RunLock::take(run.folder, RunLock::Purpose::Writing);
        if (!lock)
            return tl::unexpected(lock.error());
        std::error_code problem;
        fs::create_directories(to, problem);
        const auto present = listRuns(to);
        const bool taken = std::any_of(present.begin(), present.end(), [&](const RunInfo& other) { return other.name == run.name; });
        const bool sameColor = std::any_of(present.begin(), present.end(), [&](const RunInfo& other) { return other.color == run.color; });
        const Project project = rebased(run.project, dataFrom, dataTo);
        if (const Status edited = editRunFile(run.folder, realFileSystem(), [&](nlohmann::json& json) {
                if (taken)
                    json["name"] = nextDefaultName(present);
                if (sameColor)
                    json["color"] = smallestUnusedColor(present);
                if (!(project == run.project))
                    json["project"] = toJson(project);
            }); !edited)
            return edited;
        const fs::path target = to / freeFolderName(to, taken ? folderNameFor(nextDefaultName(present)) : run.id);
        if (const auto failed = moveFolder(run.folder, target))
            return writeFailed(target, failed);
    }
    return {};
}

} // namespace nodegrad
