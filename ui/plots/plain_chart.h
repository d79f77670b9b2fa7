#pragma once
#include "ui/theme/theme.h"

#include <QWidget>

class QCustomPlot;

namespace nodegrad {

/// What the small charts share: a plot in the colours of the theme, horizontal grid lines only, axis titles.
class PlainChart : public QWidget {
    Q_OBJECT
public:
    explicit PlainChart(QWidget* parent = nullptr);
    void setTitle(const QString& title); ///< accessible name
    void setAxisTitles(const QString& x, const QString& y = {});
    QCustomPlot* plot() const { return m_plot; }
    /// The numbers behind the picture, tab-separated with a header line.
    virtual QString valuesAsText(int rows = 50) const = 0;
    QSize sizeHint() const override { return {320, 200}; }
    QSize minimumSizeHint() const override { return {140, 90}; }

protected:
    /// Sets the colours of the series; the plot is redrawn afterwards. Called on theme changes and once at the start.
    virtual void restyle() = 0;
    virtual void clickedAt(const QPointF& position);
    void applyTheme();
    void redrawSoon(); ///< one redraw at the next turn of the event loop
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QCustomPlot* m_plot;
};

/// Colours, fonts and margins of the theme on any plot: ground `plot`, horizontal grid, axis in plot_axis.
void styleChart(QCustomPlot& plot, const Theme& theme);

} // namespace nodegrad
