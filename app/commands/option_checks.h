#pragma once
// Checks of single options, said as one would say it.

#include <string>

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

/// A number from `low` to `high`; "nan" is none.
inline CLI::Validator between(double low, double high, const std::string& said)
{
    return CLI::Validator(
        [=](std::string& text) {
            double value = 0;
            return CLI::detail::lexical_cast(text, value) && value >= low && value <= high ? std::string() : "'" + text + "' is not a number from " + said + ".";
        },
        said);
}

} // namespace nodegrad
