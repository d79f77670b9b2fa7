#include "ui/pages/train/run_table.h"

#include <QHeaderView>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/training/settings.h"
#include "ui/dialogs/diff_dialog.h"
#include "ui/language/core_text.h"
#include "ui/pages/train/run_acts.h"
#include "ui/session/actions.h"
#include "ui/session/run_controller.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/color_swatch.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/section_header.h"

namespace nodegrad {

namespace {

constexpr int kNameLeast = 112; ///< room for a check box, the swatch and "run 12"
enum Column { NameColumn, StatusColumn, EpochColumn, MetricColumn, LossColumn, TimeColumn, ColumnCount };
constexpr int kIdRole = Qt::UserRole, kColorRole = Qt::UserRole + 1;
constexpr int kMoreEpochs = 10;

/// Draws the run's colour before its name.
class NameDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        QPixmap swatch(14 * 2, 10 * 2);
        swatch.setDevicePixelRatio(2);
        swatch.fill(Qt::transparent);
        QPainter painter(&swatch);
        paintSwatch(painter, QRectF(0, 0, 14, 10), theme().runColor(index.data(kColorRole).toInt()));
        option->icon = QIcon(swatch);
        option->icon.addPixmap(swatch, QIcon::Selected); // the colour of the run, not a tint of it
        option->decorationSize = QSize(14, 10);
        option->features |= QStyleOptionViewItem::HasDecoration;
    }
};

/// How the curves of all runs are drawn.
class LineLegend : public QWidget {
public:
    LineLegend()
    {
        setFixedHeight(std::max(measure::trainToolbar - 8, QFontMetrics(textFont(TextStyle::Caption)).height() + 12));
        setAccessibleName(RunTable::tr("Line style: solid is validation, dashed is training, thin is raw."));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const QFont face = textFont(TextStyle::Caption);
        const QFontMetrics metrics(face);
        painter.setFont(face);
        double x = 12;
        const auto text = [&](const QString& words) {
            painter.setPen(theme()(Role::TextMuted));
            painter.drawText(QPointF(x, (height() + metrics.ascent() - metrics.descent()) / 2.0), words);
            x += metrics.horizontalAdvance(words) + 14;
        };
        const auto line = [&](const QPen& pen) {
            painter.setPen(pen);
            painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + 22, height() / 2.0));
            x += 28;
        };
        const QColor ink = theme()(Role::Text);
        text(RunTable::tr("Line style:"));
        line(QPen(ink, 2.2));
        text(RunTable::tr("validation"));
        QPen dashed(ink, 1.5);
        dashed.setDashPattern({3, 2});
        line(dashed);
        text(RunTable::tr("training"));
        line(QPen(Theme::blend(ink, 0.4, theme()(Role::Panel)), 1));
        text(RunTable::tr("raw"));
    }
};

QTableWidgetItem* item(const QString& text, bool number)
{
    auto* cell = new QTableWidgetItem(text);
    cell->setTextAlignment(number ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    cell->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return cell;
}

QString metricText(const RunInfo& run)
{
    if (run.epochsDone == 0)
        return {};
    return isShareMetric(run.metricName) ? fixedText(run.bestMetric * 100, 1) : readoutText(run.bestMetric);
}

/// The epoch that the run is in, as all of the window says it; before the first news the epochs that are on the disk.
std::int64_t shownEpoch(const RunInfo& run, const Progress& progress)
{
    return std::max(run.epochsDone, progress.epoch);
}

} // namespace

RunStatusLook runStatusLook(const RunInfo& run, RunState state)
{
    if (run.interrupted && state == run.state)
        return {RunTable::tr("interrupted"), QStringLiteral("warning")};
    switch (state) {
    case RunState::Preparing: return {RunTable::tr("preparing"), QStringLiteral("clock")};
    case RunState::Running: return {RunTable::tr("running"), QStringLiteral("dot")};
    case RunState::Paused: return {RunTable::tr("paused"), QStringLiteral("pause")};
    case RunState::Completed:
        return run.stateNote.empty() ? RunStatusLook{RunTable::tr("done"), QStringLiteral("check")} : RunStatusLook{RunTable::tr("early stop"), QStringLiteral("flag")};
    case RunState::Stopped: return {RunTable::tr("stopped"), QStringLiteral("stop")};
    case RunState::Failed: return {RunTable::tr("failed"), QStringLiteral("error")};
    }
    return {};
}

RunTable::RunTable(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* header = new SectionHeader(tr("Runs"));
    m_more = makeIconButton(QStringLiteral("more"), tr("Rename, delete, continue or restore the selected run"));
    m_more->setObjectName(QStringLiteral("train.more"));
    auto* start = makeButton(tr("New run"), ButtonKind::Normal, QStringLiteral("add"));
    start->setObjectName(QStringLiteral("train.new"));
    header->addWidget(m_more);
    header->addWidget(start);
    header->setFixedHeight(measure::trainToolbar);
    layout->addWidget(header);
    m_table = new QTableWidget(0, ColumnCount);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setObjectName(QStringLiteral("train.runs"));
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Status"), tr("Epoch"), tr("Val metric"), tr("Val loss"), tr("Time")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(measure::tableRow);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setItemDelegateForColumn(NameColumn, new NameDelegate(m_table));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setIconSize(QSize(measure::iconSmall, measure::iconSmall));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->setHighlightSections(false);
    layout->addWidget(m_table, 1);
    layout->addWidget(new LineLegend);

    connect(start, &QPushButton::clicked, context.runs, &RunController::start);
    connect(m_more, &QToolButton::clicked, this, [this] { openMenu(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(m_table, &QTableWidget::customContextMenuRequested, this, [this](const QPoint& at) { openMenu(m_table->viewport()->mapToGlobal(at)); });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        if (!m_filling && m_table->currentRow() >= 0)
            m_context.runs->select(runAt(m_table->currentRow()));
    });
    connect(m_table, &QTableWidget::itemChanged, this, [this](QTableWidgetItem* cell) {
        if (m_filling || cell->column() != NameColumn)
            return;
        const std::string id = runAt(cell->row());
        const RunInfo* run = m_context.runs->run(id);
        if (!run)
            return;
        if (const bool shown = cell->checkState() == Qt::Checked; shown != m_context.runs->isVisible(id))
            m_context.runs->setVisible(id, shown);
        else if (const std::string name = cell->text().trimmed().toStdString(); name != run->name)
            if (const Status renamed = m_context.runs->rename(id, name); !renamed)
                m_context.notify(sentenceText(renamed.error()));
    });
    connect(context.runs, &RunController::runsChanged, this, &RunTable::refresh, Qt::QueuedConnection);
    const auto showStart = [this, start] {
        const QString why = m_context.runs->isActive() ? tr("A run is training.") : whyNotTrain(*m_context.session);
        start->setEnabled(why.isEmpty());
        start->setToolTip(why);
    };
    connect(context.session, &Session::designChanged, start, showStart);
    connect(context.session, &Session::projectChanged, start, showStart);
    connect(context.runs, &RunController::stateChanged, this, [this, showStart] {
        showStart();
        refresh();
    }, Qt::QueuedConnection);
    connect(context.runs, &RunController::progressed, this, &RunTable::showProgress);
    showStart();
    refresh();
}

std::string RunTable::runAt(int row) const
{
    return m_table->item(row, NameColumn)->data(kIdRole).toString().toStdString();
}

void RunTable::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showColumns();
}

/// Columns give way to the names, the last of the list first.
void RunTable::showColumns()
{
    const QAbstractItemView* cells = m_table;
    int room = m_table->viewport()->width() - kNameLeast;
    for (const int column : {StatusColumn, MetricColumn, EpochColumn, LossColumn, TimeColumn}) {
        m_table->setColumnHidden(column, false); // else its header has no width
        room -= std::max(cells->sizeHintForColumn(column), m_table->horizontalHeader()->sectionSizeHint(column));
        m_table->setColumnHidden(column, room < 0);
    }
}

void RunTable::refresh()
{
    if (m_table->viewport()->findChild<QLineEdit*>())
        return; // a name is being edited
    m_filling = true;
    const auto& runs = m_context.runs->runs();
    m_table->setRowCount(static_cast<int>(runs.size()));
    m_more->setEnabled(!runs.empty());
    const RunInfo* selected = m_context.runs->run(m_context.runs->selectedRun());
    const QString metric = !selected || selected->metricName.empty() ? tr("metric") : selected->metricName == "accuracy" ? tr("acc") : coreText(metricTitle(selected->metricName));
    m_table->horizontalHeaderItem(MetricColumn)->setText(tr("Val %1").arg(metric));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const RunInfo& run = runs[runs.size() - 1 - static_cast<std::size_t>(row)]; // newest first
        auto* name = item(QString::fromStdString(run.name), false);
        name->setFlags(name->flags() | Qt::ItemIsEditable | Qt::ItemIsUserCheckable);
        name->setCheckState(m_context.runs->isVisible(run.id) ? Qt::Checked : Qt::Unchecked);
        name->setData(kIdRole, QString::fromStdString(run.id));
        name->setData(kColorRole, run.color);
        name->setToolTip(tr("Double-click to rename. The check box shows it in the charts."));
        const RunState state = run.id == m_context.runs->activeRun() ? m_context.runs->state() : run.state;
        const RunStatusLook look = runStatusLook(run, state);
        auto* status = item(look.text, false);
        status->setIcon(icon(look.icon, state == RunState::Failed ? Role::Danger : state == RunState::Completed ? Role::Success : state == RunState::Running && !run.interrupted ? Role::Accent : Role::TextMuted));
        status->setToolTip(run.state == RunState::Failed ? sentenceText(run.error) : coreText(run.stateNote));
        m_table->setItem(row, NameColumn, name);
        m_table->setItem(row, StatusColumn, status);
        const bool active = run.id == m_context.runs->activeRun();
        m_table->setItem(row, EpochColumn, item(QString::number(active ? shownEpoch(run, m_context.runs->progress()) : run.epochsDone), true));
        m_table->setItem(row, MetricColumn, item(metricText(run), true));
        m_table->setItem(row, LossColumn, item(run.epochsDone > 0 ? fixedText(run.bestValidationLoss, 4) : QString(), true));
        m_table->setItem(row, TimeColumn, item(clockText(active ? m_context.runs->activeSeconds() : run.seconds), true));
        if (run.id == m_context.runs->selectedRun())
            m_table->selectRow(row);
    }
    m_filling = false;
    showColumns();
}

void RunTable::showProgress()
{
    const std::string active = m_context.runs->activeRun();
    m_filling = true;
    for (int row = 0; row < m_table->rowCount(); ++row)
        if (const RunInfo* run = runAt(row) == active ? m_context.runs->run(active) : nullptr) {
            m_table->item(row, EpochColumn)->setText(QString::number(shownEpoch(*run, m_context.runs->progress())));
            m_table->item(row, TimeColumn)->setText(clockText(m_context.runs->activeSeconds()));
        }
    m_filling = false;
}

void RunTable::openMenu(const QPoint& at)
{
    const RunInfo* run = m_context.runs->run(m_context.runs->selectedRun());
    if (!run)
        return;
    const std::string id = run->id;
    RunController* runs = m_context.runs;
    QMenu menu(this);
    const bool idle = !runs->isActive(), mine = runs->activeRun() == id;
    const bool unfinished = run->interrupted || run->state == RunState::Stopped || run->state == RunState::Failed;
    menu.addAction(icon(QStringLiteral("rename")), tr("Rename"), this, [this] { m_table->editItem(m_table->item(m_table->currentRow(), NameColumn)); });
    auto* resume = menu.addAction(icon(QStringLiteral("play")), tr("Continue from its last checkpoint"), runs, [runs, id] { runs->continueRun(id); });
    resume->setEnabled(idle && unfinished);
    auto* more = menu.addAction(tr("Train %n more epoch(s)…", nullptr, kMoreEpochs), this, [this, runs, id] {
        bool ok = false;
        const int epochs = QInputDialog::getInt(this, tr("Train more epochs"), tr("More epochs:"), kMoreEpochs, 1, 1000000, 1, &ok);
        if (ok)
            runs->continueRun(id, epochs);
    });
    more->setEnabled(idle);
    if (mine) {
        menu.addSeparator();
        for (const QString& name : runActIds())
            if (QAction* act = m_context.actions->find(name))
                menu.addAction(act);
    }
    menu.addSeparator();
    menu.addAction(icon(QStringLiteral("reset")), tr("Restore its design and settings"), runs, [this, runs, id] {
        runs->restoreDesign(id);
        m_context.notify(tr("The design and settings of the run are back. Undo brings yours back."));
    });
    menu.addAction(icon(QStringLiteral("search")), tr("Compare its design with the present one"), this, [this, id] {
        if (const RunInfo* compared = m_context.runs->run(id))
            DiffDialog(QString::fromStdString(compared->name), tr("the design now"), graphDiff(compared->project.graph, m_context.session->project().graph), this).exec();
    });
    menu.addAction(tr("Begin the next run from its weights"), runs, [runs, id] { runs->beginFrom(id); })->setEnabled(!mine && (hasCheckpoint(run->folder, "best") || hasCheckpoint(run->folder, "last")));
    auto* again = menu.addAction(icon(QStringLiteral("copy")), tr("Duplicate: train its design again"), runs, [runs, id] {
        runs->restoreDesign(id);
        runs->start();
    });
    again->setEnabled(idle);
    menu.addAction(icon(QStringLiteral("evaluate")), tr("Evaluate its best weights"), runs, [this, runs, id] {
        runs->showModel(id, "best");
        m_context.showPage(PageId::Evaluate);
    })->setEnabled(!mine);
    menu.addSeparator();
    menu.addAction(icon(QStringLiteral("trash")), tr("Delete…"), this, &RunTable::removeSelected)->setEnabled(!mine);
    menu.exec(at);
}

void RunTable::removeSelected()
{
    const RunInfo* run = m_context.runs->run(m_context.runs->selectedRun());
    if (!run)
        return;
    QMessageBox question(QMessageBox::NoIcon, tr("Nodegrad"), tr("Delete %1?").arg(QString::fromStdString(run->name)), QMessageBox::NoButton, this);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(tr("Its weights and curves are removed from the disk. This cannot be undone."));
    auto* remove = question.addButton(tr("Delete"), QMessageBox::DestructiveRole);
    question.addButton(QMessageBox::Cancel);
    question.exec();
    if (question.clickedButton() != remove)
        return;
    if (const Status removed = m_context.runs->remove(run->id); !removed)
        m_context.notify(sentenceText(removed.error()));
}

} // namespace nodegrad
