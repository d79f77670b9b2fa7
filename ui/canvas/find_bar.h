#pragma once
// Ctrl+F on the canvas: type, and walk through what is found, over all levels of the design.

#include <QFrame>
#include <QTimer>

#include "core/project/project.h"
#include "ui/canvas/node_search.h"

class QLabel;
class QToolButton;

namespace nodegrad {

class CanvasView;
class SearchField;

/// While it is open, hits keep their colours on the canvas and the rest is dimmed; typing moves nothing. Enter and Shift+Enter walk,
/// entering the module where the hit lies. Esc closes and goes back to what was seen before; the button and Esc on the canvas stay.
class FindBar : public QFrame {
    Q_OBJECT
public:
    FindBar(CanvasView* canvas, QWidget* parent);
    void open();
    void closeBar();
    /// To the next (+1) or previous (-1) hit of the last text, also while the bar is closed.
    void walk(int direction);
    SearchField* field() const { return m_field; }
    QString countText() const;  ///< "3 of 12"
    QString noteText() const;   ///< what of the text is not understood, or that nothing has it

signals:
    void closed();
    void resized();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void search();
    void refresh();
    void go(std::size_t index);
    std::size_t firstHere() const;
    void showFindings();
    void forgetChosen();
    QString noteFor(const SearchQuery& query) const;
    CanvasView* m_canvas;
    DesignEditor* m_editor;
    NodeSearch m_search;
    Findings m_found;
    std::optional<std::size_t> m_current;
    NodeId m_chosen;            ///< what the bar selected last
    QTimer m_later;             ///< one search for many news
    SearchField* m_field;
    QLabel *m_count, *m_note;
    QToolButton *m_back, *m_forth;
};

} // namespace nodegrad
