// The one-line notation: what it reads, what it writes, and where a mistake lies.

#include <algorithm>
#include <set>

#include "core/graph/edits.h"
#include "core/layers/graph_text.h"
#include "core/layers/layer_type.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

Graph read(const std::string& text)
{
    auto graph = parseGraphText(text);
    INFO(text);
    if (!graph)
        FAIL(sentence(graph.error()));
    return *graph;
}

/// "conv1>relu1.in" for each wire, in order.
std::vector<std::string> wiresOf(const Level& level)
{
    std::vector<std::string> all;
    for (const Wire& wire : level.wires)
        all.push_back(level.find(wire.from.node)->name + ">" + level.find(wire.to.node)->name + "." + wire.to.port);
    return all;
}

std::vector<std::string> namesOf(const Level& level)
{
    std::vector<std::string> all;
    for (const NodePtr& node : level.nodes)
        all.push_back(node->name);
    return all;
}

std::string mistake(const std::string& text)
{
    const auto graph = parseGraphText(text);
    return graph ? "none" : message(graph.error());
}

/// As text without positions and ids: what two equal designs have in common.
void checkSame(const Graph& a, const Graph& b)
{
    const auto level = [](const Level& one, const Level& other) {
        REQUIRE(one.nodes.size() == other.nodes.size());
        for (const NodePtr& node : one.nodes) {
            const Node* twin = other.findByName(node->name);
            REQUIRE(twin);
            Node copy = *twin;
            copy.id = node->id;
            copy.position = node->position;
            CHECK(copy == *node);
        }
        auto wires = wiresOf(one), others = wiresOf(other);
        std::sort(wires.begin(), wires.end());
        std::sort(others.begin(), others.end());
        CHECK(wires == others);
    };
    level(a.root(), b.root());
    REQUIRE(a.modules().size() == b.modules().size());
    for (const auto& [id, module] : a.modules()) {
        REQUIRE(b.module(id));
        CHECK(module.title == b.module(id)->title);
        level(*module.level, *b.module(id)->level);
    }
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("a chain is read with its parameters, by place and by name", "[layers]")
{
    const Graph graph = read("input(1,8,8) > conv2d(16, kernel=3x5, padding=same, stride=[2,1]) > relu > flatten > dense(10) > output(cross_entropy)");
    const Level& level = graph.root();
    CHECK(namesOf(level) == Texts{"input", "conv1", "relu1", "flatten1", "dense1", "output"});
    CHECK(wiresOf(level) == Texts{"input>conv1.in", "conv1>relu1.in", "relu1>flatten1.in", "flatten1>dense1.in", "dense1>output.in"});
    using List = std::vector<std::int64_t>;
    CHECK(level.findByName("input")->params.list("shape") == List{1, 8, 8});
    const ParamValues& conv = level.findByName("conv1")->params;
    CHECK(conv.integer("filters") == 16);
    CHECK(conv.list("kernel") == List{3, 5});
    CHECK(conv.text("padding") == "same");
    CHECK(conv.list("stride") == List{2, 1});
    CHECK_FALSE(conv.has("groups")); // only what is written
    CHECK(level.findByName("output")->params.text("loss") == "cross_entropy");
}

TEST_CASE("branches are named and joined", "[layers]")
{
    const Graph graph = read("a = input(4); b = a > dense(4); add(a, b) > output(mse)");
    CHECK(wiresOf(graph.root()) == Texts{"a>b.in", "a>add1.a", "b>add1.b", "add1>output.in"});
    CHECK(wiresOf(read("a = input(4); b = a > relu; c = a > tanh; b > add(c) > output(mse)").root()) ==
          Texts{"a>b.in", "a>c.in", "b>add1.a", "c>add1.b", "add1>output.in"});
    CHECK(wiresOf(read("q = input(4,8); k = input(5,8); multi_head_attention(q, value=k, key=k)").root()) ==
          Texts{"k>attention1.value", "k>attention1.key", "q>attention1.query"});
}

TEST_CASE("wires go to ports that a later parameter brings", "[layers]")
{
    const Texts wires{"e>lstm1.in", "n>lstm1.lengths"};
    CHECK(wiresOf(read("e = input(6,4); n = input(1); lstm(e, n, units=8, with_lengths=true)").root()) == wires);
    CHECK(wiresOf(read("e = input(6,4); n = input(1); e > lstm(n, with_lengths=true)").root()) == wires);
    const Graph states = read("s = input(6,4); a = s > gru(8, with_states=true); gru(s, h0=a.h, with_states=true)");
    CHECK(wiresOf(states.root()) == Texts{"s>a.in", "a>gru1.h0", "s>gru1.in"});
    CHECK(states.root().wires[1].from.port == "h");
}

TEST_CASE("lines, comments and semicolons end statements; a line may begin with >", "[layers]")
{
    const Graph graph = read("# a small network\nx = input(4)   # rows\n\nx > dense(8)\n  > relu\n  > output(mse);; y = x > tanh");
    CHECK(namesOf(graph.root()) == Texts{"x", "dense1", "relu1", "output", "y"});
    CHECK(read("").root().nodes.empty());
    CHECK(read(" ;\n; # nothing").root().nodes.empty());
}

TEST_CASE("modules are defined in braces and used by name", "[layers]")
{
    const Graph graph = read("module block { in > conv2d(8, padding=same) > relu > out }; input(1,8,8) > block(repeat=3) > output(mse)");
    const Node* node = graph.root().findByName("block");
    REQUIRE(node);
    CHECK(node->type == kModuleType);
    CHECK(node->params.integer("repeat") == 3);
    const ModuleDefinition* module = graph.module(node->definition);
    REQUIRE(module);
    CHECK(module->title == "block");
    CHECK(wiresOf(*module->level) == Texts{"in>conv1.in", "conv1>relu1.in", "relu1>out.in"});
    CHECK(wiresOf(graph.root()) == Texts{"input>block.in", "block>output.in"});
}

TEST_CASE("what is written reads back as the same design", "[layers]")
{
    const char* text = GENERATE("input(1,8,8) > conv2d(16, kernel=3x5, padding=[1,2]) > batch_norm(0.25, eps=0.001) > relu > flatten > dense(10) > output",
                                "a = input(4); b = a > dense(4); add(a, b) > output(mse)",
                                "a = input(4); b = a > relu; c = a > tanh; add(a, b, c, inputs=3) > output(mse); concatenate(c, a)",
                                "module block { x = in; y = x > dense(8) > relu; add(x, y) > out }; module pair \"Two of them\" { in > block(repeat=2) > block > out }; "
                                "input(8) > dense(8) > pair > pair > output(mse)",
                                "module two { x = module_input; y = module_input; s = add(x, y); first = s > module_output; second = multiply(y, x) > module_output }; a = input(4); t = two(a, a); concatenate(t, t.second) > output(mse)",
                                "x = input(20, kind=tokens, vocabulary=50); x > embedding(8, frozen=true, title=\"Word \\\"vectors\\\"\") > lstm(4, output=sequence) > dense(50, tie.weight=embedding1.weight) > output",
                                "r = relu; s = r > tanh; s > r; first = dense(3); second = first > dense(4, bypassed=true)",
                                "dense; dense > relu; max_pool2d(2, stride=[]) > flatten",
                                "dense2 = input(4); conv1 = dense2 > dense; relu7 = conv1 > relu",
                                "m = input(4,8); q = input(3,8); multi_head_attention(q, value=m)");
    const Graph parsed = read(text);
    const std::string written = writeGraphText(parsed);
    INFO(written);
    const auto again = parseGraphText(written);
    REQUIRE(again);
    checkSame(parsed, *again);
    CHECK(writeGraphText(*again) == written);
}

TEST_CASE("chains are written as people would write them", "[layers]")
{
    CHECK(writeGraphText(read("x = input(1,8,8); c = x > conv2d(16); f = c > flatten; f > output(mse)")) ==
          "x = input(1,8,8); c = x > conv2d(16); f = c > flatten; f > output(mse)");
    CHECK(writeGraphText(read("input(1,8,8) > conv2d(16, stride=2) > flatten > output(mse)")) == "input(1,8,8) > conv2d(16, stride=2) > flatten > output(mse)");
    CHECK(writeGraphText(read("a = input(8); b = a > dense(8) > relu; add(a, b)")) == "a = input(8); b = a > dense(8) > relu; add(a, b)");
    CHECK(writeGraphText(read("module block { in > dense(8) > relu > out }; input(8) > block(repeat=2)")) ==
          "module block { in > dense(8) > relu > out }; input(8) > block(2)");
    CHECK(writeGraphText(Graph()).empty());
}

TEST_CASE("the result is laid out: no two nodes at one place, wires run down", "[layers]")
{
    const Graph graph = read("a = input(4); b = a > dense(4); c = a > relu; add(b, c) > output(mse)");
    std::set<std::pair<double, double>> places;
    for (const NodePtr& node : graph.root().nodes)
        CHECK(places.insert({node->position.x, node->position.y}).second);
    for (const Wire& wire : graph.root().wires)
        CHECK(graph.root().find(wire.from.node)->position.y < graph.root().find(wire.to.node)->position.y);
}

TEST_CASE("ports of a module lie from left to right as they were written", "[layers]")
{
    const Graph graph = read("module mix { p = module_input; q = module_input; r = module_input; s = add(r, p); concatenate(s, q) > out }; x = input(4); y = input(5); z = input(4); mix(x, y, z)");
    const Ports ports = portsOf(graph, "", *graph.root().findByName("mix"));
    REQUIRE(ports.inputs.size() == 3);
    CHECK(ports.inputs[0].id == "p");
    CHECK(ports.inputs[1].id == "q");
    CHECK(ports.inputs[2].id == "r");
    CHECK(wiresOf(graph.root()) == Texts{"x>mix.p", "y>mix.q", "z>mix.r"});
}

TEST_CASE("mistakes are said with line, column and a way out", "[layers]")
{
    CHECK(mistake("input(4) > dens(3)") == "Line 1, column 12: there is no layer called 'dens'.");
    CHECK(hint(parseGraphText("input(4) > dens(3)").error()).find("dense") != std::string::npos);
    CHECK(mistake("input(4) >") == "Line 1, column 11: the name of a layer is expected, but the text ends.");
    CHECK(mistake("input(4)\n> dense(3") == "Line 2, column 9: a closing ')' is expected, but '3' stands there.");
    CHECK(mistake("input(4) dense(3)") == "Line 1, column 10: '>', ';' or a new line is expected, but 'dense(3)' stands there.");
    CHECK(mistake("a = input(4); add(a, zz)") == "Line 1, column 22: nothing is called 'zz'.");
    CHECK(mistake("input(4) > dense(3, colour=2)") == "Line 1, column 21: 'dense' has no parameter 'colour'.");
    CHECK(mistake("input(4) > relu(3)") == "Line 1, column 17: 'relu' takes at most 0 values.");
    CHECK(mistake("input(4) > dense(3, units=4)") == "Line 1, column 21: 'units' of 'dense' is given twice.");
    CHECK(mistake("a = input(4); a = input(5)") == "Line 1, column 15: 'a' is already the name of another layer.");
    CHECK(mistake("a = input(4); b = input(3); a > dense(4) > b") == "Line 1, column 44: 'b' has no free input.");
    CHECK(mistake("input(4) > output(mse) > relu") == "Line 1, column 26: the end of the statement (the layer before '>' has no output) is expected, but 'relu' stands there.");
    CHECK(mistake("module relu { in > out }") == "Line 1, column 8: 'relu' is already the name of a layer or module.");
    CHECK(mistake("module b { in > relu") == "Line 1, column 21: a closing '}' is expected, but the text ends.");
    CHECK(mistake("module_input > relu") == "Line 1, column 1: 'module_input' stands inside of a module only.");
    CHECK(mistake("input(4) > dense(0)") == "'Units' must be between 1 and 1000000000, but is 0.");
    CHECK(mistake("input(4) > dense(title=\"x") == "Line 1, column 24: a closing quote is expected, but '\"x' stands there.");
    CHECK(mistake("= 3") == "Line 1, column 1: the name of a layer is expected, but '= 3' stands there.");
}

TEST_CASE("long, deep and binary texts are refused without harm", "[layers]")
{
    CHECK(parseGraphText(std::string(2'000'000, 'a')).error().code == "graph_text.too_long");
    CHECK_FALSE(parseGraphText(std::string(900'000, '(')));
    CHECK_FALSE(parseGraphText("dense" + std::string(500'000, '(')));
    CHECK_FALSE(parseGraphText(std::string("input(4) > dense(") + std::string(100'000, '[') + "3)"));
    std::string bytes;
    for (int i = 0; i < 4096; ++i)
        bytes += static_cast<char>(i * 37 % 256);
    CHECK_FALSE(parseGraphText(bytes));
}

TEST_CASE("Exposed parameters are written with their module, and their values with each instance")
{
    const std::string text = "module block { in > dense(8) > relu > out; expose width \"Width\" = dense1.units; expose bias = dense1.bias }; "
                             "input(4) > block > block(width=16, bias=false) > output(mse)";
    const auto graph = parseGraphText(text);
    REQUIRE(graph);
    const ModuleDefinition& module = graph->modules().begin()->second;
    REQUIRE(module.exposed.size() == 2);
    CHECK(module.exposed[0] == ExposedParam{"width", "Width", module.level->findByName("dense1")->id, "units"});
    CHECK(module.exposed[1].title == "bias");
    CHECK(graph->root().findByName("block2")->params.find("width") != nullptr);
    CHECK(writeGraphText(*graph) == text);
    const auto again = parseGraphText(writeGraphText(*graph));
    REQUIRE(again);
    CHECK(*again == *graph);

    const auto codeOf = [](const std::string& expose) {
        const auto read = parseGraphText("module block { in > dense(8) > out; " + expose + " }; input(4) > block > output(mse)");
        return read ? std::string() : read.error().code;
    };
    CHECK(codeOf("expose width = other.units") == "graph_text.unknown_name");
    CHECK(codeOf("expose width = dense1.depth") == "graph_text.unknown_parameter");
    CHECK(codeOf("expose repeat = dense1.units") == "graph_text.name_taken");
    CHECK(codeOf("expose width = dense1") == "graph_text.syntax");
    CHECK(codeOf("expose width dense1.units") == "graph_text.syntax");
    CHECK(parseGraphText("module block { in > dense(8) > out }; input(4) > block(width=3) > output(mse)").error().code == "graph_text.unknown_parameter");
}
