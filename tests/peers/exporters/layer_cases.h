#pragma once
// Random uses of layers as graph texts: the words that all families share, and the families (layer_cases_FAMILY.cpp).

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/random.h"

namespace nodegrad {

/// One random use of a layer, ending in an Output.
using Make = std::function<std::string(RandomStream&)>;

/// Layer id -> uses.
using LayerCases = std::map<std::string, Make>;

LayerCases convolutionCases();
/// The families that stand in files of their own.
LayerCases mergeCases();
LayerCases shapeCases();
LayerCases sequenceCases();

inline int between(RandomStream& random, int low, int high)
{
    return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

inline std::string number(RandomStream& random, int low, int high)
{
    return std::to_string(between(random, low, high));
}

inline std::string flag(RandomStream& random)
{
    return random.below(2) ? "true" : "false";
}

template <class Choice> const Choice& oneOf(RandomStream& random, const std::vector<Choice>& choices)
{
    return choices[random.below(choices.size())];
}

/// An input of any rank that most layers take.
inline std::string anyInput(RandomStream& random)
{
    switch (random.below(3)) {
    case 0: return "input(" + number(random, 2, 9) + ")";
    case 1: return "input(" + number(random, 2, 6) + "," + number(random, 2, 6) + ")";
    default: return "input(" + number(random, 1, 4) + "," + number(random, 3, 7) + "," + number(random, 3, 7) + ")";
    }
}

inline std::string imageInput(RandomStream& random)
{
    return "input(" + number(random, 1, 4) + "," + number(random, 7, 12) + "," + number(random, 7, 12) + ")";
}

inline constexpr const char* end = " > flatten > output(mse)";

// One function a file layer_cases_FAMILY.cpp.
LayerCases elementwiseCases();

inline Make activation(const std::string& call)
{
    return [call](RandomStream& random) { return anyInput(random) + " > " + call + end; };
}

} // namespace nodegrad
