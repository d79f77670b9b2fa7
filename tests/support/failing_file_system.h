#pragma once
// Disks that fail and programs that are killed, on demand.

#include <algorithm>

#include "core/base/atomic_file.h"

namespace nodegrad::test {

/// The real file system until its `failAt`-th call (from 1; 0: never). That call gives `error`; with `isKilled` every later one
/// fails too and nothing more reaches the disk, as after kill -9. A failing write leaves half of its bytes.
class FailingFileSystem : public FileSystem {
public:
    FailingFileSystem(int failAt, int error, bool isKilled) : m_failAt(failAt), m_error(error), m_isKilled(isKilled) {}
    int calls() const { return m_calls; }
    bool hasFailed() const { return m_failAt > 0 && m_calls >= m_failAt; }

    int open(const std::filesystem::path& path, int& descriptor) override { return fails() ? m_error : FileSystem::open(path, descriptor); }
    int keepPermissions(int descriptor, const std::filesystem::path& old) override
    {
        return fails() ? m_error : FileSystem::keepPermissions(descriptor, old);
    }
    int write(int descriptor, const char* data, std::size_t size, std::size_t& written) override
    {
        const bool wasDead = m_isKilled && hasFailed();
        if (!fails())
            return FileSystem::write(descriptor, data, std::min<std::size_t>(size, 4096), written);
        if (!wasDead)
            FileSystem::write(descriptor, data, size / 2, written);
        written = 0;
        return m_error;
    }
    int sync(int descriptor) override { return fails() ? m_error : FileSystem::sync(descriptor); }
    int close(int descriptor) override
    {
        const int result = FileSystem::close(descriptor); // a dead process keeps no descriptor either
        return fails() ? m_error : result;
    }
    int rename(const std::filesystem::path& from, const std::filesystem::path& to) override { return fails() ? m_error : FileSystem::rename(from, to); }
    int syncFolder(const std::filesystem::path& folder) override { return fails() ? m_error : FileSystem::syncFolder(folder); }
    int remove(const std::filesystem::path& path) override { return fails() ? m_error : FileSystem::remove(path); }

private:
    bool fails()
    {
        ++m_calls;
        return m_failAt > 0 && (m_calls == m_failAt || (m_isKilled && m_calls > m_failAt));
    }
    int m_failAt, m_error, m_calls = 0;
    bool m_isKilled;
};

} // namespace nodegrad::test
