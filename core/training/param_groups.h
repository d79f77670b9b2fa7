#pragma once
// What differs for single layers or modules: learning rate, weight decay, frozen.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/ops/node_paths.h"

namespace nodegrad {

struct ParamGroup {
    std::string path;                      ///< of a node or module, "encoder.conv1" or in one repeat "encoder.0.conv1"; "*": all
    std::optional<double> rateFactor;      ///< of the learning rate
    std::optional<double> weightDecay;     ///< instead of the optimizer's
    std::optional<std::int64_t> frozenEpochs; ///< from the start; 0: for the whole run
    bool holds(const std::string& parameterPath) const;
    bool saysNothing() const { return !rateFactor && !weightDecay && !frozenEpochs; }
    bool operator==(const ParamGroup&) const = default;
};
/// Reads "encoder: lr 0.1, decay 0.01; head: frozen 2". Where several hold for a parameter, the last one that says something counts.
/// Errors: training.bad_param_group.
Result<std::vector<ParamGroup>> paramGroups(const std::string& text);

/// As paramGroups() reads it.
std::string paramGroupsText(const std::vector<ParamGroup>& groups);
/// What the groups of exactly this path say together.
ParamGroup ownRules(const std::vector<ParamGroup>& groups, const std::string& path);
/// The groups with `rules` as all that is said of their path; behind those of what it lies in, whose words it takes back.
std::vector<ParamGroup> withRules(std::vector<ParamGroup> groups, const ParamGroup& rules);
/// Nodes have other paths now: their groups, and those of what lies in them, follow.
std::vector<ParamGroup> movedGroups(std::vector<ParamGroup> groups, const MovedNodes& moved);

/// Of one parameter, when all groups are applied.
struct ParamTraits {
    double rateFactor = 1;
    std::optional<double> weightDecay;
    std::optional<std::int64_t> frozenEpochs;
    bool isFrozenIn(std::int64_t epoch) const { return frozenEpochs && (*frozenEpochs == 0 || epoch <= *frozenEpochs); } ///< from 1
};
ParamTraits traitsOf(const std::vector<ParamGroup>& groups, const std::string& parameterPath);

} // namespace nodegrad
