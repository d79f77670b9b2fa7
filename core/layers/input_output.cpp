#include <algorithm>

#include "core/layers/families.h"

namespace nodegrad {

namespace {

// --- input ---

Ports inputPorts(const ParamValues&) { return {{}, {{"out", "Output"}}}; }

std::string summarizeInput(const ParamValues& params)
{
    const std::vector<std::int64_t>& shape = params.list("shape");
    return shape.empty() ? "from the data" : timesText(shape);
}

// --- output ---

Ports outputPorts(const ParamValues& params)
{
    const LossType* loss = findLoss(params.text("loss"));
    return {loss ? loss->inputs : std::vector<Port>{{"in", "Logits"}}, {}};
}

/// What all losses have, then the parameters of each, which count for that loss only.
std::vector<Param> outputParams(std::vector<Param> params)
{
    for (const LossType& loss : lossTypes())
        for (const Param& param : loss.params) {
            const auto same = std::ranges::find(params, param.id, &Param::id);
            if (same == params.end())
                params.push_back(onlyFor(param, "loss", {loss.id}));
            else
                same->onlyForValues.push_back(loss.id);
        }
    return params;
}


std::string summarizeOutput(const ParamValues& params)
{
    const LossType* loss = findLoss(params.text("loss"));
    return dotted({loss ? loss->title : params.text("loss"), params.real("weight") == 1.0 ? "" : "weight " + formatParam(params.real("weight"))});
}

std::vector<ParamChoice> lossChoices()
{
    std::vector<ParamChoice> choices;
    for (const LossType& loss : lossTypes())
        choices.push_back({loss.id, loss.title});
    return choices;
}

} // namespace

std::vector<LayerType> inputOutputLayers()
{
    return {
        {.id = "input", .title = "Input", .summary = "Where the data enter the network.",
         .explanation = "Every network begins here. A batch of N samples enters at once, so each value carries N as its first size: "
                        "pictures are (N, C, H, W) with C channels, H rows and W columns; a row of a table is (N, F) with F features; "
                        "a volume, such as a scan of a body, is (N, C, D, H, W) with depth D; "
                        "a sequence is (N, T, F) with F features at each of T time steps; tokens are (N, T) whole numbers. When data "
                        "are chosen, their shape is used and the one that is written here only serves as a plan.",
         .aliases = {"data", "source", "placeholder", "start"}, .category = Category::InputOutput,
         .params = {withMaximum(listParam("shape", "Shape", "Sizes of one sample without the batch: F, or T × F, or C × H × W, or C × D × H × W; T may be 0 for sequences of any length; empty: taken from the data.",
                                          {}, 0, 0), 1e9),
                    choiceParam("kind", "Kind", "What the numbers mean; automatic goes by the number of sizes.", "auto",
                                {{"auto", "Automatic"}, {"image", "Pictures"}, {"volume", "Volumes"}, {"vector", "Vectors"}, {"sequence", "Sequences"}, {"tokens", "Tokens"}}),
                    integerParam("vocabulary", "Vocabulary", "Tokens only: how many different tokens there are.", 1000, 1, 1e9)},
         .ports = inputPorts,
         .examples = {{"input(1,8,8)", "Pictures of 8 × 8 pixels in one channel"},
                      {"input(4)", "Rows of four numbers"},
                      {"input(1,8,8,8)", "Volumes of 8 × 8 × 8 voxels"},
                      {"input(20, kind=tokens, vocabulary=100)", "Texts of 20 tokens"}},
         .summarize = summarizeInput, .formula = "(N, C, H, W), (N, T, F), (N, F) or (N, T)"},
        {.id = "output", .title = "Output", .summary = "Where the prediction leaves the network and is compared with the target.",
         .explanation = "The Output holds the loss: one number that says how far the predictions are from the targets. Training is "
                        "nothing but walking downhill on it. For one class out of several take cross entropy, -log softmax(z)[class], "
                        "and let the layer before it give one logit z for each class, without a Softmax: the loss applies it itself. "
                        "For yes or no take binary cross entropy with one logit; for numbers take the mean squared error, or Huber "
                        "when a few targets lie far off. With several Outputs the losses are added, each times its weight.",
         .aliases = {"loss", "target", "criterion", "end"}, .category = Category::InputOutput,
         .params = outputParams({choiceParam("loss", "Loss", "How predictions and targets are compared.", "cross_entropy", lossChoices()),
                    realParam("weight", "Weight", "Factor of this loss in the sum over all Outputs.", 1.0, 0.0, 1e9)}),
         .ports = outputPorts,
         .examples = {{"input(4) > dense(3) > output(cross_entropy)", "Three classes"},
                      {"input(4) > dense(1) > output(mse)", "One number"}},
         .summarize = summarizeOutput, .formula = "total loss = Σ weight × loss"},
    };
}

} // namespace nodegrad
