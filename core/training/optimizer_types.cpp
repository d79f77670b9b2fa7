#include "core/training/settings.h"

namespace nodegrad {

namespace {

Param learningRate(double defaultValue)
{
    Param param = realParam("learning_rate", "Learning rate", "Size of a step against the gradient.", defaultValue, 0.0);
    param.exclusiveMinimum = true;
    return param;
}

Param share(std::string id, std::string title, std::string doc, double defaultValue)
{
    return realParam(std::move(id), std::move(title), std::move(doc), defaultValue, 0.0, 0.999999999);
}

Param epsilon(double defaultValue)
{
    return realParam("eps", "Epsilon", "Added to the denominator, so that it is never 0.", defaultValue, 0.0);
}

Param beta1(double defaultValue = 0.9)
{
    return share("beta1", "Beta 1", "Share of the old mean of the gradient that is kept, 0..1.", defaultValue);
}

Param beta2(double defaultValue = 0.999)
{
    return share("beta2", "Beta 2", "Share of the old mean of the squared gradient that is kept, 0..1.", defaultValue);
}

Param decay(double defaultValue = 0.0)
{
    return realParam("weight_decay", "Weight decay", "Pulls weights towards 0: added to the gradient times the weight (L2).", defaultValue, 0.0);
}

Param decoupledDecay(double defaultValue)
{
    return realParam("weight_decay", "Weight decay", "Share of each weight, times the learning rate, that is taken off at every step.", defaultValue, 0.0);
}

Param isDecoupled()
{
    return flagParam("decoupled_weight_decay", "Decoupled decay", "Weight decay apart from the gradient, as in AdamW.", false);
}

Param amsgrad()
{
    return flagParam("amsgrad", "AMSGrad", "Divide by the largest mean of the squared gradient so far (Reddi et al., 2018).", false);
}

Param nesterov(bool defaultValue)
{
    return flagParam("nesterov", "Nesterov", "Look ahead along the momentum; needs a momentum above 0.", defaultValue);
}

} // namespace

const std::vector<TrainingChoice>& optimizerTypes()
{
    static const std::vector<TrainingChoice> types = {
        {"sgd", "SGD", "Stochastic gradient descent: w = w - lr g, with momentum if wanted.",
         {learningRate(0.01), share("momentum", "Momentum", "Share of the last step that is kept, 0..1; 0 switches it off.", 0.0),
          share("dampening", "Dampening", "Share of the gradient that does not enter the momentum, 0..1; must be 0 with Nesterov.", 0.0), nesterov(false), decay()},
         "torch.optim.SGD(groups, lr={learning_rate}, momentum={momentum}, dampening={dampening}, nesterov={nesterov}, weight_decay={weight_decay})"},
        {"adam", "Adam", "Steps scaled by running means of the gradient and its square (Kingma and Ba, 2015).",
         {learningRate(1e-3), beta1(), beta2(), epsilon(1e-8), decay(), amsgrad()},
         "torch.optim.Adam(groups, lr={learning_rate}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay}, amsgrad={amsgrad})"},
        {"adamw", "AdamW", "Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2019).",
         {learningRate(1e-3), beta1(), beta2(), epsilon(1e-8), decoupledDecay(0.01), amsgrad()},
         "torch.optim.AdamW(groups, lr={learning_rate}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay}, amsgrad={amsgrad})"},
        {"nadam", "NAdam", "Adam with Nesterov's look ahead (Dozat, 2016).",
         {learningRate(2e-3), beta1(), beta2(), epsilon(1e-8), decay(),
          realParam("momentum_decay", "Momentum decay", "How fast the momentum reaches its full value.", 4e-3, 0.0), isDecoupled()},
         "torch.optim.NAdam(groups, lr={learning_rate}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay}, momentum_decay={momentum_decay}, decoupled_weight_decay={decoupled_weight_decay})"},
        {"radam", "RAdam", "Adam that waits with its scaling until the mean of the squared gradient can be trusted (Liu et al., 2020).",
         {learningRate(1e-3), beta1(), beta2(), epsilon(1e-8), decay(), isDecoupled()},
         "torch.optim.RAdam(groups, lr={learning_rate}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay}, decoupled_weight_decay={decoupled_weight_decay})"},
        {"adamax", "Adamax", "Adam with the largest gradient instead of the mean square (Kingma and Ba, 2015).",
         {learningRate(2e-3), beta1(), beta2(), epsilon(1e-8), decay()},
         "torch.optim.Adamax(groups, lr={learning_rate}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay})"},
        {"adagrad", "Adagrad", "Steps shrink with the sum of all squared gradients; good for rare features (Duchi et al., 2011).",
         {learningRate(0.01), realParam("lr_decay", "Rate decay", "The learning rate is divided by 1 + this times the steps done.", 0.0, 0.0), decay(),
          realParam("initial_accumulator_value", "First sum", "Where the sum of squares starts.", 0.0, 0.0), epsilon(1e-10)},
         "torch.optim.Adagrad(groups, lr={learning_rate}, lr_decay={lr_decay}, weight_decay={weight_decay}, initial_accumulator_value={initial_accumulator_value}, eps={eps})"},
        {"adadelta", "Adadelta", "Steps scaled by the ratio of the last steps to the last gradients; needs no learning rate (Zeiler, 2012).",
         {learningRate(1.0), share("rho", "Rho", "Share of the old means of squares that is kept, 0..1.", 0.9), epsilon(1e-6), decay()},
         "torch.optim.Adadelta(groups, lr={learning_rate}, rho={rho}, eps={eps}, weight_decay={weight_decay})"},
        {"rmsprop", "RMSprop", "Steps scaled by a running mean of the squared gradient (Hinton, 2012).",
         {learningRate(0.01), share("alpha", "Alpha", "Share of the old mean of the squared gradient that is kept, 0..1.", 0.99), epsilon(1e-8),
          share("momentum", "Momentum", "Share of the last step that is kept, 0..1; 0 switches it off.", 0.0),
          flagParam("centered", "Centered", "Divide by the spread of the gradient around its mean.", false), decay()},
         "torch.optim.RMSprop(groups, lr={learning_rate}, alpha={alpha}, eps={eps}, weight_decay={weight_decay}, momentum={momentum}, centered={centered})"},
        {"rprop", "Rprop", "Each weight has its own step, which grows while its gradient keeps its sign; for batches that hold all samples (Riedmiller and Braun, 1993).",
         {learningRate(0.01), share("eta_minus", "Shrink", "Factor of a step after a change of sign, below 1.", 0.5),
          realParam("eta_plus", "Grow", "Factor of a step while the sign stays, above 1.", 1.2, 1.0),
          realParam("step_min", "Smallest step", "A step never gets smaller.", 1e-6, 0.0), realParam("step_max", "Largest step", "A step never gets larger.", 50.0, 0.0)},
         "torch.optim.Rprop(groups, lr={learning_rate}, etas=({eta_minus}, {eta_plus}), step_sizes=({step_min}, {step_max}))"},
        {"lion", "Lion", "Steps of equal size along the sign of a running mean of the gradient; wants a small learning rate (Chen et al., 2023).",
         {learningRate(1e-4), beta1(), share("beta2", "Beta 2", "Share of the old mean that is kept after the step, 0..1.", 0.99), decoupledDecay(0.0)},
         "Lion(groups, lr={learning_rate}, betas=({beta1}, {beta2}), weight_decay={weight_decay})"},
        {"adafactor", "Adafactor", "Like Adam with very little memory: rows and columns of the squared gradient instead of all of it (Shazeer and Stern, 2018).",
         {learningRate(0.01), realParam("beta2_decay", "Beta 2 decay", "Exponent of the mean of squares: beta 2 is 1 - step to this power; below 0.", -0.8, {}, 0.0),
          realParam("eps1", "Epsilon 1", "Smallest estimate of the squared gradient; 0: what the number format can tell apart from 0.", 0.0, 0.0),
          realParam("eps2", "Epsilon 2", "Smallest scale of a parameter.", 1e-3, 0.0),
          realParam("d", "Clip", "Longest root mean square of a step.", 1.0, 1.0), decoupledDecay(0.0)},
         "torch.optim.Adafactor(groups, lr={learning_rate}, beta2_decay={beta2_decay}, eps=({eps1} or None, {eps2}), d={d}, weight_decay={weight_decay})"},
        {"muon", "Muon", "Momentum whose matrices are made orthogonal; all other parameters (biases, kernels of convolutions) go by AdamW at the same rate (Jordan, 2024).",
         {learningRate(1e-3), share("momentum", "Momentum", "Share of the old mean of the gradient that is kept, 0..1.", 0.95), nesterov(true),
          decoupledDecay(0.1), epsilon(1e-7), integerParam("ns_steps", "Iterations", "Newton-Schulz iterations that make a matrix orthogonal.", 5, 1, 99),
          choiceParam("adjust_lr_fn", "Rate of a matrix", "How the learning rate follows the shape of a matrix.", "original",
                      {{"original", "by its shape (original)"}, {"match_rms_adamw", "steps as long as AdamW's"}}),
          beta1(), beta2()}},
        {"lbfgs", "L-BFGS", "Builds the curvature from the last gradients and evaluates the loss several times in a step; for small networks and batches that hold all samples (Nocedal, 1980).",
         {learningRate(1.0), integerParam("max_iter", "Iterations", "Most iterations of a step.", 20),
          integerParam("max_eval", "Evaluations", "Most evaluations of the loss in a step; 0: a quarter more than iterations.", 0, 0),
          realParam("tolerance_grad", "Flat", "The step ends when no entry of the gradient is larger.", 1e-7, 0.0),
          realParam("tolerance_change", "Least change", "The step ends when loss or weights change by less.", 1e-9, 0.0),
          integerParam("history_size", "History", "Steps from which the curvature is built.", 100),
          choiceParam("line_search_fn", "Line search", "How far to go along the direction.", "none", {{"none", "as the learning rate says"}, {"strong_wolfe", "strong Wolfe conditions"}})}},
    };
    return types;
}

} // namespace nodegrad
