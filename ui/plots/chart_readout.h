#pragma once
#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QWidget>

#include <vector>

namespace nodegrad {

/// What lies over the curves: cross-hair, points on the curves, marks of values that are not numbers, one note, and the
/// read-out with all visible runs in the emptier upper corner. Lets the mouse through. Repainting it does not redraw curves.
class ChartReadout : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString name, validation, training;
        QColor color;
        bool selected = false;
    };
    struct Dot {
        QPointF at;
        QColor color;
        bool selected = false;
    };
    struct Content {
        QRectF plot;                 ///< the axis rectangle, in pixels
        double crosshair = -1;       ///< pixels; below 0 for none
        QString title;               ///< "Epoch 39"
        std::vector<Row> rows;
        bool hasTraining = false;
        std::vector<Dot> dots;
        std::vector<Dot> curve;      ///< samples of the drawn curves, to find the emptier corner
        std::vector<QPointF> notNumbers;
        QString note;
        QPointF noteAt;
        QColor noteColor;
        QString message;             ///< in the middle: why there is nothing to see
    };

    explicit ChartReadout(QWidget* parent);
    void setContent(Content content);
    const Content& content() const { return m_content; }
    /// Where the read-out stands; empty when there is none.
    QRectF boxRect() const { return m_box; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QSizeF boxSize() const;
    void place();

    Content m_content;
    QRectF m_box;
};

} // namespace nodegrad
