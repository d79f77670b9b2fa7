// What a step of a session is fed with: order of the samples, mixed samples, and what differs between layers.

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <c10/core/GradMode.h>

#include <cmath>

#include "core/engine/kernels/small.h"
#include "core/engine/tensors.h"
#include "core/training/mixing.h"
#include "core/training/session.h"

namespace nodegrad {

std::vector<Feed> TrainingSession::feedsFor(const at::Tensor& indices) const
{
    std::vector<Feed> feeds;
    at::Tensor batch, target;
    small::gatherRows(batch, m_inputs, indices);
    small::gatherRows(target, m_targets, indices);
    for (const ProgramInput& input : m_plan.program->inputs)
        feeds.push_back({input.value, batch.to(torchType(input.spec.dtype))});
    for (const ProgramOutput& output : m_plan.program->outputs)
        if (output.target != kNoValue)
            feeds.push_back({output.target, target});
    return feeds;
}

/// What the settings ask of the samples must suit them.
Status TrainingSession::checkSampling() const
{
    const TrainingSettings& settings = m_plan.settings;
    const Dataset& data = *m_plan.data;
    if (settings.balancedSampling && !data.isClassification())
        return fail("training.balance_needs_classes");
    if (!mixes(settings))
        return {};
    for (const ProgramInput& input : m_plan.program->inputs)
        if (input.spec.dtype == DType::Int64)
            return fail("training.mixup_needs_numbers");
    if (settings.cutmixAlpha > 0 && data.inputSpec.kind != Kind::Image)
        return fail("training.cutmix_needs_pictures", {{"shape", shapeText(data.inputSpec.shape)}});
    const bool areClasses = data.targets.dtype() == DType::Int64;
    for (const ProgramOutput& output : m_plan.program->outputs)
        if (output.target != kNoValue && areClasses && output.lossId != "cross_entropy")
            return fail("training.mix_needs_shares", {{"loss", output.lossId}});
    return {};
}

const at::Tensor& TrainingSession::orderOfEpoch()
{
    const std::int64_t epoch = m_position.epoch + 1;
    if (m_orderEpoch == epoch)
        return m_order;
    if (m_plan.settings.balancedSampling && m_classes.empty()) {
        const at::Tensor classes = sharedTensor(m_plan.data->targets).to(at::kCPU, at::kLong).contiguous();
        m_classes.assign(classes.const_data_ptr<std::int64_t>(), classes.const_data_ptr<std::int64_t>() + classes.numel());
    }
    const auto order = m_plan.settings.balancedSampling ? balancedOrder(m_plan.split.train, m_classes, m_plan.settings.seed, epoch)
                                                        : epochOrder(m_plan.split.train, m_plan.settings.seed, epoch, m_plan.settings.shuffle);
    m_order = at::tensor(order, at::kLong).to(m_model->device());
    m_orderEpoch = epoch;
    return m_order;
}

/// x' = lambda x + (1 - lambda) x of the neighbour, and targets likewise; classes become shares of classes.
void TrainingSession::mixFeeds(std::vector<Feed>& feeds, std::int64_t part) const
{
    if (!mixes(m_plan.settings))
        return;
    const at::Tensor& first = feeds.front().tensor;
    const bool isPicture = first.dim() == 4;
    RandomStream random(streamKey(m_plan.settings.seed, "mix/" + std::to_string(m_position.step * batchesPerStep() + part)));
    const Mix mix = drawMix(m_plan.settings, isPicture ? first.size(2) : 0, isPicture ? first.size(3) : 0, random);
    const auto mixed = [&](const at::Tensor& values) { return at::lerp(values.roll(1, 0), values, mix.lambda); };
    const std::size_t inputs = m_plan.program->inputs.size();
    std::size_t output = 0;
    for (std::size_t i = 0; i < feeds.size(); ++i) {
        at::Tensor& values = feeds[i].tensor;
        if (i < inputs && mix.isCut) {
            const at::Tensor neighbour = values.roll(1, 0);
            values = values.clone();
            const auto box = [&](const at::Tensor& picture) { return picture.slice(2, mix.top, mix.bottom).slice(3, mix.left, mix.right); };
            box(values).copy_(box(neighbour));
        } else if (i < inputs || values.is_floating_point()) {
            values = mixed(values);
        } else {
            while (m_plan.program->outputs[output].target != feeds[i].value)
                ++output;
            const Spec& scores = m_plan.program->values[static_cast<std::size_t>(m_plan.program->outputs[output].logits)];
            values = mixed(at::one_hot(values, scores.shape.back().value()).to(at::kFloat));
        }
    }
}

/// Neelakantan and others, "Adding gradient noise improves learning for very deep networks", 2015: after clipping.
void TrainingSession::addNoise()
{
    const double eta = m_plan.settings.gradientNoise;
    if (eta <= 0)
        return;
    const c10::NoGradGuard noGrad;
    const double deviation = std::sqrt(eta / std::pow(1 + static_cast<double>(m_position.step), m_plan.settings.gradientNoiseDecay));
    at::Generator generator = at::detail::createCPUGenerator(streamKey(m_plan.settings.seed, "gradient_noise/" + std::to_string(m_position.step)));
    for (const at::Tensor& gradient : m_optimizer->allGradients()) {
        const at::Tensor noise = at::empty(gradient.sizes(), gradient.options().device(at::kCPU)).normal_(0, deviation, generator);
        at::Tensor(gradient).add_(noise.to(gradient.device()));
    }
}

/// Learning rates and weight decays of single layers, and which of them rest in this epoch.
Status TrainingSession::applyGroups()
{
    const std::int64_t epoch = m_position.epoch + 1;
    const BodyRates body = m_schedule->bodyAt(m_position.step);
    if (m_groupsEpoch == epoch && m_body == body)
        return {};
    m_groupsEpoch = epoch;
    m_body = body;
    if (m_plan.settings.paramGroups.empty() && body == BodyRates())
        return m_optimizer->setTraits({}), Status();
    const auto groups = paramGroups(m_plan.settings.paramGroups);
    if (!groups)
        return fail(groups.error());
    const std::vector<double> bodyFactors = bodyFactorsOf(body);
    std::vector<Optimizer::Traits> traits;
    bool anyTrains = false;
    for (std::size_t i = 0; i < m_model->trainable().size(); ++i) {
        const std::string& path = m_model->trainable()[i].first;
        const ParamTraits own = traitsOf(*groups, path);
        traits.push_back({own.rateFactor * bodyFactors[i], own.weightDecay, own.isFrozenIn(epoch) || bodyFactors[i] == 0});
        anyTrains = anyTrains || !traits.back().isFrozen;
    }
    for (const ParamGroup& group : *groups) // of a frozen layer too, which may be thawed again
        if (std::ranges::none_of(m_plan.program->parameters, [&](const Parameter& parameter) { return group.holds(parameter.path); }))
            return fail("training.no_such_layer", {{"entry", group.path}});
    if (!anyTrains)
        return fail("training.all_frozen", {{"epoch", epoch}});
    m_optimizer->setTraits(std::move(traits));
    return {};
}

/// One factor a parameter: by the layer's place between the first one and the head, the last layer with weights.
std::vector<double> TrainingSession::bodyFactorsOf(const BodyRates& body) const
{
    std::vector<std::string> layers; // in the order of the network
    std::vector<std::size_t> layerOfParameter;
    std::vector<bool> isNorm;
    for (const auto& [path, tensor] : m_model->trainable()) {
        const auto& parameters = m_plan.program->parameters;
        const auto parameter = std::ranges::find(parameters, path, &Parameter::path);
        if (layers.empty() || layers.back() != parameter->origin)
            layers.push_back(parameter->origin);
        layerOfParameter.push_back(layers.size() - 1);
        isNorm.push_back(std::ranges::any_of(m_plan.program->ops, [&](const OpCall& op) { return op.type->id == "batch_norm" && op.origin == parameter->origin; }));
    }
    std::vector<double> factors;
    for (std::size_t i = 0; i < layerOfParameter.size(); ++i)
        factors.push_back(body.factor(layerOfParameter[i], layers.size(), isNorm[i]));
    return factors;
}

} // namespace nodegrad
