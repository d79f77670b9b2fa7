#pragma once
// The PyTorch twin of a layer, as the generated code writes it.

#include <string>
#include <utility>

#include "core/layers/graph_text.h"
#include "core/layers/layer_type.h"
#include "core/lowering/lower.h"

namespace nodegrad::test {

/// Constructor and call of the last layer of `text`.
inline std::pair<std::string, std::string> twin(const std::string& text)
{
    const Graph graph = parseGraphText(text).value();
    const Lowered lowered = lower(graph, {});
    const Node& node = *graph.root().nodes.back();
    const LayerType& type = *findLayer(node.type);
    const PythonUse use = type.python(completed(node.params, type.params), lowered.facts.at(node.name).inputs);
    return {use.constructor, use.call};
}

} // namespace nodegrad::test
