#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
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

constexpr std::string_view kZipBegin = "PK\x03\x04";             ///< a zip archive; what makes it one to read stands at its end
constexpr int kDeepest = 32;                                    ///< dictionaries in dictionaries
constexpr std::uint64_t kLargestPickle = std::uint64_t(1) << 28;
constexpr double kMostRepeated = 1 << 26;                       ///< elements of a tensor that repeats its storage
constexpr double kMostCopies = 16;                              ///< of the file's size: what all tensors together take (tied weights, views)
constexpr std::size_t kMostTensors = 1 << 20;

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
        const std::uintmax_t size = std::filesystem::file_size(path, problem);
        int error = 0;
        zip_t* zip = zip_open(path.c_str(), ZIP_RDONLY, &error);
        std::string head(kZipBegin.size(), '\0');
        if (!zip)
            std::ifstream(path, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
        return opened(path.string(), problem ? 0 : size, zip, head == kZipBegin);
    }

    /// `bytes` must outlive the archive.
    static Result<Archive> open(std::string_view bytes, const std::string& name)
    {
        zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
        zip_t* zip = source ? zip_open_from_source(source, ZIP_RDONLY, nullptr) : nullptr;
        if (!zip)
            zip_source_free(source);
        return opened(name, bytes.size(), zip, bytes.starts_with(kZipBegin));
    }

    const std::string& path() const { return m_path; }
    std::uintmax_t size() const { return m_size; }
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
        if (facts.size > limit || facts.size > m_size)
            return damaged("its record '" + name + "' is larger than it may be");
        std::unique_ptr<zip_file_t, Discard> file(zip_fopen(m_zip.get(), whole.c_str(), 0));
        std::string bytes(facts.size, '\0');
        if (!file || zip_fread(file.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size()))
            return damaged("its record '" + name + "' is cut off");
        return bytes;
    }
    bool has(const std::string& name) const { return zip_name_locate(m_zip.get(), (m_folder + name).c_str(), 0) >= 0; }

private:
    Archive(std::string path, std::uintmax_t size, zip_t* zip) : m_path(std::move(path)), m_size(size), m_zip(zip) {}

    static Result<Archive> opened(const std::string& path, std::uintmax_t size, zip_t* zip, bool isCutOff)
    {
        if (!zip)
            return fail(isCutOff ? "torch.cut_off" : "torch.not_an_archive", {{"path", path}});
        Archive archive(path, size, zip);
        for (zip_int64_t i = 0; i < zip_get_num_entries(archive.m_zip.get(), 0); ++i) {
            const char* name = zip_get_name(archive.m_zip.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
            if (name && std::string_view(name).ends_with("/data.pkl"))
                archive.m_folder = std::string(name, std::strlen(name) - std::string_view("data.pkl").size());
        }
        if (archive.m_folder.empty())
            return fail("torch.not_an_archive", {{"path", path}});
        return archive;
    }

    std::string m_path;
    std::uintmax_t m_size; ///< bytes of the file
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

    Result<TorchTree> readAll()
    {
        TorchTree tree;
        if (auto done = grow(m_pickle.root, "", 0, tree.values, tree.tensors); !done)
            return fail(done.error());
        return tree;
    }

private:
    /// A dictionary that stands in many places is written many times, so what is written is counted.
    Status grow(PickleIndex index, const std::string& path, int depth, nlohmann::json& into, std::map<std::string, HostTensor>& tensors)
    {
        if (depth > kDeepest || ++m_grown > kMostTensors)
            return m_archive.damaged("its dictionaries are nested too deep, or too many");
        const PickleValue& value = m_pickle[index];
        const auto below = [&](const std::string& key) { return path.empty() ? key : path + "." + key; };
        switch (value.kind) {
        case Kind::Bool: into = value.integer != 0; break;
        case Kind::Integer: into = value.integer; break;
        case Kind::Real: into = value.real; break;
        case Kind::Text: into = value.text; break;
        case Kind::List:
        case Kind::Tuple:
            into = nlohmann::json::array();
            for (std::size_t i = 0; i < value.items.size(); ++i) {
                into.push_back(nullptr);
                if (auto done = grow(value.items[i], below(std::to_string(i)), depth + 1, into.back(), tensors); !done)
                    return done;
            }
            break;
        case Kind::Dict:
            into = nlohmann::json::object();
            for (const auto& [key, item] : value.entries)
                if (auto done = grow(item, below(keyOf(key)), depth + 1, into[keyOf(key)], tensors); !done)
                    return done;
            break;
        case Kind::Tensor: {
            auto tensor = read(value.tensor);
            if (!tensor)
                return fail(tensor.error());
            tensors.insert_or_assign(path, std::move(*tensor));
            break;
        }
        default: break;
        }
        return {};
    }

    std::string keyOf(PickleIndex index) const
    {
        const PickleValue& key = m_pickle[index];
        return key.kind == Kind::Integer ? std::to_string(key.integer) : key.text;
    }

    /// Up to kMostTensors. A dictionary may stand in many places: each is counted once and remembered.
    std::size_t tensorCount(PickleIndex index, int depth)
    {
        const PickleValue& value = m_pickle[index];
        if (value.kind != Kind::Dict || depth >= kDeepest)
            return value.kind == Kind::Tensor;
        if (const auto found = m_counts.find({index, depth}); found != m_counts.end())
            return found->second;
        std::size_t count = 0;
        for (const auto& [key, item] : value.entries)
            count = std::min(count + tensorCount(item, depth + 1), kMostTensors);
        return m_counts[{index, depth}] = count;
    }

    /// The dictionary whose tensors are the weights, or null.
    const PickleValue* stateDict(const PickleValue& root, int depth)
    {
        if (root.kind != Kind::Dict || depth > kDeepest)
            return nullptr;
        for (const auto& [key, item] : root.entries)
            if (m_pickle[item].kind == Kind::Tensor)
                return &root;
        for (const char* name : {"state_dict", "model_state_dict", "model", "net", "network", "module", "weights", "params"})
            for (const auto& [key, item] : root.entries)
                if (keyOf(key) == name && tensorCount(item, 0) > 0)
                    return stateDict(m_pickle[item], depth + 1);
        const PickleValue* largest = nullptr;
        std::size_t most = 0;
        for (const auto& [key, item] : root.entries) {
            if (keyOf(key).find("optim") != std::string::npos || tensorCount(item, 0) <= most)
                continue;
            most = tensorCount(item, 0);
            largest = &m_pickle[item];
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
                if (tensors.size() >= kMostTensors)
                    return m_archive.damaged("it holds more tensors than any model");
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
        m_total += count * static_cast<double>(width);
        if (m_total > kMostRepeated * 8 + kMostCopies * static_cast<double>(m_archive.size()))
            return m_archive.damaged("its tensors together are larger than the file");
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
    std::map<std::pair<PickleIndex, int>, std::size_t> m_counts; ///< of a dictionary at a depth
    std::size_t m_grown = 0;
    double m_total = 0; ///< bytes of the tensors read
};

template <class Read> auto readArchive(const Result<Archive>& archive, Read&& read) -> decltype(read(std::declval<TorchReader&>()))
{
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
    auto pickle = parsePickle(*bytes, archive->path());
    if (!pickle)
        return fail(pickle.error());
    TorchReader reader(*archive, std::move(*pickle));
    return read(reader);
}

Error unreadable(const std::string& name)
{
    return makeError("torch.damaged", {{"path", name}, {"what", "it cannot be understood"}});
}

constexpr auto readWeights = [](TorchReader& reader) { return reader.read(); };

} // namespace

Result<TorchTree> readTorchTree(const std::filesystem::path& path)
{
    return guarded(unreadable(path.string()), [&] { return readArchive(Archive::open(path), [](TorchReader& reader) { return reader.readAll(); }); });
}

bool isTorchScript(const std::filesystem::path& path)
{
    int error = 0;
    const std::unique_ptr<zip_t, Discard> zip(zip_open(path.c_str(), ZIP_RDONLY, &error));
    for (zip_int64_t i = 0; zip && i < zip_get_num_entries(zip.get(), 0); ++i) {
        const char* name = zip_get_name(zip.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
        if (name && (std::string_view(name).ends_with("/constants.pkl") || std::string_view(name).find("/code/") != std::string_view::npos))
            return true;
    }
    return false;
}

std::string torchScriptNote(const std::filesystem::path& path, const std::string& name, std::uint64_t limit)
{
    const auto archive = Archive::open(path);
    const std::string record = "extra/" + name;
    return archive && archive->has(record) ? archive->read(record, limit).value_or("") : "";
}

Result<NamedTensors> readTorchWeights(const std::filesystem::path& path)
{
    return guarded(unreadable(path.string()), [&] { return readArchive(Archive::open(path), readWeights); });
}

Result<NamedTensors> parseTorchWeights(std::string_view bytes, const std::string& name)
{
    return guarded(unreadable(name), [&] { return readArchive(Archive::open(bytes, name), readWeights); });
}

} // namespace nodegrad
