#include "core/base/texts/texts.h"

namespace nodegrad {

std::span<const ErrorText> trainingErrorTexts()
{
    static constexpr ErrorText texts[] = {
        {"memory.forecast", "Training would need about {needed} of memory, but {available} are free; '{node}' needs most.", "Make that layer smaller, or the batch size."},
        {"training.unknown_choice", "There is no choice called '{choice}'.", "Choose one of {choices}."},
        {"training.unknown_setting", "There is no training setting called '{setting}'.", ""},
        {"training.bad_param_group", "'{entry}' is no rule for a layer.", "Write the layer, a colon and what differs, for example: encoder: lr 0.1, decay 0; head: frozen 3."},
        {"training.no_such_layer", "'{entry}' names no layer with weights.", "Use the name of a node, such as conv1, or of a node in a module, such as encoder.conv1."},
        {"training.no_module", "Gradient checkpointing is on, but the design has no module at its top level.", "Make a module of some layers, name layers under 'Modules', or switch it off."},
        {"training.no_such_module", "'{entry}' names no module or layer of the network.", "Use the name of a module, such as encoder, or of one within it, such as encoder.block."},
        {"training.all_frozen", "No layer is left to train in epoch {epoch}: all are frozen.", "Unfreeze one under 'Layers apart'."},
        {"training.balance_needs_classes", "Balancing needs classes to predict, but these data have numbers.", "Switch 'Balance classes' off."},
        {"training.mixup_needs_numbers", "Mixup needs numbers or pictures, but these samples are made of whole numbers that stand for something.", "Switch mixup off."},
        {"training.cutmix_needs_pictures", "CutMix needs pictures, but a sample has the shape {shape}.", "Use mixup, or switch CutMix off."},
        {"training.mix_needs_shares", "Mixed samples belong to several classes in part, which the loss '{loss}' cannot compare with.", "Use cross entropy, or switch mixup and CutMix off."},
        {"training.two_averages", "The weights can be averaged in one way only, but both an EMA decay and SWA are set.", "Set one of the two to 0."},
        {"training.late_average", "The weights are to be averaged (SWA) from epoch {start}, but the run has {epochs} epochs.", "Begin earlier, for example at three quarters of the run, or set it to 0."},
        {"training.lbfgs_precision", "L-BFGS evaluates the loss within a step, which the precision 16-mixed cannot scale.", "Choose bf16-mixed or 32-true."},
        {"training.batch_most", "The sizes to try begin with {first} and end at {most}.", "Give a larger --most, or a smaller --first."},
        {"training.bad_act", "'{act}' cannot have the value {value}.", "Give a learning rate above 0, or a whole number of epochs."},
        {"training.already_running", "A run is active already.", "Stop it first, or wait until it has ended."},
        {"training.no_output", "The design has no Output layer with a loss, so there is nothing to train.", "Add an Output layer and connect it."},
        {"training.precision_needs_accelerator", "The precision 16-mixed needs an accelerator.", "Choose bf16-mixed or 32-true for the CPU."},
        {"training.no_ramp", "The ramp of learning rates does not rise.", "Choose a larger --to than --from."},
        {"training.no_rate_found", "The loss grows at once, so that the ramp of learning rates has too few points to read one from.",
         "Start the ramp lower, or look whether the loss fits the data."},
        {"training.no_batch_fits", "A step with a batch of {batch} takes about {needed} of memory, but the search may use {available}.", "Close other programs, or make the network smaller."},
        {"training.no_parameters", "The design has no weights that can be trained.", "Add a layer with weights, for example Dense, or unfreeze one."},
        {"training.no_samples", "There are no training samples.", "Choose data with more samples, or make the validation and test parts smaller."},
        {"training.single_sample_batch", "'{node}' normalizes over the batch, but a batch holds only one sample.", "Use a batch size of at least 2."},
        {"training.non_finite_loss", "The loss is not a finite number any more: '{node}' gave the first NaN or infinite values, in epoch {epoch}, step {step}.", "Lower the learning rate, or start again from an earlier checkpoint with a lower one."},
        {"training.non_finite_weight", "The weights of '{node}' ({parameter}) hold NaN or infinite values since epoch {epoch}, step {step}.", "Lower the learning rate, or start again from an earlier checkpoint with a lower one."},
        {"training.non_finite_data", "The data hold NaN or infinite values ('{input}', a batch of epoch {epoch}, step {step}).", "Remove these samples or fill in the missing values on the Data page."},
        {"training.bad_checkpoint", "The checkpoint cannot be continued: '{key}' is missing or does not fit.", "Start a new run from its weights, or choose another checkpoint."},
        {"training.nesterov_without_momentum", "Nesterov needs a momentum above 0, but it is 0.", "Set the momentum, for example to 0.9, or switch Nesterov off."},
        {"training.nesterov_with_dampening", "Nesterov needs a dampening of 0.", "Set the dampening to 0, or switch Nesterov off."},
        {"training.unknown_metric", "There is no metric called '{metric}'.", "The names are listed under --metrics of 'nodegrad train --help'."},
        {"training.metric_does_not_fit", "{metric} needs {needed} to predict, but these data have {got}.", "Choose another metric, or leave the choice empty."},
        {"training.bad_settings", "The training settings cannot be read: '{setting}' is missing or of the wrong type.", "Correct the project file, or choose the settings again."},
        {"training.failed", "The training stopped because of an internal problem.", "The log has the details (Help, About shows where it lies)."},
        {"device.unavailable", "The device '{device}' is not available; this computer has: {devices}.", "Choose one of these in the training settings."},
        {"engine.failed", "The computation stopped because of an internal problem.", "The log has the details (Help, About shows where it lies)."},
        {"engine.op_failed", "'{node}' could not be computed ({op}).", "Check its parameters and the data that reach it; the log has the details."},
        {"engine.foreign_failed", "'{node}' could not be run: {what}", "Check the data that reach it. If its file is missing, import that again."},
        {"engine.no_kernel", "'{node}' uses the operation '{op}', which this version cannot compute.", "Replace the layer, or use a newer version."},
        {"engine.not_per_sample", "This value is one number for all samples, so it cannot be computed in several batches.", "Use a batch size of at least the number of samples."},
        {"input.wrong_count", "The model takes {expected} inputs, but {got} arrays were given.", "Give one array for each input."},
        {"input.wrong_shape", "The input '{input}' needs the shape {expected}, but the array has {got}.", "Give an array of that shape; N is the number of samples."},
        {"state.missing_key", "The weights hold no '{key}'.", "Use weights of the same design."},
        {"state.unknown_key", "The weights hold '{key}', which the design does not have.", "Use weights of the same design."},
        {"state.wrong_shape", "'{key}' has the shape {got} in the weights, but {expected} in the design.", "Use weights of the same design."},
    };
    return texts;
}

} // namespace nodegrad
