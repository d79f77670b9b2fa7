#include "core/formats/idx.h"

#include <system_error>

#include "core/data/array_dataset.h"
#include "core/data/sources.h"

namespace nodegrad {

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    if (const auto at = text.rfind(from); at != std::string::npos)
        text.replace(at, from.size(), to);
    return text;
}

/// "train-images-idx3-ubyte" <-> "train-labels-idx1-ubyte", whichever of the two was given.
std::filesystem::path guessedPartner(const std::filesystem::path& given, bool givenIsImages)
{
    const std::string name = given.filename().string();
    const std::string partner = givenIsImages ? replaced(replaced(name, "images", "labels"), "idx3", "idx1")
                                              : replaced(replaced(name, "labels", "images"), "idx1", "idx3");
    return given.parent_path() / partner;
}

Result<HostTensor> readLimited(const std::filesystem::path& path, const std::string& name, const Task& task, double share)
{
    if (Status fits = checkFileSize(path, 4); !fits) // bytes become floats
        return fail(fits.error());
    if (Status go = task.step(share, "Reading " + name); !go)
        return fail(go.error());
    return readIdx(path);
}

Result<Dataset> loadIdx(const ParamValues& params, const std::filesystem::path& baseFolder, const Task& task)
{
    Result<std::filesystem::path> images = pathFromParams(params, "images", "the file of pictures", baseFolder);
    if (!images)
        return fail(images.error());
    std::filesystem::path labels;
    if (!params.text("labels").empty()) {
        labels = *pathFromParams(params, "labels", "the file of labels", baseFolder);
    } else if (shownName(*images).find("labels") != std::string::npos) {
        labels = *images;
        *images = guessedPartner(labels, false);
    } else {
        labels = guessedPartner(*images, true);
        std::error_code problem;
        if (labels == *images || !std::filesystem::exists(labels, problem))
            return fail("data.no_labels", {{"images", shownName(*images)}, {"labels", shownName(labels)}});
    }
    const std::string imagesName = shownName(*images), labelsName = shownName(labels);
    const Result<HostTensor> pictures = readLimited(*images, imagesName, task, 0);
    if (!pictures)
        return fail(pictures.error());
    const Result<HostTensor> classes = readLimited(labels, labelsName, task, 0.6);
    if (!classes)
        return fail(classes.error());

    Dataset data;
    data.title = imagesName;
    data.origin = images->string();
    data.inputName = pictures->rank() >= 3 ? "image" : "features";
    data.targetName = "label";
    if (Status set = setArrayInputs(data, *pictures, pictures->rank() >= 3 ? ArrayKind::Image : ArrayKind::Vector, imagesName); !set)
        return fail(set.error());
    if (Status set = setArrayTargets(data, *classes, labelsName); !set)
        return fail(set.error());
    describeArrays(data);
    data.description = "Pictures from " + imagesName + ", labels from " + labelsName + ".";
    return data;
}

} // namespace

std::vector<DataSource> idxSources()
{
    return {{"idx",
             "IDX files (MNIST)",
             "Pictures and labels in the two files that MNIST and its relatives come in.",
             {pathParam("images", "Pictures", "The file of pictures, such as train-images-idx3-ubyte."),
              pathParam("labels", "Labels", "The file of labels; empty: found by its name beside the pictures.")},
             false,
             loadIdx}};
}

} // namespace nodegrad
