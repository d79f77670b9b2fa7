#include <cstdlib>
#include <system_error>

#include "core/data/dataset.h"

namespace nodegrad {

std::filesystem::path resourceFolder()
{
    if (const char* chosen = std::getenv("NODEGRAD_RESOURCES"); chosen && *chosen)
        return chosen;
    std::error_code problem;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", problem);
    if (!problem) {
        const std::filesystem::path installed = program.parent_path().parent_path() / "share" / "nodegrad";
        if (std::filesystem::is_directory(installed, problem))
            return installed;
    }
    return NODEGRAD_SOURCE_RESOURCES;
}

} // namespace nodegrad
