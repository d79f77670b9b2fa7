#include <algorithm>

#include "core/base/text.h"
#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

/// A kind of recurrent layer: the blocks of rows of PyTorch's weights as the file counts them.
struct Cell {
    std::string layer;
    std::vector<std::size_t> gates;
};

/// `tensor[direction]` with its blocks of rows in PyTorch's order; `first` counts blocks (biases hold two sets).
HostTensor reordered(const HostTensor& tensor, std::size_t direction, std::size_t hidden, const Cell& cell, std::size_t first, std::size_t blocks)
{
    const std::size_t width = tensor.rank() == 3 ? static_cast<std::size_t>(tensor.dim(2)) : 1, block = hidden * width;
    HostTensor out(DType::Float32, tensor.rank() == 3 ? Sizes{static_cast<std::int64_t>(cell.gates.size() * hidden), tensor.dim(2)}
                                                      : Sizes{static_cast<std::int64_t>(cell.gates.size() * hidden)});
    const auto from = tensor.floats();
    auto next = out.mutableValues<float>().begin();
    for (const std::size_t gate : cell.gates) {
        const auto begin = from.begin() + static_cast<std::ptrdiff_t>((direction * blocks + first + gate) * block);
        next = std::copy(begin, begin + static_cast<std::ptrdiff_t>(block), next);
    }
    return out;
}

bool isZero(const OnnxCanvas& canvas, const std::string& name)
{
    const OnnxValue* value = canvas.facts(name);
    if (name.empty() || (value && value->everywhere && *value->everywhere == 0))
        return true;
    if (!value || !value->constant)
        return false;
    for (std::int64_t i = 0; i < value->constant->count(); ++i)
        if (value->constant->number(i) != 0)
            return false;
    return true;
}

/// What the layer cannot do, or "".
std::string refusal(const OnnxCanvas& canvas, const OnnxNode& node)
{
    const std::string direction = textOf(node, "direction", "forward");
    if (direction != "forward" && direction != "bidirectional" && direction != "reverse")
        return "reads in no direction that is known";
    if (hasAttribute(node, "clip") || integerOf(node, "input_forget", 0) != 0)
        return "limits its values or joins its gates";
    if (!inputOf(node, 4).empty())
        return "takes lengths of sequences";
    if (node.opType == "LSTM" && !isZero(canvas, inputOf(node, 7)))
        return "looks at its memory (peepholes)";
    if (node.opType == "GRU" && integerOf(node, "linear_before_reset", 0) == 0)
        return "resets before it multiplies";
    return {};
}

/// The four arrays of each direction, for layer `number`.
Result<std::vector<OnnxWeight>> weightsOf(OnnxCanvas& canvas, const OnnxNode& node, const Cell& cell, std::int64_t number)
{
    const auto w = canvas.weight(node, 1, "input weight"), r = canvas.weight(node, 2, "hidden weight");
    if (!w || !r)
        return fail(w ? r.error() : w.error());
    const std::size_t blocks = cell.gates.size();
    if (w->tensor.rank() != 3 || r->tensor.rank() != 3 || r->tensor.dim(0) != w->tensor.dim(0))
        return refuseForm(node, "has weights of other sizes than ONNX says");
    const auto directions = static_cast<std::size_t>(w->tensor.dim(0)), hidden = static_cast<std::size_t>(r->tensor.dim(2));
    const std::int64_t rows = static_cast<std::int64_t>(blocks * hidden);
    HostTensor bias(DType::Float32, {w->tensor.dim(0), 2 * rows});
    if (!inputOf(node, 3).empty()) {
        const auto given = canvas.weight(node, 3, "bias");
        if (!given)
            return fail(given.error());
        bias = given->tensor;
    }
    if (w->tensor.dim(1) != rows || r->tensor.dim(1) != rows || bias.shape() != Sizes{w->tensor.dim(0), 2 * rows})
        return refuseForm(node, "has weights of other sizes than ONNX says");
    std::vector<OnnxWeight> weights;
    for (std::size_t d = 0; d < directions; ++d) {
        const std::string suffix = "_l" + std::to_string(number) + (d == 1 ? "_reverse" : "");
        weights.push_back({"weight_ih" + suffix, reordered(w->tensor, d, hidden, cell, 0, blocks), {}});
        weights.push_back({"weight_hh" + suffix, reordered(r->tensor, d, hidden, cell, 0, blocks), {}});
        weights.push_back({"bias_ih" + suffix, reordered(bias, d, hidden, cell, 0, 2 * blocks), {}});
        weights.push_back({"bias_hh" + suffix, reordered(bias, d, hidden, cell, blocks, 2 * blocks), {}});
    }
    return weights;
}

/// The file's Y (T, D, N, H), or with batch first (N, T, D, H), over our (N, T, D H).
OnnxView sequenceView(const Sizes& sizes, std::int64_t directions, bool isBatchFirst)
{
    OnnxView view{{sizes[0], sizes[1], directions, sizes[2] / directions}, {0, 1, 2, 2}, {1, 2, 0, 3}};
    if (isBatchFirst)
        view.order = {0, 1, 2, 3};
    return view;
}

/// Y_h (D, N, H), or (N, D, H), over our (N, D H).
OnnxView stateView(const Sizes& sizes, std::int64_t directions, bool isBatchFirst)
{
    OnnxView view{{sizes[0], directions, sizes[1] / directions}, {0, 1, 1}, {1, 0, 2}};
    if (isBatchFirst)
        view.order = {0, 1, 2};
    return view;
}

/// What of its outputs somebody reads, and whether it begins from states that are computed.
struct StateUse {
    bool givesSequence, givesState, givesMemory, isBegun;
    /// The layer hands its states on, and takes them: more than one of its two outputs.
    bool needsPorts() const { return (givesSequence && givesState) || givesMemory || isBegun; }
};
StateUse stateUseOf(const OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto isRead = [&](std::size_t output) { return output < node.outputs.size() && canvas.readerCount(node.outputs[output]) > 0; };
    const bool isLstm = node.opType == "LSTM";
    return {isRead(0), isRead(1), isLstm && isRead(2), !isZero(canvas, inputOf(node, 5)) || (isLstm && !isZero(canvas, inputOf(node, 6)))};
}

/// The states that the node begins from, as (N, D, H) or (N, D H); none where it begins from zero.
Result<std::vector<PlacedValue>> firstStates(OnnxCanvas& canvas, const OnnxNode& node, bool isBatchFirst)
{
    std::vector<PlacedValue> states;
    if (!stateUseOf(canvas, node).isBegun)
        return states;
    for (std::size_t input = 5; input < (node.opType == "LSTM" ? 7U : 6U); ++input) {
        const auto given = canvas.value(node, input);
        if (!given)
            return refuseForm(node, "starts from a state that is fixed");
        const std::vector<std::size_t> order = isBatchFirst ? std::vector<std::size_t>{0, 1, 2} : std::vector<std::size_t>{1, 0, 2};
        const Sizes sizes = given->view.fileSizes();
        const bool isOne = sizes.size() == 3 && sizes[isBatchFirst ? 1 : 0] == 1; // wherever the view has its size of 1
        const bool isSideBySide = given->spec.kind == Kind::Vector && (isOne || (given->view.order == order && given->view.owner == std::vector<std::size_t>{0, 1, 1}));
        const auto state = isSideBySide ? given : canvas.ordered(node, input, order);
        if (!state)
            return fail(state.error());
        states.push_back(*state);
    }
    return states;
}

/// A state of the top layer of a stack of `layers`: the layer gives those of all, (N, layers D, H), or (N, H) where there is one.
Result<PlacedValue> topState(OnnxCanvas& canvas, PlacedValue states, std::int64_t layers, std::int64_t directions, bool isBatchFirst)
{
    if (layers > 1) {
        OnnxLayer top{.type = "slice", .params = {{"start", -directions}, {"dim", std::int64_t(1)}}, .inputs = {states}, .weights = {}};
        if (directions == 1)
            top = {.type = "select", .params = {{"index", std::int64_t(-1)}, {"dim", std::int64_t(1)}}, .inputs = {states}, .weights = {}};
        auto placed = canvas.place({.opType = top.type}, std::move(top));
        if (!placed)
            return fail(placed.error());
        states = placed->front();
    }
    if (states.view.parts.size() == 2)
        states.view = stateView(states.view.parts, directions, isBatchFirst);
    else if (!isBatchFirst)
        states.view.order = {1, 0, 2};
    return states;
}

/// The steps of (N, T, F) from the last to the first.
Result<PlacedValue> backwards(OnnxCanvas& canvas, const PlacedValue& x)
{
    auto placed = canvas.place({.opType = "Flip"}, {.type = "flip", .params = {{"dims", Sizes{1}}}, .inputs = {x}, .weights = {}});
    if (!placed)
        return fail(placed.error());
    return placed->front();
}

Status placeRecurrent(OnnxCanvas& canvas, const OnnxNode& node, const Cell& cell, ParamValues params = {})
{
    if (const std::string what = refusal(canvas, node); !what.empty())
        return refuseForm(node, what);
    const bool isBatchFirst = integerOf(node, "layout", 0) != 0;
    const StateUse use = stateUseOf(canvas, node);
    const bool isReversed = textOf(node, "direction", "forward") == "reverse";
    auto x = canvas.ordered(node, 0, isBatchFirst ? std::vector<std::size_t>{0, 1, 2} : std::vector<std::size_t>{1, 0, 2});
    const auto states = firstStates(canvas, node, isBatchFirst);
    if (!x || !states)
        return fail(x ? states.error() : x.error());
    if (isReversed)
        x = backwards(canvas, *x);
    if (!x)
        return fail(x.error());
    const bool isBidirectional = textOf(node, "direction", "forward") == "bidirectional";
    // A stack of layers of one size is one layer of ours.
    const OnnxLayer* before = canvas.layerOf(*x);
    const HostTensor* hiddenWeight = canvas.constant(inputOf(node, 2));
    const std::int64_t hidden = hiddenWeight && hiddenWeight->rank() == 3 ? hiddenWeight->dim(2) : 0;
    const bool isStacked = before && before->type == cell.layer && !x->hasOtherReaders && before->params.integer("units") == hidden && !use.isBegun && !isReversed &&
                           before->params.flag("bidirectional") == isBidirectional && before->params.text("output") == "sequence" && !before->params.flag("with_states");
    const std::int64_t number = isStacked ? before->params.integer("layers") : 0;
    auto weights = weightsOf(canvas, node, cell, number);
    if (!weights)
        return fail(weights.error());
    OnnxLayer layer{.type = cell.layer, .params = std::move(params), .inputs = {*x}, .weights = {}};
    if (isStacked)
        layer = *before;
    layer.inputs.insert(layer.inputs.end(), states->begin(), states->end());
    layer.params.set("units", hidden);
    layer.params.set("layers", number + 1);
    layer.params.set("bidirectional", isBidirectional);
    layer.params.set("output", std::string(use.givesSequence ? "sequence" : "last"));
    layer.params.set("with_states", use.needsPorts());
    std::ranges::move(*weights, std::back_inserter(layer.weights));
    auto outputs = isStacked ? canvas.replace(x->from.node, layer) : canvas.place(node, layer);
    if (!outputs)
        return fail(outputs.error());
    PlacedValue value = outputs->front();
    const std::int64_t directions = isBidirectional ? 2 : 1;
    if (use.givesSequence) {
        if (isReversed) {
            const auto turned = backwards(canvas, value);
            if (!turned)
                return fail(turned.error());
            value = *turned;
        }
        value.view = sequenceView(value.view.parts, directions, isBatchFirst);
        canvas.define(node.outputs[0], value);
    } else if (use.givesState) {
        value.view = stateView(value.view.parts, directions, isBatchFirst);
        canvas.define(node.outputs[1], value);
    }
    for (std::size_t i = 1; i < outputs->size(); ++i) {
        const bool isRead = i == 1 ? use.givesSequence && use.givesState : use.givesMemory;
        if (!isRead)
            continue;
        const auto state = topState(canvas, (*outputs)[i], number + 1, directions, isBatchFirst);
        if (!state)
            return fail(state.error());
        canvas.define(node.outputs[i], *state);
    }
    return {};
}

// --- LSTM: i, o, f, c in the file, i, f, g, o in PyTorch ---

/// Named activations that are the usual ones.
bool bendsAsUsual(const OnnxNode& node, const std::vector<std::string>& usual)
{
    for (const OnnxAttribute& attribute : node.attributes)
        if (const auto* names = std::get_if<std::vector<std::string>>(&attribute.value); names && attribute.name == "activations")
            for (std::size_t i = 0; i < names->size(); ++i)
                if (lowered((*names)[i]) != usual[i % usual.size()])
                    return false;
    return !hasAttribute(node, "activation_alpha") && !hasAttribute(node, "activation_beta");
}

Status applyLstm(OnnxCanvas& canvas, const OnnxNode& node)
{
    if (!bendsAsUsual(node, {"sigmoid", "tanh", "tanh"}))
        return refuseForm(node, "names activations of its own");
    return placeRecurrent(canvas, node, {"lstm", {0, 2, 3, 1}});
}

// --- GRU: z, r, h in the file, r, z, n in PyTorch ---

Status applyGru(OnnxCanvas& canvas, const OnnxNode& node)
{
    if (!bendsAsUsual(node, {"sigmoid", "tanh"}))
        return refuseForm(node, "names activations of its own");
    return placeRecurrent(canvas, node, {"gru", {1, 0, 2}});
}

Status applyRnn(OnnxCanvas& canvas, const OnnxNode& node)
{
    std::string activation = "Tanh";
    for (const OnnxAttribute& attribute : node.attributes)
        if (const auto* names = std::get_if<std::vector<std::string>>(&attribute.value); names && attribute.name == "activations" && !names->empty()) {
            activation = names->front();
            if (std::ranges::any_of(*names, [&](const std::string& name) { return name != activation; }))
                return refuseForm(node, "bends its two directions differently");
        }
    if (activation != "Tanh" && activation != "Relu")
        return refuseForm(node, "bends with " + activation);
    return placeRecurrent(canvas, node, {"rnn", {0}}, {{"nonlinearity", std::string(activation == "Relu" ? "relu" : "tanh")}});
}

// --- what is read of both directions ---

/// y[:, -1, :H] beside y[:, 0, H:]: the layer's own last output.
Status applyLastStates(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto y = canvas.value(node, 0);
    if (!y)
        return fail(y.error());
    const OnnxLayer* before = canvas.layerOf(*y);
    const bool isOwn = before && before->params.has("bidirectional") && before->params.flag("bidirectional") && y->view.isPlain() && !y->hasOtherReaders &&
                       before->params.integer("units") == integerOf(node, "hidden", 0);
    if (!isOwn)
        return refuseForm(node, "takes states of something else than a layer of its own");
    OnnxLayer last = *before;
    last.params.set("output", std::string("last"));
    auto outputs = canvas.replace(y->from.node, last);
    if (!outputs)
        return fail(outputs.error());
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

/// h[-2] beside h[-1]: the array behind Y_h.
Status applyJoinedStates(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto h = canvas.value(node, 0);
    if (!h)
        return fail(h.error());
    const Sizes& parts = h->view.parts;
    if (parts.size() != 3 || h->view.order != std::vector<std::size_t>{1, 0, 2} || parts[1] != 2)
        return refuseForm(node, "joins other than two directions");
    if (h->view.hasWholeParts()) // the states of a layer that hands them on
        return placeOne(canvas, node, {.type = "flatten", .params = {}, .inputs = {*h}, .weights = {}});
    PlacedValue joined = *h;
    joined.view = plainView({parts[0], parts[1] * parts[2]});
    canvas.define(node.outputs[0], joined);
    return {};
}

} // namespace

std::vector<OnnxRule> onnxRecurrentRules()
{
    return {{"LSTM", "lstm", applyLstm}, {"GRU", "gru", applyGru}, {"RNN", "rnn", applyRnn},
            {"nodegrad:LastStates", "lstm", applyLastStates}, {"nodegrad:JoinedStates", "lstm", applyJoinedStates}};
}

} // namespace nodegrad
