#pragma once
// Pieces of Python text that are equal but for numbers: what becomes a constructor argument of a class.

#include <string>
#include <string_view>
#include <vector>

namespace nodegrad {

/// "nn.Conv2d(1, 16, 3)" -> text "nn.Conv2d(#, #, #)" (# is a mark that no code holds), numbers {"1", "16", "3"}. Digits inside
/// names (Conv2d) are no numbers.
struct PythonTemplate {
    std::string text;
    std::vector<std::string> numbers;
};
PythonTemplate pythonTemplate(std::string_view code);
/// The code again, with `words` in the places of the numbers.
std::string filled(const PythonTemplate& form, const std::vector<std::string>& words);
/// "{self}({0})" with its places filled.
std::string filledCall(const std::string& call, const std::string& self, const std::vector<std::string>& inputs);
/// "[1.0, 2.0]", broken into lines of at most 100 columns that are indented by `indent` spaces.
std::string pythonArray(const std::vector<std::string>& values, std::size_t indent);
/// "blocks.0.weight" -> "self.blocks[0].weight".
std::string pythonAccess(const std::string& key);

} // namespace nodegrad
