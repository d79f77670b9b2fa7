#pragma once
// The Design page: palette, canvas, inspector, and a strip of live charts while a run is active.

#include <utility>

#include <QWidget>

#include "ui/session/page_context.h"

class QSplitter;

namespace nodegrad {

class CanvasArea;
class CanvasSplit;
class DesignEditor;
class InspectorPanel;
class LeftDock;
class LiveStrip;
class PalettePanel;
class RepeatsDialog;

/// Reads the session, hands it new projects; owns nothing of it.
class DesignPage : public QWidget {
    Q_OBJECT
public:
    explicit DesignPage(const PageContext& context, QWidget* parent = nullptr);
    ~DesignPage() override;
    CanvasSplit* views() const { return m_views; }
    DesignEditor* editor() const;          ///< of the current view
    CanvasArea* area() const;
    LeftDock* leftDock() const { return m_left; }
    PalettePanel* palettePanel() const { return m_palette; }
    InspectorPanel* inspector() const { return m_inspector; }
    LiveStrip* strip() const { return m_strip; }

public slots:
    /// Goes to a node by its path ("block.conv1"), selects it and brings it into view.
    void showNode(const QString& path);
    /// Opens the list of structure that stands more than once.
    void showRepeats();

protected:
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addLayer(const QString& layer);
    void setConditions();
    void showLesson();
    void followView();
    void shareWidth(int width);
    void goToPane(int step); ///< palette, views, inspector
    PageContext m_context;
    CanvasSplit* m_views;
    LeftDock* m_left;
    PalettePanel* m_palette;
    InspectorPanel* m_inspector;
    LiveStrip* m_strip;
    QSplitter* m_splitter;
    std::pair<int, int> m_docks;         ///< widths wanted for the panels beside the canvas
    bool m_hasLesson = false;
    RepeatsDialog* m_repeats = nullptr; ///< made when it is first asked for
};

} // namespace nodegrad
