#include "core/training/plan.h"
#include "core/training/settings.h"

namespace nodegrad {

namespace {

Param learningRate(double defaultValue)
{
    Param param = realParam("learning_rate", "Learning rate", "Size of a step against the gradient.", defaultValue, 0.0);
    param.exclusiveMinimum = true;
    return param;
}

std::vector<Param> adamParams(double weightDecay, const std::string& decayDoc)
{
    Param eps = realParam("eps", "Epsilon", "Added to the denominator, so that it is never 0.", 1e-8, 0.0);
    return {learningRate(1e-3),
            realParam("beta1", "Beta 1", "Share of the old mean of the gradient that is kept, 0..1.", 0.9, 0.0, 0.999999999),
            realParam("beta2", "Beta 2", "Share of the old mean of the squared gradient that is kept, 0..1.", 0.999, 0.0, 0.999999999),
            eps, realParam("weight_decay", "Weight decay", decayDoc, weightDecay, 0.0)};
}

} // namespace

const std::vector<TrainingChoice>& optimizerTypes()
{
    static const std::vector<TrainingChoice> types = {
        {"sgd", "SGD", "Stochastic gradient descent: w = w - lr g, with momentum if wanted.",
         {learningRate(0.01),
          realParam("momentum", "Momentum", "Share of the last step that is kept, 0..1; 0 switches it off.", 0.0, 0.0, 0.999999999),
          flagParam("nesterov", "Nesterov", "Look ahead along the momentum; needs a momentum above 0.", false),
          realParam("weight_decay", "Weight decay", "Pulls weights towards 0: added to the gradient times the weight (L2).", 0.0, 0.0)}},
        {"adam", "Adam", "Steps scaled by running means of the gradient and its square (Kingma and Ba, 2015).",
         adamParams(0.0, "Pulls weights towards 0: added to the gradient times the weight (L2).")},
        {"adamw", "AdamW", "Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2019).",
         adamParams(0.01, "Share of each weight, times the learning rate, that is taken off at every step.")},
    };
    return types;
}

const std::vector<TrainingChoice>& scheduleTypes()
{
    static const std::vector<TrainingChoice> types = {
        {"constant", "Constant", "The learning rate stays as it is.", {}},
        {"step", "Step", "The learning rate is multiplied by gamma every few epochs.",
         {integerParam("step_size", "Every", "Epochs between two cuts.", 10),
          realParam("gamma", "Gamma", "Factor at each cut.", 0.1, 0.0)}},
        {"cosine", "Cosine", "The learning rate falls along half a cosine, from its start value to the end value in the last epoch.",
         {realParam("eta_min", "End value", "Learning rate after the last epoch.", 0.0, 0.0)}},
    };
    return types;
}

const std::vector<TrainingChoice>& metricTypes()
{
    static const std::vector<TrainingChoice> types = {
        {"accuracy", "Accuracy", "Share of samples whose class is predicted right, 0..1.", {}},
        {"mae", "MAE", "Mean absolute error, in units of the target.", {}},
        {"rmse", "RMSE", "Root of the mean squared error, in units of the target.", {}},
        {"r2", "R²", "Share of the target's variance that is explained: 1 - SSE / SST; 1 is perfect, 0 no better than the mean.", {}},
    };
    return types;
}

const TrainingChoice* findChoice(const std::vector<TrainingChoice>& choices, const std::string& id)
{
    for (const TrainingChoice& choice : choices)
        if (choice.id == id)
            return &choice;
    return nullptr;
}

const std::vector<Param>& loopParams()
{
    static const std::vector<Param> params = {
        integerParam("epochs", "Epochs", "How often all training samples are seen.", 20, 1, 1e9),
        integerParam("batch_size", "Batch size", "Samples of one step.", 64, 1, 1e9),
        integerParam("seed", "Seed", "Number that all random choices are made from; equal seeds give equal runs.", 42, 0, 9007199254740992.0),
        integerParam("threads", "Threads", "Threads for the arithmetic; 0: all but one.", 0, 0, 4096),
        textParam("device", "Device", "Where the arithmetic runs: cpu, or an accelerator such as cuda:0.", "cpu"),
        flagParam("shuffle", "Shuffle", "New order of the training samples in every epoch.", true),
        flagParam("early_stopping", "Early stopping", "Stop when the validation loss gets no better.", false),
        integerParam("patience", "Patience", "Epochs without a better validation loss before the run stops.", 10, 1, 1e9),
    };
    return params;
}

std::vector<std::string> metricsFor(const Dataset& data)
{
    return data.isClassification() ? std::vector<std::string>{"accuracy"} : std::vector<std::string>{"mae", "rmse", "r2"};
}

} // namespace nodegrad
