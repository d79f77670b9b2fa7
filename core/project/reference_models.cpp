#include "core/project/reference_models.h"

#include "core/base/atomic_file.h"
#include "core/base/guarded.h"
#include "core/data/dataset.h"
#include "core/graph/edits.h"
#include "core/layers/graph_text.h"

namespace nodegrad {

Result<std::vector<ReferenceModel>> readReferenceModels()
{
    const auto path = resourceFolder() / "models" / "catalogue.json";
    const auto text = readFile(path);
    if (!text)
        return tl::unexpected(text.error());
    return guarded(makeError("models.damaged", {{"path", path.string()}}), [&]() -> Result<std::vector<ReferenceModel>> {
        std::vector<ReferenceModel> all;
        for (const nlohmann::json& entry : nlohmann::json::parse(*text)) {
            ReferenceModel model;
            model.id = entry.at("id").get<std::string>();
            model.title = entry.at("title").get<std::string>();
            model.summary = entry.at("summary").get<std::string>();
            model.lesson = entry.at("lesson").get<std::string>();
            model.source = entry.at("source").get<std::string>();
            model.graph = entry.at("graph").get<std::string>();
            model.parameters = entry.at("parameters").get<std::int64_t>();
            model.macs = entry.value("macs", std::int64_t(0));
            if (entry.contains("ties"))
                model.ties = entry["ties"].get<decltype(model.ties)>();
            all.push_back(std::move(model));
        }
        return all;
    });
}

const std::vector<ReferenceModel>& referenceModels()
{
    static const std::vector<ReferenceModel> all = readReferenceModels().value_or(std::vector<ReferenceModel>{});
    return all;
}

Result<Graph> referenceGraph(const ReferenceModel& model)
{
    auto graph = parseGraphText(model.graph);
    if (!graph)
        return graph;
    for (const auto& [name, ties] : model.ties) {
        const Node* node = graph->root().findByName(name);
        if (!node)
            return fail("models.damaged", {{"path", model.id}});
        auto tied = changeNode(*graph, "", node->id, [&own = ties](Node& changed) { changed.tie = own; });
        if (!tied)
            return tied;
        graph = std::move(tied);
    }
    return graph;
}

} // namespace nodegrad
