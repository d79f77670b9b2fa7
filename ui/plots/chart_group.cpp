#include "ui/plots/chart_group.h"

namespace nodegrad {

ChartGroup::ChartGroup(QObject* parent) : QObject(parent) {}

void ChartGroup::add(LineChart* chart)
{
    std::erase_if(m_charts, [](const auto& entry) { return entry.isNull(); });
    m_charts.emplace_back(chart);
    connect(chart, &LineChart::crosshairMoved, this, [this, chart](std::optional<double> x) { spread(chart, x); });
}

void ChartGroup::spread(LineChart* from, std::optional<double> x)
{
    for (LineChart* chart : charts())
        if (chart != from && chart->xAxis() == from->xAxis())
            chart->setCrosshair(x);
}

std::vector<LineChart*> ChartGroup::charts() const
{
    std::vector<LineChart*> result;
    for (const auto& chart : m_charts)
        if (chart)
            result.push_back(chart);
    return result;
}

void ChartGroup::setSmoothing(double weight)
{
    for (LineChart* chart : charts())
        chart->setSmoothing(weight);
}

void ChartGroup::setRawVisible(bool visible)
{
    for (LineChart* chart : charts())
        chart->setRawVisible(visible);
}

void ChartGroup::setXAxis(ChartX axis)
{
    for (LineChart* chart : charts())
        chart->setXAxis(axis);
}

void ChartGroup::setRunVisible(const QString& runId, bool visible)
{
    for (LineChart* chart : charts())
        chart->setRunVisible(runId, visible);
}

void ChartGroup::setSelectedRun(const QString& runId)
{
    for (LineChart* chart : charts())
        chart->setSelectedRun(runId);
}

void ChartGroup::removeRun(const QString& runId)
{
    for (LineChart* chart : charts())
        chart->removeRun(runId);
}

void ChartGroup::fitAll()
{
    for (LineChart* chart : charts())
        chart->fit();
}

} // namespace nodegrad
