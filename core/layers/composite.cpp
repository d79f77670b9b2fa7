#include "core/layers/families.h"

namespace nodegrad {

namespace {

/// The ports of a module instance are those of its definition: see portsOf().
Ports noPorts(const ParamValues&) { return {}; }
Ports onlyOutput(const ParamValues&) { return {{}, {{"out", "Output"}}}; }
Ports onlyInput(const ParamValues&) { return {{{"in", "Input"}}, {}}; }

std::string noSummary(const ParamValues&) { return {}; }

} // namespace

std::vector<LayerType> compositeLayers()
{
    const char* example = "module block { in > dense(8) > relu > out }; input(8) > block(repeat=2)";
    return {
        {.id = "module", .title = "Module", .summary = "A part of the network that is used as one layer.",
         .explanation = "A module has an inside of its own. All uses of a definition share its structure, not its weights: change it once and it changes "
                        "everywhere. A repeat of n puts n copies in a row, each with its own weights: the first output goes to the first input of the "
                        "next copy, y = f_n(... f_2(f_1(x))), and all further inputs go to every copy. Deep networks are mostly one block, repeated.",
         .aliases = {"block", "group", "sub-network", "composite", "repeat"}, .category = Category::Composite,
         .params = {integerParam("repeat", "Repeat", "How many copies stand in a row.", 1, 1, 1000)}, .ports = noPorts,
         .examples = {{example, "Two blocks in a row"}},
         .summarize = [](const ParamValues& p) { return p.integer("repeat") == 1 ? std::string() : "×" + std::to_string(p.integer("repeat")); },
         .formula = "y = f_n(... f_2(f_1(x)))"},
        {.id = "module_input", .title = "Module input", .summary = "Where a value enters a module.",
         .explanation = "Stands inside a module for one of its inputs; its name is the name of the port. From left to right the module inputs are the ports of "
                        "the module, and the first is the one that a repeat carries on: x_1 = x, x_(i+1) = f_i(x_i).",
         .aliases = {"port in", "argument"}, .category = Category::Composite, .ports = onlyOutput, .examples = {{example, "in is the module input"}},
         .summarize = noSummary, .formula = "x_(i+1) = f_i(x_i)"},
        {.id = "module_output", .title = "Module output", .summary = "Where a value leaves a module.",
         .explanation = "Stands inside a module for one of its outputs; its name is the name of the port. From left to right the module outputs are the ports of "
                        "the module, y = f(x), and the first is the one that a repeat carries on.",
         .aliases = {"port out", "return"}, .category = Category::Composite, .ports = onlyInput, .examples = {{example, "out is the module output"}},
         .summarize = noSummary, .formula = "y = f(x)"},
    };
}

} // namespace nodegrad
