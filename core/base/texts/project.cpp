#include "core/base/texts/texts.h"

namespace nodegrad {

std::span<const ErrorText> projectErrorTexts()
{
    static constexpr ErrorText texts[] = {
        {"examples.damaged", "The list of examples '{path}' cannot be read.", "Install Nodegrad again."},
        {"examples.unknown", "There is no example named '{name}'.", "Examples: {known}."},
        {"models.damaged", "The list of known networks '{path}' cannot be read.", "Install Nodegrad again."},
        {"modules.damaged", "The list of ready-made blocks '{path}' cannot be read.", "Install Nodegrad again."},
        {"predict.mixed_sizes", "'{path}' has samples of another size than '{first}'.", "Give files of the same form."},
        {"predict.no_files", "'{path}' holds no pictures, and no file is named.", "Give a .csv or .npy file, pictures, or a folder of pictures."},
        {"project.damaged", "The project lacks a field that it needs, or a field is of the wrong type.", "Restore the file from a copy."},
        {"project.empty_graph", "The text of the network is empty.", "Write one such as: input(4) > dense(3) > output(cross_entropy)"},
        {"project.exists", "There is a file '{path}' already.", "Choose another name, or pass --force to replace it."},
        {"project.newer_format", "'{path}' was written by a newer Nodegrad (format {format}; this one knows {known}).", "Update Nodegrad to open it."},
        {"project.no_data", "The project has no data.", "Choose data on the Data page, or with --data."},
        {"project.not_json", "'{path}' is not a Nodegrad project: {reason}.", "Open a file that ends in .nodegrad."},
        {"project.weights_changed", "'{path}' is not the file of weights that the project was saved with.", "Restore it from a copy, or import the weights again."},
        {"project.weights_do_not_fit", "Not one weight in '{path}' fits the design.", "Import the weights again, with a table of names if need be."},
        {"runs.checkpoint_damaged", "The checkpoint '{path}' cannot be read: {reason}.", "Use another checkpoint of the run, or train again."},
        {"runs.damaged", "'{path}' is cut off or damaged.", "Restore the folder of the run from a copy, or delete it."},
        {"runs.data_changed", "The data are not the ones that '{run}' was trained on.", "Put the old data back, or start a new run."},
        {"runs.folder_gone", "The folder of the run, '{folder}', was deleted or moved, so nothing more can be written to it.", "Start a new run."},
        {"runs.in_use", "'{run}' is being trained by another window or command.", "Wait until it ends, or stop it there."},
        {"runs.name_taken", "There is a run named '{name}' already.", "Choose another name, or delete that run."},
        {"runs.no_checkpoint", "'{run}' has no checkpoint '{checkpoint}'.", "Choose best, last or a kept one such as epoch-10, or train it for at least one epoch."},
        {"runs.no_initial_weights", "The project has no initial weights.", "Train it first, or import weights: nodegrad import WEIGHTS --into PROJECT"},
        {"runs.no_name", "A run needs a name.", "Type at least one character."},
        {"runs.none", "'{project}' has not been trained yet.", "Train it first: nodegrad train {project}"},
        {"runs.not_running", "'{run}' is not training now.", "Start or continue it first; acts are for runs in progress."},
        {"runs.nothing_left", "'{run}' has done {epochs} epochs already.", "Ask for more: --resume --epochs {more}"},
        {"runs.stopped", "'{run}' was stopped after {epochs} whole epochs; nothing is lost.", "Go on with: nodegrad train {project} --resume"},
        {"runs.unknown", "'{project}' has no run named '{run}'.", "Its runs: {known}."},
        {"window.unknown_command", "There is neither a command nor a file called '{word}'.", "{advice}"},
        {"window.no_display", "There is no display to open a window on.", "Log in to a desktop (or use ssh -X), or use the commands: nodegrad --help"},
        {"window.open_elsewhere", "'{file}' is open in another window, with edits that are not saved there.", "Save or close it there first: the file keeps what is saved last, and edits made here are lost if the program ends abruptly."},
        {"window.not_built", "This program was built without its window.", "Build it with -DNODEGRAD_WINDOW=ON."},
    };
    return texts;
}

} // namespace nodegrad
