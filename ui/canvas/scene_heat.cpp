// Colours of the nodes of a scene by what they cost, or by what a run saw of them.
#include "ui/canvas/canvas_scene.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/session/session.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

double costOf(const LevelView& view, const Node& node)
{
    const NodeFacts* facts = view.facts(node);
    if (!facts)
        return 0;
    switch (view.heat()) {
    case HeatMode::Parameters: return static_cast<double>(facts->parameters);
    case HeatMode::MultiplyAdds: return static_cast<double>(facts->macs.evaluate({{"N", 1}}).value_or(0));
    case HeatMode::Memory: return 4.0 * static_cast<double>(facts->activationElements.evaluate({{"N", view.session()->project().training.batchSize}}).value_or(0));
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
void CanvasScene::color(const LevelView& view, SceneChanges& changes)
{
    const HeatMode heat = view.heat();
    const bool isOther = std::exchange(m_heat, heat) != heat;
    if (!isOther && heat == HeatMode::Off)
        return;
    changes.news.map = changes.news.map || isOther;
    std::vector<std::pair<double, QString>> before;
    for (const SceneNode& item : m_nodes)
        before.emplace_back(item.heat, item.count);
    m_scale = {};
    const double most = heat == HeatMode::Off ? 0 : mostCost(view);
    if (heat >= HeatMode::GradientNorm)
        colorByRun(view);
    else if (heat == HeatMode::Off)
        for (SceneNode& item : m_nodes)
            item.heat = -1;
    else
        colorByCost(view, most);
    m_scale.heat = heat;
    widenScale(m_scale);
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].unfolded || before[i].first != m_nodes[i].heat || before[i].second != m_nodes[i].count) {
            changes.news.map = true;
            changes.news.areas.push_back(m_nodes[i].rect);
        }
    if (m_scale.isEmpty())
        return;
    const double middle = (m_scale.from + m_scale.to) / 2;
    m_scale.middle = heat >= HeatMode::GradientNorm ? view.measured().textOf(view.measured().valueAt(middle))
                                                    : costText(heat, std::expm1(middle * std::log1p(most)));
}

double CanvasScene::mostCost(const LevelView& view) const
{
    double most = 0;
    for (const SceneNode& item : m_nodes)
        most = std::max(most, costOf(view, *item.node));
    return most;
}

void CanvasScene::colorByCost(const LevelView& view, double most)
{
    for (SceneNode& item : m_nodes) {
        const double cost = costOf(view, *item.node);
        item.heat = cost > 0 ? std::log1p(cost) / std::log1p(most) : -1;
        item.count = costText(view.heat(), cost);
        if (item.unfolded)
            item.unfolded->colorByCost(*view.inside(*item.node), most);
    }
}

void CanvasScene::colorByRun(const LevelView& view)
{
    const MeasuredLayers& measured = view.measured();
    for (SceneNode& item : m_nodes) {
        const auto value = measured.of(view.pathOf(*item.node));
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
