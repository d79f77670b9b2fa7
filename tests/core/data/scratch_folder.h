#pragma once
// A folder of files for one test case, removed at its end.

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "core/data/dataset.h"
#include "tests/core/base/temporary_folder.h"

namespace nodegrad {

class ScratchFolder : public test::TemporaryFolder {
public:
    /// Writes a file, with its folders, and gives its path.
    std::string write(const std::string& name, std::string_view bytes) const
    {
        const std::filesystem::path file = path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
        return file.string();
    }
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
