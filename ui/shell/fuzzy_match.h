#pragma once
// What people type of a name when they do not type it all.

#include <optional>
#include <vector>

#include <QString>

namespace nodegrad {

struct FuzzyMatch {
    double score = 0;          ///< higher is better; only to be compared among matches of one pattern
    std::vector<int> letters;  ///< places in the text that were matched, ascending
};

/// The letters of each word of `pattern` in their order within `text`, cases apart; nothing when one is missing. Beginnings of
/// words and letters side by side count most, long texts a little less. An empty pattern matches all.
std::optional<FuzzyMatch> fuzzyMatch(const QString& pattern, const QString& text);

} // namespace nodegrad
