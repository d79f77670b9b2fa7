#include "ui/pages/train/rate_finder_dialog.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include "ui/language/core_text.h"
#include "ui/plots/rate_chart.h"
#include "ui/session/background.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr int kChartHeight = 240;

QString numberName(const RateRule& rule)
{
    return QStringLiteral("rate.") + QLatin1String(rule.id);
}

/// Two digits: a curve says no more.
double rounded(double rate)
{
    return QString::number(rate, 'e', 1).toDouble();
}

} // namespace

RateFinderDialog::RateFinderDialog(const PageContext& context, QWidget* parent) : QDialog(parent), m_context(context)
{
    setWindowTitle(tr("Find a learning rate"));
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    m_text = makeLabel({}, TextStyle::Body);
    m_text->setWordWrap(true);
    layout->addWidget(m_text);
    m_progress = new QProgressBar;
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the trial"));
    layout->addWidget(m_progress);
    m_chart = new RateChart;
    m_chart->setMinimumHeight(kChartHeight);
    layout->addWidget(m_chart, 1);
    m_rules = new QWidget;
    auto* grid = new QGridLayout(m_rules);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setColumnStretch(2, 1);
    m_group = new QButtonGroup(this);
    for (const RateRule& rule : rateRules()) {
        const int row = grid->rowCount();
        const auto id = static_cast<int>(&rule - rateRules().data());
        auto* button = new QRadioButton(QString::fromLatin1(rule.title));
        m_group->addButton(button, id);
        grid->addWidget(button, row, 0);
        auto* number = makeLabel({}, TextStyle::BodyStrong);
        number->setObjectName(numberName(rule));
        grid->addWidget(number, row, 1);
        grid->addWidget(makeLabel(QString::fromLatin1(rule.meaning), TextStyle::Body, Role::TextMuted), row, 2);
    }
    layout->addWidget(m_rules);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_use = buttons->addButton(tr("Use this rate"), QDialogButtonBox::AcceptRole);
    m_use->setObjectName(QStringLiteral("rate.use"));
    m_use->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &RateFinderDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_group, &QButtonGroup::idClicked, this, &RateFinderDialog::choose);
    connect(m_chart, &RateChart::markClicked, this, &RateFinderDialog::choose);
    resize(560, 560);
    start();
}

RateFinderDialog::~RateFinderDialog()
{
    if (m_job)
        m_job->cancel();
}

void RateFinderDialog::start()
{
    m_text->setText(tr("A copy of the network is trained for up to 100 steps while the rate rises. Nothing of it is kept."));
    m_rules->setEnabled(false);
    m_use->setEnabled(false);
    const Session& session = *m_context.session;
    m_job = Job::start(this, tr("Find a learning rate"),
                       [project = session.project(), base = session.baseFolder(), data = session.data()](const Task& task) -> Result<RateCurve> {
                           auto prepared = data->phase == DataState::Phase::Ready ? Result<PreparedData>(data->prepared) : prepareData(project.data, base, task);
                           if (!prepared)
                               return tl::unexpected(prepared.error());
                           const auto plan = makePlan(project, *prepared, base);
                           if (!plan)
                               return tl::unexpected(plan.error());
                           return findLearningRate(*plan, {}, task, [&](std::int64_t done, std::int64_t steps) {
                               task.report(static_cast<double>(done) / static_cast<double>(steps));
                           });
                       },
                       [this](const Result<RateCurve>& curve) { show(curve); });
    connect(m_job, &Job::progressed, m_progress, [this](double share, const QString&) { m_progress->setValue(static_cast<int>(share * 100)); });
}

void RateFinderDialog::show(const Result<RateCurve>& curve)
{
    m_progress->hide();
    m_found = curve ? suggestRates(*curve, RateRamp().steps) : std::nullopt;
    if (!m_found) {
        m_text->setText(curve ? QString() : sentenceText(curve.error()));
        m_chart->hide();
        m_rules->hide();
        return;
    }
    m_text->setText(tr("The loss while the rate rose. The rules read different points of the curve; the valley is a good start."));
    m_chart->setCurve(curve->rates, curve->losses);
    std::vector<RateChart::Mark> marks;
    for (const RateRule& rule : rateRules()) {
        const double rate = (*m_found).*rule.rate;
        marks.push_back({QString::fromLatin1(rule.title), rate});
        findChild<QLabel*>(numberName(rule))->setText(scientificText(rounded(rate)));
    }
    m_chart->setMarks(std::move(marks));
    m_rules->setEnabled(true);
    m_use->setEnabled(true);
    choose(0);
    m_use->setFocus();
}

void RateFinderDialog::choose(int rule)
{
    m_group->button(rule)->setChecked(true);
    m_chart->setChosen(rule);
}

void RateFinderDialog::apply()
{
    Project project = m_context.session->project();
    project.training.optimizerParams.set("learning_rate", rounded((*m_found).*rateRules()[static_cast<std::size_t>(m_group->checkedId())].rate));
    m_context.session->apply(std::move(project), tr("Set learning rate"));
    accept();
}

} // namespace nodegrad
