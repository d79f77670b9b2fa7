// What watching, logging and the loop around the steps cost: ratios of two sides that take turns, in the processor's time of their
// thread, which other programs on the machine do not count into. Information, not a test.
// watching_bench [PAIRS] [--parts] [part of a design's name]: with --parts also each of the taps by itself.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>

#include <malloc.h>
#include <unistd.h>

#include <c10/core/GradMode.h>
#include <nlohmann/json.hpp>

#include "core/base/random.h"
#include "core/engine/tensor_memory.h"
#include "core/formats/event_file.h"
#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "core/runs/run_store.h"
#include "core/training/session.h"
#include "core/training/trainer.h"

using namespace nodegrad;

namespace {

/// Seconds that this thread has computed.
double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Design {
    const char *name, *text;
    std::int64_t samples, batch, block; ///< block: steps of one side before the other has its turn
};
const Design kDesigns[] = {
    {"MLP, batch 32", "input(20) > dense(128) > relu > dense(128) > relu > dense(128) > relu > dense(10) > output(cross_entropy)", 32'000, 32, 2000},
    {"MLP, batch 256", "input(20) > dense(128) > relu > dense(128) > relu > dense(128) > relu > dense(10) > output(cross_entropy)", 128'000, 256, 500},
    {"CNN, batch 64",
     "input(1,28,28) > conv2d(8, kernel=5, padding=same) > relu > max_pool2d(2) > conv2d(16, kernel=5, padding=same) > relu > max_pool2d(2) > flatten > dense(64) > relu > dense(10) > "
     "output(cross_entropy)",
     6'400, 64, 500},
};

template <class T> T valueOf(Result<T> result)
{
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "%s %s\n", message(result.error()).c_str(), result.error().detail.c_str());
    std::exit(1);
}

TrainingPlan planFor(const Design& design)
{
    TrainingPlan plan;
    const Lowered lowered = lower(valueOf(parseGraphText(design.text)), {});
    plan.program = std::make_shared<const Program>(lowered.program);
    auto data = std::make_shared<Dataset>();
    RandomStream random(1);
    data->inputSpec = plan.program->inputs[0].spec;
    data->targetSpec = plan.program->outputs[0].targetSpec;
    data->inputs = HostTensor(DType::Float32, *evaluated(data->inputSpec.shape, design.samples));
    for (float& value : data->inputs.mutableValues<float>())
        value = static_cast<float>(random.normal());
    data->targets = HostTensor(DType::Int64, {design.samples});
    for (std::int64_t& value : data->targets.mutableValues<std::int64_t>())
        value = static_cast<std::int64_t>(random.below(10));
    plan.data = data;
    for (std::int64_t i = 0; i < design.samples; ++i)
        plan.split.train.push_back(i);
    plan.settings.batchSize = design.batch;
    plan.settings.threads = 1;
    plan.settings.metrics = "accuracy";
    return plan;
}

void watch(TrainingSettings& settings)
{
    settings.watchGradients = settings.watchActivations = settings.watchHistograms = settings.watchSpeed = true;
}

void take(TrainingSession& session, std::int64_t steps)
{
    for (std::int64_t i = 0; i < steps; ++i) {
        if (session.position().batch == session.batchesPerEpoch())
            session.nextEpoch();
        valueOf(session.step());
        (void)session.takeTapped();
    }
}

double secondsOf(const std::function<void()>& work)
{
    const double start = threadSeconds();
    work();
    return threadSeconds() - start;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The median with the 95 % interval of its bootstrap.
struct Estimate {
    double middle, low, high;
};
Estimate estimate(const std::vector<double>& values)
{
    RandomStream random(3);
    std::vector<double> medians;
    for (int i = 0; i < 2000; ++i) {
        std::vector<double> drawn;
        for (std::size_t k = 0; k < values.size(); ++k)
            drawn.push_back(values[random.below(values.size())]);
        medians.push_back(median(drawn));
    }
    std::sort(medians.begin(), medians.end());
    return {median(values), medians[50], medians[1949]};
}

/// `with` and `without` give the seconds of one step.
void compare(const char* what, const Design& design, int pairs, const std::function<double()>& without, const std::function<double()>& with)
{
    std::vector<double> shares, micros, bare;
    without(), with();
    for (int pair = 0; pair < pairs; ++pair) {
        const bool isFirst = pair % 2 == 0;
        const double early = isFirst ? without() : with(), late = isFirst ? with() : without();
        const double a = isFirst ? early : late, b = isFirst ? late : early;
        bare.push_back(a * 1e3);
        shares.push_back((b / a - 1) * 100);
        micros.push_back((b - a) * 1e6);
    }
    const Estimate share = estimate(shares), cost = estimate(micros);
    std::printf("| %s | %s | %.3f | %.1f %% | %.1f to %.1f | %.1f | %.1f to %.1f |\n", what, design.name, median(bare), share.middle, share.low, share.high, cost.middle, cost.low, cost.high);
    std::fflush(stdout);
}

void compareTaps(const char* what, const Design& design, int pairs, const std::function<void(TrainingSettings&)>& set)
{
    const TrainingPlan plain = planFor(design);
    TrainingPlan watched = planFor(design);
    set(watched.settings);
    const auto a = valueOf(TrainingSession::create(plain, 1)), b = valueOf(TrainingSession::create(watched, 1));
    const auto side = [&](TrainingSession& session) { return [&] { return secondsOf([&] { take(session, design.block); }) / static_cast<double>(design.block); }; };
    compare(what, design, pairs, side(*a), side(*b));
}

/// Whoever shows a run asks 30 times a second; this one throws away what it gets.
class Listener final : public Trainer::Control {
public:
    std::function<void(std::int64_t)> atBoundary = [](std::int64_t) {};
    void post(RunEvent event) override
    {
        m_events.push_back(std::move(event));
        if (m_events.size() > 100)
            m_events.clear();
    }
    bool proceed(const std::function<std::map<std::string, HostTensor>()>&, std::int64_t step) override
    {
        atBoundary(step);
        return true;
    }
    bool isStopping() const override { return false; }

private:
    std::vector<RunEvent> m_events;
};

class ScratchRuns {
public:
    ScratchRuns() : m_folder(std::filesystem::temp_directory_path() / ("watching_bench." + std::to_string(::getpid()))) {}
    ~ScratchRuns() { std::filesystem::remove_all(m_folder); }
    std::unique_ptr<RunSink> sink(const TrainingPlan& plan)
    {
        Project project;
        project.training = plan.settings;
        return valueOf(openSink(valueOf(createRun(m_folder, project, {})), false));
    }

private:
    std::filesystem::path m_folder;
};

/// The steps behind the first hundred, in one run of the loop with its log and its checkpoints.
double secondsOfLoop(const TrainingPlan& plan, std::int64_t steps)
{
    ScratchRuns runs;
    const auto sink = runs.sink(plan);
    Listener listener;
    double start = 0, end = 0;
    listener.atBoundary = [&](std::int64_t step) {
        if (step == 100)
            start = threadSeconds();
        if (step == steps + 100)
            end = threadSeconds();
    };
    trainingLoop(plan, *sink, listener);
    return end - start;
}

void compareLoop(const char* what, const Design& design, int pairs, bool isWatched)
{
    const TrainingPlan plain = planFor(design);
    TrainingPlan whole = planFor(design);
    if (isWatched)
        watch(whole.settings);
    const std::int64_t steps = design.block * 2;
    whole.settings.epochs = (steps + 200) * design.batch / design.samples + 1;
    const auto bare = valueOf(TrainingSession::create(plain, 1));
    compare(what, design, pairs, [&] { return secondsOf([&] { take(*bare, steps); }) / static_cast<double>(steps); },
            [&] { return secondsOfLoop(whole, steps) / static_cast<double>(steps); });
}

void tellLogging(int pairs)
{
    constexpr int kScalars = 200'000;
    ScratchRuns runs;
    const auto sink = runs.sink({});
    std::vector<double> nanoseconds;
    for (int pair = 0; pair < pairs; ++pair)
        nanoseconds.push_back(secondsOf([&] {
                                  for (int i = 0; i < kScalars; ++i)
                                      if (!sink->log(ScalarPoint{false, "learning_rate", i, 1.7e9, 0.5}))
                                          std::exit(1);
                              })
                              / kScalars * 1e9);
    const Estimate cost = estimate(nanoseconds);
    std::printf("Logging a scalar: %.0f ns (%.0f to %.0f).\n", cost.middle, cost.low, cost.high);
}

void tellGrowth(const Design& design)
{
    TrainingPlan plan = planFor(design);
    watch(plan.settings);
    plan.settings.maxSteps = 12'100;
    plan.settings.epochs = 1000;
    ScratchRuns runs;
    const auto sink = runs.sink(plan);
    Listener listener;
    std::int64_t before = 0, after = 0;
    const auto inUse = [] { return static_cast<std::int64_t>(mallinfo2().uordblks) - waitingTensorBytes(); };
    listener.atBoundary = [&](std::int64_t step) {
        if (step == 2000)
            before = inUse();
        if (step == 12'000)
            after = inUse();
    };
    trainingLoop(plan, *sink, listener);
    std::printf("Memory in use after 10,000 further steps of the whole loop, everything watched (%s): %+.1f KB.\n", design.name, static_cast<double>(after - before) / 1e3);
}

} // namespace

int main(int argc, char** argv)
{
    const int pairs = argc > 1 ? std::max(3, std::atoi(argv[1])) : 15;
    const bool isDetailed = argc > 2 && std::string(argv[2]) == "--parts";
    const std::string wanted = argc > (isDetailed ? 3 : 2) ? argv[argc - 1] : "";
    installTensorMemory();
    prepareArithmetic(1);
    const c10::AutoGradMode gradients(true);
    std::printf("| what is added | model | bare step, ms | cost | 95 %% | us a step | 95 %% |\n|---|---|---|---|---|---|---|\n");
    for (const Design& design : kDesigns) {
        if (std::string(design.name).find(wanted) == std::string::npos)
            continue;
        if (isDetailed) {
            compareTaps("gradients", design, pairs, [](TrainingSettings& s) { s.watchGradients = true; });
            compareTaps("activations", design, pairs, [](TrainingSettings& s) { s.watchActivations = true; });
            compareTaps("histograms", design, pairs, [](TrainingSettings& s) { s.watchHistograms = true; });
            compareTaps("speed", design, pairs, [](TrainingSettings& s) { s.watchSpeed = true; });
        }
        compareTaps("all four", design, pairs, watch);
        compareLoop("the loop", design, pairs, false);
        compareLoop("the loop, watched", design, pairs, true);
    }
    std::printf("\n");
    tellLogging(pairs);
    tellGrowth(kDesigns[0]);
    return 0;
}
