#include "core/formats/npy.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <optional>

#include "core/base/guarded.h"
#include "core/base/text.h"
#include "core/formats/array_bytes.h"

namespace nodegrad {

namespace {

constexpr std::string_view magic{"\x93NUMPY", 6};

struct Header {
    std::string descr;
    bool fortranOrder = false;
    std::vector<std::int64_t> shape;
};

/// The header is a Python dict literal with three known keys; this reads that and nothing more.
class HeaderText {
public:
    explicit HeaderText(std::string_view text) : m_text(text) {}

    std::optional<Header> read()
    {
        Header header;
        bool sawDescr = false, sawOrder = false, sawShape = false;
        if (!take('{'))
            return std::nullopt;
        while (!take('}')) {
            const auto key = quoted();
            if (!key || !take(':'))
                return std::nullopt;
            if (*key == "descr")
                sawDescr = readDescr(header.descr);
            else if (*key == "fortran_order")
                sawOrder = readFlag(header.fortranOrder);
            else if (*key == "shape")
                sawShape = readShape(header.shape);
            else
                return std::nullopt;
            if (!take(',') && peek() != '}')
                return std::nullopt;
        }
        return sawDescr && sawOrder && sawShape ? std::optional(header) : std::nullopt;
    }

private:
    char peek()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n'))
            ++m_at;
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }
    bool take(char wanted)
    {
        if (peek() != wanted)
            return false;
        ++m_at;
        return true;
    }
    std::optional<std::string> quoted()
    {
        const char quote = peek();
        if (quote != '\'' && quote != '"')
            return std::nullopt;
        const std::size_t close = m_text.find(quote, m_at + 1);
        if (close == std::string_view::npos)
            return std::nullopt;
        std::string word(m_text.substr(m_at + 1, close - m_at - 1));
        m_at = close + 1;
        return word;
    }
    bool readDescr(std::string& descr)
    {
        if (peek() != '[') {
            const auto word = quoted();
            descr = word.value_or("");
            return word.has_value();
        }
        // A record type: a list of (name, type) pairs. Kept as text, for the error.
        const std::size_t begin = m_at;
        int depth = 0;
        for (; m_at < m_text.size(); ++m_at) {
            depth += m_text[m_at] == '[' ? 1 : m_text[m_at] == ']' ? -1 : 0;
            if (depth == 0) {
                descr = m_text.substr(begin, ++m_at - begin);
                return true;
            }
        }
        return false;
    }
    bool readFlag(bool& flag)
    {
        peek();
        for (const auto& [word, value] :
             {std::pair<std::string_view, bool>{"True", true}, {"False", false}})
            if (m_text.substr(m_at).starts_with(word)) {
                flag = value;
                m_at += word.size();
                return true;
            }
        return false;
    }
    bool readShape(std::vector<std::int64_t>& shape)
    {
        if (!take('('))
            return false;
        while (!take(')')) {
            peek();
            const std::size_t begin = m_at;
            while (m_at < m_text.size() &&
                   (std::isdigit(static_cast<unsigned char>(m_text[m_at])) || m_text[m_at] == '-'))
                ++m_at;
            const std::string_view digits = m_text.substr(begin, m_at - begin);
            if (digits.empty())
                return false;
            // A number beyond 64 bits is a size that no array has: kept as one that
            // arrayByteCount() refuses.
            shape.push_back(
                parseInteger(digits).value_or(std::numeric_limits<std::int64_t>::min()));
            if (m_at < m_text.size() && m_text[m_at] == 'L') // Python 2 wrote (3L, 4L)
                ++m_at;
            if (!take(',') && peek() != ')')
                return false;
        }
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

std::optional<StoredType> storedType(std::string_view code)
{
    static constexpr std::pair<std::string_view, StoredType> known[] = {
        {"f8", StoredType::F64}, {"f4", StoredType::F32}, {"f2", StoredType::F16},
        {"i8", StoredType::I64}, {"i4", StoredType::I32}, {"i2", StoredType::I16},
        {"i1", StoredType::I8},  {"u4", StoredType::U32}, {"u2", StoredType::U16},
        {"u1", StoredType::U8},  {"b1", StoredType::Bool}};
    for (const auto& [name, type] : known)
        if (name == code)
            return type;
    return std::nullopt;
}

std::string shapeWords(const std::vector<std::int64_t>& shape)
{
    std::vector<std::string> sizes;
    for (const std::int64_t size : shape)
        sizes.push_back(size == std::numeric_limits<std::int64_t>::min() ? "more than 64 bits"
                                                                         : std::to_string(size));
    return "(" + joined(sizes, ", ") + ")";
}

/// Column-major data to row-major: the last index of the result walks over the file with the
/// largest stride.
std::string rowMajor(const char* data, const std::vector<std::int64_t>& shape,
                     std::size_t elementSize, std::size_t size)
{
    std::string out(size, '\0');
    std::vector<std::size_t> strides(shape.size()), index(shape.size(), 0);
    std::size_t stride = elementSize;
    for (std::size_t d = 0; d < shape.size(); ++d) {
        strides[d] = stride;
        stride *= static_cast<std::size_t>(shape[d]);
    }
    std::size_t from = 0;
    for (std::size_t to = 0; to < size; to += elementSize) {
        std::memcpy(out.data() + to, data + from, elementSize);
        for (std::size_t d = shape.size(); d-- > 0;) {
            from += strides[d];
            if (++index[d] < static_cast<std::size_t>(shape[d]))
                break;
            from -= strides[d] * index[d];
            index[d] = 0;
        }
    }
    return out;
}

Result<HostTensor> parse(std::string_view bytes, const std::string& name)
{
    if (!bytes.starts_with(magic)) {
        if (magic.starts_with(bytes))
            return fail("npy.truncated",
                        {{"path", name}, {"needed", 10}, {"size", std::uint64_t(bytes.size())}});
        return fail("npy.wrong_magic", {{"path", name}});
    }
    if (bytes.size() < 10)
        return fail("npy.truncated",
                    {{"path", name}, {"needed", 10}, {"size", std::uint64_t(bytes.size())}});
    const int version = static_cast<unsigned char>(bytes[6]);
    if (version < 1 || version > 3)
        return fail(
            "npy.bad_header",
            {{"path", name}, {"what", "version " + std::to_string(version) + " is not known"}});
    const std::size_t begin = version == 1 ? 10 : 12;
    if (bytes.size() < begin)
        return fail("npy.truncated", {{"path", name},
                                      {"needed", std::uint64_t(begin)},
                                      {"size", std::uint64_t(bytes.size())}});
    const std::size_t length = version == 1 ? loadAs<std::uint16_t>(bytes.data() + 8)
                                            : loadAs<std::uint32_t>(bytes.data() + 8);
    if (length > bytes.size() - begin)
        return fail("npy.truncated", {{"path", name},
                                      {"needed", std::uint64_t(begin + length)},
                                      {"size", std::uint64_t(bytes.size())}});
    const auto header = HeaderText(bytes.substr(begin, length)).read();
    if (!header)
        return fail("npy.bad_header",
                    {{"path", name}, {"what", "it is no dict of descr, fortran_order and shape"}});

    const std::string& descr = header->descr;
    if (descr.find('O') != std::string::npos && !descr.starts_with('['))
        return fail("npy.object_array", {{"path", name}});
    const char order = descr.empty() ? '\0' : descr.front();
    const bool ordered = order == '<' || order == '|' || order == '=' || order == '>';
    const auto type = storedType(std::string_view(descr).substr(ordered ? 1 : 0));
    if (!type)
        return fail("npy.unsupported_dtype", {{"path", name}, {"dtype", descr.substr(0, 80)}});
    const std::size_t elementSize = storedSize(*type);
    if (order == '>' && elementSize > 1)
        return fail("npy.big_endian", {{"path", name}, {"dtype", descr}});

    const auto needed = arrayByteCount(header->shape, elementSize);
    if (!needed)
        return fail("npy.absurd_shape", {{"path", name}, {"shape", shapeWords(header->shape)}});
    const std::string_view data = bytes.substr(begin + length);
    if (*needed > data.size())
        return fail("npy.truncated", {{"path", name},
                                      {"needed", begin + length + *needed},
                                      {"size", std::uint64_t(bytes.size())}});
    if (header->fortranOrder && header->shape.size() > 1)
        return widened(
            *type, header->shape,
            rowMajor(data.data(), header->shape, elementSize, static_cast<std::size_t>(*needed))
                .data());
    return widened(*type, header->shape, data.data());
}

std::string_view descrOf(DType type)
{
    switch (type) {
    case DType::Float64:
        return "<f8";
    case DType::Int64:
        return "<i8";
    case DType::Int32:
        return "<i4";
    case DType::UInt8:
        return "|u1";
    case DType::Bool:
        return "|b1";
    default:
        return "<f4";
    }
}

} // namespace

Result<HostTensor> parseNpy(std::string_view bytes, const std::string& name)
{
    return guarded(
        makeError("npy.bad_header", {{"path", name}, {"what", "it cannot be understood"}}),
        [&] { return parse(bytes, name); });
}

Result<HostTensor> readNpy(const std::filesystem::path& path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return fail(bytes.error());
    return parseNpy(*bytes, path.string());
}

std::string npyBytes(const HostTensor& tensor)
{
    std::vector<std::string> sizes;
    for (const std::int64_t size : tensor.shape())
        sizes.push_back(std::to_string(size));
    std::string header = "{'descr': '" + std::string(descrOf(tensor.dtype())) +
                         "', 'fortran_order': False, 'shape': (" + joined(sizes, ", ") +
                         (sizes.size() == 1 ? ",)" : ")") + ", }";
    // The data begins at a multiple of 64 bytes, and the header ends with a line end.
    header.resize((10 + header.size() + 1 + 63) / 64 * 64 - 10 - 1, ' ');
    header += '\n';
    std::string bytes(magic);
    bytes += {'\1', '\0', static_cast<char>(header.size() & 0xFF),
              static_cast<char>(header.size() >> 8)};
    bytes += header;
    bytes.append(reinterpret_cast<const char*>(tensor.bytes()), tensor.byteSize());
    return bytes;
}

Status writeNpy(const std::filesystem::path& path, const HostTensor& tensor, FileSystem& system)
{
    return writeFileAtomically(path, npyBytes(tensor), system);
}

} // namespace nodegrad
