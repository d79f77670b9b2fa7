#pragma once
// The canvas of the Design page: one view of the design, or two beside or above one another.

#include <memory>
#include <vector>

#include <QSplitter>

#include "ui/canvas/canvas_habits.h"
#include "ui/canvas/design_editor.h"

namespace nodegrad {

class CanvasArea;
class CanvasView;

/// Each view has an editor of its own: level, selection, zoom, place and colours. All edit the one project of the session. Views
/// that show the same level share its selection. One view is the current one: it has the keyboard or had it last, and
/// whatever acts on "the canvas" (actions, panels, the palette) asks here for it. UI thread.
class CanvasSplit : public QSplitter {
    Q_OBJECT
public:
    explicit CanvasSplit(const PageContext& context, QWidget* parent = nullptr);
    ~CanvasSplit() override;

    // --- the current view ---
    CanvasArea* area() const;
    CanvasView* canvas() const;
    DesignEditor* editor() const;
    /// The one that has the selection: of the level shown, or of one that is unfolded there.
    DesignEditor* hand() const;
    void setCurrent(const CanvasArea* area);

    // --- one or two ---
    bool isSplit() const { return m_views.size() > 1; }
    /// From the left, or from above.
    std::vector<CanvasArea*> areas() const;
    /// A second view beside (Horizontal) or below (Vertical) the current one. It shows the same and becomes the current one. Two views
    /// that stand so already become one again: the current one stays. Kept over restarts, as is the share of each.
    void toggle(Qt::Orientation direction);
    /// The keyboard goes to the other view.
    void focusOther();

    // --- what all views have in common ---
    bool isMapWanted() const { return m_isMapWanted; }
    void setMapWanted(bool isWanted);
    void setHabits(const CanvasHabits& habits);
    void setShapeLabels(ShapeLabels labels);
    /// Shown in the first view; "" none.
    void setLesson(const QString& text);
    void showLesson();
    bool hasLesson() const { return !m_lesson.isEmpty(); }

signals:
    void currentChanged();                       ///< area(), canvas() and editor() are others
    void handChanged();                          ///< hand() is maybe another
    void splitChanged();                         ///< isSplit(), or its direction
    void viewAdded(nodegrad::CanvasArea* area);
    // Of any view:
    void templatesWanted();
    void menuWanted(const QPoint& global);
    void renameWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct View {
        std::unique_ptr<DesignEditor> editor;
        std::unique_ptr<CanvasArea> area;        ///< goes before its editor
    };
    void addView();
    void addSecond();
    void closeOther();
    void share(const DesignEditor* from);
    DesignEditor* beside(const DesignEditor* editor) const; ///< the other one; null where there is none
    CanvasArea* areaOf(const QWidget* widget) const;
    void showRanks();
    void keepShare();
    void applyShare();
    void placeLesson();
    PageContext m_context;
    std::vector<View> m_views;
    std::size_t m_current = 0;
    double m_share = 0.5;                        ///< of the first view
    bool m_isMapWanted = true;
    QString m_lesson;
};

} // namespace nodegrad
