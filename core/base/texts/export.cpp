#include "core/base/texts/texts.h"

namespace nodegrad {

std::span<const ErrorText> exportErrorTexts()
{
    static constexpr ErrorText texts[] = {
        {"export.differs", "'{path}' was written, but {engine} gives other answers: the largest difference is {difference}, the limit {limit}.", "Do not use the file; the log holds the details."},
        {"export.not_possible", "This design cannot be written as {format}: {reason}", ""},
        {"export.unknown_option", "The format '{format}' has no option '{option}'.", "Options are given as KEY=VALUE; known: {known}."},
        {"export.onto_project", "'{path}' belongs to the project, and an export there would destroy it.", "Choose another name or folder."},
        {"export.unknown_format", "There is no export format called '{format}'.", "Known formats: {known}."},
        {"export.lstm_projection", "'{node}' is an LSTM with a projection, which ONNX cannot express.", "Set its projection to 0, or export TorchScript."},
        {"export.lstm_weights", "'{node}' is a recurrent layer whose weights are computed, not stored, which ONNX cannot express.", "Use the weights of the layer itself."},
        {"export.unsupported_op", "'{node}' uses the operation '{op}', which has no {format} form.", "Replace the layer, or choose another format."},
        {"export.open_size", "'{node}' cannot be written as {format} while a size of its input is open ({size}).", "Give the input a fixed size, or pool to a size of 1."},
        {"export.no_output", "The design has no complete path from an Input to an Output layer, so there is nothing to export.", "Connect an Input layer to an Output layer on the Design page."},
        {"export.name_twice", "Two inputs or outputs of the file would be called '{name}'.", "Give the input and the output different names."},
        {"export.reserved_name", "'{key}' cannot be exported: in PyTorch, '{name}' has a meaning of its own.", "Rename that node."},
        {"export.failed", "The {format} file could not be made because of an internal problem.", "Choose another format; the log has the details (Help, About shows where it lies)."},
        {"export.no_python_form", "'{node}' ({layer}) has no form in readable PyTorch code.", "Export ONNX or TorchScript instead, or replace the layer."},
        {"export.no_training_script", "No training script can be written for this run: {reason}.", "Choose 'Training script: none' for the code without it."},
        {"export.is_a_folder", "'{path}' is a folder, but {format} is one file.", "Choose a file name that is not taken."},
        {"export.not_a_folder", "'{path}' is a file, but PyTorch code is a folder with several files.", "Choose a name that is not taken, or a folder."},
        {"render.empty", "There is nothing to draw: the design has no layers.", "Add a layer on the Design page."},
        {"render.no_module", "There is no module '{module}' in the design.", "Name it as in the outline, for example: --module block"},
        {"render.unknown_format", "'{path}' is not the name of a picture that can be written.", "Choose a name that ends in .png, .svg or .pdf."},
        {"verify.no_engine", "The {format} file cannot be checked: {package} is missing in '{python}'.", "Install it with '{python} -m pip install numpy {package}', or set NODEGRAD_PYTHON to a Python that has it."},
        {"verify.no_python", "The {format} file cannot be checked: no Python 3 was found.", "Install Python 3, then numpy and the engine (onnxruntime, torch) with pip, or set NODEGRAD_PYTHON to a Python that has them."},
        {"verify.failed", "'{file}' could not be run by the other engine.", "The log has its words (Help, About shows where it lies). Export the file again."},
        {"verify.no_samples", "There are no samples to check the file with.", "Choose data on the Data page, then check again."},
        {"verify.no_start", "'{program}' could not be started.", "Set NODEGRAD_PYTHON to a Python that runs, or install Python 3."},
        {"verify.timeout", "'{program}' gave no answer within {seconds} seconds.", "Close other programs and check again."},
    };
    return texts;
}

} // namespace nodegrad
