#include "core/exporters/names.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/text.h"

namespace nodegrad {

namespace {

constexpr std::array keywords = {"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
                                 "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
                                 "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"};
/// What torch.nn.Module and its TorchScript counterpart define.
constexpr std::array moduleWords = {
    "T_destination", "add_module", "apply", "bfloat16", "buffers", "call_super_init", "children", "code", "code_with_constants",
    "compile", "copy", "cpu", "cuda", "define", "double", "dump_patches", "eval", "extra_repr", "float", "forward",
    "forward_magic_method", "get_buffer", "get_debug_state", "get_extra_state", "get_parameter", "get_submodule", "graph", "graph_for",
    "half", "inlined_graph", "ipu", "load_state_dict", "modules", "mtia", "named_buffers", "named_children", "named_modules",
    "named_parameters", "original_name", "parameters", "register_backward_hook", "register_buffer",
    "register_forward_hook", "register_forward_pre_hook", "register_full_backward_hook", "register_full_backward_pre_hook",
    "register_load_state_dict_post_hook", "register_load_state_dict_pre_hook", "register_module", "register_parameter",
    "register_state_dict_post_hook", "register_state_dict_pre_hook", "requires_grad_", "save", "save_to_buffer", "set_extra_state",
    "set_submodule", "share_memory", "state_dict", "to", "to_empty", "train", "training", "type", "xpu", "zero_grad"};

template <class Words> bool isOneOf(std::string_view word, const Words& words)
{
    return std::ranges::find(words, word) != words.end();
}

bool isWordCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

} // namespace

std::string pythonIdentifier(std::string_view text)
{
    std::string name;
    for (const char c : text)
        name += isWordCharacter(c) ? c : '_';
    if (name.empty() || std::isdigit(static_cast<unsigned char>(name[0])))
        name.insert(name.begin(), '_');
    if (isOneOf(name, keywords) || name == "self")
        name += '_';
    return name;
}

std::string pythonClassName(std::string_view text)
{
    std::string name;
    bool upper = true;
    for (const char c : text) {
        if (!isWordCharacter(c) || c == '_') {
            upper = true;
            continue;
        }
        name += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        upper = false;
    }
    return isIdentifier(name) && !isOneOf(name, keywords) ? name : "Network";
}

std::string pythonText(std::string_view text)
{
    std::string literal = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            literal += '\\';
        if (c == '\n')
            literal += "\\n";
        else if (c == '\r')
            literal += "\\r";
        else if (c == '\0')
            literal += "\\0";
        else
            literal += c;
    }
    return literal + "\"";
}

std::string NameSet::take(const std::string& wanted)
{
    std::string name = wanted;
    for (int i = 1; !m_used.insert(name).second; ++i)
        name = wanted + "_" + std::to_string(i);
    return name;
}

bool isReservedInModule(std::string_view name)
{
    return isOneOf(name, keywords) || isOneOf(name, moduleWords) || name.starts_with("__");
}

Status checkModuleNames(const Program& program)
{
    const auto check = [](const std::string& key) -> Status {
        for (const std::string_view part : split(key, '.'))
            if (isReservedInModule(part))
                return fail("export.reserved_name", {{"key", key}, {"name", part}});
        return {};
    };
    for (const Parameter& parameter : program.parameters)
        if (const Status status = check(parameter.path); !status)
            return status;
    for (const Buffer& buffer : program.buffers)
        if (const Status status = check(buffer.path); !status)
            return status;
    for (const auto& [alias, path] : program.aliases)
        if (const Status status = check(alias); !status)
            return status;
    return {};
}

} // namespace nodegrad
