#include "ui/session/untitled_folder.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDateTime>

#include "core/base/log.h"
#include "core/runs/run_store.h"
#include "ui/session/lock_file.h"

namespace nodegrad {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFile = "untitled.nodegrad";
constexpr const char* kLock = "lock";

fs::path allUntitled()
{
    return logFolder() / "untitled";
}

std::unique_ptr<QLockFile> lockOf(const fs::path& folder)
{
    return lockFile(folder / kLock);
}

std::string newName()
{
    static int count = 0;
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss-zzz")).toStdString() + "-" + std::to_string(QCoreApplication::applicationPid()) + "-" +
           std::to_string(++count);
}

} // namespace

UntitledFolder::UntitledFolder() : m_file(allUntitled() / newName() / kFile) {}

UntitledFolder::UntitledFolder(fs::path file) : m_file(std::move(file))
{
    hold();
}

UntitledFolder::~UntitledFolder()
{
    if (!m_lock)
        return;
    m_lock.reset();
    std::error_code ignored;
    fs::remove(m_file.parent_path(), ignored); // only when nothing is in it
}

void UntitledFolder::hold()
{
    if (m_lock)
        return;
    std::error_code problem;
    fs::create_directories(m_file.parent_path(), problem);
    m_lock = lockOf(m_file.parent_path());
    if (problem || !m_lock->tryLock(0))
        logWarning("The folder " + m_file.parent_path().string() + " cannot be locked.");
}

void UntitledFolder::remove()
{
    if (!m_lock)
        return;
    m_lock.reset();
    std::error_code problem;
    fs::remove_all(m_file.parent_path(), problem);
    if (problem)
        logWarning("The folder " + m_file.parent_path().string() + " cannot be removed: " + problem.message());
}

std::vector<LeftProject> leftProjects()
{
    std::vector<LeftProject> left;
    std::error_code problem;
    for (fs::directory_iterator it(allUntitled(), problem), end; !problem && it != end; it.increment(problem)) {
        const fs::path file = it->path() / kFile;
        auto project = recoverable(file);
        if (!project)
            continue;
        if (const auto lock = lockOf(it->path()); !lock->tryLock(0))
            continue;
        std::error_code ignored;
        left.push_back({file, std::move(*project), listRuns(runsFolder(file)).size(), fs::last_write_time(autosavePath(file), ignored)});
    }
    std::sort(left.begin(), left.end(), [](const LeftProject& a, const LeftProject& b) { return a.writtenAt > b.writtenAt; });
    return left;
}

} // namespace nodegrad
