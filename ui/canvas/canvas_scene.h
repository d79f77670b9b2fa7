#pragma once
// The level as it is drawn: rectangles, texts, ports and routes. After each change it follows the session: what is the same value, and
// of which nothing else is known, is not looked at again.

#include <set>
#include <unordered_map>
#include <vector>

#include <QColor>
#include <QPolygonF>
#include <QString>

#include "ui/canvas/level_view.h"
#include "ui/canvas/wire_route.h"

namespace nodegrad {

struct ScenePort {
    std::string id;
    QString title;
    QString kind;            ///< "image", as the theme names it; "" unknown
    QPointF at;              ///< centre
    bool connected = false;
    bool optional = false;
    QString portal;          ///< of an output: the name that its wires are drawn by; "" lines
    QRectF tag;              ///< where that name stands
    QString shape;           ///< of what runs through it; "" unknown
};

enum class Mark { None, Advice, Warning, Error };

class CanvasScene;

/// Gives a field its value; true when it had another one.
template <class Value> bool take(Value& field, Value value)
{
    if (field == value)
        return false;
    field = std::move(value);
    return true;
}

struct SceneNode {
    NodePtr node;
    LevelPtr inside;         ///< of a module: what its summary was made from
    QRectF rect;
    QString title, kind, summary, count, category; ///< kind: the title without what tells it from others of its type
    std::vector<ScenePort> inputs, outputs;
    std::shared_ptr<CanvasScene> unfolded; ///< of a module that is drawn with its inside
    QPointF insideOrigin;    ///< of that, seen from rect.topLeft()
    int hiddenPorts = 0;     ///< free ones that are not shown
    double heat = -1;        ///< 0..1 on the heat ramp; negative: not coloured
    Mark mark = Mark::None;
    int problems = 0;        ///< how many of that mark; of a module, those inside it
    bool changesShape = true; ///< what it gives has another shape than what it gets, or it gets nothing
    bool isModule = false;
    std::int64_t repeat = 1;
};

struct SceneWire {
    Wire wire;
    std::size_t from = 0, to = 0;            ///< indices of nodes
    std::size_t fromPort = 0, toPort = 0;    ///< indices of ports
    Route route;
    QRectF bounds;
    QString kind, label;
    QRectF labelRect;                        ///< empty: not shown
    bool error = false;
    bool bypassed = false;                   ///< at one of its ends
    bool showsLabel = false;                 ///< without the mouse on it
    bool isFirst = false;                    ///< of those of its output: it has the label
    bool isLoose = false;                    ///< it runs as a drag has it, apart from the others
    std::vector<QPointF> knots;              ///< that the route runs through
    QString portal;                          ///< drawn as two named ends: the name
    QRectF tag;                              ///< of the end at the input
};

/// The short line from a port to the name of its portal.
QPolygonF portalStub(QPointF port, const QRectF& tag, bool leftToRight);

/// A port as the mouse finds it.
struct PortHit {
    PortRef ref;
    bool isOutput = false;
    QPointF at;
    bool operator==(const PortHit&) const = default;
};

/// What the colours of the nodes say. The least and the most are those of nodes that are shown.
struct HeatScale {
    HeatMode heat = HeatMode::Off;
    double from = -1, to = -1;               ///< where the least and the most lie on the ramp, 0..1
    QString least, middle, most;             ///< `middle`: halfway between them on the ramp
    bool isEmpty() const { return from < 0; }
};

/// Where a scene looks otherwise than before.
struct SceneNews {
    bool all = false;                        ///< everywhere
    bool map = false;                        ///< in what a map of it shows: places, colours, errors
    std::vector<QRectF> areas;               ///< what badges and rings reach over them not counted
    bool isNothing() const { return !all && areas.empty(); }
};

/// What an edit changed, while the scene follows it. Indices are the new ones.
struct SceneChanges {
    bool all = false;                        ///< nothing is taken over
    bool order = false;                      ///< other nodes, or in another order
    bool ports = false;                      ///< some node has other ports
    bool facts = false;                      ///< something else is known of some node
    std::set<NodeId> shifted;                ///< nodes that a drag had
    std::vector<bool> told;                  ///< nodes that say something else
    std::vector<bool> nodes;                 ///< nodes that stand elsewhere, or are new
    std::vector<bool> wires;                 ///< wires that run anew
    std::vector<QRectF> areas;               ///< where something stood or ran that does so no more, or does so now
    bool lanes = false;                      ///< a long wire is gone or another
    SceneNews news;
};

/// From `at` to the nearest place of a line; far for a line without pieces.
double distanceTo(const std::vector<QPointF>& line, QPointF at);

class CanvasScene {
public:
    /// Follows what is shown, and says where it now looks otherwise.
    SceneNews rebuild(const LevelView& view);
    const std::vector<SceneNode>& nodes() const { return m_nodes; }
    const std::vector<SceneWire>& wires() const { return m_wires; }
    const std::vector<Frame>& frames() const { return m_frames; }
    const HeatScale& heatScale() const { return m_scale; }
    /// Of the layers in a frame, "1,234 parameters"; "" when they have none.
    QString parametersIn(const Frame& frame) const;
    bool leftToRight() const { return m_leftToRight; }
    bool isEmpty() const { return m_nodes.empty(); }
    /// Of all nodes and frames; null when there are none.
    QRectF bounds() const;
    QRectF boundsOf(const std::set<NodeId>& ids) const;
    /// The same with the wires that touch them.
    QRectF reachOf(const std::set<NodeId>& ids) const;
    const SceneNode* find(NodeId id) const;
    const ScenePort* findPort(const PortRef& ref, bool isOutput) const;

    const SceneNode* nodeAt(QPointF at) const;
    /// Nodes at a place, from one of this level into modules that are unfolded there.
    std::vector<NodePtr> nodesAt(QPointF at) const;
    std::optional<PortHit> portAt(QPointF at, double radius) const;
    /// A portal is hit at its end at the input.
    const SceneWire* wireAt(QPointF at, double tolerance) const;
    /// The output whose portal's name lies there.
    std::optional<PortRef> portalAt(QPointF at) const;
    const SceneWire* findWire(const Wire& wire) const;
    std::set<NodeId> nodesTouching(const QRectF& area) const;
    std::optional<KnotRef> knotAt(QPointF at, double radius) const;
    /// The frame whose title or edge lies there, or the note; `px`: scene units of a pixel on screen. Null: none.
    const Frame* frameAt(QPointF at, double px) const;
    /// Draws a frame elsewhere while it is dragged; the next rebuild forgets it.
    void showFrameAt(std::uint64_t frame, const QRectF& box);
    std::set<KnotRef> knotsTouching(const QRectF& area) const;
    /// Which knot a new one at `at` would come before.
    std::size_t legAt(const SceneWire& wire, QPointF at) const;
    /// The place on a wire that is nearest to `at`.
    QPointF nearestOn(const SceneWire& wire, QPointF at) const;
    /// Wires that the line from `a` to `b` crosses, with the places.
    std::vector<std::pair<const SceneWire*, QPointF>> wiresAcross(QPointF a, QPointF b) const;
    /// While a drag is on: these nodes and knots are drawn shifted; the next rebuild forgets it.
    void shift(const std::set<NodeId>& ids, const std::set<KnotRef>& knots, QPointF by);

private:
    void forgetDrag(SceneChanges& changes);
    void takeFrames(const LevelView& view, SceneChanges& changes);
    // scene_nodes.cpp
    void takeNodes(const LevelView& view, SceneChanges& changes);
    void matchNodes(const Level& level, SceneChanges& changes);
    void takeNode(const LevelView& view, std::size_t index, const NodePtr& node, SceneChanges& changes);
    void hear(const LevelView& view, std::size_t index, SceneChanges& changes);
    void noteUsedPorts(const Level& level);
    SceneNode makeNode(const LevelView& view, const NodePtr& node) const;
    /// True when the inside looks otherwise.
    bool unfold(const LevelView& view, SceneNode& item) const;
    /// True when the node then says something else.
    bool learnFacts(const LevelView& view, SceneNode& item) const;
    void placePorts(SceneNode& item) const;
    // scene_heat.cpp
    void color(const LevelView& view, SceneChanges& changes);
    void colorByCost(const LevelView& view, double most);
    void colorByRun(const LevelView& view);
    double mostCost(const LevelView& view) const;
    void widenScale(HeatScale& scale) const;
    // scene_wires.cpp
    void takeWires(const LevelView& view, SceneChanges& changes);
    void matchWires(const LevelView& view, SceneChanges& changes);
    void takePortals(const Level& level, SceneChanges& changes);
    void describe(const LevelView& view, SceneWire& wire, bool isKnown, SceneChanges& changes) const;
    // scene_routing.cpp
    void routeChanged(SceneChanges& changes);
    void routeMoved(const std::vector<bool>& moved);
    void route(SceneWire& wire, const RectGrid& grid, Lanes& lanes) const;
    RectGrid nodeGrid(const std::vector<bool>* without = nullptr) const;
    const RectGrid& gridOfAll(const SceneChanges& changes);
    void placeLabels(SceneChanges& changes, const RectGrid& grid);
    void placeLabel(SceneWire& wire, const RectGrid& nodes, const RectGrid* wires, const RectGrid* frames) const;
    std::vector<QRectF> framePieces(const QRectF& room) const;
    // scene_portals.cpp
    void placePortals(SceneChanges* changes);
    void routePortal(SceneWire& wire) const;
    std::vector<SceneNode> m_nodes;
    std::vector<SceneWire> m_wires;
    std::vector<Frame> m_frames;
    std::unordered_map<std::uint64_t, std::int64_t> m_frameParameters;
    std::unordered_map<std::uint64_t, std::size_t> m_index;
    std::set<std::size_t> m_watched;         ///< nodes that say more than their value and what is known of them
    std::set<PortRef> m_usedInputs, m_usedOutputs; ///< known only where free ports are hidden
    std::optional<RectGrid> m_grid;          ///< of all nodes
    mutable std::optional<QRectF> m_bounds;
    std::vector<QPointF> m_unshifted;
    std::optional<RectGrid> m_standing;      ///< what a drag leaves where it is
    std::vector<std::vector<QPointF>> m_unshiftedKnots; ///< by wire
    bool m_leftToRight = false, m_hasPortals = false;
    std::vector<std::string> m_path;         ///< the level that is shown
    LevelPtr m_level;                        ///< as it is shown; null before
    std::uint64_t m_factsNumber = 0;         ///< DesignEditor::factsNumber() of what is shown
    HeatMode m_heat = HeatMode::Off;
    ShapeLabels m_labels = ShapeLabels::Off;
    HeatScale m_scale;
};

} // namespace nodegrad
