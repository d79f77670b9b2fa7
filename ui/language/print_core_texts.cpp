#include <iostream>

#include <nlohmann/json.hpp>

#include "ui/language/all_core_texts.h"

/// Prints all texts of core as JSON: [{"text": .., "where": ..}].
int main()
{
    nlohmann::json texts = nlohmann::json::array();
    for (const auto& [text, where] : nodegrad::allCoreTexts())
        texts.push_back({{"text", text}, {"where", where}});
    std::cout << texts.dump(1) << '\n';
    return 0;
}
