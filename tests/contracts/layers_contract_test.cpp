// What every layer of the catalogue keeps: tested the moment it is listed.

#include <algorithm>
#include <iterator>
#include <set>

#include "core/base/text.h"
#include "core/layers/graph_text.h"
#include "core/layers/layer_type.h"
#include "core/lowering/lower.h"
#include "core/ops/shape_rules.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

Spec specOfKind(Kind kind)
{
    switch (kind) {
    case Kind::Image: return {DType::Float32, {batchDim(), 4, 8, 8}, kind, 0};
    case Kind::Volume: return {DType::Float32, {batchDim(), 4, 6, 8, 8}, kind, 0};
    case Kind::Sequence: return {DType::Float32, {batchDim(), 12, 16}, kind, 0};
    case Kind::Vector: return {DType::Float32, {batchDim(), 16}, kind, 0};
    case Kind::Tokens: return {DType::Int64, {batchDim(), 12}, kind, 50};
    case Kind::Scalar: return {DType::Float32, {batchDim()}, kind, 0};
    case Kind::Label: break;
    }
    return {DType::Int64, {batchDim()}, Kind::Label, 5};
}

/// The layer with its defaults on inputs of one kind: its fragment, or the problem.
struct Try {
    std::optional<Fragment> fragment;
    std::optional<Unmet> problem;
};
Try tryOn(const LayerType& type, const Spec& spec)
{
    const ParamValues params = completed({}, type.params);
    Specs specs;
    for (const Port& port : type.ports(params).inputs)
        specs.push_back(port.optional ? absentSpec() : spec);
    Builder builder("layer1", specs);
    try {
        const Values outputs = type.build(builder, params, builder.inputs());
        Fragment fragment = builder.take();
        for (const Value& output : outputs)
            fragment.outputs.push_back(output.id);
        return {std::move(fragment), std::nullopt};
    } catch (Unmet& problem) {
        return {std::nullopt, std::move(problem)};
    }
}

/// Problems of a layer's example: an example need not end in an Output.
std::vector<std::string> problemsOf(const Lowered& lowered)
{
    std::vector<std::string> all;
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.error.code != "graph.no_output" && diagnostic.severity == Severity::Error)
            all.push_back(sentence(diagnostic.error));
    return all;
}

constexpr Kind kKinds[] = {Kind::Image, Kind::Volume, Kind::Sequence, Kind::Vector, Kind::Tokens, Kind::Label};

} // namespace

TEST_CASE("every layer is documented", "[contracts]")
{
    for (const LayerType& type : layerTypes()) {
        INFO(type.id);
        CHECK(isIdentifier(type.id));
        CHECK(lowered(type.id) == type.id);
        CHECK_FALSE(type.title.empty());
        CHECK(type.summary.size() > 20);
        CHECK(type.summary.ends_with('.'));
        CHECK(std::ranges::count(type.summary, '.') <= 2); // one sentence
        CHECK(type.explanation.size() > 100);
        CHECK(type.explanation.ends_with('.'));
        CHECK_FALSE(type.formula.empty());
        CHECK_FALSE(type.aliases.empty());
        CHECK(type.examples.empty() == type.isImported);
        CHECK_FALSE(categoryTitle(type.category).empty());
        for (const Example& example : type.examples)
            CHECK_FALSE(example.title.empty());
        for (const Param& param : type.params) {
            INFO(param.id);
            CHECK(isIdentifier(param.id));
            CHECK_FALSE(param.title.empty());
            CHECK(param.doc.ends_with('.'));
        }
    }
}

TEST_CASE("ids and aliases of layers are unique", "[contracts]")
{
    std::set<std::string> ids, aliases;
    for (const LayerType& type : layerTypes()) {
        INFO(type.id);
        CHECK(ids.insert(type.id).second);
        for (const std::string& alias : type.aliases) {
            INFO(alias);
            CHECK(aliases.insert(lowered(alias)).second);
        }
        std::set<std::string> params;
        for (const Param& param : type.params)
            CHECK(params.insert(param.id).second);
    }
    for (const LayerType& type : layerTypes())
        for (const std::string& alias : type.aliases) {
            INFO(type.id << ": " << alias);
            CHECK((findLayer(alias) == nullptr || alias == type.id));
        }
}

TEST_CASE("the layers of the first landing are there", "[contracts]")
{
    for (const char* id : {"input", "output", "dense", "conv1d", "conv2d", "max_pool2d", "average_pool2d", "global_average_pool", "flatten", "reshape",
                           "batch_norm", "layer_norm", "dropout", "relu", "leaky_relu", "elu", "gelu", "silu", "sigmoid", "tanh", "softmax", "add",
                           "multiply", "concatenate", "embedding", "lstm", "multi_head_attention", "module", "module_input", "module_output"}) {
        INFO(id);
        CHECK(findLayer(id) != nullptr);
    }
}

TEST_CASE("defaults are in range, and every parameter has a range or choices where numbers or words could be wrong", "[contracts]")
{
    for (const LayerType& type : layerTypes())
        for (const Param& param : type.params) {
            INFO(type.id << "." << param.id);
            CHECK(checkParam(param, param.defaultValue).has_value());
            if (param.kind == ParamKind::Integer || param.kind == ParamKind::IntegerList || param.kind == ParamKind::Real || param.kind == ParamKind::Padding)
                CHECK((param.minimum && param.maximum));
            if (param.kind == ParamKind::Choice)
                CHECK(param.choices.size() >= 2);
        }
}

TEST_CASE("examples read, lower without a problem, and write back", "[contracts]")
{
    for (const LayerType& type : layerTypes()) {
        bool isUsed = false;
        for (const Example& example : type.examples) {
            INFO(example.text);
            const auto graph = parseGraphText(example.text);
            REQUIRE(graph);
            const Lowered result = lower(*graph, {});
            CHECK(problemsOf(result) == std::vector<std::string>{});
            for (const auto& [path, facts] : result.facts)
                for (const Spec& spec : facts.outputs) {
                    REQUIRE_FALSE(isAbsent(spec));
                    CHECK(spec.shape.front() == batchDim());
                }
            const std::string written = writeGraphText(*graph);
            const auto again = parseGraphText(written);
            REQUIRE(again);
            CHECK(writeGraphText(*again) == written);
            for (const auto& [id, module] : graph->modules())
                isUsed |= std::ranges::any_of(module.level->nodes, [&](const NodePtr& node) { return node->type == type.id; });
            isUsed |= std::ranges::any_of(graph->root().nodes, [&](const NodePtr& node) { return node->type == type.id; });
        }
        INFO(type.id);
        CHECK(isUsed != type.isImported);
    }
}

TEST_CASE("a wrong kind is refused with what came and what is needed", "[contracts]")
{
    for (const LayerType& type : layerTypes()) {
        if (!type.build || type.isImported)
            continue;
        INFO(type.id);
        int taken = 0;
        for (const Kind kind : kKinds) {
            const Try attempt = tryOn(type, specOfKind(kind));
            taken += attempt.fragment ? 1 : 0;
            // Two values of one shape are no kind's fault where sizes must fit.
            if (!attempt.problem || attempt.problem->error.code == "layer.does_not_split" || attempt.problem->error.code == "layer.no_multiple" || attempt.problem->error.code == "layer.matrices_do_not_fit")
                continue;
            INFO(message(attempt.problem->error));
            if (attempt.problem->error.code == "layer.reshape_does_not_fit")
                continue;
            CHECK(attempt.problem->error.code == "layer.needs_kind");
            CHECK(attempt.problem->error.arguments.at("got").find(specText(specOfKind(kind))) != std::string::npos);
            CHECK(attempt.problem->error.arguments.at("expected").find("(N") != std::string::npos);
            CHECK(message(attempt.problem->error).find("'layer1'") != std::string::npos);
            CHECK_FALSE(hint(attempt.problem->error).empty());
            CHECK(attempt.problem->input == 0);
        }
        CHECK(taken >= 1);
        CHECK(taken < std::ssize(kKinds)); // nothing takes all
    }
}

TEST_CASE("every parameter that a layer makes is used by an op, and every op's result leads to an output", "[contracts]")
{
    for (const LayerType& type : layerTypes()) {
        if (!type.build)
            continue;
        for (const Kind kind : kKinds) {
            const Try attempt = tryOn(type, specOfKind(kind));
            if (!attempt.fragment)
                continue;
            INFO(type.id << " on " << kindName(kind));
            const Fragment& fragment = *attempt.fragment;
            REQUIRE_FALSE(fragment.outputs.empty());
            Program program;
            program.values = fragment.values;
            program.ops = fragment.ops;
            const std::vector<std::size_t> needed = neededOps(program, fragment.outputs);
            CHECK(needed.size() == fragment.ops.size());
            const auto isRead = [&](ValueId id) {
                return std::ranges::any_of(needed, [&](std::size_t i) { return std::ranges::find(fragment.ops[i].inputs, id) != fragment.ops[i].inputs.end(); });
            };
            for (const Parameter& parameter : fragment.parameters) {
                INFO(parameter.path);
                CHECK(isRead(parameter.value));
            }
            for (const Buffer& buffer : fragment.buffers)
                CHECK(isRead(buffer.value));
        }
    }
}

TEST_CASE("every parameter of the declaration can be set through the notation", "[contracts]")
{
    for (const LayerType& type : layerTypes())
        for (const Param& param : type.params) {
            if (type.id == kModuleType)
                continue;
            const std::string quote = param.kind == ParamKind::Text ? "\"" : ""; // it may hold any letters
            const std::string text = type.id + "(" + param.id + "=" + quote + formatParam(param.defaultValue) + quote + ")";
            INFO(text);
            const auto graph = parseGraphText(text);
            REQUIRE(graph);
            CHECK(graph->root().nodes.front()->params.has(param.id));
        }
}

TEST_CASE("every layer with an inside of ops has a Python twin that names its inputs", "[contracts]")
{
    for (const LayerType& type : layerTypes()) {
        if (!type.build)
            continue;
        INFO(type.id);
        REQUIRE(type.python != nullptr);
        for (const Kind kind : kKinds) {
            if (!tryOn(type, specOfKind(kind)).fragment)
                continue;
            const ParamValues params = completed({}, type.params);
            Specs specs;
            for (const Port& port : type.ports(params).inputs)
                specs.push_back(port.optional ? absentSpec() : specOfKind(kind));
            const PythonUse use = type.python(params, specs);
            CHECK(use.call.find("{0}") != std::string::npos);
            CHECK((use.constructor.empty() || use.constructor.starts_with("nn.")));
            CHECK(use.constructor.empty() == (use.call.find("{self}") == std::string::npos));
            CHECK((!use.constructor.empty() || tryOn(type, specOfKind(kind)).fragment->parameters.empty()));
        }
    }
}

TEST_CASE("every layer's op paths and parameter names are unique", "[contracts]")
{
    for (const LayerType& type : layerTypes()) {
        if (!type.build)
            continue;
        for (const Kind kind : kKinds) {
            const Try attempt = tryOn(type, specOfKind(kind));
            if (!attempt.fragment)
                continue;
            INFO(type.id);
            std::set<std::string> names;
            for (const OpCall& call : attempt.fragment->ops)
                CHECK(names.insert("op " + call.path).second);
            for (const Parameter& parameter : attempt.fragment->parameters)
                CHECK(names.insert(parameter.path).second);
            for (const Buffer& buffer : attempt.fragment->buffers)
                CHECK(names.insert(buffer.path).second);
        }
    }
}

TEST_CASE("every layer gives its short line for defaults and examples", "[contracts]")
{
    for (const LayerType& type : layerTypes()) {
        INFO(type.id);
        CHECK(layerSummary(type, {}).size() < 60);
        CHECK(layerSummary(type, {}).find("  ") == std::string::npos);
    }
}

TEST_CASE("every loss has words, an op and an activation that exist", "[contracts]")
{
    std::set<std::string> ids;
    for (const LossType& loss : lossTypes()) {
        INFO(loss.id);
        CHECK(ids.insert(loss.id).second);
        CHECK_FALSE(loss.title.empty());
        CHECK(loss.summary.ends_with('.'));
        CHECK(loss.formula.starts_with("loss = "));
        REQUIRE(findOp(loss.op));
        CHECK(findOp(loss.op)->loss);
        CHECK((loss.activation.empty() || findOp(loss.activation)));
        for (const Param& param : loss.params) {
            INFO(param.id);
            CHECK(param.doc.ends_with('.'));
            CHECK(checkParam(param, param.defaultValue).has_value());
            CHECK(loss.python.find("{" + param.id + "}") != std::string::npos);
        }
        CHECK(loss.python.find("{0}") < loss.python.find("{1}"));
        CHECK_FALSE(loss.inputs.empty());
        std::string inputs;
        for (std::size_t i = 0; i < loss.inputs.size(); ++i)
            inputs += i == 0 ? "y" : ", y";
        const std::string sizes = loss.compares == Compares::Texts ? "5,4" : "4";
        const auto graph = parseGraphText("y = input(" + sizes + ") > dense(3) > sigmoid; output(" + inputs + ", loss=" + loss.id + ")");
        REQUIRE(graph);
        CHECK(problemsOf(lower(*graph, {})) == std::vector<std::string>{});
    }
}
