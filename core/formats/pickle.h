#pragma once
// The small part of Python's pickle that state dicts of PyTorch are written in. A pickle is a program: this reader runs none of it. It knows
// the opcodes that build texts, numbers, lists and dictionaries, and four names; anything else is refused by its name.
// Reference: Lib/pickletools.py of Python, protocol 2.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace nodegrad {

/// A tensor as the pickle describes it: a part of a storage, whose bytes lie elsewhere in the archive.
struct PickledTensor {
    std::string storage;               ///< key of the storage: "0"
    std::string type;                  ///< "FloatStorage"
    std::int64_t storageCount = 0;     ///< elements of the storage
    std::int64_t offset = 0;           ///< in elements
    std::vector<std::int64_t> sizes, strides;
};

/// Index of a value within a Pickle.
using PickleIndex = std::size_t;

struct PickleValue {
    enum class Kind { None, Bool, Integer, Real, Text, List, Tuple, Dict, Tensor, Storage, Global };
    Kind kind = Kind::None;
    std::int64_t integer = 0;          ///< Integer, Bool
    double real = 0;
    std::string text;                  ///< Text; Global: "collections OrderedDict"
    std::vector<PickleIndex> items;    ///< List, Tuple
    std::vector<std::pair<PickleIndex, PickleIndex>> entries; ///< Dict, in order
    PickledTensor tensor;              ///< Tensor, Storage
};

/// All values of a pickle; they refer to each other by index, so that what refers to itself does no harm.
struct Pickle {
    std::vector<PickleValue> values;
    PickleIndex root = 0;
    const PickleValue& operator[](PickleIndex index) const { return values[index]; }
};

/// Puts a Pickle together, from the leaves on.
class PickleBuilder {
public:
    using Entries = std::vector<std::pair<PickleIndex, PickleIndex>>;
    PickleIndex none() { return add({}); }
    PickleIndex flag(bool value) { return add({.kind = PickleValue::Kind::Bool, .integer = value}); }
    PickleIndex integer(std::int64_t value) { return add({.kind = PickleValue::Kind::Integer, .integer = value}); }
    PickleIndex real(double value) { return add({.kind = PickleValue::Kind::Real, .real = value}); }
    PickleIndex text(std::string value) { return add({.kind = PickleValue::Kind::Text, .text = std::move(value)}); }
    PickleIndex list(std::vector<PickleIndex> items) { return add({.kind = PickleValue::Kind::List, .items = std::move(items)}); }
    PickleIndex tuple(std::vector<PickleIndex> items) { return add({.kind = PickleValue::Kind::Tuple, .items = std::move(items)}); }
    PickleIndex dict(Entries entries) { return add({.kind = PickleValue::Kind::Dict, .entries = std::move(entries)}); }
    PickleIndex tensor(PickledTensor value) { return add({.kind = PickleValue::Kind::Tensor, .tensor = std::move(value)}); }
    Pickle take(PickleIndex root) { return {std::move(m_values), root}; }

private:
    PickleIndex add(PickleValue value)
    {
        m_values.push_back(std::move(value));
        return m_values.size() - 1;
    }
    std::vector<PickleValue> m_values;
};

/// Protocol 2, as torch.load(weights_only=True) reads it. No value may hold itself; Storage and Global are written as None.
std::string pickleBytes(const Pickle& pickle);

/// Errors: pickle.refused_global {path, name}, pickle.refused_opcode {path, opcode}, pickle.damaged {path, what}, pickle.too_large {path, what, limit}.
Result<Pickle> parsePickle(std::string_view bytes, const std::string& name);

} // namespace nodegrad
