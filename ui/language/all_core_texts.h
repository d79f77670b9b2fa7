#pragma once
// Every text of core that the window shows, for translators and tests.

#include <string>
#include <vector>

namespace nodegrad {

struct CoreText {
    std::string text;
    std::string where; ///< for translators: "layer Conv2D, help of Kernel"
};

/// Texts of all catalogues, errors and phrases, each once, at its first place. Not: titles of layers and formats, which are names
/// in every language.
std::vector<CoreText> allCoreTexts();

} // namespace nodegrad
