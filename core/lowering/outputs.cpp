#include <algorithm>
#include <array>

#include "core/lowering/walk.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

/// A target that fits the logits, for a design without data.
Spec targetFor(const LossType& loss, const Spec& logits)
{
    if (loss.compares == Compares::Texts)
        return {DType::Int64, logits.shape.empty() ? Shape() : Shape{logits.shape.front(), Dim(1)}, Kind::Tokens, 0};
    if (loss.compares != Compares::Classes)
        return {DType::Float32, loss.id == "cosine_embedding" && !logits.shape.empty() ? Shape{logits.shape.front()} : logits.shape,
                loss.id == "cosine_embedding" ? Kind::Scalar : logits.kind, 0};
    const bool isSequence = logits.shape.size() == 3;
    const std::int64_t classes = !logits.shape.empty() && logits.shape.back().isKnown() ? logits.shape.back().value() : 0;
    Shape shape = logits.shape;
    if (!shape.empty())
        shape.pop_back();
    return {DType::Int64, std::move(shape), isSequence ? Kind::Tokens : Kind::Label, classes};
}

std::string countText(std::int64_t count, const std::string& one, const std::string& many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace

const OpCall* Walk::producingDense(ValueId id) const
{
    // Ops that leave the number of features as it is: those that work number by number, and a few more.
    static constexpr std::array others{"prelu", "hardtanh", "clamp", "channel_scale", "softmax", "log_softmax", "batch_norm", "layer_norm",
                                       "group_norm", "rms_norm", "l2_normalize", "dropout", "alpha_dropout", "gaussian_noise"};
    const auto keepsFeatures = [](const OpType& type) {
        return type.infer == inferSame || std::ranges::find(others, type.id) != others.end();
    };
    const OpCall* call = m_assembler.producer(id);
    while (call && keepsFeatures(*call->type))
        call = m_assembler.producer(call->inputs.front());
    if (!call || call->type->id != "linear")
        return nullptr;
    const auto origin = m_origins.find(call->origin);
    return origin != m_origins.end() && origin->second.node->type == "dense" ? call : nullptr;
}

void Walk::reportUnits(const Place& place, const Node& output, const Value& logits, std::int64_t expected, const std::string& one, const std::string& many)
{
    const std::int64_t got = logits.spec.shape.back().value();
    const std::string what = expected == 1 ? one : many;
    if (const OpCall* dense = producingDense(logits.id)) {
        const Origin& origin = m_origins.at(dense->origin);
        Diagnostic diagnostic{Severity::Error, origin.plainPath, "",
                              makeError("layer.units", {{"output", place.plainPath + output.name}, {"expected", expected}, {"what", what},
                                                        {"node", origin.plainPath}, {"got", got}}),
                              {Fix::setParam("Set units to " + std::to_string(expected), "units", expected)}};
        m_lowered.diagnostics.push_back(std::move(diagnostic));
        return;
    }
    report(place, output, Severity::Error,
           makeError("layer.output_size", {{"expected", expected}, {"what", what}, {"got", countText(got, "value", "values")}}),
           {Fix::insertBefore("Insert Dense with " + countText(expected, "unit", "units"), "dense", {{"units", expected}})}, "in");
}

bool Walk::checkOutput(const Place& place, const Node& node, const LossType& loss, const Value& logits, const Spec& target)
{
    const auto otherLoss = [&](const std::string& compares, const std::string& better) {
        const std::string of = target.classes > 0 ? " with " + std::to_string(target.classes) + " classes" : "";
        const std::string what = target.kind == Kind::Label || target.kind == Kind::Tokens ? "a class" + of : "numbers (" + shapeText(target.shape) + ")";
        report(place, node, Severity::Error, makeError("layer.loss_kind", {{"compares", compares}, {"loss", loss.id}, {"target", what}, {"better", better}}),
               {Fix::setParam("Use " + findLoss(better)->title, "loss", better)});
        return false;
    };
    const Shape& shape = logits.spec.shape;
    const bool isClass = target.kind == Kind::Label || target.kind == Kind::Tokens;
    const bool isKnown = !shape.empty() && shape.back().isKnown();
    if (loss.compares == Compares::Nothing || loss.inputs.size() > 1)
        return true; // the shape rule of its op says what it needs
    if (loss.compares == Compares::Texts)
        return target.kind == Kind::Tokens || otherLoss("texts", isClass ? "cross_entropy" : "mse");
    if (loss.compares == Compares::Classes) {
        if (!isClass)
            return otherLoss("classes", "mse");
        // A sequence or a feature map where one answer for each sample is wanted.
        if (target.kind == Kind::Label && shape.size() > 2) {
            std::vector<Fix> fixes = logits.spec.kind == Kind::Image ? std::vector{Fix::insertBefore("Insert Flatten", "flatten")} : std::vector<Fix>{};
            fixes.push_back(Fix::insertBefore("Insert GlobalAveragePool", "global_average_pool"));
            Unmet problem = wrongKind(logits.spec, std::vector{Kind::Vector}, 0, std::move(fixes));
            report(place, node, Severity::Error, std::move(problem.error), std::move(problem.fixes), "in");
            return false;
        }
        if (target.classes > 0 && isKnown && shape.size() >= 2 && shape.back() != Dim(target.classes)) {
            reportUnits(place, node, logits, target.classes, "class", "classes");
            return false;
        }
        return true;
    }
    const bool isBinary = loss.compares == Compares::YesNo;
    if (isClass && !(isBinary && target.kind == Kind::Label && target.classes <= 2))
        return otherLoss(isBinary ? "yes and no" : "numbers", "cross_entropy");
    const bool isFlat = shape.size() == 2 && target.shape.size() <= 2 && !target.shape.empty();
    const Dim wanted = target.shape.size() == 2 ? target.shape.back() : Dim(1);
    if (isFlat && isKnown && wanted.isKnown() && shape.back() != wanted) {
        reportUnits(place, node, logits, wanted.value(), "value", "values");
        return false;
    }
    return true;
}

void Walk::lowerOutput(const Place& place, const NodePtr& node, const Gathered& in)
{
    const LayerType& type = *findLayer(kOutputType);
    std::vector<Diagnostic> problems = checkParams(type, node->params, node->name);
    const ParamValues params = completed(node->params, type.params);
    const LossType* loss = problems.empty() ? findLoss(params.text("loss")) : nullptr;
    for (Diagnostic& problem : problems)
        report(place, *node, std::move(problem));
    record(place, *node, {.inputs = in.specs, .outputs = {}});
    if (!loss || !in.isKnown)
        return;
    const Value& logits = in.values.front();
    auto found = m_bindings.targets.find(node->name);
    if (found == m_bindings.targets.end())
        found = m_bindings.targets.find("");
    const Spec target = found == m_bindings.targets.end() ? targetFor(*loss, logits.spec) : found->second;
    if (!checkOutput(place, *node, *loss, logits, target))
        return;

    Specs specs = in.specs;
    const bool hasTarget = loss->compares != Compares::Nothing;
    if (hasTarget)
        specs.push_back(target);
    Builder builder(node->name, specs);
    Value prediction, value;
    if (auto problem = caught(loss->inputs, [&] {
            Values inputs = builder.inputs();
            Value wanted;
            if (hasTarget) {
                wanted = inputs.back();
                inputs.pop_back();
            }
            value = buildLoss(*loss, builder, params, inputs, wanted);
            prediction = loss->activation.empty() ? inputs[0] : builder.call1(loss->activation, {inputs[0]});
        }))
        return report(place, *node, std::move(*problem));
    Fragment fragment = builder.take();
    fragment.outputs = {prediction.id, value.id};
    std::vector<ValueId> ids;
    for (const Value& input : in.values)
        ids.push_back(input.id);
    const ValueId targetId = hasTarget ? m_assembler.addValue(target) : kNoValue;
    if (hasTarget)
        ids.push_back(targetId);
    const Values made = m_assembler.join(fragment, ids, {.path = node->name});
    m_assembler.program.outputs.push_back({node->name, logits.id, made[0].id, targetId, made[1].id, loss->id, params.real("weight"), target});
    m_outputs.emplace_back(node.get(), logits);
}

} // namespace nodegrad
