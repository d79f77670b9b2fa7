#include "ui/pages/evaluate/other_runs_card.h"

#include <algorithm>

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include "core/lowering/lower.h"
#include "core/project/plan.h"
#include "core/training/settings.h"
#include "ui/language/core_text.h"
#include "ui/pages/data/samples_view.h"
#include "ui/session/background.h"
#include "ui/session/run_controller.h"
#include "ui/theme/theme.h"
#include "ui/widgets/color_swatch.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

OtherRunsCard::OtherRunsCard(const PageContext& context, QWidget* parent)
    : Card(tr("Against other runs"), parent), m_context(context), m_table(new QTableWidget)
{
    setSubtitle(tr("best of each, validation"));
    setHeaderLine(true);
    body()->setContentsMargins(1, 1, 1, 1);
    styleTable(m_table);
    m_table->setColumnCount(4);
    m_table->setIconSize({14, 10});
    m_table->setAccessibleName(tr("Runs of this project"));
    body()->addWidget(m_table, 1);
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) {
        if (row >= 0 && row < static_cast<int>(m_shown.size()))
            emit runActivated(m_shown[static_cast<std::size_t>(row)]);
    });
    connect(m_context.runs, &RunController::runsChanged, this, &OtherRunsCard::refresh);
    connect(m_context.runs, &RunController::modelChanged, this, &OtherRunsCard::refresh);
    refresh();
}

void OtherRunsCard::refresh()
{
    const auto& runs = m_context.runs->runs();
    const auto shown = m_context.runs->shownModel();
    QString metric = tr("Metric");
    for (const RunInfo& run : runs)
        if (const MetricType* known = findChoice(metricTypes(), run.metricName))
            metric = coreText(known->title);
    m_table->setHorizontalHeaderLabels({tr("Run"), metric, tr("Loss"), tr("Parameters")});
    for (int column = 0; column < 4; ++column)
        m_table->horizontalHeaderItem(column)->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    m_shown.clear();
    m_table->clearContents();
    std::vector<const RunInfo*> finished;
    for (const RunInfo& run : runs)
        if (run.epochsDone > 0)
            finished.push_back(&run);
    m_table->setRowCount(static_cast<int>(finished.size()));
    int row = 0;
    for (auto it = finished.rbegin(); it != finished.rend(); ++it, ++row) {
        const RunInfo& run = **it;
        m_shown.push_back(run.id);
        const auto counted = m_parameters.find(run.id);
        const bool share = isShareMetric(run.metricName);
        const QString texts[] = {QString::fromStdString(run.name), share ? percentText(run.bestMetric) : readoutText(run.bestMetric), readoutText(run.bestValidationLoss),
                                 counted == m_parameters.end() || counted->second < 0 ? QString() : thousandsText(counted->second)};
        for (int column = 0; column < 4; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            item->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            if (column == 0)
                item->setIcon(swatchIcon(theme().runColor(run.color)));
            if (shown && shown->run.id == run.id)
                item->setFont(textFont(TextStyle::BodyStrong));
            item->setToolTip(tr("Double-click shows the best weights of %1.").arg(QString::fromStdString(run.name)));
            m_table->setItem(row, column, item);
        }
    }
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    countParameters();
}

void OtherRunsCard::countParameters()
{
    for (const std::string& id : m_shown) {
        if (m_parameters.contains(id))
            continue;
        const RunInfo* run = m_context.runs->run(id);
        if (!run)
            continue;
        m_parameters[id] = -1;
        Job::start(this, tr("Count parameters"),
                   [graph = run->project.graph, facts = run->facts](const Task&) { return nodegrad::lower(graph, bindingsFor(facts)).program.parameterCount(); },
                   [this, id](std::int64_t count) {
                       m_parameters[id] = count;
                       refresh();
                   });
    }
}

} // namespace nodegrad
