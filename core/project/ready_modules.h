#pragma once
// Ready-made modules: blocks of well-known networks, put into a design as modules of its own that can be opened and changed. They are
// recipes in resources/modules/catalogue.json: graph_text in which {C} stands for the channels that come in.

#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/shapes/spec.h"

namespace nodegrad {

struct ReadyModule {
    std::string id;           ///< "residual_block"
    std::string title;        ///< "Residual block"
    std::string summary;      ///< one sentence
    std::vector<std::string> aliases;
    std::string graph;        ///< inside of the module; {C}, {C*4}, {C/16} channels or features, {T} time steps, with whole results >= 1
    std::int64_t channels = 64; ///< {C} where nothing is known of what comes in
    Kind input = Kind::Image; ///< what it takes: Image or Sequence
};

/// Errors: file.missing, file.unreadable, modules.damaged.
Result<std::vector<ReadyModule>> readReadyModules();
/// The same, read once; empty when it cannot be read. Any thread.
const std::vector<ReadyModule>& readyModules();
/// Null when there is none.
const ReadyModule* findReadyModule(const std::string& id);

/// The module for what comes in (absentSpec(): unknown), with the id `definition`. Errors: those of parseGraphText().
Result<ModuleDefinition> makeReadyModule(const ReadyModule& module, const Spec& in, const std::string& definition);

} // namespace nodegrad
