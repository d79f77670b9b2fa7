#include "core/training/session.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>

#include "core/engine/guarded_torch.h"
#include "core/engine/tensors.h"
#include "core/training/non_finite.h"

namespace nodegrad {

namespace {

/// A BatchNorm that sees one value a channel when the batch has one sample; null when there is none.
const OpCall* singleSampleNormalizer(const Program& program)
{
    for (const OpCall& op : program.ops) {
        if (op.type->id != "batch_norm" || op.frozen)
            continue;
        const Shape& shape = program.values[static_cast<std::size_t>(op.inputs[0])].shape;
        const bool single = std::all_of(shape.begin() + std::min<std::ptrdiff_t>(2, std::ssize(shape)), shape.end(),
                                        [](const Dim& dim) { return dim == Dim(1); });
        if (single)
            return &op;
    }
    return nullptr;
}

Status checkShapes(const Program& program, const Dataset& data)
{
    const std::vector<std::int64_t>& got = data.inputs.shape();
    for (const ProgramInput& input : program.inputs) {
        bool fits = got.size() == input.spec.shape.size();
        for (std::size_t i = 1; fits && i < got.size(); ++i)
            fits = !input.spec.shape[i].isKnown() || input.spec.shape[i].value() == got[i];
        if (!fits)
            return fail("input.wrong_shape", {{"input", input.name}, {"got", shapeText(Shape(got.begin(), got.end()))},
                                              {"expected", shapeText(input.spec.shape)}});
    }
    return {};
}

} // namespace

Result<std::unique_ptr<TrainingSession>> TrainingSession::create(const TrainingPlan& plan, std::int64_t threads)
{
    const std::vector<ProgramOutput>& outputs = plan.program->outputs;
    const bool hasLoss = !outputs.empty() && std::ranges::all_of(outputs, [](const ProgramOutput& output) { return output.loss != kNoValue; });
    if (!hasLoss)
        return fail("training.no_output");
    if (plan.split.train.empty())
        return fail("training.no_samples");
    if (const Status status = checkShapes(*plan.program, *plan.data); !status)
        return fail(status.error());

    auto session = std::make_unique<TrainingSession>(plan);
    session->m_threads = threads;
    session->m_notices = plan.notices;
    auto model = TorchModel::create(plan.program, plan.settings.seed, plan.settings.device);
    if (!model)
        return fail(model.error());
    session->m_model = std::move(*model);
    if (!plan.initialWeights.empty())
        if (const Status status = session->m_model->loadState(plan.initialWeights); !status)
            return fail(status.error());
    if (const Status status = session->prepare(); !status)
        return fail(status.error());
    if (plan.resume)
        if (const Status status = session->takeUp(*plan.resume); !status)
            return fail(status.error());
    return session;
}

Status TrainingSession::prepare()
{
    if (m_model->trainable().empty())
        return fail("training.no_parameters");
    const auto samples = static_cast<std::int64_t>(m_plan.split.train.size());
    const OpCall* normalizer = singleSampleNormalizer(*m_plan.program);
    if (normalizer && std::min(samples, m_plan.settings.batchSize) == 1)
        return fail("training.single_sample_batch", {{"node", normalizer->origin}});
    m_ranges = batchRanges(samples, m_plan.settings.batchSize, normalizer != nullptr);

    return guardedTorch(makeError("engine.failed"), [&]() -> Status {
        m_inputs = sharedTensor(m_plan.data->inputs).to(m_model->device());
        m_targets = sharedTensor(m_plan.data->targets).to(m_model->device());
        m_optimizer = Optimizer::create(m_plan.settings, m_model->trainable(), Optimizer::hasFused(m_model->device()));
        std::vector<ValueId> wanted;
        for (const ProgramOutput& output : m_plan.program->outputs)
            wanted.push_back(output.loss);
        // The largest logit is the largest probability: for classes the softmax need not be computed.
        const ProgramOutput& first = m_plan.program->outputs.front();
        wanted.push_back(first.lossId == "cross_entropy" ? first.logits : first.prediction);
        m_forward = m_model->planFor(wanted);
        return {};
    });
}

std::vector<Feed> TrainingSession::feedsFor(const at::Tensor& indices) const
{
    std::vector<Feed> feeds;
    const at::Tensor batch = m_inputs.index_select(0, indices), target = m_targets.index_select(0, indices);
    for (const ProgramInput& input : m_plan.program->inputs)
        feeds.push_back({input.value, batch.to(torchType(input.spec.dtype))});
    for (const ProgramOutput& output : m_plan.program->outputs)
        feeds.push_back({output.target, target});
    return feeds;
}

at::Tensor TrainingSession::totalLoss(const Tensors& values) const
{
    const std::vector<ProgramOutput>& outputs = m_plan.program->outputs;
    at::Tensor total = outputs[0].weight == 1 ? values[0] : values[0] * outputs[0].weight;
    for (std::size_t i = 1; i < outputs.size(); ++i)
        total = total + values[i] * outputs[i].weight;
    return total;
}

Result<StepFigures> TrainingSession::step()
{
    auto figures = guardedTorch(makeError("engine.failed"), [&]() -> Result<StepFigures> {
        const std::int64_t epoch = m_position.epoch + 1;
        if (m_orderEpoch != epoch) {
            const auto order = epochOrder(m_plan.split.train, m_plan.settings.seed, epoch, m_plan.settings.shuffle);
            m_order = at::tensor(order, at::kLong).to(m_model->device());
            m_orderEpoch = epoch;
            m_rate = learningRateAt(m_plan.settings, m_position.epoch * batchesPerEpoch(), batchesPerEpoch());
        }
        const BatchRange range = m_ranges[static_cast<std::size_t>(m_position.batch)];
        const std::vector<Feed> feeds = feedsFor(m_order.slice(0, range.begin, range.begin + range.count));
        Tensors values = m_model->forward(m_forward, feeds, context(true));
        const at::Tensor total = totalLoss(values);
        const double loss = total.item<double>();
        if (!std::isfinite(loss)) {
            values.clear();
            return fail(firstNonFinite(*m_model, m_forward, feeds, context(true), epoch, m_position.step + 1));
        }
        m_optimizer->clearGradients();
        total.backward();
        m_optimizer->step(m_rate);
        m_metrics.add(values.back(), feeds.back().tensor);
        ++m_position.step;
        ++m_position.batch;
        m_position.lossSum += loss * static_cast<double>(range.count);
        m_position.samples += range.count;
        return StepFigures{m_position.step, loss, m_rate, metricIds().empty() ? 0 : m_metrics.value(metricIds().front())};
    });
    if (!figures)
        return fail(m_model->named(figures.error()));
    return figures;
}

Scores TrainingSession::running() const
{
    Scores scores;
    scores.loss = m_position.samples > 0 ? m_position.lossSum / static_cast<double>(m_position.samples) : 0;
    for (const std::string& id : metricIds())
        scores.metrics.push_back(m_metrics.value(id));
    return scores;
}

Result<std::optional<Scores>> TrainingSession::validate(const std::function<bool()>& isStopping)
{
    auto result = guardedTorch(makeError("engine.failed"), [&]() -> Result<std::optional<Scores>> {
        const c10::NoGradGuard noGrad;
        const at::Tensor all = at::tensor(m_plan.split.validation, at::kLong).to(m_model->device());
        const std::int64_t count = all.size(0);
        // Without gradients a batch needs at most half the memory of a training step.
        const std::int64_t batch = m_plan.settings.batchSize * 2;
        Metrics metrics(metricIds());
        double lossSum = 0;
        for (std::int64_t start = 0; start < count; start += batch) {
            if (isStopping())
                return std::optional<Scores>();
            const std::int64_t end = std::min(count, start + batch);
            const std::vector<Feed> feeds = feedsFor(all.slice(0, start, end));
            const Tensors values = m_model->forward(m_forward, feeds, context(false));
            lossSum += totalLoss(values).item<double>() * static_cast<double>(end - start);
            metrics.add(values.back(), feeds.back().tensor);
        }
        Scores scores;
        scores.loss = lossSum / static_cast<double>(count);
        for (const std::string& id : metricIds())
            scores.metrics.push_back(metrics.value(id));
        return std::optional<Scores>(std::move(scores));
    });
    if (!result)
        return fail(m_model->named(result.error()));
    return result;
}

void TrainingSession::nextEpoch()
{
    ++m_position.epoch;
    m_position.batch = 0;
    m_position.lossSum = 0;
    m_position.samples = 0;
    m_metrics.reset();
}

Result<Checkpoint> TrainingSession::checkpoint() const
{
    return guardedTorch(makeError("engine.failed"), [&]() -> Result<Checkpoint> {
        if (const Status status = checkWeights(*m_model, m_position.epoch + 1, m_position.step); !status)
            return fail(status.error());
        auto model = m_model->state();
        if (!model)
            return fail(model.error());
        nlohmann::json state = {{"format", 1},
                                {"epoch", m_position.epoch},
                                {"batch", m_position.batch},
                                {"step", m_position.step},
                                {"loss_sum", m_position.lossSum},
                                {"samples", m_position.samples},
                                {"metrics", m_metrics.state()},
                                {"epochs_without_better", m_position.epochsWithoutBetter},
                                {"optimizer", m_plan.settings.optimizer},
                                {"batch_size", m_plan.settings.batchSize},
                                {"train_samples", m_plan.split.train.size()},
                                {"seed", m_plan.settings.seed},
                                {"shuffle", m_plan.settings.shuffle},
                                {"threads", m_threads},
                                {"device", m_plan.settings.device},
                                {"data", m_plan.data->fingerprint},
                                {"torch", torchVersion()}};
        if (m_position.bestLoss)
            state["best_loss"] = *m_position.bestLoss;
        return Checkpoint{std::move(*model), m_optimizer->state(), std::move(state)};
    });
}

Status TrainingSession::takeUp(const Checkpoint& checkpoint)
{
    const nlohmann::json& state = checkpoint.state;
    for (const char* key : {"epoch", "batch", "step", "samples", "epochs_without_better", "loss_sum"})
        if (!state.is_object() || !state.contains(key) || !state[key].is_number() || state[key].get<double>() < (key == std::string("loss_sum") ? -1e300 : 0))
            return fail("training.bad_checkpoint", {{"key", key}});
    if (const Status status = m_model->loadState(checkpoint.model); !status)
        return status;
    m_position = {state["epoch"].get<std::int64_t>(), state["batch"].get<std::int64_t>(), state["step"].get<std::int64_t>(),
                  state["loss_sum"].get<double>(), state["samples"].get<std::int64_t>(), {},
                  state["epochs_without_better"].get<std::int64_t>()};
    if (state.contains("best_loss") && state["best_loss"].is_number())
        m_position.bestLoss = state["best_loss"].get<double>();
    if (!state.contains("metrics") || !m_metrics.restore(state["metrics"]))
        return fail("training.bad_checkpoint", {{"key", "metrics"}});

    const TrainingSettings& settings = m_plan.settings;
    // value() of a key of another type throws: the fields are compared as JSON.
    const auto same = [&](const char* key, const nlohmann::json& now) { return !state.contains(key) || state[key] == now; };
    if (same("optimizer", settings.optimizer)) {
        if (const Status status = m_optimizer->load(checkpoint.optimizer); !status)
            return status;
    } else {
        m_notices.push_back("The optimizer is another one than before: it starts without its earlier state.");
    }
    const bool sameOrder = same("batch_size", settings.batchSize) && same("train_samples", m_plan.split.train.size())
        && same("seed", settings.seed) && same("shuffle", settings.shuffle) && m_position.batch <= batchesPerEpoch();
    if (!sameOrder && m_position.batch > 0) {
        m_notices.push_back("Batch size, seed or samples changed: epoch " + std::to_string(m_position.epoch + 1)
                            + " starts again from its beginning.");
        m_position.batch = 0;
        m_position.lossSum = 0;
        m_position.samples = 0;
        m_metrics.reset();
    }
    if (!same("data", m_plan.data->fingerprint))
        m_notices.push_back("The data have changed since the checkpoint was made.");
    if (!same("device", settings.device) || !same("threads", m_threads) || !same("torch", torchVersion()))
        m_notices.push_back("Device, threads or LibTorch differ from before: the numbers may differ in their last digits.");
    // A run that stopped early and is continued gets its whole patience again.
    if (settings.earlyStopping && m_position.epochsWithoutBetter >= settings.patience)
        m_position.epochsWithoutBetter = 0;
    return {};
}

} // namespace nodegrad
