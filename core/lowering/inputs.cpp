#include <algorithm>

#include "core/lowering/walk.h"

namespace nodegrad {

namespace {

std::optional<Kind> kindNamed(const std::string& id)
{
    for (const Kind kind : {Kind::Image, Kind::Volume, Kind::Vector, Kind::Sequence, Kind::Tokens})
        if (kindId(kind) == id)
            return kind;
    return std::nullopt;
}

std::string kindPlural(Kind kind)
{
    return kind == Kind::Image ? "pictures" : kind == Kind::Volume ? "volumes" : kind == Kind::Tokens ? "tokens" : kind == Kind::Sequence ? "sequences" : "vectors";
}

std::string sizesText(const std::vector<std::int64_t>& sizes)
{
    return shapeText(Shape(sizes.begin(), sizes.end()));
}

/// What an Input's own parameters say; `length` names a length that is left open.
Result<Spec> ownSpec(const ParamValues& params, const std::string& length)
{
    const std::vector<std::int64_t>& sizes = params.list("shape");
    const auto set = kindNamed(params.text("kind"));
    const Kind byRank = sizes.size() == 1 ? Kind::Vector : sizes.size() == 2 ? Kind::Sequence : sizes.size() == 3 ? Kind::Image : Kind::Volume;
    const Kind kind = set.value_or(byRank);
    const std::size_t rank = kind == Kind::Volume ? 4 : kind == Kind::Image ? 3 : kind == Kind::Sequence ? 2 : 1;
    if (sizes.size() != rank)
        return fail("layer.input_kind", {{"kind", kindPlural(kind)}, {"expected", rank}, {"got", sizes.size()}});
    double count = 1;
    const bool anyLength = (kind == Kind::Sequence || kind == Kind::Tokens) && sizes.front() == 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (sizes[i] == 0 && !(anyLength && i == 0))
            return fail("layer.input_zero", {{"shape", sizesText(sizes)}});
        count *= static_cast<double>(std::max<std::int64_t>(1, sizes[i]));
    }
    constexpr double most = 1099511627776.0; // 2^40
    if (count > most)
        return fail("layer.too_large", {{"shape", sizesText(sizes)}, {"count", count}});
    Spec spec{kind == Kind::Tokens ? DType::Int64 : DType::Float32, {batchDim()}, kind, kind == Kind::Tokens ? params.integer("vocabulary") : 0};
    spec.shape.insert(spec.shape.end(), sizes.begin(), sizes.end());
    if (anyLength)
        spec.shape[1] = Dim::symbol(length);
    return spec;
}

/// The preparation as ops behind the raw value: y = (x - offset) * factor, step by step.
Value prepared(Builder& b, const InputBinding& binding)
{
    Value x = b.inputs().front();
    const bool isReal = x.spec.dtype == DType::Float32 || x.spec.dtype == DType::Float64;
    if (!binding.affine.empty() && !isReal)
        x = b.call1("cast", {x});
    for (const auto& [offset, factor] : binding.affine) {
        const auto array = [&](const std::vector<float>& values) {
            return b.constant(HostTensor::ofFloats({static_cast<std::int64_t>(values.size())}, values));
        };
        x = b.call1("affine", {x, array(offset), array(factor)}, {{"axis", std::int64_t(x.spec.kind == Kind::Image || x.spec.kind == Kind::Volume ? 1 : -1)}});
    }
    return x;
}

} // namespace

/// "T", or "T_text" where a network has several Inputs: their lengths may differ.
std::string Walk::lengthSymbol(const Node& input) const
{
    const auto inputs = std::ranges::count_if(m_graph.root().nodes, [](const NodePtr& node) { return node->type == kInputType; });
    return inputs == 1 ? "T" : "T_" + input.name;
}

void Walk::lowerInput(Place& place, const LevelIndex& index, const NodePtr& node)
{
    const LayerType& type = *findLayer(kInputType);
    NodeFacts facts{.inputs = {}, .outputs = {absentSpec()}};
    std::vector<Diagnostic> problems = checkParams(type, node->params, node->name);
    const ParamValues params = completed(node->params, type.params);

    const InputBinding* binding = nullptr;
    Fix connect;
    connect.action = Fix::Action::ConnectData;
    connect.title = "Choose data";
    const bool isUsed = isLive(place, index, *node);
    if (problems.empty() && m_bindings.hasData && isUsed) {
        const auto named = m_bindings.inputs.find(node->name), common = m_bindings.inputs.find("");
        if (named != m_bindings.inputs.end()) {
            binding = &named->second;
        } else if (common != m_bindings.inputs.end() && m_inputsServed++ == 0) {
            binding = &common->second;
        } else {
            const auto count = std::ranges::count_if(index.order, [&](const NodePtr& other) { return other->type == kInputType && isLive(place, index, *other); });
            Fix remove;
            remove.action = Fix::Action::Remove;
            remove.title = "Remove '" + node->name + "'";
            problems.push_back({Severity::Error, "", "", makeError("layer.input_no_data", {{"count", count}}), {remove}});
        }
    }
    Spec spec;
    const bool isSet = problems.empty() && !params.list("shape").empty();
    if (problems.empty() && !binding) {
        const auto own = isSet ? ownSpec(params, lengthSymbol(*node)) : Result<Spec>(fail("layer.input_unset"));
        if (own)
            spec = *own;
        else
            problems.push_back({Severity::Error, "", "", own.error(), isSet ? std::vector<Fix>{} : std::vector<Fix>{connect}});
    }
    const bool isBlocked = !problems.empty();
    for (Diagnostic& problem : problems)
        if (isUsed)
            report(place, *node, std::move(problem));
    if (isBlocked)
        return record(place, *node, std::move(facts));

    if (binding) {
        spec = binding->spec;
        const auto own = isSet ? ownSpec(params, lengthSymbol(*node)) : Result<Spec>(spec);
        // A size that is left open takes what the data have.
        const bool sameShape = own && std::ranges::equal(own->shape, spec.shape, [](const Dim& set, const Dim& data) { return !set.isKnown() || set == data; });
        if (!own || !sameShape || (params.text("kind") != "auto" && own->kind != spec.kind)) {
            const Shape data(spec.shape.begin() + (spec.shape.empty() ? 0 : 1), spec.shape.end());
            report(place, *node, Severity::Warning,
                   makeError("layer.input_shape", {{"set", sameShape ? kindPlural(own->kind) : sizesText(params.list("shape"))}, {"data", shapeText(data)}}),
                   {Fix::setParam("Clear the shape", "shape", std::vector<std::int64_t>{})});
        }
    }
    const ValueId raw = m_assembler.addValue(spec);
    Builder builder(node->name, {spec});
    Value entry{0, spec};
    static const InputBinding none{};
    if (auto problem = caught({}, [&] { entry = prepared(builder, binding ? *binding : none); })) {
        report(place, *node, std::move(*problem));
        return record(place, *node, std::move(facts));
    }
    Fragment fragment = builder.take();
    fragment.outputs = {entry.id};
    const Value value = m_assembler.join(fragment, {raw}, {.path = node->name}).front();
    if (isUsed)
        m_assembler.program.inputs.push_back({node->name, spec, raw, value.id});
    place.values[{node->id, "out"}] = value;
    facts.outputs = {value.spec};
    record(place, *node, std::move(facts));
}

} // namespace nodegrad
