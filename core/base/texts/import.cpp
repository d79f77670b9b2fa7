#include "core/base/texts/texts.h"

namespace nodegrad {

std::span<const ErrorText> importErrorTexts()
{
    static constexpr ErrorText texts[] = {
        {"lightning.no_checkpoint", "'{path}' is no checkpoint of Lightning: it does not say which epoch and step it is.", "Choose a .ckpt file that a Trainer has saved."},
        {"lightning.within_epoch", "'{path}' was saved within an epoch, where Lightning and Nodegrad keep different records.", "Choose a checkpoint that was saved at the end of an epoch."},
        {"lightning.does_not_fit", "'{path}' does not fit this design: '{key}' is missing or has another shape.", "Open the project that the training script was exported from."},
        {"import.unknown_format", "'{path}' is no model that can be imported.", "Known formats: {known}."},
        {"import.no_layer", "The import has no layer for the operation {op}.", "It stays as a grey node; replace it with layers of your own."},
        {"import.form", "{op} {what}, and no layer does that.", "It stays as a grey node; replace it with layers of your own."},
        {"import.computed", "{op} takes {what} from a computation; only stored values become weights.", "It stays as a grey node; replace it with layers of your own."},
        {"import.unknown_input", "{op} follows an operation that has no layer, so its input is not known.", "Replace the grey node before it first."},
        {"import.weight_shape", "The weight '{weight}' has the shape {got} in the file, but the layer needs {expected}.", "It stays as a grey node; replace it with layers of your own."},
        {"import.no_input", "'{path}' has no input that a design could have.", "A design takes arrays whose first size is the batch."},
        {"import.no_output", "'{path}' has no output that depends on its input.", "Choose another model."},
        {"import.input_type", "Input '{input}' of '{path}' holds {type}, which a design cannot take.", "Export the model with float32 or int64 inputs."},
        {"import.open_shape", "Input '{input}' of '{path}' leaves sizes open: {shape}.", "Say them without the batch: --shape {input}={example}"},
        {"import.absurd_size", "Input '{input}' of '{path}' says sizes that no array has: {shape}.", "The file is damaged or meant to do harm: get it from another place."},
        {"import.no_such_input", "'{path}' has no input called '{input}'.", "Its inputs: {known}."},
        {"import.bad_shape", "'{text}' is no input with its sizes.", "Write it as NAME=3x224x224: the sizes of one sample, without the batch; NAME=20:tokens for whole numbers."},
        {"import.bad_rank", "Input '{input}' of '{path}' has the shape {shape}; the batch and one to four sizes are needed.", "Export the model with the batch as the first size."},
        {"weights.bad_index", "'{path}' is no index of safetensors files.", "It needs a weight_map from names to files."},
        {"weights.bad_map", "'{path}' is no table of names.", "Write a JSON object that gives each name in the design its name in the file."},
        {"weights.map_unknown", "The design has no weights called '{key}'.", "It has for instance: {known}."},
        {"weights.map_unknown_in_file", "The file has no weights called '{key}'.", "It has for instance: {known}."},
        {"weights.map_shape", "'{from}' ({got}) does not fit '{key}' ({expected}).", "Correct the table of names."},
        {"weights.nothing_fits", "Not one tensor of the file fits the design.", "Check that design and file belong together; --map pairs names by hand."},
        {"weights.missing", "The file lacks {count} of {total} weights, '{key}' first{why}.", "Pass --partial to take what fits, or --map FILE.json to pair names by hand."},
        {"weights.unused", "{count} tensors of the file have no place in the design, '{key}' first.", "Pass --partial to leave them out, or --map FILE.json to pair names by hand."},
        {"import.needs_target", "Weights alone make no design.", "Add --into PROJECT.nodegrad, or import a model that holds its network, such as ONNX."},
        {"weights.is_model", "'{path}' is a TorchScript model, not weights alone.", "Import it as a project of its own, or save its state_dict with torch.save."},
        {"torchscript.damaged", "'{path}' cannot be read as a TorchScript model.", "Copy it again, save it again with torch.jit.save, or export the model as ONNX."},
        {"torchscript.no_forward", "'{path}' holds no network: it has no method called forward.", "Save the module that computes, with torch.jit.save."},
        {"torchscript.does_not_run", "'{path}' does not run with inputs of these sizes.", "Give the sizes of one sample that it was made for: --shape NAME=3x224x224"},
        {"torchscript.form", "'{path}' {what}, and no design does that.", "Export the model as ONNX, or take its weights alone: torch.save of its state_dict."},
        {"torchscript.needs_shapes", "'{path}' does not say what sizes its inputs have ({inputs}), and runs with none of the usual ones.", "Say those of one sample: --shape {input}=3x224x224, or --shape {input}=20:tokens for whole numbers"},
        {"torchscript.too_slow", "'{path}' did not come to an end within {seconds} seconds.", "It may run for ever; if it is merely large, export the model as ONNX."},
        {"torchscript.too_much_memory", "'{path}' asks for more memory than the process that reads it may have.", "It is damaged or meant to do harm; if it is merely large, export the model as ONNX."},
        {"torchscript.crashed", "'{path}' brought down the process that read it.", "It is damaged or meant to do harm: get it from another place, or as ONNX."},
        {"torchscript.no_reader", "'{path}' could not be read: the process for it did not start.", "Try it again, or export the model as ONNX."},
        {"confinement.not_possible", "TorchScript models run code of their own, and this system cannot confine the process that would read it.", "Export the model as ONNX."},
    };
    return texts;
}

} // namespace nodegrad
