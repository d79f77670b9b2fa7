#pragma once
// The dock at the left of the canvas: layers to add, the outline of what is there, or the steps that led to it.

#include <QWidget>

class QStackedWidget;

namespace nodegrad {

class DesignEditor;
class HistoryPanel;
class OutlinePanel;
class PalettePanel;
class SegmentedControl;

class LeftDock : public QWidget {
    Q_OBJECT
public:
    explicit LeftDock(DesignEditor* editor, QWidget* parent = nullptr);
    void setEditor(DesignEditor* editor); ///< of the view that is current
    PalettePanel* palettePanel() const { return m_palette; }
    OutlinePanel* outline() const { return m_outline; }
    SegmentedControl* tabs() const { return m_tabs; }
    void showLayers();  ///< with the keyboard in the search field
    void showOutline(); ///< with the keyboard in the tree
    HistoryPanel* history() const { return m_history; }
    void showHistory(); ///< with the keyboard in the list
    /// The keyboard into what is shown.
    void focusShown();

private:
    SegmentedControl* m_tabs;
    QStackedWidget* m_pages;
    PalettePanel* m_palette;
    OutlinePanel* m_outline;
    HistoryPanel* m_history;
};

} // namespace nodegrad
