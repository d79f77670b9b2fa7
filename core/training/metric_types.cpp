#include <algorithm>

#include "core/base/text.h"
#include "core/layers/layer_type.h"
#include "core/training/plan.h"
#include "core/training/settings.h"

namespace nodegrad {

const std::vector<MetricType>& metricTypes()
{
    static const std::vector<MetricType> types = {
        {{"accuracy", "Accuracy", "Share of samples whose class is predicted right, 0..1."}, true, true, true},
        {{"top_k_accuracy", "Top-k accuracy", "Share of samples whose class is among the k most probable ones, 0..1."}, true, true, true},
        {{"balanced_accuracy", "Balanced accuracy", "Mean over the classes of the share that is found: rare classes count as much as common ones, 0..1."}, true, true, true},
        {{"precision", "Precision", "Share of the samples given a class that belong to it, mean over the classes, 0..1."}, true, true, true},
        {{"recall", "Recall", "Share of the samples of a class that are given it, mean over the classes, 0..1."}, true, true, true},
        {{"f_score", "F score", "Harmonic mean of precision and recall (F beta), mean over the classes, 0..1."}, true, true, true},
        {{"mcc", "MCC", "Matthews' correlation of truth and answer: 1 is perfect, 0 no better than chance."}, true, true},
        {{"cohen_kappa", "Cohen's kappa", "Agreement beyond what chance gives: 1 is perfect, 0 chance."}, true, true},
        {{"log_loss", "Log loss", "Mean of -ln of the probability of the right class; 0 is perfect."}, true, false, false, true},
        {{"brier", "Brier score", "Mean squared distance of the probabilities from the truth; 0 is perfect."}, true, false, false, true},
        {{"calibration_error", "Calibration error", "How far confidence and accuracy lie apart, mean over intervals of confidence (Guo et al., 2017); 0 is perfect."}, true, false, true, true},
        {{"roc_auc", "ROC AUC", "Probability that a sample of a class gets a higher score for it than another one; mean over the classes; validation only."}, true, true, true, true, true},
        {{"pr_auc", "PR AUC", "Average precision over all thresholds, mean over the classes; validation only."}, true, true, true, true, true},
        {{"mae", "MAE", "Mean absolute error, in units of the target."}, false, false},
        {{"rmse", "RMSE", "Root of the mean squared error, in units of the target."}, false, false},
        {{"r2", "R²", "Share of the target's variance that is explained: 1 - SSE / SST; 1 is perfect, 0 no better than the mean."}, false, true},
        {{"mse", "MSE", "Mean squared error, in squared units of the target."}, false, false},
        {{"mape", "MAPE", "Mean absolute error as a share of the target; for targets that are not near 0."}, false, false},
        {{"explained_variance", "Explained variance", "Share of the target's variance that is explained, a constant error left aside; 1 is perfect."}, false, true},
        {{"pearson", "Pearson", "Linear correlation of truth and answer, -1..1."}, false, true},
        {{"spearman", "Spearman", "Correlation of the ranks of truth and answer, -1..1; validation only."}, false, true, false, false, true},
    };
    return types;
}

std::string metricTitle(const std::string& id)
{
    const MetricType* metric = findChoice(metricTypes(), id);
    return metric ? metric->title : id;
}

bool isShareMetric(const std::string& id)
{
    const MetricType* metric = findChoice(metricTypes(), id);
    return metric && metric->isShare;
}

std::vector<std::string> chosenMetrics(const TrainingSettings& settings)
{
    std::vector<std::string> ids;
    for (const std::string_view part : split(settings.metrics, ','))
        if (const std::string id(trimmed(part)); !id.empty() && std::ranges::find(ids, id) == ids.end())
            ids.push_back(id);
    return ids;
}

bool isHigherBetter(const TrainingSettings& settings)
{
    if (settings.monitorMode != "auto")
        return settings.monitorMode == "max";
    const MetricType* metric = findChoice(metricTypes(), settings.monitor);
    return metric && metric->higherIsBetter;
}

std::vector<std::string> metricsFor(const Dataset& data)
{
    return data.isClassification() ? std::vector<std::string>{"accuracy"} : std::vector<std::string>{"mae", "rmse", "r2"};
}

bool answersTarget(const ProgramOutput& output)
{
    const LossType* loss = findLoss(output.lossId);
    return !loss || loss->answersTarget;
}

Result<std::vector<std::string>> metricsOf(const TrainingSettings& settings, const Dataset& data)
{
    std::vector<std::string> ids = chosenMetrics(settings);
    if (ids.empty())
        ids = metricsFor(data);
    if (settings.monitor != "loss" && std::ranges::find(ids, settings.monitor) == ids.end())
        ids.push_back(settings.monitor);
    for (const std::string& id : ids) {
        const MetricType* metric = findChoice(metricTypes(), id);
        if (!metric)
            return fail("training.unknown_metric", {{"metric", id}});
        if (metric->forClasses != data.isClassification())
            return fail("training.metric_does_not_fit", {{"metric", metric->title}, {"needed", metric->forClasses ? "classes" : "numbers"},
                                                         {"got", metric->forClasses ? "numbers" : "classes"}});
    }
    return ids;
}

} // namespace nodegrad
