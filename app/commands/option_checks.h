#pragma once
// Checks of single options, said as one would say it.

#include <CLI/CLI.hpp>

namespace nodegrad {

/// A number above 0.
inline CLI::Validator positive()
{
    return CLI::Validator(
        [](std::string& text) {
            double value = 0;
            return CLI::detail::lexical_cast(text, value) && value > 0 ? std::string() : "'" + text + "' is not a number above 0.";
        },
        "ABOVE 0");
}

} // namespace nodegrad
