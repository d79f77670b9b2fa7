#pragma once
// The hand of the Design page: level, selection, and every edit as one step of the session's history.

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QTimer>

#include "core/analysis/repeats.h"
#include "core/exporters/support.h"
#include "core/graph/edits.h"
#include "core/layers/layer_type.h"
#include "core/lowering/lower.h"
#include "core/ops/node_paths.h"
#include "ui/canvas/run_measures.h"
#include "ui/canvas/unfolded.h"
#include "ui/session/page_context.h"

namespace nodegrad {

struct DesignFacts;

/// Size of a node on the canvas at 100 %, and the grid that positions snap to (pixels).
inline constexpr double kNodeWidth = 184, kNodeHeight = 48, kCollapsedHeight = 28, kGrid = 8, kFlowGap = 40, kCrossGap = 56;
/// From left to right the gap holds the shape label.
inline constexpr double kWideGap = 112;
/// Size of a new note.
inline constexpr double kNoteWidth = 200, kNoteHeight = 72;
/// Layer types are named by id; "module:m1" stands for an instance of a module definition of the project.
inline constexpr const char* kModulePrefix = "module:";
/// "ready:residual_block" stands for a ready-made module, which becomes a module of the project.
inline constexpr const char* kReadyPrefix = "ready:";
/// MIME type of a layer dragged out of the palette; the data are its name as above.
inline constexpr const char* kLayerMime = "application/x-nodegrad-layer";

/// The place on the grid that is nearest.
Position onGrid(QPointF at);

/// What the canvas colours nodes by.
enum class HeatMode { Off, Parameters, MultiplyAdds, Memory, GradientNorm, ActivationMean, ActivationStd, DeadUnits };

/// Which wires show the shape of what they carry: none, the one under the mouse, those behind a layer that changes it, all.
enum class ShapeLabels { Off, Hover, Changes, All };

/// How a new layer is wired. Empty: not at all.
struct Wiring {
    std::optional<PortRef> from;   ///< output that feeds the new layer's first input
    std::optional<PortRef> to;     ///< input that the new layer's first output feeds
    std::optional<Wire> onWire;    ///< put the new layer into this wire
    bool isDropped = false;        ///< by hand, at its place: where that is free between the ends of the wire, it stays there
    std::optional<NodeId> behind;  ///< feed it from the first output of this node (or, without one, feed the node from it)
};

/// An input that a wire can go to.
struct WireTarget {
    PortRef to;
    QString text;                  ///< "fc · Dense", with the port where there are several
    bool isFree = true;            ///< else the wire that is there goes
};

/// One of the knots of a wire of the level that is shown.
struct KnotRef {
    Wire wire;
    std::size_t index = 0;
    auto operator<=>(const KnotRef&) const = default;
};

/// Holds which level is shown and what is selected in it; the design itself stays in the session. UI thread.
/// Edits that fail say why through the context's notify() and change nothing.
class DesignEditor : public QObject {
    Q_OBJECT
public:
    explicit DesignEditor(const PageContext& context, QObject* parent = nullptr);
    const PageContext& context() const { return m_context; }
    Session* session() const { return m_context.session; }
    const Graph& graph() const;
    bool leftToRight() const;

    // --- the level that is shown ---
    const std::vector<std::string>& path() const { return m_path; } ///< names of the module nodes that lead to it
    const std::string& definition() const { return m_definition; }  ///< "" is the root
    const Level& level() const;
    bool enter(NodeId module);
    void leave();
    void setPath(std::vector<std::string> path);
    /// Goes to the level of "block.conv1" (indices of repeats are skipped) and selects the node.
    bool showNode(const QString& path);
    /// Goes to a level and selects one of its nodes. False when there is none such.
    bool show(const std::vector<std::string>& path, NodeId node);

    // --- selection ---
    const std::set<NodeId>& selection() const { return m_selection; }
    const std::optional<Wire>& selectedWire() const { return m_wire; }
    const Node* current() const;   ///< the only selected node, else null
    void select(std::set<NodeId> nodes);
    void selectWire(const Wire& wire);
    void selectAll();
    /// Adds all that feeds the selection, or that it feeds.
    void selectConnected(bool upstream, bool downstream);
    /// Nodes and knots; knots are selected beside nodes, never alone by select().
    void select(std::set<NodeId> nodes, std::set<KnotRef> knots);
    const std::set<KnotRef>& selectedKnots() const { return m_knots; }
    /// A frame or note, selected by itself; 0: none.
    std::uint64_t selectedFrame() const { return m_frame; }
    void selectFrame(std::uint64_t frame);
    const Frame* findFrame(std::uint64_t frame) const;
    bool hasSelection() const { return !m_selection.empty() || !m_knots.empty() || m_wire || m_frame != 0; }
    /// What is selected there, as far as it stands in this level.
    void selectAs(const DesignEditor& other);
    /// Selects the next node with a problem, over all levels; false when there is none.
    bool nextProblem();

    // --- what is known (of the last checked design; may lag behind by a moment) ---
    std::uint64_t factsNumber() const;       ///< another one when something else is known
    /// Paths of the nodes of which something else is known than at that number; null: any.
    const std::set<std::string>* changedFacts(std::uint64_t since) const;
    std::string pathOf(const Node& node) const;
    const NodeFacts* facts(const Node& node) const;
    const NodeFacts* factsAt(const std::string& path) const; ///< of any level: "block.conv1"
    const std::vector<const Diagnostic*>& problemsAt(const std::string& path) const;
    /// Problems of the node, and for a module those inside it. Errors first.
    const std::vector<const Diagnostic*>& problems(const Node& node) const;
    /// What each export format says to it; empty while that is unknown, and for modules.
    std::vector<FormatSupport> supportOf(const Node& node) const;
    /// "11 × 11, every 4": how much of the input one of its outputs sees; nothing for vectors and modules.
    std::optional<std::string> receptiveFieldOf(const Node& node) const;
    std::optional<Spec> outputSpec(const PortRef& output) const;
    /// What the canvas colours nodes by; a state of the view, not of the design.
    HeatMode heat() const { return m_heat; }
    void setHeat(HeatMode heat);
    /// By the run that trains, or the selected one; empty when heat() is a cost, or nothing was looked at.
    const MeasuredLayers& measured() const { return m_measured; }
    /// A habit of who works with it, kept over restarts.
    ShapeLabels shapeLabels() const { return m_shapeLabels; }
    void setShapeLabels(ShapeLabels labels);
    /// Its place along the flow of the level that is shown, from 1.
    std::size_t placeOf(const Node& node) const;
    QString titleOfLayer(const std::string& layer) const; ///< of a layer by its name in the palette
    QString titleOf(const Node& node) const; ///< its own title, the module's, or the layer's
    /// The title, told apart from others of its type as the name is: "Dense", "Dense 2" (dense2), "Dense · encoder" (encoder).
    QString labelOf(const Node& node) const;

    // --- adding ---
    /// True for what may stand in this level (a module's ports only inside modules).
    bool isAllowed(const std::string& layer) const;
    /// Adds a layer with its upper left corner near `at` (snapped, moved off other nodes) and selects it. 0 when it failed.
    NodeId addLayer(const std::string& layer, QPointF at, const Wiring& wiring = {}, bool exact = false);
    /// No wire leads to it or from it, and one could do both.
    bool mayGoIntoWire(const Node& node) const;
    /// Moves such a layer by that way and puts it into a wire, in one step.
    void moveIntoWire(NodeId id, QPointF by, const Wire& wire);
    /// Where a layer behind `node` goes.
    QPointF placeBehind(const Node& node) const;
    const std::vector<std::string>& recentLayers() const { return m_recent; }
    void readRecent(); ///< as it was kept last

    /// Puts another layer in the place of each selected one, in one step; see replaceNode(). False when it cannot stand there.
    bool replaceSelection(const std::string& layer);

    // --- wires ---
    /// Leads a wire through one more point, between its knots `before` - 1 and `before`, and selects the knot.
    void addKnot(const Wire& wire, std::size_t before, QPointF at);
    void removeWires(const std::vector<Wire>& wires);
    /// All these wires then come from `from`. Errors are told; nothing changes then.
    bool moveWires(const std::vector<Wire>& wires, const PortRef& from);
    /// A knot on each of these wires, in one step.
    void addKnots(const std::vector<std::pair<KnotRef, QPointF>>& knots);
    /// Draws the wires of an output as named ends, or as lines again: that of the selected wire, or the one of the selected node that
    /// feeds most.
    void togglePortal();
    /// The portal that the selected wire is drawn by, or that an output of the selected node has.
    std::optional<PortRef> selectedPortal() const;
    void renamePortal(const PortRef& output, const QString& name);
    /// From an input of a portal to where it comes from; from there through its inputs, one after the other, and back.
    void goToOtherEnd();
    void showPortalEnd(const PortRef& output, std::size_t index);
    void showPortalSource(const PortRef& output);
    bool connectPorts(const PortRef& from, const PortRef& to, const std::optional<Wire>& instead = {});
    void removeWire(const Wire& wire);
    /// Inputs that `from` can feed without closing a circle: free ones first, then by distance.
    std::vector<WireTarget> wireTargets(const PortRef& from) const;
    /// The error that such a wire would make at `to`; nothing when it fits, or when the wire cannot be made at all.
    std::optional<Diagnostic> problemOfWire(const PortRef& from, const PortRef& to);
    /// Connects, then puts in the layer that repairs the problem that this makes at `to`, if there is one (one step).
    bool connectWithFix(const PortRef& from, const PortRef& to);

    // --- the selection ---
    void removeSelection(bool heal);
    void move(const std::map<NodeId, Position>& positions, const QString& mergeKey = {});
    /// Moves the selected nodes and knots.
    void moveSelection(QPointF by, const QString& mergeKey = {});
    void nudge(double dx, double dy);
    /// Lines the selected nodes up at their outermost edge on that side.
    void align(Qt::Edge edge);
    /// One behind the other along the flow; of a selected wire, takes the knots away.
    void straighten();
    /// Equal gaps between the selected nodes; the outermost two stay.
    void distribute(Qt::Orientation orientation);
    void copy() const;
    void cut();
    /// With `keepsInputs`, what fed the originals from outside feeds the copies too.
    void paste(std::optional<QPointF> at = {}, bool keepsInputs = false);
    void duplicate();
    void layout(bool all);
    /// Turns the flow of the project and arranges all levels anew, in one step.
    void setLeftToRight(bool leftToRight);
    void makeModuleOfSelection();
    void dissolveSelection();
    /// Makes a repeat of the level `definition` one module, in one step; nothing when the design changes meanwhile.
    void makeRepeat(const std::string& definition, const Repeat& repeat);
    void toggleBypass();
    void toggleFreeze();
    void toggleCollapse();
    /// Draws the inside of the selected module in its place, or the module as one node again.
    void toggleUnfold();
    /// Optional inputs without a wire, and outputs without one but for the first, are not drawn; of all selected nodes, or of none.
    void toggleFreePorts();
    /// What toggleFreePorts() hides of a node with these ports; `isUsed` asks for a wire.
    static Ports shownPorts(const Node& node, Ports ports, const std::function<bool(const PortRef&, bool isOutput)>& isUsed);

    // --- frames and notes ---
    /// A frame around the selected nodes, selected itself; 0 when nothing is selected.
    std::uint64_t frameSelection();
    std::uint64_t addNote(QPointF at, const QString& text = tr("Note"));
    /// `isNew`: the words of the frame that the last step made, and part of it.
    void setFrameText(std::uint64_t frame, const QString& text, bool isNew = false);
    /// What a frame moves along: the nodes whose middle lies in it. A note moves nothing.
    std::set<NodeId> insideFrame(const Frame& frame) const { return insideFrame(level(), frame); }
    std::set<NodeId> insideFrame(const Level& level, const Frame& frame) const;
    void moveFrame(std::uint64_t frame, QPointF by, const QString& mergeKey = {});
    void resizeFrame(std::uint64_t frame, const QRectF& box);
    /// Of the selected frame or note: one of frameColors(), "" neutral.
    void setFrameColor(const std::string& color);
    /// A locked frame is not moved, resized or deleted by itself, nor are layers in it moved; an outer frame takes all along.
    void toggleFrameLock();
    /// These nodes without those that lie in a locked frame.
    std::set<NodeId> movable(const std::set<NodeId>& nodes) const;
    /// Around the layers that lie in the selected frame.
    void fitFrame();

    // --- parameters of a module that its instances show ---
    /// How the shown level's module exposes a parameter of one of its nodes; null: not at all.
    const ExposedParam* exposureOf(NodeId node, const std::string& param) const;
    /// The set parameters of a node of the shown level, with the values that the instance one is in gives them.
    ParamValues valuesHere(const Node& node) const { return valuesAt(m_path, m_definition, node); }
    ParamValues valuesAt(const std::vector<std::string>& path, const std::string& definition, const Node& node) const;
    Status mayExpose(const Node& node, const Param& param) const;
    void expose(NodeId node, const Param& param);
    void hideExposed(const std::string& definition, const std::string& id);
    Status renameExposed(const std::string& definition, const std::string& id, const QString& title);
    /// Goes to the layer inside that a parameter of an instance belongs to.
    void showExposed(NodeId instance, const std::string& id);

    // --- one node ---
    Status rename(NodeId node, const std::string& name);
    void setTitle(NodeId node, const std::string& title);
    /// Sets (or, with the default value, clears) a parameter of all these nodes; wires to ports that vanish go too.
    Status setParam(const std::set<NodeId>& nodes, const Param& param, const ParamValue& value, const QString& mergeKey = {});
    void resetParams(const std::set<NodeId>& nodes);
    void makeUniqueModule(NodeId node);
    void repair(const Diagnostic& diagnostic, const Fix& fix);

    void notify(const QString& text) const;
    void notify(const Error& error) const;

signals:
    void selectionChanged();
    void heatChanged();
    void shapeLabelsChanged();
    void wireShown(const nodegrad::Wire& wire); ///< bring its end at the input into view
    void levelEntered();                    ///< after levelChanged(), unless another project was opened
    void levelChanged();                    ///< another level is shown
    void nodeShown(nodegrad::NodeId node);  ///< bring it into view
    void recentChanged();
    void factsChanged();                    ///< facts() and problems() are those of the design that is checked now

private:
    void projectChanged();
    void designChanged();
    void apply(Graph graph, const QString& step, const QString& mergeKey = {});
    /// With what speaks of the nodes by their path.
    void applyMoved(Graph graph, const MovedNodes& moved, const QString& step);
    ClipOrigin origin() const;
    void applyPasted(Pasted pasted, const QString& step); ///< `step` with %1 for what was pasted
    /// A node of that layer, and the design that holds what it needs (the definition of a ready-made module). `in`: what will feed it.
    struct Prepared {
        Graph graph;
        Node node;
    };
    std::optional<Prepared> prepare(const std::string& layer, const Spec& in);
    /// What the wiring would feed a new layer's first input; absentSpec() when that is unknown.
    Spec specFor(const Wiring& wiring) const;
    Position freeSpot(const Level& level, Position at, double height = kNodeHeight) const;
    Graph withRoom(const Graph& graph, const Wire& wire, NodeId added) const;
    /// moveNodes() of those that may be moved; says so where there is none.
    void place(std::map<NodeId, Position> positions, const QString& step, const QString& mergeKey = {});
    QSizeF sizeOf(const Node& node) const { return nodeSize(graph(), node); }
    Graph folded(Graph graph, const std::set<NodeId>& nodes) const;
    Graph withFlag(bool Node::*flag, bool value) const;
    void remember(const std::string& layer);
    Graph withoutSelectedKnots(const Graph& graph) const;
    QString countText(std::size_t count) const;
    void followRuns();
    void measure();
    void forgetSelection();
    bool restoreSelection();
    void chooseFrame(std::uint64_t frame);
    bool isLocked(std::uint64_t frame) const;
    void changeFrame(const Frame& frame, const QString& step);
    QString selectionText() const; ///< "3 layers", "2 knots"

    PageContext m_context;
    std::vector<std::string> m_path;
    std::string m_definition;
    /// What was selected when a step was undone, or followed by another.
    struct Chosen {
        std::vector<std::string> path;
        std::set<NodeId> nodes;
        std::set<KnotRef> knots;
        std::optional<Wire> wire;
        std::uint64_t frame = 0;
    };
    std::map<std::uint64_t, Chosen> m_chosen; ///< of steps, by their serials
    std::uint64_t m_step = 0;
    Graph m_graph;                           ///< behind that step
    std::set<NodeId> m_selection;
    std::optional<Wire> m_wire;
    std::set<KnotRef> m_knots;
    std::uint64_t m_frame = 0;
    std::vector<std::string> m_recent;
    std::shared_ptr<const DesignFacts> m_design;
    std::unique_ptr<Lowerer> m_trial;       ///< for problemOfWire()
    HeatMode m_heat = HeatMode::Off;
    MeasuredLayers m_measured;
    bool m_saysNothingMeasured = false;      ///< once, when the values of the run are known
    QTimer m_measureTimer;
    ShapeLabels m_shapeLabels = ShapeLabels::Changes;
    std::size_t m_nextProblem = 0;
    int m_pasteShift = 0;
};

} // namespace nodegrad
