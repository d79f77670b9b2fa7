#pragma once
// Text as a template argument, so that one function template stands for many plain functions.

#include <algorithm>
#include <cstddef>

namespace nodegrad {

/// `template <FixedText name> void f()` is used as `f<"Exp">`; `name.characters` ends with a zero.
template <std::size_t size> struct FixedText {
    char characters[size] = {};
    consteval FixedText(const char (&text)[size]) { std::copy_n(text, size, characters); }
};

} // namespace nodegrad
