#include "ui/canvas/layer_search.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/base/text.h"
#include "core/project/ready_modules.h"
#include "ui/language/core_text.h"

namespace nodegrad {

namespace {

LayerChoice choiceOf(const LayerType& type)
{
    return {type.id, QString::fromStdString(type.title), coreText(type.summary), QString::fromStdString(categoryId(type.category))};
}

bool contains(const std::vector<LayerChoice>& list, const std::string& id)
{
    return std::any_of(list.begin(), list.end(), [&](const LayerChoice& choice) { return choice.id == id; });
}

/// Modules that do not contain the level that is shown, so that no module comes to lie inside itself.
std::vector<LayerChoice> modules(const DesignEditor& editor)
{
    std::vector<LayerChoice> found;
    const Graph& graph = editor.graph();
    const auto holds = [&](auto&& self, const std::string& outer, const std::string& inner) -> bool {
        if (outer == inner)
            return true;
        for (const NodePtr& node : graph.level(outer)->nodes)
            if (node->type == kModuleType && graph.module(node->definition) && self(self, node->definition, inner))
                return true;
        return false;
    };
    for (const auto& [id, module] : graph.modules())
        if (editor.definition().empty() || !holds(holds, id, editor.definition()))
            found.push_back({kModulePrefix + id, QString::fromStdString(module.title),
                             QCoreApplication::translate("LayerSearch", "Another instance of this module; all instances share their inside."),
                             QStringLiteral("composite")});
    return found;
}

std::vector<LayerChoice> readyChoices()
{
    std::vector<LayerChoice> choices;
    for (const ReadyModule& module : readyModules())
        choices.push_back({kReadyPrefix + module.id, coreText(module.title), coreText(module.summary), QStringLiteral("composite")});
    return choices;
}

/// Core searches its own words; those of the window's language are compared here.
bool isMeant(const LayerType& type, const QString& text)
{
    const bool isForeign = std::any_of(text.begin(), text.end(), [](QChar letter) { return letter.unicode() > 127; });
    return isForeign && (coreText(type.summary) + QLatin1Char('\n') + coreText(categoryTitle(type.category))).contains(text, Qt::CaseInsensitive);
}

/// Title or alias holds the text.
bool isMeant(const ReadyModule& module, const QString& text)
{
    return QString::fromStdString(module.title).contains(text, Qt::CaseInsensitive) || coreText(module.title).contains(text, Qt::CaseInsensitive) ||
           std::any_of(module.aliases.begin(), module.aliases.end(), [&](const std::string& alias) { return QString::fromStdString(alias).contains(text, Qt::CaseInsensitive); });
}

} // namespace

std::vector<LayerChoice> allChoices(const DesignEditor& editor)
{
    std::vector<LayerChoice> all;
    for (const LayerType& type : layerTypes())
        if (editor.isAllowed(type.id))
            all.push_back(choiceOf(type));
    for (LayerChoice& ready : readyChoices())
        all.push_back(std::move(ready));
    for (LayerChoice& module : modules(editor))
        all.push_back(std::move(module));
    return all;
}

std::vector<LayerChoice> searchChoices(const DesignEditor& editor, const QString& text)
{
    const QString wanted = text.trimmed();
    std::vector<LayerChoice> found;
    if (wanted.isEmpty()) {
        for (const std::string& id : editor.recentLayers())
            if (const LayerType* type = findLayer(id); type && editor.isAllowed(id))
                found.push_back(choiceOf(*type));
        for (LayerChoice& choice : allChoices(editor))
            if (!contains(found, choice.id))
                found.push_back(std::move(choice));
        return found;
    }
    for (const LayerType* type : searchLayers(wanted.toStdString()))
        if (editor.isAllowed(type->id))
            found.push_back(choiceOf(*type));
    for (const LayerType& type : layerTypes())
        if (isMeant(type, wanted) && editor.isAllowed(type.id) && !contains(found, type.id))
            found.push_back(choiceOf(type));
    for (LayerChoice& ready : readyChoices())
        if (isMeant(*findReadyModule(ready.id.substr(std::string(kReadyPrefix).size())), wanted))
            found.push_back(std::move(ready));
    for (LayerChoice& module : modules(editor))
        if (module.title.contains(wanted, Qt::CaseInsensitive))
            found.push_back(std::move(module));
    return found;
}

QString noHitText(const QString& text)
{
    std::vector<std::string> titles;
    for (const LayerType& type : layerTypes())
        if (!type.isImported)
            titles.push_back(type.title);
    std::vector<std::string> lowTitles;
    for (const std::string& title : titles)
        lowTitles.push_back(lowered(title));
    const std::string wanted = lowered(text.trimmed().toStdString());
    std::vector<std::string> near;
    for (const std::string& title : lowTitles) { // letters in the wrong order: "cvo" holds letters of "conv" only
        std::string beginning = title.substr(0, wanted.size() + 1);
        const bool allFound = wanted.size() > 1 && title.front() == wanted.front() && std::all_of(wanted.begin(), wanted.end(), [&](char letter) {
            const auto at = beginning.find(letter);
            if (at != std::string::npos)
                beginning.erase(at, 1);
            return at != std::string::npos;
        });
        if (allFound) {
            near = {title};
            break;
        }
    }
    if (near.empty())
        near = nearest(wanted, lowTitles, 1);
    const QString none = QCoreApplication::translate("LayerSearch", "No layer called '%1'.").arg(text.trimmed());
    if (near.empty())
        return none;
    const auto index = static_cast<std::size_t>(std::find(lowTitles.begin(), lowTitles.end(), near.front()) - lowTitles.begin());
    return none + QLatin1Char(' ') + QCoreApplication::translate("LayerSearch", "Did you mean %1?").arg(QString::fromStdString(titles[index]));
}

} // namespace nodegrad
