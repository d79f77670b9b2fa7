#pragma once
// What was seen inside the selected run, one line a layer: gradients, steps, activations, time, memory, and how values are spread.

#include <map>
#include <string>

#include <QObject>

#include "core/runs/run_store.h"
#include "ui/plots/line_chart.h"

class QComboBox;

namespace nodegrad {

class ChartCard;

/// A chart, and a box to choose what it shows. UI thread.
class WatchChart : public QObject {
    Q_OBJECT
public:
    /// The card is a child of `parent`; the box is placed by the caller.
    explicit WatchChart(QWidget* parent);
    ChartCard* card() const { return m_card; }
    QComboBox* choice() const { return m_choice; }
    /// Null: nothing is shown. `stepsPerEpoch` for the axis.
    void show(const RunSeries* series, double stepsPerEpoch);
    bool hasData() const { return m_hasData; }

signals:
    void hasDataChanged();

private:
    void draw(const RunSeries& series);
    void refreshChoices(const RunSeries& series);
    template <class Logged, class ToPoint> void extendLine(const QString& name, const std::vector<Logged>& logged, ToPoint toPoint);

    ChartCard* m_card;
    QComboBox* m_choice;
    const RunSeries* m_series = nullptr; ///< of the last show(); only compared
    std::string m_wanted;                ///< what the person chose; stays when another run has it too
    double m_stepsPerEpoch = 1;
    bool m_hasData = false;
    std::map<QString, std::size_t> m_lines; ///< points that the chart has of each
    std::string m_drawn;                 ///< what they are, and of which series
    const RunSeries* m_drawnSeries = nullptr;
};

} // namespace nodegrad
