#include "ui/shell/run_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "core/training/settings.h"
#include "ui/language/core_text.h"
#include "ui/session/actions.h"
#include "ui/session/run_controller.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/progress_ring.h"
#include "ui/widgets/sparkline.h"

namespace nodegrad {

namespace {

QWidget* column(QLabel* title, QLabel* value)
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addStretch();
    layout->addWidget(title);
    layout->addWidget(value);
    layout->addStretch();
    return box;
}

/// Wide enough for the longest text it will show, so that a live number never shifts its neighbours.
void reserve(QLabel* label, const QString& longest)
{
    label->setMinimumWidth(label->fontMetrics().horizontalAdvance(longest));
}

std::vector<double> lastValues(const RunSeries* series)
{
    std::vector<double> values;
    if (!series)
        return values;
    const auto loss = series->train.find("loss");
    if (loss == series->train.end())
        return values;
    const std::size_t count = loss->second.size(), first = count > 2000 ? count - 2000 : 0;
    for (std::size_t i = first; i < count; ++i)
        values.push_back(static_cast<double>(loss->second[i].value));
    return values;
}

} // namespace

RunBar::RunBar(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_sparkline = new Sparkline;
    m_sparkline->setFixedSize(64, 20);
    m_lossTitle = makeLabel(tr("loss"), TextStyle::Caption, Role::TextMuted);
    m_loss = makeLabel({}, TextStyle::BodyStrong);
    m_metricTitle = makeLabel({}, TextStyle::Caption, Role::TextMuted);
    m_metric = makeLabel({}, TextStyle::BodyStrong);
    m_epochTitle = makeLabel(tr("epoch"), TextStyle::Caption, Role::TextMuted);
    m_epoch = makeLabel({}, TextStyle::BodyStrong);
    reserve(m_loss, QStringLiteral("00.0000"));
    reserve(m_metric, QStringLiteral("100.0 %"));
    reserve(m_epoch, QStringLiteral("100 / 100"));
    m_numbers = new QWidget;
    auto* numbers = new QHBoxLayout(m_numbers);
    numbers->setContentsMargins(0, 0, 0, 0);
    numbers->setSpacing(10);
    numbers->addWidget(column(m_lossTitle, m_loss));
    numbers->addWidget(column(m_metricTitle, m_metric));
    m_epochBox = new QWidget;
    auto* epoch = new QHBoxLayout(m_epochBox);
    epoch->setContentsMargins(0, 0, 0, 0);
    epoch->setSpacing(6);
    m_ring = new ProgressRing;
    epoch->addWidget(m_ring);
    epoch->addWidget(column(m_epochTitle, m_epoch));
    m_main = makeButton(tr("Train"), ButtonKind::Primary, QStringLiteral("play"));
    m_main->setObjectName(QStringLiteral("run.main"));
    m_stop = makeButton({}, ButtonKind::Normal, QStringLiteral("stop"));
    m_stop->setFixedWidth(measure::button);
    m_stop->setAccessibleName(tr("Stop the run"));
    m_stop->setObjectName(QStringLiteral("run.stop"));
    m_device = new Chip(tr("CPU"));
    m_device->setIconName(QStringLiteral("chip"));
    for (QWidget* part : {static_cast<QWidget*>(m_sparkline), m_numbers, m_epochBox, static_cast<QWidget*>(m_main), static_cast<QWidget*>(m_stop), static_cast<QWidget*>(m_device)})
        layout->addWidget(part);

    connect(m_main, &QPushButton::clicked, context.runs, &RunController::toggle);
    connect(m_stop, &QPushButton::clicked, context.runs, &RunController::stop);
    connect(context.runs, &RunController::stateChanged, this, &RunBar::showState);
    connect(context.runs, &RunController::progressed, this, &RunBar::showProgress);
    connect(context.actions, &Actions::keysChanged, this, &RunBar::showState);
    connect(context.session, &Session::projectChanged, this, &RunBar::showState);
    connect(context.session, &Session::designChanged, this, &RunBar::showState);
    showState();
}

void RunBar::setDetail(Detail detail)
{
    m_detail = detail;
    const bool known = !m_epoch->text().isEmpty();
    m_sparkline->setVisible(known && detail >= Detail::Everything);
    m_numbers->setVisible(known && detail >= Detail::Numbers);
    m_epochBox->setVisible(known && detail >= Detail::Numbers);
    m_device->setDetail(detail >= Detail::Threads ? m_threads : QString());
    m_device->setToolTip(detail >= Detail::Threads ? QString() : m_threads);
}

int RunBar::widthFor(Detail detail) const
{
    const int gap = layout()->spacing();
    int width = m_main->sizeHint().width() + gap + m_stop->width() + gap + m_device->widthWith(detail >= Detail::Threads ? m_threads : QString());
    if (detail >= Detail::Numbers)
        width += m_numbers->sizeHint().width() + gap + m_epochBox->sizeHint().width() + gap;
    if (detail >= Detail::Everything)
        width += m_sparkline->width() + gap;
    return width;
}

void RunBar::showState()
{
    const RunController& runs = *m_context.runs;
    const bool active = runs.isActive(), paused = active && runs.state() == RunState::Paused;
    const QString reason = active ? QString() : whyNotTrain(*m_context.session);
    m_main->setText(!active ? tr("Train") : paused ? tr("Continue") : tr("Pause"));
    m_main->setIcon(icon(active && !paused ? QStringLiteral("pause") : QStringLiteral("play"), Role::OnAccent));
    m_main->setEnabled(reason.isEmpty());
    m_main->setToolTip(reason.isEmpty() ? m_context.actions->withKey(tr("Start, pause or continue training"), QStringLiteral("run.toggle")) : reason);
    m_stop->setToolTip(m_context.actions->withKey(tr("Stop the run and keep its weights"), QStringLiteral("run.stop")));
    m_stop->setVisible(active);
    const auto& settings = m_context.session->project().training;
    m_device->setText(settings.device == "cpu" ? tr("CPU") : QString::fromStdString(settings.device));
    m_threads = settings.threads > 0 ? tr("%n thread(s)", nullptr, static_cast<int>(settings.threads)) : tr("threads: automatic");
    setDetail(m_detail);
    emit resized();
}

void RunBar::showProgress()
{
    const Progress& progress = m_context.runs->progress();
    const bool first = m_epoch->text().isEmpty();
    m_loss->setText(fixedText(progress.loss, 4));
    m_metricTitle->setText(coreText(metricTitle(progress.metricName)));
    m_metric->setText(isShareMetric(progress.metricName) ? percentText(progress.metric) : readoutText(progress.metric));
    reserve(m_epoch, QStringLiteral("%1 / %1").arg(progress.epochs));
    m_epoch->setText(QStringLiteral("%1 / %2").arg(progress.epoch).arg(progress.epochs));
    const double batches = static_cast<double>(std::max<std::int64_t>(1, progress.batches));
    const double done = static_cast<double>(progress.epoch - 1) + static_cast<double>(progress.batch) / batches;
    m_ring->setProgress(done / static_cast<double>(std::max<std::int64_t>(1, progress.epochs)));
    m_epochBox->setToolTip(tr("%1 left").arg(clockText(progress.secondsLeft)));
    m_sparkline->setValues(lastValues(m_context.runs->series(m_context.runs->activeRun())));
    if (first)
        showState();
    if (const int width = widthFor(Detail::Everything); width != std::exchange(m_toldWidth, width))
        emit resized();
}

} // namespace nodegrad
