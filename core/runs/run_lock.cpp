#include "core/runs/run_lock.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nodegrad {

namespace {

constexpr const char* kLockFile = "lock";

/// One byte of the lock file for each purpose.
struct flock region(RunLock::Purpose purpose)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = purpose == RunLock::Purpose::Writing ? 0 : 1;
    lock.l_len = 1;
    return lock;
}

} // namespace

Result<std::unique_ptr<RunLock>> RunLock::take(const std::filesystem::path& folder, Purpose purpose)
{
    const auto file = folder / kLockFile;
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0 && errno == ENOENT)
        return fail("runs.folder_gone", {{"folder", folder.string()}});
    if (descriptor < 0)
        return fail("file.write_failed", {{"path", file.string()}, {"reason", std::strerror(errno)}});
    struct flock lock = region(purpose);
    const int command = purpose == Purpose::Writing ? F_OFD_SETLK : F_OFD_SETLKW;
    int result = 0;
    do {
        result = ::fcntl(descriptor, command, &lock);
    } while (result != 0 && errno == EINTR);
    if (result != 0) {
        const int reason = errno;
        ::close(descriptor);
        if (reason == EAGAIN || reason == EACCES)
            return fail("runs.in_use", {{"run", folder.filename().string()}});
        return fail("file.write_failed", {{"path", file.string()}, {"reason", std::strerror(reason)}});
    }
    return std::unique_ptr<RunLock>(new RunLock(file, descriptor));
}

RunLock::~RunLock()
{
    ::close(m_descriptor);
}

bool RunLock::isStillThere() const
{
    struct stat held = {}, present = {};
    return ::fstat(m_descriptor, &held) == 0 && ::stat(m_file.c_str(), &present) == 0 && held.st_dev == present.st_dev && held.st_ino == present.st_ino;
}

bool isBeingWritten(const std::filesystem::path& folder)
{
    const int descriptor = ::open((folder / kLockFile).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    struct flock lock = region(RunLock::Purpose::Writing);
    const bool isFree = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type == F_UNLCK;
    ::close(descriptor);
    return !isFree;
}

} // namespace nodegrad
