#include "core/base/error.h"

#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "core/base/texts/texts.h"

namespace nodegrad {

namespace {

const std::vector<ErrorText>& allTexts()
{
    static const std::vector<ErrorText> all = [] {
        std::vector<ErrorText> joined;
        for (const auto area : {fileErrorTexts(), graphErrorTexts(), layerErrorTexts(), dataErrorTexts(),
                                trainingErrorTexts(), projectErrorTexts(), exportErrorTexts(), importErrorTexts()})
            joined.insert(joined.end(), area.begin(), area.end());
        return joined;
    }();
    return all;
}

const ErrorText* findText(std::string_view code)
{
    static const std::unordered_map<std::string_view, const ErrorText*> byCode = [] {
        std::unordered_map<std::string_view, const ErrorText*> map;
        for (const ErrorText& text : allTexts())
            map.emplace(text.code, &text);
        return map;
    }();
    const auto found = byCode.find(code);
    return found == byCode.end() ? nullptr : found->second;
}

std::string fill(std::string_view pattern, const std::map<std::string, std::string>& arguments)
{
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::size_t close = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
        if (close == std::string_view::npos) {
            out += pattern[i];
            continue;
        }
        const auto found = arguments.find(std::string(pattern.substr(i + 1, close - i - 1)));
        if (found != arguments.end())
            out += found->second;
        i = close;
    }
    return out;
}

} // namespace

std::string ErrorArgument::format(double number)
{
    return fmt::format("{:.6g}", number);
}

Error makeError(std::string_view code, ErrorArguments arguments, std::string detail)
{
    Error error{std::string(code), {}, std::move(detail)};
    for (const auto& [name, value] : arguments)
        error.arguments.emplace(name, value.text());
    return error;
}

tl::unexpected<Error> fail(std::string_view code, ErrorArguments arguments, std::string detail)
{
    return tl::unexpected<Error>(makeError(code, arguments, std::move(detail)));
}

std::string message(const Error& error)
{
    if (const ErrorText* text = findText(error.code))
        return fill(text->message, error.arguments);
    std::string words = error.code;
    for (const auto& [name, value] : error.arguments)
        words += fmt::format(" {}={}", name, value);
    return words;
}

std::string hint(const Error& error)
{
    const ErrorText* text = findText(error.code);
    return text ? fill(text->hint, error.arguments) : std::string();
}

std::string sentence(const Error& error)
{
    const std::string cure = hint(error);
    return cure.empty() ? message(error) : message(error) + " " + cure;
}

std::span<const ErrorText> errorTexts()
{
    return allTexts();
}

} // namespace nodegrad
