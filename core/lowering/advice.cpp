#include <algorithm>
#include <cmath>

#include "core/lowering/walk.h"

namespace nodegrad {

namespace {

constexpr double kLargeShare = 0.7;               ///< of all weights, in one Dense layer behind a Flatten
constexpr std::int64_t kManyWeights = 1'000'000;  ///< below, a large share is no matter
constexpr int kLongWithoutNorm = 8;               ///< layers with weights, one behind the other

bool isNormalization(const std::string& op)
{
    return op.ends_with("_norm") || op == "local_response_norm";
}

/// linear, conv2d, conv_transpose2d, ...: weight at input 1, bias at input 2.
bool hasWeights(const std::string& op)
{
    return op == "linear" || op.starts_with("conv");
}

} // namespace

const Walk::Origin* Walk::originOf(const OpCall* call) const
{
    const auto found = call ? m_origins.find(call->origin) : m_origins.end();
    return found == m_origins.end() ? nullptr : &found->second;
}

void Walk::advise(const Origin& origin, Error error, std::vector<Fix> fixes)
{
    if (say(origin.plainPath, error.code))
        m_lowered.diagnostics.push_back({Severity::Advice, origin.plainPath, "", std::move(error), std::move(fixes)});
}

/// The loss brings its activation; probabilities must come from somewhere.
void Walk::adviseOutput(const Node& output, const LossType& loss, const Value& logits)
{
    const OpCall* last = m_assembler.producer(logits.id);
    const std::string kind = last ? last->type->id : "";
    if (!loss.activation.empty() && kind == loss.activation) {
        const Origin& origin = m_origins.at(last->origin);
        Fix remove;
        remove.action = Fix::Action::Remove;
        remove.title = "Remove '" + origin.plainPath + "'";
        m_lowered.diagnostics.push_back({Severity::Warning, origin.plainPath, "",
                                         makeError("layer.applied_twice", {{"node", origin.plainPath}, {"loss", loss.id}, {"output", output.name}}), {remove}});
    }
    if (loss.id == "nll" && kind != "log_softmax")
        m_lowered.diagnostics.push_back({Severity::Warning, output.name, "in", makeError("layer.no_log_probability", {{"node", output.name}}),
                                         {Fix::setParam("Use cross entropy", "loss", std::string("cross_entropy"))}});
    if (loss.id == "binary_cross_entropy" && kind != "sigmoid" && kind != "softmax")
        m_lowered.diagnostics.push_back({Severity::Warning, output.name, "in", makeError("layer.no_probability", {{"node", output.name}}),
                                         {Fix::insertBefore("Insert Sigmoid", "sigmoid"),
                                          Fix::setParam("Use binary cross entropy (logits)", "loss", std::string("binary_cross_entropy_with_logits"))}});
}

void Walk::adviseDense()
{
    const auto denseOf = [this](const OpCall* call) -> const Origin* {
        if (!call || call->type->id != "linear")
            return nullptr;
        const Origin* origin = originOf(call);
        return origin && origin->node->type == "dense" ? origin : nullptr;
    };
    for (const OpCall& call : m_assembler.program.ops) {
        const Origin* after = denseOf(&call);
        const Origin* before = after ? denseOf(m_assembler.producer(call.inputs.front())) : nullptr;
        if (before && say(after->plainPath, "layer.no_activation"))
            m_lowered.diagnostics.push_back({Severity::Advice, after->plainPath, "in",
                                             makeError("layer.no_activation", {{"before", before->plainPath}, {"node", after->plainPath}}),
                                             {Fix::insertBefore("Insert ReLU", "relu")}});
    }
}

/// A normalization over the batch or over each sample subtracts the mean of every channel: a bias before it cannot be seen.
void Walk::adviseBias()
{
    const Program& program = m_assembler.program;
    std::vector<int> uses(program.values.size(), 0);
    for (const OpCall& call : program.ops)
        for (const ValueId id : call.inputs)
            if (id != kNoValue)
                ++uses[static_cast<std::size_t>(id)];
    for (const OpCall& call : program.ops) {
        if (call.type->id != "batch_norm" && call.type->id != "instance_norm")
            continue;
        const OpCall* before = m_assembler.producer(call.inputs.front());
        const bool hasBias = before && hasWeights(before->type->id) && before->inputs.size() > 2 && before->inputs[2] != kNoValue;
        const Origin *layer = originOf(before), *norm = originOf(&call);
        if (!hasBias || !layer || !norm || layer == norm || uses[static_cast<std::size_t>(call.inputs.front())] > 1)
            continue;
        const LayerType* type = findLayer(layer->node->type);
        if (type && findParam(type->params, "bias"))
            advise(*layer, makeError("layer.needless_bias", {{"node", layer->plainPath}, {"norm", norm->plainPath}}),
                   {Fix::setParam("Switch the bias off", "bias", false)});
    }
}

void Walk::adviseLargeDense()
{
    const Program& program = m_assembler.program;
    const auto all = static_cast<double>(program.parameterCount());
    for (const OpCall& call : program.ops) {
        if (call.type->id != "linear")
            continue;
        const Spec &x = program.values[static_cast<std::size_t>(call.inputs[0])], &weight = program.values[static_cast<std::size_t>(call.inputs[1])];
        const OpCall* before = m_assembler.producer(call.inputs[0]);
        const Dim count = elementCount(weight.shape);
        const Origin* origin = originOf(&call);
        if (!origin || !before || before->type->id != "flatten" || !count.isKnown() || count.value() < kManyWeights ||
            static_cast<double>(count.value()) < kLargeShare * all)
            continue;
        const auto percent = static_cast<int>(std::lround(100 * static_cast<double>(count.value()) / all));
        advise(*origin, makeError("layer.large_dense", {{"node", origin->plainPath}, {"share", std::to_string(percent) + " %"}, {"features", x.shape.back().text()}}));
    }
}

/// Padding that the preparation moves away from the value that a PaddingMask looks for.
void Walk::adviseMasks()
{
    const Program& program = m_assembler.program;
    const auto constant = [&](ValueId value) { return std::ranges::find(program.constants, value, &Constant::value)->tensor.floats(); };
    for (const OpCall& call : program.ops) {
        if (call.type->id != "padding_mask")
            continue;
        const OpCall* step = m_assembler.producer(call.inputs.front());
        const Origin *mask = originOf(&call), *input = originOf(step);
        if (!mask || !input || input->node->type != kInputType)
            continue;
        const std::int64_t padding = call.attributes.integer("padding");
        bool isMoved = false;
        for (; step && step->type->id == "affine" && !isMoved; step = m_assembler.producer(step->inputs.front())) {
            const std::span<const float> offsets = constant(step->inputs[1]), factors = constant(step->inputs[2]);
            isMoved = std::ranges::any_of(offsets, [](float offset) { return offset != 0; }) ||
                      (padding != 0 && std::ranges::any_of(factors, [](float factor) { return factor != 1; }));
        }
        if (isMoved && say(mask->plainPath, "layer.mask_of_prepared"))
            m_lowered.diagnostics.push_back({Severity::Warning, mask->plainPath, "in",
                                             makeError("layer.mask_of_prepared", {{"node", mask->plainPath}, {"input", input->plainPath}, {"padding", padding}})});
    }
}

/// The longest chain of layers with weights that no normalization interrupts. Sums (residuals) begin anew: gradients flow past.
void Walk::adviseNormalization()
{
    const Program& program = m_assembler.program;
    std::vector<int> chain(program.values.size(), 0);
    for (const OpCall& call : program.ops) {
        int longest = 0;
        for (const ValueId id : call.inputs)
            if (id != kNoValue)
                longest = std::max(longest, chain[static_cast<std::size_t>(id)]);
        const std::string& op = call.type->id;
        const int here = isNormalization(op) || op == "add" ? 0 : hasWeights(op) ? longest + 1 : longest;
        for (const ValueId id : call.outputs)
            chain[static_cast<std::size_t>(id)] = here;
        if (here != kLongWithoutNorm || !hasWeights(op))
            continue;
        if (const Origin* origin = originOf(&call))
            advise(*origin, makeError("layer.no_normalization", {{"node", origin->plainPath}, {"count", here}}));
    }
}

} // namespace nodegrad
