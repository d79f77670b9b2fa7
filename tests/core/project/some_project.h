#pragma once
// A small project: layer types are only names here.

#include <fstream>
#include <sstream>

#include "core/graph/edits.h"
#include "core/project/project.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

namespace nodegrad::test {

inline Project someProject(const std::string& unitsName = "dense1")
{
    Project project;
    Graph graph;
    std::vector<NodeId> ids;
    for (const char* type : {"input", "dense", "a_layer_of_tomorrow", "output"}) {
        Node node;
        node.type = type;
        if (node.type == "dense") {
            node.name = unitsName;
            node.params.set("units", std::int64_t(12));
        }
        AddedNode added = addNode(graph, "", node);
        graph = added.graph;
        ids.push_back(added.id);
    }
    for (std::size_t i = 1; i < ids.size(); ++i)
        graph = connect(graph, "", {ids[i - 1], "out"}, {ids[i], "in"}).value();
    project.graph = graph;
    project.data.source = "csv";
    project.data.params.set("file", std::string("data/table.csv"));
    project.training.optimizerParams.set("learning_rate", 0.1);
    project.lesson = "A lesson, with “quotes” and a line\nbreak.";
    return project;
}

inline std::string contents(const std::filesystem::path& path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

inline void put(const std::filesystem::path& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

} // namespace nodegrad::test
