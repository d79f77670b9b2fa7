#pragma once
// A run without its loop: model, optimizer, data and the position in them. One step, one validation, a checkpoint.

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>

#include "core/engine/captured_step.h"
#include "core/engine/step_plan.h"
#include "core/engine/torch_model.h"
#include "core/training/averaged_weights.h"
#include "core/training/batches.h"
#include "core/training/metrics.h"
#include "core/training/monitor.h"
#include "core/training/optimizer.h"
#include "core/training/plan.h"
#include "core/training/precision.h"
#include "core/training/param_groups.h"
#include "core/training/step_log.h"
#include "core/training/taps.h"

namespace nodegrad {

/// Where a run stands. Everything here goes into a checkpoint.
struct RunPosition {
    std::int64_t epoch = 0;                 ///< epochs that are finished, validation included
    std::int64_t batch = 0;                 ///< batches done of the epoch that runs
    std::int64_t step = 0;                  ///< optimizer steps done
    double lossSum = 0;                     ///< of the epoch that runs: loss times samples
    std::int64_t samples = 0;               ///< of the epoch that runs
    std::optional<double> best, bestLoss;   ///< monitored value and loss of the best validation (training when there is no validation part)
    EarlyStop earlyStop;
    TopEpochs top;                          ///< used with save_top_k above 1
    Plateau plateau;                        ///< used by that schedule
    std::int64_t validatedStep = -1;        ///< where the last validation was
    double seconds = 0;                     ///< trained so far; counted with max_time
    double rateFactor = 1;                  ///< of all learning rates: set by hand
    std::int64_t totalEpochs = 0;           ///< set by hand; 0: as the settings say
    std::int64_t averagedEpoch = 0;         ///< the last one whose weights went into SWA's average
    std::int64_t actsDone = 0;              ///< of TrainingPlan::acts
};

/// Threads for the arithmetic of a run: as set, else as its checkpoint says, else all but one.
std::int64_t threadsOf(const TrainingPlan& plan);
/// Makes the calling thread ready for the arithmetic of a run.
void prepareArithmetic(std::int64_t threads);

/// Mean loss and metrics of one pass.
struct Scores {
    double loss = 0;
    std::map<std::string, double> metrics = {};
    double metric(const std::string& id) const { return metrics.contains(id) ? metrics.at(id) : 0; }
};

/// Used on the trainer thread only. After an error the session is not used any more.
class TrainingSession {
public:
    /// Builds model and optimizer and takes up plan.resume. `threads` is written into checkpoints.
    /// Errors: device.unavailable, memory.exhausted, input.wrong_shape, training.no_output, .no_parameters, .no_samples,
    /// .single_sample_batch, .bad_checkpoint; state.*.
    static Result<std::unique_ptr<TrainingSession>> create(const TrainingPlan& plan, std::int64_t threads);

    const RunPosition& position() const { return m_position; }
    RunPosition& position() { return m_position; }
    std::int64_t batchesPerEpoch() const { return m_batches.count(); }
    /// Batches that make one step together: the last step of an epoch may have fewer.
    std::int64_t batchesPerStep() const { return m_batches.perStep; }
    std::int64_t stepsPerEpoch() const { return m_batches.steps(); }
    /// All metrics, in the order in which they are shown, and those that are followed while training.
    const std::vector<std::string>& metricIds() const { return m_metricIds; }
    const std::vector<std::string>& runningMetricIds() const { return m_metrics->ids(); }
    /// Epochs of the run, and its settings with them: more than planned when a person said so.
    std::int64_t epochs() const { return std::max(m_plan.settings.epochs, m_position.totalEpochs); }
    TrainingSettings settings() const;
    bool hasValidation() const { return !m_plan.split.validation.empty(); }
    TorchModel& model() { return *m_model; }
    /// What a person should know about how the run was taken up: one sentence each.
    const std::vector<std::string>& notices() const { return m_notices; }

    /// One optimizer step on the next batch or batches of the epoch; batch < batchesPerEpoch(). The last batch may be smaller; gradients
    /// of several are weighed by their samples, so that they equal those of one large batch.
    /// Errors: training.non_finite_* (the weights are those before the step), memory.exhausted, engine.*.
    Result<StepFigures> step();
    /// What was seen inside the last step; mostly nothing.
    Tapped takeTapped() { return m_taps ? m_taps->take() : Tapped(); }
    /// From now on this rate and no schedule.
    void fixLearningRate(double rate) { m_fixedRate = rate; }
    /// The next step has this rate, later ones follow the schedule in proportion. False when the schedule stands at 0.
    bool setLearningRate(double rate);
    /// The schedule is stretched to them from the next step on.
    void setTotalEpochs(std::int64_t epochs);
    /// The last step of the epoch is done: SWA takes its weights, and computes the statistics of BatchNorm for their mean. A second call
    /// changes nothing. False when `isStopping` said so in between: the statistics are missing, and the next call computes them.
    Result<bool> finishSteps(const std::function<bool()>& isStopping);
    /// Training figures of the epoch so far.
    Scores running() const;
    /// The validation samples in evaluation mode, on the averaged weights when there are some; nothing when `isStopping` said so in
    /// between.
    /// `batches` > 0: only so many, instead of limit_val_batches.
    Result<std::optional<Scores>> validate(const std::function<bool()>& isStopping, std::int64_t batches = 0);
    /// Tells the schedule what came out.
    void judged(double monitored);
    /// Closes the epoch: the next one begins at batch 0 with empty sums.
    void nextEpoch();

    /// Copies everything to the host. Refuses weights that are not finite (training.non_finite_weight), so that a good checkpoint is
    /// never overwritten by a bad one.
    Result<Checkpoint> checkpoint() const;
    /// The same for looking at, not for going on: the averaged weights, when there are some, are the model.
    Result<Checkpoint> shownCheckpoint() const;

    explicit TrainingSession(const TrainingPlan& plan) : m_plan(plan) {}

private:
    Status prepare();
    Status takeUp(const Checkpoint& checkpoint);
    Status takeUpPosition(const nlohmann::json& state);
    Status checkSampling() const;
    Status applyGroups();
    std::vector<double> bodyFactorsOf(const BodyRates& body) const;
    const at::Tensor& orderOfEpoch();
    std::vector<Feed> feedsFor(const at::Tensor& indices) const;
    void mixFeeds(std::vector<Feed>& feeds, std::int64_t part) const;
    std::optional<Tensors> runCaptured(const std::vector<Feed>& feeds, std::int64_t part, double share);
    Tensors forwardTraining(const std::vector<Feed>& feeds, std::int64_t part);
    void addNoise();
    void lap(Taps::Part part)
    {
        if (m_taps)
            m_taps->lap(part);
    }
    /// Each batch draws its own random numbers: `part` counts the batches of a step.
    KernelContext context(bool training, std::int64_t part = 0) const
    {
        return {training, m_plan.settings.seed, m_position.step * batchesPerStep() + part};
    }
    StepRates rates() const;
    StepRates plannedRates() const;
    Result<double> accumulate(const BatchRange& range, double share, std::int64_t part, bool isCounted = true);
    double evaluateAgain(std::span<const BatchRange> ranges, std::int64_t samples);
    void compileStep();
    void findStatistics();
    std::optional<std::vector<at::Tensor>> computeStatistics(const std::function<bool()>& isStopping);
    bool finishGradients();
    void clipGradients();
    at::Tensor totalLoss(const Tensors& values) const;

    const TrainingPlan& m_plan;
    std::int64_t m_threads = 1;
    std::unique_ptr<TorchModel> m_model;
    std::unique_ptr<Optimizer> m_optimizer;
    at::Tensor m_inputs, m_targets;         ///< all samples, on the device
    at::Tensor m_order;                     ///< of epoch m_orderEpoch
    std::int64_t m_orderEpoch = -1;
    std::unique_ptr<Schedule> m_schedule;
    std::unique_ptr<AveragedWeights> m_averages; ///< null without ema_decay
    std::vector<NormStatistics> m_statistics; ///< what SWA computes anew; none without it
    ForwardPlan m_statisticsPass;
    std::unique_ptr<GradientScaler> m_scaler; ///< null but for float16
    std::unique_ptr<Taps> m_taps;           ///< null: nothing is watched
    std::int64_t m_groupsEpoch = -1;        ///< for which the optimizer's traits were set
    BodyRates m_body;
    std::vector<std::int64_t> m_classes;    ///< by sample, for balanced sampling; else empty
    std::unique_ptr<StepPlan> m_compiled;   ///< null: steps go through autograd
    std::unique_ptr<CapturedStep> m_captured; ///< null: steps are not captured; goes before m_compiled
    ForwardPlan m_forward;                  ///< losses of all outputs, then what the metrics look at
    EpochBatches m_batches;
    std::vector<std::string> m_metricIds;
    std::unique_ptr<Metrics> m_metrics;     ///< of the epoch that runs
    RunPosition m_position;
    std::optional<double> m_fixedRate;
    std::vector<std::string> m_notices;
};

} // namespace nodegrad
