#pragma once
#include "ui/plots/plain_chart.h"

#include <vector>

namespace nodegrad {

/// Points without lines: predicted against true values, or residuals. More than 20,000 points are thinned evenly.
class ScatterChart : public PlainChart {
    Q_OBJECT
public:
    enum class Guide { None, Diagonal, ZeroLine };

    explicit ScatterChart(QWidget* parent = nullptr);
    /// Pairs of equal length; pairs that are not finite are left out.
    void setPoints(std::vector<double> x, std::vector<double> y);
    void setGuide(Guide guide);
    QString valuesAsText(int rows = 50) const override;

signals:
    void pointClicked(int index); ///< index into the given points

protected:
    void restyle() override;
    void clickedAt(const QPointF& position) override;

private:
    void rebuild();
    std::vector<double> m_x, m_y;
    Guide m_guide = Guide::None;
};

} // namespace nodegrad
