#include "core/base/log.h"

#include <cstdlib>
#include <memory>
#include <mutex>
#include <system_error>

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include "core/base/guarded.h"

namespace nodegrad {

namespace {

constexpr std::size_t kFileSize = 2'000'000;
constexpr std::size_t kOldFiles = 2;

struct Log {
    std::mutex mutex;
    std::shared_ptr<spdlog::logger> logger;
};

Log& theLog()
{
    static Log log;
    return log;
}

std::shared_ptr<spdlog::logger> currentLogger()
{
    const std::lock_guard lock(theLog().mutex);
    return theLog().logger;
}

void write(spdlog::level::level_enum level, std::string_view text)
{
    if (const auto logger = currentLogger())
        logger->log(level, spdlog::string_view_t(text.data(), text.size()));
}

std::filesystem::path folderFrom(const char* variable)
{
    const char* value = std::getenv(variable);
    std::filesystem::path path = value ? value : "";
    return path.is_absolute() ? path : std::filesystem::path();
}

} // namespace

std::filesystem::path logFolder()
{
    if (const auto state = folderFrom("XDG_STATE_HOME"); !state.empty())
        return state / "nodegrad";
    if (const auto home = folderFrom("HOME"); !home.empty())
        return home / ".local" / "state" / "nodegrad";
    std::error_code ignored;
    return std::filesystem::temp_directory_path(ignored) / "nodegrad";
}

void startLog()
{
    const auto made = guarded(makeError("file.write_failed"), []() -> Result<std::shared_ptr<spdlog::logger>> {
        std::filesystem::create_directories(logFolder());
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>((logFolder() / "nodegrad.log").string(),
                                                                          kFileSize, kOldFiles);
        auto logger = std::make_shared<spdlog::logger>("nodegrad", std::move(sink));
        logger->set_pattern("%Y-%m-%d %H:%M:%S.%e %l [%t] %v");
        logger->flush_on(spdlog::level::info);
        // spdlog's own answer to a full disk is a line on stderr.
        logger->set_error_handler([](const std::string&) {});
        return logger;
    });
    const std::lock_guard lock(theLog().mutex);
    theLog().logger = made ? *made : nullptr;
}

void logInfo(std::string_view text)
{
    write(spdlog::level::info, text);
}

void logWarning(std::string_view text)
{
    write(spdlog::level::warn, text);
}

void logError(std::string_view text)
{
    write(spdlog::level::err, text);
}

} // namespace nodegrad
