#include <bit>
#include <limits>

#include "core/formats/pickle.h"

namespace nodegrad {

namespace {

void addNumber(std::string& out, std::uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>(number >> (8 * i) & 0xff);
}

void addText(std::string& out, std::string_view text)
{
    out += 'X';
    addNumber(out, text.size(), 4);
    out += text;
}

void addInteger(std::string& out, std::int64_t number)
{
    const bool isSmall = number >= 0 && number <= std::numeric_limits<std::int32_t>::max();
    out += isSmall ? "J" : "\x8a\x08";
    addNumber(out, static_cast<std::uint64_t>(number), isSmall ? 4 : 8);
}

/// 'G', then the eight bytes with the highest first.
void addReal(std::string& out, double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value);
    out += 'G';
    for (int shift = 56; shift >= 0; shift -= 8)
        out += static_cast<char>(bits >> shift & 0xff);
}

void addSizes(std::string& out, const std::vector<std::int64_t>& sizes)
{
    out += '(';
    for (const std::int64_t size : sizes)
        addInteger(out, size);
    out += 't';
}

/// torch._utils._rebuild_tensor_v2(storage, offset, sizes, strides, False, OrderedDict())
void addTensor(std::string& out, const PickledTensor& tensor)
{
    out += "ctorch._utils\n_rebuild_tensor_v2\n((";
    addText(out, "storage");
    out += "ctorch\n" + tensor.type + "\n";
    addText(out, tensor.storage);
    addText(out, "cpu");
    addInteger(out, tensor.storageCount);
    out += "tQ";
    addInteger(out, tensor.offset);
    addSizes(out, tensor.sizes);
    addSizes(out, tensor.strides);
    out += "\x89" "ccollections\nOrderedDict\n)RtR";
}

void addValue(std::string& out, const Pickle& pickle, PickleIndex index)
{
    using Kind = PickleValue::Kind;
    const PickleValue& value = pickle[index];
    const auto addItems = [&] {
        out += '(';
        for (const PickleIndex item : value.items)
            addValue(out, pickle, item);
    };
    switch (value.kind) {
    case Kind::Bool: out += value.integer ? '\x88' : '\x89'; break;
    case Kind::Integer: addInteger(out, value.integer); break;
    case Kind::Real: addReal(out, value.real); break;
    case Kind::Text: addText(out, value.text); break;
    case Kind::List:
        out += ']';
        addItems();
        out += 'e';
        break;
    case Kind::Tuple:
        addItems();
        out += 't';
        break;
    case Kind::Dict:
        out += "}(";
        for (const auto& [key, item] : value.entries) {
            addValue(out, pickle, key);
            addValue(out, pickle, item);
        }
        out += 'u';
        break;
    case Kind::Tensor: addTensor(out, value.tensor); break;
    default: out += 'N';
    }
}

} // namespace

std::string pickleBytes(const Pickle& pickle)
{
    std::string out("\x80\x02", 2);
    addValue(out, pickle, pickle.root);
    return out + '.';
}

} // namespace nodegrad
