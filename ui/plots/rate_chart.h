#pragma once
#include "ui/plots/plain_chart.h"

#include <vector>

namespace nodegrad {

/// Loss over the learning rate (logarithmic), with suggested rates as marks on the curve.
class RateChart : public PlainChart {
    Q_OBJECT
public:
    struct Mark {
        QString name;
        double rate = 0;
    };

    explicit RateChart(QWidget* parent = nullptr);
    /// Rates above 0 and rising.
    void setCurve(std::vector<double> rates, std::vector<double> losses);
    void setMarks(std::vector<Mark> marks);
    void setChosen(int mark); ///< drawn larger, with its line; -1: none
    QString valuesAsText(int rows = 50) const override;

signals:
    void markClicked(int mark);

protected:
    void restyle() override;
    void clickedAt(const QPointF& position) override;

private:
    double lossAt(double rate) const;
    void rebuild();
    std::vector<double> m_rates, m_losses;
    std::vector<Mark> m_marks;
    int m_chosen = -1;
};

} // namespace nodegrad
