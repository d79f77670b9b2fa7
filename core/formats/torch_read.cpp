#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>

#include <zip.h>

#include "core/base/guarded.h"
#include "core/base/text.h"
#include "core/formats/array_bytes.h"
#include "core/formats/pickle.h"
#include "core/formats/torch_weights.h"

namespace nodegrad {

namespace {

using Kind = PickleValue::Kind;

constexpr int kDeepest = 32;                                    ///< dictionaries in dictionaries
constexpr std::uint64_t kLargestPickle = std::uint64_t(1) << 28;
constexpr double kMostRepeated = 1 << 26;                       ///< elements of a tensor that repeats its storage

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::optional<StoredType> storedType(const std::string& storage)
{
    static const std::map<std::string, StoredType> types{
        {"FloatStorage", StoredType::F32}, {"DoubleStorage", StoredType::F64}, {"HalfStorage", StoredType::F16}, {"BFloat16Storage", StoredType::BF16},
        {"LongStorage", StoredType::I64},  {"IntStorage", StoredType::I32},    {"ShortStorage", StoredType::I16}, {"CharStorage", StoredType::I8},
        {"ByteStorage", StoredType::U8},   {"BoolStorage", StoredType::Bool}};
    const auto found = types.find(storage);
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

class Archive {
public:
    static Result<Archive> open(const std::filesystem::path& path)
    {
        std::error_code problem;
        if (!std::filesystem::exists(path, problem))
            return fail("file.missing", {{"path", path.string()}});
        int error = 0;
        std::unique_ptr<zip_t, Discard> zip(zip_open(path.c_str(), ZIP_RDONLY, &error));
        if (!zip)
            return fail("torch.not_an_archive", {{"path", path.string()}});
        Archive archive(path.string(), std::move(zip));
        for (zip_int64_t i = 0; i < zip_get_num_entries(archive.m_zip.get(), 0); ++i) {
            const char* name = zip_get_name(archive.m_zip.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
            if (name && std::string_view(name).ends_with("/data.pkl"))
                archive.m_folder = std::string(name, std::strlen(name) - std::string_view("data.pkl").size());
        }
        if (archive.m_folder.empty())
            return fail("torch.not_an_archive", {{"path", path.string()}});
        return archive;
    }

    const std::string& path() const { return m_path; }
    tl::unexpected<Error> damaged(const std::string& what) const { return fail("torch.damaged", {{"path", m_path}, {"what", what}}); }

    /// A record of the archive. PyTorch compresses none, so that no record is larger than the file.
    Result<std::string> read(const std::string& name, std::uint64_t limit) const
    {
        zip_stat_t facts;
        zip_stat_init(&facts);
        const std::string whole = m_folder + name;
        constexpr auto needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_COMP_SIZE;
        if (zip_stat(m_zip.get(), whole.c_str(), 0, &facts) != 0 || (facts.valid & needed) != needed)
            return damaged("its record '" + name + "' is missing");
        if (facts.comp_method != ZIP_CM_STORE || facts.size != facts.comp_size)
            return damaged("its record '" + name + "' is compressed");
        std::error_code problem;
        const std::uintmax_t fileSize = std::filesystem::file_size(m_path, problem);
        if (facts.size > limit || problem || facts.size > fileSize)
            return damaged("its record '" + name + "' is larger than it may be");
        std::unique_ptr<zip_file_t, Discard> file(zip_fopen(m_zip.get(), whole.c_str(), 0));
        std::string bytes(facts.size, '\0');
        if (!file || zip_fread(file.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size()))
            return damaged("its record '" + name + "' is cut off");
        return bytes;
    }
    bool has(const std::string& name) const { return zip_name_locate(m_zip.get(), (m_folder + name).c_str(), 0) >= 0; }

private:
    Archive(std::string path, std::unique_ptr<zip_t, Discard> zip) : m_path(std::move(path)), m_zip(std::move(zip)) {}
    std::string m_path;
    std::unique_ptr<zip_t, Discard> m_zip;
    std::string m_folder; ///< of all records: "archive/"
};

class TorchReader {
public:
    explicit TorchReader(const Archive& archive, Pickle pickle) : m_archive(archive), m_pickle(std::move(pickle)) {}

    Result<NamedTensors> read()
    {
        const PickleValue* dict = stateDict(m_pickle[m_pickle.root], 0);
        if (!dict)
            return fail("torch.no_tensors", {{"path", m_archive.path()}});
        NamedTensors tensors;
        if (auto done = collect(*dict, "", 0, tensors); !done)
            return fail(done.error());
        return tensors;
    }

private:
    std::string keyOf(PickleIndex index) const
    {
        const PickleValue& key = m_pickle[index];
        return key.kind == Kind::Integer ? std::to_string(key.integer) : key.text;
    }

    std::size_t tensorCount(const PickleValue& value, int depth) const
    {
        if (value.kind == Kind::Tensor)
            return 1;
        std::size_t count = 0;
        for (const auto& [key, item] : value.kind == Kind::Dict && depth < kDeepest ? value.entries : decltype(value.entries){})
            count += tensorCount(m_pickle[item], depth + 1);
        return count;
    }

    /// The dictionary whose tensors are the weights, or null.
    const PickleValue* stateDict(const PickleValue& root, int depth) const
    {
        if (root.kind != Kind::Dict || depth > kDeepest)
            return nullptr;
        for (const auto& [key, item] : root.entries)
            if (m_pickle[item].kind == Kind::Tensor)
                return &root;
        for (const char* name : {"state_dict", "model_state_dict", "model", "net", "network", "module", "weights", "params"})
            for (const auto& [key, item] : root.entries)
                if (keyOf(key) == name && tensorCount(m_pickle[item], 0) > 0)
                    return stateDict(m_pickle[item], depth + 1);
        const PickleValue* largest = nullptr;
        for (const auto& [key, item] : root.entries) {
            const PickleValue& value = m_pickle[item];
            if (keyOf(key).find("optim") == std::string::npos && tensorCount(value, 0) > (largest ? tensorCount(*largest, 0) : 0))
                largest = &value;
        }
        return largest ? stateDict(*largest, depth + 1) : nullptr;
    }

    Status collect(const PickleValue& dict, const std::string& prefix, int depth, NamedTensors& tensors)
    {
        if (depth > kDeepest)
            return m_archive.damaged("its dictionaries are nested too deep");
        for (const auto& [key, item] : dict.entries) {
            const PickleValue& value = m_pickle[item];
            if (value.kind == Kind::Dict) {
                if (auto done = collect(value, prefix + keyOf(key) + ".", depth + 1, tensors); !done)
                    return done;
            } else if (value.kind == Kind::Tensor) {
                auto tensor = read(value.tensor);
                if (!tensor)
                    return fail(tensor.error());
                tensors.emplace_back(prefix + keyOf(key), std::move(*tensor));
            }
        }
        return {};
    }

    /// The bytes of a storage, read once.
    Result<const std::string*> storage(const PickledTensor& tensor, std::size_t width)
    {
        const auto found = m_storages.find(tensor.storage);
        if (found == m_storages.end()) {
            if (tensor.storage.find('/') != std::string::npos)
                return m_archive.damaged("a storage is named by a path");
            auto bytes = m_archive.read("data/" + tensor.storage, std::uint64_t(1) << 40);
            if (!bytes)
                return fail(bytes.error());
            m_storages[tensor.storage] = std::move(*bytes);
        }
        const std::string& bytes = m_storages[tensor.storage];
        if (tensor.storageCount < 0 || bytes.size() / width < static_cast<std::uint64_t>(tensor.storageCount))
            return m_archive.damaged("a storage is smaller than its pickle says");
        return &bytes;
    }

    Result<HostTensor> read(const PickledTensor& tensor)
    {
        const auto type = storedType(tensor.type);
        if (!type)
            return m_archive.damaged("it holds numbers of the type " + tensor.type);
        const std::size_t width = storedSize(*type);
        const auto bytes = storage(tensor, width);
        if (!bytes)
            return fail(bytes.error());
        double count = 1, last = static_cast<double>(tensor.offset);
        for (std::size_t i = 0; i < tensor.sizes.size(); ++i) {
            count *= static_cast<double>(tensor.sizes[i]);
            last += static_cast<double>(std::max<std::int64_t>(0, tensor.sizes[i] - 1)) * static_cast<double>(tensor.strides[i]);
        }
        if (count > 0 && last >= static_cast<double>(tensor.storageCount))
            return m_archive.damaged("a tensor reaches beyond its storage");
        if (count > std::max(kMostRepeated, static_cast<double>(tensor.storageCount)))
            return m_archive.damaged("a tensor is larger than its storage");
        std::string packed(static_cast<std::size_t>(count) * width, '\0');
        std::vector<std::int64_t> index(tensor.sizes.size(), 0);
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
            std::int64_t at = tensor.offset;
            for (std::size_t d = 0; d < index.size(); ++d)
                at += index[d] * tensor.strides[d];
            std::memcpy(packed.data() + i * width, (*bytes)->data() + static_cast<std::size_t>(at) * width, width);
            for (std::size_t d = index.size(); d-- > 0 && ++index[d] == tensor.sizes[d];)
                index[d] = 0;
        }
        return widened(*type, tensor.sizes, packed.data());
    }

    const Archive& m_archive;
    Pickle m_pickle;
    std::map<std::string, std::string> m_storages;
};

} // namespace

Result<NamedTensors> readTorchWeights(const std::filesystem::path& path)
{
    return guarded(makeError("torch.damaged", {{"path", path.string()}, {"what", "it cannot be understood"}}), [&]() -> Result<NamedTensors> {
        const auto archive = Archive::open(path);
        if (!archive)
            return fail(archive.error());
        if (archive->has("byteorder")) {
            const auto order = archive->read("byteorder", 16);
            if (!order || *order != "little")
                return archive->damaged("its numbers are big-endian");
        }
        const auto bytes = archive->read("data.pkl", kLargestPickle);
        if (!bytes)
            return fail(bytes.error());
        auto pickle = parsePickle(*bytes, path.string());
        if (!pickle)
            return fail(pickle.error());
        return TorchReader(*archive, std::move(*pickle)).read();
    });
}

} // namespace nodegrad
