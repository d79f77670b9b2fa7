#pragma once
// The classes of readable PyTorch code: one a module definition, the network's own last.

#include <set>
#include <string>
#include <vector>

#include "core/exporters/names.h"
#include "core/graph/graph.h"
#include "core/lowering/lower.h"

namespace nodegrad {

struct PythonClass {
    std::string name, doc;
    std::vector<std::string> arguments;  ///< of the constructor: sizes that differ from use to use
    std::vector<std::string> inits;      ///< statements of __init__ after super().__init__()
    std::vector<std::string> inputs;     ///< arguments of forward
    std::vector<std::string> statements; ///< of forward; may hold several lines
    std::vector<std::string> trainLines; ///< statements of train(): what stays in evaluation mode
    std::string source(const std::string& moreMethods = {}) const;
};

struct PythonClasses {
    std::vector<PythonClass> classes;    ///< in the order in which they need each other; the last is the network
    std::vector<std::string> helpers;    ///< sources that must stand before, each once
};

/// `lowered` are the facts of this very graph. A definition that is used with shapes that need other code gets a class a form.
/// Errors: export.no_python_form {node, layer}, export.reserved_name.
Result<PythonClasses> pythonClasses(const Graph& graph, const Lowered& lowered, const Program& program, const std::string& name);

} // namespace nodegrad
