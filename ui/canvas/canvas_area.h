#pragma once
// The canvas with what floats over it: breadcrumbs, tool buttons, map, quick-add, message card, the empty state.

#include <QTimer>
#include <QWidget>

#include "ui/canvas/design_editor.h"

class QPushButton;

namespace nodegrad {

class BreadcrumbBar;
class CanvasView;
class EmptyState;
class FindBar;
class FrameText;
class HeatLegend;
class InlineBanner;
class MessageCard;
class Minimap;
class QuickAdd;
class WireList;

class CanvasArea : public QWidget {
    Q_OBJECT
public:
    explicit CanvasArea(DesignEditor* editor, QWidget* parent = nullptr);
    CanvasView* canvas() const { return m_canvas; }
    QuickAdd* quickAdd() const { return m_quickAdd; }
    WireList* wireList() const { return m_wireList; }
    FindBar* findBar() const { return m_findBar; }
    MessageCard* card() const { return m_card; }
    Minimap* minimap() const { return m_minimap; }
    HeatLegend* legend() const { return m_legend; }
    /// Adds a button for an action of the registry to the tools at the upper right, before the zoom.
    void addTool(QAction* action, const QString& iconName);
    void openQuickAdd();                     ///< for Tab: at the cursor, wired to the selection
    FrameText* frameText() const { return m_frameText; }
    void frameSelection();                   ///< a frame around the selection; its title is typed next
    void addNote();
    void rename();                           ///< the selected frame in place, else the layer in the inspector
    void renamePortal();                     ///< that of the selected wire or layer
    void openReplace();                      ///< for Ctrl+R: beside the selection
    void openQuickAddAt(QPointF scene, const Wiring& wiring);
    void setMapWanted(bool isWanted);
    /// The selection, or all of the level when nothing is selected, in the theme of the window.
    void savePicture();
    void copyPicture();
    void setLesson(const QString& text);     ///< "" hides it; one that was closed stays so
    void showLesson(bool isShown);           ///< and keeps that
    bool hasLesson() const;

signals:
    void templatesWanted();                  ///< "Start from a template"
    void menuWanted(const QPoint& global);
    void renameWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeOverlays();
    void placeMaps();
    void showState();
    DesignEditor* m_editor;
    CanvasView* m_canvas;
    BreadcrumbBar* m_breadcrumbs;
    QWidget* m_tools;
    QPushButton* m_zoom;
    Minimap* m_minimap;
    HeatLegend* m_legend;
    QuickAdd* m_quickAdd;
    WireList* m_wireList;
    FindBar* m_findBar;
    FrameText* m_frameText;
    MessageCard* m_card;
    EmptyState* m_empty;
    InlineBanner* m_lesson;
    bool m_mapWanted = true;
    QTimer m_mapLater;          ///< the map moves when the view has come to rest
};

} // namespace nodegrad
