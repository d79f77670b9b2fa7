#pragma once
// Steps of an ONNX graph that only move numbers: run on places instead of numbers, they tell where each number of a value comes from.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/importers/onnx_values.h"

namespace nodegrad {

/// Places are worked out for so many samples.
inline constexpr std::int64_t kSamples = 2;

/// Element i of a value is element at[i] of where it comes from; `sizes` have kSamples for N.
struct OnnxPlaces {
    Sizes sizes;
    std::vector<std::int64_t> at;
};

/// One node that moves numbers, or multiplies all of them by a fixed one.
struct OnnxStep {
    const OnnxNode* node = nullptr;
    std::size_t output = 0;
    std::string from; ///< the value that it moves
    double factor = 1;
};

struct OnnxChain {
    std::string source; ///< where it begins (chainTo) or ends (chainFrom)
    std::vector<OnnxStep> steps;
    double factor = 1;
};

/// A graph that is walked along such steps. Keeps references: both must outlive it and stay unchanged.
class OnnxSteps {
public:
    OnnxSteps(const OnnxGraph& graph, const OnnxValues& values);

    /// Null when none makes it.
    const OnnxNode* maker(const std::string& value) const;
    /// Nodes that read it, without those whose results are constant (they look at its sizes).
    std::vector<const OnnxNode*> readers(const std::string& value) const;
    bool isOutput(const std::string& value) const { return m_outputs.contains(value); }
    const Sizes* sizes(const std::string& value) const;
    const HostTensor* constant(const std::string& value) const;
    std::string origin(const std::string& value) const;

    /// Numbers keep their order: a reshape, a copy, a dropout.
    static bool keepsOrder(const OnnxNode& node);
    /// The other value of a node that multiplies by, or divides by, one number.
    struct Factor {
        std::string value;
        double factor;
    };
    std::optional<Factor> factorOf(const OnnxNode& node) const;

    /// The step that makes `value`, or the only one that reads it.
    std::optional<OnnxStep> stepTo(const std::string& value) const;
    std::optional<OnnxStep> stepFrom(const std::string& value) const;
    /// All steps back from `value`, or on from it while nobody else reads them; their nodes are added to `inside`.
    std::optional<OnnxChain> chainTo(const std::string& value, std::set<const OnnxNode*>& inside) const;
    OnnxChain chainFrom(const std::string& value, std::set<const OnnxNode*>& inside) const;
    /// Where the numbers of the last step's value lie in `source`. Nothing when sizes are not known or too large.
    std::optional<OnnxPlaces> run(const std::string& source, const std::vector<OnnxStep>& steps) const;

private:
    std::optional<OnnxStep> stepOf(const OnnxNode& node, std::size_t output) const;
    std::optional<OnnxPlaces> moved(const OnnxStep& step, const OnnxPlaces& places) const;

    const OnnxValues& m_values;
    std::map<std::string, std::pair<const OnnxNode*, std::size_t>> m_makers;
    std::map<std::string, std::vector<const OnnxNode*>> m_readers;
    std::set<std::string> m_outputs;
};

} // namespace nodegrad
