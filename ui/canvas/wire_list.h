#pragma once
// Wiring by keyboard: what the output of a layer can feed, as a list to type in.

#include <QFrame>

#include "ui/canvas/design_editor.h"

class QListWidget;

namespace nodegrad {

class CanvasView;
class SearchField;

/// Free inputs first, the nearest before others; inputs that would close a circle are not listed. Enter wires, Esc closes.
class WireList : public QFrame {
    Q_OBJECT
public:
    WireList(CanvasView* canvas, QWidget* parent);
    /// For the first output of the selected layer; says why when there is none.
    void open();
    QListWidget* list() const { return m_list; }
    SearchField* field() const { return m_field; }

signals:
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fill();
    void choose();
    void closeList();
    CanvasView* m_canvas;
    SearchField* m_field;
    QListWidget* m_list;
    PortRef m_from;
    std::vector<WireTarget> m_targets, m_listed;
};

} // namespace nodegrad
