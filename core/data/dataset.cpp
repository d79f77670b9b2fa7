#include "core/data/dataset.h"

#include <cstring>
#include <system_error>

#include <fmt/format.h>

#include "core/base/guarded.h"
#include "core/base/text.h"
#include "core/data/sources.h"

namespace nodegrad {

namespace {

class Hash {
public:
    void add(std::uint64_t word)
    {
        // SplitMix64's finalizer: every bit of the word reaches every bit of the sum.
        m_sum += 0x9e3779b97f4a7c15ull + word;
        m_sum = (m_sum ^ (m_sum >> 30)) * 0xbf58476d1ce4e5b9ull;
        m_sum = (m_sum ^ (m_sum >> 27)) * 0x94d049bb133111ebull;
        m_sum ^= m_sum >> 31;
    }
    void add(const HostTensor& tensor)
    {
        add(static_cast<std::uint64_t>(tensor.dtype()));
        for (const std::int64_t size : tensor.shape())
            add(static_cast<std::uint64_t>(size));
        const std::byte* bytes = tensor.bytes();
        const std::size_t size = tensor.byteSize();
        for (std::size_t at = 0; at < size; at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes + at, std::min<std::size_t>(8, size - at));
            add(word);
        }
    }
    std::string hex() const { return fmt::format("{:016x}", m_sum); }

private:
    std::uint64_t m_sum = 0;
};

std::string knownSources()
{
    std::vector<std::string> ids;
    for (const DataSource& source : dataSources())
        ids.push_back(source.id);
    return joined(ids, ", ");
}

Result<Dataset> loadChecked(const DataSource& source, const ParamValues& given, const std::filesystem::path& baseFolder,
                            const Task& task)
{
    for (const Param& param : source.params)
        if (const ParamValue* value = given.find(param.id))
            if (Status fits = checkParam(param, *value); !fits)
                return fail(fits.error());
    Result<Dataset> data = source.load(completed(given, source.params), baseFolder, task);
    if (!data)
        return data;
    if (data->count() < 1)
        return fail("data.no_samples", {{"source", data->title}});
    data->fingerprint = fingerprintOf(*data);
    return data;
}

bool looksLikeIdx(const std::string& name)
{
    return name.find("-idx") != std::string::npos || name.find(".idx") != std::string::npos || name.ends_with("ubyte") ||
           name.ends_with("ubyte.gz");
}

} // namespace

std::string fingerprintOf(const Dataset& data)
{
    Hash hash;
    hash.add(data.inputs);
    hash.add(data.targets);
    return hash.hex();
}

Status checkDatasetSize(const std::string& what, std::int64_t samples, std::int64_t elementsEach)
{
    const double needed = 4.0 * static_cast<double>(samples) * static_cast<double>(elementsEach);
    if (needed > datasetByteLimit)
        return fail("data.too_large", {{"what", what}, {"samples", withThousands(samples)}, {"needed", byteSize(needed)},
                                       {"limit", byteSize(datasetByteLimit)}});
    return {};
}

Status checkFileSize(const std::filesystem::path& path, double factor)
{
    std::error_code problem;
    const std::uintmax_t size = std::filesystem::file_size(path, problem);
    if (!problem && static_cast<double>(size) * factor > datasetByteLimit)
        return fail("data.file_too_large", {{"path", path.string()}, {"size", byteSize(static_cast<double>(size))},
                                            {"needed", byteSize(static_cast<double>(size) * factor)},
                                            {"limit", byteSize(datasetByteLimit)}});
    return {};
}

Result<std::filesystem::path> pathFromParams(const ParamValues& params, const std::string& id, const std::string& title,
                                             const std::filesystem::path& baseFolder)
{
    const std::string& text = params.text(id);
    if (trimmed(text).empty())
        return fail("data.no_path", {{"what", title}});
    std::filesystem::path path(text);
    return path.is_absolute() ? path : baseFolder / path;
}

std::string shownName(const std::filesystem::path& path)
{
    const std::filesystem::path name = path.filename().empty() ? path.parent_path().filename() : path.filename();
    return name.string();
}

Result<DatasetPtr> loadDataset(const DataSettings& settings, const std::filesystem::path& baseFolder, const Task& task)
{
    if (settings.source.empty())
        return fail("data.none_chosen");
    const DataSource* source = findDataSource(settings.source);
    if (!source)
        return fail("data.unknown_source", {{"source", settings.source}, {"known", knownSources()}});
    return guarded(makeError("data.load_failed", {{"source", source->title}}), [&]() -> Result<DatasetPtr> {
        Result<Dataset> data = loadChecked(*source, settings.params, baseFolder, task);
        if (!data)
            return fail(data.error());
        return std::make_shared<const Dataset>(std::move(*data));
    });
}

Result<DataSettings> dataSettingsFor(const std::string& pathOrId)
{
    DataSettings settings;
    if (findDataSource(pathOrId)) {
        settings.source = pathOrId;
        return settings;
    }
    std::error_code problem;
    const std::filesystem::path path = std::filesystem::absolute(pathOrId, problem).lexically_normal();
    const std::string name = lowered(shownName(path));
    const bool looksLikePath = name.find('.') != std::string::npos || pathOrId.find('/') != std::string::npos || looksLikeIdx(name);
    if (problem || pathOrId.empty() || !std::filesystem::exists(path, problem)) {
        if (looksLikePath && !pathOrId.empty())
            return fail("file.missing", {{"path", pathOrId}});
        return fail("data.unknown_source", {{"source", pathOrId}, {"known", knownSources()}});
    }
    const std::string text = path.string();
    if (std::filesystem::is_directory(path, problem)) {
        settings.source = "image_folder";
        settings.params.set("folder", text);
    } else if (name.ends_with(".csv") || name.ends_with(".tsv") || name.ends_with(".txt")) {
        settings.source = "csv";
        settings.params.set("file", text);
    } else if (name.ends_with(".npy")) {
        settings.source = "npy";
        settings.params.set("inputs", text);
    } else if (looksLikeIdx(name)) {
        settings.source = "idx";
        settings.params.set("images", text);
    } else {
        return fail("data.unknown_file", {{"path", pathOrId}});
    }
    return settings;
}

} // namespace nodegrad
