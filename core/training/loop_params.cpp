#include "core/training/settings.h"

namespace nodegrad {

namespace {

constexpr double kMany = 1e9;

Param monitorParam()
{
    std::vector<ParamChoice> choices = {{"loss", "Loss"}};
    for (const MetricType& metric : metricTypes())
        choices.push_back({metric.id, metric.title});
    return choiceParam("monitor", "Monitor", "The validation value that says what is better: for early stopping, the best checkpoint and the schedule 'plateau'.",
                       "loss", std::move(choices));
}

Param unit(Param param, std::string name)
{
    param.unit = std::move(name);
    return param;
}

} // namespace

const std::vector<LoopGroup>& loopGroups()
{
    static const std::vector<LoopGroup> groups = {
        {"Loop", true,
         {integerParam("epochs", "Epochs", "How often all training samples are seen.", 20, 1, kMany),
          integerParam("batch_size", "Batch size", "Samples of one step.", 64, 1, kMany),
          integerParam("seed", "Seed", "Number that all random choices are made from; equal seeds give equal runs.", 42, 0, 9007199254740992.0),
          integerParam("threads", "Threads", "Threads for the arithmetic; 0: all but one.", 0, 0, 4096),
          textParam("device", "Device", "Where the arithmetic runs: cpu, or an accelerator such as cuda:0.", "cpu"),
          flagParam("shuffle", "Shuffle", "New order of the training samples in every epoch.", true),
          flagParam("early_stopping", "Early stopping", "Stop when the monitored value (the validation loss) gets no better.", false),
          integerParam("patience", "Patience", "Validations in a row without a better value before the run stops.", 10, 1, kMany)}},
        {"Arithmetic", false,
         {choiceParam("precision", "Precision", "Number format of the arithmetic. Mixed: products of matrices in 16 bits, all else and the weights in float32.", "32-true",
                      {{"32-true", "float32"}, {"bf16-mixed", "mixed with bfloat16"}, {"16-mixed", "mixed with float16"}}),
          flagParam("compile_step", "Compile the step", "Run forward and backward as one prepared list of operations: faster, with the same gradients. Float32 only.", true),
          flagParam("cuda_graphs", "CUDA graphs", "On an accelerator: record forward and backward of a compiled step once, then launch them in one go. Faster where networks are small; not for layers that draw random numbers.", false)}},
        {"Gradient checkpointing", false,
         {flagParam("gradient_checkpointing", "Recompute", "A module keeps only what goes in and out of it, and backward computes its inside once more (Chen and others, 2016): less memory for up to a third more time, with the same gradients.", false),
          textParam("checkpointed_modules", "Modules", "Which modules or layers are computed again: paths, separated by commas, such as: encoder, head.block. Empty: each module of the top level, and each layer of a stack such as TransformerEncoder.", "")}},
        {"Gradients", false,
         {realParam("gradient_clip_val", "Clip gradients at", "Longest gradient, or largest entry of one; 0: gradients are not clipped.", 0.0, 0.0),
          choiceParam("gradient_clip_algorithm", "Clip by", "Scale all gradients down together by their norm, or cut each entry.", "norm",
                      {{"norm", "norm"}, {"value", "value"}}),
          integerParam("accumulate_grad_batches", "Accumulate", "Batches whose gradients make one step together, weighed by their samples: a larger batch in less memory.", 1, 1, kMany),
          realParam("gradient_noise", "Noise", "Variance of the noise that is added to each gradient in the first step, after clipping; it fades as 1 / (1 + step)^decay (Neelakantan and others, 2015). 0: off.", 0.0, 0.0),
          realParam("gradient_noise_decay", "Noise decay", "How fast the noise fades.", 0.55, 0.0),
          textParam("param_groups", "Layers apart", "What differs for single layers or modules, such as: encoder: lr 0.1; head: lr 10, decay 0; conv1: frozen; conv2: frozen 3. lr is a factor of the learning rate, decay a weight decay, frozen holds for that many epochs or for the whole run.", ""),
          flagParam("decay_weights_only", "Spare biases", "No weight decay on parameters of at most one dimension: biases and the scales of norms.", false)}},
        {"Samples", false,
         {realParam("mixup_alpha", "Mixup", "Each sample is mixed with another one of its batch, with shares from Beta(alpha, alpha); 0.2 is usual. 0: off.", 0.0, 0.0),
          realParam("cutmix_alpha", "CutMix", "A box of each picture is replaced by that of another one of its batch, its share from Beta(alpha, alpha); 1 is usual. 0: off.", 0.0, 0.0),
          flagParam("balanced_sampling", "Balance classes", "All classes are equally often in an epoch: its samples are drawn with replacement.", false)}},
        {"Watching", false,
         {integerParam("watch_every", "Look every", "Steps from one look inside the network to the next; histograms are taken at every tenth.", 50, 1, kMany),
          flagParam("watch_gradients", "Gradients", "For each layer the norm of its gradient, before clipping, and the length of its step over that of its weights.", false),
          flagParam("watch_activations", "Activations", "For each layer mean, deviation and the share of units that are 0 for the whole batch.", false),
          flagParam("watch_histograms", "Histograms", "Of weights and gradients, for each parameter.", false),
          flagParam("watch_speed", "Speed", "Samples a second, the share of data, forward, backward and optimizer in the time, and memory.", false)}},
        {"Averaged weights", false,
         {realParam("ema_decay", "EMA decay", "Share of the moving average of the weights that is kept at each step, for example 0.999; the average is validated and kept as the best checkpoint. 0: off.",
                    0.0, 0.0, 0.999999999),
          integerParam("swa_start", "SWA from epoch", "Stochastic weight averaging (Izmailov and others, 2018): from that epoch on the weights at the end of each epoch are averaged, all alike, and the average is validated and kept as the best. For it the statistics of BatchNorm are computed anew in a pass over the training samples. 0: off.", 0, 0, kMany),
          realParam("swa_rate", "SWA rate", "Learning rate from then on; 0: as the schedule says.", 0.0, 0.0),
          integerParam("swa_anneal_epochs", "SWA change", "Epochs in which the learning rate goes to that one, along a cosine.", 10, 0, kMany)}},
        {"Warm-up", false,
         {integerParam("warmup", "Warm-up", "Length of a straight rise to the full learning rate; the schedule begins after it. 0: none.", 0, 0, kMany),
          choiceParam("warmup_unit", "Counted in", "Unit of the warm-up.", "steps", {{"steps", "steps"}, {"epochs", "epochs"}}),
          realParam("warmup_start_factor", "Start factor", "Share of the learning rate in the first step, 0..1.", 1.0 / 3, 0.0, 1.0)}},
        {"Validation and stopping", false,
         {integerParam("check_val_every_n_epoch", "Validate every", "Epochs from one validation to the next.", 1, 1, kMany),
          integerParam("val_check_interval", "Also every", "Steps between validations within an epoch; 0: only at its end.", 0, 0, kMany),
          monitorParam(),
          choiceParam("monitor_mode", "Better is", "Whether smaller or larger monitored values are better.", "auto",
                      {{"auto", "as the metric says"}, {"min", "smaller"}, {"max", "larger"}}),
          realParam("min_delta", "Least change", "How much better the monitored value must be to count, for early stopping.", 0.0, 0.0),
          flagParam("check_finite", "Stop at NaN", "With early stopping: stop when the monitored value is NaN or infinite.", true)}},
        {"Checkpoints", false,
         {integerParam("save_top_k", "Keep best", "Of how many of the best epochs the checkpoints are kept; 1: 'best' alone.", 1, 1, 1000),
          integerParam("save_every_n_epochs", "Save every", "Epochs between checkpoints that are kept beside 'last' and 'best'; 0: none.", 0, 0, kMany),
          integerParam("keep_last", "Keep", "How many of these are kept, the newest; 0: all.", 0, 0, kMany)}},
        {"Metrics", false,
         {textParam("metrics", "Metrics", "Ids of the metrics, separated by commas, the one shown first in front; empty: those that fit the data.", ""),
          integerParam("top_k", "Top k", "For top-k accuracy: among how many of the most probable classes the right one must be.", 5, 1, kMany),
          realParam("f_beta", "F beta", "Weight of recall against precision in the F score; 1: equal.", 1.0, 0.0),
          choiceParam("metric_average", "Average", "Precision, recall and F over the classes: all equal, or by their samples.", "macro",
                      {{"macro", "classes equal"}, {"weighted", "by samples"}}),
          integerParam("calibration_bins", "Calibration bins", "Equal intervals of confidence for the calibration error.", 15, 1, 10000)}},
        {"Limits and trials", false,
         {integerParam("max_steps", "Most steps", "The run ends after that many steps; 0: no limit.", 0, 0, kMany),
          unit(realParam("max_time", "Longest time", "The run ends after that many minutes of training; 0: no limit.", 0.0, 0.0), "minutes"),
          integerParam("limit_train_batches", "Train batches", "Batches of an epoch, the first of its order; 0: all.", 0, 0, kMany),
          integerParam("limit_val_batches", "Val batches", "Batches that are validated, the first ones; 0: all.", 0, 0, kMany),
          integerParam("num_sanity_val_steps", "Sanity check", "Validation batches that are tried before the first step, so that a problem there shows at once; 0: none.", 0, 0, kMany),
          integerParam("overfit_batches", "Overfit batches", "Train and validate on that many batches, always the same, to see whether the design can learn at all; 0: off.", 0, 0, kMany),
          flagParam("fast_dev_run", "Fast trial run", "One batch of training and one of validation, to see whether everything works.", false)}},
    };
    return groups;
}

const std::vector<Param>& loopParams()
{
    static const std::vector<Param> params = [] {
        std::vector<Param> all;
        for (const LoopGroup& group : loopGroups())
            all.insert(all.end(), group.params.begin(), group.params.end());
        return all;
    }();
    return params;
}

} // namespace nodegrad
