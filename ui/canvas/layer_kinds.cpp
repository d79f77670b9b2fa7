#include "ui/canvas/layer_kinds.h"

#include <map>

#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "core/ops/op_type.h"

namespace nodegrad {

namespace {

UsualKinds kindsOfExample(const LayerType& type)
{
    UsualKinds kinds;
    if (type.examples.empty())
        return kinds;
    const auto graph = parseGraphText(type.examples.front().text);
    if (!graph)
        return kinds;
    const Lowered lowered = lower(*graph, {});
    for (const NodePtr& node : graph->root().nodes) {
        const auto facts = lowered.facts.find(node->name);
        if (node->type != type.id || facts == lowered.facts.end())
            continue;
        for (const Spec& spec : facts->second.inputs)
            if (!isAbsent(spec))
                kinds.inputs.push_back(spec.kind);
        for (const Spec& spec : facts->second.outputs)
            if (!isAbsent(spec))
                kinds.outputs.push_back(spec.kind);
        break;
    }
    return kinds;
}

} // namespace

const UsualKinds& usualKinds(const LayerType& type)
{
    static std::map<std::string, UsualKinds> known;
    const auto found = known.find(type.id);
    return found != known.end() ? found->second : known.emplace(type.id, kindsOfExample(type)).first->second;
}

} // namespace nodegrad
