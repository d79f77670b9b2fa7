#pragma once
// A guard before a JSON parser: brackets nested deeper than any file of ours would cost stack and time.

#include <cstddef>
#include <string_view>

namespace nodegrad {

/// True when brackets outside of strings nest deeper than `deepest` anywhere in `text`; one pass, no allocation.
inline bool isJsonNestedTooDeep(std::string_view text, std::size_t deepest = 512)
{
    std::size_t depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > deepest)
                return true;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return false;
}

} // namespace nodegrad
