#include "ui/pages/data/data_page.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/language/core_text.h"
#include "ui/pages/data/facts_panel.h"
#include "ui/pages/data/network_card.h"
#include "ui/pages/data/source_form.h"
#include "ui/pages/data/preparation_panel.h"
#include "ui/pages/data/sample_picture.h"
#include "ui/pages/data/samples_view.h"
#include "ui/pages/data/source_list.h"
#include "ui/pages/data/split_panel.h"
#include "ui/plots/stacked_bar.h"
#include "ui/session/background.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/progress_ring.h"
#include "ui/widgets/section_header.h"

namespace nodegrad {

namespace {

constexpr int loadingDelayMs = 250; ///< shorter loads leave the old picture in place: no flicker at each step of the split
constexpr std::size_t balanceRows = 40;

QScrollArea* scrolled(QWidget* content)
{
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

QWidget* section(QWidget* content)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(12, 0, 12, 10);
    column->addWidget(content);
    return box;
}

} // namespace

DataPage::DataPage(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setAcceptDrops(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeLeft());
    row->addWidget(makeMiddle(), 1);
    row->addWidget(makeRight());

    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(loadingDelayMs);
    connect(&m_loadingDelay, &QTimer::timeout, this, [this] {
        if (m_context.session->data()->phase == DataState::Phase::Loading)
            m_middle->setCurrentWidget(m_loading);
    });
    connect(m_context.session, &Session::projectChanged, this, &DataPage::updateFromProject);
    connect(m_context.session, &Session::dataChanged, this, &DataPage::updateFromData);
    connect(m_context.session, &Session::designChanged, this, &DataPage::updateFit);
    updateFromData();
}

DataPage::~DataPage()
{
    if (m_counting)
        m_counting->cancel();
}

QWidget* DataPage::makeLeft()
{
    auto* left = new QWidget;
    left->setFixedWidth(measure::dataList);
    setSurface(left, Role::Panel, RightSide);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    m_sources = new SourceList;
    column->addWidget(m_sources, 5);
    m_facts = new FactsPanel;
    m_factsBox = new QWidget;
    auto* box = new QVBoxLayout(m_factsBox);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(makeSeparator(Qt::Horizontal));
    box->addWidget(scrolled(m_facts), 1);
    column->addWidget(m_factsBox, 6);
    m_fit = new FitCard;
    auto* footer = new QWidget;
    auto* foot = new QVBoxLayout(footer);
    foot->setContentsMargins(12, 8, 12, 12);
    foot->addWidget(m_fit);
    column->addWidget(footer);

    connect(m_sources, &SourceList::bundledChosen, this, [this](const QString& id) { useSource(id.toStdString()); });
    connect(m_sources, &SourceList::kindChosen, this, [this](const QString& id) { askForFile(id.toStdString()); });
    connect(m_sources, &SourceList::fileRequested, this, [this] { askForFile({}); });
    connect(m_sources, &SourceList::folderRequested, this, [this] { askForFile("image_folder"); });
    connect(m_fit, &FitCard::nodeRequested, this, [this](const QString& node) {
        if (m_context.showNode)
            m_context.showNode(node);
    });
    return left;
}

QWidget* DataPage::makeMiddle()
{
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(measure::pageMargin, 10, measure::pageMargin, measure::pageMargin);
    column->setSpacing(measure::cardGap);
    m_banner = new InlineBanner(Tone::Danger);
    m_banner->hide();
    column->addWidget(m_banner);
    m_middle = new QStackedWidget;
    column->addWidget(m_middle, 1);

    m_empty = new EmptyState(tr("No data yet."), tr("Drop a table, a folder of pictures or an array here, or choose a data set at the left."));
    m_empty->setIconName(QStringLiteral("data"));
    connect(m_empty->addButton(tr("Add data…"), true), &QPushButton::clicked, this, [this] { askForFile({}); });
    connect(m_empty->addButton(tr("Use the digits")), &QPushButton::clicked, this, [this] { useSource("digits"); });
    m_middle->addWidget(m_empty);

    m_loading = new QWidget;
    auto* waiting = new QVBoxLayout(m_loading);
    waiting->addStretch(1);
    auto* what = makeLabel(tr("Reading the data"), TextStyle::Heading);
    what->setAlignment(Qt::AlignHCenter);
    waiting->addWidget(what);
    m_progress = new ProgressLine;
    m_progress->setFixedWidth(280);
    m_progress->hide();
    waiting->addWidget(m_progress, 0, Qt::AlignHCenter);
    auto* stop = makeButton(tr("Cancel"));
    connect(stop, &QPushButton::clicked, this, [this] { m_context.session->cancelLoading(); });
    waiting->addWidget(stop, 0, Qt::AlignHCenter);
    waiting->addStretch(1);
    m_middle->addWidget(m_loading);

    m_content = new QWidget;
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(measure::cardGap);
    m_samples = new SamplesView;
    content->addWidget(m_samples, 3);
    auto* below = new QHBoxLayout;
    below->setSpacing(measure::cardGap);
    m_balanceCard = new Card(tr("Class balance"));
    m_balanceCard->setHeaderLine(true);
    m_balance = new StackedBars;
    m_balanceCard->body()->addWidget(scrolled(m_balance), 1);
    m_network = new NetworkCard;
    below->addWidget(m_balanceCard, 5);
    below->addWidget(m_network, 6);
    content->addLayout(below, 2);
    m_middle->addWidget(m_content);
    connect(m_samples, &SamplesView::sampleChosen, m_network, &NetworkCard::setSample);
    connect(m_network, &NetworkCard::sampleChosen, m_samples, &SamplesView::setCurrentSample);
    return middle;
}

QWidget* DataPage::makeRight()
{
    auto* right = new QWidget;
    right->setFixedWidth(measure::dataPreparation);
    setSurface(right, Role::Panel, LeftSide);
    auto* outer = new QVBoxLayout(right);
    outer->setContentsMargins(1, 0, 0, 0);
    outer->setSpacing(0);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new SectionHeader(tr("Split")));
    m_split = new SplitPanel;
    column->addWidget(section(m_split));
    column->addWidget(makeSeparator(Qt::Horizontal));
    column->addWidget(new SectionHeader(tr("Preparation"), tr("every sample, inside the network")));
    m_preparation = new PreparationPanel;
    column->addWidget(section(m_preparation));
    m_optionsBox = new QWidget;
    auto* options = new QVBoxLayout(m_optionsBox);
    options->setContentsMargins(0, 0, 0, 0);
    options->setSpacing(0);
    options->addWidget(makeSeparator(Qt::Horizontal));
    m_optionsTitle = new SectionHeader(tr("Source"));
    options->addWidget(m_optionsTitle);
    m_options = new SourceForm;
    options->addWidget(section(m_options));
    column->addWidget(m_optionsBox);
    column->addStretch(1);
    outer->addWidget(scrolled(content), 1);
    outer->addWidget(makeSeparator(Qt::Horizontal));
    auto* note = makeLabel(tr("Runs keep the preparation they started with."), TextStyle::Caption, Role::TextMuted);
    note->setContentsMargins(12, 10, 12, 10);
    outer->addWidget(note);

    connect(m_split, &SplitPanel::edited, this, [this](const SplitSettings& split, const QString& stepName) {
        DataSettings settings = m_context.session->project().data;
        settings.split = split;
        apply(std::move(settings), stepName);
    });
    connect(m_preparation, &PreparationPanel::chosen, this, [this](const std::string& id, const QString& title) {
        DataSettings settings = m_context.session->project().data;
        settings.preparation = id;
        apply(std::move(settings), tr("Preparation: %1").arg(title));
    });
    connect(m_options, &SourceForm::edited, this, [this](const std::string& id, const ParamValue& value) {
        DataSettings settings = m_context.session->project().data;
        const DataSource* source = findDataSource(settings.source);
        const Param* param = source ? findParam(source->params, id) : nullptr;
        if (!param)
            return;
        settings.params.set(id, value);
        apply(std::move(settings), tr("Change %1 of %2").arg(coreText(param->title).toLower(), coreText(source->title)));
    });
    return right;
}

void DataPage::apply(DataSettings settings, const QString& stepName)
{
    Project project = m_context.session->project();
    project.data = std::move(settings);
    m_context.session->apply(std::move(project), stepName);
    updateFromProject(); // an edit that changes nothing puts the old value back into its field
}

void DataPage::useSource(const std::string& id)
{
    const DataSource* source = findDataSource(id);
    DataSettings settings = m_context.session->project().data;
    if (!source || settings.source == id)
        return;
    settings.source = id;
    settings.params = {};
    apply(std::move(settings), tr("Use %1").arg(coreText(source->title)));
}

void DataPage::askForFile(const std::string& sourceId)
{
    const DataSource* source = findDataSource(sourceId);
    const QString title = source ? coreText(source->title) : tr("Add data");
    const QString filter = sourceId == "csv"   ? tr("Tables (*.csv *.tsv *.txt);;All files (*)")
                           : sourceId == "npy" ? tr("NumPy arrays (*.npy);;All files (*)")
                                               : tr("All files (*)");
    const QString path = sourceId == "image_folder" ? QFileDialog::getExistingDirectory(this, title) : QFileDialog::getOpenFileName(this, title, {}, filter);
    if (!path.isEmpty())
        addPath(path.toStdString());
}

void DataPage::addPath(const std::filesystem::path& path)
{
    Job* job = Job::start(this, tr("Recognize the data"), [text = path.string()](const Task&) { return dataSettingsFor(text); },
                          [this, path](Result<DataSettings> found) {
                              if (!found) {
                                  showProblem(found.error());
                                  return;
                              }
                              DataSettings settings = m_context.session->project().data;
                              settings.source = found->source;
                              settings.params = found->params;
                              apply(std::move(settings), tr("Use %1").arg(QString::fromStdString(path.filename().string())));
                          });
    if (m_context.showJob)
        m_context.showJob(job);
}

void DataPage::relink()
{
    DataSettings settings = m_context.session->project().data;
    const DataSource* source = findDataSource(settings.source);
    if (!source)
        return;
    for (const Param& param : source->params) {
        if (param.kind != ParamKind::Path)
            continue;
        const QString title = coreText(param.title);
        const QString path = param.id == "folder" ? QFileDialog::getExistingDirectory(this, title) : QFileDialog::getOpenFileName(this, title);
        if (path.isEmpty())
            return;
        settings.params.set(param.id, ParamValue(path.toStdString()));
        apply(std::move(settings), tr("Choose the file again"));
        return;
    }
}

void DataPage::showProblem(const Error& error)
{
    m_banner->clearActions();
    m_banner->setTone(error.code == "cancelled" ? Tone::Info : Tone::Danger);
    m_banner->setTitle(error.code == "cancelled" ? tr("Reading the data was cancelled.") : messageText(error));
    m_banner->setText(error.code == "cancelled" ? QString() : hintText(error));
    if (m_context.session->data()->phase == DataState::Phase::Failed) {
        const DataSource* source = findDataSource(m_context.session->project().data.source);
        const bool hasFile = source && std::any_of(source->params.begin(), source->params.end(), [](const Param& p) { return p.kind == ParamKind::Path; });
        if (hasFile)
            connect(m_banner->addAction(tr("Choose the file again…")), &QPushButton::clicked, this, &DataPage::relink);
        connect(m_banner->addAction(tr("Try again")), &QPushButton::clicked, this, [this] { m_context.session->reloadData(); });
        m_banner->setClosable(false);
    } else {
        m_banner->setClosable(true);
    }
    m_banner->show();
}

void DataPage::updateFromProject()
{
    const DataSettings& settings = m_context.session->project().data;
    const auto state = m_context.session->data();
    const PreparedData* prepared = state->phase == DataState::Phase::Ready ? &state->prepared : nullptr;
    const DataSource* source = findDataSource(settings.source);
    m_sources->setCurrent(QString::fromStdString(settings.source), prepared ? dataFactsText(*prepared->data) : QString());
    m_split->show(settings.split, prepared);
    m_preparation->show(settings.preparation, prepared);
    m_optionsBox->setVisible(source && !source->params.empty());
    if (source) {
        m_optionsTitle->setTitle(coreText(source->title));
        m_options->show(source->id, source->params, settings.params);
    }
    updateFit();
}

void DataPage::updateFit()
{
    m_fit->show(*m_context.session);
}

void DataPage::updateFromData()
{
    const auto state = m_context.session->data();
    updateFromProject();
    m_options->clearProblems();
    m_split->setProblem({});
    switch (state->phase) {
    case DataState::Phase::None:
        m_banner->hide();
        m_shown.reset();
        m_factsBox->hide();
        m_empty->setTitle(tr("No data yet."));
        m_middle->setCurrentWidget(m_empty);
        break;
    case DataState::Phase::Loading:
        m_banner->hide();
        m_progress->setProgress(0);
        if (Job* job = m_context.session->loadingJob()) {
            connect(job, &Job::progressed, this, [this](double share) {
                m_progress->setVisible(share >= 0);
                m_progress->setProgress(share);
            });
            if (m_context.showJob)
                m_context.showJob(job);
        }
        if (m_shown)
            m_loadingDelay.start();
        else
            m_middle->setCurrentWidget(m_loading);
        break;
    case DataState::Phase::Failed:
        showProblem(state->error);
        if (state->error.code == "data.bad_split" || state->error.code == "data.too_few_samples" || state->error.code == "data.class_not_in_training")
            m_split->setProblem(sentenceText(state->error));
        else
            m_options->showProblem(state->error);
        m_shown.reset();
        m_factsBox->hide();
        m_empty->setTitle(tr("These data cannot be shown."));
        m_middle->setCurrentWidget(m_empty);
        break;
    case DataState::Phase::Ready: {
        m_banner->hide();
        m_shown = state->prepared.data;
        m_figures.reset();
        const Dataset& dataset = *m_shown;
        m_facts->show(dataset);
        m_factsBox->show();
        QStringList names;
        for (const Column& column : dataset.columns)
            names << QString::fromStdString(column.name);
        m_options->setSuggestions("target", names);
        m_samples->setData(state->prepared, nullptr);
        m_network->setData(state->prepared, nullptr);
        m_middle->setCurrentWidget(m_content);
        countFigures();
        break;
    }
    }
}

void DataPage::countFigures()
{
    if (m_counting)
        m_counting->cancel();
    const std::uint64_t generation = ++m_countGeneration;
    m_counting = Job::start(this, tr("Count the values"),
                            [prepared = m_context.session->data()->prepared](const Task& task) { return figuresOf(prepared, task); },
                            [this, generation](Result<std::shared_ptr<const DataFigures>> counted) {
                                if (generation != m_countGeneration || !counted || !m_shown)
                                    return;
                                m_figures = *counted;
                                m_samples->setFigures(m_figures);
                                m_network->setData(m_context.session->data()->prepared, m_figures);
                                updateBalance();
                            });
    if (m_context.showJob)
        m_context.showJob(m_counting);
}

void DataPage::updateBalance()
{
    const Dataset& dataset = *m_shown;
    std::vector<StackedBars::Row> rows;
    double least = 0, most = 0;
    for (std::size_t i = 0; i < m_figures->classes.size(); ++i) {
        const auto& counts = m_figures->classes[i];
        const double total = counts[0] + counts[1] + counts[2];
        least = i == 0 ? total : std::min(least, total);
        most = std::max(most, total);
        if (rows.size() >= balanceRows)
            continue;
        QString label;
        if (dataset.isClassification()) {
            label = className(dataset, static_cast<std::int64_t>(i));
        } else {
            const double width = (m_figures->targetHigh - m_figures->targetLow) / static_cast<double>(m_figures->classes.size());
            label = QString::number(m_figures->targetLow + width * static_cast<double>(i), 'g', 3);
        }
        rows.push_back({label, {counts.begin(), counts.end()}});
    }
    m_balance->setRows(std::move(rows));
    if (dataset.isClassification()) {
        m_balanceCard->setTitle(tr("Class balance"));
        const QString range = least == most ? thousandsText(static_cast<std::int64_t>(most))
                                            : tr("%1 to %2").arg(thousandsText(static_cast<std::int64_t>(least)), thousandsText(static_cast<std::int64_t>(most)));
        m_balanceCard->setSubtitle(m_figures->classes.size() > balanceRows ? tr("%1 each, the first %2 classes").arg(range).arg(balanceRows) : tr("%1 each").arg(range));
    } else {
        m_balanceCard->setTitle(tr("Target values"));
        m_balanceCard->setSubtitle(tr("samples by %1, from").arg(classWord(dataset)));
    }
}

void DataPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().size() == 1 && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    addPath(event->mimeData()->urls().first().toLocalFile().toStdString());
}

} // namespace nodegrad
