#include "core/base/texts/texts.h"

namespace nodegrad {

std::span<const ErrorText> graphErrorTexts()
{
    static constexpr ErrorText texts[] = {
        {"graph.unknown_module", "There is no module '{module}'.", "Undo the last step and try again."},
        {"graph.bad_name", "'{name}' cannot be the name of a layer.", "Use letters, digits and _, and begin with a letter."},
        {"graph.name_taken", "Another layer of this level is called '{name}' already.", "Choose another name."},
        {"graph.cycle", "A wire from '{from}' to '{to}' would close a circle.", "A network runs forward only; use an LSTM for memory."},
        {"graph.duplicate_id", "The id {id} stands twice in the design (at '{node}').", "Give one of the two layers another id in the file."},
        {"graph.duplicate_name", "Two layers of one level are called '{node}'.", "Rename one of them in the file."},
        {"graph.bad_wire", "The wire from layer {from} to layer {to} ends at nothing, or at an input that is taken.", "Remove it from the file."},
        {"graph.bad_field", "The design's field '{field}' is missing or of the wrong type.", "Restore the file from a copy."},
        {"graph.too_deep", "Modules are nested more than {limit} levels deep, or contain each other in a circle.", "Dissolve some of them."},
        {"graph.not_a_clip", "The clipboard holds no layers.", "Copy some layers first."},
        {"graph.module_io", "'{node}' is an input or output of this level and cannot go into a module.", "Leave it out of the selection."},
        {"graph.module_empty", "No layers are selected.", "Select the layers that the module should hold."},
        {"graph.module_cycle", "A path leaves the selection and comes back, so a module of it would feed itself.", "Select the layers between as well."},
        {"graph.module_repeated", "'{node}' is repeated and cannot be dissolved.", "Set its repeat to 1 first."},
        {"graph.no_input", "The design has no Input layer.", "Add one: it stands for the data."},
        {"graph.no_output", "The design has no Output layer.", "Add one: it holds the loss that training lowers."},
        {"graph.inputs_without_data", "The design has {count} Input layers, but the project has one data set.", "Keep one Input, or join what the others should give with the data set."},
        {"graph.circle", "The wires of {nodes} form a circle.", "Cut one of them: a network runs forward only."},
        {"graph.repeat_shape", "'{node}' is repeated, but it gets {in} and gives {out}.", "Make its output the shape of its input, or repeat it once."},
        {"layer.unknown_type", "'{node}' is of the type '{type}', which this program does not know.", "Update Nodegrad, or replace the layer; it is kept in the file."},
        {"layer.no_input", "'{node}' has no input.", "Draw a wire to it from the layer that should feed it."},
        {"layer.no_input_at", "'{node}' has nothing at its input '{port}'.", "Draw a wire to it from the layer that should feed it."},
        {"layer.cannot_bypass", "'{node}' cannot be bypassed: it gets {in} and gives {out}.", "Bypass only layers that keep the shape."},
        {"layer.takes_nothing", "{node} has no input.", "It begins a network."},
        {"input.shape_rank", "'{node}' is a {kind} and needs {rank} sizes, but its shape has {got}.", "Write one size for each dimension without the batch."},
        {"input.shape_size", "'{node}' has the size {size} in its shape.", "Sizes are 1 or more."},
        {"input.shape_differs", "'{node}' asks for {own}, but the data give {data}.", "The data win; clear the shape of the Input layer to follow them."},
        {"output.loss_needs_classes", "'{node}' uses {loss}, which needs classes, but the target is a number.", "Use mean squared error."},
        {"output.loss_needs_numbers", "'{node}' uses {loss}, which needs numbers, but the target has {classes} classes.", "Use cross entropy."},
        {"output.needs_vector", "'{node}' needs a vector, but gets a {got}.", "Put Flatten or a global pool before it."},
        {"output.class_count", "'{node}' expects one value for each of {expected} classes, but '{producer}' gives {got}.", "Set its units to {expected}."},
        {"output.one_unit", "'{node}' tells two classes apart by one value, but '{producer}' gives {got}.", "Set its units to {expected}."},
        {"output.width", "'{node}' has {expected} target values, but '{producer}' gives {got}.", "Set its units to {expected}."},
        {"tie.unknown", "'{node}' shares its weights with '{target}', which is not there.", "Choose a parameter of the design, or end the sharing."},
        {"tie.shape", "'{node}' shares its weights with '{target}', which has another shape.", "Give both layers the same sizes, or end the sharing."},
        {"advice.activation_twice", "'{node}' applies {activation}, and the loss {loss} applies it again.", "Remove '{node}'."},
        {"advice.no_activation", "'{node}' follows '{before}' with nothing between, so the two act as one layer.", "Put an activation between them."},
        {"advice.leads_nowhere", "'{node}' leads to no Output, so it is not trained.", "Connect it, or delete it."},
        {"graph.unknown_node", "There is no node called '{node}'.", "Check the name."},
    };
    return texts;
}

} // namespace nodegrad
