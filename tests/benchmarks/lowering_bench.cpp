// Time from a graph to shapes, problems and a Program: whole, and after one edit. Median and 95th percentile. Information, not a test.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "core/graph/edits.h"
#include "core/lowering/lower.h"

using namespace nodegrad;

namespace {

/// A network that trains: blocks of convolution, norm, ReLU, dropout and a sum with what went in, in a row.
Graph deepNetwork(int layers)
{
    Level level;
    std::uint64_t last = 0;
    const auto add = [&](const char* type, ParamValues params, std::vector<std::pair<std::uint64_t, const char*>> from) {
        Node node;
        node.id = {level.nodes.size() + 1};
        node.type = type;
        node.name = std::string(type) + std::to_string(node.id.value);
        node.params = std::move(params);
        for (const auto& [source, port] : from)
            level.wires.push_back({{{source}, "out"}, {node.id, port}});
        level.nodes.push_back(std::make_shared<const Node>(std::move(node)));
        return last = level.nodes.back()->id.value;
    };
    add("input", {{"shape", std::vector<std::int64_t>{8, 16, 16}}}, {});
    while (static_cast<int>(level.nodes.size()) + 8 < layers) {
        const std::uint64_t start = last;
        const std::uint64_t conv = add("conv2d", {{"filters", std::int64_t(8)}, {"padding", std::string("same")}}, {{start, "in"}});
        const std::uint64_t relu = add("relu", {}, {{add("batch_norm", {}, {{conv, "in"}}), "in"}});
        add("add", {}, {{add("dropout", {}, {{relu, "in"}}), "a"}, {start, "b"}});
    }
    add("flatten", {}, {{last, "in"}});
    add("dense", {{"units", std::int64_t(10)}}, {{last, "in"}});
    add("output", {{"loss", std::string("cross_entropy")}}, {{last, "in"}});
    return Graph().withLevel("", level);
}

Graph changed(const Graph& graph, std::size_t node, const std::function<void(Node&)>& change)
{
    return *changeNode(graph, "", graph.root().nodes[node]->id, change);
}

void report(const char* what, double goal, int rounds, const std::function<void(int)>& work)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work(i);
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(times);
    const double late = times[std::min(times.size() - 1, times.size() * 95 / 100)];
    std::printf("  %-44s %8.2f %8.2f %8.0f%s\n", what, times[times.size() / 2], late, goal, late > goal ? "  over" : "");
}

} // namespace

int main()
{
    for (const int count : {1000, 10000}) {
        const Graph graph = deepNetwork(count);
        const std::size_t nodes = graph.root().nodes.size();
        std::printf("%-48s %6s %8s %8s\n", (std::to_string(nodes) + " layers, ms").c_str(), "median", "p95", "goal");
        report("all of it", count == 1000 ? 20 : 200, 15, [&](int) { (void)lower(graph, {}); });
        Lowerer lowerer;
        (void)lowerer.lower(graph, {});
        const double goal = count == 1000 ? 1 : 5;
        report("a title", goal, 61, [&](int i) { (void)isSameComputation(graph, changed(graph, nodes / 2, [&](Node& node) { node.title = std::to_string(i); })); });
        report("a parameter of the last Dense", goal, 61, [&](int i) { (void)lowerer.lower(changed(graph, nodes - 2, [&](Node& node) { node.params.set("units", std::int64_t(10 + i % 2)); }), {}); });
        report("a parameter half way, shapes stay", goal, 61, [&](int i) { (void)lowerer.lower(changed(graph, nodes / 10 * 5 + 4, [&](Node& node) { node.params.set("p", i % 2 ? 0.25 : 0.5); }), {}); });
    }
}
