#pragma once
// Reads the letters of graph_text: words, signs, arguments, and where they stand.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace nodegrad {

/// One argument between commas: `key = value`, or a value alone.
struct TextArgument {
    std::string key;          ///< "" for a positional one
    std::string value;        ///< as written, trimmed; without its quotes
    bool isQuoted = false;
    std::size_t offset = 0;   ///< in the text, for messages
};

class TextScanner {
public:
    explicit TextScanner(std::string_view text) : m_text(text) {}

    std::size_t offset() const { return m_offset; }
    void rewind(std::size_t offset) { m_offset = offset; }
    bool atEnd() const { return m_offset >= m_text.size(); }
    /// Spaces and comments (# to the end of the line); with `lines` also line breaks.
    void skipSpace(bool lines);
    /// Takes `sign` if it comes next, after spaces.
    bool take(char sign, bool lines = false);
    bool comesNext(char sign, bool lines = false);
    /// An identifier, with dots when `dotted`; nothing when another thing comes.
    std::optional<std::string> word(bool dotted = false);
    /// A text in double quotes; \" and \\ inside. Errors: graph_text.syntax when it does not end.
    Result<std::string> quoted();
    /// After "(": the arguments up to and with ")". Errors: graph_text.syntax.
    Result<std::vector<TextArgument>> arguments();
    /// graph_text.syntax at `offset`, or here.
    tl::unexpected<Error> expected(const std::string& what, std::optional<std::size_t> offset = {}) const;
    /// Line and column of `offset`, from 1, as arguments of `error`.
    Error placed(Error error, std::size_t offset) const;

private:
    std::string_view m_text;
    std::size_t m_offset = 0;
};

} // namespace nodegrad
