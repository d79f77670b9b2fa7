#include "ui/pages/train/batch_finder_dialog.h"

#include <algorithm>
#include <mutex>

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/analysis/batch_search.h"
#include "ui/language/core_text.h"
#include "ui/session/background.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

enum TrialColumn { SizeColumn, MemoryColumn, SpeedColumn, ColumnCount };
constexpr int kSizeRole = Qt::UserRole;

QString speedText(const BatchTrial& trial)
{
    switch (trial.end) {
    case BatchTrial::End::Fits: return thousandsText(static_cast<std::int64_t>(trial.samplesPerSecond));
    case BatchTrial::End::TooLarge: return BatchFinderDialog::tr("takes too much");
    case BatchTrial::End::OutOfMemory: return BatchFinderDialog::tr("out of memory");
    case BatchTrial::End::Forecast: return BatchFinderDialog::tr("expected, not run");
    }
    return {};
}

QString findingText(const BatchFinding& finding)
{
    QString text = (finding.isBoundByData ? BatchFinderDialog::tr("All %1 training samples fit into one batch.") : BatchFinderDialog::tr("The largest batch that fits is %1."))
                       .arg(thousandsText(finding.largest));
    if (finding.paying < finding.largest)
        text += QLatin1Char(' ') + BatchFinderDialog::tr("From %1 on larger ones give hardly more samples a second.").arg(thousandsText(finding.paying));
    return text;
}

} // namespace

struct BatchFinderDialog::Mailbox {
    void add(const BatchTrial& trial)
    {
        const std::lock_guard lock(mutex);
        trials.push_back(trial);
    }
    std::vector<BatchTrial> all() const
    {
        const std::lock_guard lock(mutex);
        return trials;
    }
    mutable std::mutex mutex;
    std::vector<BatchTrial> trials;
};

BatchFinderDialog::BatchFinderDialog(const PageContext& context, QWidget* parent) : QDialog(parent), m_context(context)
{
    setWindowTitle(tr("Find a batch size"));
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    m_text = makeLabel({}, TextStyle::Body);
    m_text->setWordWrap(true);
    layout->addWidget(m_text);
    m_progress = new QProgressBar;
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the trial"));
    layout->addWidget(m_progress);
    m_table = new QTreeWidget;
    m_table->setObjectName(QStringLiteral("batch.sizes"));
    m_table->setAccessibleName(tr("Sizes that were tried"));
    m_table->setRootIsDecorated(false);
    m_table->setAllColumnsShowFocus(true);
    m_table->setHeaderLabels({tr("Batch size"), tr("Memory"), tr("Samples a second")});
    m_table->header()->setStretchLastSection(false);
    for (int column = 0; column < ColumnCount; ++column) {
        m_table->header()->setSectionResizeMode(column, QHeaderView::Stretch);
        m_table->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    layout->addWidget(m_table, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_use = buttons->addButton(tr("Use this size"), QDialogButtonBox::AcceptRole);
    m_use->setObjectName(QStringLiteral("batch.use"));
    m_use->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &BatchFinderDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &BatchFinderDialog::refreshButton);
    resize(480, 520);
    start();
}

BatchFinderDialog::~BatchFinderDialog()
{
    if (m_job)
        m_job->cancel();
}

void BatchFinderDialog::start()
{
    m_text->setText(tr("Copies of the network take a few steps with larger and larger batches, as far as the free memory goes. Nothing of them is kept."));
    refreshButton();
    const Session& session = *m_context.session;
    const auto done = std::make_shared<Mailbox>();
    m_job = Job::start(this, tr("Find a batch size"),
                       [project = session.project(), base = session.baseFolder(), data = session.data(), done](const Task& task) mutable -> Result<BatchFinding> {
                           auto prepared = data->phase == DataState::Phase::Ready ? Result<PreparedData>(data->prepared) : prepareData(project.data, base, task);
                           if (!prepared)
                               return tl::unexpected(prepared.error());
                           project.training.batchSize = BatchSearch().first; // its own may be what does not fit
                           const auto plan = makePlan(project, *prepared, base);
                           if (!plan)
                               return tl::unexpected(plan.error());
                           BatchSearch search = boundedSearch(*plan);
                           if (const Status there = boundByDevice(search, plan->settings.device); !there)
                               return tl::unexpected(there.error());
                           return findBatchSize(*plan, search, task, [&](const BatchTrial& trial) {
                               done->add(trial);
                               task.report(-1);
                           });
                       },
                       [this](const Result<BatchFinding>& finding) { show(finding); });
    connect(m_job, &Job::progressed, this, [this, done] { showTrials(done->all()); });
}

/// Row by row: what a person has chosen meanwhile stays chosen.
void BatchFinderDialog::showTrials(const std::vector<BatchTrial>& trials)
{
    for (const BatchTrial& trial : trials) {
        const auto size = static_cast<qlonglong>(trial.batchSize);
        int place = 0;
        while (place < m_table->topLevelItemCount() && m_table->topLevelItem(place)->data(SizeColumn, kSizeRole).toLongLong() < size)
            ++place;
        if (place < m_table->topLevelItemCount() && m_table->topLevelItem(place)->data(SizeColumn, kSizeRole).toLongLong() == size)
            continue;
        auto* row = new QTreeWidgetItem({thousandsText(trial.batchSize), bytesText(static_cast<double>(trial.bytes)), speedText(trial)});
        row->setData(SizeColumn, kSizeRole, size);
        for (int column = 0; column < ColumnCount; ++column)
            row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        row->setDisabled(trial.end != BatchTrial::End::Fits);
        m_table->insertTopLevelItem(place, row);
    }
}

void BatchFinderDialog::show(const Result<BatchFinding>& finding)
{
    m_progress->hide();
    if (!finding) {
        m_text->setText(sentenceText(finding.error()));
        m_table->setVisible(m_table->topLevelItemCount() > 0);
        return;
    }
    showTrials(finding->trials);
    m_text->setText(findingText(*finding));
    for (int i = 0; m_table->selectedItems().isEmpty() && i < m_table->topLevelItemCount(); ++i)
        if (m_table->topLevelItem(i)->data(SizeColumn, kSizeRole).toLongLong() == finding->paying)
            m_table->setCurrentItem(m_table->topLevelItem(i));
    m_use->setFocus();
}

void BatchFinderDialog::refreshButton()
{
    m_use->setEnabled(!m_table->selectedItems().isEmpty());
}

void BatchFinderDialog::apply()
{
    const QList<QTreeWidgetItem*> rows = m_table->selectedItems();
    if (rows.isEmpty())
        return;
    Project project = m_context.session->project();
    project.training.batchSize = rows.front()->data(SizeColumn, kSizeRole).toLongLong();
    m_context.session->apply(std::move(project), tr("Set batch size"));
    accept();
}

} // namespace nodegrad
