#include "core/layers/layer_type.h"

namespace nodegrad {

const std::vector<LossType>& lossTypes()
{
    static const std::vector<LossType> all = {
        {.id = "cross_entropy", .title = "Cross entropy",
         .summary = "For one class out of several: takes logits, one for each class.",
         .formula = "loss = -log softmax(logits)[class]", .op = "cross_entropy", .activation = "softmax", .targetKind = Kind::Label,
         .python = "F.cross_entropy({0}, {1})"},
        {.id = "binary_cross_entropy_with_logits", .title = "Binary cross entropy (logits)",
         .summary = "For yes or no: takes one logit and applies the sigmoid itself, which is safe for large values.",
         .formula = "loss = -(t log σ(z) + (1 - t) log(1 - σ(z)))", .op = "binary_cross_entropy_with_logits", .activation = "sigmoid",
         .targetKind = Kind::Vector,
         .python = "F.binary_cross_entropy_with_logits({0}, {1}.reshape({0}.shape).to({0}.dtype))"},
        {.id = "binary_cross_entropy", .title = "Binary cross entropy (probabilities)",
         .summary = "For yes or no: takes a probability, so a Sigmoid must stand before it.",
         .formula = "loss = -(t log p + (1 - t) log(1 - p))", .op = "binary_cross_entropy", .activation = "",
         .targetKind = Kind::Vector,
         .python = "F.binary_cross_entropy({0}, {1}.reshape({0}.shape).to({0}.dtype))"},
        {.id = "mse", .title = "Mean squared error", .summary = "For numbers: large errors count much more than small ones.",
         .formula = "loss = mean((prediction - target)^2)", .op = "mse", .activation = "", .targetKind = Kind::Vector,
         .python = "F.mse_loss({0}, {1}.reshape({0}.shape).to({0}.dtype))"},
        {.id = "l1", .title = "Mean absolute error", .summary = "For numbers: every unit of error counts alike, so outliers pull less.",
         .formula = "loss = mean(|prediction - target|)", .op = "l1", .activation = "", .targetKind = Kind::Vector,
         .python = "F.l1_loss({0}, {1}.reshape({0}.shape).to({0}.dtype))"},
        {.id = "huber", .title = "Huber", .summary = "For numbers: squared near zero, absolute for errors above 1.",
         .formula = "loss = d^2 / 2 if |d| < 1, else |d| - 1/2, with d = prediction - target", .op = "huber", .activation = "",
         .targetKind = Kind::Vector, .python = "F.huber_loss({0}, {1}.reshape({0}.shape).to({0}.dtype))"},
    };
    return all;
}

const LossType* findLoss(const std::string& id)
{
    for (const LossType& loss : lossTypes())
        if (loss.id == id)
            return &loss;
    return nullptr;
}

} // namespace nodegrad
