#pragma once
// The level as it is drawn: rectangles, texts, ports and routes. Made anew from the session after each change; nodes that are
// the same value keep what was worked out for them.

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
    bool showsLabel = false;                 ///< without the mouse on it
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

/// What an edit moved.
struct SceneChanges {
    bool all = false;                        ///< nothing is taken over
    std::vector<bool> nodes;                 ///< by new index: stands elsewhere, or is new
    std::vector<bool> wires;                 ///< runs anew
    std::vector<QRectF> areas;               ///< where something was or is
    bool lanes = false;                      ///< a long wire is gone or another
};

class CanvasScene {
public:
    void rebuild(const LevelView& editor);
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
    /// Wires that the line from `a` to `b` crosses, with the places.
    std::vector<std::pair<const SceneWire*, QPointF>> wiresAcross(QPointF a, QPointF b) const;
    /// While a drag is on: these nodes and knots are drawn shifted; the next rebuild forgets it.
    void shift(const std::set<NodeId>& ids, const std::set<KnotRef>& knots, QPointF by);

private:
    SceneNode makeNode(const LevelView& editor, const NodePtr& node) const;
    void unfold(const LevelView& editor, SceneNode& item) const;
    void learnFacts(const LevelView& editor, SceneNode& item) const;
    // scene_heat.cpp
    void color(const LevelView& editor);
    void colorByCost(const LevelView& editor, double most);
    void colorByRun(const LevelView& editor);
    double mostCost(const LevelView& editor) const;
    void widenScale(HeatScale& scale) const;
    void sumFrames(const LevelView& editor);
    void placePorts(SceneNode& item) const;
    void takeNodes(const LevelView& editor, bool isSameLevel, SceneChanges& changes);
    // scene_routing.cpp
    void takeRoute(SceneWire& wire, std::vector<SceneWire>& old, std::size_t& next, SceneChanges& changes) const;
    void routeChanged(SceneChanges& changes);
    void routeMoved(const std::vector<bool>& moved);
    void route(SceneWire& wire, const RectGrid& grid, Lanes& lanes) const;
    RectGrid nodeGrid(const std::vector<bool>* without = nullptr) const;
    void forget(const SceneWire& wire, SceneChanges& changes) const;
    void placeLabels(SceneChanges& changes, const RectGrid& grid);
    void placeLabel(SceneWire& wire, const RectGrid& nodes, const RectGrid* wires) const;
    // scene_portals.cpp
    void placePortals();
    void routePortal(SceneWire& wire) const;
    std::vector<SceneNode> m_nodes;
    std::vector<SceneWire> m_wires;
    std::vector<Frame> m_frames;
    std::unordered_map<std::uint64_t, std::int64_t> m_frameParameters;
    std::unordered_map<std::uint64_t, std::size_t> m_index;
    std::set<PortRef> m_usedInputs, m_usedOutputs; ///< known only where free ports are hidden
    std::vector<QPointF> m_unshifted;
    std::optional<RectGrid> m_standing;      ///< what a drag leaves where it is
    std::vector<std::vector<QPointF>> m_unshiftedKnots; ///< by wire
    bool m_leftToRight = false;
    std::vector<std::string> m_path;         ///< the level that is shown
    std::uint64_t m_factsNumber = 0;         ///< DesignEditor::factsNumber() of what is shown
    HeatMode m_heat = HeatMode::Off;
    HeatScale m_scale;
};

} // namespace nodegrad
