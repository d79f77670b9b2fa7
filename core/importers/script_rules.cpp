#include "core/importers/script_rules.h"

#include <map>

namespace nodegrad {

const ScriptRule* findScriptRule(const std::string& op)
{
    static const std::map<std::string, ScriptRule> all = [] {
        std::map<std::string, ScriptRule> table;
        for (const auto family : {scriptLayerRules, scriptElementRules, scriptShapeRules, scriptSequenceRules})
            for (ScriptRule& rule : family())
                table.emplace(rule.op, rule);
        return table;
    }();
    const auto found = all.find(op);
    return found == all.end() ? nullptr : &found->second;
}

} // namespace nodegrad
