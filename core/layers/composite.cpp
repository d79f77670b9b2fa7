#include "core/layers/families.h"

namespace nodegrad {

namespace {

std::string summarizeModule(const ParamValues& p)
{
    const std::int64_t repeat = p.integer("repeat");
    return repeat == 1 ? std::string("module") : "repeated " + std::to_string(repeat) + " times";
}

Ports moduleInputPorts(const ParamValues&)
{
    return {{}, {{"out", "Value", false}}};
}

Ports moduleOutputPorts(const ParamValues&)
{
    return {{{"in", "Value", false}}, {}};
}

std::string summarizePort(const ParamValues&)
{
    return "port of the module";
}

} // namespace

std::vector<LayerType> compositeLayers()
{
    return {
        {.id = kModuleType,
         .title = "Module",
         .summary = "Several layers under one name, used once or many times.",
         .explanation = "A module is a small network of its own. All its uses share the structure, so a change inside one changes all; each use has its own weights. "
                        "Repeated, its output is carried to its input again, each time with new weights.",
         .aliases = {"block", "group", "subgraph", "repeat", "composite"},
         .category = Category::Composite,
         .params = {integerParam("repeat", "Repeat", "How many stand in a row.", 1, 1, 1000)},
         .examples = {{"module block { in > dense(8) > relu > out }; input(8) > block(repeat=3)", "Three blocks in a row"}},
         .summarize = summarizeModule,
         .formula = "y = f_n(... f_2(f_1(x)))"},
        {.id = kModuleInputType,
         .title = "Module input",
         .summary = "A value that a module is given.",
         .explanation = "Inside a module it stands for what is connected to the module's input of the same name.",
         .aliases = {"in", "port"},
         .category = Category::Composite,
         .ports = moduleInputPorts,
         .examples = {{"module block { in > relu > out }; input(8) > block", "'in' is the module's input"}},
         .summarize = summarizePort,
         .formula = "y = x"},
        {.id = kModuleOutputType,
         .title = "Module output",
         .summary = "A value that a module gives.",
         .explanation = "Inside a module it stands for the module's output of the same name.",
         .aliases = {"out", "result"},
         .category = Category::Composite,
         .ports = moduleOutputPorts,
         .examples = {{"module block { in > relu > out }; input(8) > block", "'out' is the module's output"}},
         .summarize = summarizePort,
         .formula = "y = x"},
    };
}

} // namespace nodegrad
