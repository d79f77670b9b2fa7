#pragma once
// What is wrong with a node, beside the node, with its repairs.

#include <QFrame>

#include "ui/canvas/design_editor.h"

class QLabel;
class QVBoxLayout;

namespace nodegrad {

class CanvasView;

/// Shows itself while a badge is hovered, or while the one selected node has a problem.
class MessageCard : public QFrame {
    Q_OBJECT
public:
    MessageCard(CanvasView* canvas, QWidget* parent);
    QString text() const { return m_text; } ///< of all problems shown

protected:
    void paintEvent(QPaintEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void refresh();
    void place();
    const Node* wanted() const;
    void fill(const Node& node);
    CanvasView* m_canvas;
    QVBoxLayout* m_rows;
    NodeId m_node;
    QString m_text;
    Severity m_severity = Severity::Error;
    double m_pointer = 0;
    bool m_below = true;
};

} // namespace nodegrad
