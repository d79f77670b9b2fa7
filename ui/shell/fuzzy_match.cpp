#include "ui/shell/fuzzy_match.h"

#include <algorithm>
#include <limits>
#include <set>

#include <QStringList>

namespace nodegrad {

namespace {

constexpr double kLetter = 1, kWordStart = 8, kBeside = 10, kLengthCost = 0.02, kMissing = -std::numeric_limits<double>::infinity();

bool startsWord(const QString& text, int at)
{
    return text[at].isLetterOrNumber() && (at == 0 || !text[at - 1].isLetterOrNumber());
}

/// The best way to find the letters of `word` in order: best[i][j] is the score of the first i + 1 letters with the last at j.
std::optional<FuzzyMatch> matchWord(const QString& word, const QString& text)
{
    const auto letters = static_cast<std::size_t>(word.size()), places = static_cast<std::size_t>(text.size());
    std::vector<std::vector<double>> best(letters, std::vector<double>(places, kMissing));
    std::vector<std::vector<int>> from(letters, std::vector<int>(places, -1));
    for (std::size_t i = 0; i < letters; ++i) {
        int before = -1; // the best place of the letter before, not beside
        for (std::size_t j = i; j < places; ++j) {
            if (i > 0 && j >= 2 && best[i - 1][j - 2] > (before < 0 ? kMissing : best[i - 1][static_cast<std::size_t>(before)]))
                before = static_cast<int>(j) - 2;
            if (text[static_cast<int>(j)].toCaseFolded() != word[static_cast<int>(i)].toCaseFolded())
                continue;
            const double own = kLetter + (startsWord(text, static_cast<int>(j)) ? kWordStart : 0);
            if (i == 0) {
                best[i][j] = own;
                continue;
            }
            const double apart = before < 0 ? kMissing : best[i - 1][static_cast<std::size_t>(before)], beside = best[i - 1][j - 1] + kBeside;
            best[i][j] = own + std::max(apart, beside);
            from[i][j] = beside >= apart ? static_cast<int>(j) - 1 : before;
        }
    }
    const auto last = std::max_element(best.back().begin(), best.back().end());
    if (last == best.back().end() || *last == kMissing)
        return {};
    FuzzyMatch match{*last, {}};
    auto at = static_cast<int>(last - best.back().begin());
    for (std::size_t i = letters; i-- > 0;) {
        match.letters.push_back(at);
        at = from[i][static_cast<std::size_t>(at)];
    }
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& pattern, const QString& text)
{
    FuzzyMatch whole{-kLengthCost * static_cast<double>(text.size()), {}};
    std::set<int> letters;
    for (const QString& word : pattern.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto match = matchWord(word, text);
        if (!match)
            return {};
        whole.score += match->score;
        letters.insert(match->letters.begin(), match->letters.end());
    }
    whole.letters.assign(letters.begin(), letters.end());
    return whole;
}

} // namespace nodegrad
