#pragma once
// Phrases that core makes with values in them, such as "at least 1".

#include <span>

namespace nodegrad {

/// Patterns with {0}, {1} in the order of the text; the first that fits a whole text is taken, so the longer ones come first.
std::span<const char* const> corePhrases();

} // namespace nodegrad
