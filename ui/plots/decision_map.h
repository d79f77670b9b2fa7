#pragma once
#include "ui/theme/theme.h"

#include <QImage>
#include <QRectF>
#include <QStringList>
#include <QWidget>

#include <vector>

namespace nodegrad {

/// The plane as a trained network sees it: a picture of class regions and the samples on top.
/// Classes are told apart by colour and by the shape of the point (circle, square, triangle, diamond).
class DecisionMap : public QWidget {
    Q_OBJECT
public:
    struct Point {
        double x = 0, y = 0;
        int label = 0;
        bool wrong = false; ///< outlined in the danger colour
    };
    explicit DecisionMap(QWidget* parent = nullptr);

    /// The part of the plane that is shown; x to the right, y up.
    void setArea(const QRectF& area);
    QRectF area() const { return m_area; }
    /// Class of each cell, row-major from the lower left, and how sure (0..1, empty = 1). columns x rows cells.
    void setRegions(int columns, int rows, std::vector<int> classes, std::vector<float> confidence = {});
    void setPoints(std::vector<Point> points);
    void setClassNames(const QStringList& names);
    /// The colour of a class here (categories of the run palette, in order).
    static QColor classColor(int label);
    QString valuesAsText(int rows = 50) const;
    QSize sizeHint() const override { return {320, 320}; }
    QSize minimumSizeHint() const override { return {140, 140}; }

signals:
    void placeClicked(QPointF place); ///< in units of the data

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QRectF plotRect() const;
    QPointF toPixel(double x, double y) const;
    QPointF toData(const QPointF& pixel) const;
    void rebuildImage();

    QRectF m_area{-1, -1, 2, 2};
    int m_columns = 0, m_rows = 0;
    std::vector<int> m_classes;
    std::vector<float> m_confidence;
    std::vector<Point> m_points;
    QStringList m_names;
    QImage m_image;
};

} // namespace nodegrad
