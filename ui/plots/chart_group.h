#pragma once
#include "ui/plots/line_chart.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace nodegrad {

/// Charts that share one cross-hair. Charts leave the group when they are deleted. Owns none of them.
class ChartGroup : public QObject {
    Q_OBJECT
public:
    explicit ChartGroup(QObject* parent = nullptr);
    void add(LineChart* chart);
    /// Settings for all of them.
    void setSmoothing(double weight);
    void setRawVisible(bool visible);
    void setXAxis(ChartX axis);
    void setRunVisible(const QString& runId, bool visible);
    void setSelectedRun(const QString& runId);
    void removeRun(const QString& runId);
    void fitAll();
    std::vector<LineChart*> charts() const;

private:
    void spread(LineChart* from, std::optional<double> x);

    std::vector<QPointer<LineChart>> m_charts;
};

} // namespace nodegrad
