#pragma once
// One-click repairs: plain data, applied by lowering/fixes.

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/params/param.h"

namespace nodegrad {

/// A repair for one problem at one node.
struct Fix {
    enum class Action {
        InsertBefore, ///< put a new layer `layer` with `params` into the wire at the problem's input port
        SetParam,     ///< set `param` of the node to `value`
        Remove,       ///< delete the node and heal the wire
        ConnectData,  ///< open the Data page
    };
    Action action = Action::InsertBefore;
    std::string title;   ///< "Insert Flatten", "Set units to 10"
    std::string layer;
    ParamValues params;
    std::string param;
    ParamValue value = std::int64_t(0);
    static Fix insertBefore(std::string title, std::string layer, ParamValues params = {});
    static Fix setParam(std::string title, std::string param, ParamValue value);
};

enum class Severity { Error, Warning, Advice };

/// One problem, shown on its node.
struct Diagnostic {
    Severity severity = Severity::Error;
    std::string node;        ///< path of the node: "block.conv1"; "" : the whole design
    std::string port;        ///< input port concerned, or ""
    Error error;             ///< argument `node` holds the user's name for it
    std::vector<Fix> fixes;
};

} // namespace nodegrad
