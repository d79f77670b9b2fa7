#include "tests/fuzz/targets.h"

namespace nodegrad::test {

void demand(bool holds, const std::string& promise)
{
    if (!holds)
        throw BrokenPromise(promise);
}

namespace {

void demandFilled(std::string_view words, const Error& error)
{
    for (std::size_t open = words.find('{'); open != std::string_view::npos; open = words.find('{', open + 1)) {
        const std::string name(words.substr(open + 1, words.find('}', open) - open - 1));
        demand(error.arguments.contains(name), error.code + " lacks '" + name + "'");
    }
}

} // namespace

void demandSentence(const Error& error)
{
    for (const ErrorText& text : errorTexts())
        if (text.code == error.code) {
            demandFilled(text.message, error);
            demandFilled(text.hint, error);
            return;
        }
    throw BrokenPromise("no text for " + error.code);
}

} // namespace nodegrad::test
