#pragma once
// The families of data sources, one .cpp each; catalogue.cpp joins them. And what they share.

#include <filesystem>
#include <string>
#include <vector>

#include "core/data/dataset.h"

namespace nodegrad {

std::vector<DataSource> digitsSources();
std::vector<DataSource> tableSources();
std::vector<DataSource> syntheticSources();
std::vector<DataSource> csvSources();
std::vector<DataSource> imageFolderSources();
std::vector<DataSource> idxSources();
std::vector<DataSource> npySources();

/// No data set may take more memory than this, bytes.
inline constexpr double datasetByteLimit = 8e9;

/// Ok when `samples` of `elementsEach` numbers of 4 bytes fit datasetByteLimit. Errors: data.too_large.
Status checkDatasetSize(const std::string& what, std::int64_t samples, std::int64_t elementsEach);
/// The same for a file whose content takes `factor` times its size in memory. A file that is missing is left to its reader.
Status checkFileSize(const std::filesystem::path& path, double factor);
/// The path in parameter `id`, absolute. Errors: data.no_path when it is empty.
Result<std::filesystem::path> pathFromParams(const ParamValues& params, const std::string& id, const std::string& title,
                                             const std::filesystem::path& baseFolder);
/// Name of the file or folder without its parents, UTF-8.
std::string shownName(const std::filesystem::path& path);
/// 64-bit hash over shapes, inputs and targets, 16 hex digits.
std::string fingerprintOf(const Dataset& data);

} // namespace nodegrad
