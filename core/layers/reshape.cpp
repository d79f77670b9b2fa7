#include <algorithm>

#include "core/layers/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

constexpr std::int64_t kMostDims = 5; ///< batch, channels, and three of space

Value needShaped(Builder& b, const Value& x)
{
    return b.needKind(x, {Kind::Image, Kind::Volume, Kind::Sequence, Kind::Vector}, tokenFixes(x.spec));
}

/// "2, 3".
std::string listText(const List& values)
{
    std::string text;
    for (const std::int64_t value : values)
        text += (text.empty() ? "" : ", ") + std::to_string(value);
    return text;
}

// --- flatten ---

Values buildFlatten(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = needShaped(b, in[0]);
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
    const Value x = in[0].spec.kind == Kind::Scalar ? in[0] : needShaped(b, in[0]);
    const List& sizes = p.list("shape");
    b.need(!sizes.empty() && sizes.size() <= 4, makeError("layer.reshape_needs_sizes", {{"count", sizes.size()}}));
    for (const std::int64_t size : sizes)
        b.need(size != 0, makeError("layer.empty_output", {{"shape", timesText(sizes)}}));
    List shape{0};
    shape.insert(shape.end(), sizes.begin(), sizes.end());
    return {b.call1("reshape", {x}, {{"shape", shape}})};
}

PythonUse pythonReshape(const ParamValues& p, const Specs&)
{
    return {"", "{0}.reshape({0}.shape[0], " + listText(p.list("shape")) + ")", {}};
}

// --- unflatten ---

Values buildUnflatten(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Image, Kind::Sequence, Kind::Vector}, tokenFixes(in[0].spec));
    const auto rank = static_cast<std::int64_t>(x.spec.shape.size() + p.list("sizes").size()) - 1;
    b.need(rank <= kMostDims, makeError("layer.too_many_dims", {{"rank", rank}, {"most", kMostDims}}));
    return {b.call1("unflatten", {x}, {{"dim", p.integer("dim")}, {"sizes", p.list("sizes")}})};
}

PythonUse pythonUnflatten(const ParamValues& p, const Specs&)
{
    const List& sizes = p.list("sizes");
    return {"nn.Unflatten(" + std::to_string(p.integer("dim")) + ", (" + listText(sizes) + (sizes.size() == 1 ? ",))" : "))"), "{self}({0})", {}};
}

// --- permute, transpose ---

/// The order of all dimensions; none stands for all but the batch in reverse.
List orderOf(const ParamValues& p, const Spec& x)
{
    List order{0};
    order.insert(order.end(), p.list("dims").begin(), p.list("dims").end());
    for (auto dim = static_cast<std::int64_t>(x.shape.size()) - 1; p.list("dims").empty() && dim > 0; --dim)
        order.push_back(dim);
    return order;
}

Values buildPermute(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = needShaped(b, in[0]);
    const List order = orderOf(p, x.spec);
    List sorted = order;
    std::ranges::sort(sorted);
    bool isOrder = order.size() == x.spec.shape.size();
    for (std::size_t i = 0; i < sorted.size(); ++i)
        isOrder &= sorted[i] == static_cast<std::int64_t>(i);
    b.need(isOrder, makeError("layer.not_an_order", {{"dims", timesText(p.list("dims"))}, {"got", gotPhrase(x.spec)}}), {}, 0);
    return {b.call1("permute", {x}, {{"dims", order}})};
}

Values buildTranspose(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(in[0].spec));
    List order;
    for (std::size_t i = 0; i < x.spec.shape.size(); ++i)
        order.push_back(static_cast<std::int64_t>(i));
    std::swap(order[needDim(b, x, p.integer("first"))], order[needDim(b, x, p.integer("second"))]);
    return {b.call1("permute", {x}, {{"dims", order}})};
}

PythonUse pythonTranspose(const ParamValues& p, const Specs&)
{
    return {"", "{0}.transpose(" + std::to_string(p.integer("first")) + ", " + std::to_string(p.integer("second")) + ")", {}};
}

// --- squeeze, unsqueeze ---

/// From 0; none stands for all of size 1 but the batch.
List squeezedDims(const ParamValues& p, const Spec& x)
{
    List dims;
    for (const std::int64_t dim : p.list("dims"))
        dims.push_back(static_cast<std::int64_t>(dimOf(x, dim)));
    for (std::size_t i = 1; p.list("dims").empty() && i < x.shape.size(); ++i)
        if (x.shape[i] == Dim(1))
            dims.push_back(static_cast<std::int64_t>(i));
    std::ranges::sort(dims);
    dims.erase(std::unique(dims.begin(), dims.end()), dims.end()); // clang 14 cannot read std::ranges::unique of GCC 12
    return dims;
}

Values buildSqueeze(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = needShaped(b, in[0]);
    for (const std::int64_t dim : p.list("dims"))
        needDim(b, x, dim);
    const List dims = squeezedDims(p, x.spec);
    return {dims.empty() ? x : b.call1("squeeze", {x}, {{"dims", dims}})};
}

PythonUse pythonSqueeze(const ParamValues& p, const Specs& in)
{
    const List dims = squeezedDims(p, in[0]);
    return {"", dims.empty() ? "{0}" : "{0}.squeeze(" + (dims.size() == 1 ? std::to_string(dims[0]) : "(" + listText(dims) + ")") + ")", {}};
}

Values buildUnsqueeze(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Image, Kind::Sequence, Kind::Vector, Kind::Scalar}, tokenFixes(in[0].spec));
    return {b.call1("unsqueeze", {x}, {{"dim", p.integer("dim")}})};
}

PythonUse pythonUnsqueeze(const ParamValues& p, const Specs&)
{
    return {"", "{0}.unsqueeze(" + std::to_string(p.integer("dim")) + ")", {}};
}

Param dimParam(const char* id, const char* title, const char* doc, std::int64_t byDefault)
{
    return integerParam(id, title, doc, byDefault, -7, 7);
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
                        "sequence (time steps × features), three a feature map (channels × height × width), four a volume (channels × depth × height × "
                        "width). One of the sizes may be -1; it is then worked out.",
         .aliases = {"view", "new shape"}, .category = Category::Reshape,
         .params = {withMaximum(listParam("shape", "Shape", "New sizes of one sample, without the batch; one may be -1.", {-1}, 0, -1), 1e9)},
         .examples = {{"input(64) > reshape(1,8,8)", "A row of numbers as a picture"}, {"input(64) > reshape(8,-1)", "A row as a sequence of 8 steps"}},
         .build = buildReshape, .python = pythonReshape, .summarize = [](const ParamValues& p) { return timesText(p.list("shape")); },
         .formula = "product of the new sizes = product of the old ones"},
        {.id = "unflatten", .title = "Unflatten", .summary = "Splits one dimension into several.",
         .explanation = "The reverse of Flatten for a single dimension: its size is written as a product, F = a × b, and the numbers keep their order, so that a "
                        "vector (N, a × b) becomes a sequence (N, a, b). One of the sizes may be -1; it is then worked out. It stands where a decoder "
                        "goes from a vector back to pictures, and where features are split into heads.",
         .aliases = {"split dimension", "expand shape", "unravel"}, .category = Category::Reshape,
         .params = {withMaximum(listParam("sizes", "Sizes", "What the dimension becomes; one may be -1.", {-1, 1}, 0, -1), 1e9),
                    dimParam("dim", "Dimension", "The dimension that is split; 0 is the batch and stays.", 1)},
         .examples = {{"input(48) > unflatten(3x4x4)", "A vector as a feature map"}, {"input(6,8) > unflatten(2x-1, dim=-1)", "Features in two halves"}},
         .build = buildUnflatten, .python = pythonUnflatten,
         .summarize = [](const ParamValues& p) { return timesText(p.list("sizes")); },
         .formula = "F = a × b"},
        {.id = "permute", .title = "Permute", .summary = "Puts the dimensions of a sample in another order.",
         .explanation = "Rows become columns, channels become the last dimension: each number moves to the place that has the same indices in the new order, "
                        "y[n, k, i, j] = x[n, i, j, k] for the order 3, 1, 2. Dimensions count from 1; the batch, 0, stays in front. Without an order they "
                        "are reversed. Unlike Reshape, which only puts other brackets around the same row of numbers, it moves numbers.",
         .aliases = {"reorder", "dimension order", "channels last"}, .category = Category::Reshape,
         .params = {withMaximum(listParam("dims", "Order", "The dimensions from 1 on in their new order; none: reversed.", {}, 0, 1), 7)},
         .examples = {{"input(3,4,5) > permute(2x3x1)", "Channels last"}, {"input(6,8) > permute", "Features and time steps change places"}},
         .build = buildPermute,
         .python = [](const ParamValues& p, const Specs& in) { return PythonUse{"", "{0}.permute(" + listText(orderOf(p, in[0])) + ")", {}}; },
         .summarize = [](const ParamValues& p) { return p.list("dims").empty() ? std::string("reversed") : listText(p.list("dims")); },
         .formula = "y[n, k, i, j] = x[n, i, j, k]"},
        {.id = "transpose", .title = "Transpose", .summary = "Swaps two dimensions of a sample.",
         .explanation = "The transpose of a matrix, y[j, i] = x[i, j], for any two dimensions: time steps and features of a sequence, height and width of a "
                        "picture. Dimensions count from 1, and -1 is the last; the batch, 0, stays in front. Permute puts more than two in a new order.",
         .aliases = {"swap axes", "matrix transpose", "swap dimensions"}, .category = Category::Reshape,
         .params = {dimParam("first", "First", "One of the two dimensions; 0 is the batch and stays.", 1),
                    dimParam("second", "Second", "The other one.", -1)},
         .examples = {{"input(6,8) > transpose", "Features and time steps change places"}, {"input(3,4,5) > transpose(2, second=3)", "Height and width change places"}},
         .build = buildTranspose, .python = pythonTranspose,
         .summarize = [](const ParamValues& p) { return std::to_string(p.integer("first")) + " and " + std::to_string(p.integer("second")); },
         .formula = "y[n, j, i] = x[n, i, j]"},
        {.id = "squeeze", .title = "Squeeze", .summary = "Drops dimensions of size 1.",
         .explanation = "A size of 1 holds nothing more: (N, C, 1, 1) and (N, C) are the same C numbers for each sample. Squeeze takes such dimensions out, all of them or "
                        "those that are named, so that the next layer gets the number of dimensions that it needs. The batch always stays, also when it "
                        "holds a single sample.",
         .aliases = {"drop dimension", "remove dimension"}, .category = Category::Reshape,
         .params = {withMaximum(listParam("dims", "Dimensions", "Which are dropped; none: all of size 1 but the batch.", {}, 0, -7), 7)},
         .examples = {{"input(8,1,1) > squeeze", "A vector of eight channels"}, {"input(1,6,8) > squeeze(1)", "A picture of one channel as a sequence"}},
         .build = buildSqueeze, .python = pythonSqueeze,
         .summarize = [](const ParamValues& p) { return listText(p.list("dims")); },
         .formula = "(N, C, 1, 1) becomes (N, C)"},
        {.id = "unsqueeze", .title = "Unsqueeze", .summary = "Puts in a dimension of size 1.",
         .explanation = "The numbers stay the same and get one more index, which is always 0: (N, T, F) becomes (N, 1, T, F), a feature map of one channel. That gives "
                        "the next layer the number of dimensions that it needs, or lets values of different sizes be added, since a size of 1 is repeated.",
         .aliases = {"expand dims", "add dimension", "new axis"}, .category = Category::Reshape,
         .params = {dimParam("dim", "Dimension", "Its place in the output: 1 right behind the batch, -1 at the end.", 1)},
         .examples = {{"input(6,8) > unsqueeze(1)", "A sequence as a picture of one channel"}, {"input(8) > unsqueeze(-1)", "Eight time steps of one feature"}},
         .build = buildUnsqueeze, .python = pythonUnsqueeze,
         .summarize = [](const ParamValues& p) { return "at " + std::to_string(p.integer("dim")); },
         .formula = "(N, T, F) becomes (N, 1, T, F)"},
    };
}

} // namespace nodegrad
