#include "core/project/examples.h"

#include <algorithm>

#include "core/base/guarded.h"
#include "core/base/text.h"
#include "core/layers/graph_text.h"
#include "core/project/reference_models.h"

namespace nodegrad {

namespace {

/// "Digits CNN" -> "digits_cnn".
std::string idFrom(const std::string& text)
{
    std::string id = lowered(trimmed(text));
    std::replace_if(id.begin(), id.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
    return id;
}

Result<ProjectExample> exampleFrom(const nlohmann::json& in)
{
    auto data = dataSettingsFromJson(in.at("data"));
    if (!data)
        return tl::unexpected(data.error());
    auto training = trainingSettingsFromJson(in.at("training"));
    if (!training)
        return tl::unexpected(training.error());
    return ProjectExample{in.at("id").get<std::string>(), in.at("title").get<std::string>(), in.at("icon").get<std::string>(),
                          in.at("summary").get<std::string>(), in.at("lesson").get<std::string>(),
                          in.at("graph").get<std::string>(), std::move(*data), std::move(*training)};
}

} // namespace

Result<std::vector<ProjectExample>> readProjectExamples()
{
    const auto path = resourceFolder() / "examples" / "catalogue.json";
    const auto text = readFile(path);
    if (!text)
        return tl::unexpected(text.error());
    return guarded(makeError("examples.damaged", {{"path", path.string()}}), [&]() -> Result<std::vector<ProjectExample>> {
        std::vector<ProjectExample> all;
        for (const nlohmann::json& entry : nlohmann::json::parse(*text)) {
            auto example = exampleFrom(entry);
            if (!example)
                return fail("examples.damaged", {{"path", path.string()}}, sentence(example.error()));
            all.push_back(std::move(*example));
        }
        return all;
    });
}

const std::vector<ProjectExample>& projectExamples()
{
    static const std::vector<ProjectExample> all = readProjectExamples().value_or(std::vector<ProjectExample>{});
    return all;
}

Result<Project> exampleProject(const std::string& id)
{
    const auto examples = readProjectExamples();
    if (!examples)
        return tl::unexpected(examples.error());
    const std::string wanted = idFrom(id);
    const auto found = std::find_if(examples->begin(), examples->end(), [&](const ProjectExample& example) {
        return example.id == wanted || idFrom(example.title) == wanted || example.id == wanted + "_cnn";
    });
    Project project;
    for (const ReferenceModel& model : referenceModels())
        if (found == examples->end() && (model.id == wanted || idFrom(model.title) == wanted)) {
            auto graph = referenceGraph(model);
            if (!graph)
                return tl::unexpected(graph.error());
            project.graph = std::move(*graph);
            project.lesson = model.lesson;
            return project;
        }
    if (found == examples->end()) {
        std::vector<std::string> known;
        for (const ProjectExample& example : *examples)
            known.push_back(example.id);
        for (const ReferenceModel& model : referenceModels())
            known.push_back(model.id);
        return fail("examples.unknown", {{"name", id}, {"known", joined(known, ", ")}});
    }
    auto graph = parseGraphText(found->graph);
    if (!graph)
        return tl::unexpected(graph.error());
    project.graph = std::move(*graph);
    project.data = found->data;
    project.training = found->training;
    project.lesson = found->lesson;
    return project;
}

} // namespace nodegrad
