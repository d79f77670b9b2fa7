#pragma once
// The canvas: draws the scene, and turns mouse and keys into edits. One widget painted by hand: thousands of nodes cost no
// objects, and what is drawn depends on the zoom.

#include <map>
#include <optional>

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QWidget>

#include "core/project/project.h"
#include "ui/canvas/canvas_habits.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/guides.h"
#include "ui/canvas/node_painter.h"
#include "ui/canvas/view_picture.h"

class QVariantAnimation;

namespace nodegrad {

/// What a search found in the level that is shown; all else is dimmed.
struct CanvasHits {
    std::set<NodeId> nodes;
    std::set<NodeId> around;                 ///< modules with hits inside
};

/// Of the views of a design: the only one, or of two the one that is current, and the other.
enum class ViewRank { Alone, Current, Other };

/// UI thread. Keys of the registry (Del, Ctrl+C, F, ...) are added by CanvasActions; Tab, arrows, Enter and Esc live here.
class CanvasView : public QWidget {
    Q_OBJECT
public:
    explicit CanvasView(DesignEditor* editor, QWidget* parent = nullptr);
    ~CanvasView() override;
    DesignEditor* editor() const { return m_editor; }
    /// Of the level in which a layer is selected inside a module that is unfolded here; null when none is.
    DesignEditor* inside() const { return m_isInside ? m_inside : nullptr; }
    /// The one that has the selection.
    DesignEditor* hand() const { return m_isInside ? m_inside : m_editor; }
    void leaveInside();
    /// Enters the selected module; of a layer inside, its level.
    void enterSelection();
    const CanvasScene& scene() const { return m_scene; }

    double zoom() const { return m_zoom; }
    QPointF toScene(QPointF widget) const { return (widget - m_origin) / m_zoom; }
    QPointF toWidget(QPointF scene) const { return scene * m_zoom + m_origin; }
    QRectF toWidget(const QRectF& scene) const { return {toWidget(scene.topLeft()), scene.size() * m_zoom}; }
    QRectF visibleScene() const { return {toScene({0, 0}), QSizeF(size()) / m_zoom}; }
    void zoomAt(QPointF widget, double factor);
    void setZoom(double zoom);               ///< around the middle
    void centerOn(QPointF scene);
    void fit(const QRectF& scene);           ///< shows it whole, at 100 % at most
    void fitAll();
    void fitSelection();
    void panBy(QPointF pixels);
    void setBookmark(int key);               ///< 1 to 9: this level, place and zoom
    void goToBookmark(int key);
    Bookmark place() const;                  ///< what is shown, or will be at the end of the way there
    void goTo(const Bookmark& place);        ///< where its level is still there
    void goBack();                           ///< to the level shown before
    void goForth();
    /// The selection follows the mouse until a click; Esc or the right button puts it back.
    void beginMove();
    void ensureVisible(const QRectF& scene);
    void showReadable(const QRectF& scene);  ///< and large enough to be read
    void setAnimated(bool animated) { m_animated = animated; } ///< zoom and fit take 120 ms; on by default
    /// Room taken by what lies over the canvas, kept free by fit().
    void setMargins(const QMargins& margins) { m_margins = margins; }
    /// What lies over the canvas (widget coordinates): what is shown on purpose does not come to lie under it.
    void setCovered(std::vector<QRect> covered) { m_covered = std::move(covered); }

    const CanvasHabits& habits() const { return m_habits; }
    void setHabits(const CanvasHabits& habits); ///< and keeps them
    /// A run of this design is under way: its outputs pulse.
    void setTraining(bool trains);
    /// `place`: 1 is the first of the views. The current one of two is marked.
    void setRank(ViewRank rank, int place);
    ViewRank rank() const { return m_rank; }
    /// The same place and zoom as there, now and in all levels that were seen, and the same way back.
    void showAs(const CanvasView& other);
    /// What the hand holds is put back.
    void endGesture();
    double pulse() const;                    ///< 0 to 1 and back; 0 when nothing trains

    void setHits(std::optional<CanvasHits> hits);
    const std::optional<CanvasHits>& hits() const { return m_hits; }
    /// What the drag lines up with now.
    const Guides& guides() const { return m_guides; }
    /// A wire is being drawn.
    bool isDrawing() const { return m_gesture == Gesture::Wire; }
    /// A wire that was let go over nothing, drawn while a layer for its end is chosen; dropWaiting() when that is over.
    bool isWaiting() const { return m_waiting.has_value(); }
    void dropWaiting();
    /// Why the wire that was let go last was not made; "" after a while.
    QString refusal() const { return m_refusal; }
    /// The node whose problem the mouse asks for (its badge is hovered).
    std::optional<NodeId> hoveredProblem() const { return m_hoveredProblem; }
    void update();
    /// It is shown with all pixels of the screen; not so within a zoom that would take too long.
    bool isFine() const { return m_picture.isFine(); }
    /// Where something new goes: the mouse when it is over the canvas, else the middle.
    QPointF cursorScene() const;

signals:
    void viewChanged();                      ///< zoom or place
    void sceneChanged();                     ///< it has followed the design; maybe nothing looks otherwise
    void mapChanged();                       ///< before that: places, colours or errors did
    void rankChanged();
    void handChanged();
    void pulsed();                           ///< pulse()
    void problemHovered();
    void drawingChanged();                   ///< isDrawing()
    /// Wanted: the words of a frame or note, typed in place.
    void frameTextWanted(std::uint64_t frame);
    void searchEscaped();                    ///< Esc, while hits are shown
    /// Wanted: a layer to choose, at `at` (scene), wired so.
    void quickAddWanted(QPointF at, const nodegrad::Wiring& wiring);
    void menuWanted(const QPoint& global);
    void renameWanted();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum class Gesture { None, Press, Pan, Move, Box, Wire, Frame, Resize, Stroke };
    /// A wire that is being drawn. `port` stays; the other end follows the mouse.
    struct Drawing {
        PortHit port;
        std::optional<Wire> instead;         ///< the wire whose end was picked up
        std::vector<Wire> moving;            ///< all wires of an output, which then come from the target
        QPointF end;
        std::optional<PortHit> target;
        QString refusal, hint;               ///< why the target does not take it; what it would need
        std::set<NodeId> impossible;         ///< nodes that would close a circle
        std::optional<PortHit> tried;        ///< the target that triedHint is about
        QString triedHint;
        QString kind;
    };

    struct Waiting {
        QPointF from, to;
        QString kind;
    };

    void rebuild();
    void forgetGone();
    void updateView();
    void animateTo(double zoom, QPointF origin);
    void bringIntoView(const QRectF& scene, double leastZoom);
    void fitOpened();
    void travel(std::vector<std::vector<std::string>>& from, std::vector<std::vector<std::string>>& to);
    void updateCursorShape();
    void updateAccessible();
    // canvas_paint.cpp
    void paintLevel(QPainter& painter, const QRectF& part) const;
    void paintMark(QPainter& painter) const;
    void paintGrid(QPainter& painter, const QRectF& part) const;
    void updatePart(const QRectF& scene);
    void updateSelection();
    void updateHovered();
    void updateNews(const SceneNews& news);
    QPointF onPixel(QPointF widget) const;   ///< the nearest whole pixel of the screen
    void moveShown(QPointF by);
    KeptPicture::Place shownPlace() const;
    void zoomed();
    void refine();
    void paintOverlays(QPainter& painter) const;
    void paintDrawing(QPainter& painter) const;
    PortState portState(const PortRef& ref, bool isOutput) const;
    // canvas_mouse.cpp
    void beginWire(const PortHit& hit, Qt::KeyboardModifiers modifiers);
    void takeAlong();
    void dragTo(QPointF widget);
    void dragBox(QPointF scene);
    QPointF edgeScroll() const;
    bool pressItem(QPointF scene, Qt::KeyboardModifiers modifiers);
    // canvas_inside.cpp
    struct DrawnLevel {
        const CanvasScene* scene = nullptr;
        QPointF origin;                      ///< of that scene in the shown one
    };
    DrawnLevel drawnLevel(const std::vector<std::string>& path) const; ///< null: it is drawn nowhere
    void makeInside();
    bool selectInside(QPointF scene);
    void followInside();
    // canvas_guides.cpp
    void beginGuides();
    void beginFrameGuides(const Frame& frame);
    QPointF snapped(QPointF by);
    void updateGuides();
    void paintGuides(QPainter& painter) const;
    // canvas_pulse.cpp
    void updatePulse();
    void paintPulse(QPainter& painter) const;
    // canvas_strokes.cpp
    void beginStroke(QPointF scene, bool setsKnots);
    void updateStroke(QPointF scene);
    void finishStroke();
    void paintStroke(QPainter& painter) const;
    // canvas_frames.cpp
    bool pressFrame(QPointF scene);
    void updateFrame(QPointF scene);
    void finishFrame();
    void showRefusal(const QString& text, QPointF widget);
    void paintHint(QPainter& painter, const QString& text, QPointF widget) const;
    void updateDrawing(QPointF scene);
    void finishWire(Qt::KeyboardModifiers modifiers);
    /// The wire that a loose layer would go into where it is dragged to: its middle or the cursor lies there.
    void updateMoveWire(QPointF cursor);
    void finishMove();
    void cancelGesture();
    void updateHover(QPointF widget);
    QStringList layerTip(const LevelView& level, const Node& node) const;
    void showTip();
    void walk(int key);
    const SceneWire* wireForDrop(QPointF scene) const;

    DesignEditor* m_editor;
    DesignEditor* m_inside = nullptr;        ///< made when it is first needed
    std::size_t m_insideDepth = 0;           ///< of its level
    bool m_isInside = false, m_goesInside = false;
    CanvasScene m_scene;
    ViewPicture m_picture;
    QBasicTimer m_fineTimer;                 ///< until the zoom stands, and then from strip to strip
    bool m_zooms = false;                    ///< another zoom follows soon
    struct Selected {
        std::set<NodeId> nodes;
        std::set<KnotRef> knots;
        std::optional<Wire> wire;
        std::uint64_t frame = 0;
    };
    Selected m_selected;                     ///< as it is drawn
    double m_zoom = 1;
    QPointF m_origin;
    QMargins m_margins;
    std::vector<QRect> m_covered;
    bool m_animated = true, m_fitWhenShown = true;
    QVariantAnimation* m_animation;
    struct {
        double zoom = 1;
        QPointF origin;
    } m_wanted;                              ///< where the animation leads

    Gesture m_gesture = Gesture::None;
    QPointF m_pressAt, m_lastAt, m_pressScene;
    Qt::MouseButton m_button = Qt::NoButton;
    Qt::KeyboardModifiers m_pressModifiers;
    std::optional<NodeId> m_pressedNode;
    std::optional<KnotRef> m_pressedKnot;
    QPointF m_grabbedAt;                     ///< where the pressed node or knot stood
    QPointF m_moveBy;
    QRectF m_guideBox;                       ///< of what is dragged, where it began
    std::vector<QRectF> m_standing;          ///< nodes that it can line up with
    Guides m_guides;
    Qt::KeyboardModifiers m_dragModifiers;
    std::set<NodeId> m_selectedBefore;
    std::set<KnotRef> m_knotsBefore;
    QRectF m_frameBox;                       ///< of the frame that is dragged, where it began
    /// A line drawn across wires: it cuts them, or sets a knot on each.
    struct Stroke {
        std::vector<QPointF> points;
        bool setsKnots = false;
        std::map<Wire, QPointF> crossed;
    };
    std::optional<Stroke> m_stroke;
    QString m_refusal;                       ///< why the last wire was not made, shown for a while
    QPointF m_refusalAt;
    QBasicTimer m_refusalTimer;
    QRectF m_box;
    std::optional<Drawing> m_drawing;
    std::optional<Waiting> m_waiting;
    std::optional<NodeId> m_hovered, m_hoveredProblem;
    std::optional<PortHit> m_hoveredPort;
    std::optional<Wire> m_hoveredWire;
    std::optional<KnotRef> m_hoveredKnot;
    std::optional<CanvasHits> m_hits;
    CanvasHabits m_habits = canvasHabits();
    ViewRank m_rank = ViewRank::Alone;
    bool m_trains = false;
    QBasicTimer m_pulseTimer;
    QElapsedTimer m_pulseClock;
    QBasicTimer m_tipTimer;
    QBasicTimer m_edgeTimer;
    Qt::MouseButton m_alsoPans = Qt::NoButton; ///< held while a wire is drawn
    bool m_cutKey = false;                   ///< Y is held
    bool m_space = false, m_panned = false, m_stale = false;

    std::string m_dropLayer;                 ///< of a drag over the canvas
    QPointF m_dropAt;
    std::optional<Wire> m_dropWire;
    std::vector<std::pair<Wire, std::vector<QPointF>>> m_resting; ///< ways of the wires before a loose layer was dragged: they lead around it now
    struct View {
        double zoom;
        QPointF center;
    };
    std::map<std::vector<std::string>, View> m_views; ///< what was seen of each level
    std::vector<std::string> m_shownPath;
    std::vector<std::vector<std::string>> m_back, m_forth; ///< levels shown before, and after going back
    bool m_isTravelling = false;
    bool m_isAsOpened = false;               ///< all is shown, and nobody has moved the view since
};

} // namespace nodegrad
