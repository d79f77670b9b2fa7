#include "core/formats/npy.h"

#include <array>
#include <system_error>
#include <utility>

#include "core/data/array_dataset.h"
#include "core/data/sources.h"

namespace nodegrad {

namespace {

/// The array of targets beside that of inputs, by the names people give them: "x_train.npy" and "y_train.npy".
std::filesystem::path guessedTargets(const std::filesystem::path& inputs)
{
    static constexpr std::array<std::pair<const char*, const char*>, 9> pairs = {{{"inputs", "targets"}, {"inputs", "labels"},
        {"input", "target"}, {"images", "labels"}, {"features", "labels"}, {"features", "targets"}, {"data", "labels"},
        {"X", "y"}, {"x", "y"}}};
    const std::string name = inputs.filename().string();
    for (const auto& [from, to] : pairs) {
        const auto at = name.find(from);
        if (at == std::string::npos)
            continue;
        std::string partner = name;
        const std::filesystem::path path = inputs.parent_path() / partner.replace(at, std::string(from).size(), to);
        std::error_code problem;
        if (std::filesystem::exists(path, problem))
            return path;
    }
    return {};
}

ArrayKind kindOf(const std::string& id)
{
    return id == "vector" ? ArrayKind::Vector : id == "sequence" ? ArrayKind::Sequence : id == "image" ? ArrayKind::Image
           : id == "tokens" ? ArrayKind::Tokens : ArrayKind::Auto;
}

Result<HostTensor> readLimited(const std::filesystem::path& path, const Task& task, double share)
{
    if (Status fits = checkFileSize(path, 1); !fits)
        return fail(fits.error());
    if (Status go = task.step(share, "Reading " + shownName(path)); !go)
        return fail(go.error());
    return readNpy(path);
}

Result<Dataset> loadNpy(const ParamValues& params, const std::filesystem::path& baseFolder, const Task& task)
{
    const Result<std::filesystem::path> inputs = pathFromParams(params, "inputs", "the array of inputs", baseFolder);
    if (!inputs)
        return fail(inputs.error());
    std::filesystem::path targets;
    if (!params.text("targets").empty())
        targets = *pathFromParams(params, "targets", "the array of targets", baseFolder);
    else
        targets = guessedTargets(*inputs);
    if (targets.empty())
        return fail("data.no_targets_file", {{"inputs", shownName(*inputs)}});
    const Result<HostTensor> inputArray = readLimited(*inputs, task, 0);
    if (!inputArray)
        return fail(inputArray.error());
    const Result<HostTensor> targetArray = readLimited(targets, task, 0.6);
    if (!targetArray)
        return fail(targetArray.error());

    Dataset data;
    data.title = inputs->stem().string();
    data.description = "Inputs from " + shownName(*inputs) + ", targets from " + shownName(targets) + ".";
    data.origin = inputs->string();
    if (Status set = setArrayInputs(data, *inputArray, kindOf(params.text("kind")), shownName(*inputs)); !set)
        return fail(set.error());
    if (Status set = setArrayTargets(data, *targetArray, shownName(targets)); !set)
        return fail(set.error());
    data.inputName = data.inputSpec.kind == Kind::Image ? "image" : kindId(data.inputSpec.kind);
    describeArrays(data);
    return data;
}

} // namespace

std::vector<DataSource> npySources()
{
    return {{"npy",
             "NumPy arrays",
             "Two .npy files: inputs with the sample first, and targets (whole numbers are classes).",
             {pathParam("inputs", "Inputs", "Array (N, F), (N, T, F), (N, C, H, W) or (N, H, W, C)."),
              pathParam("targets", "Targets", "Array (N) or (N, K); empty: found by its name beside the inputs."),
              choiceParam("kind", "Meaning", "What the inputs are; detected from the number of dimensions.", "auto",
                          {{"auto", "Detect"}, {"vector", "Features"}, {"sequence", "Sequences"}, {"image", "Pictures"},
                           {"tokens", "Tokens"}})},
             false,
             loadNpy}};
}

} // namespace nodegrad
