#pragma once
// The sums of metrics as JSON and back.

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace nodegrad {

/// Named lists of numbers that make up a state.
using NamedSums = std::vector<std::pair<const char*, std::vector<double>*>>;

inline nlohmann::json sumsToJson(const NamedSums& sums)
{
    nlohmann::json json = nlohmann::json::object();
    for (const auto& [name, numbers] : sums)
        json[name] = *numbers;
    return json;
}

/// False when a list is missing or holds something else than numbers.
inline bool sumsFromJson(const nlohmann::json& json, const NamedSums& sums)
{
    if (!json.is_object())
        return false;
    for (const auto& [name, numbers] : sums) {
        if (!json.contains(name) || !json[name].is_array())
            return false;
        numbers->clear();
        for (const auto& entry : json[name]) {
            if (!entry.is_number())
                return false;
            numbers->push_back(entry.get<double>());
        }
    }
    return true;
}

} // namespace nodegrad
