#include "app/commands/answer.h"

#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "core/base/log.h"

namespace nodegrad {

int failed(const Error& error)
{
    std::fflush(stdout);
    fmt::print(stderr, "nodegrad: {}\n", sentence(error));
    logError(error.code + ": " + sentence(error) + (error.detail.empty() ? "" : " | " + error.detail));
    return kFailed;
}

void say(const std::string& line)
{
    fmt::print("{}\n", line);
    std::fflush(stdout);
}

void sayJson(const nlohmann::json& json)
{
    say(json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

int answered(const Status& status)
{
    return status ? kDone : failed(status.error());
}

std::string percent(double share)
{
    return std::isnan(share) ? "-" : fmt::format("{:.1f} %", 100 * share);
}

std::string shortNumber(double value)
{
    return std::isnan(value) ? "-" : fmt::format("{:.4g}", value);
}

} // namespace nodegrad
