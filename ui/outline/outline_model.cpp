#include "ui/outline/outline_model.h"

#include <algorithm>

#include "core/base/text.h"
#include "ui/language/core_text.h"
#include "ui/session/session.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

struct OutlineModel::Row {
    Row* above = nullptr;
    int number = 0;
    NodePtr node;                       ///< null for the root
    std::vector<std::unique_ptr<Row>> rows;
    LevelPtr level;                     ///< that `rows` were made from; null before
};

namespace {

/// Nodes in the order of execution; those on a circle come last.
std::vector<NodePtr> inOrder(const Level& level)
{
    std::unordered_map<const Node*, NodePtr> owners;
    for (const NodePtr& node : level.nodes)
        owners.emplace(node.get(), node);
    std::vector<const Node*> circle;
    std::vector<NodePtr> nodes;
    for (const Node* node : topologicalOrder(level, &circle))
        nodes.push_back(owners.at(node));
    for (const Node* node : circle)
        nodes.push_back(owners.at(node));
    return nodes;
}

std::set<NodeId> idsOf(const std::vector<NodePtr>& nodes)
{
    std::set<NodeId> ids;
    for (const NodePtr& node : nodes)
        ids.insert(node->id);
    return ids;
}

template <class Rows> void renumber(Rows& rows)
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i]->number = static_cast<int>(i);
}

} // namespace

OutlineModel::OutlineModel(DesignEditor* editor, QObject* parent) : QAbstractItemModel(parent), m_editor(editor), m_root(std::make_unique<Row>())
{
    fetchMore({});
}

OutlineModel::~OutlineModel() = default;

OutlineModel::Row* OutlineModel::rowOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Row*>(index.internalPointer()) : m_root.get();
}

QModelIndex OutlineModel::indexOf(const Row& row) const
{
    return row.above ? createIndex(row.number, 0, const_cast<Row*>(&row)) : QModelIndex();
}

LevelPtr OutlineModel::levelBelow(const Row& row) const
{
    const Graph& graph = m_editor->graph();
    if (!row.node)
        return graph.rootPtr();
    const ModuleDefinition* module = row.node->type == kModuleType ? graph.module(row.node->definition) : nullptr;
    return module ? module->level : nullptr;
}

std::string OutlineModel::plainPathOf(const Row& row) const
{
    const bool isOutermost = !row.above || !row.above->node;
    return isOutermost ? row.node->name : plainPathOf(*row.above) + '.' + row.node->name;
}

void OutlineModel::reset()
{
    beginResetModel();
    m_root = std::make_unique<Row>();
    endResetModel();
    fetchMore({});
}

void OutlineModel::sync()
{
    m_isChanging = true;
    syncBranch(*m_root);
    m_isChanging = false;
}

void OutlineModel::forgetBelow(Row& branch)
{
    if (!branch.rows.empty()) {
        beginRemoveRows(indexOf(branch), 0, static_cast<int>(branch.rows.size()) - 1);
        branch.rows.clear();
        endRemoveRows();
    }
    branch.level.reset();
}

void OutlineModel::removeGone(Row& branch, const std::vector<NodePtr>& wanted)
{
    const std::set<NodeId> ids = idsOf(wanted);
    const auto isGone = [&](int row) { return !ids.contains(branch.rows[static_cast<std::size_t>(row)]->node->id); };
    for (int last = static_cast<int>(branch.rows.size()) - 1; last >= 0; --last) {
        if (!isGone(last))
            continue;
        int first = last;
        while (first > 0 && isGone(first - 1))
            --first;
        beginRemoveRows(indexOf(branch), first, last);
        branch.rows.erase(branch.rows.begin() + first, branch.rows.begin() + last + 1);
        renumber(branch.rows);
        endRemoveRows();
        last = first;
    }
}

void OutlineModel::insertNew(Row& branch, const std::vector<NodePtr>& wanted)
{
    std::set<NodeId> here;
    for (const auto& row : branch.rows)
        here.insert(row->node->id);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (here.contains(wanted[i]->id))
            continue;
        std::size_t end = i + 1;
        while (end < wanted.size() && !here.contains(wanted[end]->id))
            ++end;
        const std::size_t at = std::min(i, branch.rows.size());
        std::vector<std::unique_ptr<Row>> added;
        for (std::size_t j = i; j < end; ++j) {
            added.push_back(std::make_unique<Row>());
            added.back()->above = &branch;
            added.back()->node = wanted[j];
        }
        beginInsertRows(indexOf(branch), static_cast<int>(at), static_cast<int>(at + added.size()) - 1);
        branch.rows.insert(branch.rows.begin() + static_cast<std::ptrdiff_t>(at), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
        renumber(branch.rows);
        endInsertRows();
        i = end - 1;
    }
}

void OutlineModel::reorder(Row& branch, const std::vector<NodePtr>& wanted)
{
    const auto isSame = [](const std::unique_ptr<Row>& row, const NodePtr& node) { return row->node->id == node->id; };
    if (std::equal(branch.rows.begin(), branch.rows.end(), wanted.begin(), wanted.end(), isSame))
        return;
    const QPersistentModelIndex place(indexOf(branch));
    emit layoutAboutToBeChanged({place}, VerticalSortHint);
    std::unordered_map<std::uint64_t, std::unique_ptr<Row>> byId;
    for (auto& row : branch.rows) {
        const std::uint64_t id = row->node->id.value;
        byId.emplace(id, std::move(row));
    }
    for (std::size_t i = 0; i < wanted.size(); ++i)
        branch.rows[i] = std::move(byId.at(wanted[i]->id.value));
    renumber(branch.rows);
    for (const QModelIndex& kept : persistentIndexList())
        if (const Row* row = rowOf(kept); kept.isValid() && row->above == &branch)
            changePersistentIndex(kept, indexOf(*row));
    emit layoutChanged({place}, VerticalSortHint);
}

void OutlineModel::syncBranch(Row& branch)
{
    if (!branch.level)
        return;
    const LevelPtr level = levelBelow(branch);
    if (!level) {
        forgetBelow(branch);
        return;
    }
    if (level != branch.level) {
        const std::vector<NodePtr> wanted = inOrder(*level);
        removeGone(branch, wanted);
        insertNew(branch, wanted);
        reorder(branch, wanted);
        branch.level = level;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            Row& row = *branch.rows[i];
            if (row.node == wanted[i])
                continue;
            const bool isOther = row.node->definition != wanted[i]->definition;
            row.node = wanted[i];
            if (isOther)
                forgetBelow(row);
            emit dataChanged(indexOf(row), indexOf(row));
        }
    }
    for (const auto& row : branch.rows)
        syncBranch(*row);
}

void OutlineModel::factsChanged()
{
    const auto tell = [this](auto&& self, const Row& branch) -> void {
        if (branch.rows.empty())
            return;
        emit dataChanged(indexOf(*branch.rows.front()), indexOf(*branch.rows.back()), {MarkRole, ProblemRole, CountRole, Qt::AccessibleTextRole});
        for (const auto& row : branch.rows)
            self(self, *row);
    };
    tell(tell, *m_root);
}

NodeId OutlineModel::nodeAt(const QModelIndex& index) const
{
    return index.isValid() ? rowOf(index)->node->id : NodeId();
}

std::vector<std::string> OutlineModel::pathAt(const QModelIndex& index) const
{
    std::vector<std::string> path;
    for (const Row* row = rowOf(index)->above; row && row->node; row = row->above)
        path.insert(path.begin(), row->node->name);
    return path;
}

QModelIndex OutlineModel::branchOf(const std::vector<std::string>& path)
{
    Row* branch = m_root.get();
    for (const std::string& name : path) {
        const auto found = std::find_if(branch->rows.begin(), branch->rows.end(), [&](const auto& row) { return row->node->name == name; });
        if (found == branch->rows.end())
            return {};
        branch = found->get();
        if (canFetchMore(indexOf(*branch)))
            fetchMore(indexOf(*branch));
    }
    return indexOf(*branch);
}

std::vector<int> OutlineModel::rowsOf(const QModelIndex& branch, const std::set<NodeId>& nodes) const
{
    std::vector<int> numbers;
    for (const auto& row : rowOf(branch)->rows)
        if (nodes.contains(row->node->id))
            numbers.push_back(row->number);
    return numbers;
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex& parent) const
{
    const Row* branch = rowOf(parent);
    if (column != 0 || row < 0 || row >= static_cast<int>(branch->rows.size()))
        return {};
    return createIndex(row, 0, branch->rows[static_cast<std::size_t>(row)].get());
}

QModelIndex OutlineModel::parent(const QModelIndex& index) const
{
    return index.isValid() ? indexOf(*rowOf(index)->above) : QModelIndex();
}

int OutlineModel::rowCount(const QModelIndex& parent) const
{
    return static_cast<int>(rowOf(parent)->rows.size());
}

bool OutlineModel::hasChildren(const QModelIndex& parent) const
{
    const Row& row = *rowOf(parent);
    if (row.level)
        return !row.rows.empty();
    const LevelPtr level = levelBelow(row);
    return level && !level->nodes.empty();
}

bool OutlineModel::canFetchMore(const QModelIndex& parent) const
{
    const Row& row = *rowOf(parent);
    return !m_isChanging && !row.level && levelBelow(row) != nullptr;
}

void OutlineModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent)) // views may ask without need
        return;
    Row& branch = *rowOf(parent);
    branch.level = levelBelow(branch);
    m_isChanging = true;
    insertNew(branch, inOrder(*branch.level));
    m_isChanging = false;
}

Qt::ItemFlags OutlineModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable : Qt::NoItemFlags;
}

QVariant OutlineModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = *rowOf(index);
    const Node& node = *row.node;
    const auto firstProblem = [&]() -> const Diagnostic* {
        const auto problems = m_editor->problemsAt(plainPathOf(row));
        return problems.empty() ? nullptr : problems.front();
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return QString::fromStdString(node.name);
    case LayerRole: return m_editor->titleOf(node);
    case CategoryRole: {
        const LayerType* type = findLayer(node.type);
        return node.type == kModuleType ? QStringLiteral("composite") : type ? QString::fromStdString(categoryId(type->category)) : QStringLiteral("unknown");
    }
    case CountRole: {
        const NodeFacts* facts = m_editor->factsAt(plainPathOf(row));
        return facts && facts->parameters > 0 ? thousandsText(facts->parameters) : QString();
    }
    case MarkRole: {
        const Diagnostic* problem = firstProblem();
        return static_cast<int>(!problem                                 ? Mark::None
                                : problem->severity == Severity::Error   ? Mark::Error
                                : problem->severity == Severity::Warning ? Mark::Warning
                                                                         : Mark::Advice);
    }
    case ProblemRole: {
        const Diagnostic* problem = firstProblem();
        return problem ? messageText(problem->error) : QString();
    }
    case Qt::ToolTipRole: {
        const Diagnostic* problem = firstProblem();
        const QString line = QStringLiteral("%1 · %2").arg(m_editor->titleOf(node), QString::fromStdString(node.name));
        return problem ? line + QLatin1Char('\n') + sentenceText(problem->error) : line;
    }
    case Qt::AccessibleTextRole: {
        QString text = tr("%1, %2, %3 of %4").arg(QString::fromStdString(node.name), m_editor->titleOf(node)).arg(row.number + 1).arg(row.above->rows.size());
        if (const Diagnostic* problem = firstProblem()) {
            const QString kind = problem->severity == Severity::Error ? tr("error") : problem->severity == Severity::Warning ? tr("warning") : tr("advice");
            text += QStringLiteral(", %1: %2").arg(kind, sentenceText(problem->error));
        }
        return text;
    }
    default: return {};
    }
}

bool OutlineModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const std::string name = value.toString().trimmed().toStdString();
    if (role != Qt::EditRole || !index.isValid() || name == rowOf(index)->node->name)
        return false;
    const NodeId node = nodeAt(index);
    if (!m_editor->show(pathAt(index), node))
        return false;
    const Status renamed = m_editor->rename(node, name);
    if (!renamed)
        m_editor->notify(renamed.error());
    return renamed.has_value();
}

} // namespace nodegrad
