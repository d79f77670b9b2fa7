// Parameters that a module shows at its instances.
#include "ui/canvas/design_editor.h"

#include "core/base/text.h"
#include "core/graph/exposed.h"
#include "core/layers/node_params.h"
#include "ui/language/core_text.h"
#include "ui/session/session.h"

namespace nodegrad {

const ExposedParam* DesignEditor::exposureOf(NodeId node, const std::string& param) const
{
    const ModuleDefinition* module = graph().module(m_definition);
    return module ? nodegrad::exposureOf(*module, node, param) : nullptr;
}

ParamValues DesignEditor::valuesAt(const std::vector<std::string>& path, const std::string& definition, const Node& node) const
{
    ParamValues values = node.params;
    const ModuleDefinition* module = graph().module(definition);
    for (const ExposedParam& exposed : module && !path.empty() ? module->exposed : std::vector<ExposedParam>()) {
        if (exposed.node != node.id)
            continue;
        const ValuePlace place = valuePlace(graph(), path, node.id, exposed.param);
        const Node* holder = graph().level(place.definition)->find(place.node);
        if (const ParamValue* value = place.path != path && holder ? holder->params.find(place.param) : nullptr)
            values.set(exposed.param, *value);
    }
    return values;
}

Status DesignEditor::mayExpose(const Node& node, const Param& param) const
{
    return nodegrad::mayExpose(graph(), m_definition, node, param);
}

void DesignEditor::expose(NodeId node, const Param& param)
{
    const Node* shown = level().find(node);
    if (!shown)
        return;
    if (const Status may = mayExpose(*shown, param); !may) {
        notify(may.error());
        return;
    }
    // Two layers of a module often have the same parameter: the second is told apart by its layer.
    std::string title = param.title;
    for (const ExposedParam& other : graph().module(m_definition)->exposed)
        if (other.title == title)
            title = labelOf(*shown).toStdString() + ", " + lowered(param.title);
    auto exposed = exposeParam(graph(), m_definition, node, param.id, title);
    if (!exposed) {
        notify(exposed.error());
        return;
    }
    apply(std::move(*exposed), tr("Show %1 at the instances").arg(coreText(param.title).toLower()));
}

void DesignEditor::hideExposed(const std::string& definition, const std::string& id)
{
    const ModuleDefinition* module = graph().module(definition);
    const ExposedParam* exposed = module ? findExposed(*module, id) : nullptr;
    if (!exposed)
        return;
    const QString title = coreText(exposed->title);
    const std::size_t own = ownValueCount(graph(), definition, id);
    apply(withoutExposed(graph(), definition, std::string(id)), tr("Hide %1 at the instances").arg(title.toLower()));
    if (own == 1)
        notify(tr("1 instance had a value of its own for %1 and now follows the layer inside.").arg(title));
    else if (own > 1)
        notify(tr("%1 instances had values of their own for %2 and now follow the layer inside.").arg(own).arg(title));
}

Status DesignEditor::renameExposed(const std::string& definition, const std::string& id, const QString& title)
{
    auto renamed = nodegrad::renameExposed(graph(), definition, id, title.toStdString());
    if (!renamed)
        return fail(renamed.error());
    apply(std::move(*renamed), tr("Rename to %1").arg(title.trimmed()));
    return {};
}

void DesignEditor::showExposed(NodeId instance, const std::string& id)
{
    const Node* node = level().find(instance);
    const ModuleDefinition* module = node ? graph().module(node->definition) : nullptr;
    const ExposedParam* exposed = module ? findExposed(*module, id) : nullptr;
    if (!exposed)
        return;
    std::vector<std::string> inside = m_path;
    inside.push_back(node->name);
    show(inside, exposed->node);
}

} // namespace nodegrad
