#pragma once
#include <QColor>
#include <QWidget>

#include <vector>

namespace nodegrad {

/// A tiny curve without axes. Values are drawn at equal distances; not finite ones leave a gap.
/// More values than pixels are drawn as minimum and maximum of each column.
class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent = nullptr);
    void setValues(std::vector<double> values);
    void setColor(const QColor& color); ///< invalid: the accent
    QSize sizeHint() const override { return {64, 20}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<double> m_values;
    QColor m_color;
};

} // namespace nodegrad
