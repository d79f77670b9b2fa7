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
        {"graph.module_in_itself", "'{node}' is the module of this level, or holds it: a module cannot lie in itself.", "Paste it one level further up."},
        {"graph.module_cycle", "A path leaves the selection and comes back, so a module of it would feed itself.", "Select the layers between as well."},
        {"graph.module_repeated", "'{node}' is repeated and cannot be dissolved.", "Set its repeat to 1 first."},
        {"graph.exposed_already", "The instances show this parameter already, as '{title}'.", "Change it there."},
        {"graph.exposed_title", "'{title}' cannot be the name: it is empty, or another parameter of the module has it.", "Choose another name."},
        {"graph.exposed_ports", "'{param}' changes which inputs or outputs the layer has, so it is the same for all instances.", "Make the instance unique and change it there."},
        {"graph.exposed_root", "'{node}' is in no module: only layers inside a module can show a parameter at its instances.", "Make a module of it first."},
        {"graph.unknown_exposed", "The module shows no parameter called '{name}'.", "Undo the last step and try again."},
        {"graph.on_itself", "'{node}' feeds itself.", "Remove the wire from it to itself; a network runs forward only."},
        {"graph_text.too_long", "The text is longer than {limit} characters.", "Store the design as a project file."},
        {"graph.on_cycle", "{nodes} feed each other in a circle.", "Remove one of the wires between them; a network runs forward only."},
        {"graph.no_input", "The design has no Input layer.", "Add an Input layer, or begin with an example."},
        {"graph.no_output", "The design has no Output layer.", "Add an Output layer and connect it to the last layer."},
        {"graph.module_missing", "'{node}' is a module whose contents ('{module}') are missing.", "Remove it, or restore the file from a copy."},
        {"graph.module_no_port", "'{node}' is repeated, but its module has no {what}.", "Add one inside, or set its repeat to 1."},
        {"graph.too_many_layers", "The design unfolds to more than {limit} layers at '{node}'.", "Lower the repeats of its modules."},
        {"graph_text.syntax", "Line {line}, column {column}: {expected} is expected, but {got}.", "Example: input(1,8,8) > conv2d(16) > relu > flatten > dense(10) > output"},
        {"graph_text.unknown_layer", "Line {line}, column {column}: there is no layer called '{name}'.", "Did you mean {near}?"},
        {"graph_text.unknown_name", "Line {line}, column {column}: nothing is called '{name}'.", "Name a layer first: {name} = ..."},
        {"graph_text.name_taken", "Line {line}, column {column}: '{name}' is already the name of another layer.", "Choose another name."},
        {"graph_text.module_taken", "Line {line}, column {column}: '{name}' is already the name of a layer or module.", "Choose another name."},
        {"graph_text.no_output", "Line {line}, column {column}: '{node}' has no such output.", "Begin with a layer that gives a value."},
        {"graph_text.no_free_input", "Line {line}, column {column}: '{node}' has no free input.", "Give it as many inputs as it takes."},
        {"graph_text.unknown_parameter", "Line {line}, column {column}: '{layer}' has no parameter '{name}'.", "It takes: {known}."},
        {"graph_text.too_many_values", "Line {line}, column {column}: '{layer}' takes at most {count} values.", "Remove those that are too many."},
        {"graph_text.given_twice", "Line {line}, column {column}: '{name}' of '{layer}' is given twice.", "Write it once."},
        {"graph_text.port_outside", "Line {line}, column {column}: '{name}' stands inside of a module only.", "Use input and output here."},
        {"graph.unknown_node", "There is no node called '{node}'.", "Check the name."},
    };
    return texts;
}

} // namespace nodegrad
