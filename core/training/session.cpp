#include "core/training/session.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <thread>
#include <utility>

#include "core/engine/autocast.h"
#include "core/engine/guarded_torch.h"
#include "core/engine/tensors.h"
#include "core/training/non_finite.h"

namespace nodegrad {

namespace {

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

std::int64_t threadsOf(const TrainingPlan& plan)
{
    if (plan.settings.threads > 0)
        return plan.settings.threads;
    // What was chosen by itself is replayed: sums differ in their last digits between thread counts.
    if (plan.resume && plan.resume->state.is_object()) {
        const auto stored = plan.resume->state.find("threads");
        if (stored != plan.resume->state.end() && stored->is_number_integer() && stored->get<std::int64_t>() > 0)
            return std::min<std::int64_t>(stored->get<std::int64_t>(), 4096);
    }
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::thread::hardware_concurrency()) - 1);
}

void prepareArithmetic(std::int64_t threads)
{
    at::set_num_threads(static_cast<int>(threads));
    // Momenta of weights without a gradient fade below 1e-38, where arithmetic is a hundred times slower; as 0 they mean the same.
    at::globalContext().setFlushDenormal(true);
}

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

    auto metrics = metricsOf(plan.settings, *plan.data);
    if (!metrics)
        return fail(metrics.error());

    auto session = std::make_unique<TrainingSession>(plan);
    session->m_threads = threads;
    // What compares pairs or texts of another length has no prediction that metrics could judge.
    if (answersTarget(outputs.front()))
        session->m_metricIds = std::move(*metrics);
    std::vector<std::string> running = session->m_metricIds;
    std::erase_if(running, [](const std::string& id) { return findChoice(metricTypes(), id)->needsAllSamples; });
    session->m_metrics = std::make_unique<Metrics>(std::move(running), plan.settings);
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
    m_batches = epochBatches(m_plan);
    if (const Status status = checkSampling(); !status)
        return status;
    if (const Status status = checkSegments(*m_plan.program, m_plan.settings); !status)
        return status;
    m_schedule = std::make_unique<Schedule>(m_plan.settings, stepsPerEpoch());
    m_position.plateau.rate = optimizerValues(m_plan.settings).real("learning_rate");

    return guardedTorch(makeError("engine.failed"), [&]() -> Status {
        m_inputs = sharedTensor(m_plan.data->inputs).to(m_model->device());
        m_targets = sharedTensor(m_plan.data->targets).to(m_model->device());
        m_optimizer = Optimizer::create(m_plan.settings, m_model->trainable(), Optimizer::hasFused(m_model->device()));
        if (m_plan.settings.emaDecay > 0 || m_plan.settings.swaStart > 0)
            m_averages = std::make_unique<AveragedWeights>(m_model->trainable(), m_plan.settings.emaDecay);
        findStatistics();
        std::vector<ValueId> wanted;
        for (const ProgramOutput& output : m_plan.program->outputs)
            wanted.push_back(output.loss);
        // The largest logit is the largest probability: for most metrics the softmax need not be computed.
        const ProgramOutput& first = m_plan.program->outputs.front();
        const bool areLogitsEnough = first.lossId == "cross_entropy" && !Metrics(m_metricIds).needProbabilities();
        wanted.push_back(areLogitsEnough ? first.logits : first.prediction);
        m_forward = m_model->planFor(wanted);
        if (m_plan.settings.precision == "16-mixed")
            m_scaler = std::make_unique<GradientScaler>(m_model->device());
        const TrainingSettings& watched = m_plan.settings;
        if (watched.watchGradients || watched.watchActivations || watched.watchHistograms || watched.watchSpeed)
            m_taps = std::make_unique<Taps>(*m_model, m_forward, watched);
        compileStep();
        return {};
    });
}

/// Autocast works through the dispatcher's autograd keys, below which compiled ops run; segments run again in either way.
void TrainingSession::compileStep()
{
    StepOptions options{.compiles = m_plan.settings.compileStep && !mixedType(m_plan.settings.precision), .segments = segmentsOf(*m_plan.program, m_plan.settings)};
    if (!options.compiles && options.segments.empty())
        return;
    std::vector<WeightedLoss> losses;
    for (const ProgramOutput& output : m_plan.program->outputs)
        losses.push_back({output.loss, output.weight});
    m_compiled = std::make_unique<StepPlan>(*m_model, m_forward, std::move(losses), options);
    if (!m_plan.settings.cudaGraphs)
        return;
    if (std::string reason = whyNotCaptured(*m_plan.program, m_model->device()); reason.empty())
        m_captured = std::make_unique<CapturedStep>(*m_compiled, *m_model);
    else
        m_notices.push_back(std::move(reason));
}

/// Forward and backward of a batch that makes a whole step; nothing when they must run one after the other, as when they are watched.
std::optional<Tensors> TrainingSession::runCaptured(const std::vector<Feed>& feeds, std::int64_t part, double share)
{
    if (!m_captured)
        return {};
    const bool isWatched = m_taps && m_taps->watchesOutputs();
    if (part > 0 || share != 1 || m_scaler || isWatched || m_optimizer->needsClosure()) {
        m_captured->drop();
        return {};
    }
    return m_captured->run(feeds, context(true, part));
}

at::Tensor TrainingSession::totalLoss(const Tensors& values) const
{
    const std::vector<ProgramOutput>& outputs = m_plan.program->outputs;
    at::Tensor total = outputs[0].weight == 1 ? values[0] : values[0] * outputs[0].weight;
    for (std::size_t i = 1; i < outputs.size(); ++i)
        total = total + values[i] * outputs[i].weight;
    return total;
}

TrainingSettings TrainingSession::settings() const
{
    TrainingSettings settings = m_plan.settings;
    settings.epochs = epochs();
    return settings;
}

bool TrainingSession::setLearningRate(double rate)
{
    const double planned = plannedRates().learningRate;
    if (planned <= 0)
        return false;
    m_position.rateFactor = rate / planned;
    return true;
}

void TrainingSession::setTotalEpochs(std::int64_t epochs)
{
    m_position.totalEpochs = epochs;
    m_schedule = std::make_unique<Schedule>(settings(), stepsPerEpoch());
}

StepRates TrainingSession::rates() const
{
    if (m_fixedRate)
        return {.learningRate = *m_fixedRate};
    StepRates rates = plannedRates();
    rates.learningRate *= m_position.rateFactor;
    return rates;
}

/// As the schedule has it, whatever was set by hand.
StepRates TrainingSession::plannedRates() const
{
    StepRates rates = m_schedule->at(m_position.step);
    if (m_plan.settings.schedule == "plateau")
        rates.learningRate = m_schedule->warmupFactor(m_position.step) * m_position.plateau.rate;
    return rates;
}

/// The forward pass of one batch; a loss that is not finite is an error.
Tensors TrainingSession::forwardTraining(const std::vector<Feed>& feeds, std::int64_t part)
{
    const bool isWatched = m_taps && part == 0 && m_taps->watchesOutputs();
    if (m_compiled)
        return m_compiled->forward(feeds, context(true, part), isWatched ? [this](const OpCall& op, const at::Tensor& output) { m_taps->see(op, output); } : StepPlan::Watcher());
    const TorchModel::Observer observer = [this](const OpCall& op, const Tensors&, const Tensors& out) {
        const c10::NoGradGuard noGrad;
        m_taps->see(op, out[0].detach());
        return true;
    };
    return m_model->forward(m_forward, feeds, context(true, part), isWatched ? observer : TorchModel::Observer());
}

/// Adds the gradients of one batch, times `share`; gives its loss.
Result<double> TrainingSession::accumulate(const BatchRange& range, double share, std::int64_t part, bool isCounted)
{
    std::vector<Feed> feeds = feedsFor(m_order.slice(0, range.begin, range.begin + range.count));
    const at::Tensor target = feeds.back().tensor; // metrics judge by the samples as they are
    mixFeeds(feeds, part);
    lap(Taps::Part::Data);
    at::Tensor total;
    std::optional<Tensors> captured = runCaptured(feeds, part, share);
    Tensors values = captured ? std::move(*captured) : Tensors();
    {
        const Autocast autocast(mixedType(m_plan.settings.precision), m_model->device().type());
        if (!captured)
            values = forwardTraining(feeds, part);
        total = totalLoss(values);
    }
    const double loss = total.item<double>();
    if (!std::isfinite(loss)) {
        values.clear();
        return fail(firstNonFinite(*m_model, m_forward, feeds, context(true, part), m_position.epoch + 1, m_position.step + 1));
    }
    lap(Taps::Part::Forward);
    const double scaled = share * (m_scaler ? m_scaler->scale() : 1);
    if (m_compiled && !captured) // what was captured has run backward too
        m_compiled->backward(scaled, part > 0);
    else if (!captured)
        (scaled == 1 ? total : total * scaled).backward();
    lap(Taps::Part::Backward);
    if (isCounted)
        m_metrics->add(values.back(), target);
    return loss;
}

/// False: float16 has overflowed and the step is left out.
bool TrainingSession::finishGradients()
{
    if (m_scaler && !m_scaler->unscale(m_optimizer->allGradients()))
        return false;
    if (m_taps)
        m_taps->beforeUpdate();
    clipGradients();
    addNoise();
    return true;
}

/// The batches of a step once more, at the weights as they are now: for optimizers that look around. Infinite where they are not finite.
double TrainingSession::evaluateAgain(std::span<const BatchRange> ranges, std::int64_t samples)
{
    const c10::AutoGradMode gradients(true);
    m_optimizer->clearGradients();
    double loss = 0;
    for (std::size_t part = 0; part < ranges.size(); ++part) {
        const double share = static_cast<double>(ranges[part].count) / static_cast<double>(samples);
        loss += accumulate(ranges[part], share, static_cast<std::int64_t>(part), false).value_or(std::numeric_limits<double>::infinity()) * share;
    }
    clipGradients();
    addNoise();
    return loss;
}

void TrainingSession::clipGradients()
{
    const double largest = m_plan.settings.gradientClipVal;
    if (largest <= 0)
        return;
    if (m_plan.settings.gradientClipAlgorithm == "value")
        m_optimizer->clipByValue(largest);
    else
        m_optimizer->clipByNorm(largest);
}

Result<StepFigures> TrainingSession::step()
{
    auto figures = guardedTorch(makeError("engine.failed"), [&]() -> Result<StepFigures> {
        if (m_taps)
            m_taps->begin(m_position.step + 1);
        if (const Status status = applyGroups(); !status)
            return fail(status.error());
        m_order = orderOfEpoch();
        const std::int64_t end = std::min(m_position.batch + batchesPerStep(), batchesPerEpoch());
        const auto ranges = std::span(m_batches.ranges).subspan(static_cast<std::size_t>(m_position.batch), static_cast<std::size_t>(end - m_position.batch));
        std::int64_t samples = 0;
        for (const BatchRange& range : ranges)
            samples += range.count;
        m_optimizer->clearGradients();
        double lossSum = 0;
        for (std::size_t part = 0; part < ranges.size(); ++part) {
            const double share = static_cast<double>(ranges[part].count) / static_cast<double>(samples);
            const auto loss = accumulate(ranges[part], share, static_cast<std::int64_t>(part));
            if (!loss)
                return fail(loss.error());
            lossSum += *loss * static_cast<double>(ranges[part].count);
        }
        const StepRates now = rates();
        if (finishGradients()) {
            if (m_optimizer->needsClosure())
                m_optimizer->stepWith(now, lossSum / static_cast<double>(samples), [&] { return evaluateAgain(ranges, samples); });
            else
                m_optimizer->step(now);
            if (m_averages && m_plan.settings.emaDecay > 0)
                m_averages->update();
        }
        lap(Taps::Part::Optimizer);
        if (m_taps)
            m_taps->afterUpdate(samples);
        ++m_position.step;
        m_position.batch = end;
        m_position.lossSum += lossSum;
        m_position.samples += samples;
        return StepFigures{m_position.step, lossSum / static_cast<double>(samples), now.learningRate,
                           runningMetricIds().empty() ? 0 : m_metrics->value(runningMetricIds().front())};
    });
    if (!figures)
        return fail(m_model->named(figures.error()));
    return figures;
}

void TrainingSession::judged(double monitored)
{
    if (m_plan.settings.schedule == "plateau")
        checkPlateau(m_position.plateau, scheduleValues(m_plan.settings), monitored, isHigherBetter(m_plan.settings));
}

Scores TrainingSession::running() const
{
    Scores scores;
    scores.loss = m_position.samples > 0 ? m_position.lossSum / static_cast<double>(m_position.samples) : 0;
    for (const std::string& id : runningMetricIds())
        scores.metrics[id] = m_metrics->value(id);
    return scores;
}

Result<std::optional<Scores>> TrainingSession::validate(const std::function<bool()>& isStopping, std::int64_t batches)
{
    auto result = guardedTorch(makeError("engine.failed"), [&]() -> Result<std::optional<Scores>> {
        const c10::NoGradGuard noGrad;
        const at::Tensor all = at::tensor(m_plan.split.validation, at::kLong).to(m_model->device());
        const AveragesInPlace averages(m_averages.get());
        const std::int64_t limit = batches > 0 ? batches : m_plan.settings.limitValBatches;
        const std::int64_t count = limit > 0 ? std::min(all.size(0), limit * m_plan.settings.batchSize) : all.size(0);
        // Without gradients a batch needs at most half the memory of a training step.
        const std::int64_t batch = m_plan.settings.batchSize * 2;
        Metrics metrics(metricIds(), m_plan.settings);
        double lossSum = 0;
        for (std::int64_t start = 0; start < count; start += batch) {
            if (isStopping())
                return std::optional<Scores>();
            const std::int64_t end = std::min(count, start + batch);
            const std::vector<Feed> feeds = feedsFor(all.slice(0, start, end));
            const Autocast autocast(mixedType(m_plan.settings.precision), m_model->device().type());
            const Tensors values = m_model->forward(m_forward, feeds, context(false));
            lossSum += totalLoss(values).item<double>() * static_cast<double>(end - start);
            metrics.add(values.back(), feeds.back().tensor);
        }
        Scores scores;
        scores.loss = lossSum / static_cast<double>(count);
        for (const std::string& id : metricIds())
            scores.metrics[id] = metrics.value(id);
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
    m_metrics->reset();
}

} // namespace nodegrad
