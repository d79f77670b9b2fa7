// Parameters of a module that its instances show: each instance has its own value, undo brings everything back.
#include "core/graph/exposed.h"

#include <random>

#include "core/graph/history.h"
#include "tests/core/graph/build.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

ParamValue number(std::int64_t value)
{
    return value;
}

/// input -> block1 -> block2 -> output; both are instances of "in > dense > relu > out", which shows the dense layer's units.
struct Two {
    Two()
    {
        ids = chain(graph, 2);
        graph = changeNode(graph, "", ids[1], [](Node& node) { node.type = "dense"; node.name = "fc"; node.params.set("units", number(8)); }).value();
        const auto made = makeModule(graph, "", {ids[1], ids[2]}, "Block");
        REQUIRE(made);
        definition = made->definition;
        first = made->instance;
        inside = made->graph.level(definition)->findByName("fc")->id;
        const auto pasted = pasteNodes(made->graph, "", copyNodes(made->graph, "", {first}), {0, 400});
        REQUIRE(pasted);
        second = *pasted->ids.begin();
        graph = connect(pasted->graph, "", {first, "out"}, {second, "in"}).value();
        graph = connect(graph, "", {second, "out"}, {ids[3], "in"}).value();
        const auto exposed = exposeParam(graph, definition, inside, "units", "Width");
        REQUIRE(exposed);
        graph = *exposed;
    }
    void set(NodeId instance, std::int64_t value)
    {
        graph = changeNode(graph, "", instance, [&](Node& node) { node.params.set("units", number(value)); }).value();
    }
    const ModuleDefinition& module() const { return *graph.module(definition); }
    Graph graph;
    std::vector<NodeId> ids;
    std::string definition;
    NodeId first, second, inside;
};

/// The units of layer "fc" at the end of a path, as they count there; 0 when it has none set.
std::int64_t unitsAt(const Graph& graph, const std::vector<std::string>& path, const std::string& name = "fc")
{
    const Graph resolved = withInstanceValues(graph);
    const auto definition = resolved.definitionAt(path);
    REQUIRE(definition);
    const Node* node = resolved.level(*definition)->findByName(name);
    REQUIRE(node);
    const ParamValue* units = node->params.find("units");
    return units ? std::get<std::int64_t>(*units) : 0;
}

std::string nameOf(const Graph& graph, NodeId id)
{
    return graph.root().find(id)->name;
}

} // namespace

TEST_CASE("Instances share the structure and have values of their own")
{
    Two t;
    t.set(t.second, 32);
    CHECK(unitsAt(t.graph, {nameOf(t.graph, t.first)}) == 8);
    CHECK(unitsAt(t.graph, {nameOf(t.graph, t.second)}) == 32);
    // One that has no value follows the layer inside, the other keeps its own.
    t.graph = changeNode(t.graph, t.definition, t.inside, [](Node& node) { node.params.set("units", number(16)); }).value();
    CHECK(unitsAt(t.graph, {nameOf(t.graph, t.first)}) == 16);
    CHECK(unitsAt(t.graph, {nameOf(t.graph, t.second)}) == 32);
    CHECK(ownValueCount(t.graph, t.definition, "units") == 1);
}

TEST_CASE("Instances with equal values share a definition, names and ids stay")
{
    Two t;
    t.set(t.first, 32);
    t.set(t.second, 32);
    const Graph resolved = withInstanceValues(t.graph);
    CHECK(resolved.root().find(t.first)->definition == resolved.root().find(t.second)->definition);
    CHECK(resolved.root().find(t.first)->params.all().empty());
    const std::string made = resolved.root().find(t.first)->definition;
    CHECK(made != t.definition);
    CHECK(resolved.module(made)->title == "Block");
    CHECK(resolved.level(made)->find(t.inside)->name == "fc");
    CHECK(resolved.level(made)->wires == t.module().level->wires);
    CHECK(resolved.root().wires == t.graph.root().wires);
}

TEST_CASE("A design that exposes nothing is its own resolved form")
{
    Two t;
    const Graph plain = withoutExposed(t.graph, t.definition, "units");
    CHECK(withInstanceValues(plain) == plain);
    CHECK(withInstanceValues(plain).rootPtr() == plain.rootPtr());
}

TEST_CASE("Exposed parameters get ids and titles of their own")
{
    Two t;
    const NodeId other = add(t.graph, "dense", t.definition);
    CHECK(exposeParam(t.graph, t.definition, t.inside, "units", "Width").error().code == "graph.exposed_already");
    CHECK(exposeParam(t.graph, "", t.first, "repeat", "Repeat").error().code == "graph.unknown_module");
    CHECK(exposeParam(t.graph, t.definition, t.first, "units", "Width").error().code == "graph.unknown_node");
    t.graph = exposeParam(t.graph, t.definition, other, "units", "Width").value();
    REQUIRE(t.module().exposed.size() == 2);
    CHECK(t.module().exposed[1] == ExposedParam{"units2", "Width 2", other, "units"});
    CHECK(renameExposed(t.graph, t.definition, "units2", "Width").error().code == "graph.exposed_title");
    CHECK(renameExposed(t.graph, t.definition, "units2", "  ").error().code == "graph.exposed_title");
    CHECK(renameExposed(t.graph, t.definition, "depth", "Depth").error().code == "graph.unknown_exposed");
    t.graph = renameExposed(t.graph, t.definition, "units2", " Depth ").value();
    CHECK(t.module().exposed[1].title == "Depth");
    // A module inside: its repeat may not take the name of the outer one's.
    const auto inner = makeModule(t.graph, t.definition, {other}, "Inner");
    REQUIRE(inner);
    const Graph repeat = exposeParam(inner->graph, t.definition, inner->instance, "repeat", "Times").value();
    CHECK(repeat.module(t.definition)->exposed.back().id == "repeat2");
}

TEST_CASE("What is hidden again takes the values of the instances along, and so does a layer that goes")
{
    Two t;
    t.set(t.second, 32);
    for (const Graph& without : {withoutExposed(t.graph, t.definition, "units"), removeNodes(t.graph, t.definition, {t.inside}, true)}) {
        CHECK(without.module(t.definition)->exposed.empty());
        CHECK(without.root().find(t.second)->params.all().empty());
        const NodeId node = without.module(t.definition)->level->nodes.front()->id;
        const Graph again = exposeParam(without, t.definition, node, "units", "Width").value();
        CHECK(ownValueCount(again, t.definition, "units") == 0); // nothing comes back by itself
    }
}

TEST_CASE("Exposed parameters are part of the design's value and of its JSON")
{
    Two t;
    t.set(t.second, 32);
    CHECK_FALSE(t.graph == renameExposed(t.graph, t.definition, "units", "Size").value());
    const auto read = graphFromJson(nlohmann::json::parse(toJson(t.graph).dump()));
    REQUIRE(read);
    CHECK(*read == t.graph);
    nlohmann::json json = toJson(t.graph);
    json["modules"][0]["exposed"][0]["node"] = 999;
    const auto lost = graphFromJson(json);
    REQUIRE(lost);
    CHECK(lost->modules().begin()->second.exposed.empty());
    for (const char* id : {"repeat", ""}) {
        json = toJson(t.graph);
        json["modules"][0]["exposed"][0]["id"] = id;
        CHECK(graphFromJson(json).error().code == "graph.duplicate_id");
    }
    json = toJson(t.graph);
    json["modules"][0]["exposed"][0].erase("title");
    CHECK(graphFromJson(json).error().code == "graph.bad_field");
}

TEST_CASE("Make unique, copies and dissolving keep an instance's values")
{
    Two t;
    t.set(t.second, 32);
    const auto unique = makeUnique(t.graph, "", t.second);
    REQUIRE(unique);
    CHECK(unique->root().find(t.second)->definition != t.definition);
    CHECK(unitsAt(*unique, {nameOf(*unique, t.second)}) == 32);
    CHECK(unitsAt(*unique, {nameOf(*unique, t.first)}) == 8);

    const std::string clip = copyNodes(t.graph, "", {t.second});
    const auto here = pasteNodes(t.graph, "", clip, {0, 0});
    REQUIRE(here);
    CHECK(here->graph.modules().size() == 1); // linked to the same definition
    CHECK(unitsAt(here->graph, {nameOf(here->graph, *here->ids.begin())}) == 32);
    const auto elsewhere = pasteNodes(Graph(), "", clip, {0, 0});
    REQUIRE(elsewhere);
    CHECK(unitsAt(elsewhere->graph, {nameOf(elsewhere->graph, *elsewhere->ids.begin())}) == 32);
    CHECK(elsewhere->graph.modules().begin()->second.exposed.size() == 1);
    // Where the definition exposes something else meanwhile, the copy brings its own.
    const auto changed = pasteNodes(renameExposed(t.graph, t.definition, "units", "Size").value(), "", clip, {0, 0});
    REQUIRE(changed);
    CHECK(changed->graph.modules().size() == 2);
    CHECK(unitsAt(changed->graph, {nameOf(changed->graph, *changed->ids.begin())}) == 32);

    const auto dissolved = dissolveModule(t.graph, "", t.second);
    REQUIRE(dissolved);
    CHECK(unitsAt(dissolved->graph, {}) == 32);
}

TEST_CASE("Layers that move into a further module stay exposed, through it and back")
{
    Two t;
    t.set(t.second, 32);
    const auto inner = makeModule(t.graph, t.definition, {t.inside}, "Inner");
    REQUIRE(inner);
    REQUIRE(inner->graph.module(t.definition)->exposed.size() == 1);
    CHECK(inner->graph.module(t.definition)->exposed[0] == ExposedParam{"units", "Width", inner->instance, "units"});
    const std::string block = inner->graph.level(t.definition)->find(inner->instance)->name;
    CHECK(unitsAt(inner->graph, {nameOf(t.graph, t.second), block}) == 32);
    CHECK(unitsAt(inner->graph, {nameOf(t.graph, t.first), block}) == 8);
    // The value that counts stands at the outermost instance that has one.
    const std::string second = nameOf(t.graph, t.second), first = nameOf(t.graph, t.first);
    CHECK(valuePlace(inner->graph, {second, block}, t.inside, "units") == ValuePlace{{}, "", t.second, "units"});
    CHECK(valuePlace(inner->graph, {first, block}, t.inside, "units") == ValuePlace{{first, block}, inner->definition, t.inside, "units"});
    const Graph between = changeNode(inner->graph, t.definition, inner->instance, [](Node& node) { node.params.set("units", number(5)); }).value();
    CHECK(valuePlace(between, {first, block}, t.inside, "units") == ValuePlace{{first}, t.definition, inner->instance, "units"});
    CHECK(unitsAt(between, {first, block}) == 5);
    CHECK(unitsAt(between, {second, block}) == 32);

    const auto back = dissolveModule(inner->graph, t.definition, inner->instance);
    REQUIRE(back);
    CHECK(unitsAt(back->graph, {second}) == 32);
    CHECK(unitsAt(back->graph, {first}) == 8);
    CHECK(back->graph.module(t.definition)->exposed[0].param == "units");
    // Hidden at the inner module, it is gone further up as well.
    const Graph hidden = withoutExposed(inner->graph, inner->definition, "units");
    CHECK(hidden.module(t.definition)->exposed.empty());
    CHECK(hidden.root().find(t.second)->params.all().empty());
}

TEST_CASE("An instance whose repeat is exposed further up is not dissolved")
{
    Two t;
    const auto inner = makeModule(t.graph, t.definition, {t.inside}, "Inner");
    REQUIRE(inner);
    const Graph graph = exposeParam(inner->graph, t.definition, inner->instance, "repeat", "Depth").value();
    CHECK(dissolveModule(graph, t.definition, inner->instance).error().code == "graph.module_repeated");
}

TEST_CASE("Modules in a circle are resolved without end all the same")
{
    Two t;
    Node self;
    self.type = kModuleType;
    self.definition = t.definition;
    t.graph = addNode(t.graph, t.definition, self).graph;
    t.set(t.first, 32);
    const Graph resolved = withInstanceValues(t.graph);
    CHECK(resolved.root().nodes.size() == t.graph.root().nodes.size());
}

TEST_CASE("Random edits of exposed parameters: undo and redo bring every state back bit for bit")
{
    std::mt19937 random(20261);
    const auto any = [&](std::size_t below) { return std::size_t(random() % below); };
    for (int round = 0; round < 20; ++round) {
        Two t;
        History<Graph> history(t.graph);
        std::vector<std::string> states{toJson(t.graph).dump()};
        for (int step = 0; step < 40; ++step) {
            Graph graph = history.current();
            std::vector<std::string> levels{""};
            for (const auto& [id, module] : graph.modules())
                levels.push_back(id);
            const std::string definition = levels[any(levels.size())];
            const auto& nodes = graph.level(definition)->nodes;
            const Node node = nodes.empty() ? Node() : *nodes[any(nodes.size())];
            const auto take = [&](const Result<Graph>& changed) { graph = changed ? *changed : graph; };
            switch (any(9)) {
            case 0: take(exposeParam(graph, definition, node.id, node.type == kModuleType ? "repeat" : "units", "Width")); break;
            case 1: take(changeNode(graph, definition, node.id, [&](Node& n) { n.params.set("units", number(std::int64_t(any(50)))); })); break;
            case 2: graph = withoutExposed(graph, definition, "units"); break;
            case 3: take(renameExposed(graph, definition, "units", "Size " + std::to_string(any(5)))); break;
            case 4: if (auto made = makeModule(graph, definition, {node.id}, "More")) graph = made->graph; break;
            case 5: if (auto out = dissolveModule(graph, definition, node.id)) graph = out->graph; break;
            case 6: take(makeUnique(graph, definition, node.id)); break;
            case 7: if (auto pasted = pasteNodes(graph, definition, copyNodes(graph, definition, {node.id}), {8, 8})) graph = pasted->graph; break;
            default: graph = removeNodes(graph, definition, {node.id}, true); break;
            }
            if (graph == history.current())
                continue;
            history.push(graph, "step");
            states.push_back(toJson(graph).dump());
            // Exposed parameters point at layers that are there, and the file says the same.
            for (const auto& [id, module] : graph.modules())
                for (const ExposedParam& exposed : module.exposed)
                    CHECK(module.level->find(exposed.node) != nullptr);
            const auto read = graphFromJson(toJson(graph));
            REQUIRE(read);
            CHECK(*read == graph);
            CHECK(withInstanceValues(withInstanceValues(graph)) == withInstanceValues(graph));
        }
        REQUIRE(history.size() == states.size());
        for (std::size_t i = states.size(); i-- > 1;) {
            CHECK(toJson(history.current()).dump() == states[i]);
            history.undo();
        }
        for (const std::string& state : states) {
            CHECK(toJson(history.current()).dump() == state);
            history.redo();
        }
    }
}
