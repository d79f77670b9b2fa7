#include "ui/pages/train/run_charts.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include "core/training/settings.h"
#include "ui/language/core_text.h"
#include "ui/pages/train/watch_chart.h"
#include "ui/plots/chart_card.h"
#include "ui/plots/chart_group.h"
#include "ui/session/run_controller.h"
#include "ui/theme/styling.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/segmented_control.h"

namespace nodegrad {

namespace {

constexpr int kWordsFrom = 620;         ///< width of the tool bar that has room for all words
constexpr int kTwoColumnsFrom = 640;   ///< width of the charts' area
constexpr int kSmoothingSteps = 100;
constexpr double kSmoothingDefault = 0.6;

std::vector<SeriesPoint> toPoints(const std::vector<LoggedPoint>& logged, std::size_t from)
{
    std::vector<SeriesPoint> points;
    points.reserve(logged.size() - from);
    for (std::size_t i = from; i < logged.size(); ++i)
        points.push_back({static_cast<double>(logged[i].step), logged[i].wallSeconds, static_cast<double>(logged[i].value)});
    return points;
}

double stepsPerEpoch(const RunSeries* series)
{
    // The speed is logged once an epoch: its steps tell the length of an epoch.
    if (series)
        if (const auto speed = series->train.find("samples_per_second"); speed != series->train.end() && !speed->second.empty())
            return std::max(1.0, static_cast<double>(speed->second.back().step) / static_cast<double>(speed->second.size()));
    return 1;
}

} // namespace

RunCharts::RunCharts(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context), m_group(new ChartGroup(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_gridBox = new QWidget;
    m_watch = new WatchChart(m_gridBox);
    m_toolbar = makeToolbar();
    layout->addWidget(m_toolbar);
    m_grid = new QGridLayout(m_gridBox);
    m_grid->setContentsMargins(measure::pageMargin, 0, measure::pageMargin, measure::pageMargin);
    m_grid->setSpacing(measure::cardGap);
    layout->addWidget(m_gridBox, 1);
    m_empty = new EmptyState(tr("No runs yet"));
    m_empty->setIconName(QStringLiteral("chart"));
    m_train = m_empty->addButton(tr("Train"), true);
    m_chooseData = m_empty->addButton(tr("Choose data…"), true);
    connect(m_train, &QPushButton::clicked, context.runs, &RunController::start);
    connect(m_chooseData, &QPushButton::clicked, this, [this] { m_context.showPage(PageId::Data); });
    connect(context.session, &Session::designChanged, this, &RunCharts::showEmpty);
    connect(context.session, &Session::projectChanged, this, &RunCharts::showEmpty);
    showEmpty();
    layout->addWidget(m_empty, 1);

    const auto add = [&](const std::string& tag, const QString& title, const QString& subtitle, bool isMetric) {
        auto* card = new ChartCard(title, subtitle, m_gridBox);
        card->chart()->setSmoothing(kSmoothingDefault);
        card->chart()->setXAxis(ChartX::Epoch);
        m_group->add(card->chart());
        connect(card, &ChartCard::expandRequested, this, [this, card] { expand(card); });
        connect(card->chart(), &LineChart::runClicked, this, [this](const QString& id) { m_context.runs->select(id.toStdString()); });
        m_charts.push_back({tag, card, isMetric});
    };
    add("loss", tr("Loss"), tr("validation and training"), false);
    add("accuracy", tr("Metric"), tr("validation and training"), true);
    add("learning_rate", tr("Learning rate"), {}, false);
    add("samples_per_second", tr("Training speed"), tr("samples/s, steps alone"), false);
    m_charts[2].card->chart()->setSmoothing(0);
    m_charts[2].card->chart()->setYLimits(0.0, std::nullopt);
    m_charts[3].card->chart()->setYLimits(0.0, std::nullopt);

    m_group->add(m_watch->card()->chart());
    m_watch->card()->hide();
    connect(m_watch->card(), &ChartCard::expandRequested, this, [this] { expand(m_watch->card()); });
    connect(m_watch, &WatchChart::hasDataChanged, this, [this] {
        if (!m_watch->hasData() && m_expanded == m_watch->card())
            m_expanded = nullptr;
        arrange();
    });
    connect(context.runs, &RunController::runsChanged, this, &RunCharts::refreshRuns);
    connect(context.runs, &RunController::seriesChanged, this, &RunCharts::refreshSeries);
    refreshRuns();
}

QWidget* RunCharts::makeToolbar()
{
    auto* bar = new QWidget;
    bar->setFixedHeight(measure::trainToolbar);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(measure::pageMargin, 0, measure::pageMargin, 0);
    layout->setSpacing(10);
    auto* smoothing = makeLabel(tr("Smoothing"), TextStyle::Body, Role::TextMuted);
    layout->addWidget(smoothing);
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setRange(0, kSmoothingSteps - 1);
    slider->setValue(static_cast<int>(kSmoothingDefault * kSmoothingSteps));
    slider->setMinimumWidth(70);
    slider->setMaximumWidth(120);
    slider->setToolTip(tr("Smoothing"));
    slider->setAccessibleName(tr("Smoothing"));
    auto* value = makeLabel(fixedText(kSmoothingDefault, 2));
    layout->addWidget(slider);
    layout->addWidget(value);
    auto* axisLabel = makeLabel(tr("X axis"), TextStyle::Body, Role::TextMuted);
    layout->addWidget(axisLabel);
    auto* axis = new SegmentedControl;
    axis->setSmall(true);
    axis->setAccessibleName(tr("X axis"));
    axis->setSegments({tr("Step"), tr("Epoch"), tr("Time")});
    axis->setCurrentIndex(1);
    layout->addWidget(axis);
    m_metric = new QComboBox;
    m_metric->setObjectName(QStringLiteral("train.chart.metric"));
    m_metric->setAccessibleName(tr("Metric of the chart"));
    m_metric->setToolTip(tr("Which metric the second chart shows"));
    layout->addWidget(m_metric);
    connect(m_metric, &QComboBox::activated, this, [this] {
        m_wantedMetric = m_metric->currentData().toString().toStdString();
        refreshRuns();
    });
    layout->addWidget(m_watch->choice());
    auto* logLoss = new QCheckBox(tr("Log loss"));
    auto* raw = new QCheckBox(tr("Raw lines"));
    raw->setChecked(true);
    layout->addWidget(logLoss);
    layout->addWidget(raw);
    layout->addStretch();
    auto* fit = makeButton(tr("Fit all"), ButtonKind::Quiet, QStringLiteral("fit"));
    layout->addWidget(fit);
    m_spareWords = {smoothing, axisLabel};
    m_fit = fit;
    fit->setAccessibleName(fit->text());
    fit->setToolTip(fit->text());
    connect(slider, &QSlider::valueChanged, this, [this, value](int step) {
        const double weight = static_cast<double>(step) / kSmoothingSteps;
        value->setText(fixedText(weight, 2));
        m_group->setSmoothing(weight);
        m_charts[2].card->chart()->setSmoothing(0);
    });
    connect(axis, &SegmentedControl::currentChanged, this, [this](int index) { m_group->setXAxis(static_cast<ChartX>(index)); });
    connect(logLoss, &QCheckBox::toggled, this, [this](bool on) { m_charts[0].card->chart()->setLogY(on); });
    connect(raw, &QCheckBox::toggled, this, [this](bool on) { m_group->setRawVisible(on); });
    connect(fit, &QPushButton::clicked, this, [this] { m_group->fitAll(); });
    return bar;
}

void RunCharts::refreshRuns()
{
    const auto& runs = m_context.runs->runs();
    m_empty->setVisible(runs.empty());
    m_gridBox->setVisible(!runs.empty());
    m_toolbar->setVisible(!runs.empty());
    const RunInfo* selected = m_context.runs->run(m_context.runs->selectedRun());
    refreshMetric(selected);
    m_charts[1].card->setTitle(coreText(metricTitle(m_charts[1].tag)));
    m_charts[1].card->chart()->setValueFormat(isShareMetric(m_charts[1].tag) ? ValueFormat::Percent : ValueFormat::Number);
    std::map<std::string, std::map<std::string, std::size_t>> gone = m_drawn;
    for (const RunInfo& run : runs) {
        gone.erase(run.id);
        const QString id = QString::fromStdString(run.id);
        const bool visible = m_context.runs->isVisible(run.id);
        const RunSeries* series = visible || m_drawn.contains(run.id) ? m_context.runs->series(run.id) : nullptr;
        for (const Chart& chart : m_charts) {
            chart.card->chart()->setRun(id, QString::fromStdString(run.name), theme().runColor(run.color), stepsPerEpoch(series));
            chart.card->chart()->setRunVisible(id, visible);
        }
        if (series)
            refreshSeries(run.id);
    }
    for (const auto& [id, curves] : gone) {
        m_group->removeRun(QString::fromStdString(id));
        m_drawn.erase(id);
    }
    m_group->setSelectedRun(QString::fromStdString(m_context.runs->selectedRun()));
    refreshWatch();
}

void RunCharts::refreshWatch()
{
    const RunSeries* series = m_context.runs->run(m_context.runs->selectedRun()) ? m_context.runs->series(m_context.runs->selectedRun()) : nullptr;
    m_watch->show(series, stepsPerEpoch(series));
}

/// The metrics that the selected run has logged, to choose from; true when they are others than before.
bool RunCharts::refreshMetric(const RunInfo* selected)
{
    std::vector<std::string> tags;
    if (const RunSeries* series = selected ? m_context.runs->series(selected->id) : nullptr)
        for (const MetricType& metric : metricTypes())
            if (series->validation.contains(metric.id) || series->train.contains(metric.id))
                tags.push_back(metric.id);
    QStringList ids;
    for (const std::string& tag : tags)
        ids << QString::fromStdString(tag);
    QStringList shown;
    for (int i = 0; i < m_metric->count(); ++i)
        shown << m_metric->itemData(i).toString();
    const bool areOthers = ids != shown;
    if (areOthers) {
        m_metric->clear();
        for (const std::string& tag : tags)
            m_metric->addItem(coreText(metricTitle(tag)), QString::fromStdString(tag));
    }
    m_metric->setVisible(tags.size() > 1);
    std::string tag = selected ? selected->metricName : std::string();
    if (std::ranges::find(tags, m_wantedMetric) != tags.end())
        tag = m_wantedMetric;
    m_metric->setCurrentIndex(m_metric->findData(QString::fromStdString(tag)));
    if (!tag.empty() && tag != m_charts[1].tag) {
        m_charts[1].tag = tag;
        m_charts[1].card->chart()->clear();
        m_drawn.clear();
    }
    return areOthers;
}

void RunCharts::refreshSeries(const std::string& runId)
{
    const RunInfo* run = m_context.runs->run(runId);
    const RunSeries* series = m_context.runs->series(runId);
    if (!run || !series)
        return;
    if (runId == m_context.runs->selectedRun() && refreshMetric(run)) {
        refreshRuns();
        return;
    }
    const QString id = QString::fromStdString(runId);
    auto& drawn = m_drawn[runId];
    for (const Chart& chart : m_charts) {
        chart.card->chart()->setRun(id, QString::fromStdString(run->name), theme().runColor(run->color), stepsPerEpoch(series));
        const auto draw = [&](const std::map<std::string, std::vector<LoggedPoint>>& tags, SeriesKind kind) {
            const auto found = tags.find(chart.tag);
            if (found == tags.end())
                return;
            // Learning rate and speed have one curve each: a solid line reads best.
            const SeriesKind shown = chart.tag == "learning_rate" || chart.tag == "samples_per_second" ? SeriesKind::Validation : kind;
            const SeriesKey key{id, {}, shown};
            std::size_t& count = drawn[chart.tag + (kind == SeriesKind::Validation ? "/validation" : "/train")];
            if (count > found->second.size())
                count = 0;
            const auto points = toPoints(found->second, count);
            if (count == 0)
                chart.card->chart()->setSeries(key, points);
            else if (!points.empty())
                chart.card->chart()->appendPoints(key, points);
            count = found->second.size();
        };
        draw(series->train, SeriesKind::Training);
        draw(series->validation, SeriesKind::Validation);
        if (const RunInfo* selected = m_context.runs->run(m_context.runs->selectedRun()))
            chart.card->setCurrent(chart.card->chart()->currentValueText(), theme().runColor(selected->color));
    }
    if (runId == m_context.runs->selectedRun())
        refreshWatch();
}

std::vector<ChartCard*> RunCharts::cards() const
{
    std::vector<ChartCard*> all;
    for (const Chart& chart : m_charts)
        all.push_back(chart.card);
    all.push_back(m_watch->card());
    return all;
}

void RunCharts::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    for (QWidget* word : m_spareWords)
        word->setVisible(width() >= kWordsFrom);
    m_fit->setText(width() >= kWordsFrom ? tr("Fit all") : QString());
    arrange();
}

void RunCharts::arrange()
{
    const int columns = m_expanded ? 1 : width() >= kTwoColumnsFrom ? 2 : 1;
    for (ChartCard* card : cards())
        m_grid->removeWidget(card);
    int index = 0;
    for (ChartCard* card : cards()) {
        const bool shown = m_expanded ? m_expanded == card : card != m_watch->card() || m_watch->hasData();
        if (shown) {
            m_grid->addWidget(card, index / columns, index % columns);
            ++index;
        }
        card->setVisible(shown); // in its place: shown before, it would be a window of its own and take the focus
    }
    m_columns = columns;
}

void RunCharts::expand(ChartCard* card)
{
    m_expanded = m_expanded == card ? nullptr : card;
    for (ChartCard* each : cards())
        each->setExpanded(each == m_expanded);
    arrange();
}

/// What stands in the way of the first run, and the way on. Problems of the design have their button in the banner above.
void RunCharts::showEmpty()
{
    const QString reason = whyNotTrain(*m_context.session);
    const bool hasProblems = m_context.session->design()->lowered->errorCount() > 0;
    m_empty->setText(reason.isEmpty() ? tr("Press Train. Curves appear after the first step.") : hasProblems ? tr("Curves appear here once the design has no problems and a run has begun.") : reason);
    m_train->setVisible(reason.isEmpty());
    m_chooseData->setVisible(!reason.isEmpty() && !hasProblems);
}

} // namespace nodegrad
