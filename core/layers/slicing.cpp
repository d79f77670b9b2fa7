// What takes a part of a value, or puts its parts elsewhere.

#include <algorithm>

#include "core/layers/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

/// Tokens too: their parts are tokens.
Value needParts(Builder& b, const Value& x)
{
    return b.needKind(x, {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume, Kind::Tokens});
}

/// "{0}[:, :, part]": an index into one dimension.
std::string pythonIndex(std::size_t dim, const std::string& part)
{
    std::string all;
    for (std::size_t i = 0; i < dim; ++i)
        all += ":, ";
    return "{0}[" + all + part + "]";
}

Param dimParam(const char* doc, std::int64_t byDefault)
{
    return integerParam("dim", "Dimension", doc, byDefault, -7, 7);
}

std::string dimText(const ParamValues& p)
{
    return p.integer("dim") == 1 ? std::string() : "dimension " + std::to_string(p.integer("dim"));
}

// --- slice ---

Values buildSlice(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = needParts(b, in[0]);
    const Dim& size = x.spec.shape[needDim(b, x, p.integer("dim"))];
    std::int64_t start = p.integer("start"), length = -1;
    const std::int64_t stop = p.integer("stop"), step = p.integer("step");
    if (start < 0 || stop != 0) {
        const std::int64_t known = b.needKnown(size, "the size that it cuts");
        start += start < 0 ? known : 0;
        const std::int64_t end = stop > 0 ? stop : known + stop;
        b.need(start >= 0 && start < end && end <= known, makeError("layer.slice_outside", {{"start", start}, {"end", end}, {"size", known}}), {}, 0);
        length = (end - start - 1) / step + 1;
    }
    return {b.call1("slice", {x}, {{"dim", p.integer("dim")}, {"start", start}, {"length", length}, {"step", step}})};
}

/// "2:5", "::2", "-3:".
std::string rangeText(const ParamValues& p)
{
    const auto shown = [](std::int64_t number) { return number == 0 ? std::string() : std::to_string(number); };
    return shown(p.integer("start")) + ":" + shown(p.integer("stop")) + (p.integer("step") == 1 ? "" : ":" + std::to_string(p.integer("step")));
}

PythonUse pythonSlice(const ParamValues& p, const Specs& in)
{
    return {"", pythonIndex(dimOf(in[0], p.integer("dim")), rangeText(p)), {}};
}

// --- split: outputs a, b, c, ... ---

constexpr std::size_t kMostParts = 16;

Ports splitPorts(const ParamValues& p)
{
    Ports ports{{{"in", "Input"}}, {}};
    const std::size_t count = p.list("sizes").empty() ? static_cast<std::size_t>(p.integer("parts")) : p.list("sizes").size();
    for (std::size_t i = 0; i < std::clamp<std::size_t>(count, 2, kMostParts); ++i)
        ports.outputs.push_back({std::string(1, static_cast<char>('a' + i)), std::string("Part ") + static_cast<char>('A' + i)});
    return ports;
}

Values buildSplit(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = needParts(b, in[0]);
    const List& sizes = p.list("sizes");
    b.need(sizes.empty() || (sizes.size() >= 2 && sizes.size() <= kMostParts),
           makeError("layer.too_few_parts", {{"count", sizes.size()}, {"most", kMostParts}}));
    return b.call("chunk", {x}, {{"dim", p.integer("dim")}, {"parts", p.integer("parts")}, {"sizes", sizes}});
}

PythonUse pythonSplit(const ParamValues& p, const Specs&)
{
    const std::string dim = ", dim=" + std::to_string(p.integer("dim")) + ")";
    if (p.list("sizes").empty())
        return {"", "{0}.chunk(" + std::to_string(p.integer("parts")) + dim, {}};
    std::string sizes;
    for (const std::int64_t size : p.list("sizes"))
        sizes += (sizes.empty() ? "" : ", ") + std::to_string(size);
    return {"", "{0}.split([" + sizes + "]" + dim, {}};
}

// --- select ---

Values buildSelect(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(in[0].spec));
    return {b.call1("select", {x}, {{"dim", p.integer("dim")}, {"index", p.integer("index")}})};
}

PythonUse pythonSelect(const ParamValues& p, const Specs& in)
{
    return {"", pythonIndex(dimOf(in[0], p.integer("dim")), std::to_string(p.integer("index"))), {}};
}

// --- crop: a slice along each dimension that is a place ---

struct Kept {
    std::size_t dim;
    std::int64_t start;
    std::int64_t length; ///< -1: to the end
};

/// What stays along each dimension, without checks of the sizes.
std::vector<Kept> keptOf(const ParamValues& p, const Spec& x)
{
    const std::vector<std::size_t> dims = placesOf(x);
    const List& size = p.list("size");
    std::vector<Kept> all;
    const auto sides = sidesOf(p.list("sides"), dims.size());
    for (std::size_t i = 0; i < dims.size(); ++i) {
        const std::int64_t from = x.shape[dims[i]].known().value_or(0);
        if (!size.empty()) {
            const std::int64_t wanted = size[size.size() == dims.size() ? i : 0];
            all.push_back({dims[i], (from - wanted) / 2, wanted});
        } else if (sides && (*sides)[i] != std::pair<std::int64_t, std::int64_t>{0, 0}) {
            const auto [before, after] = (*sides)[i];
            all.push_back({dims[i], before, after == 0 ? -1 : from - before - after});
        }
    }
    return all;
}

Values buildCrop(Builder& b, const ParamValues& p, const Values& in)
{
    Value x = b.needKind(in[0], {Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(in[0].spec));
    const Spec from = x.spec;
    const std::size_t count = placesOf(from).size();
    const List& size = p.list("size");
    b.need(size.size() <= 1 || size.size() == count,
           makeError("layer.size_count", {{"count", size.size()}, {"expected", count}, {"got", gotPhrase(from)}}), {}, 0);
    b.need(!size.empty() || sidesOf(p.list("sides"), count).has_value(),
           makeError("layer.side_count", {{"count", p.list("sides").size()}, {"got", gotPhrase(from)}}), {}, 0);
    for (const Kept& kept : keptOf(p, from)) {
        if (kept.length != -1 || !size.empty()) {
            const std::int64_t known = b.needKnown(from.shape[kept.dim], "the size that it cuts");
            b.need(kept.length >= 1 && kept.start >= 0 && kept.length <= known,
                   makeError("layer.crop_too_large", {{"kept", kept.length}, {"size", known}, {"got", gotPhrase(from)}}), {}, 0);
        }
        x = b.call1("slice", {x}, {{"dim", static_cast<std::int64_t>(kept.dim)}, {"start", kept.start}, {"length", kept.length}});
    }
    return {x};
}

PythonUse pythonCrop(const ParamValues& p, const Specs& in)
{
    const std::vector<Kept> all = keptOf(p, in[0]);
    if (all.empty())
        return {"", "{0}", {}};
    std::string ranges = ":";
    std::size_t next = 1;
    for (const Kept& kept : all) {
        for (; next < kept.dim; ++next)
            ranges += ", :";
        ranges += ", " + (kept.start == 0 ? std::string() : std::to_string(kept.start)) + ":" +
                  (kept.length == -1 ? std::string() : std::to_string(kept.start + kept.length));
        ++next;
    }
    return {"", "{0}[" + ranges + "]", {}};
}

std::string summarizeCrop(const ParamValues& p)
{
    return p.list("size").empty() ? timesText(p.list("sides")) + " off" : timesText(p.list("size")) + " in the middle";
}

// --- flip, roll, tile ---

Values buildFlip(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1("flip", {needParts(b, in[0])}, {{"dims", p.list("dims")}})};
}

PythonUse pythonFlip(const ParamValues& p, const Specs& in)
{
    List dims;
    for (const std::int64_t dim : p.list("dims"))
        dims.push_back(static_cast<std::int64_t>(dimOf(in[0], dim)));
    std::ranges::sort(dims);
    dims.erase(std::unique(dims.begin(), dims.end()), dims.end()); // clang 14 cannot read std::ranges::unique of GCC 12
    std::string text;
    for (const std::int64_t dim : dims)
        text += (text.empty() ? "" : ", ") + std::to_string(dim);
    return {"", "{0}.flip(" + text + ")", {}};
}

Values buildRoll(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1("roll", {needParts(b, in[0])}, {{"shift", p.integer("shift")}, {"dim", p.integer("dim")}})};
}

PythonUse pythonRoll(const ParamValues& p, const Specs&)
{
    return {"", "{0}.roll(" + std::to_string(p.integer("shift")) + ", dims=" + std::to_string(p.integer("dim")) + ")", {}};
}

Values buildTile(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1("tile", {needParts(b, in[0])}, {{"repeats", p.integer("repeats")}, {"dim", p.integer("dim")}})};
}

PythonUse pythonTile(const ParamValues& p, const Specs& in)
{
    std::string repeats;
    for (std::size_t i = 0; i < in[0].shape.size(); ++i)
        repeats += (i == 0 ? "" : ", ") + std::to_string(i == dimOf(in[0], p.integer("dim")) ? p.integer("repeats") : 1);
    return {"", "{0}.repeat(" + repeats + ")", {}};
}

} // namespace

std::vector<LayerType> slicingLayers()
{
    return {
        {.id = "slice", .title = "Slice", .summary = "Keeps a range of one dimension.",
         .explanation = "The values from start up to, but without, stop are kept, and of those every step-th: y[i] = x[start + i step]. Negative numbers count from "
                        "the end, so that start -3 keeps the last three; stop 0 means up to the end. Slices take the first steps of a sequence, single "
                        "channels of a picture, or some columns of a table.",
         .aliases = {"range", "subset", "narrow", "cut"}, .category = Category::Reshape,
         .params = {integerParam("start", "Start", "The first value that is kept; negative: from the end.", 0, -1e9, 1e9),
                    integerParam("stop", "Stop", "The first that is not kept any more; negative: from the end; 0: up to the end.", 0, -1e9, 1e9),
                    integerParam("step", "Step", "Distance between the values that are kept.", 1, 1, 1e6),
                    dimParam("The dimension that is cut: 1 are the features of a vector, the time steps, or the channels.", 1)},
         .examples = {{"input(10) > slice(2, stop=5)", "Columns 2, 3 and 4"}, {"input(12,4) > slice(-3)", "The last three time steps"},
                      {"input(3,8,8) > slice(step=2, dim=-1)", "Every second column of pixels"}},
         .build = buildSlice, .python = pythonSlice, .summarize = [](const ParamValues& p) { return dotted({rangeText(p), dimText(p)}); },
         .formula = "y[i] = x[start + i step]"},
        {.id = "split", .title = "Split", .summary = "Cuts a value into parts, one output each.",
         .explanation = "The values along one dimension are cut into equal parts, or into parts of the given sizes: F = F_a + F_b, the reverse of Concatenate. Each "
                        "part has an output of its own, so that different layers can work on it: gates beside values, left beside right, one head "
                        "beside the other.",
         .aliases = {"chunk", "partition", "branch"}, .category = Category::Reshape,
         .params = {integerParam("parts", "Parts", "How many equal parts; must divide the size.", 2, 2, kMostParts),
                    withMaximum(listParam("sizes", "Sizes", "Sizes of the parts, 2 to 16 that add up; none: equal parts.", {}, 0, 1), 1e9),
                    dimParam("The dimension that is cut: 1 are the features of a vector, the time steps, or the channels; -1 is the last.", 1)},
         .ports = splitPorts,
         .examples = {{"s = input(8) > split(2); g = s.b > sigmoid; multiply(s.a, g)", "One half as a gate of the other"},
                      {"s = input(4,6) > split(sizes=2x3x1, dim=-1); a = s.a > dense(3); add(a, s.b)", "Two, three and one features"}},
         .build = buildSplit, .python = pythonSplit,
         .summarize = [](const ParamValues& p) {
             return dotted({p.list("sizes").empty() ? std::to_string(p.integer("parts")) + " parts" : timesText(p.list("sizes")), dimText(p)});
         },
         .formula = "F = F_a + F_b"},
        {.id = "select", .title = "Select", .summary = "Takes one index of a dimension, which goes away.",
         .explanation = "y = x[index]: of all time steps, channels or rows a single one is kept, and the dimension that it was counted in goes away, so that a sequence "
                        "(N, T, F) becomes a vector (N, F). Index -1 is the last. It takes the first token of a transformer, which stands for the whole text, "
                        "or the last step of a sequence.",
         .aliases = {"pick", "take one", "index", "first token"}, .category = Category::Reshape,
         .params = {integerParam("index", "Index", "Which one is taken, from 0; -1: the last.", 0, -1e9, 1e9),
                    dimParam("The dimension that goes away: 1 are the time steps, or the channels; -1 is the last.", 1)},
         .examples = {{"input(12,8) > select(-1)", "The last time step"}, {"input(3,6,8) > select(0)", "The first channel as a sequence"}},
         .build = buildSelect, .python = pythonSelect,
         .summarize = [](const ParamValues& p) { return dotted({"index " + std::to_string(p.integer("index")), dimText(p)}); },
         .formula = "y = x[index]"},
        {.id = "crop", .title = "Crop", .summary = "Cuts off the rim, or keeps the middle.",
         .explanation = "Rows and columns at the sides are cut off, H' = H - top - bottom, or a part of the given size is kept in the middle. It brings feature maps of "
                        "different sizes together before they are joined, as in U-Net, and takes off what padding has spoiled. For sequences it cuts time "
                        "steps, for volumes depth as well.",
         .aliases = {"center crop", "trim", "cropping"}, .category = Category::Reshape,
         .params = {withMaximum(listParam("sides", "Sides", "What is cut off: one number for all sides, one a dimension, or top, bottom, left, right.", {0}, 0, 0), 1e6),
                    withMaximum(listParam("size", "Size", "What stays in the middle instead: one number, or height × width; none: by the sides.", {}, 0, 1), 1e6)},
         .examples = {{"input(3,8,8) > crop(1)", "One pixel on each side"}, {"input(3,9,8) > crop(size=5x4)", "The middle"},
                      {"input(12,4) > crop(2x0)", "Without the first two time steps"}},
         .build = buildCrop, .python = pythonCrop, .summarize = summarizeCrop,
         .formula = "H' = H - top - bottom"},
        {.id = "flip", .title = "Flip", .summary = "Reverses the order along dimensions.",
         .explanation = "y[i] = x[n - 1 - i]: the last comes first. The last dimension of a picture is its width, so that it is mirrored left to right; dimension 1 of a "
                        "sequence is time, so that a layer behind it reads the sequence from its end.",
         .aliases = {"reverse", "mirror", "backwards"}, .category = Category::Reshape,
         .params = {withMaximum(listParam("dims", "Dimensions", "Which are reversed; -1 is the last, 0 the batch and stays.", {-1}, 0, -7), 7)},
         .examples = {{"input(3,6,6) > flip", "Left and right change places"}, {"input(12,4) > flip(1)", "Time runs backwards"}},
         .build = buildFlip, .python = pythonFlip, .summarize = [](const ParamValues& p) { return "dimension " + timesText(p.list("dims")); },
         .formula = "y[i] = x[n - 1 - i]"},
        {.id = "roll", .title = "Roll", .summary = "Moves values along a dimension, round the end.",
         .explanation = "y[i] = x[(i - shift) mod n]: everything moves by the shift, and what leaves at one end comes in at the other. Transformers for pictures shift "
                        "their windows with it, and two copies of a sequence, one of them rolled by a step, let each step see its neighbour.",
         .aliases = {"shift", "rotate", "cyclic shift"}, .category = Category::Reshape,
         .params = {integerParam("shift", "Shift", "By how many places; negative: towards the beginning.", 1, -1e9, 1e9),
                    dimParam("The dimension along which values move: 1 are the time steps, or the channels; -1 is the last.", 1)},
         .examples = {{"input(12,4) > roll(1)", "One time step later"}, {"input(3,6,6) > roll(-2, dim=-1)", "Two pixels to the left"}},
         .build = buildRoll, .python = pythonRoll, .summarize = [](const ParamValues& p) { return dotted({std::to_string(p.integer("shift")), dimText(p)}); },
         .formula = "y[i] = x[(i - shift) mod n]"},
        {.id = "tile", .title = "Tile", .summary = "Repeats a value several times along a dimension.",
         .explanation = "The whole value is put several times in a row, y[i] = x[i mod n], so that the size becomes r n. Behind an Unsqueeze it turns one vector into a "
                        "sequence that says the same at each step, which is how a decoder is told what to write.",
         .aliases = {"repeat vector", "repeat values", "copies"}, .category = Category::Reshape,
         .params = {integerParam("repeats", "Repeats", "How often the value stands in a row.", 2, 1, 1e6),
                    dimParam("The dimension that grows: 1 are the features of a vector, the time steps, or the channels.", 1)},
         .examples = {{"input(8) > unsqueeze(1) > tile(5)", "The same vector at five time steps"}, {"input(2,4,4) > tile(2, dim=-1)", "A picture beside itself"}},
         .build = buildTile, .python = pythonTile, .summarize = [](const ParamValues& p) { return dotted({std::to_string(p.integer("repeats")) + " times", dimText(p)}); },
         .formula = "y[i] = x[i mod n]"},
    };
}

} // namespace nodegrad
