// Runs cases for the scripts beside it: peer_engine CASES.json FOLDER writes FOLDER/<id>.safetensors for each case.
// A case {"id", "text", "seed", "batch", "training"}: one pass forward and backward. Written: input, output, weight.* (before),
// grad.*, grad_input, buffer.* (after); with "loss": true also target, prediction and loss, else cotangent; then the output is what
// goes into the node called "tail".
// A case with "settings" (as in a project file) and "steps": that many optimizer steps on consecutive batches. Written: inputs,
// targets, weight.* (before), trained.* (after) and average.* (the moving average, if the settings want one).

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <numeric>

#include "core/engine/guarded_torch.h"
#include "core/engine/tensors.h"
#include "core/engine/torch_model.h"
#include "core/formats/safetensors.h"
#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "core/training/trainer.h"

using namespace nodegrad;

namespace {

Result<std::shared_ptr<const Program>> programOf(const std::string& text)
{
    const auto graph = parseGraphText(text);
    if (!graph)
        return fail(graph.error());
    Lowered lowered = lower(*graph, {});
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.severity == Severity::Error)
            return fail(diagnostic.error);
    return std::make_shared<const Program>(std::move(lowered.program));
}

/// Random values for a spec: class indices and tokens below `classes`, else normal numbers, or as `form` says: "binary", "counts",
/// "distribution" (sums to 1 over the last size), "texts" (three tokens above 0).
at::Tensor randomOf(const Spec& spec, std::int64_t batch, const std::string& form = {})
{
    const std::vector<std::int64_t> sizes = evaluated(spec.shape, batch).value();
    if (form == "texts")
        return at::randint(1, 4, {batch, 3}, at::kLong);
    if (spec.dtype == DType::Int64 || spec.dtype == DType::Int32)
        return at::randint(0, std::max<std::int64_t>(1, spec.classes), sizes, torchType(spec.dtype));
    if (form == "binary")
        return at::randint(0, 2, sizes, at::kFloat);
    if (form == "counts")
        return at::randint(0, 6, sizes, at::kFloat);
    return form == "distribution" ? at::softmax(at::randn(sizes), -1) : at::randn(sizes);
}

void addAll(TensorFile& file, const std::string& prefix, const StateDict& state)
{
    for (const auto& [key, tensor] : state)
        file.tensors[prefix + key] = tensor;
}

Status pass(const nlohmann::json& testCase, const std::shared_ptr<const Program>& program, TensorFile& file)
{
    auto model = TorchModel::create(program, testCase.value("seed", 1));
    if (!model)
        return fail(model.error());
    const std::int64_t batch = testCase.value("batch", 3);
    addAll(file, "weight.", (*model)->state().value());

    at::Tensor input = randomOf(program->inputs.at(0).spec, batch);
    if (input.is_floating_point())
        input.requires_grad_(true);
    std::vector<Feed> feeds{{program->inputs[0].value, input}};
    const KernelContext context{testCase.value("training", true), 1, 0};
    at::Tensor total;
    if (testCase.value("loss", false)) {
        const ProgramOutput& output = program->outputs.at(0);
        at::Tensor target = at::zeros({1});
        if (output.target != kNoValue) {
            target = randomOf(output.targetSpec, batch, testCase.value("target", ""));
            feeds.push_back({output.target, target});
        }
        const Tensors values = (*model)->forward((*model)->planFor({output.loss, output.prediction, output.logits}), feeds, context);
        total = values[0];
        file.tensors["target"] = toHost(target);
        file.tensors["loss"] = toHost(values[0].reshape({1}));
        file.tensors["prediction"] = toHost(values[1]);
        file.tensors["output"] = toHost(values[2]);
    } else {
        const auto tail = std::ranges::find(program->ops, "tail", &OpCall::origin);
        if (tail == program->ops.end())
            return fail("engine.failed");
        const at::Tensor value = (*model)->forward((*model)->planFor({tail->inputs.front()}), feeds, context)[0];
        const at::Tensor cotangent = at::randn(value.sizes());
        total = (value * cotangent).sum();
        file.tensors["cotangent"] = toHost(cotangent);
        file.tensors["output"] = toHost(value);
    }
    if (total.requires_grad())
        total.backward();
    file.tensors["input"] = toHost(input);
    if (input.grad().defined())
        file.tensors["grad_input"] = toHost(input.grad());
    for (const auto& [path, parameter] : (*model)->trainable())
        file.tensors["grad." + path] = toHost(parameter.grad());
    for (const auto& buffer : (*model)->named_buffers())
        file.tensors["buffer." + buffer.key()] = toHost(buffer.value());
    return {};
}

/// Keeps the last checkpoint.
class KeepingSink final : public RunSink {
public:
    explicit KeepingSink(Checkpoint& last) : m_last(last) {}
    Status log(const ScalarPoint&) override { return {}; }
    Status log(const HistogramPoint&) override { return {}; }
    Status saveCheckpoint(const std::string& name, const Checkpoint& checkpoint) override
    {
        if (name == "last")
            m_last = checkpoint;
        return {};
    }
    Status removeCheckpoint(const std::string&) override { return {}; }
    Status setState(RunState, const std::string&, const Error&) override { return {}; }
    Status noteAct(const RunAct&, const std::vector<RunAct>&) override { return {}; }
    std::vector<RunAct> takeRequests() override { return {}; }
    Status flush() override { return {}; }

private:
    Checkpoint& m_last;
};

class GoOn final : public Trainer::Control {
    void post(RunEvent) override {}
    bool proceed(const std::function<std::map<std::string, HostTensor>()>&, std::int64_t) override { return true; }
    bool isStopping() const override { return false; }
};

Status train(const nlohmann::json& testCase, const std::shared_ptr<const Program>& program, TensorFile& file)
{
    const auto settings = trainingSettingsFromJson(testCase.at("settings"));
    if (!settings)
        return fail(settings.error());
    const std::int64_t samples = testCase.at("steps").get<std::int64_t>() * settings->batchSize;
    auto data = std::make_shared<Dataset>();
    data->inputSpec = program->inputs.at(0).spec;
    data->targetSpec = program->outputs.at(0).targetSpec;
    data->inputs = toHost(randomOf(data->inputSpec, samples));
    data->targets = toHost(randomOf(data->targetSpec, samples));
    TrainingPlan plan{.program = program, .data = data, .settings = *settings};
    plan.split.train.resize(static_cast<std::size_t>(samples));
    std::iota(plan.split.train.begin(), plan.split.train.end(), std::int64_t(0));

    auto model = TorchModel::create(program, settings->seed);
    if (!model)
        return fail(model.error());
    addAll(file, "weight.", (*model)->state().value());
    file.tensors["inputs"] = data->inputs;
    file.tensors["targets"] = data->targets;
    Checkpoint last;
    KeepingSink sink(last);
    GoOn control;
    const RunFinished finished = trainingLoop(plan, sink, control);
    if (finished.state != RunState::Completed)
        return fail(finished.error);
    addAll(file, "trained.", last.model);
    addAll(file, "average.", last.average);
    return {};
}

int runCases(const char* casesPath, const std::string& folder)
{
    std::ifstream stream(casesPath);
    const nlohmann::json cases = nlohmann::json::parse(stream);
    at::set_num_threads(1);
    int failed = 0;
    for (const nlohmann::json& testCase : cases) {
        const std::string id = testCase.at("id");
        at::manual_seed(testCase.value("seed", std::uint64_t(1)));
        const auto program = programOf(testCase.at("text"));
        TensorFile file;
        Status status = program ? Status() : fail(program.error());
        if (status)
            status = guardedTorch(makeError("engine.failed"), [&] {
                return testCase.contains("settings") ? train(testCase, *program, file) : pass(testCase, *program, file);
            });
        if (status)
            status = writeSafetensors(folder + "/" + id + ".safetensors", file);
        if (!status) {
            std::fprintf(stderr, "%s (%s): %s %s\n", id.c_str(), testCase.at("text").get<std::string>().c_str(),
                         sentence(status.error()).c_str(), status.error().detail.c_str());
            ++failed;
        }
    }
    return failed > 0 ? 1 : 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: peer_engine CASES.json FOLDER\n");
        return 2;
    }
    const auto result = guarded(makeError("engine.failed"), [&]() -> Result<int> { return runCases(argv[1], argv[2]); });
    if (!result)
        std::fprintf(stderr, "%s %s\n", message(result.error()).c_str(), result.error().detail.c_str());
    return result.value_or(1);
}
