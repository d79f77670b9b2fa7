#pragma once
#include "ui/plots/series_store.h"

#include <QColor>
#include <QString>
#include <QWidget>

#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

class QCustomPlot;
class QTimer;

namespace nodegrad {

class ChartReadout;

enum class SeriesKind {
    Validation, ///< solid, 2.2 px
    Training,   ///< dashed, 1.5 px: a dash always means training
};
enum class ChartX { Step, Epoch, Time };
/// How values are written at the axis and in the read-out.
enum class ValueFormat { Number, Percent };

/// Which curve of which run. `name` tells curves of one kind apart ("" when there is one).
struct SeriesKey {
    QString runId;
    QString name;
    SeriesKind kind = SeriesKind::Validation;
    auto operator<=>(const SeriesKey& other) const
    {
        if (const int order = runId.compare(other.runId); order != 0)
            return order <=> 0;
        if (const int order = name.compare(other.name); order != 0)
            return order <=> 0;
        return kind <=> other.kind;
    }
    bool operator==(const SeriesKey&) const = default;
};

/// A curve of several runs over steps, epochs or time. All points are kept; at most two a pixel are drawn.
/// Nothing is drawn and no timer runs while nothing changes; changes are drawn at most 10 times a second, and not at all
/// while the chart is hidden. Wheel zooms x, drag pans, double click fits, the view follows the right edge while it is there.
/// Keys: + and - zoom, left and right pan, Home fits. UI thread only.
class LineChart : public QWidget {
    Q_OBJECT
public:
    explicit LineChart(QWidget* parent = nullptr);
    ~LineChart() override;

    void setTitle(const QString& title); ///< accessible name, "Loss"

    // Runs: how all curves of a run look.
    void setRun(const QString& runId, const QString& name, const QColor& color, double stepsPerEpoch = 1);
    void setRunVisible(const QString& runId, bool visible);
    void setSelectedRun(const QString& runId); ///< drawn on top; its curves are what the read-out never covers
    void removeRun(const QString& runId);
    void clear();

    // Curves.
    /// Replaces all points of a curve; makes it when it is new. Points must not fall in step (such points are dropped).
    void setSeries(const SeriesKey& key, std::span<const SeriesPoint> points);
    void appendPoints(const SeriesKey& key, std::span<const SeriesPoint> points);
    void removeSeries(const SeriesKey& key);
    std::vector<SeriesKey> seriesKeys() const;
    const SeriesStore* store(const SeriesKey& key) const; ///< nullptr when there is none
    /// Dotted: what a schedule will do. (x in steps.) An empty list removes it.
    void setFuture(const QString& runId, std::span<const SeriesPoint> points);
    /// A mark with a text at a point of a curve ("run 7 best 98.1 %, epoch 36"). An empty text removes it.
    void setNote(const QString& text, const QString& runId = {}, double step = 0, double value = 0);

    // How it is shown.
    /// 0..0.999; 0.6 by default, TensorBoard's. It holds for the densest curve of a run; a curve whose points lie k times
    /// as far apart gets weight^k, so that validation and training are smoothed over the same span. Never alters the axes.
    void setSmoothing(double weight);
    void setRawVisible(bool visible);     ///< the unsmoothed line behind, in a pale tint
    void setLogY(bool log);               ///< values <= 0 are gaps
    void setXAxis(ChartX axis);
    void setValueFormat(ValueFormat format);
    /// Fixed limits of y; nullopt lets the data decide.
    void setYLimits(std::optional<double> low, std::optional<double> high);
    void setXMaximum(std::optional<double> steps); ///< the planned end of the run, so that the axis does not creep
    bool logY() const { return m_logY; }
    ChartX xAxis() const { return m_xAxis; }

    void fit();
    bool isFollowing() const { return m_following; }
    double xMinimum() const;
    double xMaximum() const;
    /// Last value of the selected run's (else the first visible run's) validation curve, formatted; empty without points.
    QString currentValueText() const;
    /// Every visible curve as a table: run, kind, step, value; at most `rows` rows a curve, evenly chosen, ends included.
    QString valuesAsText(int rows = 50) const;
    /// CSV of all points of all visible runs (not only what is drawn): run,curve,kind,step,wall,value
    QString csv() const;

    /// The shared cross-hair: x in the units of the axis; nullopt hides it. Set by ChartGroup.
    void setCrosshair(std::optional<double> x);
    QCustomPlot* plot() const { return m_plot; } ///< for export as picture
    /// Draws now instead of at the next tick (before a screenshot).
    void drawNow();

    QSize sizeHint() const override { return {420, 240}; }
    QSize minimumSizeHint() const override { return {200, 120}; }

signals:
    void crosshairMoved(std::optional<double> x);
    void runClicked(const QString& runId);
    void followingChanged(bool following);
    void dataChanged(); ///< at most 10 times a second, after a redraw with new points

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Run {
        QString name;
        QColor color;
        double stepsPerEpoch = 1;
        bool visible = true;
    };
    struct Curve;
    struct Future;

    // line_chart.cpp: what is kept
    Curve& curveFor(const SeriesKey& key);
    void rebuildSmoothed(Curve& curve) const;
    void balanceSmoothing();
    double wallOrigin(const QString& runId) const;
    QString leadRun() const; ///< the selected run, else the first visible one
    // line_chart_axes.cpp: how it is drawn
    void markDirty(bool soon = false);
    void redraw();
    void applyTheme();
    void applyPens();
    double toX(const QString& runId, double step, double wall) const;
    std::pair<double, double> fromX(const QString& runId, double low, double high) const;
    std::pair<double, double> dataRange() const;
    void updateXRange();
    void updateYRange();
    void setXRange(double low, double high);
    QString valueText(double value) const;
    // line_chart_mouse.cpp: what the hand does
    void updateReadout();
    bool mouseEvent(QEvent* event);
    void zoom(double factor, double centerX);
    void pan(double by);
    void pointAt(std::optional<double> x);
    QString runAt(const QPointF& position) const;

    QCustomPlot* m_plot;
    ChartReadout* m_readout;
    QTimer* m_timer;
    std::map<QString, Run> m_runs;
    std::map<SeriesKey, std::unique_ptr<Curve>> m_curves;
    std::map<QString, std::unique_ptr<Future>> m_futures;
    QString m_selectedRun;
    struct Note {
        QString text, runId;
        double step = 0, value = 0;
    } m_note;
    double m_smoothing = 0.6;
    bool m_raw = true, m_logY = false, m_dirty = false, m_newData = false;
    bool m_fitted = true;    ///< all of the data is in view, and stays so
    bool m_following = true; ///< the right edge of the view is the newest point
    ChartX m_xAxis = ChartX::Step;
    ValueFormat m_format = ValueFormat::Number;
    std::optional<double> m_yLow, m_yHigh, m_xEnd, m_crosshair;
    std::optional<QSize> m_laidOut; ///< the size for which pixels are known
    bool m_pressed = false, m_moved = false;
    QPointF m_pressAt;
    double m_pressLow = 0, m_pressHigh = 0;
};

} // namespace nodegrad
