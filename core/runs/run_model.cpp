#include "core/runs/run_store.h"

#include "core/project/initial_weights.h"
#include "core/runs/checkpoint_file.h"

namespace nodegrad {

namespace {

Result<std::shared_ptr<const Program>> lowered(const Graph& graph, const Bindings& bindings)
{
    Lowered lowered = lower(graph, bindings);
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.severity == Severity::Error)
            return fail(diagnostic.error);
    return std::make_shared<const Program>(std::move(lowered.program));
}

} // namespace

Result<RunModel> loadRunModel(const RunInfo& run, const std::string& checkpoint)
{
    auto loaded = loadCheckpoint(run.folder, checkpoint);
    if (!loaded)
        return tl::unexpected(loaded.error());
    auto program = lowered(run.project.graph, bindingsFor(run.facts));
    if (!program)
        return tl::unexpected(program.error());
    RunModel model;
    model.program = std::move(*program);
    const auto& state = loaded->state;
    if (const auto epoch = state.find("epoch"); state.is_object() && epoch != state.end() && epoch->is_number_integer())
        model.epoch = epoch->get<std::int64_t>();
    model.checkpoint = std::move(*loaded);
    model.run = run;
    model.checkpointName = checkpoint;
    return model;
}

Result<InitialWeights> weightsForNextRun(const std::filesystem::path& projectPath, const RunInfo& run, const std::string& checkpoint)
{
    const auto loaded = loadCheckpoint(run.folder, checkpoint);
    if (!loaded)
        return tl::unexpected(loaded.error());
    return writeInitialWeights(projectPath, loaded->model, realFileSystem(), "from-" + run.id + "-" + checkpoint);
}

Result<RunModel> loadInitialModel(const Project& project, const std::filesystem::path& baseFolder, const PreparedData* data)
{
    RunModel model;
    auto program = lowered(project.graph, data ? bindingsFor(*data) : Bindings());
    if (!program)
        return tl::unexpected(program.error());
    model.program = std::move(*program);
    auto weights = readInitialWeights(project, *model.program, baseFolder);
    if (!weights)
        return tl::unexpected(weights.error());
    if (!*weights && !model.program->parameters.empty())
        return fail("runs.no_initial_weights");
    if (*weights)
        model.checkpoint.model = std::move((*weights)->state);
    else // a design without weights is what it will ever be
        for (const Buffer& buffer : model.program->buffers)
            model.checkpoint.model.try_emplace(buffer.path, buffer.initial);
    model.run.name = model.checkpointName = kInitialRun;
    model.run.project = project;
    if (data) {
        model.run.facts = factsOf(*data);
    } else if (!model.program->inputs.empty()) {
        model.run.facts.inputSpec = model.program->inputs.front().spec;
        model.run.facts.inputName = model.program->inputs.front().name;
    }
    return model;
}

} // namespace nodegrad
