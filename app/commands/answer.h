#pragma once
// How a command answers: text on stdout, one sentence on stderr, an exit code.

#include <string>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace nodegrad {

inline constexpr int kDone = 0, kFailed = 1, kWrongUsage = 2;

/// Prints the sentence of `error` on stderr; its detail goes to the log. Gives kFailed.
int failed(const Error& error);
/// One line on stdout.
void say(const std::string& line);
/// Indented JSON on stdout; numbers that are not finite become null.
void sayJson(const nlohmann::json& json);
/// kDone, or failed(error).
int answered(const Status& status);

/// 0.9833 -> "98.3 %"; NaN -> "-".
std::string percent(double share);
/// Four significant digits; NaN -> "-".
std::string shortNumber(double value);

} // namespace nodegrad
