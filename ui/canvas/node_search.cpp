#include "ui/canvas/node_search.h"

#include <algorithm>

#include "core/layers/node_params.h"

namespace nodegrad {

namespace {

constexpr std::size_t kMostNodes = 200'000;
constexpr int kShortestLoose = 3;        ///< letters of a word that may match loosely

/// The letters of `word` stand in `text` in this order, the first of them at its beginning or after a '_' or blank.
bool hasLetters(const QString& text, const QString& word)
{
    for (qsizetype start = text.indexOf(word.front()); start >= 0; start = text.indexOf(word.front(), start + 1)) {
        if (start > 0 && text[start - 1].isLetterOrNumber())
            continue;
        qsizetype at = start;
        for (qsizetype i = 1; i < word.size() && at >= 0; ++i)
            at = text.indexOf(word[i], at + 1);
        if (at >= 0)
            return true;
    }
    return false;
}

/// One letter too many, too few, another one, or two swapped.
bool isOneSlip(const QString& a, const QString& b)
{
    const QString &shorter = a.size() < b.size() ? a : b, &longer = a.size() < b.size() ? b : a;
    if (longer.size() - shorter.size() > 1)
        return false;
    qsizetype i = 0;
    while (i < shorter.size() && shorter[i] == longer[i])
        ++i;
    if (shorter.size() != longer.size())
        return QStringView(shorter).mid(i) == QStringView(longer).mid(i + 1);
    if (QStringView(shorter).mid(i + 1) == QStringView(longer).mid(i + 1))
        return true;
    return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && QStringView(a).mid(i + 2) == QStringView(b).mid(i + 2);
}

bool hasWord(const QString& text, const QString& word, bool loosely)
{
    if (text.contains(word))
        return true;
    return loosely && word.size() >= kShortestLoose && (hasLetters(text, word) || isOneSlip(text.left(word.size()), word) || isOneSlip(text, word));
}

} // namespace

const QStringList& NodeSearch::wordsOf(const Node& node, const LayerType* type)
{
    const std::string key = type || node.definition.empty() ? node.type : kModulePrefix + node.definition;
    const auto known = m_typeWords.find(key);
    if (known != m_typeWords.end())
        return known->second;
    QStringList words{QString::fromStdString(node.type).toLower()};
    if (type) {
        words << QString::fromStdString(type->title).toLower() << QString::fromStdString(categoryTitle(type->category)).toLower();
        for (const std::string& alias : type->aliases)
            words << QString::fromStdString(alias).toLower();
    } else if (const ModuleDefinition* module = m_editor->graph().module(node.definition)) {
        words << QString::fromStdString(module->title).toLower();
    }
    return m_typeWords.emplace(key, std::move(words)).first->second;
}

void NodeSearch::fill()
{
    m_typeWords.clear();
    m_isCut = false;
    const Graph& graph = m_editor->graph();
    const Graph valued = withInstanceValues(graph); // each use of a layer is found by the values that it has there
    const auto add = [&](auto&& self, const Level& level, const Level& there, std::shared_ptr<const std::vector<std::string>> path, const std::string& prefix) -> void {
        std::unordered_map<std::uint64_t, NodePtr> nodes, valuedNodes;
        for (const NodePtr& node : level.nodes)
            nodes.emplace(node->id.value, node);
        for (const NodePtr& node : there.nodes)
            valuedNodes.emplace(node->id.value, node);
        std::vector<const Node*> circle;
        std::vector<const Node*> order = topologicalOrder(level, &circle);
        order.insert(order.end(), circle.begin(), circle.end());
        for (const Node* node : order) {
            m_isCut = m_entries.size() >= kMostNodes;
            if (m_isCut)
                return;
            const bool isModule = node->type == kModuleType; // its own values are those of its parameters
            Entry entry{path, (isModule ? nodes : valuedNodes).at(node->id.value), prefix + node->name, findLayer(node->type), QString::fromStdString(node->name).toLower(),
                        QString::fromStdString(node->title).toLower(), nullptr};
            entry.typeWords = &wordsOf(*node, entry.type);
            const std::string inside = entry.plainPath + '.';
            m_entries.push_back(std::move(entry));
            if (node->type != kModuleType || !graph.module(node->definition))
                continue;
            auto below = std::make_shared<std::vector<std::string>>(*path);
            below->push_back(node->name);
            self(self, *graph.level(node->definition), *valued.level(valuedNodes.at(node->id.value)->definition), std::move(below), inside);
        }
    };
    add(add, graph.root(), valued.root(), std::make_shared<const std::vector<std::string>>(), {});
}

bool NodeSearch::hasState(const Entry& entry, NodeState state) const
{
    const Node& node = *entry.node;
    const auto hasProblem = [&](Severity severity) {
        for (const Diagnostic* problem : m_editor->problemsAt(entry.plainPath))
            if (problem->severity == severity && plainPath(problem->node) == entry.plainPath)
                return true;
        return false;
    };
    switch (state) {
    case NodeState::Error: return hasProblem(Severity::Error);
    case NodeState::Warning: return hasProblem(Severity::Warning);
    case NodeState::Advice: return hasProblem(Severity::Advice);
    case NodeState::Frozen: return node.frozen;
    case NodeState::Bypassed: return node.bypassed;
    case NodeState::Collapsed: return node.collapsed;
    case NodeState::Module: return node.type == kModuleType;
    }
    return false;
}

bool NodeSearch::matches(const Entry& entry, const SearchTerm& term, bool loosely) const
{
    const auto isTyped = [&](bool loose) {
        return std::any_of(entry.typeWords->begin(), entry.typeWords->end(), [&](const QString& word) { return hasWord(word, term.text, loose); });
    };
    switch (term.filter) {
    case Filter::Word: return hasWord(entry.name, term.text, loosely) || hasWord(entry.title, term.text, loosely) || isTyped(loosely);
    case Filter::LayerName: return isTyped(false);
    case Filter::Sizes: {
        const NodeFacts* facts = m_editor->factsAt(entry.plainPath);
        if (!facts)
            return false;
        const Specs& specs = facts->outputs.empty() ? facts->inputs : facts->outputs;
        return std::any_of(specs.begin(), specs.end(), [&](const Spec& spec) { return !isAbsent(spec) && term.shape.matches(spec.shape); });
    }
    case Filter::Parameter: {
        if (!entry.type)
            return false;
        const auto named = [&](const Param& param) {
            const QString id = QString::fromStdString(param.id);
            return id.startsWith(term.param.name) || QString::fromStdString(param.title).toLower().startsWith(term.param.name);
        };
        const std::vector<Param> exposing = entry.node->type == kModuleType ? paramsOf(m_editor->graph(), *entry.node) : std::vector<Param>();
        const std::vector<Param>& params = exposing.empty() ? entry.type->params : exposing;
        if (std::none_of(params.begin(), params.end(), named))
            return false;
        const ParamValues values = completed(entry.node->params, params);
        return std::any_of(params.begin(), params.end(), [&](const Param& param) {
            return named(param) && counts(param, values) && values.has(param.id) && term.param.matches(param, *values.find(param.id));
        });
    }
    case Filter::State: return hasState(entry, term.state);
    }
    return false;
}

Findings NodeSearch::find(const QString& text)
{
    Findings found;
    const SearchQuery query = parseQuery(text);
    found.problem = query.problem;
    if (query.terms.empty())
        return found;
    if (m_entries.empty())
        fill();
    found.isCut = m_isCut;
    for (const bool loosely : {false, true}) {
        for (const Entry& entry : m_entries)
            if (std::all_of(query.terms.begin(), query.terms.end(), [&](const SearchTerm& term) { return matches(entry, term, loosely); }))
                found.nodes.push_back({entry.path, entry.node->id});
        if (!found.nodes.empty())
            break;
    }
    return found;
}

} // namespace nodegrad
