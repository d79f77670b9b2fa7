// Portals: an output whose wires are drawn as named ends.
#include "ui/canvas/design_editor.h"

#include <algorithm>

#include "core/ops/op_type.h"

namespace nodegrad {

namespace {

/// The output of `node` that feeds most; nothing when none feeds anything.
std::optional<PortRef> busiestOutput(const Level& level, NodeId node)
{
    std::map<PortRef, int> counts;
    for (const Wire& wire : level.wires)
        if (wire.from.node == node)
            ++counts[wire.from];
    const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? std::nullopt : std::optional(most->first);
}

} // namespace

void DesignEditor::togglePortal()
{
    std::optional<PortRef> output = m_wire ? std::optional(m_wire->from) : selectedPortal();
    if (const Node* node = current(); node && !output)
        output = busiestOutput(level(), node->id);
    if (!output) {
        notify(tr("Select a wire, or a layer that feeds others."));
        return;
    }
    const Node& node = *level().find(output->node);
    const bool isPortal = level().portals.contains(*output);
    const std::string name = portsOf(graph(), m_definition, node).outputs.size() > 1 ? node.name + " " + output->port : node.name;
    apply(setPortal(graph(), m_definition, *output, isPortal ? std::string() : name),
          isPortal ? tr("Draw the wires of %1").arg(QString::fromStdString(node.name)) : tr("Make a portal of %1").arg(QString::fromStdString(node.name)));
}

std::optional<PortRef> DesignEditor::selectedPortal() const
{
    if (m_wire)
        return level().portals.contains(m_wire->from) ? std::optional(m_wire->from) : std::nullopt;
    const Node* node = current();
    const auto own = std::find_if(level().portals.begin(), level().portals.end(), [&](const auto& entry) { return node && entry.first.node == node->id; });
    return own == level().portals.end() ? std::nullopt : std::optional(own->first);
}

void DesignEditor::renamePortal(const PortRef& output, const QString& name)
{
    const auto known = level().portals.find(output);
    const std::string wanted = name.simplified().toStdString();
    if (known == level().portals.end() || wanted.empty() || known->second == wanted)
        return;
    apply(setPortal(graph(), m_definition, output, wanted), tr("Rename the portal"));
}

void DesignEditor::showPortalSource(const PortRef& output)
{
    select({output.node});
    emit nodeShown(output.node);
}

void DesignEditor::showPortalEnd(const PortRef& output, std::size_t index)
{
    const std::vector<Wire> ends = level().wiresFrom(output);
    if (ends.empty()) {
        notify(tr("The portal feeds nothing yet: draw a wire from the layer."));
        return;
    }
    if (index >= ends.size()) {
        showPortalSource(output);
        return;
    }
    selectWire(ends[index]);
    emit wireShown(ends[index]);
}

void DesignEditor::goToOtherEnd()
{
    const auto isPortal = [this](const PortRef& output) { return level().portals.contains(output); };
    if (m_wire && isPortal(m_wire->from)) {
        const std::vector<Wire> ends = level().wiresFrom(m_wire->from);
        const auto here = std::find(ends.begin(), ends.end(), *m_wire);
        showPortalEnd(PortRef(m_wire->from), static_cast<std::size_t>(here - ends.begin()) + 1);
        return;
    }
    if (const Node* node = current()) {
        for (const auto& [output, name] : level().portals)
            if (output.node == node->id) {
                showPortalEnd(PortRef(output), 0);
                return;
            }
        for (const Wire& wire : level().wires)
            if (wire.to.node == node->id && isPortal(wire.from)) {
                showPortalSource(PortRef(wire.from));
                return;
            }
    }
    notify(tr("Select an end of a portal."));
}

} // namespace nodegrad
