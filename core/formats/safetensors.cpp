#include "core/formats/safetensors.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "core/base/guarded.h"
#include "core/formats/array_bytes.h"

namespace nodegrad {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<std::string_view, StoredType>, 12> dtypeNames = {
    {{"F64", StoredType::F64},
     {"F32", StoredType::F32},
     {"F16", StoredType::F16},
     {"BF16", StoredType::BF16},
     {"I64", StoredType::I64},
     {"I32", StoredType::I32},
     {"I16", StoredType::I16},
     {"I8", StoredType::I8},
     {"U32", StoredType::U32},
     {"U16", StoredType::U16},
     {"U8", StoredType::U8},
     {"BOOL", StoredType::Bool}}};

std::string_view storedName(DType type)
{
    switch (type) {
    case DType::Float64:
        return "F64";
    case DType::Int64:
        return "I64";
    case DType::Int32:
        return "I32";
    case DType::UInt8:
        return "U8";
    case DType::Bool:
        return "BOOL";
    default:
        return "F32";
    }
}

/// One entry of the header, checked but for its neighbours.
struct Entry {
    std::string name;
    StoredType type = StoredType::F32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0, end = 0;
};

Result<Entry> readEntry(const std::string& file, const std::string& name, const Json& json)
{
    const auto bad = [&](std::string_view what) {
        return fail("safetensors.bad_header",
                    {{"path", file}, {"what", "'" + name + "' " + std::string(what)}});
    };
    if (!json.is_object() || json.size() != 3 || !json.contains("dtype") ||
        !json.contains("shape") || !json.contains("data_offsets"))
        return bad("does not have exactly dtype, shape and data_offsets");
    const Json& dtype = json.at("dtype");
    const Json& shape = json.at("shape");
    const Json& offsets = json.at("data_offsets");
    if (!dtype.is_string())
        return bad("has a dtype that is no text");
    Entry entry;
    entry.name = name;
    const auto& dtypeText = dtype.get_ref<const std::string&>();
    const auto known = std::find_if(dtypeNames.begin(), dtypeNames.end(),
                                    [&](const auto& pair) { return pair.first == dtypeText; });
    if (known == dtypeNames.end())
        return fail("safetensors.unknown_dtype",
                    {{"path", file}, {"tensor", name}, {"dtype", dtypeText}});
    entry.type = known->second;
    if (!shape.is_array() || !std::all_of(shape.begin(), shape.end(), [](const Json& size) {
            return size.is_number_unsigned();
        }))
        return bad("has a shape that is no list of sizes");
    for (const Json& size : shape)
        entry.shape.push_back(static_cast<std::int64_t>(
            size.get<std::uint64_t>())); // too large becomes negative: refused below
    if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
        !offsets[1].is_number_unsigned())
        return bad("has data_offsets that are not two numbers");
    entry.begin = offsets[0].get<std::uint64_t>();
    entry.end = offsets[1].get<std::uint64_t>();
    const auto needed = arrayByteCount(entry.shape, storedSize(entry.type));
    if (!needed || entry.end < entry.begin || *needed != entry.end - entry.begin)
        return fail("safetensors.bad_offsets",
                    {{"path", file},
                     {"what", "'" + name + "' has " + std::to_string(entry.end - entry.begin) +
                                  " bytes where its shape needs " +
                                  (needed ? std::to_string(*needed)
                                          : std::string("more than any file holds"))}});
    return entry;
}

Result<TensorFile> parseHeader(std::string_view bytes, const std::string& name)
{
    if (bytes.size() < 8)
        return fail("safetensors.truncated",
                    {{"path", name}, {"needed", 8}, {"size", std::uint64_t(bytes.size())}});
    const auto headerSize = loadAs<std::uint64_t>(bytes.data());
    if (headerSize > safetensorsHeaderLimit)
        return fail("safetensors.header_too_large",
                    {{"path", name}, {"size", headerSize}, {"limit", safetensorsHeaderLimit}});
    if (headerSize > bytes.size() - 8)
        return fail(
            "safetensors.truncated",
            {{"path", name}, {"needed", headerSize + 8}, {"size", std::uint64_t(bytes.size())}});
    const std::string_view text = bytes.substr(8, headerSize);
    if (text.empty() || text.front() != '{')
        return fail("safetensors.bad_header",
                    {{"path", name}, {"what", "it does not begin with '{'"}});
    const Json header = Json::parse(text.begin(), text.end(), nullptr, false);
    if (!header.is_object())
        return fail("safetensors.bad_header", {{"path", name}, {"what", "it is no JSON object"}});

    TensorFile file;
    std::vector<Entry> entries;
    for (const auto& [key, value] : header.items()) {
        if (key == "__metadata__") {
            if (!value.is_object() ||
                !std::all_of(value.begin(), value.end(),
                             [](const Json& fact) { return fact.is_string(); }))
                return fail(
                    "safetensors.bad_header",
                    {{"path", name}, {"what", "__metadata__ holds something else than texts"}});
            for (const auto& [fact, words] : value.items())
                file.metadata.emplace(fact, words.get<std::string>());
            continue;
        }
        auto entry = readEntry(name, key, value);
        if (!entry)
            return fail(entry.error());
        entries.push_back(std::move(*entry));
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    const std::string_view data = bytes.substr(8 + headerSize);
    std::uint64_t position = 0;
    for (const Entry& entry : entries) {
        if (entry.begin != position)
            return fail(
                "safetensors.bad_offsets",
                {{"path", name},
                 {"what", "'" + entry.name + "' begins at byte " + std::to_string(entry.begin) +
                              " of the data instead of " + std::to_string(position)}});
        position = entry.end;
    }
    if (position > data.size())
        return fail("safetensors.truncated", {{"path", name},
                                              {"needed", 8 + headerSize + position},
                                              {"size", std::uint64_t(bytes.size())}});
    if (position < data.size())
        return fail("safetensors.bad_offsets", {{"path", name},
                                                {"what", std::to_string(data.size() - position) +
                                                             " bytes follow the last tensor"}});
    for (Entry& entry : entries)
        file.tensors.emplace(
            entry.name, widened(entry.type, std::move(entry.shape), data.data() + entry.begin));
    return file;
}

/// The header with its length, and the tensors in the order of their data.
struct Layout {
    std::string head;
    std::vector<const HostTensor*> tensors;
};

Result<Layout> layOut(const TensorFile& file)
{
    std::vector<std::pair<const std::string*, const HostTensor*>> order;
    for (const auto& [name, tensor] : file.tensors) {
        if (name == "__metadata__")
            return fail("safetensors.bad_name", {{"name", name}});
        order.emplace_back(&name, &tensor);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return byteCount(a.second->dtype()) > byteCount(b.second->dtype());
    });
    Json header = Json::object();
    if (!file.metadata.empty())
        header["__metadata__"] = file.metadata;
    Layout layout;
    std::uint64_t position = 0;
    for (const auto& [name, tensor] : order) {
        const std::uint64_t end = position + tensor->byteSize();
        header[*name] = {{"dtype", storedName(tensor->dtype())},
                         {"shape", tensor->shape()},
                         {"data_offsets", {position, end}}};
        position = end;
        layout.tensors.push_back(tensor);
    }
    std::string text = header.dump(); // throws for a name that is no UTF-8
    text.resize((text.size() + 7) / 8 * 8, ' ');
    if (text.size() > safetensorsHeaderLimit)
        return fail("safetensors.header_too_large", {{"path", "the new file"},
                                                     {"size", std::uint64_t(text.size())},
                                                     {"limit", safetensorsHeaderLimit}});
    const std::uint64_t size = text.size();
    layout.head.assign(reinterpret_cast<const char*>(&size), sizeof size);
    layout.head += text;
    return layout;
}

Result<Layout> guardedLayout(const TensorFile& file)
{
    return guarded(makeError("safetensors.bad_name", {{"name", "a name that is no UTF-8"}}),
                   [&] { return layOut(file); });
}

} // namespace

Result<TensorFile> parseSafetensors(std::string_view bytes, const std::string& name)
{
    return guarded(
        makeError("safetensors.bad_header", {{"path", name}, {"what", "it cannot be understood"}}),
        [&] { return parseHeader(bytes, name); });
}

Result<TensorFile> readSafetensors(const std::filesystem::path& path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return fail(bytes.error());
    return parseSafetensors(*bytes, path.string());
}

Result<std::string> safetensorsBytes(const TensorFile& file)
{
    auto layout = guardedLayout(file);
    if (!layout)
        return fail(layout.error());
    std::string bytes = std::move(layout->head);
    for (const HostTensor* tensor : layout->tensors)
        bytes.append(reinterpret_cast<const char*>(tensor->bytes()), tensor->byteSize());
    return bytes;
}

Status writeSafetensors(const std::filesystem::path& path, const TensorFile& file,
                        FileSystem& system)
{
    const auto layout = guardedLayout(file);
    if (!layout)
        return fail(layout.error());
    AtomicFile out(path, system);
    if (auto opened = out.open(); !opened)
        return opened;
    if (auto written = out.write(layout->head); !written)
        return written;
    for (const HostTensor* tensor : layout->tensors)
        if (auto written = out.write(tensor->bytes(), tensor->byteSize()); !written)
            return written;
    return out.commit();
}

} // namespace nodegrad
