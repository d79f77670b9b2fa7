#include "ui/pages/evaluate/verdict_list.h"

#include <algorithm>

#include <QHeaderView>
#include <QStackedLayout>
#include <QTableWidget>

#include "ui/pages/data/sample_picture.h"
#include "ui/pages/data/samples_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/picture_grid.h"

namespace nodegrad {

namespace {

constexpr std::size_t shownLimit = 200;
constexpr int shortTile = 72, longTile = 108, longName = 3; ///< pixels; characters of a class name

} // namespace

QString sureText(double share)
{
    return percentText(share, share < 0.0995 ? 1 : 0);
}

VerdictList::VerdictList(const QString& emptyText, QWidget* parent)
    : QWidget(parent), m_stack(new QStackedLayout(this)), m_grid(new PictureGrid), m_rows(new QTableWidget)
{
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_grid->setEmptyText(emptyText);
    m_grid->viewport()->setAutoFillBackground(false); // the ground of the card
    m_grid->setTileSize(shortTile);
    m_grid->setFrameShape(QFrame::NoFrame);
    m_rows->setAccessibleName(tr("Samples as rows"));
    styleTable(m_rows);
    m_rows->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_rows->horizontalHeader()->setStretchLastSection(true);
    m_stack->addWidget(m_grid);
    m_stack->addWidget(m_rows);
    setMinimumHeight(72);
    const auto choose = [this](int index) {
        if (index >= 0 && index < static_cast<int>(m_samples.size()))
            emit sampleChosen(m_samples[static_cast<std::size_t>(index)]);
    };
    connect(m_grid, &PictureGrid::currentChanged, this, choose);
    connect(m_rows, &QTableWidget::currentCellChanged, this, [choose](int row) { choose(row); });
}

void VerdictList::setVerdicts(std::shared_ptr<const Evaluation> evaluation, std::vector<Verdict> verdicts, Caption caption)
{
    m_evaluation = std::move(evaluation);
    verdicts.resize(std::min(verdicts.size(), shownLimit));
    m_count = static_cast<int>(verdicts.size());
    m_samples.clear();
    for (const Verdict& verdict : verdicts)
        m_samples.push_back(verdict.sample);
    const DatasetPtr set = m_evaluation->prepared.data;
    const bool pictures = hasPictures(*set);
    if (pictures || verdicts.empty()) {
        m_grid->setCaptionLines(caption == Caption::Mistake ? 2 : 1);
        m_grid->setSmooth(set->inputSpec.kind == Kind::Sequence || set->inputs.dim(set->inputs.rank() - 1) > 64);
        m_grid->setTileSize(std::any_of(set->classNames.begin(), set->classNames.end(), [](const std::string& name) { return name.size() > longName; }) ? longTile : shortTile);
        m_stack->setCurrentWidget(m_grid);
        m_grid->setSource(
            m_count, [set, samples = m_samples](int index) { return samplePicture(*set, samples[static_cast<std::size_t>(index)]); },
            [set, verdicts, caption](int index) {
                const Verdict& verdict = verdicts[static_cast<std::size_t>(index)];
                if (caption == Caption::Right)
                    return PictureCaption{className(*set, verdict.answer), sureText(verdict.confidence), {}, {}, Role::TextMuted};
                return PictureCaption{tr("true %1").arg(className(*set, verdict.truth)), {}, tr("said %1").arg(className(*set, verdict.answer)),
                                      sureText(verdict.confidence), Role::Danger};
            });
        return;
    }
    std::vector<QStringList> rows;
    for (const Verdict& verdict : verdicts)
        rows.push_back({QString::number(verdict.sample + 1), className(*set, verdict.truth), className(*set, verdict.answer), sureText(verdict.confidence),
                        rowText(*set, verdict.sample)});
    fillRows({tr("No."), tr("True"), tr("Said"), tr("Sure"), tr("Values")}, rows, caption == Caption::Mistake ? std::vector<int>{2} : std::vector<int>{});
}

void VerdictList::setResiduals(std::shared_ptr<const Evaluation> evaluation, std::vector<std::size_t> rows)
{
    m_evaluation = std::move(evaluation);
    rows.resize(std::min(rows.size(), shownLimit));
    m_count = static_cast<int>(rows.size());
    m_samples.clear();
    const RegressionReport& report = *m_evaluation->numbers;
    std::vector<QStringList> cells;
    for (const std::size_t row : rows) {
        const std::int64_t sample = m_evaluation->predictions.samples[row];
        m_samples.push_back(sample);
        cells.push_back({QString::number(sample + 1), valueText(report.truth[row]), valueText(report.answer[row]), valueText(report.answer[row] - report.truth[row]),
                         rowText(*m_evaluation->prepared.data, sample)});
    }
    fillRows({tr("No."), tr("True"), tr("Said"), tr("Residual"), tr("Values")}, cells, {3});
}

void VerdictList::fillRows(const QStringList& header, const std::vector<QStringList>& rows, const std::vector<int>& danger)
{
    m_stack->setCurrentWidget(m_rows);
    const QSignalBlocker quiet(m_rows);
    m_rows->clear();
    m_rows->setColumnCount(static_cast<int>(header.size()));
    m_rows->setHorizontalHeaderLabels(header);
    m_rows->setRowCount(static_cast<int>(rows.size()));
    for (int row = 0; row < static_cast<int>(rows.size()); ++row)
        for (int column = 0; column < header.size(); ++column) {
            auto* item = new QTableWidgetItem(rows[static_cast<std::size_t>(row)].value(column));
            if (std::find(danger.begin(), danger.end(), column) != danger.end())
                item->setForeground(theme()(Role::Danger));
            if (column == 0)
                item->setForeground(theme()(Role::TextMuted));
            m_rows->setItem(row, column, item);
        }
    m_rows->resizeColumnsToContents();
    m_rows->horizontalHeader()->setStretchLastSection(true);
}

} // namespace nodegrad
