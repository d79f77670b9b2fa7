// Each schedule: declaration, then formula. `base` is the optimizer's learning rate.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/training/schedule.h"

namespace nodegrad {

namespace {

using Clock = Schedule::Clock;
using Formula = Schedule::Formula;

/// A schedule of the catalogue and how its formula is made from its parameters.
struct ScheduleType : TrainingChoice {
    Formula (*make)(const ParamValues& params) = nullptr;
};

Param interval()
{
    return choiceParam("interval", "Stepped", "When the learning rate changes: after each epoch, or after each step; the other values count in the same unit.",
                       "epoch", {{"epoch", "every epoch"}, {"step", "every step"}});
}

Param share(std::string id, std::string title, std::string doc, double defaultValue)
{
    return realParam(std::move(id), std::move(title), std::move(doc), defaultValue, 0.0, 1.0);
}

Param momentum(std::string id, std::string title, std::string doc, double defaultValue)
{
    return realParam(std::move(id), std::move(title), std::move(doc), defaultValue, 0.0, 0.999999999);
}

Param positive(std::string id, std::string title, std::string doc, double defaultValue)
{
    Param param = realParam(std::move(id), std::move(title), std::move(doc), defaultValue, 0.0);
    param.exclusiveMinimum = true;
    return param;
}

Param cycleMomentum()
{
    return flagParam("cycle_momentum", "Cycle momentum", "The momentum (or beta 1) moves against the learning rate, where the optimizer has one.", true);
}

/// From `start` to `end` along half a cosine; share 0..1.
double cosine(double start, double end, double part)
{
    return end + (start - end) / 2 * (1 + std::cos(std::numbers::pi * part));
}

StepRates only(double rate)
{
    return {.learningRate = rate};
}

// --- constant, step, multi-step, exponential ---

Formula constant(const ParamValues&)
{
    return [](const Clock&, double base) { return only(base); };
}

/// StepLR: lr = base gamma^floor(t / step_size)
Formula stepwise(const ParamValues& p)
{
    return [size = static_cast<double>(p.integer("step_size")), gamma = p.real("gamma")](const Clock& clock, double base) {
        return only(base * std::pow(gamma, std::floor(clock.time / size)));
    };
}

/// MultiStepLR: lr = base gamma^(milestones passed)
Formula multiStep(const ParamValues& p)
{
    return [milestones = p.list("milestones"), gamma = p.real("gamma")](const Clock& clock, double base) {
        const auto passed = std::ranges::count_if(milestones, [&](std::int64_t at) { return clock.time >= static_cast<double>(at); });
        return only(base * std::pow(gamma, static_cast<double>(passed)));
    };
}

/// ExponentialLR: lr = base gamma^t
Formula exponential(const ParamValues& p)
{
    return [gamma = p.real("gamma")](const Clock& clock, double base) { return only(base * std::pow(gamma, clock.time)); };
}

// --- linear, polynomial: over `total_iters`, or the whole run ---

/// t / T, at most 1
double progress(const Clock& clock, std::int64_t total)
{
    return std::min(1.0, clock.time / (total > 0 ? static_cast<double>(total) : clock.length));
}

/// LinearLR: lr = base (start + (end - start) min(t, T) / T)
Formula linear(const ParamValues& p)
{
    return [start = p.real("start_factor"), end = p.real("end_factor"), total = p.integer("total_iters")](const Clock& clock, double base) {
        return only(base * (start + (end - start) * progress(clock, total)));
    };
}

/// PolynomialLR: lr = base (1 - min(t, T) / T)^power
Formula polynomial(const ParamValues& p)
{
    return [power = p.real("power"), total = p.integer("total_iters")](const Clock& clock, double base) {
        return only(base * std::pow(1 - progress(clock, total), power));
    };
}

// --- cosines ---

/// CosineAnnealingLR with T_max = the whole run: lr = end + (base - end) (1 + cos(pi t / T_max)) / 2
Formula cosineAnnealing(const ParamValues& p)
{
    return [end = p.real("eta_min")](const Clock& clock, double base) { return only(cosine(base, end, clock.time / clock.length)); };
}

/// CosineAnnealingWarmRestarts: the n-th cycle takes T_0 T_mult^n.
Formula warmRestarts(const ParamValues& p)
{
    return [first = static_cast<double>(p.integer("t_0")), factor = static_cast<double>(p.integer("t_mult")), end = p.real("eta_min")](
               const Clock& clock, double base) {
        double into = clock.time, cycle = first;
        if (factor == 1)
            into = std::fmod(into, cycle);
        while (into >= cycle) {
            into -= cycle;
            cycle *= factor;
        }
        return only(cosine(base, end, into / cycle));
    };
}

// --- cycles: always stepped at every step ---

/// OneCycleLR: `base` is the largest rate. Phase i ends at step s_i: s_1 = pct_start T - 1, the last at T - 1.
Formula oneCycle(const ParamValues& p)
{
    return [p](const Clock& clock, double base) {
        struct Phase {
            double end, rateFrom, rateTo, momentumFrom, momentumTo;
        };
        const double total = static_cast<double>(clock.steps), pct = p.real("pct_start");
        const double first = base / p.real("div_factor"), last = first / p.real("final_div_factor");
        const double low = p.real("base_momentum"), high = p.real("max_momentum");
        const std::vector<Phase> phases = p.flag("three_phase")
            ? std::vector<Phase>{{pct * total - 1, first, base, high, low}, {2 * pct * total - 2, base, first, low, high}, {total - 1, first, last, high, high}}
            : std::vector<Phase>{{pct * total - 1, first, base, high, low}, {total - 1, base, last, low, high}};
        const auto now = static_cast<double>(clock.step);
        double start = 0;
        std::size_t i = 0;
        while (i + 1 < phases.size() && now > phases[i].end)
            start = phases[i++].end;
        const Phase& phase = phases[i];
        const double part = phase.end > start ? std::min(1.0, (now - start) / (phase.end - start)) : 1;
        const bool isLinear = p.text("anneal_strategy") == "linear";
        const auto between = [&](double from, double to) { return isLinear ? from + (to - from) * part : cosine(from, to, part); };
        StepRates rates = only(between(phase.rateFrom, phase.rateTo));
        if (p.flag("cycle_momentum"))
            rates.momentum = between(phase.momentumFrom, phase.momentumTo);
        return rates;
    };
}

/// CyclicLR: from base_lr up to the optimizer's rate and back.
Formula cyclic(const ParamValues& p)
{
    return [p](const Clock& clock, double base) {
        const auto up = static_cast<double>(p.integer("step_size_up"));
        const double down = p.integer("step_size_down") > 0 ? static_cast<double>(p.integer("step_size_down")) : up;
        const auto now = static_cast<double>(clock.step);
        const double cycle = std::floor(1 + now / (up + down)), x = 1 + now / (up + down) - cycle, ratio = up / (up + down);
        double height = x <= ratio ? x / ratio : (x - 1) / (ratio - 1);
        if (p.text("mode") == "triangular2")
            height /= std::pow(2.0, cycle - 1);
        else if (p.text("mode") == "exp_range")
            height *= std::pow(p.real("gamma"), now);
        StepRates rates = only(p.real("base_lr") + (base - p.real("base_lr")) * height);
        if (p.flag("cycle_momentum"))
            rates.momentum = p.real("max_momentum") - (p.real("max_momentum") - p.real("base_momentum")) * height;
        return rates;
    };
}

/// fastai's combined_cos: `start` to `middle` up to the share `pct`, then on to `end`.
double combinedCos(double part, double pct, double start, double middle, double end)
{
    if (part < pct)
        return cosine(start, middle, part / pct);
    return pct < 1 ? cosine(middle, end, (part - pct) / (1 - pct)) : end;
}

double shareDone(const Clock& clock)
{
    return static_cast<double>(clock.step) / static_cast<double>(clock.steps);
}

/// fastai's fit_one_cycle: combined_cos(pct_start, lr / div, lr, lr / div_final), momenta along combined_cos(pct_start, *moms).
Formula fitOneCycle(const ParamValues& p)
{
    return [p](const Clock& clock, double base) {
        const double part = shareDone(clock), pct = p.real("pct_start");
        StepRates rates = only(combinedCos(part, pct, base / p.real("div"), base, base / p.real("div_final")));
        if (p.flag("cycle_momentum"))
            rates.momentum = combinedCos(part, pct, p.real("max_momentum"), p.real("base_momentum"), p.real("max_momentum"));
        return rates;
    };
}

/// fastai's fit_flat_cos: combined_cos(pct_start, lr, lr, lr / div_final).
Formula flatCos(const ParamValues& p)
{
    return [p](const Clock& clock, double base) {
        return only(combinedCos(shareDone(clock), p.real("pct_start"), base, base, base / p.real("div_final")));
    };
}

/// fastai's fine_tune(epochs, base_lr, freeze_epochs, lr_mult, pct_start, div): fit_one_cycle of the head with a rise of 0.99, then the rate
/// is halved and all layers follow a second one, the first layer at 1 / lr_mult of the head's rate. `epochs` counts both parts here.
Formula fineTune(const ParamValues& p)
{
    return [p](const Clock& clock, double base) {
        const auto frozen = std::min(clock.steps, p.integer("freeze_epochs") * clock.stepsPerEpoch);
        const bool isFirst = clock.step < frozen;
        const double length = static_cast<double>(isFirst ? frozen : std::max<std::int64_t>(1, clock.steps - frozen));
        const double part = static_cast<double>(isFirst ? clock.step : clock.step - frozen) / length;
        const double pct = isFirst ? 0.99 : p.real("pct_start"), rate = isFirst ? base : base / 2, div = isFirst ? 25 : p.real("div");
        StepRates rates = only(combinedCos(part, pct, rate / div, rate, rate / 1e5));
        if (p.flag("cycle_momentum"))
            rates.momentum = combinedCos(part, pct, p.real("max_momentum"), p.real("base_momentum"), p.real("max_momentum"));
        return rates;
    };
}

const std::vector<ScheduleType>& types()
{
    static const Param gamma = realParam("gamma", "Gamma", "Factor at each cut.", 0.1, 0.0);
    static const Param end = realParam("eta_min", "End value", "Learning rate after the last epoch.", 0.0, 0.0);
    static const Param total = integerParam("total_iters", "Over", "Epochs (or steps) until the end value is reached; 0: the whole run.", 0, 0);
    static const std::vector<ScheduleType> all = {
        {{"constant", "Constant", "The learning rate stays as it is.", {},
          "rate = LEARNING_RATE"}, constant},
        {{"step", "Step", "The learning rate is multiplied by gamma every few epochs.",
          {integerParam("step_size", "Every", "Epochs (or steps) between two cuts.", 10), gamma, interval()},
          "rate = LEARNING_RATE * {gamma} ** (time // {step_size})"}, stepwise},
        {{"multi_step", "Multi-step", "The learning rate is multiplied by gamma at given epochs.",
          {listParam("milestones", "At", "Epochs (or steps) after which the learning rate is cut.", {10, 15}, 0), gamma, interval()},
          "rate = LEARNING_RATE * {gamma} ** sum(time >= at for at in {milestones})"}, multiStep},
        {{"exponential", "Exponential", "The learning rate is multiplied by gamma after every epoch.",
          {realParam("gamma", "Gamma", "Factor of each epoch (or step).", 0.95, 0.0), interval()},
          "rate = LEARNING_RATE * {gamma} ** time"}, exponential},
        {{"linear", "Linear", "The learning rate moves in a straight line from one share of its value to another.",
          {realParam("start_factor", "Start factor", "Share of the learning rate at the start, 0..1.", 1.0, 0.0, 1.0),
           realParam("end_factor", "End factor", "Share of the learning rate at the end, 0..1.", 0.0, 0.0, 1.0), total, interval()},
          "part = min(1.0, time / ({total_iters} or length))\nrate = LEARNING_RATE * ({start_factor} + ({end_factor} - {start_factor}) * part)"}, linear},
        {{"polynomial", "Polynomial", "The learning rate falls to 0 along a power of the time that is left.",
          {realParam("power", "Power", "1 is a straight line; larger values fall faster at first.", 1.0, 0.0), total, interval()},
          "rate = LEARNING_RATE * (1 - min(1.0, time / ({total_iters} or length))) ** {power}"}, polynomial},
        {{"cosine", "Cosine", "The learning rate falls along half a cosine, from its start value to the end value in the last epoch.",
          {end, interval()},
          "rate = anneal_cos(LEARNING_RATE, {eta_min}, time / length)"}, cosineAnnealing},
        {{"cosine_restarts", "Cosine, warm restarts", "Half cosines one after the other; each begins at the full learning rate (Loshchilov and Hutter, 2017).",
          {integerParam("t_0", "First cycle", "Epochs (or steps) of the first cycle.", 10),
           integerParam("t_mult", "Growth", "Each cycle is that many times as long as the one before.", 1),
           realParam("eta_min", "End value", "Learning rate at the end of a cycle.", 0.0, 0.0), interval()},
          "into, cycle = time, {t_0}\nwhile into >= cycle:\n    into, cycle = into - cycle, cycle * {t_mult}\nrate = anneal_cos(LEARNING_RATE, {eta_min}, into / cycle)"}, warmRestarts},
        {{"one_cycle", "One cycle", "Up to the full learning rate and down to almost nothing within the run, changing at every step (Smith, 2018).",
          {share("pct_start", "Rise", "Share of the run in which the learning rate rises, 0..1.", 0.3),
           choiceParam("anneal_strategy", "Along", "Form of rise and fall.", "cos", {{"cos", "cosine"}, {"linear", "straight line"}}),
           positive("div_factor", "Start divisor", "The first learning rate is the full one divided by this.", 25.0),
           positive("final_div_factor", "End divisor", "The last learning rate is the first one divided by this.", 1e4), cycleMomentum(),
           momentum("base_momentum", "Lowest momentum", "Momentum at the full learning rate, 0..1.", 0.85),
           momentum("max_momentum", "Highest momentum", "Momentum at the ends, 0..1.", 0.95),
           flagParam("three_phase", "Three phases", "The fall mirrors the rise, and a third phase goes down from there.", false)},
          "rate, momentum = one_cycle(done, total, LEARNING_RATE, pct_start={pct_start}, anneal=anneal_{anneal_strategy}, div_factor={div_factor},\n                           final_div_factor={final_div_factor}, momenta=({base_momentum}, {max_momentum}), three_phase={three_phase})"}, oneCycle},
        {{"cyclic", "Cyclic", "The learning rate goes up and down between two values, changing at every step (Smith, 2017).",
          {realParam("base_lr", "Lowest rate", "Learning rate at the bottom of a cycle; the optimizer's is the top.", 1e-4, 0.0),
           integerParam("step_size_up", "Steps up", "Steps from the bottom to the top.", 2000),
           integerParam("step_size_down", "Steps down", "Steps from the top to the bottom; 0: as many as up.", 0, 0),
           choiceParam("mode", "Heights", "How later cycles differ.", "triangular",
                       {{"triangular", "all equal"}, {"triangular2", "half of the one before"}, {"exp_range", "times gamma at each step"}}),
           realParam("gamma", "Gamma", "Factor of the height at each step, for that mode.", 1.0, 0.0), cycleMomentum(),
           momentum("base_momentum", "Lowest momentum", "Momentum at the top, 0..1.", 0.8),
           momentum("max_momentum", "Highest momentum", "Momentum at the bottom, 0..1.", 0.9)},
          "rate, momentum = cyclic(done, {base_lr}, LEARNING_RATE, up={step_size_up}, down={step_size_down} or {step_size_up}, mode=\"{mode}\", gamma={gamma},\n                        momenta=({base_momentum}, {max_momentum}))"}, cyclic},
        {{"fit_one_cycle", "One cycle (fastai)", "fastai's fit_one_cycle: cosines up to the full learning rate and down again, momentum against it.",
          {share("pct_start", "Rise", "Share of the run in which the learning rate rises, 0..1.", 0.25),
           positive("div", "Start divisor", "The first learning rate is the full one divided by this.", 25.0),
           positive("div_final", "End divisor", "The last learning rate is the full one divided by this.", 1e5), cycleMomentum(),
           momentum("base_momentum", "Lowest momentum", "Momentum at the full learning rate, 0..1.", 0.85),
           momentum("max_momentum", "Highest momentum", "Momentum at the ends, 0..1.", 0.95)},
          "rate = combined_cos(done / total, {pct_start}, LEARNING_RATE / {div}, LEARNING_RATE, LEARNING_RATE / {div_final})\nmomentum = combined_cos(done / total, {pct_start}, {max_momentum}, {base_momentum}, {max_momentum})"}, fitOneCycle},
        {{"flat_cos", "Flat, then cosine", "fastai's fit_flat_cos: the full learning rate, and half a cosine down in the last part of the run.",
          {share("pct_start", "Flat", "Share of the run with the full learning rate, 0..1.", 0.75),
           positive("div_final", "End divisor", "The last learning rate is the full one divided by this.", 1e5)},
          "rate = combined_cos(done / total, {pct_start}, LEARNING_RATE, LEARNING_RATE, LEARNING_RATE / {div_final})"}, flatCos},
        {{"fine_tune", "Fine-tune (fastai)", "For weights that were trained before: first the last layer alone, then all layers, the lower ones more slowly.",
          {integerParam("freeze_epochs", "Head alone", "Epochs of the run in which only the last layer with weights learns (norms go on slowly); the others follow.", 1, 0),
           positive("lr_mult", "Rate divisor", "In the second part the first layer has the learning rate of the head divided by this; those between lie evenly.", 100.0),
           share("pct_start", "Rise", "Share of the second part in which the learning rate rises, 0..1.", 0.3),
           positive("div", "Start divisor", "The second part begins with its highest rate, half of the full one, divided by this.", 5.0), cycleMomentum(),
           momentum("base_momentum", "Lowest momentum", "Momentum at the full learning rate, 0..1.", 0.85),
           momentum("max_momentum", "Highest momentum", "Momentum at the ends, 0..1.", 0.95)}}, fineTune},
        {{"plateau", "Reduce on plateau", "The learning rate is cut when the monitored value of the validation gets no better.",
          {realParam("factor", "Factor", "Factor at each cut, below 1.", 0.1, 0.0, 0.999999999),
           integerParam("patience", "Patience", "Validations in a row without a better value that are put up with.", 10, 0),
           realParam("threshold", "Threshold", "How much better counts.", 1e-4, 0.0),
           choiceParam("threshold_mode", "Measured", "The threshold is a share of the best value, or a difference to it.", "rel",
                       {{"rel", "as a share"}, {"abs", "as a difference"}}),
           integerParam("cooldown", "Rest", "Validations after a cut that are not judged.", 0, 0),
           realParam("min_lr", "Lowest rate", "The learning rate never falls below.", 0.0, 0.0),
           realParam("eps", "Epsilon", "A cut by less than this is not made.", 1e-8, 0.0)},
          "Plateau(LEARNING_RATE, HIGHER_IS_BETTER, factor={factor}, patience={patience}, threshold={threshold}, threshold_mode=\"{threshold_mode}\",\n                  cooldown={cooldown}, min_lr={min_lr}, eps={eps})"}, constant},
    };
    return all;
}

} // namespace

const std::vector<TrainingChoice>& scheduleTypes()
{
    static const std::vector<TrainingChoice> choices(types().begin(), types().end());
    return choices;
}

std::int64_t stepsOfRun(const TrainingSettings& settings, std::int64_t stepsPerEpoch)
{
    const std::int64_t steps = settings.epochs * stepsPerEpoch;
    return settings.maxSteps > 0 ? std::min(steps, settings.maxSteps) : steps;
}

Schedule::Schedule(const TrainingSettings& settings, std::int64_t stepsPerEpoch)
    : m_warmupStart(settings.warmupStartFactor), m_stepsPerEpoch(stepsPerEpoch), m_steps(stepsOfRun(settings, stepsPerEpoch)),
      m_warmupSteps(settings.warmup * (settings.warmupUnit == "epochs" ? stepsPerEpoch : 1))
{
    const ParamValues optimizer = optimizerValues(settings), schedule = scheduleValues(settings);
    if (optimizer.has("learning_rate"))
        m_base = optimizer.real("learning_rate");
    m_everyStep = schedule.has("interval") && schedule.text("interval") == "step";
    for (const ScheduleType& type : types())
        if (type.id == settings.schedule)
            m_formula = type.make(schedule);
    if (settings.swaStart > 0 && settings.swaRate > 0) {
        m_swaStart = settings.swaStart;
        m_swaRate = settings.swaRate;
        m_swaAnneal = settings.swaAnnealEpochs;
    }
    if (settings.schedule == "fine_tune") {
        m_frozenSteps = schedule.integer("freeze_epochs") * stepsPerEpoch;
        m_bodyDivisor = schedule.real("lr_mult");
    }
    if (!m_formula)
        m_formula = constant({});
}

double Schedule::warmupFactor(std::int64_t step) const
{
    if (step >= m_warmupSteps)
        return 1;
    return m_warmupStart + (1 - m_warmupStart) * static_cast<double>(step) / static_cast<double>(m_warmupSteps);
}

/// SWALR, stepped once an epoch: rate = swa_rate a + base (1 - a), a = (1 - cos(pi t)) / 2, where base is the rate with which it begins.
StepRates Schedule::at(std::int64_t step) const
{
    const std::int64_t first = (m_swaStart - 1) * m_stepsPerEpoch;
    if (m_swaStart <= 0 || step < first)
        return planned(step);
    const std::int64_t epochs = (step - first) / m_stepsPerEpoch;
    const double part = std::min(1.0, static_cast<double>(epochs) / static_cast<double>(std::max<std::int64_t>(1, m_swaAnneal)));
    StepRates rates = planned(step);
    rates.learningRate = cosine(planned(first).learningRate, m_swaRate, part);
    return rates;
}

StepRates Schedule::planned(std::int64_t step) const
{
    Clock clock;
    clock.step = std::max<std::int64_t>(0, step - m_warmupSteps);
    clock.steps = std::max<std::int64_t>(1, m_steps - m_warmupSteps);
    clock.stepsPerEpoch = m_stepsPerEpoch;
    const auto perUnit = m_everyStep ? 1.0 : static_cast<double>(m_stepsPerEpoch);
    clock.time = std::floor(static_cast<double>(clock.step) / perUnit);
    clock.length = static_cast<double>(clock.steps) / perUnit;
    StepRates rates = m_formula(clock, m_base);
    if (step < m_warmupSteps)
        rates.learningRate = m_base * warmupFactor(step);
    return rates;
}

BodyRates Schedule::bodyAt(std::int64_t step) const
{
    if (m_bodyDivisor == 1 && m_frozenSteps == 0)
        return {};
    const bool isFrozen = step - m_warmupSteps < m_frozenSteps;
    return {isFrozen, isFrozen ? 1 : m_bodyDivisor};
}

/// fastai's even_mults and freeze_to(-1) with train_bn.
double BodyRates::factor(std::size_t index, std::size_t count, bool isNorm) const
{
    if (index + 1 >= count)
        return 1;
    if (isFrozen)
        return isNorm ? 0.1 : 0;
    return std::pow(divisor, static_cast<double>(index) / static_cast<double>(count - 1) - 1);
}

double learningRateAt(const TrainingSettings& settings, std::int64_t step, std::int64_t stepsPerEpoch)
{
    return Schedule(settings, stepsPerEpoch).at(step).learningRate;
}

void checkPlateau(Plateau& plateau, const ParamValues& params, double value, bool higherIsBetter)
{
    const double threshold = params.real("threshold"), infinity = std::numeric_limits<double>::infinity();
    const double best = plateau.best.value_or(higherIsBetter ? -infinity : infinity);
    const bool isRelative = params.text("threshold_mode") == "rel";
    const double bar = higherIsBetter ? (isRelative ? best * (1 + threshold) : best + threshold) : (isRelative ? best * (1 - threshold) : best - threshold);
    if (higherIsBetter ? value > bar : value < bar) {
        plateau.best = value;
        plateau.bad = 0;
    } else {
        ++plateau.bad;
    }
    if (plateau.cooldown > 0) {
        --plateau.cooldown;
        plateau.bad = 0;
    }
    if (plateau.bad <= params.integer("patience"))
        return;
    const double lower = std::max(plateau.rate * params.real("factor"), params.real("min_lr"));
    if (plateau.rate - lower > params.real("eps"))
        plateau.rate = lower;
    plateau.cooldown = params.integer("cooldown");
    plateau.bad = 0;
}

} // namespace nodegrad
