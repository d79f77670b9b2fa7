#include "core/lowering/walk.h"

namespace nodegrad {

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
        const auto origin = m_origins.find(call->origin);
        return origin != m_origins.end() && origin->second.node->type == "dense" ? &origin->second : nullptr;
    };
    for (const OpCall& call : m_assembler.program.ops) {
        const Origin* after = denseOf(&call);
        const Origin* before = after ? denseOf(m_assembler.producer(call.inputs.front())) : nullptr;
        if (before && m_said.emplace(after->plainPath, "layer.no_activation").second)
            m_lowered.diagnostics.push_back({Severity::Advice, after->plainPath, "in",
                                             makeError("layer.no_activation", {{"before", before->plainPath}, {"node", after->plainPath}}),
                                             {Fix::insertBefore("Insert ReLU", "relu")}});
    }
}

} // namespace nodegrad
