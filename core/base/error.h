#pragma once
// Errors that a user can cause. A mistake of ours is an assert, never an Error.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include <tl/expected.hpp>

namespace nodegrad {

/// The value of a placeholder in an error text: `{"row", 7}`.
class ErrorArgument {
public:
    ErrorArgument(std::string text) : m_text(std::move(text)) {}
    ErrorArgument(std::string_view text) : m_text(text) {}
    ErrorArgument(const char* text) : m_text(text) {}
    template <class Number>
        requires std::is_arithmetic_v<Number>
    ErrorArgument(Number number) : m_text(format(number)) {}
    const std::string& text() const { return m_text; }

private:
    static std::string format(std::int64_t number) { return std::to_string(number); }
    static std::string format(int number) { return std::to_string(number); }
    static std::string format(std::uint64_t number) { return std::to_string(number); }
    static std::string format(double number);
    static std::string format(float number) { return format(static_cast<double>(number)); }
    static std::string format(unsigned number) { return std::to_string(number); }
    std::string m_text;
};

/// One problem, as a code and the facts of the case. The words stand in core/base/texts/, so that a UI can translate
/// them: `message()` names the thing and the fact, `hint()` the cure (may be empty).
struct Error {
    std::string code;                             ///< "csv.ragged_row": what tests match; never renamed
    std::map<std::string, std::string> arguments; ///< values of the placeholders
    std::string detail;                           ///< for the log: a library's own words; never shown first

    bool operator==(const Error&) const = default;
};

using ErrorArguments = std::initializer_list<std::pair<const char*, ErrorArgument>>;

Error makeError(std::string_view code, ErrorArguments arguments = {}, std::string detail = {});

/// What happened, in one sentence. A code without a text gives the code and its arguments (a test forbids it).
std::string message(const Error& error);
/// What to do about it, in one sentence, or "".
std::string hint(const Error& error);
/// message() and hint() joined: what the command line prints and a dialog shows.
std::string sentence(const Error& error);

template <class T> using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// `return fail("file.missing", {{"path", path}});`
tl::unexpected<Error> fail(std::string_view code, ErrorArguments arguments = {}, std::string detail = {});
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

/// The words for one code: `{placeholders}` stand for arguments. Text tables live in core/base/texts/, a file an area.
struct ErrorText {
    std::string_view code, message, hint;
};
/// All texts, in no particular order.
std::span<const ErrorText> errorTexts();

} // namespace nodegrad
