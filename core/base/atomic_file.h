#pragma once
// Files that are whole or not there: temp file beside the target, checked fsync, rename, fsync of the folder.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace nodegrad {

/// The system calls that a save makes; tests put a failing one in place. Every call returns 0 or an errno.
class FileSystem {
public:
    virtual ~FileSystem() = default;
    virtual int open(const std::filesystem::path& path, int& descriptor);                        ///< create, truncate
    /// Gives the file the permission bits of `old`, if there is one; an `old` that is no regular file is an error.
    virtual int keepPermissions(int descriptor, const std::filesystem::path& old);
    virtual int write(int descriptor, const char* data, std::size_t size, std::size_t& written);
    virtual int sync(int descriptor);
    virtual int close(int descriptor);
    virtual int rename(const std::filesystem::path& from, const std::filesystem::path& to);
    virtual int syncFolder(const std::filesystem::path& folder);
    virtual int remove(const std::filesystem::path& path);
};
FileSystem& realFileSystem();

/// Writes a file piece by piece; nothing appears at `path` before commit() returns without an error. Destroyed without a
/// commit, it removes its temp file. A symbolic link stays one: the file that it names is replaced. The permission bits of
/// an old file are kept. Errors: file.write_failed with the system's reason; after the first one every call gives it again.
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path path, FileSystem& system = realFileSystem());
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    Status open();
    /// All of it, however many system calls that takes.
    Status write(const void* data, std::size_t size);
    Status write(std::string_view text) { return write(text.data(), text.size()); }
    /// fsync, close, rename, fsync of the folder. An error before the rename leaves the old file, one after it the new file.
    Status commit();
    /// Where the bytes lie until commit(): for libraries that write a path themselves.
    const std::filesystem::path& temporaryPath() const { return m_temporary; }

private:
    Status failed(int errorNumber);
    void discard();
    std::filesystem::path m_path, m_target, m_temporary;
    FileSystem& m_system;
    int m_descriptor = -1;
    bool m_isClosed = false; ///< the temp file is complete and not yet renamed
    int m_failure = 0;
};

/// open, write, commit.
Status writeFileAtomically(const std::filesystem::path& path, std::string_view bytes, FileSystem& system = realFileSystem());
/// Whole file as bytes. Errors: file.missing, file.unreadable, file.too_large above `limit` bytes.
Result<std::string> readFile(const std::filesystem::path& path, std::uintmax_t limit = std::uintmax_t(1) << 34);

} // namespace nodegrad
