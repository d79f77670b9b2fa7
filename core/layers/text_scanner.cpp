#include "core/layers/text_scanner.h"

#include <algorithm>

#include "core/base/text.h"

namespace nodegrad {

namespace {

bool isWordStart(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }
bool isWordPart(char c) { return isWordStart(c) || (c >= '0' && c <= '9'); }

} // namespace

void TextScanner::skipSpace(bool lines)
{
    while (!atEnd()) {
        const char c = m_text[m_offset];
        if (c == '#') {
            while (!atEnd() && m_text[m_offset] != '\n')
                ++m_offset;
        } else if (c == ' ' || c == '\t' || c == '\r' || (lines && c == '\n')) {
            ++m_offset;
        } else {
            break;
        }
    }
}

bool TextScanner::comesNext(char sign, bool lines)
{
    const std::size_t before = m_offset;
    skipSpace(lines);
    const bool comes = !atEnd() && m_text[m_offset] == sign;
    m_offset = before;
    return comes;
}

bool TextScanner::take(char sign, bool lines)
{
    if (!comesNext(sign, lines))
        return false;
    skipSpace(lines);
    ++m_offset;
    return true;
}

std::optional<std::string> TextScanner::word(bool dotted)
{
    skipSpace(false);
    if (atEnd() || !isWordStart(m_text[m_offset]))
        return std::nullopt;
    const std::size_t begin = m_offset;
    while (!atEnd() && (isWordPart(m_text[m_offset]) || (dotted && m_text[m_offset] == '.')))
        ++m_offset;
    return std::string(m_text.substr(begin, m_offset - begin));
}

Result<std::string> TextScanner::quoted()
{
    skipSpace(false);
    const std::size_t begin = m_offset;
    if (!take('"'))
        return expected("a text in double quotes");
    std::string text;
    while (!atEnd() && m_text[m_offset] != '"') {
        if (m_text[m_offset] == '\\' && m_offset + 1 < m_text.size())
            ++m_offset;
        text += m_text[m_offset++];
    }
    if (atEnd())
        return expected("a closing quote", begin);
    ++m_offset;
    return text;
}

Result<std::vector<TextArgument>> TextScanner::arguments()
{
    std::vector<TextArgument> all;
    const std::size_t begin = m_offset;
    skipSpace(true);
    if (take(')'))
        return all;
    for (;;) {
        skipSpace(true);
        TextArgument argument;
        argument.offset = m_offset;
        const std::size_t start = m_offset;
        if (auto key = word(true); key && take('=', true))
            argument.key = std::move(*key);
        else
            m_offset = start;
        skipSpace(true);
        if (!atEnd() && m_text[m_offset] == '"') {
            auto text = quoted();
            if (!text)
                return tl::unexpected(text.error());
            argument.value = std::move(*text);
            argument.isQuoted = true;
        } else {
            int depth = 0;
            const std::size_t from = m_offset;
            while (!atEnd()) {
                const char c = m_text[m_offset];
                if (depth == 0 && (c == ',' || c == ')'))
                    break;
                if (c == ';' || c == '>' || c == '{' || c == '}' || c == '=')
                    return expected("',' or ')'");
                depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
                ++m_offset;
            }
            argument.value = std::string(trimmed(m_text.substr(from, m_offset - from)));
            if (argument.value.empty())
                return expected("a value");
        }
        all.push_back(std::move(argument));
        if (take(',', true))
            continue;
        if (take(')', true))
            return all;
        return atEnd() ? expected("a closing ')'", begin) : expected("',' or ')'");
    }
}

Error TextScanner::placed(Error error, std::size_t offset) const
{
    const std::string_view before = m_text.substr(0, std::min(offset, m_text.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t lastBreak = before.rfind('\n');
    const std::size_t column = lastBreak == std::string_view::npos ? before.size() + 1 : before.size() - lastBreak;
    error.arguments["line"] = std::to_string(line);
    error.arguments["column"] = std::to_string(column);
    return error;
}

tl::unexpected<Error> TextScanner::expected(const std::string& what, std::optional<std::size_t> offset) const
{
    const std::size_t at = std::min(offset.value_or(m_offset), m_text.size());
    std::string got = "the text ends";
    if (at < m_text.size()) {
        std::string_view rest = m_text.substr(at, 12);
        rest = rest.substr(0, rest.find('\n'));
        while (!rest.empty() && (static_cast<unsigned char>(rest.back()) & 0x80U) != 0) // no halves of a character
            rest.remove_suffix(1);
        got = rest.empty() ? "the line ends" : "'" + std::string(rest) + "' stands there";
    }
    return fail(placed(makeError("graph_text.syntax", {{"expected", what}, {"got", got}}), at));
}

} // namespace nodegrad
