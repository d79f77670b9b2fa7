#pragma once
#include <QImage>
#include <QWidget>

#include <vector>

namespace nodegrad {

/// A small grey picture that people draw with the mouse, width x height pixels, black ground.
/// Arrows move a cursor, Space draws, Delete clears: usable without a mouse.
class DrawPad : public QWidget {
    Q_OBJECT
public:
    explicit DrawPad(int width = 8, int height = 8, QWidget* parent = nullptr);
    void setGrid(int width, int height); ///< clears; 1..256 each
    int gridWidth() const { return m_width; }
    int gridHeight() const { return m_height; }
    /// Row-major, 0 (black) to 1 (white), size width x height.
    const std::vector<float>& values() const { return m_values; }
    void setValues(std::vector<float> values); ///< ignored when the size does not fit; clamped; emits changed()
    void setErasing(bool erasing);
    bool isErasing() const { return m_erasing; }
    void setBrushRadius(double pixels); ///< of the grid; 0.7 by default
    bool isBlank() const;
    QImage image() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {96, 96}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

public slots:
    void clear();

signals:
    void changed();  ///< at each stroke that changes a pixel
    void finished(); ///< the button was released

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF gridRect() const;
    QPointF toGrid(const QPointF& position) const;
    void strokeTo(const QPointF& gridPoint, bool erase);
    bool dab(const QPointF& gridPoint, bool erase);

    int m_width, m_height;
    std::vector<float> m_values;
    bool m_erasing = false;
    double m_radius = 0.7;
    bool m_drawing = false;
    QPointF m_last;
    QPointF m_hover{-1, -1};
    int m_cursorX = 0, m_cursorY = 0;
};

} // namespace nodegrad
