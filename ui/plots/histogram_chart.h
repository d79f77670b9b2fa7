#pragma once
#include "ui/plots/plain_chart.h"

#include <functional>
#include <optional>
#include <vector>

namespace nodegrad {

/// Bars over equal bins, or named bars.
class HistogramChart : public PlainChart {
    Q_OBJECT
public:
    explicit HistogramChart(QWidget* parent = nullptr);
    /// `counts[i]` lies in low + i w .. low + (i + 1) w, w = (high - low) / counts.size().
    void setBins(double low, double high, std::vector<double> counts);
    /// Bars with a name below each.
    void setBars(QStringList names, std::vector<double> values);
    void setRole(Role role);                   ///< colour of the bars; Info by default
    void setLogX(bool exponents);              ///< bins are over log10(x): labels read 1e-3
    void setLimit(std::optional<double> x, const QString& text = {}); ///< dashed upright line in the warning colour
    /// A dashed line through (low, 0) and (high, top): perfect calibration.
    void setDiagonal(bool visible);
    void setCountAxisVisible(bool visible);
    void setPercentAxis(bool percent);         ///< values are shares 0..1
    QString valuesAsText(int rows = 1000) const override;

protected:
    void restyle() override;

private:
    void rebuild();
    double m_low = 0, m_high = 1;
    std::vector<double> m_counts;
    QStringList m_names;
    Role m_role = Role::Info;
    bool m_exponents = false, m_diagonal = false, m_countAxis = true, m_percent = false;
    std::optional<double> m_limit;
    QString m_limitText;
};

} // namespace nodegrad
