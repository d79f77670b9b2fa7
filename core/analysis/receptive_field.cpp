#include "core/analysis/receptive_field.h"

#include <algorithm>
#include <map>

namespace nodegrad {

namespace {

using Field = std::vector<FieldAxis>;

/// Axes that windows slide over: all but samples and features.
std::size_t axisCount(const Spec& spec)
{
    switch (spec.kind) {
    case Kind::Image: return 2;
    case Kind::Volume: return 3;
    case Kind::Sequence:
    case Kind::Tokens: return 1;
    default: return 0;
    }
}

Field whole(std::size_t axes)
{
    return Field(axes, FieldAxis{1, 1, true});
}

/// Sizes of the window of a convolution or pooling, one an axis; {} for other ops.
std::vector<std::int64_t> windowOf(const Program& program, const OpCall& call, std::size_t axes)
{
    if (call.attributes.has("kernel"))
        return call.attributes.list("kernel", axes);
    if (!call.type->id.starts_with("conv") || call.inputs.size() < 2 || call.inputs[1] == kNoValue)
        return {};
    std::vector<std::int64_t> sizes;
    const Shape& weight = program.values[static_cast<std::size_t>(call.inputs[1])].shape;
    for (std::size_t i = 2; i < weight.size(); ++i)
        sizes.push_back(weight[i].isKnown() ? weight[i].value() : 1);
    return sizes;
}

/// Ops that mix values of different places in a way that no window describes.
bool mixesAll(const std::string& op)
{
    static const char* const all[] = {"global_average_pool", "lstm", "gru", "rnn", "attention", "reshape", "flatten", "select_last", "matmul"};
    return std::ranges::find(all, op) != std::end(all) || op.starts_with("adaptive") || op.starts_with("global") || op.starts_with("conv_transpose");
}

/// What one value of the op's output sees, when one of its input sees `in`.
Field through(const Program& program, const OpCall& call, const Field& in)
{
    if (in.empty())
        return in;
    if (call.type->foreign || mixesAll(call.type->id))
        return whole(in.size());
    const std::vector<std::int64_t> window = windowOf(program, call, in.size());
    if (window.size() != in.size())
        return in;
    const auto each = [&](const char* id) {
        return call.attributes.has(id) ? call.attributes.list(id, in.size()) : std::vector<std::int64_t>(in.size(), 1);
    };
    const std::vector<std::int64_t> stride = each("stride"), dilation = each("dilation");
    Field out = in;
    for (std::size_t i = 0; i < in.size(); ++i) {
        out[i].size = in[i].size + dilation[i] * (window[i] - 1) * in[i].stride;
        out[i].stride = in[i].stride * stride[i];
    }
    return out;
}

Field larger(const Field& a, const Field& b)
{
    if (a.empty() || b.empty())
        return a.empty() ? b : a;
    Field out = a;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        out[i].size = std::max(a[i].size, b[i].size);
        out[i].stride = std::max(a[i].stride, b[i].stride);
        out[i].whole = a[i].whole || b[i].whole;
    }
    return out;
}

} // namespace

std::optional<std::vector<FieldAxis>> receptiveField(const Program& program, const std::string& path)
{
    if (program.inputs.empty())
        return std::nullopt;
    const ProgramInput& input = program.inputs.front();
    const std::size_t axes = axisCount(input.spec);
    if (axes == 0)
        return std::nullopt;
    std::map<ValueId, Field> fields;
    fields[input.value] = Field(axes);
    fields[input.entry] = Field(axes);
    std::optional<Field> found;
    for (const OpCall& call : program.ops) {
        Field in;
        for (const ValueId id : call.inputs)
            if (const auto known = fields.find(id); known != fields.end())
                in = larger(in, known->second);
        if (in.empty())
            continue;
        const Field out = through(program, call, in);
        for (const ValueId id : call.outputs)
            fields[id] = out;
        if (call.origin == path)
            found = out;
    }
    return found;
}

std::string fieldText(const std::vector<FieldAxis>& field)
{
    if (std::ranges::any_of(field, &FieldAxis::whole))
        return "all of the input";
    std::string sizes, steps;
    bool isEven = true, moves = false;
    for (const FieldAxis& axis : field) {
        sizes += (sizes.empty() ? "" : " × ") + std::to_string(axis.size);
        steps += (steps.empty() ? "" : " × ") + std::to_string(axis.stride);
        isEven = isEven && axis.stride == field.front().stride;
        moves = moves || axis.stride > 1;
    }
    return moves ? sizes + ", every " + (isEven ? std::to_string(field.front().stride) : steps) : sizes;
}

} // namespace nodegrad
