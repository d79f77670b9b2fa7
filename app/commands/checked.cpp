#include "app/commands/checked.h"

namespace nodegrad {

Checked checkProject(const OpenedProject& opened)
{
    Checked result;
    Bindings bindings;
    auto prepared = prepareData(opened.project.data, opened.folder(), Task());
    if (prepared) {
        bindings = bindingsFor(*prepared);
        result.notes = prepared->data->notes;
    } else {
        result.problems.push_back({Severity::Error, "", "", prepared.error(), {}});
    }
    if (auto settings = checkSettings(opened.project.training); !settings)
        result.problems.push_back({Severity::Error, "", "", settings.error(), {}});
    result.lowered = lower(opened.project.graph, bindings);
    result.problems.insert(result.problems.end(), result.lowered.diagnostics.begin(), result.lowered.diagnostics.end());
    result.summary = summarize(result.lowered, opened.project.training);
    if (result.lowered.ok())
        if (auto fits = checkMemory(result.summary, availableMemory()); !fits)
            result.problems.push_back({Severity::Error, result.summary.largest, "", fits.error(), {}});
    for (const Diagnostic& problem : result.problems)
        result.hasErrors |= problem.severity == Severity::Error;
    return result;
}

} // namespace nodegrad
