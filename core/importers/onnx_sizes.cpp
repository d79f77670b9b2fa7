#include <algorithm>
#include <cctype>

#include "core/base/text.h"
#include "core/importers/onnx_resize.h"

namespace nodegrad {

namespace {

constexpr std::int64_t kMostWindow = 1 << 24; ///< of a kernel, a step, a padding

/// Everything that a size rule sees of its node.
struct Use {
    const OnnxNode& node;
    const OnnxValues& values;
    std::int64_t opset, fixedBatch;

    const OnnxValue* value(std::size_t i) const
    {
        const auto found = values.find(inputOf(node, i));
        return inputOf(node, i).empty() || found == values.end() ? nullptr : &found->second;
    }
    /// Null while unknown.
    const Sizes* sizes(std::size_t i) const
    {
        const OnnxValue* found = value(i);
        return found && found->sizes ? &*found->sizes : nullptr;
    }
    /// `axis` of the node from 0, nothing when it lies outside.
    std::optional<std::size_t> axis(std::int64_t byDefault, std::size_t rank) const
    {
        std::int64_t at = integerOf(node, "axis", byDefault);
        at += at < 0 ? static_cast<std::int64_t>(rank) : 0;
        return at >= 0 && at < static_cast<std::int64_t>(rank) ? std::optional(static_cast<std::size_t>(at)) : std::nullopt;
    }
};
using Outputs = std::vector<std::optional<Sizes>>;
using Rule = Outputs (*)(const Use&);

Outputs same(const Use& use)
{
    return use.sizes(0) ? Outputs{*use.sizes(0)} : Outputs{};
}

Outputs combine(const Use& use)
{
    if (!use.sizes(0))
        return {};
    Sizes all = *use.sizes(0);
    for (std::size_t i = 1; i < use.node.inputs.size(); ++i) {
        const auto next = use.sizes(i) ? broadcastSizes(all, *use.sizes(i)) : std::nullopt;
        if (!next)
            return {};
        all = *next;
    }
    return {all};
}

Outputs matmul(const Use& use)
{
    if (!use.sizes(0) || !use.sizes(1) || use.sizes(0)->size() < 2 || use.sizes(1)->size() < 2)
        return {};
    const Sizes &a = *use.sizes(0), &b = *use.sizes(1);
    if (a.back() != b[b.size() - 2])
        return {};
    auto out = broadcastSizes({a.begin(), a.end() - 2}, {b.begin(), b.end() - 2});
    if (!out)
        return {};
    out->push_back(a[a.size() - 2]);
    out->push_back(b.back());
    return {*out};
}

Outputs gemm(const Use& use)
{
    if (!use.sizes(0) || !use.sizes(1) || use.sizes(0)->size() != 2 || use.sizes(1)->size() != 2)
        return {};
    const std::size_t row = integerOf(use.node, "transA", 0) != 0 ? 1 : 0, column = integerOf(use.node, "transB", 0) != 0 ? 0 : 1;
    return {Sizes{(*use.sizes(0))[row], (*use.sizes(1))[column]}};
}

/// Convolutions and pools: the sizes behind N and C.
std::optional<Sizes> slid(const Use& use, const Sizes& x, const Sizes& kernel)
{
    const std::size_t rank = kernel.size();
    if (x.size() != rank + 2)
        return std::nullopt;
    const Sizes strides = integersOf(use.node, "strides", Sizes(rank, 1)), dilations = integersOf(use.node, "dilations", Sizes(rank, 1));
    const Sizes pads = integersOf(use.node, "pads", Sizes(2 * rank, 0));
    const std::string automatic = textOf(use.node, "auto_pad", "NOTSET");
    if (strides.size() != rank || dilations.size() != rank || pads.size() != 2 * rank)
        return std::nullopt;
    Sizes out;
    const auto isSane = [](std::int64_t number) { return number >= 1 && number <= kMostWindow; };
    for (std::size_t i = 0; i < rank; ++i) {
        const std::int64_t size = x[i + 2];
        if (!isSane(strides[i]) || !isSane(kernel[i]) || !isSane(dilations[i]) || size >= kBatchSize || std::max(pads[i], pads[i + rank]) > kMostWindow || std::min(pads[i], pads[i + rank]) < 0)
            return std::nullopt;
        const std::int64_t reach = dilations[i] * (kernel[i] - 1) + 1;
        if (automatic == "SAME_UPPER" || automatic == "SAME_LOWER") {
            out.push_back((size + strides[i] - 1) / strides[i]);
            continue;
        }
        const std::int64_t free = size + (automatic == "VALID" ? 0 : pads[i] + pads[i + rank]) - reach;
        if (free < 0)
            return std::nullopt;
        std::int64_t count = free / strides[i] + 1;
        if (integerOf(use.node, "ceil_mode", 0) != 0) {
            count = (free + strides[i] - 1) / strides[i] + 1;
            if ((count - 1) * strides[i] >= size + pads[i]) // a window must begin inside
                --count;
        }
        out.push_back(count);
    }
    return out;
}

Outputs convolve(const Use& use)
{
    if (!use.sizes(0) || !use.sizes(1) || use.sizes(1)->size() < 3)
        return {};
    const auto places = slid(use, *use.sizes(0), {use.sizes(1)->begin() + 2, use.sizes(1)->end()});
    if (!places)
        return {};
    Sizes out{(*use.sizes(0))[0], (*use.sizes(1))[0]};
    out.insert(out.end(), places->begin(), places->end());
    return {out};
}

Outputs pool(const Use& use)
{
    const auto places = use.sizes(0) ? slid(use, *use.sizes(0), integersOf(use.node, "kernel_shape")) : std::nullopt;
    if (!places)
        return {};
    Sizes out{(*use.sizes(0))[0], (*use.sizes(0))[1]};
    out.insert(out.end(), places->begin(), places->end());
    return {out, out};
}

/// (places - 1) stride + reach + what is added - what is cut
Outputs convolveBack(const Use& use)
{
    if (!use.sizes(0) || !use.sizes(1) || use.sizes(1)->size() < 3 || use.sizes(0)->size() != use.sizes(1)->size() || hasAttribute(use.node, "output_shape") ||
        textOf(use.node, "auto_pad", "NOTSET") != "NOTSET")
        return {};
    const Sizes &x = *use.sizes(0), &w = *use.sizes(1);
    const std::size_t rank = w.size() - 2;
    const Sizes strides = integersOf(use.node, "strides", Sizes(rank, 1)), dilations = integersOf(use.node, "dilations", Sizes(rank, 1));
    const Sizes pads = integersOf(use.node, "pads", Sizes(2 * rank, 0)), added = integersOf(use.node, "output_padding", Sizes(rank, 0));
    const std::int64_t groups = integerOf(use.node, "group", 1);
    if (strides.size() != rank || dilations.size() != rank || pads.size() != 2 * rank || added.size() != rank || groups < 1 || groups > kMostWindow || w[1] > kMostWindow)
        return {};
    Sizes out{x[0], w[1] * groups};
    for (std::size_t i = 0; i < rank; ++i) {
        const auto isSane = [](std::int64_t number) { return number >= 0 && number <= kMostWindow; };
        if (!isSane(strides[i]) || !isSane(dilations[i]) || !isSane(pads[i]) || !isSane(pads[i + rank]) || !isSane(added[i]) || !isSane(x[i + 2]) || !isSane(w[i + 2]))
            return {};
        const std::int64_t size = (x[i + 2] - 1) * strides[i] + dilations[i] * (w[i + 2] - 1) + 1 + added[i] - pads[i] - pads[i + rank];
        if (size < 1 || size >= kBatchSize)
            return {};
        out.push_back(size);
    }
    return {out};
}

Outputs tile(const Use& use)
{
    const auto repeats = wholeNumbers(use.value(1));
    if (!use.sizes(0) || !repeats || repeats->size() != use.sizes(0)->size())
        return {};
    Sizes out = *use.sizes(0);
    for (std::size_t i = 0; i < out.size(); ++i) {
        if ((*repeats)[i] < 1 || (*repeats)[i] > kMostWindow || ((*repeats)[i] > 1 && out[i] > kMostWindow))
            return {};
        out[i] *= (*repeats)[i];
    }
    return {out};
}

Outputs globalPool(const Use& use)
{
    if (!use.sizes(0) || use.sizes(0)->size() < 2)
        return {};
    Sizes out(use.sizes(0)->size(), 1);
    out[0] = (*use.sizes(0))[0];
    out[1] = (*use.sizes(0))[1];
    return {out};
}

Outputs flatten(const Use& use)
{
    if (!use.sizes(0) || use.axis(1, use.sizes(0)->size()) != 1U)
        return {};
    const Sizes& x = *use.sizes(0);
    if (x.empty() || std::ranges::any_of(x.begin() + 1, x.end(), [](std::int64_t size) { return size >= kBatchSize; }))
        return {};
    double count = 1;
    for (std::size_t i = 1; i < x.size(); ++i)
        count *= static_cast<double>(x[i]);
    return count < static_cast<double>(kBatchSize) ? Outputs{Sizes{x[0], static_cast<std::int64_t>(count)}} : Outputs{};
}

Outputs reshape(const Use& use)
{
    const auto target = use.node.inputs.size() > 1 ? wholeNumbers(use.value(1)) : integersOf(use.node, "shape");
    if (!use.sizes(0) || !target)
        return {};
    return {reshapedSizes(*use.sizes(0), *target, integerOf(use.node, "allowzero", 0) != 0, use.fixedBatch)};
}

Outputs transpose(const Use& use)
{
    if (!use.sizes(0))
        return {};
    const Sizes& x = *use.sizes(0);
    const Sizes order = orderOf(use.node, x.size());
    Sizes out;
    for (const std::int64_t d : order) {
        if (d < 0 || d >= static_cast<std::int64_t>(x.size()))
            return {};
        out.push_back(x[static_cast<std::size_t>(d)]);
    }
    return {out};
}

Outputs squeeze(const Use& use)
{
    if (!use.sizes(0))
        return {};
    const auto axes = axesOf(use.node, 1, use.values, use.sizes(0)->size());
    if (!axes)
        return {};
    Sizes out;
    for (std::size_t i = 0; i < use.sizes(0)->size(); ++i) {
        const std::int64_t size = (*use.sizes(0))[i];
        const bool isNamed = std::ranges::find(*axes, static_cast<std::int64_t>(i)) != axes->end();
        if (!(axes->empty() ? size == 1 : isNamed))
            out.push_back(size);
    }
    return {out};
}

Outputs unsqueeze(const Use& use)
{
    if (!use.sizes(0))
        return {};
    const auto count = axesOf(use.node, 1, use.values, 0);
    if (!count)
        return {};
    const std::size_t rank = use.sizes(0)->size() + count->size();
    Sizes out(rank, 0), axes = *axesOf(use.node, 1, use.values, rank);
    for (const std::int64_t axis : axes) {
        if (axis < 0 || axis >= static_cast<std::int64_t>(rank) || out[static_cast<std::size_t>(axis)] == 1)
            return {};
        out[static_cast<std::size_t>(axis)] = 1;
    }
    auto next = use.sizes(0)->begin();
    for (std::size_t i = 0; i < rank; ++i)
        if (std::ranges::find(axes, static_cast<std::int64_t>(i)) == axes.end())
            out[i] = *next++;
    return {out};
}

Outputs concat(const Use& use)
{
    if (!use.sizes(0))
        return {};
    Sizes out = *use.sizes(0);
    const auto axis = use.axis(1, out.size());
    if (!axis)
        return {};
    for (std::size_t i = 1; i < use.node.inputs.size(); ++i) {
        if (!use.sizes(i) || use.sizes(i)->size() != out.size())
            return {};
        out[*axis] += (*use.sizes(i))[*axis];
    }
    return {out};
}

Outputs gather(const Use& use)
{
    if (!use.sizes(0) || !use.sizes(1))
        return {};
    const Sizes &x = *use.sizes(0), &indices = *use.sizes(1);
    const auto axis = use.axis(0, x.size());
    if (!axis)
        return {};
    Sizes out(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(*axis));
    out.insert(out.end(), indices.begin(), indices.end());
    out.insert(out.end(), x.begin() + static_cast<std::ptrdiff_t>(*axis) + 1, x.end());
    return {out};
}

Outputs slice(const Use& use)
{
    if (!use.sizes(0))
        return {};
    const auto numbers = [&](std::size_t input, const char* attribute) {
        return inputOf(use.node, input).empty() ? std::optional(integersOf(use.node, attribute)) : wholeNumbers(use.value(input));
    };
    const auto starts = numbers(1, "starts"), ends = numbers(2, "ends"), steps = numbers(4, "steps");
    auto axes = numbers(3, "axes");
    if (!starts || !ends || !axes || !steps || starts->size() != ends->size())
        return {};
    if (axes->empty())
        for (std::size_t i = 0; i < starts->size(); ++i)
            axes->push_back(static_cast<std::int64_t>(i));
    Sizes out = *use.sizes(0);
    for (std::size_t i = 0; i < starts->size(); ++i) {
        const std::int64_t axis = (*axes)[i] + ((*axes)[i] < 0 ? static_cast<std::int64_t>(out.size()) : 0);
        if (axis < 0 || axis >= static_cast<std::int64_t>(out.size()))
            return {};
        std::int64_t& size = out[static_cast<std::size_t>(axis)];
        const std::int64_t step = steps->empty() ? 1 : (*steps)[i];
        if (size >= kBatchSize && (*starts)[i] == 0 && (*ends)[i] >= kBatchSize && step == 1)
            continue; // all samples
        if (size >= kBatchSize || step == 0 || step < -kMostWindow)
            return {};
        size = sliceRange(size, (*starts)[i], (*ends)[i], step).count;
    }
    return {out};
}

Outputs splitUp(const Use& use)
{
    if (!use.sizes(0))
        return {};
    const Sizes& x = *use.sizes(0);
    const auto axis = use.axis(0, x.size());
    if (!axis || x[*axis] >= kBatchSize)
        return {};
    const auto count = static_cast<std::int64_t>(use.node.outputs.size());
    Sizes parts = integersOf(use.node, "split");
    if (!inputOf(use.node, 1).empty()) {
        const auto given = wholeNumbers(use.value(1));
        if (!given)
            return {};
        parts = *given;
    }
    if (parts.empty()) // equal parts, the last one smaller
        for (std::int64_t i = 0, part = (x[*axis] + count - 1) / count; i < count; ++i)
            parts.push_back(std::min(part, x[*axis] - i * part));
    Outputs outputs;
    for (const std::int64_t part : parts) {
        Sizes out = x;
        out[*axis] = part;
        outputs.emplace_back(out);
    }
    return outputs;
}

Outputs reduce(const Use& use)
{
    if (!use.sizes(0))
        return {};
    const auto axes = axesOf(use.node, 1, use.values, use.sizes(0)->size());
    if (!axes)
        return {};
    const bool keeps = integerOf(use.node, "keepdims", 1) != 0;
    Sizes out;
    for (std::size_t i = 0; i < use.sizes(0)->size(); ++i) {
        const bool isReduced = axes->empty() || std::ranges::find(*axes, static_cast<std::int64_t>(i)) != axes->end();
        if (!isReduced || keeps)
            out.push_back(isReduced ? 1 : (*use.sizes(0))[i]);
    }
    return {out};
}

/// ArgMax: one dimension goes.
Outputs searched(const Use& use)
{
    const auto axis = use.sizes(0) ? use.axis(0, use.sizes(0)->size()) : std::nullopt;
    if (!axis)
        return {};
    Sizes out = *use.sizes(0);
    if (integerOf(use.node, "keepdims", 1) != 0)
        out[*axis] = 1;
    else
        out.erase(out.begin() + static_cast<std::ptrdiff_t>(*axis));
    return {out};
}

/// Blocks of places as channels, or back.
Outputs blocks(const Use& use)
{
    const std::int64_t side = integerOf(use.node, "blocksize", 0);
    if (!use.sizes(0) || use.sizes(0)->size() != 4 || side < 1 || side > 4096)
        return {};
    Sizes out = *use.sizes(0);
    const bool isToDepth = use.node.opType == "SpaceToDepth";
    if (isToDepth ? out[2] % side != 0 || out[3] % side != 0 || out[1] > kMostWindow : out[1] % (side * side) != 0 || std::max(out[2], out[3]) > kMostWindow)
        return {};
    out[1] = isToDepth ? out[1] * side * side : out[1] / (side * side);
    for (const std::size_t d : {2U, 3U})
        out[d] = isToDepth ? out[d] / side : out[d] * side;
    return {out};
}

Outputs contract(const Use& use)
{
    std::vector<std::size_t> ranks;
    for (std::size_t i = 0; i < use.node.inputs.size(); ++i) {
        if (!use.sizes(i))
            return {};
        ranks.push_back(use.sizes(i)->size());
    }
    const auto letters = einsumLetters(textOf(use.node, "equation", ""), ranks);
    if (!letters)
        return {};
    std::map<char, std::int64_t> sizes;
    for (std::size_t i = 0; i < ranks.size(); ++i)
        for (std::size_t d = 0; d < ranks[i]; ++d) {
            auto& size = sizes.emplace((*letters)[i][d], 1).first->second;
            size = size == 1 ? (*use.sizes(i))[d] : size;
        }
    Sizes out;
    for (const char letter : letters->back()) {
        if (!sizes.contains(letter))
            return {};
        out.push_back(sizes[letter]);
    }
    return {out};
}

Outputs recur(const Use& use)
{
    if (!use.sizes(0) || !use.sizes(2) || use.sizes(0)->size() != 3 || use.sizes(2)->size() != 3)
        return {};
    const Sizes& x = *use.sizes(0);
    const std::int64_t directions = (*use.sizes(2))[0], hidden = (*use.sizes(2))[2];
    if (integerOf(use.node, "layout", 0) != 0) {
        const Sizes state{x[0], directions, hidden};
        return {Sizes{x[0], x[1], directions, hidden}, state, state};
    }
    const Sizes state{directions, x[1], hidden};
    return {Sizes{x[0], directions, x[1], hidden}, state, state};
}

Outputs expand(const Use& use)
{
    auto target = wholeNumbers(use.value(1));
    if (target && use.sizes(0) && !target->empty() && target->size() == use.sizes(0)->size() && use.sizes(0)->front() == kBatchSize && use.fixedBatch > 0 && target->front() == use.fixedBatch)
        target->front() = kBatchSize;
    return use.sizes(0) && target ? Outputs{broadcastSizes(*use.sizes(0), *target)} : Outputs{};
}

Outputs resize(const Use& use)
{
    const auto dims = resizedDims(use.node, use.values, use.opset, use.fixedBatch);
    if (!dims)
        return {};
    Sizes out;
    for (const ResizedDim& dim : *dims)
        out.push_back(dim.out);
    return {out};
}

Outputs pad(const Use& use)
{
    const auto sides = use.sizes(0) ? paddingOf(use.node, use.values, use.sizes(0)->size()) : std::nullopt;
    if (!sides)
        return {};
    Sizes out = *use.sizes(0);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::int64_t more = (*sides)[i] + (*sides)[i + out.size()];
        if (more != 0 && (out[i] >= kBatchSize || out[i] + more < 1))
            return {};
        out[i] += more;
    }
    return {out};
}

const std::map<std::string, Rule>& rules()
{
    static const std::map<std::string, Rule> all = [] {
        std::map<std::string, Rule> table{
            {"MatMul", matmul}, {"Gemm", gemm}, {"Conv", convolve}, {"ConvTranspose", convolveBack}, {"Tile", tile}, {"MaxPool", pool}, {"AveragePool", pool}, {"LpPool", pool},
            {"GlobalAveragePool", globalPool}, {"GlobalMaxPool", globalPool}, {"Flatten", flatten}, {"Reshape", reshape},
            {"Transpose", transpose}, {"Squeeze", squeeze}, {"Unsqueeze", unsqueeze}, {"Concat", concat}, {"Gather", gather},
            {"Slice", slice}, {"Split", splitUp}, {"LSTM", recur}, {"GRU", recur}, {"RNN", recur}, {"Expand", expand},
            {"Resize", resize}, {"Upsample", resize}, {"Pad", pad}, {"ArgMax", searched}, {"ArgMin", searched},
            {"DepthToSpace", blocks}, {"SpaceToDepth", blocks}, {"Einsum", contract}};
        for (const char* op : {"Relu", "LeakyRelu", "Elu", "Selu", "Celu", "Sigmoid", "Tanh", "Softmax", "LogSoftmax", "Gelu", "Erf", "HardSigmoid",
                               "HardSwish", "Mish", "Softplus", "Softsign", "ThresholdedRelu", "Clip", "Identity", "Dropout", "Cast", "CastLike", "Neg", "Abs",
                               "Sqrt", "Reciprocal", "Exp", "Log", "Sin", "Cos", "Floor", "Ceil", "Round", "Sign", "Not", "BatchNormalization",
                               "InstanceNormalization", "GroupNormalization", "LayerNormalization", "RMSNormalization", "LRN", "PRelu", "LpNormalization"})
            table[op] = same;
        for (const char* op : {"Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Sum", "Mean", "Where", "Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "And", "Or", "Mod"})
            table[op] = combine;
        for (const char* op : {"ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceLogSumExp"})
            table[op] = reduce;
        return table;
    }();
    return all;
}

} // namespace

std::optional<std::vector<std::string>> einsumLetters(std::string equation, const std::vector<std::size_t>& ranks)
{
    std::erase(equation, ' ');
    const std::size_t arrow = equation.find("->");
    std::vector<std::string> parts;
    for (const std::string_view part : split(std::string_view(equation).substr(0, arrow), ','))
        parts.emplace_back(part);
    if (parts.size() != ranks.size())
        return std::nullopt;
    // "..." stands for as many letters as the longest needs; they count from the end.
    constexpr std::string_view dots = "...";
    std::size_t most = 0;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i].find(dots) != std::string::npos && parts[i].size() <= ranks[i] + dots.size())
            most = std::max(most, ranks[i] + dots.size() - parts[i].size());
    std::string free;
    for (char letter = 'A'; letter <= 'Z' && free.size() < most; ++letter)
        if (equation.find(letter) == std::string::npos)
            free += letter;
    const auto filled = [&](std::string& part, std::size_t count) {
        if (const std::size_t at = part.find(dots); at != std::string::npos && count <= free.size())
            part.replace(at, dots.size(), free.substr(free.size() - count));
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].find(dots) != std::string::npos && parts[i].size() > ranks[i] + dots.size())
            return std::nullopt;
        filled(parts[i], ranks[i] + dots.size() - std::min(parts[i].size(), ranks[i] + dots.size()));
    }
    std::string out = arrow == std::string::npos ? "" : equation.substr(arrow + 2);
    filled(out, free.size());
    if (arrow == std::string::npos) { // letters that stand once, in their order
        const std::string all = joined(parts, "");
        std::set<char> once;
        for (const char letter : all)
            if (std::ranges::count(all, letter) == 1 || free.find(letter) != std::string::npos)
                once.insert(letter);
        out = free;
        for (const char letter : once)
            if (free.find(letter) == std::string::npos)
                out += letter;
    }
    parts.push_back(out);
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (!std::ranges::all_of(parts[i], [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }) || (i < ranks.size() && parts[i].size() != ranks[i]))
            return std::nullopt;
    return parts;
}

std::optional<Sizes> broadcastSizes(const Sizes& a, const Sizes& b)
{
    Sizes sizes(std::max(a.size(), b.size()), 1);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const std::int64_t x = i < a.size() ? a[a.size() - 1 - i] : 1, y = i < b.size() ? b[b.size() - 1 - i] : 1;
        if (x != y && x != 1 && y != 1)
            return std::nullopt;
        sizes[sizes.size() - 1 - i] = x == 1 ? y : x;
    }
    return sizes;
}

std::vector<std::optional<Sizes>> outputSizes(const OnnxNode& node, const OnnxValues& values, std::int64_t opset, std::int64_t fixedBatch)
{
    const auto rule = rules().find(node.opType);
    return rule == rules().end() ? Outputs{} : rule->second({node, values, opset, fixedBatch});
}

} // namespace nodegrad
