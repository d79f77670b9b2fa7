#pragma once
// Draws a scene: frames, wires, nodes. The canvas draws it with selection and mouse, a picture file without.

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/node_painter.h"

namespace nodegrad {

/// How a scene is looked at. By default: at 100 %, nothing selected or hovered.
struct SceneLook {
    double zoom = 1;
    bool onScreen = false;                   ///< drawn often: from kept pictures, on whole pixels
    const std::set<NodeId>* selection = nullptr; ///< null: none
    const std::set<KnotRef>* selectedKnots = nullptr; ///< null: none
    std::span<const std::string> inside = {}; ///< names of unfolded modules, one in the other; in the last something is selected
    const std::set<NodeId>* insideSelection = nullptr;
    std::uint64_t selectedFrame = 0;
    std::optional<Wire> selectedWire, hoveredWire;
    std::optional<Wire> dropWire;            ///< the wire that would take what is dragged
    std::optional<Wire> hiddenWire;          ///< its end is in the hand
    std::optional<NodeId> hovered;
    const std::set<NodeId>* only = nullptr;      ///< draws these nodes and the wires between them; null: all
    const std::set<NodeId>* hits = nullptr;      ///< of a search: these stand out and others are dimmed; null: no search
    const std::set<NodeId>* aroundHits = nullptr; ///< not dimmed, but no hits themselves
    bool allPorts = false;                   ///< also below full detail: while a wire is drawn
    std::function<PortState(const PortRef&, bool isOutput)> portState; ///< null: all normal
};

/// `painter` is in scene coordinates, scaled by look.zoom. Only what touches `visible` is drawn; how much of it goes by the zoom.
void paintScene(QPainter& painter, const CanvasScene& scene, const SceneLook& look, const QRectF& visible);
/// Badges of problems on nodes and wires, above all else.
void paintSceneBadges(QPainter& painter, const CanvasScene& scene, const SceneLook& look, const QRectF& visible);
/// The colour of a wire by what it carries.
QColor wireColor(const QString& kind);

} // namespace nodegrad
