#include "core/layers/families.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

// --- flatten ---

Values buildFlatten(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Image, Kind::Volume, Kind::Sequence, Kind::Vector}, in[0].spec.kind == Kind::Tokens ? vectorFixes(in[0].spec) : std::vector<Fix>{});
    return {b.call1("flatten", {x}, {{"start_dim", p.integer("start_dim")}})};
}

PythonUse pythonFlatten(const ParamValues& p, const Specs&)
{
    const std::int64_t start = p.integer("start_dim");
    return {start == 1 ? "nn.Flatten()" : "nn.Flatten(" + std::to_string(start) + ")", "{self}({0})", {}};
}

// --- reshape ---

Values buildReshape(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Image, Kind::Sequence, Kind::Vector}, in[0].spec.kind == Kind::Tokens ? vectorFixes(in[0].spec) : std::vector<Fix>{});
    const List& sizes = p.list("shape");
    b.need(!sizes.empty() && sizes.size() <= 3, makeError("layer.reshape_needs_sizes", {{"count", sizes.size()}}));
    for (const std::int64_t size : sizes)
        b.need(size != 0, makeError("layer.empty_output", {{"shape", timesText(sizes)}}));
    List shape{0};
    shape.insert(shape.end(), sizes.begin(), sizes.end());
    return {b.call1("reshape", {x}, {{"shape", shape}})};
}

PythonUse pythonReshape(const ParamValues& p, const Specs&)
{
    std::string sizes;
    for (const std::int64_t size : p.list("shape"))
        sizes += ", " + std::to_string(size);
    return {"", "{0}.reshape({0}.shape[0]" + sizes + ")", {}};
}

} // namespace

std::vector<LayerType> reshapeLayers()
{
    return {
        {.id = "flatten", .title = "Flatten", .summary = "Lays all values of a sample out in one row.",
         .explanation = "A feature map (N, C, H, W) becomes a vector (N, C × H × W): the numbers stay the same, only their order as a picture is given up. It "
                        "stands between the convolutions, which need the picture, and the Dense layers, which need a vector. "
                        "GlobalAveragePool does the same job with far fewer values.",
         .aliases = {"vectorize", "ravel", "unroll"}, .category = Category::Reshape,
         .params = {integerParam("start_dim", "First dimension", "The first of the dimensions that become one; 0 is the batch.", 1, 1, 7)},
         .examples = {{"input(16,4,4) > flatten", "256 values"}, {"input(3,4,5) > flatten(2)", "Rows and columns only"}},
         .build = buildFlatten, .python = pythonFlatten,
         .summarize = [](const ParamValues& p) { return p.integer("start_dim") == 1 ? std::string() : "from dimension " + std::to_string(p.integer("start_dim")); },
         .formula = "F = C × H × W"},
        {.id = "reshape", .title = "Reshape", .summary = "Gives the values of a sample another shape.",
         .explanation = "The numbers keep their order and get new sizes, whose product must stay the same: F = C × H × W. One size makes a vector, two a "
                        "sequence (time steps × features), three a feature map (channels × height × width). One of the sizes may be -1; it is then worked out.",
         .aliases = {"view", "unflatten", "resize"}, .category = Category::Reshape,
         .params = {withMaximum(listParam("shape", "Shape", "New sizes of one sample, without the batch; one may be -1.", {-1}, 0, -1), 1e9)},
         .examples = {{"input(64) > reshape(1,8,8)", "A row of numbers as a picture"}, {"input(64) > reshape(8,-1)", "A row as a sequence of 8 steps"}},
         .build = buildReshape, .python = pythonReshape, .summarize = [](const ParamValues& p) { return timesText(p.list("shape")); },
         .formula = "product of the new sizes = product of the old ones"},
    };
}

} // namespace nodegrad
