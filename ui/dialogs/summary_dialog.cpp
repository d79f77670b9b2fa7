#include "ui/dialogs/summary_dialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/session/background.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

enum SummaryColumn { LayerColumn, OutputColumn, ParametersColumn, ShareColumn, MacsColumn, MemoryColumn, ColumnCount };
constexpr int kValueRole = Qt::UserRole; ///< what a column sorts by

class Row : public QTreeWidgetItem {
public:
    using QTreeWidgetItem::QTreeWidgetItem;
    bool operator<(const QTreeWidgetItem& other) const override
    {
        const int column = treeWidget()->sortColumn();
        return data(column, kValueRole).toDouble() < other.data(column, kValueRole).toDouble();
    }
};

QString outputText(const NodeFacts& facts)
{
    QStringList shapes;
    for (const Spec& spec : facts.outputs)
        if (!isAbsent(spec))
            shapes << QString::fromStdString(shapeText(spec.shape));
    return shapes.join(QStringLiteral(", "));
}

/// What a spreadsheet takes: one line a row, tabs between.
QString tableText(const QTreeWidget& table)
{
    QString text;
    const auto add = [&](const QTreeWidgetItem& row) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column)
            cells << row.text(column);
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    };
    add(*table.headerItem());
    for (int i = 0; i < table.topLevelItemCount(); ++i)
        add(*table.topLevelItem(i));
    return text;
}

QString largestBatchText(std::int64_t batch)
{
    if (batch == 0)
        return SummaryDialog::tr("Not even one sample fits into the free memory.");
    return (batch < kLargestBatchTried ? SummaryDialog::tr("The largest batch that fits into the free memory is %1.") : SummaryDialog::tr("A batch of %1 fits into the free memory; larger ones were not tried."))
        .arg(thousandsText(batch));
}

} // namespace

SummaryDialog::SummaryDialog(Session* session, QWidget* parent) : QDialog(parent), m_session(session)
{
    setWindowTitle(tr("Model summary"));
    resize(820, 560);
    auto* layout = new QVBoxLayout(this);
    m_total = makeLabel({}, TextStyle::BodyStrong);
    layout->addWidget(m_total);
    m_table = new QTreeWidget;
    m_table->setAccessibleName(tr("Layers and their cost"));
    m_table->setRootIsDecorated(false);
    m_table->setAllColumnsShowFocus(true);
    m_table->setHeaderLabels({tr("Layer"), tr("Output"), tr("Parameters"), tr("Share"), tr("Multiply-adds"), tr("Activations")});
    m_table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(LayerColumn, QHeaderView::Stretch);
    for (int column = ParametersColumn; column < ColumnCount; ++column)
        m_table->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(LayerColumn, Qt::AscendingOrder);
    layout->addWidget(m_table, 1);
    m_memory = makeLabel({}, TextStyle::Body, Role::TextMuted);
    m_memory->setWordWrap(true);
    layout->addWidget(m_memory);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons->addButton(tr("Copy as text"), QDialogButtonBox::ActionRole), &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(tableText(*m_table)); });
    QPushButton* repeats = buttons->addButton(tr("Find repeated structure…"), QDialogButtonBox::ActionRole);
    connect(repeats, &QPushButton::clicked, this, &SummaryDialog::repeatsWanted);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    layout->addWidget(buttons);
    connect(m_table, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* row) { emit nodeChosen(row->text(LayerColumn)); });
    connect(session, &Session::designChanged, this, &SummaryDialog::fill);
    fill();
}

void SummaryDialog::fill()
{
    const auto design = m_session->design();
    const Summary& summary = design->summary;
    const TrainingSettings& training = m_session->project().training;
    m_total->setText(tr("%1 parameters, %2 of them trained · %3 multiply-adds a sample")
                         .arg(thousandsText(summary.parameters), thousandsText(summary.trainable), shortCountText(static_cast<double>(summary.macsPerSample))));
    m_table->setSortingEnabled(false);
    m_table->clear();
    double order = 0;
    for (const LayerCost& layer : summary.layers) {
        auto* row = new Row(m_table);
        const double share = summary.parameters > 0 ? static_cast<double>(layer.parameters) / static_cast<double>(summary.parameters) : 0;
        const auto facts = design->lowered->facts.find(layer.node);
        const auto set = [row](SummaryColumn column, const QString& text, double value) {
            row->setText(column, text);
            row->setData(column, kValueRole, value);
            if (column >= ParametersColumn)
                row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        };
        set(LayerColumn, QString::fromStdString(layer.node), order);
        set(OutputColumn, facts == design->lowered->facts.end() ? QString() : outputText(facts->second), order);
        set(ParametersColumn, layer.parameters > 0 ? thousandsText(layer.parameters) : QString(), static_cast<double>(layer.parameters));
        set(ShareColumn, layer.parameters > 0 ? percentText(share) : QString(), share);
        const auto perSample = facts == design->lowered->facts.end() ? std::optional<std::int64_t>(0) : facts->second.macs.evaluate({{"N", 1}});
        set(MacsColumn, perSample.value_or(0) > 0 ? thousandsText(*perSample) : QString(), static_cast<double>(perSample.value_or(0)));
        set(MemoryColumn, layer.activationBytes > 0 ? bytesText(static_cast<double>(layer.activationBytes)) : QString(), static_cast<double>(layer.activationBytes));
        ++order;
    }
    m_table->setSortingEnabled(true);
    const auto bytes = [](std::int64_t count) { return bytesText(static_cast<double>(count)); };
    const Summary::Memory& memory = summary.memory;
    const QString forecast = tr("Training at batch %1 needs about %2: weights %3, gradients %4, optimizer %5, activations %6, workspace %7.")
                                 .arg(training.batchSize)
                                 .arg(bytes(summary.trainingBytes), bytes(memory.weights), bytes(memory.gradients), bytes(memory.optimizer),
                                      bytes(memory.activations), bytes(memory.workspace));
    m_memory->setText(forecast);
    Job::start(this, tr("Find the largest batch"), [design, training](const Task&) { return largestBatch(*design->lowered, training, availableMemory()); },
               [this, design, forecast](std::int64_t batch) {
                   if (design == m_session->design())
                       m_memory->setText(forecast + QLatin1Char(' ') +
                                         largestBatchText(batch));
               });
}

} // namespace nodegrad
