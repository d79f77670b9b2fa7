#include "core/ops/builder.h"

#include <algorithm>
#include <cassert>

#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

constexpr std::size_t kRest = static_cast<std::size_t>(-1);

/// How many inputs an op takes: all names without "?" at least; names with "*" any number from one on.
struct Arity {
    std::size_t least = 0, most = 0;
};
Arity arityOf(const OpType& type)
{
    Arity arity;
    for (const std::string& name : type.inputs) {
        if (name.ends_with('*'))
            return {arity.least + 1, kRest};
        ++arity.most;
        if (!name.ends_with('?'))
            arity.least = arity.most;
    }
    return arity;
}

/// Sizes below 1, and more elements than a machine can hold, come out of absurd parameters.
void needSensible(const Spec& spec)
{
    double count = 1;
    for (const Dim& dim : spec.shape) {
        if (!dim.isKnown())
            continue;
        if (dim.value() < 1)
            unmet("layer.empty_output", {{"shape", shapeText(spec.shape)}});
        count *= static_cast<double>(dim.value());
    }
    if (count > kMostElements)
        unmet("layer.too_large", {{"shape", shapeText(spec.shape)}, {"count", count}});
}

} // namespace

Builder::Builder(std::string nodeName, const Specs& inputs) : m_nodeName(std::move(nodeName))
{
    m_fragment.values = inputs;
    m_fragment.inputCount = inputs.size();
}

Values Builder::inputs() const
{
    Values values;
    for (std::size_t i = 0; i < m_fragment.inputCount; ++i) {
        const Spec& spec = m_fragment.values[i];
        values.push_back(isAbsent(spec) ? none() : Value{static_cast<ValueId>(i), spec});
    }
    return values;
}

Value Builder::addValue(Spec spec)
{
    m_fragment.values.push_back(spec);
    return {static_cast<ValueId>(m_fragment.values.size() - 1), std::move(spec)};
}

Value Builder::parameter(const std::string& name, std::vector<std::int64_t> shape, const Initializer& initializer)
{
    Spec spec{DType::Float32, Shape(shape.begin(), shape.end()), kindOfRank(shape.size()), 0};
    double count = 1;
    for (const std::int64_t size : shape) {
        need(size >= 1, makeError("layer.empty_parameter", {{"parameter", name}, {"shape", shapeText(spec.shape)}}));
        count *= static_cast<double>(size);
    }
    need(count <= kMostElements,
         makeError("layer.too_many_parameters", {{"parameter", name}, {"shape", shapeText(spec.shape)}, {"count", count}}));
    Value value = addValue(std::move(spec));
    m_fragment.parameters.push_back({.path = name, .shape = std::move(shape), .initializer = initializer, .value = value.id});
    return value;
}

Value Builder::buffer(const std::string& name, const HostTensor& initial)
{
    Value value = addValue({initial.dtype(), Shape(initial.shape().begin(), initial.shape().end()), kindOfRank(initial.rank()), 0});
    m_fragment.buffers.push_back({.path = name, .initial = initial, .value = value.id});
    return value;
}

Value Builder::constant(const HostTensor& tensor)
{
    Value value = addValue({tensor.dtype(), Shape(tensor.shape().begin(), tensor.shape().end()), kindOfRank(tensor.rank()), 0});
    m_fragment.constants.push_back({tensor, value.id});
    return value;
}

Values Builder::call(const std::string& op, const Values& inputs, const Attributes& attributes)
{
    const OpType* type = findOp(op);
    assert(type && "no op of this id");
    const Arity arity = arityOf(*type);
    assert(inputs.size() >= arity.least && inputs.size() <= arity.most);

    OpCall call{.type = type, .attributes = completed(attributes, type->attributes)};
    for (const Param& param : type->attributes)
        if (const Status status = checkParam(param, *call.attributes.find(param.id)); !status)
            need(false, status.error());

    Specs specs;
    for (const Value& value : inputs) {
        call.inputs.push_back(value.id);
        specs.push_back(value ? value.spec : absentSpec());
    }
    while (arity.most != kRest && specs.size() < arity.most) {
        call.inputs.push_back(kNoValue);
        specs.push_back(absentSpec());
    }

    Specs outputs;
    try {
        outputs = type->infer(call.attributes, specs);
        std::ranges::for_each(outputs, needSensible);
    } catch (Unmet& problem) { // only to add what the shape rule cannot know, on the way to lower()
        const std::size_t given = static_cast<std::size_t>(std::count_if(
            m_fragment.values.begin(), m_fragment.values.begin() + static_cast<std::ptrdiff_t>(m_fragment.inputCount),
            [](const Spec& spec) { return !isAbsent(spec); }));
        const ValueId id = problem.input >= 0 ? call.inputs[static_cast<std::size_t>(problem.input)] : kNoValue;
        // A value in the middle of a layer stands for the layer's one input.
        const bool isPort = id >= 0 && static_cast<std::size_t>(id) < m_fragment.inputCount;
        need(false, std::move(problem.error), std::move(problem.fixes), isPort ? id : given == 1 && problem.input == 0 ? 0 : -1);
    }

    const auto sameOp = std::ranges::count_if(m_fragment.ops, [&](const OpCall& other) { return other.type == type; });
    call.path = sameOp == 0 ? op : op + "_" + std::to_string(sameOp);
    Values values;
    for (Spec& spec : outputs) {
        values.push_back(addValue(std::move(spec)));
        call.outputs.push_back(values.back().id);
    }
    m_fragment.ops.push_back(std::move(call));
    return values;
}

Value Builder::call1(const std::string& op, const Values& inputs, const Attributes& attributes)
{
    Values values = call(op, inputs, attributes);
    assert(values.size() == 1);
    return values.front();
}

const Value& Builder::needKind(const Value& value, std::initializer_list<Kind> kinds, std::vector<Fix> fixes)
{
    if (value && std::ranges::find(kinds, value.spec.kind) != kinds.end())
        return value;
    const bool isPort = value && static_cast<std::size_t>(value.id) < m_fragment.inputCount;
    Unmet problem = wrongKind(value ? value.spec : absentSpec(), std::vector<Kind>(kinds), isPort ? value.id : -1, std::move(fixes));
    need(false, std::move(problem.error), std::move(problem.fixes), problem.input);
    return value;
}

std::int64_t Builder::needKnown(const Dim& dim, const std::string& what)
{
    need(dim.isKnown(), makeError("layer.needs_known", {{"what", what}, {"got", dim.text()}}));
    return dim.value();
}

void Builder::need(bool condition, Error error, std::vector<Fix> fixes, int input)
{
    if (condition)
        return;
    error.arguments["node"] = m_nodeName;
    throw Unmet{std::move(error), input, std::move(fixes)};
}

} // namespace nodegrad
