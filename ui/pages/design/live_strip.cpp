#include "ui/pages/design/live_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/plots/line_chart.h"
#include "ui/session/run_controller.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr int kRefreshMs = 100;
constexpr const char* kLossTag = "loss";
constexpr const char* kRateTag = "learning_rate";

QString titleOfTag(const std::string& tag)
{
    QString title = QString::fromStdString(tag).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

} // namespace

LiveStrip::LiveStrip(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setSurface(this, Role::Panel, TopSide);
    setAccessibleName(tr("Active run"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 1, 0, 0);
    layout->setSpacing(0);
    auto* head = new QWidget;
    head->setFixedHeight(measure::bottomStripClosed - 1);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 8, 0);
    row->setSpacing(8);
    auto* dot = new QLabel;
    dot->setPixmap(iconPixmap(QStringLiteral("dot"), theme().color(Role::Accent), 10, devicePixelRatioF()));
    row->addWidget(dot);
    m_name = makeLabel({}, TextStyle::BodyStrong);
    row->addWidget(m_name);
    m_note = new ElidedLabel(tr("trains the design as it was when it began. You can keep editing."), TextStyle::Body, Role::TextMuted);
    row->addWidget(m_note, 1);
    m_left = makeLabel({}, TextStyle::Body, Role::TextMuted);
    row->addWidget(m_left);
    auto* open = makeButton(tr("Open Train"), ButtonKind::Quiet);
    setSmall(open);
    row->addWidget(open);
    m_fold = makeIconButton(QStringLiteral("chevron-down"), tr("Fold the charts"));
    setSmall(m_fold);
    row->addWidget(m_fold);
    layout->addWidget(head);
    m_charts = new QWidget;
    auto* charts = new QHBoxLayout(m_charts);
    charts->setContentsMargins(0, 0, 0, 0);
    charts->setSpacing(0);
    layout->addWidget(m_charts, 1);
    m_loss = makePanel(tr("Loss"));
    m_loss.tag = kLossTag;
    m_metric = makePanel(tr("Metric"));
    m_rate = makePanel(tr("Learning rate"));
    m_rate.tag = kRateTag;
    m_timer.setSingleShot(true);
    m_timer.setInterval(kRefreshMs);

    connect(&m_timer, &QTimer::timeout, this, &LiveStrip::takePoints);
    connect(open, &QPushButton::clicked, this, [this] {
        if (m_context.showPage)
            m_context.showPage(PageId::Train);
    });
    connect(m_fold, &QToolButton::clicked, this, [this] { setFolded(!m_folded); });
    setFolded(false);
    hide();
    if (!context.runs)
        return;
    connect(context.runs, &RunController::stateChanged, this, &LiveStrip::showState);
    connect(context.runs, &RunController::progressed, this, [this] {
        if (isVisible() && !m_timer.isActive())
            m_timer.start();
    });
    showState();
}

LiveStrip::Panel LiveStrip::makePanel(const QString& title)
{
    Panel panel;
    panel.box = new QWidget;
    auto* column = new QVBoxLayout(panel.box);
    column->setContentsMargins(12, 4, 8, 2);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    panel.title = makeLabel(title, TextStyle::BodyStrong);
    panel.value = makeLabel({}, TextStyle::Body);
    head->addWidget(panel.title);
    head->addStretch();
    head->addWidget(panel.value);
    column->addLayout(head);
    panel.chart = new LineChart;
    panel.chart->setTitle(title);
    panel.chart->setMinimumHeight(60);
    column->addWidget(panel.chart, 1);
    if (m_charts->layout()->count() > 0)
        m_charts->layout()->addWidget(makeSeparator(Qt::Vertical));
    static_cast<QHBoxLayout*>(m_charts->layout())->addWidget(panel.box, 1);
    return panel;
}

void LiveStrip::setFolded(bool folded)
{
    m_folded = folded;
    m_charts->setVisible(!folded);
    setFixedHeight(folded ? measure::bottomStripClosed : measure::bottomStrip);
    m_fold->setIcon(icon(folded ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
    m_fold->setToolTip(folded ? tr("Show the charts") : tr("Fold the charts"));
    m_fold->setAccessibleName(m_fold->toolTip());
}

void LiveStrip::showState()
{
    RunController* runs = m_context.runs;
    if (!runs->isActive()) {
        hide();
        return;
    }
    const RunInfo* run = runs->run(runs->activeRun());
    const QString id = QString::fromStdString(runs->activeRun());
    if (id != m_run) {
        m_run = id;
        m_taken.clear();
        for (Panel* panel : {&m_loss, &m_metric, &m_rate}) {
            panel->chart->clear();
            panel->value->clear();
        }
        m_metric.tag = run ? run->metricName : std::string();
    }
    m_name->setText(run ? QString::fromStdString(run->name) : id);
    show();
    takePoints();
}

void LiveStrip::feed(Panel& panel, bool validation)
{
    const RunSeries* series = m_context.runs->series(m_run.toStdString());
    if (!series || panel.tag.empty())
        return;
    const auto& curves = validation ? series->validation : series->train;
    const auto found = curves.find(panel.tag);
    std::size_t& taken = m_taken[{panel.tag, validation}];
    if (found == curves.end() || found->second.size() <= taken)
        return;
    std::vector<SeriesPoint> points;
    for (; taken < found->second.size(); ++taken) {
        const LoggedPoint& point = found->second[taken];
        points.push_back({static_cast<double>(point.step), point.wallSeconds, point.value});
    }
    const bool solid = validation || panel.tag == kRateTag;
    panel.chart->appendPoints({m_run, {}, solid ? SeriesKind::Validation : SeriesKind::Training}, points);
    if (solid || panel.value->text().isEmpty())
        panel.value->setText(panel.tag == "accuracy" ? percentText(points.back().value) : readoutText(points.back().value));
}

void LiveStrip::takePoints()
{
    RunController* runs = m_context.runs;
    if (!runs->isActive() || isHidden())
        return;
    const Progress& progress = runs->progress();
    if (m_metric.tag.empty())
        m_metric.tag = progress.metricName;
    m_metric.box->setVisible(!m_metric.tag.empty());
    m_metric.title->setText(titleOfTag(m_metric.tag));
    const RunInfo* run = runs->run(runs->activeRun());
    const QColor color = theme().runColor(run ? run->color : 0);
    for (Panel* panel : {&m_loss, &m_metric, &m_rate}) {
        panel->chart->setRun(m_run, run ? QString::fromStdString(run->name) : m_run, color, static_cast<double>(std::max<std::int64_t>(1, progress.batches)));
        feed(*panel, true);
        feed(*panel, false);
    }
    m_left->setText(runs->state() == RunState::Paused ? tr("paused") : progress.secondsLeft > 0 ? tr("%1 left").arg(clockText(progress.secondsLeft)) : QString());
}

} // namespace nodegrad
