#include "ui/pages/train/settings_form.h"

#include <algorithm>
#include <cmath>

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/analysis/summary.h"
#include "core/engine/model.h"
#include "core/training/schedule.h"
#include "ui/forms/param_form.h"
#include "ui/language/core_text.h"
#include "ui/pages/train/more_settings.h"
#include "ui/pages/train/batch_finder_dialog.h"
#include "ui/pages/train/rate_finder_dialog.h"
#include "ui/plots/line_chart.h"
#include "ui/session/run_controller.h"
#include "ui/theme/styling.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/section_header.h"

namespace nodegrad {

namespace {

constexpr int kLabelWidth = 104;
constexpr int kPreviewHeight = 110;
constexpr std::int64_t kPreviewSteps = 8; ///< points drawn for each epoch, at most
constexpr std::int64_t kPreviewPoints = 2000;

QComboBox* choiceBox(const std::vector<TrainingChoice>& choices)
{
    auto* box = new QComboBox;
    for (const TrainingChoice& choice : choices) {
        box->addItem(coreText(choice.title), QString::fromStdString(choice.id));
        box->setItemData(box->count() - 1, coreText(choice.summary), Qt::ToolTipRole);
    }
    return box;
}

/// Steps of a real epoch, as far as the data are known; 0: not known yet.
std::int64_t stepsOfEpoch(const TrainingSettings& settings, const DataState& data)
{
    if (data.phase != DataState::Phase::Ready)
        return 0;
    std::int64_t batches = (static_cast<std::int64_t>(data.prepared.split.train.size()) + settings.batchSize - 1) / settings.batchSize;
    if (settings.limitTrainBatches > 0)
        batches = std::min(batches, settings.limitTrainBatches);
    return (batches + settings.accumulateGradBatches - 1) / settings.accumulateGradBatches;
}

/// The schedule with `drawn` steps an epoch instead of `real` ones: what is counted in steps shrinks with it.
Schedule previewOf(TrainingSettings settings, std::int64_t drawn, std::int64_t real)
{
    if (real <= 0)
        real = drawn;
    const auto shrunk = [&](std::int64_t steps) { return std::max<std::int64_t>(1, (steps * drawn + real / 2) / real); };
    if (settings.warmup > 0 && settings.warmupUnit == "steps")
        settings.warmup = shrunk(settings.warmup);
    if (settings.maxSteps > 0)
        settings.maxSteps = shrunk(settings.maxSteps);
    const ParamValues values = scheduleValues(settings);
    const bool inSteps = values.has("interval") ? values.text("interval") == "step" : settings.schedule == "cyclic";
    for (const char* id : {"step_size", "total_iters", "t_0", "step_size_up", "step_size_down"})
        if (inSteps && values.has(id) && values.integer(id) > 0)
            settings.scheduleParams.set(id, shrunk(values.integer(id)));
    if (inSteps && values.has("milestones")) {
        std::vector<std::int64_t> milestones = values.list("milestones");
        std::ranges::transform(milestones, milestones.begin(), shrunk);
        settings.scheduleParams.set("milestones", std::move(milestones));
    }
    if (inSteps && values.has("gamma") && (settings.schedule == "exponential" || settings.schedule == "cyclic")) // a factor of each step
        settings.scheduleParams.set("gamma", std::pow(values.real("gamma"), static_cast<double>(real) / static_cast<double>(drawn)));
    return Schedule(settings, drawn);
}

} // namespace

SettingsForm::SettingsForm(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* header = new SectionHeader(tr("Training settings"));
    m_inUse = makeLabel(tr("in use"), TextStyle::Caption, Role::TextMuted);
    header->addWidget(m_inUse);
    header->setFixedHeight(measure::pageToolbar);
    outer->addWidget(header);
    outer->addWidget(makeSeparator(Qt::Horizontal));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    outer->addWidget(scroll, 1);
    auto* content = new QWidget;
    setSurface(content, Role::Panel);
    scroll->setWidget(content);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(6);

    const auto section = [&](const QString& title) { layout->addWidget(makeLabel(title, TextStyle::BodyStrong)); };
    const auto row = [&](const QString& label, QWidget* field, const QString& help) {
        auto* form = new FormRow(label, field, help);
        form->setLabelWidth(kLabelWidth);
        layout->addWidget(form);
    };
    section(tr("Optimizer"));
    m_optimizer = choiceBox(optimizerTypes());
    m_optimizer->setObjectName(QStringLiteral("train.optimizer"));
    row(tr("Method"), m_optimizer, tr("How the weights follow the gradient."));
    m_optimizerForm = new ParamForm;
    layout->addWidget(m_optimizerForm);
    m_findRate = makeButton(tr("Find a learning rate ..."));
    m_findRate->setObjectName(QStringLiteral("train.findRate"));
    layout->addWidget(m_findRate, 0, Qt::AlignRight);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    section(tr("Schedule"));
    m_schedule = choiceBox(scheduleTypes());
    row(tr("Shape"), m_schedule, tr("How the learning rate changes over the epochs."));
    m_scheduleForm = new ParamForm;
    layout->addWidget(m_scheduleForm);
    m_preview = new LineChart;
    m_preview->setTitle(tr("Learning rate over the epochs"));
    m_preview->setFixedHeight(kPreviewHeight);
    m_preview->setXAxis(ChartX::Epoch);
    m_preview->setSmoothing(0);
    m_preview->setAttribute(Qt::WA_TransparentForMouseEvents); // the wheel scrolls the settings
    layout->addWidget(m_preview);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    section(tr("Loop"));
    m_loopForm = new ParamForm;
    std::vector<Param> loop;
    for (const LoopGroup& group : loopGroups())
        for (const Param& param : group.params)
            if (group.isBasic && param.id != "device")
                loop.push_back(param);
    m_loopForm->setParams(loop);
    layout->addWidget(m_loopForm);
    m_findBatch = makeButton(tr("Find a batch size ..."));
    m_findBatch->setObjectName(QStringLiteral("train.findBatch"));
    layout->addWidget(m_findBatch, 0, Qt::AlignRight);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    section(tr("Device"));
    m_device = new QComboBox;
    for (const DeviceInfo& device : devices())
        m_device->addItem(coreText(device.title), QString::fromStdString(device.id));
    row(tr("Run on"), m_device, tr("Where the arithmetic is done."));
    m_memory = makeLabel({}, TextStyle::Body, Role::TextMuted);
    m_memory->setWordWrap(true);
    layout->addWidget(m_memory);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    m_more = new MoreSettings;
    layout->addWidget(m_more);
    layout->addStretch();
    auto* note = makeLabel(tr("Changes start with the next run."), TextStyle::Caption, Role::TextMuted);
    note->setContentsMargins(12, 8, 12, 8);
    outer->addWidget(makeSeparator(Qt::Horizontal));
    outer->addWidget(note);

    connect(m_optimizer, &QComboBox::activated, this, [this] {
        change(tr("Choose optimizer"), {}, [this](TrainingSettings& s) {
            s.optimizer = m_optimizer->currentData().toString().toStdString();
            s.optimizerParams = {};
        });
    });
    connect(m_findRate, &QPushButton::clicked, this, [this] {
        auto* dialog = new RateFinderDialog(m_context, window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_findBatch, &QPushButton::clicked, this, [this] {
        auto* dialog = new BatchFinderDialog(m_context, window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_schedule, &QComboBox::activated, this, [this] {
        change(tr("Choose schedule"), {}, [this](TrainingSettings& s) {
            s.schedule = m_schedule->currentData().toString().toStdString();
            s.scheduleParams = {};
        });
    });
    connect(m_device, &QComboBox::activated, this, [this] {
        change(tr("Choose device"), {}, [this](TrainingSettings& s) { s.device = m_device->currentData().toString().toStdString(); });
    });
    connect(m_optimizerForm, &ParamForm::committed, this, [this](const std::string& id, const ParamValue& value) {
        change(tr("Change %1").arg(QString::fromStdString(id)), id, [&](TrainingSettings& s) { s.optimizerParams.set(id, value); });
    });
    connect(m_scheduleForm, &ParamForm::committed, this, [this](const std::string& id, const ParamValue& value) {
        change(tr("Change %1").arg(QString::fromStdString(id)), id, [&](TrainingSettings& s) { s.scheduleParams.set(id, value); });
    });
    const auto setLoop = [this](const std::string& id, const ParamValue& value) {
        change(tr("Change %1").arg(QString::fromStdString(id)), id, [&](TrainingSettings& s) { (void)setLoopValue(s, id, value); });
    };
    connect(m_loopForm, &ParamForm::committed, this, setLoop);
    connect(m_more, &MoreSettings::committed, this, setLoop);
    connect(context.session, &Session::dataChanged, this, &SettingsForm::refresh);
    connect(context.session, &Session::projectChanged, this, &SettingsForm::refresh);
    connect(context.session, &Session::designChanged, this, &SettingsForm::refresh);
    connect(context.runs, &RunController::stateChanged, this, &SettingsForm::refresh);
    refresh();
}

void SettingsForm::change(const QString& what, const std::string& key, const std::function<void(TrainingSettings&)>& change)
{
    Project project = m_context.session->project();
    change(project.training);
    m_context.session->apply(std::move(project), what, key.empty() ? QString() : QStringLiteral("settings.") + QString::fromStdString(key));
}

void SettingsForm::refresh()
{
    const TrainingSettings& settings = m_context.session->project().training;
    m_optimizer->setCurrentIndex(m_optimizer->findData(QString::fromStdString(settings.optimizer)));
    m_schedule->setCurrentIndex(m_schedule->findData(QString::fromStdString(settings.schedule)));
    m_device->setCurrentIndex(m_device->findData(QString::fromStdString(settings.device)));
    if (const TrainingChoice* optimizer = findChoice(optimizerTypes(), settings.optimizer))
        m_optimizerForm->setParams(optimizer->params);
    if (const TrainingChoice* schedule = findChoice(scheduleTypes(), settings.schedule))
        m_scheduleForm->setParams(schedule->params);
    m_optimizerForm->setValues(settings.optimizerParams);
    m_scheduleForm->setValues(settings.scheduleParams);
    ParamValues loop;
    for (const Param& param : loopParams())
        loop.set(param.id, loopValue(settings, param.id));
    m_loopForm->setValues(loop);
    const auto state = m_context.session->data();
    m_more->setValues(loop, state->phase != DataState::Phase::Ready || state->prepared.data->isClassification());
    m_inUse->setVisible(m_context.runs->isActive());
    const bool hasErrors = m_context.session->design()->lowered->errorCount() > 0, hasData = state->phase == DataState::Phase::Ready;
    const auto enable = [&](QPushButton* search, const QString& what) {
        search->setEnabled(hasData && !hasErrors && !m_context.runs->isActive());
        search->setToolTip(m_context.runs->isActive() ? tr("While a run is active its threads are in use.")
                           : !hasData                 ? tr("Needs data.")
                           : hasErrors                ? tr("The design has problems to solve first.")
                                                      : what);
    };
    enable(m_findRate, tr("A short trial with a rising rate says which rates suit this network and these data."));
    enable(m_findBatch, tr("Trial steps say which is the largest batch that fits into memory, and from where on larger ones are no faster."));
    const Summary& summary = m_context.session->design()->summary;
    m_memory->setText(tr("Memory forecast %1, free %2").arg(bytesText(static_cast<double>(summary.trainingBytes)), bytesText(static_cast<double>(availableMemory()))));
    drawSchedule();
}

void SettingsForm::drawSchedule()
{
    const TrainingSettings& settings = m_context.session->project().training;
    const QString run = QStringLiteral("schedule");
    const std::int64_t perEpoch = settings.epochs > 200 ? 1 : kPreviewSteps, steps = settings.epochs * perEpoch;
    const std::int64_t stride = std::max<std::int64_t>(1, steps / kPreviewPoints);
    std::vector<SeriesPoint> points;
    const Schedule schedule = previewOf(settings, perEpoch, stepsOfEpoch(settings, *m_context.session->data()));
    for (std::int64_t step = 0; step <= steps; step += stride)
        points.push_back({static_cast<double>(step), 0, schedule.at(std::min(step, steps - 1)).learningRate});
    m_preview->setRun(run, tr("planned"), theme()(Role::Accent), static_cast<double>(perEpoch));
    m_preview->setSeries({run, {}, SeriesKind::Validation}, points);
    m_preview->setYLimits(0.0, std::nullopt);
}

} // namespace nodegrad
