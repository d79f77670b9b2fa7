#include "ui/plots/line_chart.h"

#include "ui/plots/chart_readout.h"
#include "ui/plots/chart_ticker.h"
#include "ui/plots/line_chart_parts.h"
#include "ui/plots/plain_chart.h"
#include "ui/widgets/number_text.h"

#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nodegrad {

LineChart::LineChart(QWidget* parent) : QWidget(parent), m_plot(new QCustomPlot(this)), m_readout(new ChartReadout(m_plot)), m_timer(new QTimer(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_plot);
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMouseTracking(true);
    m_plot->setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
    m_plot->setNotAntialiasedElement(QCP::aeAxes);
    m_plot->setNotAntialiasedElement(QCP::aeGrid);
    m_plot->axisRect()->setMinimumMargins(QMargins(40, 8, 10, 22));
    m_plot->xAxis->setTicker(QSharedPointer<ChartTicker>::create());
    m_plot->yAxis->setTicker(QSharedPointer<ChartTicker>::create());
    // From below: pale lines, futures, curves, the selected run.
    m_plot->addLayer("raw", m_plot->layer("grid"), QCustomPlot::limAbove);
    m_plot->addLayer("future", m_plot->layer("raw"), QCustomPlot::limAbove);
    m_plot->addLayer("selected", m_plot->layer("main"), QCustomPlot::limAbove);
    m_plot->installEventFilter(this);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &LineChart::redraw);
    setAccessibleName(tr("Chart"));
    applyTheme();
}

LineChart::~LineChart()
{
    // The plot outlives the members that point into it; no redraw may run in between.
    m_timer->stop();
    m_plot->removeEventFilter(this);
}

void LineChart::setTitle(const QString& title)
{
    setAccessibleName(title);
}

void LineChart::setRun(const QString& runId, const QString& name, const QColor& color, double stepsPerEpoch)
{
    Run& run = m_runs[runId];
    run.name = name;
    run.color = color;
    run.stepsPerEpoch = std::isfinite(stepsPerEpoch) && stepsPerEpoch > 0 ? stepsPerEpoch : 1;
    applyPens();
    markDirty();
}

void LineChart::setRunVisible(const QString& runId, bool visible)
{
    const auto run = m_runs.find(runId);
    if (run == m_runs.end() || run->second.visible == visible)
        return;
    run->second.visible = visible;
    applyPens();
    markDirty(true);
}

void LineChart::setSelectedRun(const QString& runId)
{
    if (runId == m_selectedRun)
        return;
    m_selectedRun = runId;
    applyPens();
    markDirty(true);
}

void LineChart::removeRun(const QString& runId)
{
    for (auto curve = m_curves.begin(); curve != m_curves.end();) {
        if (curve->first.runId == runId) {
            m_plot->removeGraph(curve->second->line);
            m_plot->removeGraph(curve->second->rawLine);
            curve = m_curves.erase(curve);
        } else {
            ++curve;
        }
    }
    setFuture(runId, {});
    m_runs.erase(runId);
    if (m_selectedRun == runId)
        m_selectedRun.clear();
    markDirty();
}

void LineChart::clear()
{
    m_curves.clear();
    m_futures.clear();
    m_runs.clear();
    m_note = {};
    m_selectedRun.clear();
    m_crosshair.reset();
    m_plot->clearGraphs();
    m_fitted = m_following = true;
    markDirty();
}

LineChart::Curve& LineChart::curveFor(const SeriesKey& key)
{
    auto& slot = m_curves[key];
    if (!slot) {
        if (!m_runs.contains(key.runId))
            m_runs[key.runId] = {key.runId, theme()(Role::Info), 1, true};
        slot = std::make_unique<Curve>();
        slot->weight = m_smoothing;
        slot->smoother = Smoother(m_smoothing);
        slot->rawLine = m_plot->addGraph();
        slot->rawLine->setLayer("raw");
        slot->line = m_plot->addGraph();
        for (QCPGraph* graph : {slot->rawLine, slot->line}) {
            graph->setAdaptiveSampling(false); // the pyramid has done it
            graph->setSelectable(QCP::stNone);
        }
        applyPens();
    }
    return *slot;
}

void LineChart::rebuildSmoothed(Curve& curve) const
{
    curve.smooth.clear();
    curve.smoother = Smoother(curve.weight);
    if (m_smoothing <= 0)
        return;
    for (std::size_t i = 0; i < curve.raw.size(); ++i)
        curve.smooth.append(curve.raw.step(i), curve.raw.wall(i), static_cast<float>(curve.smoother.next(static_cast<double>(curve.raw.value(i)))));
}

void LineChart::balanceSmoothing()
{
    const auto distance = [](const SeriesStore& store) {
        return store.size() < 2 ? 0.0 : (store.step(store.size() - 1) - store.step(0)) / static_cast<double>(store.size() - 1);
    };
    std::map<QString, double> densest;
    for (const auto& [key, curve] : m_curves) {
        if (const double d = distance(curve->raw); d > 0) {
            double& least = densest.try_emplace(key.runId, d).first->second;
            least = std::min(least, d);
        }
    }
    for (auto& [key, curve] : m_curves) {
        const double d = distance(curve->raw);
        const double ratio = d > 0 ? d / densest[key.runId] : 1;
        const double weight = ratio > 1.5 ? std::pow(m_smoothing, ratio) : m_smoothing;
        if (std::abs(weight - curve->weight) > 0.003 || (weight == m_smoothing && curve->weight != m_smoothing)) {
            curve->weight = weight;
            rebuildSmoothed(*curve);
        }
    }
}

void LineChart::setSeries(const SeriesKey& key, std::span<const SeriesPoint> points)
{
    Curve& curve = curveFor(key);
    curve.raw.clear();
    curve.smooth.clear();
    curve.smoother = Smoother(curve.weight);
    m_newData = true;
    markDirty();
    appendPoints(key, points);
}

void LineChart::appendPoints(const SeriesKey& key, std::span<const SeriesPoint> points)
{
    if (points.empty())
        return;
    Curve& curve = curveFor(key);
    for (const SeriesPoint& point : points) {
        if (!curve.raw.append(point.step, point.wall, static_cast<float>(point.value)))
            continue;
        if (m_smoothing > 0)
            curve.smooth.append(point.step, point.wall, static_cast<float>(curve.smoother.next(static_cast<double>(static_cast<float>(point.value)))));
    }
    m_newData = true;
    markDirty();
}

void LineChart::removeSeries(const SeriesKey& key)
{
    const auto curve = m_curves.find(key);
    if (curve == m_curves.end())
        return;
    m_plot->removeGraph(curve->second->line);
    m_plot->removeGraph(curve->second->rawLine);
    m_curves.erase(curve);
    markDirty();
}

std::vector<SeriesKey> LineChart::seriesKeys() const
{
    std::vector<SeriesKey> keys;
    for (const auto& [key, curve] : m_curves)
        keys.push_back(key);
    return keys;
}

const SeriesStore* LineChart::store(const SeriesKey& key) const
{
    const auto curve = m_curves.find(key);
    return curve == m_curves.end() ? nullptr : &curve->second->raw;
}

void LineChart::setFuture(const QString& runId, std::span<const SeriesPoint> points)
{
    auto& slot = m_futures[runId];
    if (points.empty()) {
        if (slot)
            m_plot->removeGraph(slot->line);
        m_futures.erase(runId);
    } else {
        if (!slot) {
            slot = std::make_unique<Future>();
            slot->line = m_plot->addGraph();
            slot->line->setLayer("future");
        }
        slot->points.assign(points.begin(), points.end());
        applyPens();
    }
    markDirty();
}

void LineChart::setNote(const QString& text, const QString& runId, double step, double value)
{
    m_note = {text, runId, step, value};
    markDirty();
}

void LineChart::setSmoothing(double weight)
{
    weight = std::isfinite(weight) ? std::clamp(weight, 0.0, 0.999) : 0.0;
    if (weight == m_smoothing)
        return;
    m_smoothing = weight;
    for (auto& [key, curve] : m_curves) {
        curve->weight = weight;
        rebuildSmoothed(*curve);
    }
    markDirty(true);
}

void LineChart::setRawVisible(bool visible)
{
    m_raw = visible;
    markDirty(true);
}

void LineChart::setLogY(bool log)
{
    if (log == m_logY)
        return;
    m_logY = log;
    markDirty(true);
}

void LineChart::setXAxis(ChartX axis)
{
    if (axis == m_xAxis)
        return;
    m_xAxis = axis;
    m_crosshair.reset();
    fit();
}

void LineChart::setValueFormat(ValueFormat format)
{
    m_format = format;
    markDirty();
}

void LineChart::setYLimits(std::optional<double> low, std::optional<double> high)
{
    m_yLow = low;
    m_yHigh = high;
    markDirty();
}

void LineChart::setXMaximum(std::optional<double> steps)
{
    m_xEnd = steps;
    markDirty();
}

void LineChart::fit()
{
    m_fitted = true;
    if (!m_following) {
        m_following = true;
        emit followingChanged(true);
    }
    markDirty(true);
}

QString LineChart::leadRun() const
{
    if (const auto run = m_runs.find(m_selectedRun); run != m_runs.end() && run->second.visible)
        return m_selectedRun;
    for (const auto& [key, curve] : m_curves)
        if (m_runs.at(key.runId).visible && !curve->raw.empty())
            return key.runId;
    return {};
}

QString LineChart::currentValueText() const
{
    const QString lead = leadRun();
    const SeriesStore* last = nullptr;
    for (const auto& [key, curve] : m_curves)
        if (key.runId == lead && !curve->raw.empty() && (!last || key.kind == SeriesKind::Validation))
            last = &curve->raw;
    return last ? valueText(static_cast<double>(last->value(last->size() - 1))) : QString();
}

QString LineChart::valuesAsText(int rows) const
{
    QString text = tr("run\tcurve\tstep\tvalue") + '\n';
    for (const auto& [key, curve] : m_curves) {
        const Run& run = m_runs.at(key.runId);
        const std::size_t n = curve->raw.size(), wanted = std::min<std::size_t>(n, static_cast<std::size_t>(std::max(2, rows)));
        if (!run.visible || n == 0)
            continue;
        for (std::size_t i = 0; i < wanted; ++i) {
            const std::size_t at = wanted == 1 ? 0 : i * (n - 1) / (wanted - 1);
            text += QString("%1\t%2\t%3\t%4\n").arg(run.name, key.kind == SeriesKind::Validation ? tr("validation") : tr("training"))
                        .arg(curve->raw.step(at), 0, 'g', 12).arg(static_cast<double>(curve->raw.value(at)), 0, 'g', 7);
        }
    }
    return text;
}

QString LineChart::csv() const
{
    const auto quoted = [](QString text) {
        if (text.contains(QRegularExpression("[\",\r\n]")))
            text = '"' + text.replace("\"", "\"\"") + '"';
        return text;
    };
    QString text = "run,curve,kind,step,wall,value\n";
    for (const auto& [key, curve] : m_curves) {
        const Run& run = m_runs.at(key.runId);
        if (!run.visible)
            continue;
        const QString head = quoted(run.name) + ',' + quoted(key.name) + ',' + (key.kind == SeriesKind::Validation ? "validation" : "training") + ',';
        for (std::size_t i = 0; i < curve->raw.size(); ++i)
            text += head + QString::number(curve->raw.step(i), 'g', 17) + ',' + QString::number(curve->raw.wall(i), 'f', 3) + ','
                  + QString::number(static_cast<double>(curve->raw.value(i)), 'g', 9) + '\n';
    }
    return text;
}

} // namespace nodegrad
