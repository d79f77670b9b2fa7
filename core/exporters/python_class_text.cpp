#include "core/base/text.h"
#include "core/exporters/python_classes.h"

namespace nodegrad {

namespace {

/// `text` with every line indented by `spaces`.
std::string indented(const std::string& text, std::size_t spaces)
{
    std::string all;
    for (const std::string_view line : split(text, '\n'))
        all += line.empty() ? "\n" : std::string(spaces, ' ') + std::string(line) + "\n";
    return all;
}

} // namespace

std::string PythonClass::source(const std::string& moreMethods) const
{
    std::string text = "class " + name + "(nn.Module):\n";
    if (!doc.empty())
        text += indented("\"\"\"" + doc + "\"\"\"", 4) + "\n";
    text += "    def __init__(self";
    for (const std::string& argument : arguments)
        text += ", " + argument;
    text += "):\n        super().__init__()\n";
    for (const std::string& statement : inits)
        text += indented(statement, 8);
    text += "\n    def forward(self";
    for (const std::string& input : inputs)
        text += ", " + input;
    text += "):\n";
    for (const std::string& statement : statements)
        text += indented(statement, 8);
    if (!trainLines.empty()) {
        text += "\n    def train(self, mode=True):\n        super().train(mode)\n";
        for (const std::string& statement : trainLines)
            text += indented(statement, 8);
        text += "        return self\n";
    }
    return text + moreMethods;
}

} // namespace nodegrad
