#include <algorithm>
#include <set>

#include "core/base/guarded.h"
#include "core/project/project.h"

namespace nodegrad {

namespace {
const std::set<std::string> kFields{"nodegrad", "graph", "data", "training", "initial_weights", "lesson", "left_to_right", "bookmarks"};

int formatOf(const Level& level)
{
    if (std::ranges::any_of(level.nodes, [](const NodePtr& node) { return node->hidesFreePorts || node->unfolded; }))
        return 4;
    const auto isPlain = [](const Frame& frame) { return frame.color.empty() && !frame.locked; };
    if (!level.portals.empty() || !std::all_of(level.frames.begin(), level.frames.end(), isPlain))
        return 3;
    return level.knots.empty() ? 1 : 2;
}

/// The oldest format that holds all of it.
int formatOf(const Project& project)
{
    int format = std::max(formatOf(project.graph.root()), project.bookmarks.empty() ? 1 : 2);
    if (project.initialWeights && !project.initialWeights->renamed.empty())
        format = std::max(format, 3);
    for (const auto& [id, module] : project.graph.modules())
        format = std::max({format, formatOf(*module.level), module.exposed.empty() ? 1 : 4});
    return format;
}

std::map<int, Bookmark> bookmarksFromJson(const nlohmann::json& json)
{
    std::map<int, Bookmark> bookmarks;
    for (const auto& item : json) {
        const int key = item.at("key").get<int>();
        if (key >= 1 && key <= 9)
            bookmarks[key] = {item.at("path").get<std::vector<std::string>>(), {item.at("x").get<double>(), item.at("y").get<double>()}, item.at("zoom").get<double>()};
    }
    return bookmarks;
}

}

nlohmann::json toJson(const Project& project)
{
    nlohmann::json out = project.unknown.is_object() ? project.unknown : nlohmann::json::object();
    out["nodegrad"] = formatOf(project);
    out["graph"] = toJson(project.graph);
    out["data"] = toJson(project.data);
    out["training"] = toJson(project.training);
    if (project.initialWeights) {
        out["initial_weights"] = {{"path", project.initialWeights->path}, {"sha256", project.initialWeights->sha256}};
        if (!project.initialWeights->renamed.empty())
            out["initial_weights"]["renamed"] = project.initialWeights->renamed;
    }
    if (!project.lesson.empty())
        out["lesson"] = project.lesson;
    if (project.leftToRight)
        out["left_to_right"] = true;
    for (const auto& [key, mark] : project.bookmarks)
        out["bookmarks"].push_back({{"key", key}, {"path", mark.path}, {"x", mark.center.x}, {"y", mark.center.y}, {"zoom", mark.zoom}});
    return out;
}

Result<Project> projectFromJson(const nlohmann::json& json)
{
    return guarded(makeError("project.damaged"), [&]() -> Result<Project> {
        if (!json.is_object() || !json.contains("nodegrad") || !json.at("nodegrad").is_number_integer())
            return fail("project.damaged");
        if (const auto format = json.at("nodegrad").get<std::int64_t>(); format > kProjectFormat)
            return fail("project.newer_format", {{"format", format}, {"known", kProjectFormat}});
        Project project;
        auto graph = graphFromJson(json.at("graph"));
        if (!graph)
            return tl::unexpected(graph.error());
        auto data = dataSettingsFromJson(json.at("data"));
        if (!data)
            return tl::unexpected(data.error());
        auto training = trainingSettingsFromJson(json.at("training"));
        if (!training)
            return tl::unexpected(training.error());
        project.graph = std::move(*graph);
        project.data = std::move(*data);
        project.training = std::move(*training);
        if (const auto weights = json.find("initial_weights"); weights != json.end())
            project.initialWeights = InitialWeights{weights->at("path").get<std::string>(), weights->at("sha256").get<std::string>(),
                                                    weights->value("renamed", std::vector<std::map<std::string, std::string>>())};
        project.lesson = json.value("lesson", std::string());
        project.leftToRight = json.value("left_to_right", false);
        project.bookmarks = bookmarksFromJson(json.value("bookmarks", nlohmann::json::array()));
        for (const auto& [key, value] : json.items())
            if (!kFields.contains(key))
                project.unknown[key] = value;
        return project;
    });
}

} // namespace nodegrad
