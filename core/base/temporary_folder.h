#pragma once
// A place for files that another process reads or writes.

#include <cstdlib>
#include <filesystem>
#include <string>

namespace nodegrad {

/// A new empty folder under the system's temporary folder that only this user may enter; removed with all that is in it.
class TemporaryFolder {
public:
    /// `purpose` stands in its name.
    explicit TemporaryFolder(const std::string& purpose)
    {
        std::error_code problem;
        std::string pattern = (std::filesystem::temp_directory_path(problem) / ("nodegrad-" + purpose + "-XXXXXX")).string();
        if (::mkdtemp(pattern.data()))
            m_path = pattern;
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        if (!m_path.empty())
            std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    /// Empty when there is no room for one.
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace nodegrad
