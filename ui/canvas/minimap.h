#pragma once
// The whole level in a corner: where one is, where the problems are. Click and drag move the view, the wheel zooms it.

#include <QPixmap>
#include <QTransform>
#include <QWidget>

namespace nodegrad {

class CanvasView;

class Minimap : public QWidget {
    Q_OBJECT
public:
    explicit Minimap(CanvasView* canvas, QWidget* parent);
    /// Layers lie below it: they show through while the mouse is elsewhere.
    void setFaded(bool faded);
    bool isFaded() const { return m_isFaded; }
    QPointF onMap(QPointF scene) const { return sceneToMap().map(scene); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QTransform sceneToMap() const;
    QPixmap drawn(const QTransform& map) const;
    CanvasView* m_canvas;
    QPixmap m_drawn;         ///< all but the view; null: the scene has changed
    QTransform m_drawnBy;
    bool m_isFaded = false;
};

} // namespace nodegrad
