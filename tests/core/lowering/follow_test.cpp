// A lowerer that follows edits gives what lowering afresh gives, after each of many random edits.

#include <algorithm>
#include <array>

#include "core/base/random.h"
#include "core/graph/edits.h"
#include "core/layers/layer_type.h"
#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

const std::array kDesigns{
    "input(1,8,8) > conv2d(4, padding=same) > batch_norm > relu > dropout(0.2) > flatten > dense(10) > output(cross_entropy)",
    "module block { in > conv2d(4, padding=same) > batch_norm > relu > out }; a = input(4,8,8); b = a > block(repeat=3); c = b > conv2d(4, padding=same); "
    "d = add(b, c); e = d > dropout; e > flatten > dense(5) > output(cross_entropy); c > flatten > dense(2) > output(mse)",
    "t = input(12, kind=tokens, vocabulary=50); e = t > embedding(8); f = e > lstm(6) > dropout; f > dense(3) > softmax > output(cross_entropy); g = e > mean_over_time; g > dense(4)",
    "a = input(8); b = input(8); c = concatenate(a, b); d = c > dense(16) > leaky_relu > dense(16); e = c > dense(16); f = add(d, e); f > layer_norm > dense(1) > output(mse)",
    "input(1,8,8) > flatten > dense(4) > dense(3) > output(cross_entropy)",
};

std::string factsText(const NodeFacts& facts)
{
    std::string text = std::to_string(facts.parameters) + " " + facts.macs.text() + " " + facts.activationElements.text();
    for (const Specs* specs : {&facts.inputs, &facts.outputs})
        for (const Spec& spec : *specs)
            text += " | " + (isAbsent(spec) ? "?" : specText(spec));
    return text;
}

std::vector<std::string> linesOf(const Lowered& lowered)
{
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : lowered.diagnostics) {
        lines.push_back(std::to_string(static_cast<int>(diagnostic.severity)) + " " + diagnostic.node + "." + diagnostic.port + ": " + sentence(diagnostic.error));
        for (const Fix& fix : diagnostic.fixes)
            lines.back() += " [" + fix.title + "]";
    }
    for (const auto& [path, facts] : lowered.facts)
        lines.push_back(path + ": " + factsText(facts));
    const Program& program = lowered.program;
    const auto ids = [](const std::vector<ValueId>& values) {
        std::string text;
        for (const ValueId id : values)
            text += " " + std::to_string(id);
        return text;
    };
    for (const OpCall& call : program.ops)
        lines.push_back(call.path + " " + call.origin + " " + call.type->id + ids(call.inputs) + " ->" + ids(call.outputs) + (call.frozen ? " frozen " : " ") + toJson(call.attributes).dump());
    for (const Parameter& parameter : program.parameters)
        lines.push_back(parameter.path + ids({parameter.value}) + " " + std::to_string(static_cast<int>(parameter.initializer.type)) + " " + std::to_string(parameter.initializer.a) + " " +
                        std::to_string(parameter.initializer.b) + (parameter.trainable ? " trains " : " ") + toJson(parameter.shape).dump());
    for (const Buffer& buffer : program.buffers)
        lines.push_back(buffer.path + ids({buffer.value}) + toJson(buffer.initial.shape()).dump());
    for (const Constant& constant : program.constants)
        lines.push_back("constant" + ids({constant.value}) + toJson(constant.tensor.shape()).dump());
    for (const Spec& spec : program.values)
        lines.push_back(isAbsent(spec) ? "?" : specText(spec));
    for (const ProgramInput& input : program.inputs)
        lines.push_back(input.name + ids({input.value, input.entry}));
    for (const ProgramOutput& output : program.outputs)
        lines.push_back(output.name + ids({output.logits, output.prediction, output.target, output.loss}) + output.lossId + std::to_string(output.weight));
    for (const auto& [alias, path] : program.aliases)
        lines.push_back(alias + " = " + path);
    return lines;
}

/// A value that the parameter may have, or now and then one that it may not.
ParamValue someValue(const Param& param, RandomStream& random)
{
    switch (param.kind) {
    case ParamKind::Flag: return random.below(2) == 0;
    case ParamKind::Integer: return static_cast<std::int64_t>(random.below(9)) - 1;
    case ParamKind::Real: return 0.1 * static_cast<double>(random.below(12));
    case ParamKind::Choice: return param.choices[random.below(param.choices.size())].id;
    case ParamKind::IntegerList: return std::vector<std::int64_t>{static_cast<std::int64_t>(random.below(9))};
    case ParamKind::Padding: return random.below(2) == 0 ? ParamValue(std::string("same")) : ParamValue(std::vector<std::int64_t>{static_cast<std::int64_t>(random.below(3))});
    case ParamKind::Text:
    case ParamKind::Path: break;
    }
    return std::string("text");
}

Graph edited(const Graph& graph, RandomStream& random)
{
    const auto pick = [&](const auto& list) -> const auto& { return list[random.below(list.size())]; };
    const bool isInside = !graph.modules().empty() && random.below(6) == 0;
    const std::string definition = isInside ? graph.modules().begin()->first : std::string();
    const Level& level = *graph.level(definition);
    const NodePtr node = pick(level.nodes);
    const auto change = [&](const std::function<void(Node&)>& work) { return changeNode(graph, definition, node->id, work).value_or(graph); };
    switch (random.below(12)) {
    case 0: return change([&](Node& it) { it.title = std::to_string(random.below(9)); });
    case 1: return change([&](Node& it) { it.position.x += static_cast<double>(random.below(50)); });
    case 2: return change([&](Node& it) { it.frozen = !it.frozen; });
    case 3: return change([&](Node& it) { it.bypassed = !it.bypassed; });
    case 4: return level.wires.empty() || random.below(4) != 0 ? graph : disconnect(graph, definition, pick(level.wires));
    case 5: {
        const NodePtr& other = pick(level.nodes);
        return connect(graph, definition, {node->id, "out"}, {other->id, "in"}).value_or(graph);
    }
    default: break;
    }
    const LayerType* type = findLayer(node->type);
    if (!type || type->params.empty())
        return graph;
    const Param& param = pick(type->params);
    return change([&](Node& it) { it.params.set(param.id, someValue(param, random)); });
}

} // namespace

TEST_CASE("after each of 2,000 random edits the lowerer that follows them gives what lowering afresh gives", "[lowering]")
{
    std::size_t built = 0, nodes = 0;
    for (std::size_t seed = 0; seed < 20; ++seed) {
        RandomStream random(streamKey(seed, "edits"));
        Graph graph = graphOf(kDesigns[seed % kDesigns.size()]);
        std::vector<Graph> earlier{graph};
        const Bindings data = dataOf({DType::Float32, {batchDim(), 1, 8, 8}, Kind::Image, 0}, {DType::Int64, {batchDim()}, Kind::Label, 10});
        Lowerer lowerer;
        std::shared_ptr<const Lowered> shown; // somebody looks at the last result, at times at the two last ones
        std::shared_ptr<const Lowered> held;
        for (int i = 0; i < 100; ++i) {
            graph = random.below(10) == 0 ? earlier[random.below(earlier.size())] : edited(graph, random);
            earlier.push_back(graph);
            const Bindings bindings = random.below(20) == 0 ? data : Bindings();
            const auto followed = lowerer.lower(graph, bindings);
            INFO("seed " << seed << ", edit " << i);
            REQUIRE(linesOf(*followed) == linesOf(lower(graph, bindings)));
            if (random.below(8) == 0)
                held = followed;
            shown = followed;
            built += lowerer.builtCount();
            nodes += graph.root().nodes.size();
        }
    }
    CHECK(built * 2 < nodes); // or it does not follow
}

TEST_CASE("a result that somebody holds stays as it is", "[lowering]")
{
    Lowerer lowerer;
    const Graph graph = graphOf("input(8) > dense(8) > dropout(0.5) > dense(4) > output(mse)");
    const auto with = [&](const char* name, const char* param, ParamValue value) {
        return changeNode(graph, "", graph.root().findByName(name)->id, [&](Node& node) { node.params.set(param, value); }).value();
    };
    const auto first = lowerer.lower(graph, {});
    const auto before = linesOf(*first);
    const auto second = lowerer.lower(with("dropout1", "p", 0.25), {});
    const auto third = lowerer.lower(with("dense2", "units", std::int64_t(3)), {});
    CHECK(linesOf(*first) == before);
    CHECK(linesOf(*second) == linesOf(lower(with("dropout1", "p", 0.25), {})));
    CHECK(linesOf(*third) == linesOf(lower(with("dense2", "units", std::int64_t(3)), {})));
}
