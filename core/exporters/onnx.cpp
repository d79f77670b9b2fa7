#include "core/base/guarded.h"
#include "core/base/version.h"
#include "core/exporters/families.h"
#include "core/exporters/onnx_graph.h"
#include "core/exporters/python_engine.h"
#include "core/exporters/verification.h"

namespace nodegrad {

namespace {

constexpr double kMegabyte = 1e6;

std::vector<Param> onnxOptions()
{
    std::vector<Param> options{choiceParam("opset", "Opset", "Version of ONNX's operators; 17 is understood by most tools.", "17",
                                           {{"13", "13"}, {"14", "14"}, {"15", "15"}, {"16", "16"}, {"17", "17"}, {"18", "18"}, {"19", "19"}, {"20", "20"}, {"21", "21"}})};
    for (Param& option : networkOptions())
        options.push_back(std::move(option));
    options.push_back(flagParam("class_names", "Store class names", "The names of the classes lie in the file's metadata as a JSON list.", true));
    options.push_back(realParam("one_file", "One file up to (MB)", "Megabytes of weights that the file itself holds; more lie beside it in a second one, NAME.data.",
                                static_cast<double>(kOnnxInOneFile) / kMegabyte, 0, 2000));
    return options;
}

int opsetOf(const ParamValues& options)
{
    return std::stoi(options.text("opset")); // one of the choices
}

Result<OnnxModel> onnxModel(const ExportRequest& request, bool needsState)
{
    const ParamValues options = chosenOptions(request, onnxOptions());
    const Status valid = checkParam(onnxOptions().front(), *options.find("opset"));
    if (!valid)
        return fail(valid.error());
    const auto network = networkOf(request, options, needsState);
    if (!network)
        return fail(network.error());
    auto graph = onnxGraph(*network, request.state, opsetOf(options));
    if (!graph)
        return fail(graph.error());
    OnnxModel model;
    model.opset = opsetOf(options);
    model.irVersion = minimalIrVersion(model.opset);
    model.producerVersion = kProgramVersion;
    model.graph = std::move(*graph);
    if (!request.name.empty())
        model.graph.name = request.name;
    model.doc = std::string(network->holdsPreparation ? "Takes raw data: the preparation is inside. " : network->needsPreparation ? "Takes prepared data. " : "") +
                (network->holdsPrediction ? "Gives predictions: the last activation is inside." : "Gives what the last layer gives.");
    if (options.flag("class_names") && !request.classNames.empty())
        model.metadata["class_names"] = jsonList(request.classNames);
    if (!request.featureNames.empty())
        model.metadata["feature_names"] = jsonList(request.featureNames);
    return model;
}

ExportCheck checkOnnx(const ExportRequest& request)
{
    const auto model = onnxModel(request, false);
    if (!model)
        return {false, sentence(model.error())};
    const auto network = networkOf(request, chosenOptions(request, onnxOptions()), false);
    const std::size_t layers = layerCount(*network);
    return {true, layers == 1 ? "Its layer has an ONNX form." : "All " + std::to_string(layers) + " layers have an ONNX form."};
}

Status writeOnnxFile(const ExportRequest& request, const std::filesystem::path& path, const Task& task)
{
    const auto model = onnxModel(request, true);
    if (!model)
        return fail(model.error());
    if (const Status status = task.step(0.5, "Writing"); !status)
        return status;
    const double megabytes = chosenOptions(request, onnxOptions()).real("one_file");
    return writeOnnx(path, *model, realFileSystem(), static_cast<std::uint64_t>(megabytes * kMegabyte));
}

Result<VerificationReport> verifyOnnx(const ExportRequest& request, const std::filesystem::path& path, const Task& task)
{
    auto job = prepareVerification(request, chosenOptions(request, onnxOptions()), task);
    if (!job)
        return fail(job.error());
    auto answer = runPythonEngine("onnx", path, *job, task);
    if (!answer)
        return fail(answer.error());
    if (!answer->missing.empty())
        return fail(noEngine("ONNX", answer->missing));
    answer->facts["opset"] = opsetOf(chosenOptions(request, onnxOptions()));
    return compareAnswers(request, *job, *answer);
}

} // namespace

Exporter onnxExporter()
{
    return {.id = "onnx", .title = "ONNX", .extension = ".onnx", .summary = "Runs in ONNX Runtime, in browsers and on phones.",
            .options = onnxOptions(), .check = checkOnnx,
            .write = [](const ExportRequest& request, const std::filesystem::path& path, const Task& task) {
                return guarded(makeError("export.failed", {{"format", "ONNX"}}), [&] { return writeOnnxFile(request, path, task); });
            },
            .verify = verifyOnnx};
}

} // namespace nodegrad
