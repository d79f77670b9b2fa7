#pragma once
// Lowering of graphs that are written as text.

#include <string>
#include <vector>

#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "tests/support/catch.h"

namespace nodegrad::test {

inline Graph graphOf(const std::string& text)
{
    auto graph = parseGraphText(text);
    INFO(text);
    if (!graph)
        FAIL(sentence(graph.error()));
    return *graph;
}

inline Lowered loweredFrom(const std::string& text, const Bindings& bindings = {})
{
    return lower(graphOf(text), bindings);
}

/// "N × 16 × 8 × 8": the output of a node.
inline std::string shapeOf(const Lowered& lowered, const std::string& node)
{
    const auto found = lowered.facts.find(node);
    if (found == lowered.facts.end() || found->second.outputs.empty())
        return "nothing";
    const Spec& spec = found->second.outputs.front();
    return isAbsent(spec) ? "unknown" : shapeText(spec.shape);
}

/// All problems as "node: sentence", with advice left out unless asked for.
inline std::vector<std::string> problemsOf(const Lowered& lowered, bool withAdvice = false)
{
    std::vector<std::string> all;
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (withAdvice || diagnostic.severity != Severity::Advice)
            all.push_back(diagnostic.node + ": " + sentence(diagnostic.error));
    return all;
}

inline std::vector<std::string> keysOf(const Program& program)
{
    std::vector<std::string> keys;
    for (const Parameter& parameter : program.parameters)
        keys.push_back(parameter.path);
    for (const Buffer& buffer : program.buffers)
        keys.push_back(buffer.path);
    return keys;
}

inline Bindings dataOf(Spec input, Spec target)
{
    Bindings bindings;
    bindings.hasData = true;
    bindings.inputs[""].spec = std::move(input);
    bindings.targets[""] = std::move(target);
    return bindings;
}

inline Spec vectors(std::int64_t features) { return {DType::Float32, {batchDim(), features}, Kind::Vector, 0}; }
inline Spec pictures(std::int64_t c, std::int64_t h, std::int64_t w) { return {DType::Float32, {batchDim(), c, h, w}, Kind::Image, 0}; }
inline Spec labels(std::int64_t classes) { return {DType::Int64, {batchDim()}, Kind::Label, classes}; }

} // namespace nodegrad::test
