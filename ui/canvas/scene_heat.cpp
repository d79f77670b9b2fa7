// Colours of the nodes of a scene by what they cost, or by what a run saw of them.
#include "ui/canvas/canvas_scene.h"

#include <algorithm>
#include <cmath>

#include "ui/session/session.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

/// The measure of each node takes the place of its parameter count; colours are on a logarithmic scale, since costs of layers lie
/// orders of magnitude apart.
void CanvasScene::color(const LevelView& editor)
{
    if (editor.heat() >= HeatMode::GradientNorm) {
        colorByRun(editor);
        return;
    }
    const std::int64_t batch = editor.session()->project().training.batchSize;
    const auto cost = [&](const NodeFacts& facts) -> double {
        switch (editor.heat()) {
        case HeatMode::Parameters: return static_cast<double>(facts.parameters);
        case HeatMode::MultiplyAdds: return static_cast<double>(facts.macs.evaluate({{"N", 1}}).value_or(0));
        case HeatMode::Memory: return 4.0 * static_cast<double>(facts.activationElements.evaluate({{"N", batch}}).value_or(0));
        default: return 0;
        }
    };
    std::vector<double> costs;
    for (const SceneNode& item : m_nodes) {
        const NodeFacts* facts = editor.heat() == HeatMode::Off ? nullptr : editor.facts(*item.node);
        costs.push_back(facts ? cost(*facts) : 0);
    }
    const double most = costs.empty() ? 0 : *std::max_element(costs.begin(), costs.end());
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        SceneNode& item = m_nodes[i];
        item.heat = most > 0 && costs[i] > 0 ? std::log1p(costs[i]) / std::log1p(most) : -1;
        if (editor.heat() == HeatMode::Off)
            continue;
        item.count = costs[i] <= 0                            ? QString()
                     : editor.heat() == HeatMode::Memory      ? bytesText(costs[i])
                     : editor.heat() == HeatMode::Parameters ? thousandsText(static_cast<std::int64_t>(costs[i]))
                                                              : shortCountText(costs[i]);
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

} // namespace nodegrad
