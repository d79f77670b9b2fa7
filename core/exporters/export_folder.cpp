#include "core/exporters/export_folder.h"

#include <string>
#include <system_error>

#include <unistd.h>

namespace nodegrad {

namespace {

tl::unexpected<Error> writeFailed(const std::filesystem::path& path, const std::error_code& problem)
{
    return fail("file.write_failed", {{"path", path.string()}, {"reason", problem.message()}});
}

} // namespace

Status writeFolder(const std::filesystem::path& path, const std::function<Status(const std::filesystem::path& folder)>& write)
{
    std::error_code problem;
    if (std::filesystem::exists(path, problem) && !std::filesystem::is_directory(path, problem))
        return fail("export.not_a_folder", {{"path", path.string()}});
    if (std::filesystem::is_directory(path, problem))
        return write(path);
    std::filesystem::path target = path;
    if (!target.has_filename())
        target = target.parent_path();
    const std::filesystem::path draft = target.parent_path() / ("." + target.filename().string() + ".nodegrad-" + std::to_string(::getpid()));
    if (!std::filesystem::create_directories(draft, problem) && problem)
        return writeFailed(draft, problem);
    Status status = write(draft);
    if (status) {
        std::filesystem::rename(draft, target, problem);
        if (problem)
            status = writeFailed(target, problem);
    }
    if (!status) {
        std::error_code ignored;
        std::filesystem::remove_all(draft, ignored);
    }
    return status;
}

} // namespace nodegrad
