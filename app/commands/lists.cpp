#include <cstdio>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "core/data/dataset.h"
#include "core/exporters/support.h"
#include "core/layers/layer_type.h"
#include "core/ops/op_type.h"
#include "core/project/examples.h"
#include "core/project/reference_models.h"

namespace nodegrad {

namespace {

struct Entry {
    std::string id, title, summary;
    nlohmann::json more = nlohmann::json::object(); ///< what only --json shows
};

nlohmann::json paramsJson(const std::vector<Param>& params)
{
    nlohmann::json out = nlohmann::json::array();
    for (const Param& param : params)
        out.push_back({{"id", param.id}, {"title", param.title}, {"doc", param.doc}, {"default", toJson(param.defaultValue)}});
    return out;
}

std::vector<Entry> layerEntries()
{
    std::vector<Entry> entries;
    for (const LayerType& type : layerTypes())
        entries.push_back({type.id, type.title, type.summary,
                           {{"category", categoryTitle(type.category)}, {"aliases", type.aliases}, {"params", paramsJson(type.params)}}});
    return entries;
}

std::vector<Entry> opEntries()
{
    std::vector<Entry> entries;
    for (const OpType& type : opTypes())
        entries.push_back({type.id, type.id, type.summary, {{"attributes", paramsJson(type.attributes)}, {"inputs", type.inputs}}});
    return entries;
}

std::vector<Entry> exampleEntries()
{
    std::vector<Entry> entries;
    for (const ProjectExample& example : projectExamples())
        entries.push_back({example.id, example.title, example.summary, {{"lesson", example.lesson}, {"graph", example.graph}}});
    for (const ReferenceModel& model : referenceModels())
        entries.push_back({model.id, model.title, model.summary, {{"lesson", model.lesson}, {"graph", model.graph}, {"parameters", model.parameters}, {"source", model.source}}});
    return entries;
}

std::vector<Entry> dataEntries()
{
    std::vector<Entry> entries;
    for (const DataSource& source : dataSources())
        entries.push_back({source.id, source.title, source.summary, {{"bundled", source.bundled}, {"params", paramsJson(source.params)}}});
    return entries;
}

void print(const std::vector<Entry>& entries, bool asJson)
{
    nlohmann::json all = nlohmann::json::array();
    for (const Entry& entry : entries) {
        if (!asJson) {
            say(fmt::format("{:<24} {}", entry.id, entry.summary));
            continue;
        }
        nlohmann::json json = entry.more;
        json["id"] = entry.id;
        json["title"] = entry.title;
        json["summary"] = entry.summary;
        all.push_back(std::move(json));
    }
    if (asJson)
        sayJson(all);
}

} // namespace

void addListCommands(CLI::App& app, int&)
{
    struct List {
        const char *name, *summary;
        std::vector<Entry> (*entries)();
    };
    for (const List& list : {List{"layers", "List the layers that a design can have.", layerEntries},
                             List{"ops", "List the operations that layers are made of.", opEntries},
                             List{"examples", "List the examples of the gallery.", exampleEntries},
                             List{"data", "List the data sources.", dataEntries}}) {
        auto* command = app.add_subcommand(list.name, list.summary);
        auto json = std::make_shared<bool>(false);
        command->add_flag("--json", *json, "Print JSON");
        auto support = std::make_shared<bool>(false);
        if (list.entries == layerEntries)
            command->add_flag("--support", *support, "Print which formats carry each layer, as Markdown (docs/support.md)");
        command->callback([json, support, entries = list.entries] {
            if (*support)
                std::fputs(supportPage().c_str(), stdout);
            else
                print(entries(), *json);
        });
    }
}

} // namespace nodegrad
