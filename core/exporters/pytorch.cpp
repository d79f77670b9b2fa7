#include "core/base/atomic_file.h"
#include "core/base/guarded.h"
#include "core/exporters/export_folder.h"
#include "core/exporters/families.h"
#include "core/exporters/python_code.h"
#include "core/exporters/python_engine.h"
#include "core/exporters/python_training.h"
#include "core/exporters/verification.h"
#include "core/formats/safetensors.h"

namespace nodegrad {

namespace {

constexpr const char* weightsFile = "weights.safetensors";

std::vector<Param> pytorchOptions()
{
    const std::vector<Param> shared = networkOptions();
    return {*findParam(shared, "include_preparation"), *findParam(shared, "include_prediction"),
            flagParam("class_names", "Store class names", "The names of the classes stand in model.py.", true),
            choiceParam("training_script", "Training script", "Trains again as the run did; the samples and the preparation are then part of the code.", "pytorch",
                        {{"none", "none"}, {"pytorch", "PyTorch"}, {"lightning", "PyTorch and Lightning"}})};
}

/// None where the run's data are not known.
TrainingScripts scriptsOf(const ExportRequest& request, const ParamValues& options)
{
    const std::string& chosen = options.text("training_script");
    if (!request.training || chosen == "none")
        return TrainingScripts::None;
    return chosen == "lightning" ? TrainingScripts::Lightning : TrainingScripts::PyTorch;
}

ParamValues pytorchChoices(const ExportRequest& request)
{
    const std::vector<Param> options = pytorchOptions();
    ParamValues chosen = chosenOptions(request, networkOptions());
    chosen.set("input_name", std::string()); // arguments are named after the nodes
    chosen.set("output_name", std::string());
    ParamValues whole = completed(chosen, options);
    if (scriptsOf(request, whole) != TrainingScripts::None)
        whole.set("include_preparation", true); // the scripts have raw samples
    return whole;
}

ExportCheck checkPytorch(const ExportRequest& request)
{
    const ParamValues options = pytorchChoices(request);
    const auto code = pythonCode(request, options);
    if (!code)
        return {false, sentence(code.error())};
    const TrainingScripts scripts = scriptsOf(request, options);
    if (scripts != TrainingScripts::None) {
        const auto network = networkOf(request, options, false);
        const auto files = network ? trainingScripts(request, *code, *network, scripts) : fail(network.error());
        if (!files)
            return {false, sentence(files.error())};
    }
    const bool lacksScript = scripts == TrainingScripts::None && options.text("training_script") != "none";
    return {true, std::to_string(code->lineCount) + " lines" + (code->classCount > 1 ? ", one class for each module." : ".") +
                      (lacksScript ? " No training script: the data of the run are not loaded." : "")};
}

Status writeFiles(const std::filesystem::path& folder, const ExportRequest& request, const PythonCode& code, const Network& network, TrainingScripts scripts)
{
    std::vector<std::pair<std::string, std::string>> texts;
    if (scripts != TrainingScripts::None) {
        auto files = trainingScripts(request, code, network, scripts);
        if (!files)
            return fail(files.error());
        texts = std::move(*files);
        if (const Status status = writeTrainingData(folder, request); !status)
            return status;
    }
    texts.emplace_back("model.py", code.model);
    texts.emplace_back("run.py", pythonRunScript(request, code, network));
    texts.emplace_back("README.md", pythonReadme(request, code, network, scripts));
    texts.emplace_back("requirements.txt", pythonRequirements(scripts));
    TensorFile weights{withAliases(*request.program, request.state), {{"format", "pt"}}};
    if (const Status status = writeSafetensors(folder / weightsFile, weights); !status)
        return status;
    for (const auto& [name, text] : texts)
        if (const Status status = writeFileAtomically(folder / name, text); !status)
            return status;
    return {};
}

Status writePytorch(const ExportRequest& request, const std::filesystem::path& path, const Task& task)
{
    const ParamValues options = pytorchChoices(request);
    const auto code = pythonCode(request, options);
    if (!code)
        return fail(code.error());
    const auto network = networkOf(request, options);
    if (!network)
        return fail(network.error());
    if (const Status status = task.step(0.5, "Writing"); !status)
        return status;
    return writeFolder(path, [&](const std::filesystem::path& folder) { return writeFiles(folder, request, *code, *network, scriptsOf(request, options)); });
}

Result<VerificationReport> verifyPytorch(const ExportRequest& request, const std::filesystem::path& path, const Task& task)
{
    auto job = prepareVerification(request, pytorchChoices(request), task);
    if (!job)
        return fail(job.error());
    for (const auto& [key, tensor] : withAliases(*request.program, request.state))
        job->keys.push_back(key);
    const auto answer = runPythonEngine("pytorch", path, *job, task);
    if (!answer)
        return fail(answer.error());
    if (!answer->missing.empty())
        return fail(noEngine("PyTorch", answer->missing));
    return compareAnswers(request, *job, *answer);
}

} // namespace

Exporter pytorchExporter()
{
    return {.id = "pytorch", .title = "PyTorch code", .extension = "", .summary = "A readable module that you can edit and train further.",
            .options = pytorchOptions(), .check = checkPytorch,
            .write = [](const ExportRequest& request, const std::filesystem::path& path, const Task& task) {
                return guarded(makeError("export.failed", {{"format", "PyTorch"}}), [&] { return writePytorch(request, path, task); });
            },
            .verify = verifyPytorch};
}

} // namespace nodegrad
