#pragma once
// The charts of the visible runs: loss, metrics, learning rate, speed; validation solid, training dashed.

#include <map>
#include <string>
#include <vector>

#include <QWidget>

#include "ui/session/page_context.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QSlider;

namespace nodegrad {

class ChartCard;
class ChartGroup;
class EmptyState;
struct RunInfo;
class SegmentedControl;
class WatchChart;

class RunCharts : public QWidget {
    Q_OBJECT
public:
    explicit RunCharts(const PageContext& context, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Chart {
        std::string tag;       ///< of the series
        ChartCard* card = nullptr;
        bool isMetric = false; ///< shows the metric of the selected run, whatever its name
    };
    void showEmpty();
    void refreshRuns();
    bool refreshMetric(const RunInfo* selected);
    void refreshSeries(const std::string& runId);
    void arrange();
    void expand(ChartCard* card);
    void refreshWatch();
    std::vector<ChartCard*> cards() const;
    QWidget* makeToolbar();
    PageContext m_context;
    std::vector<Chart> m_charts;
    ChartGroup* m_group;
    QGridLayout* m_grid;
    EmptyState* m_empty;
    QPushButton *m_train, *m_chooseData; ///< of m_empty
    QWidget *m_toolbar, *m_gridBox;
    QPushButton* m_fit = nullptr;
    std::vector<QWidget*> m_spareWords; ///< left out of the tool bar where it is narrow
    QComboBox* m_metric;               ///< which of the metrics of the selected run; hidden when it has one
    std::string m_wantedMetric;        ///< "": the first one
    WatchChart* m_watch = nullptr;     ///< inside the selected run; its card is shown when something was watched
    ChartCard* m_expanded = nullptr;
    std::map<std::string, std::map<std::string, std::size_t>> m_drawn; ///< run -> curve -> points that the chart has
    int m_columns = 0;
};

} // namespace nodegrad
