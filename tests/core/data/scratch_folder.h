#pragma once
// A folder of files for one test case, removed at its end.

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "core/data/dataset.h"

namespace nodegrad {

class ScratchFolder {
public:
    ScratchFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "nodegrad-data-XXXXXX").string();
        m_path = mkdtemp(name.data());
    }
    ~ScratchFolder() { std::filesystem::remove_all(m_path); }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// Writes a file, with its folders, and gives its path.
    std::string write(const std::string& name, std::string_view bytes) const
    {
        const std::filesystem::path file = m_path / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
        return file.string();
    }

private:
    std::filesystem::path m_path;
};

inline Result<DatasetPtr> load(const std::string& source, ParamValues params, const std::filesystem::path& baseFolder = "/")
{
    return loadDataset({source, std::move(params), {}, "none"}, baseFolder, Task());
}
inline Result<DatasetPtr> loadCsvText(const std::string& text, ParamValues params = {})
{
    const ScratchFolder folder;
    params.set("file", folder.write("table.csv", text));
    return load("csv", std::move(params));
}
/// The error of a result that must have one, as a sentence; the code alone through `error().code`.
template <class T> std::string codeOf(const Result<T>& result)
{
    return result ? "no error" : result.error().code;
}

} // namespace nodegrad
