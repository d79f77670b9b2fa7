// Crossings of our automatic layout beside those of Graphviz' dot, on random graphs and on the levels of the gallery. Wires count as
// straight lines between the ports, in both.

#include <array>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <QTemporaryDir>

#include "core/base/random.h"
#include "core/graph/layout.h"
#include "core/project/examples.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

constexpr double kWidth = 184, kHeight = 48, kInch = 72;

using Places = std::map<NodeId, Position>;

/// Layers behind layers, with skips and joins as networks have them; `density`: wires a node.
Level randomLevel(std::uint64_t seed)
{
    RandomStream random(streamKey(seed, "crossings"));
    const int count = 8 + static_cast<int>(random.below(72));
    const int reach = 2 + static_cast<int>(random.below(12)), most = 1 + static_cast<int>(random.below(3));
    Level level;
    for (int i = 0; i < count; ++i) {
        Node node;
        node.id = NodeId{static_cast<std::uint64_t>(i) + 1};
        node.name = "n" + std::to_string(i);
        node.type = "relu";
        level.nodes.push_back(std::make_shared<const Node>(node));
        std::set<std::uint64_t> from;
        for (int k = 0; i > 0 && k < 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(most))); ++k)
            from.insert(static_cast<std::uint64_t>(std::max<std::int64_t>(0, i - 1 - static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(reach))))) + 1);
        for (const std::uint64_t source : from)
            level.wires.push_back({{NodeId{source}, "out"}, {node.id, "in" + std::to_string(source)}});
    }
    return level;
}

/// Where dot puts the nodes, downwards.
Places dotLayout(const Level& level, const std::string& folder)
{
    const std::string in = folder + "/graph.dot", out = folder + "/graph.plain";
    {
        std::ofstream file(in);
        file << "digraph { rankdir=TB; ranksep=" << 40 / kInch << "; nodesep=" << 56 / kInch << "; node [shape=box fixedsize=true width=" << kWidth / kInch
             << " height=" << kHeight / kInch << "];\n";
        for (const NodePtr& node : level.nodes)
            file << "n" << node->id.value << ";\n";
        for (const Wire& wire : level.wires)
            file << "n" << wire.from.node.value << " -> n" << wire.to.node.value << ";\n";
        file << "}\n";
    }
    REQUIRE(std::system(("dot -Tplain '" + in + "' > '" + out + "'").c_str()) == 0);
    Places places;
    std::ifstream file(out);
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string kind, name;
        double x = 0, y = 0;
        if (words >> kind && kind == "node" && words >> name >> x >> y)
            places[NodeId{std::stoull(name.substr(1))}] = {x * kInch - kWidth / 2, -y * kInch - kHeight / 2};
    }
    REQUIRE(places.size() == level.nodes.size());
    return places;
}

double turn(const Position& a, const Position& b, const Position& c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

std::int64_t crossings(const Level& level, const Places& places)
{
    std::vector<std::array<Position, 2>> lines;
    for (const Wire& wire : level.wires) {
        const Position from = places.at(wire.from.node), to = places.at(wire.to.node);
        lines.push_back({Position{from.x + kWidth / 2, from.y + kHeight}, Position{to.x + kWidth / 2, to.y}});
    }
    std::int64_t count = 0;
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (std::size_t k = i + 1; k < lines.size(); ++k) {
            const auto& [a, b] = lines[i];
            const auto& [c, d] = lines[k];
            count += turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0 ? 1 : 0; // touching is not crossing
        }
    return count;
}

struct Compared {
    std::int64_t ours = 0, dots = 0;
};

Compared compare(const Level& level, const std::string& folder)
{
    const auto ours = layoutLevel(level, {});
    REQUIRE(ours);
    return {crossings(level, *ours), crossings(level, dotLayout(level, folder))};
}

} // namespace

TEST_CASE("On random graphs our layout crosses at most 1.2 times as often as Graphviz' dot")
{
    const QTemporaryDir folder;
    Compared all;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const Compared one = compare(randomLevel(seed), folder.path().toStdString());
        all.ours += one.ours;
        all.dots += one.dots;
    }
    std::printf("100 random graphs: %lld crossings, dot %lld\n", static_cast<long long>(all.ours), static_cast<long long>(all.dots));
    CHECK(all.dots > 100);
    CHECK(static_cast<double>(all.ours) <= 1.2 * static_cast<double>(all.dots));
}

TEST_CASE("On the networks of the gallery and their modules our layout crosses at most 1.2 times as often as Graphviz' dot")
{
    const QTemporaryDir folder;
    Compared all;
    int levels = 0;
    for (const char* id : {"digits_cnn", "residual_cnn", "lenet5", "alexnet", "vgg11", "resnet18", "resnet50", "mobilenet_v2", "densenet121", "efficientnet_b0",
                           "vit_b16", "gpt2_small", "bert_base", "unet", "mlp_mixer_s16"}) {
        const auto project = exampleProject(id);
        REQUIRE(project);
        std::vector<const Level*> some{&project->graph.root()};
        for (const auto& [module, definition] : project->graph.modules())
            some.push_back(definition.level.get());
        for (const Level* level : some) {
            const Compared one = compare(*level, folder.path().toStdString());
            INFO(id);
            CHECK(one.ours <= one.dots + std::max<std::int64_t>(1, one.dots / 5));
            all.ours += one.ours;
            all.dots += one.dots;
            ++levels;
        }
    }
    std::printf("%d levels of the gallery: %lld crossings, dot %lld\n", levels, static_cast<long long>(all.ours), static_cast<long long>(all.dots));
    CHECK(levels >= 12);
    CHECK(static_cast<double>(all.ours) <= 1.2 * static_cast<double>(all.dots));
}
