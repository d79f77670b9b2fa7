#include "core/runs/run_requests.h"

#include <algorithm>
#include <chrono>

#include <unistd.h>

#include <fmt/format.h>

#include "core/runs/run_json.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_store.h"

namespace nodegrad {

namespace {

constexpr std::string_view kEnding = ".json";

std::filesystem::path requestFolder(const std::filesystem::path& runFolder)
{
    return runFolder / "requests";
}

} // namespace

Status requestAct(const RunInfo& run, const RunAct& act, FileSystem& system)
{
    if (const Status status = checkAct(act); !status)
        return status;
    if (!isBeingWritten(run.folder))
        return fail("runs.not_running", {{"run", run.name}});
    std::error_code problem;
    std::filesystem::create_directories(requestFolder(run.folder), problem);
    if (problem)
        return fail("file.write_failed", {{"path", requestFolder(run.folder).string()}, {"reason", problem.message()}});
    const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    return writeFileAtomically(requestFolder(run.folder) / fmt::format("{:020}-{}{}", now, ::getpid(), kEnding), toJson(act).dump() + "\n", system);
}

std::vector<RunAct> takeRunRequests(const std::filesystem::path& runFolder, FileSystem& system)
{
    std::vector<std::filesystem::path> files;
    std::error_code problem;
    for (std::filesystem::directory_iterator it(requestFolder(runFolder), problem), end; !problem && it != end; it.increment(problem))
        if (it->path().extension() == kEnding)
            files.push_back(it->path());
    std::ranges::sort(files);
    std::vector<RunAct> acts;
    for (const auto& file : files) {
        const auto json = readRunJson(file);
        if (const auto act = json ? actFromJson(*json) : std::nullopt)
            acts.push_back(*act);
        system.remove(file);
    }
    return acts;
}

} // namespace nodegrad
