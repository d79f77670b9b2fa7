#include "ui/pages/train/run_details.h"

#include <QComboBox>
#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include "core/analysis/graph_diff.h"
#include "core/training/settings.h"
#include "ui/dialogs/diff_dialog.h"
#include "ui/language/core_text.h"
#include "ui/session/run_controller.h"
#include "ui/theme/styling.h"
#include "ui/widgets/color_swatch.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/metric_tile.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

/// As the form of the settings calls it, with its group where the name alone says little ("Watching: gradients"); keys of anything else
/// stay as they are.
QString settingTitle(const std::string& key)
{
    for (const LoopGroup& group : loopGroups()) {
        const bool needsGroup = group.title == "Watching" || group.title == "Gradient checkpointing";
        for (const Param& param : group.params)
            if (param.id == key)
                return needsGroup ? coreText(group.title) + QStringLiteral(": ") + coreText(param.title) : coreText(param.title);
    }
    return QString::fromStdString(key);
}

QString settingText(const std::string& value)
{
    return value == "true" ? RunDetails::tr("on") : value == "false" ? RunDetails::tr("off") : QString::fromStdString(value);
}

/// Settings and layer parameters of a project as "name" -> "value", for comparing two runs.
std::map<std::string, std::string> factsOfProject(const Project& project)
{
    std::map<std::string, std::string> facts;
    const auto flat = toJson(project.training).flatten();
    for (const auto& [key, value] : flat.items())
        facts[key.substr(1)] = value.is_string() ? value.get<std::string>() : value.dump();
    facts["data"] = project.data.source;
    facts["preparation"] = project.data.preparation;
    for (const NodePtr& node : project.graph.root().nodes) {
        facts[node->name] = node->type;
        for (const auto& [id, value] : node->params.all())
            facts[node->name + "." + id] = formatParam(value);
    }
    return facts;
}

} // namespace

RunDetails::RunDetails(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(8);
    m_title = makeLabel({}, TextStyle::BodyStrong);
    auto* title = new QHBoxLayout;
    m_swatch = new ColorSwatch;
    m_started = makeLabel({}, TextStyle::Caption, Role::TextMuted);
    title->addWidget(m_swatch);
    title->addWidget(m_title);
    title->addWidget(m_started);
    title->addStretch();
    layout->addLayout(title);
    auto* tiles = new QHBoxLayout;
    m_best = new MetricTile(tr("Best"));
    m_speed = new MetricTile(tr("Average speed"));
    m_left = new MetricTile(tr("Left"));
    for (MetricTile* tile : {m_best, m_speed, m_left})
        tiles->addWidget(tile);
    layout->addLayout(tiles);
    m_problem = new InlineBanner(Tone::Danger);
    m_continue = m_problem->addAction(tr("Continue it"));
    m_continue->setObjectName(QStringLiteral("train.continue"));
    connect(m_continue, &QPushButton::clicked, this, [this] { m_context.runs->continueRun(m_context.runs->selectedRun()); });
    layout->addWidget(m_problem);
    m_compared = new QWidget;
    auto* compared = new QHBoxLayout(m_compared);
    compared->setContentsMargins(0, 0, 0, 0);
    auto* comparedTitle = makeLabel(tr("Compared with"), TextStyle::BodyStrong);
    m_other = new QComboBox;
    m_other->setObjectName(QStringLiteral("train.compared"));
    m_other->setAccessibleName(comparedTitle->text());
    m_other->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_designs = new QPushButton(tr("Designs…"));
    m_designs->setObjectName(QStringLiteral("train.compareDesigns"));
    m_designs->setToolTip(tr("Which layers were added, removed or changed between the two"));
    compared->addWidget(comparedTitle);
    compared->addWidget(m_other, 1);
    compared->addWidget(m_designs);
    layout->addWidget(m_compared);
    m_same = makeLabel(tr("Settings and layers are the same."), TextStyle::Caption, Role::TextMuted);
    layout->addWidget(m_same);
    connect(m_other, &QComboBox::activated, this, &RunDetails::refresh);
    connect(m_designs, &QPushButton::clicked, this, &RunDetails::compareDesigns);
    m_changes = new QTableWidget(0, 3);
    m_changes->setAccessibleName(tr("What differs between the two runs"));
    m_changes->verticalHeader()->hide();
    m_changes->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_changes->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_changes->setSelectionMode(QAbstractItemView::NoSelection);
    m_changes->setShowGrid(false);
    m_changes->setFrameShape(QFrame::NoFrame);
    m_changes->setFocusPolicy(Qt::NoFocus);
    m_changes->verticalHeader()->setDefaultSectionSize(measure::tableRow);
    m_changes->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    layout->addWidget(m_changes, 1);
    layout->addWidget(makeLabel(tr("Note"), TextStyle::BodyStrong));
    m_note = new QPlainTextEdit;
    m_note->setAccessibleName(tr("Note on this run"));
    m_note->setPlaceholderText(tr("What do you want to find out with this run?"));
    m_note->setFixedHeight(64);
    m_note->installEventFilter(this);
    layout->addWidget(m_note);
    layout->addStretch(0);
    connect(context.runs, &RunController::runsChanged, this, &RunDetails::refresh);
    connect(context.runs, &RunController::stateChanged, this, &RunDetails::refresh);
    connect(context.runs, &RunController::progressed, this, &RunDetails::showProgress);
    refresh();
}

bool RunDetails::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_note && event->type() == QEvent::FocusOut)
        saveNote();
    return QWidget::eventFilter(watched, event);
}

void RunDetails::saveNote()
{
    const RunInfo* run = m_context.runs->run(m_noteRun);
    if (run && run->note != m_note->toPlainText().toStdString())
        if (const Status saved = m_context.runs->annotate(m_noteRun, m_note->toPlainText().toStdString()); !saved)
            m_context.notify(sentenceText(saved.error()));
}

void RunDetails::refresh()
{
    const RunInfo* run = m_context.runs->run(m_context.runs->selectedRun());
    setVisible(run != nullptr);
    if (!run)
        return;
    const QString name = QString::fromStdString(run->name);
    m_title->setText(name);
    m_swatch->setColor(theme().runColor(run->color));
    m_started->setText(tr("started %1").arg(QDateTime::fromSecsSinceEpoch(static_cast<qint64>(run->createdAt)).toString(QStringLiteral("yyyy-MM-dd HH:mm"))));
    const bool accuracy = isShareMetric(run->metricName);
    m_best->setCaption(tr("Val %1").arg(coreText(metricTitle(run->metricName))));
    m_best->setValue(run->epochsDone == 0 ? QStringLiteral("–") : accuracy ? percentText(run->bestMetric) : readoutText(run->bestMetric));
    m_best->setToolTip(tr("Where the validation loss was least"));
    m_best->setNote(tr("at epoch %1").arg(run->bestEpoch));
    if (m_context.runs->activeRun() != run->id) {
        m_speed->setValue(clockText(run->seconds));
        m_speed->setCaption(tr("Time trained"));
        m_speed->setNote({});
        m_speed->setToolTip({});
        m_left->setCaption(tr("Epochs"));
        m_left->setValue(QString::number(run->epochsDone));
        m_left->setNote(tr("of %1").arg(run->epochs()));
    }
    const bool failed = run->state == RunState::Failed, interrupted = run->interrupted;
    m_problem->setVisible(failed || interrupted);
    m_problem->setTone(failed ? Tone::Danger : Tone::Warning);
    m_problem->setTitle(failed ? messageText(run->error) : tr("The program ended while this run was training."));
    m_problem->setText(failed ? hintText(run->error) : tr("What it had learned up to its last checkpoint is saved."));
    m_continue->setVisible(interrupted);
    m_continue->setEnabled(!m_context.runs->isActive());

    refreshOthers(*run);
    showChanges(*run);
    if (m_noteRun != run->id && m_note->hasFocus())
        saveNote();
    if (m_noteRun != run->id || !m_note->hasFocus()) {
        m_noteRun = run->id;
        const QSignalBlocker quiet(m_note);
        m_note->setPlainText(QString::fromStdString(run->note));
    }
}

/// The choice stays while the same run is looked at; another run is compared with the one before it.
void RunDetails::refreshOthers(const RunInfo& run)
{
    std::string chosen = m_otherOf == run.id ? m_other->currentData().toString().toStdString() : std::string();
    m_otherOf = run.id;
    const QSignalBlocker quiet(m_other);
    m_other->clear();
    std::string before, behind;
    bool isThere = false, isPast = false;
    for (const RunInfo& other : m_context.runs->runs()) {
        if (other.id == run.id) {
            isPast = true;
            continue;
        }
        m_other->addItem(QString::fromStdString(other.name), QString::fromStdString(other.id));
        isThere = isThere || other.id == chosen;
        if (!isPast)
            before = other.id;
        else if (behind.empty())
            behind = other.id;
    }
    if (!isThere)
        chosen = before.empty() ? behind : before;
    m_other->setCurrentIndex(m_other->findData(QString::fromStdString(chosen)));
    m_compared->setVisible(m_other->count() > 0);
}

void RunDetails::showChanges(const RunInfo& run)
{
    const RunInfo* other = m_context.runs->run(m_other->currentData().toString().toStdString());
    std::map<std::string, std::pair<std::string, std::string>> changes;
    if (other) {
        const auto mine = factsOfProject(run.project), theirs = factsOfProject(other->project);
        for (const auto& [key, value] : mine)
            if (const auto found = theirs.find(key); found == theirs.end() || found->second != value)
                changes[key] = {value, found == theirs.end() ? "–" : found->second};
        for (const auto& [key, value] : theirs)
            if (!mine.contains(key))
                changes[key] = {"–", value};
        m_changes->setHorizontalHeaderLabels({tr("Setting"), QString::fromStdString(run.name), QString::fromStdString(other->name)});
        m_designs->setEnabled(!graphDiff(other->project.graph, run.project.graph).empty());
    }
    m_changes->setRowCount(static_cast<int>(changes.size()));
    int row = 0;
    for (const auto& [key, values] : changes) {
        int column = 0;
        for (const QString& text : {settingTitle(key), settingText(values.first), settingText(values.second)}) {
            auto* cell = new QTableWidgetItem(text);
            cell->setToolTip(cell->text());
            m_changes->setItem(row, column++, cell);
        }
        ++row;
    }
    m_changes->setVisible(!changes.empty());
    m_same->setVisible(other && changes.empty());
}

void RunDetails::compareDesigns()
{
    const RunInfo* run = m_context.runs->run(m_otherOf);
    const RunInfo* other = m_context.runs->run(m_other->currentData().toString().toStdString());
    if (run && other)
        DiffDialog(QString::fromStdString(other->name), QString::fromStdString(run->name), graphDiff(other->project.graph, run->project.graph), this).exec();
}

void RunDetails::showProgress()
{
    if (m_context.runs->activeRun() != m_context.runs->selectedRun())
        return;
    const Progress& progress = m_context.runs->progress();
    m_speed->setCaption(tr("Average speed"));
    m_speed->setValue(thousandsText(static_cast<std::int64_t>(progress.samplesPerSecond)));
    m_speed->setNote(tr("samples/s"));
    m_speed->setToolTip(tr("Of training and validation together"));
    m_left->setCaption(tr("Left"));
    m_left->setValue(clockText(progress.secondsLeft));
    m_left->setNote(tr("epoch %1 of %2").arg(progress.epoch).arg(progress.epochs));
}

} // namespace nodegrad
