#include "core/formats/idx.h"

#include <algorithm>
#include <optional>

#include "core/base/atomic_file.h"
#include "core/base/guarded.h"
#include "core/formats/array_bytes.h"

namespace nodegrad {

namespace {

std::optional<StoredType> storedType(unsigned char code)
{
    switch (code) {
    case 0x08:
        return StoredType::U8;
    case 0x09:
        return StoredType::I8;
    case 0x0B:
        return StoredType::I16;
    case 0x0C:
        return StoredType::I32;
    case 0x0D:
        return StoredType::F32;
    case 0x0E:
        return StoredType::F64;
    default:
        return std::nullopt;
    }
}

std::int64_t bigEndian32(const char* data)
{
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i)
        value = (value << 8) | static_cast<unsigned char>(data[i]);
    return value;
}

Result<HostTensor> parse(std::string_view bytes, const std::string& name)
{
    const std::uint64_t fileSize = bytes.size();
    if (bytes.starts_with("\x1f\x8b"))
        return fail("idx.compressed", {{"path", name}});
    if (fileSize < 4 && std::all_of(bytes.begin(),
                                    bytes.begin() + static_cast<std::ptrdiff_t>(
                                                        std::min<std::size_t>(bytes.size(), 2)),
                                    [](char byte) { return byte == 0; }))
        return fail("idx.truncated", {{"path", name}, {"needed", 4}, {"size", fileSize}});
    const auto type = fileSize < 4 || bytes[0] != 0 || bytes[1] != 0
                          ? std::nullopt
                          : storedType(static_cast<unsigned char>(bytes[2]));
    const std::size_t rank = fileSize < 4 ? 0 : static_cast<unsigned char>(bytes[3]);
    if (!type || rank == 0 || rank > 8)
        return fail("idx.wrong_magic", {{"path", name}});
    const std::size_t headSize = 4 + 4 * rank;
    if (fileSize < headSize)
        return fail("idx.truncated",
                    {{"path", name}, {"needed", std::uint64_t(headSize)}, {"size", fileSize}});
    std::vector<std::int64_t> shape(rank);
    std::string sizes;
    for (std::size_t d = 0; d < rank; ++d) {
        shape[d] = bigEndian32(bytes.data() + 4 + 4 * d);
        sizes += (d ? " x " : "") + std::to_string(shape[d]);
    }
    const std::size_t elementSize = storedSize(*type);
    const auto needed = arrayByteCount(shape, elementSize);
    if (!needed)
        return fail("idx.absurd_size", {{"path", name}, {"sizes", sizes}});
    const std::string_view data = bytes.substr(headSize);
    if (*needed > data.size())
        return fail("idx.truncated",
                    {{"path", name}, {"needed", headSize + *needed}, {"size", fileSize}});
    if (*needed < data.size())
        return fail("idx.trailing_bytes",
                    {{"path", name}, {"sizes", sizes}, {"extra", data.size() - *needed}});
    if (elementSize == 1)
        return widened(*type, std::move(shape), data.data());
    std::string swapped(data);
    for (std::size_t i = 0; i + elementSize <= swapped.size(); i += elementSize)
        std::reverse(swapped.begin() + static_cast<std::ptrdiff_t>(i),
                     swapped.begin() + static_cast<std::ptrdiff_t>(i + elementSize));
    return widened(*type, std::move(shape), swapped.data());
}

} // namespace

Result<HostTensor> parseIdx(std::string_view bytes, const std::string& name)
{
    return guarded(makeError("idx.wrong_magic", {{"path", name}}),
                   [&] { return parse(bytes, name); });
}

Result<HostTensor> readIdx(const std::filesystem::path& path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return fail(bytes.error());
    return parseIdx(*bytes, path.string());
}

} // namespace nodegrad
