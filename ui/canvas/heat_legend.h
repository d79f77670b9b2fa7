#pragma once
// What the colours of the canvas say: the measure, the ramp, and the values at its ends and in its middle.

#include <QWidget>

namespace nodegrad {

class CanvasView;

/// Follows the scene of a canvas; it is worth showing while isWanted().
class HeatLegend : public QWidget {
    Q_OBJECT
public:
    explicit HeatLegend(CanvasView* canvas, QWidget* parent);
    bool isWanted() const;
    QString title() const;
    /// From the least to the most; empty where nothing is coloured.
    QStringList values() const;
    QRect rampRect() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void fitSize();
    CanvasView* m_canvas;
};

} // namespace nodegrad
