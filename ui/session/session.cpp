#include "ui/session/session.h"

#include "core/ops/node_paths.h"
#include "core/project/initial_weights.h"
#include "core/runs/run_store.h"
#include "core/training/param_groups.h"
#include "ui/session/background.h"
#include "ui/session/journal.h"

namespace nodegrad {

namespace {
constexpr int kAutosaveDelayMs = 1500; ///< after the last edit
}

/// The workers' memory: one lowerer, used by one job at a time, and generation counters that let late results be dropped.
struct Session::Workers {
    std::shared_ptr<Lowerer> lowerer = std::make_shared<Lowerer>();
    bool analyzing = false, analyzeAgain = false;
    Job* loading = nullptr;
    std::uint64_t dataGeneration = 0;
    std::uint64_t indices = 0; ///< made so far: a late one of an older project has a number of its own
    DataSettings loadedSettings;
    std::filesystem::path loadedFrom;
    // The data set that was read last, and from what: another split or preparation does not read it again.
    DatasetPtr readData;
    DataSettings readSettings;
    std::filesystem::path readFrom;
};

namespace {

/// What was set for a layer alone goes with the layer; else the next run would be refused for a name that nobody sees any more.
void dropRulesOfGone(Project& project, const Graph& before)
{
    auto groups = project.training.paramGroups.empty() ? Result<std::vector<ParamGroup>>() : paramGroups(project.training.paramGroups);
    if (!groups || groups->empty())
        return;
    const auto isGone = [&](const ParamGroup& group) { return nodeAtPath(before, group.path).node && !nodeAtPath(project.graph, group.path).node; };
    if (std::erase_if(*groups, isGone) > 0)
        project.training.paramGroups = paramGroupsText(*groups);
}

/// Splits and prepares a data set that is already in memory.
Result<PreparedData> prepareAgain(const DatasetPtr& data, const DataSettings& settings)
{
    auto split = splitDataset(*data, settings.split);
    if (!split)
        return tl::unexpected(split.error());
    auto preparation = fitPreparation(settings.preparation, *data, split->train);
    if (!preparation)
        return tl::unexpected(preparation.error());
    return PreparedData{data, std::move(*split), std::move(*preparation)};
}

} // namespace

Session::Session(QObject* parent)
    : QObject(parent), m_history(std::make_unique<History<Project>>(Project{})), m_design(std::make_shared<DesignFacts>()),
      m_data(std::make_shared<DataState>()), m_workers(std::make_unique<Workers>())
{
    m_autosave.setSingleShot(true);
    m_autosave.setInterval(kAutosaveDelayMs);
    m_untitled = std::make_unique<UntitledFolder>();
    m_journal = std::make_unique<Journal>(m_untitled->file());
    connect(&m_autosave, &QTimer::timeout, this, [this] {
        if (!hasUnsaved()) {
            m_journal->drop();
            return;
        }
        if (m_path.empty())
            m_untitled->hold();
        m_journal->write(project());
    });
}

Session::~Session()
{
    if (m_workers->loading)
        m_workers->loading->cancel();
}

const Project& Session::project() const
{
    return m_history->current();
}

void Session::apply(Project project, const QString& stepName, const QString& mergeKey)
{
    if (project == m_history->current())
        return;
    m_history->push(std::move(project), stepName.toStdString(), mergeKey.toStdString());
    valueChanged();
}

void Session::applyGraph(Graph graph, const QString& stepName, const QString& mergeKey)
{
    Project changed = project();
    changed.graph = std::move(graph);
    dropRulesOfGone(changed, project().graph);
    apply(std::move(changed), stepName, mergeKey);
}

void Session::closeStep()
{
    m_history->closeStep();
}

bool Session::canUndo() const
{
    return m_history->canUndo();
}

bool Session::canRedo() const
{
    return m_history->canRedo();
}

QString Session::undoName() const
{
    return QString::fromStdString(m_history->undoName());
}

QString Session::redoName() const
{
    return QString::fromStdString(m_history->redoName());
}

QStringList Session::steps() const
{
    QStringList names;
    for (std::size_t i = 1; i < m_history->size(); ++i)
        names << QString::fromStdString(m_history->name(i));
    return names;
}

int Session::stepsDone() const
{
    return static_cast<int>(m_history->index());
}

std::uint64_t Session::stepSerial() const
{
    return m_history->serial();
}

void Session::goToStep(int done)
{
    if (done == stepsDone() || done < 0 || done >= static_cast<int>(m_history->size()))
        return;
    m_history->goTo(static_cast<std::size_t>(done));
    valueChanged();
}

void Session::undo()
{
    if (!canUndo())
        return;
    m_history->undo();
    valueChanged();
}

void Session::redo()
{
    if (!canRedo())
        return;
    m_history->redo();
    valueChanged();
}

void Session::open(Project project, const std::filesystem::path& path, bool edited)
{
    begin(std::move(project), path, path.empty() ? std::make_unique<UntitledFolder>() : nullptr, edited);
}

void Session::openLeft(const LeftProject& left)
{
    begin(left.project, {}, std::make_unique<UntitledFolder>(left.file), true);
}

void Session::begin(Project project, const std::filesystem::path& path, std::unique_ptr<UntitledFolder> untitled, bool edited)
{
    m_history = std::make_unique<History<Project>>(project);
    m_saved = edited ? Project{} : std::move(project);
    m_path = path;
    m_untitled = std::move(untitled);
    m_journal = std::make_unique<Journal>(m_untitled ? m_untitled->file() : m_path);
    m_workers->lowerer = std::make_shared<Lowerer>();
    m_design = unknownDesign();
    emit projectReplaced();
    valueChanged();
}

std::shared_ptr<const DesignFacts> Session::unknownDesign() const
{
    auto facts = std::make_shared<DesignFacts>();
    facts->index = std::make_shared<FactsIndex>(++m_workers->indices);
    return facts;
}

QString Session::title() const
{
    return m_path.empty() ? tr("Untitled") : QString::fromStdString(m_path.stem().string());
}

bool Session::isEdited() const
{
    return !(project() == m_saved);
}

bool Session::hasUnsaved() const
{
    return isEdited() || (m_path.empty() && !listRuns(runsFolder()).empty());
}

void Session::discard()
{
    m_autosave.stop();
    m_journal->drop();
    if (m_path.empty())
        m_untitled->remove();
}

Status Session::save()
{
    auto written = writeProject(m_path, project());
    if (!written)
        return written;
    m_saved = project();
    m_journal->drop();
    emit fileChanged();
    return {};
}

Status Session::saveAs(const std::filesystem::path& path)
{
    const auto linked = linkInitialWeights(project(), baseFolder(), path);
    const auto moved = [&linked, from = baseFolder(), &path](const Project& project) {
        Project there = rebased(project, from, path.parent_path());
        if (linked && there.initialWeights && there.initialWeights->sha256 == linked->sha256)
            there.initialWeights->path = linked->path;
        return there;
    };
    auto written = writeProject(path, moved(project()));
    if (!written) {
        std::error_code ignored;
        if (linked)
            std::filesystem::remove(path.parent_path() / linked->path, ignored);
        return written;
    }
    m_journal->drop();
    m_path = path;
    m_journal = std::make_unique<Journal>(m_path);
    m_history->changeAll(moved); // what undo brings back speaks of the new folder too
    m_saved = project();
    valueChanged();
    return {};
}

Status Session::bringRuns()
{
    if (m_path.empty() || !m_untitled)
        return {};
    std::error_code error;
    if (const Status moved = moveRuns(runsFolder(), nodegrad::runsFolder(m_path), std::filesystem::current_path(error), baseFolder()); !moved)
        return moved;
    m_untitled->remove();
    m_untitled.reset();
    emit fileChanged();
    return {};
}

std::filesystem::path Session::baseFolder() const
{
    std::error_code error;
    return m_path.empty() ? std::filesystem::current_path(error) : std::filesystem::absolute(m_path, error).parent_path();
}

std::filesystem::path Session::runsFolder() const
{
    return nodegrad::runsFolder(m_untitled ? m_untitled->file() : m_path);
}

void Session::holdRunsFolder()
{
    if (!m_path.empty() || !m_untitled)
        return;
    m_untitled->hold();
    m_journal->write(project());
}

bool Session::isDesignCurrent() const
{
    return !m_workers->analyzing && m_design->graph == project().graph;
}

void Session::valueChanged()
{
    emit projectChanged();
    emit historyChanged();
    emit fileChanged();
    m_autosave.start();
    if (!(m_workers->loadedSettings == project().data) || m_workers->loadedFrom != baseFolder())
        loadData();
    analyze();
}

void Session::analyze()
{
    if (m_workers->analyzing) {
        m_workers->analyzeAgain = true;
        return;
    }
    m_workers->analyzing = true;
    Job::start(this, tr("Check the design"),
               [graph = project().graph, training = project().training, data = m_data, last = m_design, lowerer = m_workers->lowerer, number = ++m_workers->indices](const Task&) {
                   auto facts = std::make_shared<DesignFacts>();
                   if (last->data == data && isSameComputation(last->graph, graph)) {
                       facts->lowered = last->lowered;
                   } else {
                       const Bindings bindings = data->phase == DataState::Phase::Ready ? bindingsFor(data->prepared) : Bindings();
                       facts->lowered = lowerer->lower(graph, bindings);
                   }
                   facts->index = facts->lowered == last->lowered ? last->index : std::make_shared<FactsIndex>(number, *facts->lowered, *last->index);
                   facts->summary = facts->lowered == last->lowered && last->training == training ? last->summary : summarize(*facts->lowered, training);
                   facts->graph = graph;
                   facts->training = training;
                   facts->data = data;
                   return facts;
               },
               [this](std::shared_ptr<DesignFacts> facts) {
                   m_workers->analyzing = false;
                   m_design = std::move(facts);
                   emit designChanged();
                   if (std::exchange(m_workers->analyzeAgain, false))
                       analyze();
               });
}

void Session::reloadData()
{
    m_workers->readData.reset();
    loadData();
}

Job* Session::loadingJob() const
{
    return m_workers->loading;
}

void Session::cancelLoading()
{
    if (m_workers->loading)
        m_workers->loading->cancel();
}

void Session::loadData()
{
    const std::uint64_t generation = ++m_workers->dataGeneration;
    if (m_workers->loading)
        m_workers->loading->cancel();
    m_workers->loadedSettings = project().data;
    m_workers->loadedFrom = baseFolder();
    auto state = std::make_shared<DataState>();
    if (project().data.source.empty()) {
        m_workers->loading = nullptr;
        m_data = state;
        emit dataChanged();
        return;
    }
    state->phase = DataState::Phase::Loading;
    m_data = state;
    const bool sameData = m_workers->readData && m_workers->readFrom == baseFolder() && m_workers->readSettings.source == project().data.source &&
                          m_workers->readSettings.params == project().data.params;
    m_workers->loading = Job::start(this, tr("Load data"),
        [settings = project().data, base = baseFolder(), read = sameData ? m_workers->readData : nullptr](const Task& task) {
            return read ? prepareAgain(read, settings) : prepareData(settings, base, task);
        },
        [this, generation, settings = project().data, base = baseFolder()](Result<PreparedData> prepared) {
            if (generation != m_workers->dataGeneration)
                return;
            m_workers->loading = nullptr;
            auto loaded = std::make_shared<DataState>();
            if (prepared) {
                m_workers->readData = prepared->data;
                m_workers->readSettings = settings;
                m_workers->readFrom = base;
                loaded->phase = DataState::Phase::Ready;
                loaded->prepared = std::move(*prepared);
            } else {
                loaded->phase = DataState::Phase::Failed;
                loaded->error = prepared.error();
            }
            m_data = loaded;
            emit dataChanged();
            analyze();
        });
    emit dataChanged();
}

} // namespace nodegrad
