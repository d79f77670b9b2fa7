#include "core/exporters/python_template.h"

#include <algorithm>
#include <cctype>

#include "core/base/text.h"

namespace nodegrad {

namespace {

constexpr char mark = '\x01';

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWord(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.';
}

/// Length of the number at the start of `text`: 16, 0.5, 1e-05.
std::size_t numberLength(std::string_view text)
{
    std::size_t length = 0;
    while (length < text.size() && (isDigit(text[length]) || text[length] == '.'))
        ++length;
    if (length < text.size() && text[length] == 'e') {
        std::size_t end = length + 1;
        if (end < text.size() && (text[end] == '-' || text[end] == '+'))
            ++end;
        const std::size_t digits = end;
        while (end < text.size() && isDigit(text[end]))
            ++end;
        if (end > digits)
            length = end;
    }
    return length;
}

} // namespace

PythonTemplate pythonTemplate(std::string_view code)
{
    PythonTemplate form;
    for (std::size_t i = 0; i < code.size();) {
        const bool startsNumber = isDigit(code[i]) && (i == 0 || (!isWord(code[i - 1]) && code[i - 1] != '{'));
        if (!startsNumber) {
            form.text += code[i++];
            continue;
        }
        const std::size_t length = numberLength(code.substr(i));
        form.numbers.emplace_back(code.substr(i, length));
        form.text += mark;
        i += length;
    }
    return form;
}

std::string filled(const PythonTemplate& form, const std::vector<std::string>& words)
{
    std::string code;
    std::size_t next = 0;
    for (const char c : form.text) {
        if (c == mark && next < words.size())
            code += words[next++];
        else
            code += c;
    }
    return code;
}

std::string filledCall(const std::string& call, const std::string& self, const std::vector<std::string>& inputs)
{
    std::string code;
    for (std::size_t i = 0; i < call.size();) {
        const std::size_t end = call[i] == '{' ? call.find('}', i) : std::string::npos;
        if (end == std::string::npos) {
            code += call[i++];
            continue;
        }
        const std::string_view place(call.data() + i + 1, end - i - 1);
        const auto index = parseInteger(place);
        if (place == "self")
            code += self;
        else if (index && *index >= 0 && static_cast<std::size_t>(*index) < inputs.size())
            code += inputs[static_cast<std::size_t>(*index)];
        else
            code.append(call, i, end - i + 1);
        i = end + 1;
    }
    return code;
}

std::string pythonArray(const std::vector<std::string>& values, std::size_t indent)
{
    constexpr std::size_t columns = 100;
    std::string text = "[";
    std::size_t width = indent + 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::string piece = values[i] + (i + 1 < values.size() ? "," : "");
        if (i > 0 && width + piece.size() + 1 > columns) {
            text += "\n" + std::string(indent, ' ');
            width = indent;
        } else if (i > 0) {
            text += ' ';
            ++width;
        }
        text += piece;
        width += piece.size();
    }
    return text + "]";
}

std::string pythonAccess(const std::string& key)
{
    std::string text = "self";
    for (const std::string_view part : split(key, '.')) {
        const bool isIndex = !part.empty() && std::ranges::all_of(part, isDigit);
        text += isIndex ? "[" + std::string(part) + "]" : "." + std::string(part);
    }
    return text;
}

} // namespace nodegrad
