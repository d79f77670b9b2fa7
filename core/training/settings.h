#pragma once
// How a run is trained: plain values, catalogues of choices. Names and defaults are PyTorch's and Lightning's.

#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/params/param.h"

namespace nodegrad {

/// An optimizer, a schedule, a metric: declaration; the code stands beside the loop.
struct TrainingChoice {
    std::string id, title, summary;
    std::vector<Param> params = {};
    /// The same in PyTorch, {id} is a parameter. An optimizer: its call on `groups`. A schedule: statements that set `rate`, and
    /// `momentum` if it moves, from `done` of `total` steps, `time` of `length` (in its unit) and LEARNING_RATE.
    std::string python = {};
};
/// What of a metric the loop must know.
struct MetricType : TrainingChoice {
    bool forClasses = true;           ///< for class targets; else for numbers
    bool higherIsBetter = true;
    bool isShare = false;             ///< lies in 0..1 and is read as a percentage
    bool needsProbabilities = false;  ///< looks at probabilities, not only at their order
    bool needsAllSamples = false;     ///< cannot be summed up batch by batch: computed for the validation part only
};
const std::vector<TrainingChoice>& optimizerTypes();
const std::vector<TrainingChoice>& scheduleTypes();
const std::vector<MetricType>& metricTypes();
/// Title of a metric, or its id where it is not known; whether it is shown as a percentage.
std::string metricTitle(const std::string& id);
bool isShareMetric(const std::string& id);
/// Null for an unknown id.
template <class Choice> const Choice* findChoice(const std::vector<Choice>& choices, const std::string& id)
{
    for (const Choice& choice : choices)
        if (choice.id == id)
            return &choice;
    return nullptr;
}

struct TrainingSettings {
    std::string optimizer = "adam";
    ParamValues optimizerParams;          ///< of that optimizer, learning rate included ("learning_rate")
    std::string schedule = "constant";
    ParamValues scheduleParams;

    std::int64_t epochs = 20;
    std::int64_t batchSize = 64;
    std::uint64_t seed = 42;
    std::int64_t threads = 0;             ///< 0: all but one, at least 1
    std::string device = "cpu";
    std::string precision = "32-true";    ///< or "bf16-mixed", "16-mixed" (accelerators only)
    bool compileStep = true;              ///< forward and backward as one flat list of ops (StepPlan); false: through autograd
    bool cudaGraphs = false;              ///< compiled steps of an accelerator are captured and replayed (CapturedStep)
    bool gradientCheckpointing = false;   ///< modules keep only their ends for backward, which computes them again (core/ops/segments.h)
    std::string checkpointedModules;      ///< "encoder, head.block"; empty: all of the top level
    bool shuffle = true;
    bool balancedSampling = false;        ///< classes equally often: samples are drawn with replacement
    double mixupAlpha = 0, cutmixAlpha = 0; ///< 0: off; lambda ~ Beta(alpha, alpha), one a batch; both on: one of them, by chance
    bool earlyStopping = false;
    std::int64_t patience = 10;           ///< validations in a row without a better monitored value

    bool decayWeightsOnly = false;        ///< no weight decay on parameters of at most one dimension: biases, norms
    double gradientClipVal = 0;           ///< 0: off
    std::string gradientClipAlgorithm = "norm"; ///< or "value"
    std::int64_t accumulateGradBatches = 1;
    double gradientNoise = 0;             ///< eta of noise N(0, eta / (1 + step)^gamma) on gradients; 0: off
    double gradientNoiseDecay = 0.55;     ///< gamma
    std::string paramGroups;              ///< "encoder: lr 0.1; head: decay 0" (param_groups.h)
    double emaDecay = 0;                  ///< 0: off; else the averaged weights are validated and kept as the best
    std::int64_t swaStart = 0;            ///< epoch from which the weights at the end of each epoch are averaged equally; 0: off
    double swaRate = 0;                   ///< learning rate from then on, 0: as the schedule says
    std::int64_t swaAnnealEpochs = 10;    ///< to get there, along a cosine
    std::int64_t warmup = 0;              ///< in steps or epochs; the schedule begins when it is over
    std::string warmupUnit = "steps";     ///< or "epochs"
    double warmupStartFactor = 1.0 / 3;   ///< of the learning rate in the first step

    std::int64_t watchEvery = 50;         ///< steps from one look inside to the next; what is looked at is said by the flags
    bool watchGradients = false, watchActivations = false, watchHistograms = false, watchSpeed = false;

    std::int64_t maxSteps = 0;            ///< 0: no limit
    double maxTime = 0;                   ///< minutes; 0: no limit
    std::int64_t limitTrainBatches = 0, limitValBatches = 0; ///< 0: all
    std::int64_t numSanityValSteps = 0;   ///< validation batches that are tried before the first step; nothing of them is kept
    std::int64_t overfitBatches = 0;      ///< 0: off; else train and validate on the first batches only
    bool fastDevRun = false;              ///< one batch of each part

    std::int64_t checkValEveryNEpoch = 1;
    std::int64_t valCheckInterval = 0;    ///< steps between validations within an epoch; 0: only at its end
    std::string monitor = "loss";         ///< or a metric
    std::string monitorMode = "auto";     ///< "min", "max"
    double minDelta = 0;
    bool checkFinite = true;
    std::int64_t saveTopK = 1;            ///< above 1: the checkpoints of that many best epochs are kept beside "best"
    std::int64_t saveEveryNEpochs = 0;    ///< 0: only "last" and "best"
    std::int64_t keepLast = 0;            ///< of those; 0: all

    std::string metrics;                  ///< ids, separated by commas; empty: those that fit the data (metricsFor)
    std::int64_t topK = 5;
    double fBeta = 1;
    std::string metricAverage = "macro";  ///< or "weighted"
    std::int64_t calibrationBins = 15;
    bool operator==(const TrainingSettings&) const = default;
};
/// Settings that belong together.
struct LoopGroup {
    std::string title;
    bool isBasic = false;                 ///< shown at once; others lie under "More settings"
    std::vector<Param> params;
};
/// Fields of the settings that are not choices, as declarations: forms, command line and docs are made from them.
const std::vector<LoopGroup>& loopGroups();
/// The same in one list.
const std::vector<Param>& loopParams();
/// The field that loopParams() declares under `id`, read and written as a value. Errors: training.unknown_setting, param.*.
ParamValue loopValue(const TrainingSettings& settings, const std::string& id);
Status setLoopValue(TrainingSettings& settings, const std::string& id, const ParamValue& value);
/// Parameters of the chosen optimizer and schedule with all defaults filled in; {} for an unknown choice.
ParamValues optimizerValues(const TrainingSettings& settings);
ParamValues scheduleValues(const TrainingSettings& settings);
/// The ids in `settings.metrics`, in order, each once.
std::vector<std::string> chosenMetrics(const TrainingSettings& settings);
/// Whether a larger monitored value is a better one: `monitorMode`, or what the metric says.
bool isHigherBetter(const TrainingSettings& settings);
/// First problem of the settings, or ok. Errors: training.unknown_setting, .nesterov_without_momentum, .unknown_metric, param.*.
Status checkSettings(const TrainingSettings& settings);

nlohmann::json toJson(const TrainingSettings& settings);
/// Missing fields keep their defaults. Errors: training.bad_settings.
Result<TrainingSettings> trainingSettingsFromJson(const nlohmann::json& json);

} // namespace nodegrad
