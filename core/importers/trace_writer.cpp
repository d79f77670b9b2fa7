#include "core/importers/trace_writer.h"

#include <algorithm>
#include <cstring>

namespace nodegrad {

namespace {

bool isSame(const HostTensor& a, const HostTensor& b)
{
    return a.dtype() == b.dtype() && a.shape() == b.shape() && a.byteSize() == b.byteSize() && (a.isEmpty() || a.bytes() == b.bytes() || std::memcmp(a.bytes(), b.bytes(), a.byteSize()) == 0);
}

} // namespace

TraceWriter::TraceWriter(const ScriptTrace& trace) : m_trace(trace) {}

void TraceWriter::begin(const ScriptCall& call)
{
    m_call = &call;
    m_op = call.op;
    if (m_op.size() > 1 && m_op.back() == '_')
        m_op.pop_back();
}

const ScriptArgument* TraceWriter::argument(const std::string& name) const
{
    const auto found = std::ranges::find(m_call->arguments, name, &std::pair<std::string, ScriptArgument>::first);
    return found == m_call->arguments.end() ? nullptr : &found->second;
}

bool TraceWriter::isNone(const std::string& name) const
{
    const ScriptArgument* given = argument(name);
    return !given || std::holds_alternative<std::monostate>(*given);
}

std::int64_t TraceWriter::integer(const std::string& name, std::int64_t byDefault) const
{
    const ScriptArgument* given = argument(name);
    const auto* whole = given ? std::get_if<std::int64_t>(given) : nullptr;
    return whole ? *whole : byDefault;
}

double TraceWriter::number(const std::string& name, double byDefault) const
{
    const ScriptArgument* given = argument(name);
    if (!given)
        return byDefault;
    if (const auto* real = std::get_if<double>(given))
        return *real;
    if (const auto* whole = std::get_if<std::int64_t>(given))
        return static_cast<double>(*whole);
    const auto* truth = std::get_if<bool>(given);
    return truth ? static_cast<double>(*truth) : byDefault;
}

bool TraceWriter::flag(const std::string& name, bool byDefault) const
{
    const ScriptArgument* given = argument(name);
    const auto* truth = given ? std::get_if<bool>(given) : nullptr;
    return truth ? *truth : byDefault;
}

std::string TraceWriter::text(const std::string& name) const
{
    const ScriptArgument* given = argument(name);
    const auto* words = given ? std::get_if<std::string>(given) : nullptr;
    return words ? *words : "";
}

Sizes TraceWriter::integers(const std::string& name, std::size_t count) const
{
    const ScriptArgument* given = argument(name);
    Sizes list;
    if (const auto* whole = given ? std::get_if<std::int64_t>(given) : nullptr)
        list = {*whole};
    else if (const auto* many = given ? std::get_if<Sizes>(given) : nullptr)
        list = *many;
    if (list.size() == 1 && count > 1)
        list.assign(count, list.front());
    return list;
}

std::vector<double> TraceWriter::reals(const std::string& name) const
{
    const ScriptArgument* given = argument(name);
    const auto* list = given ? std::get_if<std::vector<double>>(given) : nullptr;
    return list ? *list : std::vector<double>{};
}

bool TraceWriter::isTensor(const std::string& name) const
{
    const ScriptArgument* given = argument(name);
    return given && std::holds_alternative<ScriptTensorId>(*given);
}

std::vector<ScriptTensorId> TraceWriter::ids(const std::string& name) const
{
    const ScriptArgument* given = argument(name);
    if (const auto* one = given ? std::get_if<ScriptTensorId>(given) : nullptr)
        return {*one};
    const auto* many = given ? std::get_if<std::vector<ScriptTensorId>>(given) : nullptr;
    return many ? *many : std::vector<ScriptTensorId>{};
}

Sizes TraceWriter::sizes(const std::string& name) const
{
    const auto found = ids(name);
    return found.size() == 1 ? tensor(found.front()).sizes : Sizes{};
}

const HostTensor* TraceWriter::constant(const std::string& name) const
{
    const auto found = ids(name);
    return found.size() == 1 && tensor(found.front()).constant ? &*tensor(found.front()).constant : nullptr;
}

std::int64_t TraceWriter::dim(const std::string& name, std::int64_t byDefault, std::size_t rank) const
{
    const std::int64_t at = integer(name, byDefault);
    return at < 0 ? at + static_cast<std::int64_t>(rank) : at;
}

std::string TraceWriter::fresh(const std::string& stem)
{
    return stem + "#" + std::to_string(++m_count);
}

void TraceWriter::nameValue(ScriptTensorId id, const std::string& name)
{
    m_names.try_emplace(id.index, name);
}

std::string TraceWriter::value(const std::string& name)
{
    const auto found = ids(name);
    return found.size() == 1 ? value(found.front()) : "";
}

std::string TraceWriter::value(ScriptTensorId id)
{
    if (const auto found = m_names.find(id.index); found != m_names.end())
        return found->second;
    const ScriptTensor& given = tensor(id);
    std::string name;
    if (!given.constant)
        name = fresh("value");
    else if (given.constant->shape() == given.sizes)
        name = ofConstant(given);
    else // the same for all samples
        name = made("Expand", {ofConstant(given), ofIntegers(given.sizes)});
    m_names[id.index] = name;
    return name;
}

std::string TraceWriter::spreadable(const std::string& name)
{
    const auto found = ids(name);
    const bool isOne = found.size() == 1 && tensor(found.front()).constant && tensor(found.front()).constant->shape() != tensor(found.front()).sizes;
    return isOne ? ofConstant(tensor(found.front())) : value(name);
}

std::string TraceWriter::ofConstant(const ScriptTensor& given)
{
    return given.origin.empty() ? ofTensor("constant", *given.constant) : ofWeight(given.origin, *given.constant);
}

std::string TraceWriter::ofIntegers(const Sizes& numbers)
{
    return stored(fresh("numbers"), HostTensor::ofIntegers({static_cast<std::int64_t>(numbers.size())}, numbers));
}

std::string TraceWriter::ofNumber(double number)
{
    const auto single = static_cast<float>(number);
    return stored(fresh("number"), HostTensor::ofFloats({}, std::span(&single, 1)));
}

std::string TraceWriter::ofTensor(const std::string& wanted, HostTensor tensor)
{
    const std::string name = fresh(wanted);
    graph.nodes.push_back({.opType = "Constant", .inputs = {}, .outputs = {name}, .attributes = {{"value", OnnxTensor{"", std::move(tensor)}}}});
    return name;
}

std::string TraceWriter::ofWeight(const std::string& origin, HostTensor tensor)
{
    const auto known = m_constants.find(origin);
    if (known == m_constants.end())
        return stored(origin, std::move(tensor));
    return isSame(known->second, tensor) ? origin : stored(fresh(origin), std::move(tensor));
}

std::string TraceWriter::stored(const std::string& name, HostTensor tensor)
{
    m_constants[name] = tensor;
    graph.initializers.push_back({name, std::move(tensor)});
    return name;
}

std::string TraceWriter::nodeName(const std::string& op) const
{
    for (const auto& [name, given] : m_call->arguments)
        for (const ScriptTensorId id : ids(name)) {
            const std::string& origin = tensor(id).origin;
            if (const std::size_t dot = origin.rfind('.'); dot != std::string::npos)
                return origin.substr(0, dot) + "." + op;
        }
    return "";
}

std::string TraceWriter::made(const std::string& op, std::vector<std::string> inputs, Attributes attributes)
{
    const std::string name = fresh("value");
    graph.nodes.push_back({.opType = op, .name = nodeName(op), .inputs = std::move(inputs), .outputs = {name}, .attributes = attributes});
    return name;
}

void TraceWriter::give(const std::string& op, std::vector<std::string> inputs, Attributes attributes)
{
    give({.opType = op, .inputs = std::move(inputs), .attributes = attributes});
}

void TraceWriter::give(OnnxNode node)
{
    if (node.name.empty())
        node.name = nodeName(node.opType);
    for (const ScriptTensorId id : m_call->outputs)
        node.outputs.push_back(value(id));
    graph.nodes.push_back(std::move(node));
}

void TraceWriter::giveUnknown()
{
    OnnxNode node{.opType = m_op, .domain = kTorchDomain};
    for (const auto& [name, given] : m_call->arguments) {
        if (const auto* whole = std::get_if<std::int64_t>(&given))
            node.attributes.push_back({name, *whole});
        else if (const auto* truth = std::get_if<bool>(&given))
            node.attributes.push_back({name, static_cast<std::int64_t>(*truth)});
        else if (const auto* real = std::get_if<double>(&given))
            node.attributes.push_back({name, static_cast<float>(*real)});
        else if (const auto* words = std::get_if<std::string>(&given))
            node.attributes.push_back({name, *words});
        else if (const auto* list = std::get_if<Sizes>(&given))
            node.attributes.push_back({name, *list});
        else
            for (const ScriptTensorId id : ids(name))
                node.inputs.push_back(value(id));
    }
    give(std::move(node));
}

} // namespace nodegrad
