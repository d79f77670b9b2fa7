// Colours of the nodes of a scene by what they cost, or by what a run saw of them.
#include "ui/canvas/canvas_scene.h"

#include <algorithm>
#include <cmath>

#include "ui/session/session.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

double costOf(const LevelView& editor, const Node& node)
{
    const NodeFacts* facts = editor.facts(node);
    if (!facts)
        return 0;
    switch (editor.heat()) {
    case HeatMode::Parameters: return static_cast<double>(facts->parameters);
    case HeatMode::MultiplyAdds: return static_cast<double>(facts->macs.evaluate({{"N", 1}}).value_or(0));
    case HeatMode::Memory: return 4.0 * static_cast<double>(facts->activationElements.evaluate({{"N", editor.session()->project().training.batchSize}}).value_or(0));
    default: return 0;
    }
}

QString costText(HeatMode heat, double cost)
{
    if (cost <= 0)
        return {};
    return heat == HeatMode::Memory ? bytesText(cost) : heat == HeatMode::Parameters ? thousandsText(std::llround(cost)) : shortCountText(cost);
}

} // namespace

/// The measure of each node takes the place of its parameter count; colours are on a logarithmic scale, since costs of layers lie
/// orders of magnitude apart. What is unfolded has the scale of the level around it.
void CanvasScene::color(const LevelView& editor)
{
    m_scale = {};
    const HeatMode heat = editor.heat();
    const double most = heat == HeatMode::Off ? 0 : mostCost(editor);
    if (heat >= HeatMode::GradientNorm)
        colorByRun(editor);
    else if (heat == HeatMode::Off)
        for (SceneNode& item : m_nodes)
            item.heat = -1;
    else
        colorByCost(editor, most);
    m_scale.heat = heat;
    widenScale(m_scale);
    if (m_scale.isEmpty())
        return;
    const double middle = (m_scale.from + m_scale.to) / 2;
    m_scale.middle = heat >= HeatMode::GradientNorm ? editor.measured().textOf(editor.measured().valueAt(middle))
                                                    : costText(heat, std::expm1(middle * std::log1p(most)));
}

double CanvasScene::mostCost(const LevelView& editor) const
{
    double most = 0;
    for (const SceneNode& item : m_nodes)
        most = std::max(most, costOf(editor, *item.node));
    return most;
}

void CanvasScene::colorByCost(const LevelView& editor, double most)
{
    for (SceneNode& item : m_nodes) {
        const double cost = costOf(editor, *item.node);
        item.heat = cost > 0 ? std::log1p(cost) / std::log1p(most) : -1;
        item.count = costText(editor.heat(), cost);
        if (item.unfolded)
            item.unfolded->colorByCost(*editor.inside(*item.node), most);
    }
}

void CanvasScene::colorByRun(const LevelView& editor)
{
    const MeasuredLayers& measured = editor.measured();
    for (SceneNode& item : m_nodes) {
        const auto value = measured.of(editor.pathOf(*item.node));
        item.heat = value ? measured.shareOf(*value) : -1;
        item.count = value ? measured.textOf(*value) : QString();
    }
}

/// By what is coloured here, and in what is unfolded.
void CanvasScene::widenScale(HeatScale& scale) const
{
    for (const SceneNode& item : m_nodes) {
        const bool isFirst = scale.isEmpty();
        if (item.heat >= 0 && (isFirst || item.heat < scale.from)) {
            scale.from = item.heat;
            scale.least = item.count;
        }
        if (item.heat >= 0 && (isFirst || item.heat > scale.to)) {
            scale.to = item.heat;
            scale.most = item.count;
        }
        if (item.unfolded)
            item.unfolded->widenScale(scale);
    }
}

} // namespace nodegrad
