#pragma once
// Names that other tools accept.

#include <set>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/ops/program.h"

namespace nodegrad {

/// `text` as a Python identifier: other characters become "_", a digit in front and keywords get a "_". Never empty.
std::string pythonIdentifier(std::string_view text);
/// "digits-resnet" -> "DigitsResnet"; what is no identifier afterwards becomes "Network".
std::string pythonClassName(std::string_view text);
/// A Python string literal with escapes.
std::string pythonText(std::string_view text);

/// Hands out names that are used once: "conv1", then "conv1_1".
class NameSet {
public:
    void reserve(const std::string& name) { m_used.insert(name); }
    bool has(const std::string& name) const { return m_used.contains(name); }
    std::string take(const std::string& wanted);

private:
    std::set<std::string> m_used;
};

/// Attributes of a torch module may not hide its own: "train", "forward", keywords. Errors: export.reserved_name {key, name}.
Status checkModuleNames(const Program& program);
/// True for words that no attribute of a torch module may have.
bool isReservedInModule(std::string_view name);

} // namespace nodegrad
