#include "core/runs/run_store.h"

#include "core/runs/checkpoint_file.h"

namespace nodegrad {

Result<RunModel> loadRunModel(const RunInfo& run, const std::string& checkpoint)
{
    auto loaded = loadCheckpoint(run.folder, checkpoint);
    if (!loaded)
        return tl::unexpected(loaded.error());
    Lowered lowered = lower(run.project.graph, bindingsFor(run.facts));
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.severity == Severity::Error)
            return fail(diagnostic.error);
    RunModel model;
    model.program = std::make_shared<const Program>(std::move(lowered.program));
    const auto& state = loaded->state;
    if (const auto epoch = state.find("epoch"); state.is_object() && epoch != state.end() && epoch->is_number_integer())
        model.epoch = epoch->get<std::int64_t>();
    model.checkpoint = std::move(*loaded);
    model.run = run;
    model.checkpointName = checkpoint;
    return model;
}

} // namespace nodegrad
