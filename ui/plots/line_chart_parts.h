#pragma once
#include "ui/plots/line_chart.h"
#include "ui/plots/smoothing.h"

#include <qcustomplot.h>

/// What only the sources of LineChart see.
namespace nodegrad {

struct LineChart::Curve {
    SeriesStore raw;
    SeriesStore smooth;     ///< empty while smoothing is off
    Smoother smoother;
    double weight = 0;      ///< of the smoother: the chart's, or less for a curve with points far apart
    QCPGraph* line = nullptr;    ///< what people read: smoothed, or raw when smoothing is off
    QCPGraph* rawLine = nullptr; ///< the pale line behind
    const SeriesStore& shown() const { return smooth.empty() ? raw : smooth; }
};

struct LineChart::Future {
    std::vector<SeriesPoint> points;
    QCPGraph* line = nullptr;
};

} // namespace nodegrad
