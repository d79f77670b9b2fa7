// Parameters that a module shows at its instances: the Program has each instance's own values.

#include "core/graph/edits.h"
#include "core/layers/node_params.h"
#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

const std::string kBlock = "module block { in > dense(8) > relu > out; expose width = dense1.units }; ";

std::vector<std::vector<std::int64_t>> weightsOf(const Lowered& lowered)
{
    std::vector<std::vector<std::int64_t>> shapes;
    for (const Parameter& parameter : lowered.program.parameters)
        shapes.push_back(parameter.shape);
    return shapes;
}

} // namespace

TEST_CASE("instances are lowered with their own values, under the names that they have", "[lowering]")
{
    const Lowered own = loweredFrom(kBlock + "input(4) > block > block(width=16) > block(width=16, repeat=2) > output(mse)");
    CHECK(problemsOf(own).empty());
    // the same network, written without exposed parameters
    const Lowered plain = loweredFrom("module a { in > dense(8) > relu > out }; module b { in > dense(16) > relu > out }; "
                                      "block = input(4) > a; block2 = block > b; block3 = block2 > b(repeat=2); block3 > output(mse)");
    CHECK(weightsOf(own) == weightsOf(plain));
    CHECK(keysOf(own.program) == keysOf(plain.program));
    CHECK(shapeOf(own, "block") == "N × 8");
    CHECK(shapeOf(own, "block2") == "N × 16");
    CHECK(shapeOf(own, "block3.1.dense1") == "N × 16");
    CHECK(own.facts.at("block").parameters == 4 * 8 + 8);
    CHECK(own.facts.at("block2").parameters == 8 * 16 + 16);
}

TEST_CASE("a value given further out wins, and the repeat of a module inside can be one", "[lowering]")
{
    const std::string text = kBlock + "module stage { in > block(width=6) > out; expose width = block.width; expose depth = block.repeat }; ";
    CHECK(weightsOf(loweredFrom(text + "input(4) > stage > output(mse)")) == std::vector<std::vector<std::int64_t>>{{6, 4}, {6}});
    CHECK(weightsOf(loweredFrom(text + "input(4) > stage(width=3, depth=2) > output(mse)")) == std::vector<std::vector<std::int64_t>>{{3, 4}, {3}, {3, 3}, {3}});
}

TEST_CASE("a change of one instance's value builds only what lies behind it", "[lowering]")
{
    Lowerer lowerer;
    Graph graph = graphOf(kBlock + "input(4) > block > block > block > output(mse)");
    lowerer.lower(graph, {});
    const std::size_t all = lowerer.builtCount();
    lowerer.lower(graph, {});
    CHECK(lowerer.builtCount() == 0);
    graph = changeNode(graph, "", graph.root().findByName("block3")->id, [](Node& node) { node.params.set("width", std::int64_t(5)); }).value();
    const Lowered lowered = *lowerer.lower(graph, {});
    CHECK(lowerer.builtCount() > 0);
    CHECK(lowerer.builtCount() < all / 2);
    CHECK(shapeOf(lowered, "block3") == "N × 5");
}

TEST_CASE("a value that is not allowed is reported at the layer inside, once", "[lowering]")
{
    const Graph graph = graphOf(kBlock + "input(4) > block > block > output(mse)");
    const Graph wrong = changeNode(graph, "", graph.root().findByName("block2")->id, [](Node& node) { node.params.set("width", std::int64_t(-1)); }).value();
    const auto problems = problemsOf(lower(wrong, {}));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].starts_with("block2.dense1: "));
}

TEST_CASE("a repair sets the value that counts: that of the instance, else the layer's", "[lowering]")
{
    const std::string inside = "module head { in > dense(8) > out; expose classes = dense1.units }; ";
    for (const bool isOwn : {true, false}) {
        const Graph graph = graphOf(inside + (isOwn ? "input(4) > head(classes=5) > output" : "input(4) > head > output"));
        const Lowered lowered = lower(graph, dataOf(vectors(4), labels(3)));
        bool wasRepaired = false;
        for (const Diagnostic& problem : lowered.diagnostics)
            for (const Fix& fix : problem.fixes)
                if (fix.action == Fix::Action::SetParam && fix.param == "units") {
                    Diagnostic atLayer = problem;
                    const auto fixed = applyFix(graph, atLayer, fix);
                    REQUIRE(fixed);
                    CHECK(lower(*fixed, dataOf(vectors(4), labels(3))).ok());
                    const ModuleDefinition& module = fixed->modules().begin()->second;
                    CHECK((module.level->findByName("dense1")->params.find("units") != nullptr));
                    CHECK(std::get<std::int64_t>(*module.level->findByName("dense1")->params.find("units")) == (isOwn ? 8 : 3));
                    CHECK(fixed->root().findByName("head")->params.has("classes") == isOwn);
                    wasRepaired = true;
                }
        CHECK(wasRepaired);
    }
}

TEST_CASE("an instance shows its module's parameters with their titles, kinds and ranges; the default is the value inside", "[lowering]")
{
    const Graph graph = graphOf("module block { in > dense(8) > out; expose width \"Width\" = dense1.units; expose init = dense1.weight_init }; "
                                "module row { in > block(width=12) > out; expose inner \"Inner\" = block.width }; input(4) > row > output(mse)");
    const Node row = *graph.root().findByName("row");
    const std::vector<Param> params = paramsOf(graph, row);
    REQUIRE(params.size() == 2);
    CHECK(params[0].id == "repeat");
    CHECK(params[1].id == "inner");
    CHECK(params[1].title == "Inner");
    CHECK(params[1].kind == ParamKind::Integer);
    CHECK(params[1].minimum == findParam(findLayer("dense")->params, "units")->minimum);
    CHECK(params[1].defaultValue == ParamValue(std::int64_t(12)));
    CHECK(paramsOf(graph, *graph.root().findByName("input")).size() == findLayer("input")->params.size());
}

TEST_CASE("what changes the ports of a layer, or is in no module, cannot be shown at instances", "[lowering]")
{
    const Graph graph = graphOf("module block { in > lstm(8) > out }; input(5, 4, kind=sequence) > block > output(mse)");
    const auto& [definition, module] = *graph.modules().begin();
    const Node& lstm = *module.level->findByName("lstm1");
    std::vector<std::string> refused;
    for (const Param& param : findLayer("lstm")->params)
        if (const Status may = mayExpose(graph, definition, lstm, param); !may) {
            CHECK(may.error().code == "graph.exposed_ports");
            refused.push_back(param.id);
        }
    // exactly those with which the layer has other ports
    std::vector<std::string> expected;
    for (const Param& param : findLayer("lstm")->params)
        if (param.kind == ParamKind::Flag) {
            const auto portsWith = [&](bool on) {
                Node node = lstm;
                node.params.set(param.id, on);
                const Ports ports = portsOf(graph, definition, node);
                return std::pair(ports.inputs.size(), ports.outputs.size());
            };
            if (portsWith(true) != portsWith(false))
                expected.push_back(param.id);
        }
    CHECK(!expected.empty());
    CHECK(refused == expected);
    CHECK(mayExpose(graph, "", lstm, findLayer("lstm")->params.front()).error().code == "graph.exposed_root");
    const Graph sum = graphOf("module block { a = in; b = a > relu; s = add(a, b); s > out }; input(4) > block > output(mse)");
    const Node& add = *sum.modules().begin()->second.level->findByName("s");
    CHECK(mayExpose(sum, sum.modules().begin()->first, add, *findParam(findLayer("add")->params, "inputs")).error().code == "graph.exposed_ports");
}
