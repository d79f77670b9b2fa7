#include <array>
#include <cstring>
#include <limits>

#include "core/base/text.h"
#include "core/formats/torch_weights.h"

namespace nodegrad {

namespace {

constexpr std::size_t kAlignment = 64; ///< of the numbers within the archive, so that they can be mapped

void addNumber(std::string& out, std::uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>(number >> (8 * i) & 0xff);
}

const char* storageName(DType type)
{
    switch (type) {
    case DType::Float32: return "FloatStorage";
    case DType::Float64: return "DoubleStorage";
    case DType::Int64: return "LongStorage";
    case DType::Int32: return "IntStorage";
    case DType::UInt8: return "ByteStorage";
    case DType::Bool: return "BoolStorage";
    }
    return "FloatStorage";
}

// --- zip: stored records, each behind a header of its own, and a list at the end (APPNOTE.TXT, 4.3) ---

/// Eight bytes a step: table k advances a byte past k more.
std::uint32_t crc32(std::string_view bytes)
{
    static const auto tables = [] {
        std::array<std::array<std::uint32_t, 256>, 8> made{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            made[0][i] = i;
            for (int k = 0; k < 8; ++k)
                made[0][i] = made[0][i] >> 1 ^ (made[0][i] & 1 ? 0xedb88320U : 0U);
        }
        for (std::size_t k = 1; k < made.size(); ++k)
            for (std::size_t i = 0; i < 256; ++i)
                made[k][i] = made[k - 1][i] >> 8 ^ made[0][made[k - 1][i] & 0xff];
        return made;
    }();
    std::uint32_t crc = ~0U;
    const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])); };
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        crc ^= byte(i) | byte(i + 1) << 8 | byte(i + 2) << 16 | byte(i + 3) << 24;
        crc = tables[7][crc & 0xff] ^ tables[6][crc >> 8 & 0xff] ^ tables[5][crc >> 16 & 0xff] ^ tables[4][crc >> 24] ^ tables[3][byte(i + 4)] ^
              tables[2][byte(i + 5)] ^ tables[1][byte(i + 6)] ^ tables[0][byte(i + 7)];
    }
    for (; i < bytes.size(); ++i)
        crc = crc >> 8 ^ tables[0][(crc ^ byte(i)) & 0xff];
    return ~crc;
}

class ZipText {
public:
    explicit ZipText(std::uint64_t expected) { m_out.reserve(expected); }
    void add(const std::string& name, std::string_view bytes)
    {
        const std::uint32_t crc = crc32(bytes);
        const std::size_t start = m_out.size();
        // Padding in the extra field brings the numbers to a multiple of 64; PyTorch does the same, under the id "FB".
        const std::size_t head = start + 30 + name.size() + 4;
        const std::size_t padding = (kAlignment - head % kAlignment) % kAlignment;
        m_out += "PK\x03\x04";
        addFacts(m_out, name, bytes, crc);
        addNumber(m_out, 4 + padding, 2);
        m_out += name;
        m_out += "FB";
        addNumber(m_out, padding, 2);
        m_out.append(padding, 'Z');
        m_out += bytes;
        m_list += std::string("PK\x01\x02\x00\x00", 6);
        addFacts(m_list, name, bytes, crc);
        m_list.append(12, '\0'); // extra field, comment, disk, attributes
        addNumber(m_list, start, 4);
        m_list += name;
        ++m_count;
    }

    std::string take()
    {
        const std::size_t start = m_out.size();
        m_out += m_list + std::string("PK\x05\x06\x00\x00\x00\x00", 8);
        addNumber(m_out, m_count, 2);
        addNumber(m_out, m_count, 2);
        addNumber(m_out, m_list.size(), 4);
        addNumber(m_out, start, 4);
        addNumber(m_out, 0, 2);
        return std::move(m_out);
    }

private:
    /// Version, flags, method, time, checksum, sizes, length of the name: the same in both places. 1980-01-01: equal weights give equal bytes.
    static void addFacts(std::string& out, const std::string& name, std::string_view bytes, std::uint32_t crc)
    {
        addNumber(out, 20, 2);
        addNumber(out, 0, 2);
        addNumber(out, 0, 2);
        addNumber(out, 0, 2);
        addNumber(out, 0x21, 2);
        addNumber(out, crc, 4);
        addNumber(out, bytes.size(), 4);
        addNumber(out, bytes.size(), 4);
        addNumber(out, name.size(), 2);
    }

    std::string m_out, m_list;
    std::uint64_t m_count = 0;
};

} // namespace

PickledTensor pickledTensor(const HostTensor& tensor, std::size_t storage)
{
    PickledTensor pickled{.storage = std::to_string(storage), .type = storageName(tensor.dtype()), .storageCount = tensor.count(), .offset = 0,
                          .sizes = tensor.shape(), .strides = std::vector<std::int64_t>(tensor.rank(), 1)};
    for (std::size_t i = tensor.rank(); i-- > 1;)
        pickled.strides[i - 1] = pickled.strides[i] * tensor.dim(i);
    return pickled;
}

Result<std::string> torchArchiveBytes(const Pickle& pickle, const std::vector<HostTensor>& storages)
{
    std::uint64_t size = 0;
    for (const HostTensor& tensor : storages)
        size += tensor.byteSize() + 1024;
    if (size > std::numeric_limits<std::int32_t>::max() || storages.size() > 60000)
        return fail("torch.too_large", {{"size", byteSize(static_cast<double>(size))}});
    ZipText zip(size + (1U << 20));
    zip.add("weights/data.pkl", pickleBytes(pickle));
    zip.add("weights/byteorder", "little");
    for (std::size_t i = 0; i < storages.size(); ++i)
        zip.add("weights/data/" + std::to_string(i), std::string_view(reinterpret_cast<const char*>(storages[i].bytes()), storages[i].byteSize()));
    zip.add("weights/version", "3\n");
    return zip.take();
}

Result<std::string> torchWeightsBytes(const NamedTensors& weights, const std::map<std::string, std::string>& aliases)
{
    PickleBuilder pickle;
    PickleBuilder::Entries entries;
    std::vector<HostTensor> storages;
    std::map<std::string, std::size_t> places;
    const auto add = [&](const std::string& key, std::size_t place) {
        entries.emplace_back(pickle.text(key), pickle.tensor(pickledTensor(weights[place].second, place)));
    };
    for (std::size_t i = 0; i < weights.size(); ++i) {
        places[weights[i].first] = i;
        add(weights[i].first, i);
        storages.push_back(weights[i].second);
    }
    for (const auto& [alias, key] : aliases)
        if (const auto place = places.find(key); place != places.end())
            add(alias, place->second);
    const PickleIndex root = pickle.dict(std::move(entries));
    return torchArchiveBytes(pickle.take(root), storages);
}

Status writeTorchWeights(const std::filesystem::path& path, const NamedTensors& weights, const std::map<std::string, std::string>& aliases, FileSystem& system)
{
    const auto bytes = torchWeightsBytes(weights, aliases);
    if (!bytes)
        return fail(bytes.error());
    return writeFileAtomically(path, *bytes, system);
}

} // namespace nodegrad
