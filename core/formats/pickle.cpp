#include "core/formats/pickle.h"

#include <array>
#include <bit>
#include <cctype>
#include <cstring>
#include <map>

#include <fmt/format.h>

#include "core/base/guarded.h"

namespace nodegrad {

namespace {

constexpr std::size_t kMostValues = 4'000'000, kLongestText = 1 << 20, kMostSizes = 16;

/// The opcodes by the names of pickletools.
enum class Op : unsigned char {
    Mark = '(', Stop = '.', BinInt = 'J', BinInt1 = 'K', BinInt2 = 'M', None = 'N', BinPersId = 'Q', Reduce = 'R', BinUnicode = 'X',
    Append = 'a', Build = 'b', Global = 'c', Appends = 'e', BinGet = 'h', LongBinGet = 'j', BinPut = 'q', LongBinPut = 'r', SetItem = 's', Tuple = 't',
    SetItems = 'u', EmptyDict = '}', EmptyList = ']', EmptyTuple = ')', BinFloat = 'G', ShortBinString = 'U', Proto = 0x80, Tuple1 = 0x85, Tuple2 = 0x86,
    Tuple3 = 0x87, NewTrue = 0x88, NewFalse = 0x89, Long1 = 0x8a
};

constexpr const char* kOrderedDict = "collections OrderedDict";
constexpr const char* kRebuildTensor = "torch._utils _rebuild_tensor_v2";
constexpr const char* kRebuildParameter = "torch._utils _rebuild_parameter";

bool isAllowed(const std::string& name)
{
    static constexpr std::array storages{"FloatStorage", "DoubleStorage", "HalfStorage", "BFloat16Storage", "LongStorage", "IntStorage",
                                         "ShortStorage", "CharStorage", "ByteStorage", "BoolStorage"};
    if (name == kOrderedDict || name == kRebuildTensor || name == kRebuildParameter)
        return true;
    for (const char* storage : storages)
        if (name == std::string("torch ") + storage)
            return true;
    return false;
}

class Unpickler {
public:
    Unpickler(std::string_view bytes, const std::string& name) : m_bytes(bytes), m_name(name) {}

    Result<Pickle> run()
    {
        for (;;) {
            if (m_at >= m_bytes.size())
                return damaged("it ends before its end");
            const auto op = static_cast<unsigned char>(m_bytes[m_at++]);
            if (static_cast<Op>(op) == Op::Stop) {
                if (m_stack.size() != 1 || !m_marks.empty())
                    return damaged("something is left over at its end");
                m_pickle.root = m_stack.back();
                return std::move(m_pickle);
            }
            if (auto done = step(op); !done)
                return tl::unexpected(done.error());
            if (m_pickle.values.size() > kMostValues)
                return fail("pickle.too_large", {{"path", m_name}, {"what", "values"}, {"limit", std::uint64_t(kMostValues)}});
        }
    }

private:
    using Kind = PickleValue::Kind;

    tl::unexpected<Error> damaged(std::string_view what) const { return fail("pickle.damaged", {{"path", m_name}, {"what", what}}); }

    // --- bytes ---
    template <class T> bool take(T& number)
    {
        if (m_bytes.size() - m_at < sizeof(T))
            return false;
        std::memcpy(&number, m_bytes.data() + m_at, sizeof(T));
        m_at += sizeof(T);
        return true;
    }
    bool takeText(std::size_t size, std::string& text)
    {
        if (m_bytes.size() - m_at < size || size > kLongestText)
            return false;
        text = m_bytes.substr(m_at, size);
        m_at += size;
        return true;
    }
    bool takeLine(std::string& text)
    {
        const std::size_t end = m_bytes.find('\n', m_at);
        return end != std::string_view::npos && takeText(end - m_at, text) && ++m_at;
    }

    // --- stack ---
    PickleIndex push(PickleValue value)
    {
        m_pickle.values.push_back(std::move(value));
        m_stack.push_back(m_pickle.values.size() - 1);
        return m_stack.back();
    }
    Status pushNumber(std::int64_t number, Kind kind = Kind::Integer)
    {
        push({.kind = kind, .integer = number});
        return {};
    }
    std::size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }
    bool has(std::size_t count) const { return m_stack.size() >= floor() + count; }
    PickleIndex pop()
    {
        const PickleIndex index = m_stack.back();
        m_stack.pop_back();
        return index;
    }
    /// Everything above the last mark.
    std::vector<PickleIndex> popToMark()
    {
        std::vector<PickleIndex> items(m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back()), m_stack.end());
        m_stack.resize(m_marks.back());
        m_marks.pop_back();
        return items;
    }
    PickleValue& at(PickleIndex index) { return m_pickle.values[index]; }

    Status step(unsigned char byte)
    {
        const Status cut = damaged("it is cut off");
        std::uint8_t small = 0;
        std::uint16_t middle = 0;
        std::int32_t whole = 0;
        std::uint32_t large = 0;
        std::string text;
        switch (static_cast<Op>(byte)) {
        case Op::Proto:
            return take(small) && small >= 2 && small <= 5 ? Status() : damaged("its protocol is not 2 to 5");
        case Op::Mark:
            m_marks.push_back(m_stack.size());
            return {};
        case Op::None:
            push({});
            return {};
        case Op::NewTrue:
        case Op::NewFalse:
            return pushNumber(static_cast<Op>(byte) == Op::NewTrue, Kind::Bool);
        case Op::BinInt:
            return take(whole) ? pushNumber(whole) : cut;
        case Op::BinInt1:
            return take(small) ? pushNumber(small) : cut;
        case Op::BinInt2:
            return take(middle) ? pushNumber(middle) : cut;
        case Op::Long1:
            return takeLong();
        case Op::BinFloat:
            return takeReal();
        case Op::BinUnicode:
            if (!take(large) || !takeText(large, text))
                return cut;
            push({.kind = Kind::Text, .text = std::move(text)});
            return {};
        case Op::ShortBinString:
            if (!take(small) || !takeText(small, text))
                return cut;
            push({.kind = Kind::Text, .text = std::move(text)});
            return {};
        case Op::EmptyDict:
            push({.kind = Kind::Dict});
            return {};
        case Op::EmptyList:
            push({.kind = Kind::List});
            return {};
        case Op::EmptyTuple:
            push({.kind = Kind::Tuple});
            return {};
        case Op::Tuple1:
        case Op::Tuple2:
        case Op::Tuple3:
            return makeTuple(static_cast<std::size_t>(byte - static_cast<unsigned char>(Op::Tuple1)) + 1);
        case Op::Tuple:
            if (m_marks.empty())
                return damaged("a tuple has no beginning");
            {
                std::vector<PickleIndex> items = popToMark();
                push({.kind = Kind::Tuple, .items = std::move(items)});
            }
            return {};
        case Op::Append:
        case Op::Appends:
            return append(static_cast<Op>(byte) == Op::Appends);
        case Op::SetItem:
        case Op::SetItems:
            return setItems(static_cast<Op>(byte) == Op::SetItems);
        case Op::BinPut:
            return take(small) ? put(small) : cut;
        case Op::LongBinPut:
            return take(large) ? put(large) : cut;
        case Op::BinGet:
            return take(small) ? get(small) : cut;
        case Op::LongBinGet:
            return take(large) ? get(large) : cut;
        case Op::Global:
            return global();
        case Op::Reduce:
            return reduce();
        case Op::Build:
            return build();
        case Op::BinPersId:
            return persistent();
        default:
            return fail("pickle.refused_opcode", {{"path", m_name}, {"opcode", std::isprint(byte) ? std::string(1, static_cast<char>(byte)) : fmt::format("0x{:02x}", byte)}});
        }
    }

    Status takeLong()
    {
        std::uint8_t size = 0;
        std::string bytes;
        if (!take(size) || size > 8 || !takeText(size, bytes))
            return damaged("a whole number has more than 64 bits");
        std::uint64_t number = !bytes.empty() && (static_cast<unsigned char>(bytes.back()) & 0x80) ? ~std::uint64_t(0) : 0;
        std::memcpy(&number, bytes.data(), bytes.size());
        return pushNumber(static_cast<std::int64_t>(number));
    }

    Status takeReal()
    {
        std::uint64_t bits = 0;
        if (!take(bits))
            return damaged("it is cut off");
        std::uint64_t turned = 0; // big-endian
        for (int i = 0; i < 8; ++i)
            turned = turned << 8 | (bits >> (8 * i) & 0xff);
        push({.kind = Kind::Real, .real = std::bit_cast<double>(turned)});
        return {};
    }

    Status makeTuple(std::size_t count)
    {
        if (!has(count))
            return damaged("a tuple has too few values");
        std::vector<PickleIndex> items(m_stack.end() - static_cast<std::ptrdiff_t>(count), m_stack.end());
        m_stack.resize(m_stack.size() - count);
        push({.kind = Kind::Tuple, .items = std::move(items)});
        return {};
    }

    Status append(bool many)
    {
        if (many ? m_marks.empty() : !has(2))
            return damaged("a list has no values");
        const std::vector<PickleIndex> items = many ? popToMark() : std::vector{pop()};
        if (!has(1) || at(m_stack.back()).kind != Kind::List)
            return damaged("values are added to what is no list");
        PickleValue& list = at(m_stack.back());
        list.items.insert(list.items.end(), items.begin(), items.end());
        return {};
    }

    Status setItems(bool many)
    {
        if (many ? m_marks.empty() : !has(3))
            return damaged("a dictionary has no values");
        std::vector<PickleIndex> items;
        if (many) {
            items = popToMark();
        } else {
            const PickleIndex value = pop();
            items = {pop(), value};
        }
        if (items.size() % 2 != 0 || !has(1) || at(m_stack.back()).kind != Kind::Dict)
            return damaged("values are set in what is no dictionary");
        for (std::size_t i = 0; i < items.size(); i += 2)
            at(m_stack.back()).entries.emplace_back(items[i], items[i + 1]);
        return {};
    }

    Status put(std::uint32_t place)
    {
        if (!has(1))
            return damaged("it remembers nothing");
        m_memo[place] = m_stack.back();
        return {};
    }

    Status get(std::uint32_t place)
    {
        const auto found = m_memo.find(place);
        if (found == m_memo.end())
            return damaged("it recalls what it did not remember");
        m_stack.push_back(found->second);
        if (m_stack.size() > kMostValues)
            return fail("pickle.too_large", {{"path", m_name}, {"what", "values"}, {"limit", std::uint64_t(kMostValues)}});
        return {};
    }

    Status global()
    {
        std::string module, attribute;
        if (!takeLine(module) || !takeLine(attribute))
            return damaged("it is cut off");
        const std::string name = module + " " + attribute;
        if (!isAllowed(name))
            return fail("pickle.refused_global", {{"path", m_name}, {"name", module + "." + attribute}});
        push({.kind = Kind::Global, .text = name});
        return {};
    }

    /// ("storage", torch.FloatStorage, key, location, count)
    Status persistent()
    {
        if (!has(1))
            return damaged("it refers to nothing");
        const PickleValue tuple = at(pop());
        const auto kind = [&](std::size_t i) { return at(tuple.items[i]).kind; };
        const bool fits = tuple.kind == Kind::Tuple && tuple.items.size() == 5 && kind(0) == Kind::Text && at(tuple.items[0]).text == "storage" &&
                          kind(1) == Kind::Global && at(tuple.items[1]).text.starts_with("torch ") && kind(2) == Kind::Text && kind(4) == Kind::Integer &&
                          at(tuple.items[4]).integer >= 0;
        if (!fits)
            return damaged("it refers to something else than the numbers of a tensor");
        PickledTensor storage;
        storage.type = at(tuple.items[1]).text.substr(6);
        storage.storage = at(tuple.items[2]).text;
        storage.storageCount = at(tuple.items[4]).integer;
        push({.kind = Kind::Storage, .tensor = std::move(storage)});
        return {};
    }

    bool sizesOf(PickleIndex index, std::vector<std::int64_t>& sizes)
    {
        const PickleValue& tuple = at(index);
        if (tuple.kind != Kind::Tuple || tuple.items.size() > kMostSizes)
            return false;
        for (const PickleIndex item : tuple.items) {
            if (at(item).kind != Kind::Integer || at(item).integer < 0)
                return false;
            sizes.push_back(at(item).integer);
        }
        return true;
    }

    Status reduce()
    {
        if (!has(2))
            return damaged("it calls nothing");
        const PickleIndex argumentsAt = pop();
        const std::string callee = at(m_stack.back()).kind == Kind::Global ? at(pop()).text : std::string();
        const std::vector<PickleIndex> arguments = at(argumentsAt).kind == Kind::Tuple ? at(argumentsAt).items : std::vector<PickleIndex>{};
        if (callee == kOrderedDict)
            return orderedDict(arguments);
        if (callee == kRebuildParameter && !arguments.empty() && at(arguments[0]).kind == Kind::Tensor) {
            m_stack.push_back(arguments[0]);
            return {};
        }
        if (callee != kRebuildTensor || arguments.size() < 4 || at(arguments[0]).kind != Kind::Storage || at(arguments[1]).kind != Kind::Integer)
            return damaged("it calls what is no function, or with other values");
        PickledTensor tensor = at(arguments[0]).tensor;
        tensor.offset = at(arguments[1]).integer;
        if (tensor.offset < 0 || !sizesOf(arguments[2], tensor.sizes) || !sizesOf(arguments[3], tensor.strides) || tensor.sizes.size() != tensor.strides.size())
            return damaged("a tensor has no sizes");
        push({.kind = Kind::Tensor, .tensor = std::move(tensor)});
        return {};
    }

    /// OrderedDict() or OrderedDict([(key, value), ...]).
    Status orderedDict(const std::vector<PickleIndex>& arguments)
    {
        PickleValue dict{.kind = Kind::Dict};
        for (const PickleIndex pair : arguments.empty() ? std::vector<PickleIndex>{} : at(arguments[0]).items) {
            if (at(pair).items.size() != 2)
                return damaged("a dictionary holds other than pairs");
            dict.entries.emplace_back(at(pair).items[0], at(pair).items[1]);
        }
        push(std::move(dict));
        return {};
    }

    /// The attributes of an OrderedDict (_metadata of a state dict) are not needed.
    Status build()
    {
        if (!has(2) || at(m_stack[m_stack.size() - 2]).kind != Kind::Dict)
            return damaged("it changes an object");
        pop();
        return {};
    }

    std::string_view m_bytes;
    const std::string& m_name;
    std::size_t m_at = 0;
    Pickle m_pickle;
    std::vector<PickleIndex> m_stack;
    std::vector<std::size_t> m_marks; ///< heights of the stack
    std::map<std::uint32_t, PickleIndex> m_memo;
};

} // namespace

Result<Pickle> parsePickle(std::string_view bytes, const std::string& name)
{
    return guarded(makeError("pickle.damaged", {{"path", name}, {"what", "it cannot be understood"}}), [&] { return Unpickler(bytes, name).run(); });
}

} // namespace nodegrad
