#include <algorithm>
#include <limits>
#include <numeric>

#include "core/importers/script_rules.h"

namespace nodegrad {

namespace {

std::string self(TraceWriter& w) { return w.value(w.isTensor("self") ? "self" : "input"); }
Sizes selfSizes(const TraceWriter& w) { return w.sizes(w.isTensor("self") ? "self" : "input"); }

// --- other sizes for the same values: the run has told them ---

bool writeReshape(TraceWriter& w)
{
    w.give("Reshape", {self(w), w.ofIntegers(w.outputSizes())});
    return true;
}

bool writeUnsqueeze(TraceWriter& w)
{
    w.give("Unsqueeze", {self(w), w.ofIntegers({w.dim("dim", 0, w.outputSizes().size())})});
    return true;
}

bool writeSqueeze(TraceWriter& w)
{
    const Sizes x = selfSizes(w);
    const Sizes dims = w.integers("dim");
    const bool isOne = dims.size() == 1 && x.size() == w.outputSizes().size() + 1;
    if (!isOne)
        return writeReshape(w);
    w.give("Squeeze", {self(w), w.ofIntegers({w.dim("dim", 0, x.size())})});
    return true;
}

/// More of the same along sizes of 1.
bool writeExpand(TraceWriter& w)
{
    const Sizes x = selfSizes(w), &target = w.outputSizes();
    if (x == target)
        w.give("Identity", {self(w)});
    else
        w.give("Expand", {self(w), w.ofIntegers(target)});
    return true;
}

/// The same number everywhere, in sizes that follow from the input.
bool giveFilled(TraceWriter& w, double number)
{
    if (w.outputTensor().dtype != DType::Float32)
        return false;
    w.give("Expand", {w.ofNumber(number), w.ofIntegers(w.outputSizes())});
    return true;
}

// --- order ---

bool giveOrder(TraceWriter& w, const Sizes& order)
{
    w.give("Transpose", {self(w)}, {{"perm", order}});
    return true;
}

Sizes plainOrder(std::size_t rank)
{
    Sizes order(rank);
    std::iota(order.begin(), order.end(), 0);
    return order;
}

bool writePermute(TraceWriter& w)
{
    Sizes order = w.integers("dims");
    for (std::int64_t& dim : order)
        dim += dim < 0 ? static_cast<std::int64_t>(order.size()) : 0;
    return giveOrder(w, order);
}

bool writeTranspose(TraceWriter& w)
{
    const std::size_t rank = selfSizes(w).size();
    const bool isAxis = !w.isNone("axis0");
    Sizes order = plainOrder(rank);
    std::swap(order[static_cast<std::size_t>(w.dim(isAxis ? "axis0" : "dim0", 0, rank))], order[static_cast<std::size_t>(w.dim(isAxis ? "axis1" : "dim1", 1, rank))]);
    return giveOrder(w, order);
}

/// The last two sizes change places; of a vector nothing does.
bool writeTurned(TraceWriter& w)
{
    Sizes order = plainOrder(selfSizes(w).size());
    if (order.size() > 1)
        std::swap(order[order.size() - 1], order[order.size() - 2]);
    return giveOrder(w, order);
}

bool writeMoved(TraceWriter& w)
{
    const std::size_t rank = selfSizes(w).size();
    const Sizes from = w.integers("source"), to = w.integers("destination");
    Sizes order(rank, -1);
    std::vector<bool> isTaken(rank, false);
    for (std::size_t i = 0; i < from.size() && i < to.size(); ++i) {
        const auto wrapped = [rank](std::int64_t dim) { return static_cast<std::size_t>(dim < 0 ? dim + static_cast<std::int64_t>(rank) : dim); };
        order[wrapped(to[i])] = static_cast<std::int64_t>(wrapped(from[i]));
        isTaken[wrapped(from[i])] = true;
    }
    std::size_t next = 0;
    for (std::int64_t& place : order) {
        if (place >= 0)
            continue;
        while (isTaken[next])
            ++next;
        place = static_cast<std::int64_t>(next++);
    }
    return giveOrder(w, order);
}

// --- parts ---

bool writeSelect(TraceWriter& w)
{
    const std::int64_t index = w.integer("index");
    w.give("Gather", {self(w), w.ofTensor("index", HostTensor::ofIntegers({}, std::span(&index, 1)))}, {{"axis", w.dim("dim", 0, selfSizes(w).size())}});
    return true;
}

bool giveSlice(TraceWriter& w, std::int64_t start, std::int64_t end, std::int64_t step)
{
    w.give("Slice", {self(w), w.ofIntegers({start}), w.ofIntegers({end}), w.ofIntegers({w.dim("dim", 0, selfSizes(w).size())}), w.ofIntegers({step})});
    return true;
}

bool writeSlice(TraceWriter& w)
{
    constexpr std::int64_t theEnd = std::int64_t(1) << 62;
    return giveSlice(w, w.integer("start", 0), w.isNone("end") ? theEnd : w.integer("end"), w.integer("step", 1));
}

bool writeNarrow(TraceWriter& w)
{
    return !w.isTensor("start") && giveSlice(w, w.integer("start"), w.integer("start") + w.integer("length"), 1);
}

bool writeIndexSelect(TraceWriter& w)
{
    w.give("Gather", {self(w), w.value("index")}, {{"axis", w.dim("dim", 0, selfSizes(w).size())}});
    return true;
}

bool writeSplit(TraceWriter& w)
{
    const auto dim = static_cast<std::size_t>(w.dim("dim", 0, selfSizes(w).size()));
    Sizes parts;
    for (std::size_t i = 0; i < w.outputCount(); ++i)
        parts.push_back(w.outputSizes(i)[dim]);
    w.give("Split", {self(w), w.ofIntegers(parts)}, {{"axis", static_cast<std::int64_t>(dim)}});
    return true;
}

bool writeUnbind(TraceWriter& w)
{
    const auto dim = w.dim("dim", 0, selfSizes(w).size());
    for (std::size_t i = 0; i < w.outputCount(); ++i) {
        const auto index = static_cast<std::int64_t>(i);
        w.graph.nodes.push_back({.opType = "Gather", .inputs = {self(w), w.ofTensor("index", HostTensor::ofIntegers({}, std::span(&index, 1)))}, .outputs = {w.output(i)}, .attributes = {{"axis", dim}}});
    }
    return true;
}

bool writeConcat(TraceWriter& w)
{
    std::vector<std::string> parts;
    for (const ScriptTensorId id : w.ids("tensors"))
        if (w.tensor(id).sizes != Sizes{0})
            parts.push_back(w.value(id));
    w.give("Concat", std::move(parts), {{"axis", w.dim("dim", 0, w.outputSizes().size())}});
    return true;
}

bool writeStack(TraceWriter& w)
{
    const std::int64_t dim = w.dim("dim", 0, w.outputSizes().size());
    std::vector<std::string> parts;
    for (const ScriptTensorId id : w.ids("tensors"))
        parts.push_back(w.made("Unsqueeze", {w.value(id), w.ofIntegers({dim})}));
    w.give("Concat", std::move(parts), {{"axis", dim}});
    return true;
}

/// The other way round along dimensions.
bool writeFlip(TraceWriter& w)
{
    const Sizes dims = w.integers("dims");
    if (dims.empty())
        return false;
    w.give("Slice", {self(w), w.ofIntegers(Sizes(dims.size(), -1)), w.ofIntegers(Sizes(dims.size(), std::numeric_limits<std::int64_t>::min())), w.ofIntegers(dims), w.ofIntegers(Sizes(dims.size(), -1))});
    return true;
}

/// The whole several times in a row.
bool writeRepeat(TraceWriter& w)
{
    const Sizes x = selfSizes(w);
    Sizes times = w.integers(w.isNone("repeats") ? "dims" : "repeats");
    if (times.size() > x.size()) // new sizes in front
        return false;
    times.insert(times.begin(), x.size() - times.size(), 1);
    w.give("Tile", {self(w), w.ofIntegers(times)});
    return true;
}

/// Channels become places, or back, in PyTorch's order.
bool writeShuffle(TraceWriter& w)
{
    const bool isBack = w.op() == "pixel_unshuffle";
    w.give(isBack ? "SpaceToDepth" : "DepthToSpace", {self(w)}, {{"blocksize", w.integer(isBack ? "downscale_factor" : "upscale_factor", 1)}, {"mode", std::string("CRD")}});
    return selfSizes(w).size() == 4;
}

bool writeEinsum(TraceWriter& w)
{
    std::vector<std::string> inputs;
    for (const ScriptTensorId id : w.ids("tensors"))
        inputs.push_back(w.value(id));
    w.give("Einsum", std::move(inputs), {{"equation", w.text("equation")}});
    return true;
}

template <const char* op> bool writeSearch(TraceWriter& w)
{
    if (w.isNone("dim"))
        return false;
    w.give(op, {self(w)}, {{"axis", w.dim("dim", -1, selfSizes(w).size())}, {"keepdims", std::int64_t(w.flag("keepdim"))}});
    return true;
}

// --- reductions ---

bool giveReduction(TraceWriter& w, const std::string& op)
{
    std::vector<std::string> inputs{self(w)};
    if (const Sizes dims = w.integers("dim"); !dims.empty())
        inputs.push_back(w.ofIntegers(dims));
    w.give(op, std::move(inputs), {{"keepdims", std::int64_t(w.flag("keepdim"))}});
    return true;
}
template <const char* op> bool writeReduction(TraceWriter& w) { return giveReduction(w, op); }

bool writeNorm(TraceWriter& w)
{
    const double order = w.number(w.isNone("p") ? "ord" : "p", 2);
    return (order == 1 || order == 2) && giveReduction(w, order == 1 ? "ReduceL1" : "ReduceL2");
}

constexpr char kMean[] = "ReduceMean", kSum[] = "ReduceSum", kMax[] = "ReduceMax", kMin[] = "ReduceMin", kProduct[] = "ReduceProd", kLogSumExp[] = "ReduceLogSumExp", kArgMax[] = "ArgMax", kArgMin[] = "ArgMin";

// --- resampling and padding ---

bool writeUpsample(TraceWriter& w)
{
    const bool isNearest = w.op().find("nearest") != std::string::npos, isCubic = w.op().find("cubic") != std::string::npos, aligns = w.flag("align_corners");
    const Sizes x = selfSizes(w);
    std::vector<float> factors;
    const std::vector<double> given = w.reals("scale_factors");
    if (given.size() + 2 == x.size()) {
        factors = {1, 1};
        for (const double factor : given)
            factors.push_back(static_cast<float>(factor));
    }
    const bool isByFactor = !factors.empty() && !aligns;
    OnnxNode node{.opType = "Resize",
                  .inputs = {self(w), "", isByFactor ? w.ofTensor("scales", HostTensor::ofFloats({static_cast<std::int64_t>(factors.size())}, factors)) : ""},
                  .attributes = {{"mode", std::string(isNearest ? "nearest" : isCubic ? "cubic" : "linear")},
                                 {"coordinate_transformation_mode", std::string(isNearest ? "asymmetric" : aligns ? "align_corners" : "half_pixel")}}};
    if (isNearest)
        node.attributes.push_back({"nearest_mode", std::string("floor")});
    if (isCubic)
        node.attributes.push_back({"cubic_coeff_a", -0.75F});
    if (!isByFactor)
        node.inputs.push_back(w.ofIntegers(w.outputSizes()));
    w.give(std::move(node));
    return true;
}

bool writePad(TraceWriter& w)
{
    static const std::map<std::string, std::string> modes{{"constant", "constant"}, {"", "constant"}, {"reflect", "reflect"}, {"replicate", "edge"}, {"circular", "wrap"}};
    const std::string& op = w.op();
    const std::string named = op.starts_with("reflection") ? "reflect" : op.starts_with("replication") ? "replicate" : w.text("mode");
    const auto mode = modes.find(named);
    const Sizes sides = w.integers(w.isNone("pad") ? "padding" : "pad");
    const std::size_t rank = selfSizes(w).size();
    if (mode == modes.end() || sides.size() > 2 * rank || sides.size() % 2 != 0)
        return false;
    Sizes pads(2 * rank, 0); // PyTorch begins with the last size
    for (std::size_t i = 0; i < sides.size() / 2; ++i) {
        pads[rank - 1 - i] = sides[2 * i];
        pads[2 * rank - 1 - i] = sides[2 * i + 1];
    }
    std::vector<std::string> inputs{self(w), w.ofIntegers(pads)};
    if (mode->second == "constant")
        inputs.push_back(w.ofNumber(w.number("value", 0)));
    w.give("Pad", std::move(inputs), {{"mode", mode->second}});
    return true;
}

} // namespace

std::vector<ScriptRule> scriptShapeRules()
{
    std::vector<ScriptRule> rules;
    for (const char* op : {"view", "reshape", "_unsafe_view", "_reshape_alias", "flatten", "unflatten", "view_as", "reshape_as"})
        rules.push_back({op, writeReshape});
    for (const char* op : {"upsample_nearest1d", "upsample_nearest2d", "upsample_nearest3d", "upsample_linear1d", "upsample_bilinear2d", "upsample_trilinear3d", "upsample_bicubic2d"})
        rules.push_back({op, writeUpsample});
    for (const char* op : {"pad", "constant_pad_nd", "reflection_pad1d", "reflection_pad2d", "reflection_pad3d", "replication_pad1d", "replication_pad2d", "replication_pad3d"})
        rules.push_back({op, writePad});
    for (const char* op : {"chunk", "split", "split_with_sizes", "tensor_split", "unsafe_chunk", "unsafe_split"})
        rules.push_back({op, writeSplit});
    const std::vector<ScriptRule> others{
        {"unsqueeze", writeUnsqueeze}, {"squeeze", writeSqueeze}, {"expand", writeExpand}, {"expand_as", writeExpand},
        {"permute", writePermute}, {"transpose", writeTranspose}, {"swapaxes", writeTranspose}, {"swapdims", writeTranspose}, {"t", writeTurned}, {"mT", writeTurned},
        {"movedim", writeMoved}, {"moveaxis", writeMoved},
        {"select", writeSelect}, {"slice", writeSlice}, {"narrow", writeNarrow}, {"index_select", writeIndexSelect}, {"unbind", writeUnbind},
        {"new_zeros", [](TraceWriter& w) { return giveFilled(w, 0); }}, {"zeros_like", [](TraceWriter& w) { return giveFilled(w, 0); }},
        {"new_ones", [](TraceWriter& w) { return giveFilled(w, 1); }}, {"ones_like", [](TraceWriter& w) { return giveFilled(w, 1); }},
        {"new_full", [](TraceWriter& w) { return giveFilled(w, w.number("fill_value")); }}, {"full_like", [](TraceWriter& w) { return giveFilled(w, w.number("fill_value")); }},
        {"flip", writeFlip}, {"repeat", writeRepeat}, {"tile", writeRepeat}, {"pixel_shuffle", writeShuffle}, {"pixel_unshuffle", writeShuffle}, {"einsum", writeEinsum},
        {"argmax", writeSearch<kArgMax>}, {"argmin", writeSearch<kArgMin>},
        {"cat", writeConcat}, {"concat", writeConcat}, {"stack", writeStack},
        {"mean", writeReduction<kMean>}, {"sum", writeReduction<kSum>}, {"amax", writeReduction<kMax>}, {"amin", writeReduction<kMin>},
        {"prod", writeReduction<kProduct>}, {"logsumexp", writeReduction<kLogSumExp>}, {"norm", writeNorm}, {"linalg_vector_norm", writeNorm}};
    rules.insert(rules.end(), others.begin(), others.end());
    return rules;
}

} // namespace nodegrad
