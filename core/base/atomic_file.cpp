#include "core/base/atomic_file.h"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/base/guarded.h"
#include "core/base/random.h"
#include "core/base/text.h"

namespace nodegrad {

namespace {

std::string reasonWords(int errorNumber)
{
    return std::generic_category().message(errorNumber);
}

/// Where a save to `path` must land: the end of a chain of symbolic links, which need not exist.
std::filesystem::path linkTarget(std::filesystem::path path)
{
    constexpr int mostLinks = 40; // as the kernel's
    for (int i = 0; i < mostLinks; ++i) {
        std::error_code error;
        if (!std::filesystem::is_symlink(std::filesystem::symlink_status(path, error)))
            break;
        const std::filesystem::path target = std::filesystem::read_symlink(path, error);
        if (error)
            break;
        path = path.parent_path() / target; // an absolute target replaces the folder
    }
    return path;
}

std::filesystem::path temporaryName(const std::filesystem::path& target)
{
    static std::atomic<std::uint64_t> count{0};
    const auto now = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
    const std::uint64_t random = RandomStream(now, count.fetch_add(1)).bits();
    // A name may have 255 bytes: a long one is cut, since the rest must fit as well.
    const std::string name = target.filename().string().substr(0, 200);
    return target.parent_path() / fmt::format(".{}.{}.{:016x}.tmp", name, ::getpid(), random);
}

} // namespace

int FileSystem::open(const std::filesystem::path& path, int& descriptor)
{
    do {
        descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor < 0 ? errno : 0;
}

int FileSystem::keepPermissions(int descriptor, const std::filesystem::path& old)
{
    struct stat status {};
    if (::stat(old.c_str(), &status) != 0)
        return errno == ENOENT ? 0 : errno;
    if (S_ISDIR(status.st_mode))
        return EISDIR;
    if (!S_ISREG(status.st_mode))
        return EINVAL; // a device or a pipe must not be replaced by a file
    if (::fchmod(descriptor, status.st_mode & 07777) == 0)
        return 0;
    // File systems without permission bits (FAT, some network drives) have none to keep.
    return errno == EPERM || errno == ENOTSUP || errno == ENOSYS ? 0 : errno;
}

int FileSystem::write(int descriptor, const char* data, std::size_t size, std::size_t& written)
{
    const ssize_t count = ::write(descriptor, data, size);
    written = count < 0 ? 0 : static_cast<std::size_t>(count);
    return count < 0 ? errno : 0;
}

int FileSystem::sync(int descriptor)
{
    return ::fsync(descriptor) == 0 ? 0 : errno;
}

int FileSystem::close(int descriptor)
{
    // On Linux the descriptor is gone even when close() was interrupted.
    return ::close(descriptor) == 0 || errno == EINTR ? 0 : errno;
}

int FileSystem::rename(const std::filesystem::path& from, const std::filesystem::path& to)
{
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

int FileSystem::syncFolder(const std::filesystem::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // A folder may be writable without being readable; then it cannot be opened, only its entries made.
    if (descriptor < 0)
        return errno == EACCES ? 0 : errno;
    const int error = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    // Some network file systems know no fsync of folders.
    return error == EINVAL || error == ENOTSUP ? 0 : error;
}

int FileSystem::remove(const std::filesystem::path& path)
{
    return ::unlink(path.c_str()) == 0 ? 0 : errno;
}

FileSystem& realFileSystem()
{
    static FileSystem system;
    return system;
}

AtomicFile::AtomicFile(std::filesystem::path path, FileSystem& system)
    : m_path(std::move(path)), m_target(linkTarget(m_path)), m_temporary(temporaryName(m_target)), m_system(system)
{
}

AtomicFile::~AtomicFile()
{
    discard();
}

Status AtomicFile::open()
{
    if (m_descriptor >= 0 || m_failure != 0)
        return failed(m_failure != 0 ? m_failure : EBUSY);
    if (!m_target.has_filename())
        return failed(m_target.empty() ? ENOENT : EISDIR);
    if (const int error = m_system.open(m_temporary, m_descriptor); error != 0) {
        m_descriptor = -1;
        return failed(error);
    }
    if (const int error = m_system.keepPermissions(m_descriptor, m_target); error != 0)
        return failed(error);
    return {};
}

Status AtomicFile::write(const void* data, std::size_t size)
{
    if (m_descriptor < 0)
        return failed(m_failure != 0 ? m_failure : EBADF);
    const char* next = static_cast<const char*>(data);
    while (size > 0) {
        std::size_t written = 0;
        const int error = m_system.write(m_descriptor, next, size, written);
        if (error == EINTR)
            continue;
        if (error != 0)
            return failed(error);
        if (written == 0 || written > size)
            return failed(EIO);
        next += written;
        size -= written;
    }
    return {};
}

Status AtomicFile::commit()
{
    if (m_descriptor < 0)
        return failed(m_failure != 0 ? m_failure : EBADF);
    int error = m_system.sync(m_descriptor);
    while (error == EINTR)
        error = m_system.sync(m_descriptor);
    if (error != 0)
        return failed(error);
    error = m_system.close(m_descriptor);
    m_descriptor = -1;
    m_isClosed = true;
    if (error != 0)
        return failed(error);
    if (error = m_system.rename(m_temporary, m_target); error != 0)
        return failed(error);
    m_isClosed = false; // nothing is left to remove
    const std::filesystem::path folder = m_target.has_parent_path() ? m_target.parent_path() : ".";
    if (error = m_system.syncFolder(folder); error != 0)
        return failed(error);
    return {};
}

void AtomicFile::discard()
{
    if (m_descriptor >= 0)
        m_system.close(m_descriptor);
    if (m_descriptor >= 0 || m_isClosed)
        m_system.remove(m_temporary);
    m_descriptor = -1;
    m_isClosed = false;
}

Status AtomicFile::failed(int errorNumber)
{
    m_failure = errorNumber;
    discard();
    return fail("file.write_failed", {{"path", m_path.string()}, {"reason", reasonWords(errorNumber)}});
}

Status writeFileAtomically(const std::filesystem::path& path, std::string_view bytes, FileSystem& system)
{
    AtomicFile file(path, system);
    if (auto opened = file.open(); !opened)
        return opened;
    if (auto written = file.write(bytes); !written)
        return written;
    return file.commit();
}

namespace {

/// Reads until the end; files of /proc say size 0 and yet hold text.
Result<std::string> readAll(int descriptor, const std::filesystem::path& path, std::uintmax_t size, std::uintmax_t limit)
{
    const auto tooLarge = [&](std::uintmax_t needed) {
        return fail("file.too_large", {{"path", path.string()}, {"needed", byteSize(static_cast<double>(needed))}});
    };
    if (size > limit)
        return tooLarge(size);
    std::string bytes;
    std::size_t filled = 0;
    bytes.resize(static_cast<std::size_t>(size) + 1); // one more byte shows that the end was reached
    while (true) {
        const ssize_t count = ::read(descriptor, bytes.data() + filled, bytes.size() - filled);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail("file.unreadable", {{"path", path.string()}, {"reason", reasonWords(errno)}});
        if (count == 0)
            break;
        filled += static_cast<std::size_t>(count);
        if (filled > limit)
            return tooLarge(filled);
        if (filled == bytes.size())
            bytes.resize(bytes.size() * 2 + 4096);
    }
    bytes.resize(filled);
    return bytes;
}

} // namespace

Result<std::string> readFile(const std::filesystem::path& path, std::uintmax_t limit)
{
    const auto unreadable = [&](int errorNumber) {
        if (errorNumber == ENOENT || errorNumber == ENOTDIR)
            return fail("file.missing", {{"path", path.string()}});
        return fail("file.unreadable", {{"path", path.string()}, {"reason", reasonWords(errorNumber)}});
    };
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return unreadable(errno);
    if (S_ISDIR(status.st_mode))
        return unreadable(EISDIR);
    if (!S_ISREG(status.st_mode)) // opening a pipe would wait for a writer
        return fail("file.unreadable", {{"path", path.string()}, {"reason", "it is not a regular file"}});
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return unreadable(errno);
    auto bytes = guarded(makeError("file.unreadable", {{"path", path.string()}, {"reason", "it does not fit memory"}}),
                         [&] { return readAll(descriptor, path, static_cast<std::uintmax_t>(status.st_size), limit); });
    ::close(descriptor);
    return bytes;
}

} // namespace nodegrad
