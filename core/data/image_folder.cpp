#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/data/array_dataset.h"
#include "core/data/classes.h"
#include "core/data/sources.h"
#include "core/formats/picture.h"

namespace nodegrad {

namespace {

namespace fs = std::filesystem;

struct LabelledFile {
    fs::path path;
    std::string label;
};
struct LabelledPicture {
    Picture picture;
    std::string label;
};

std::vector<fs::path> sortedEntries(const fs::path& folder, bool folders)
{
    std::vector<fs::path> entries;
    std::error_code problem;
    for (auto entry = fs::directory_iterator(folder, problem); !problem && entry != fs::directory_iterator(); entry.increment(problem)) {
        const fs::path& path = entry->path();
        std::error_code unknown;
        if (path.filename().string().starts_with('.') || fs::is_directory(path, unknown) != folders)
            continue;
        if (folders || hasPictureName(path))
            entries.push_back(path);
    }
    std::sort(entries.begin(), entries.end());
    return entries;
}

Result<std::vector<LabelledFile>> filesByClass(const fs::path& root, Dataset& data)
{
    std::error_code problem;
    if (!fs::exists(root, problem))
        return fail("file.missing", {{"path", root.string()}});
    if (!fs::is_directory(root, problem))
        return fail("data.not_a_folder", {{"path", root.string()}});
    const std::vector<fs::path> folders = sortedEntries(root, true);
    if (folders.empty())
        return fail("data.no_class_folders", {{"path", root.string()}});
    std::vector<LabelledFile> files;
    for (const fs::path& folder : folders) {
        const std::vector<fs::path> pictures = sortedEntries(folder, false);
        if (pictures.empty())
            data.notes.push_back(fmt::format("Folder '{}' holds no pictures and is no class.", shownName(folder)));
        for (const fs::path& picture : pictures)
            files.push_back({picture, shownName(folder)});
    }
    if (files.empty())
        return fail("data.no_pictures", {{"path", root.string()}, {"folders", folders.size()}});
    return files;
}

/// Width and height that all pictures get: as asked, or where 0 that of the first picture, at most 128 pixels.
void chooseSize(const Picture& first, int& width, int& height)
{
    if (width > 0 && height > 0)
        return;
    const double ratio = static_cast<double>(first.width) / first.height;
    if (width == 0 && height == 0) {
        const double shrink = std::min(1.0, 128.0 / std::max(first.width, first.height));
        width = std::max(1, static_cast<int>(first.width * shrink + 0.5));
        height = std::max(1, static_cast<int>(first.height * shrink + 0.5));
    } else if (width == 0) {
        width = std::clamp(static_cast<int>(height * ratio + 0.5), 1, 4096);
    } else {
        height = std::clamp(static_cast<int>(width / ratio + 0.5), 1, 4096);
    }
}

bool hasColor(const Picture& picture)
{
    if (picture.channels == 1)
        return false;
    for (std::size_t i = 0; i + 2 < picture.bytes.size(); i += 3)
        if (picture.bytes[i] != picture.bytes[i + 1] || picture.bytes[i] != picture.bytes[i + 2])
            return true;
    return false;
}

void noteSkipped(Dataset& data, const std::vector<std::pair<std::string, Error>>& skipped)
{
    if (skipped.empty())
        return;
    data.notes.push_back(skipped.size() == 1 ? std::string("1 picture could not be read and was skipped.")
                                             : fmt::format("{} pictures could not be read and were skipped.", skipped.size()));
    constexpr std::size_t listed = 100;
    for (std::size_t i = 0; i < std::min(listed, skipped.size()); ++i)
        data.notes.push_back("Skipped " + skipped[i].first + ": " + message(skipped[i].second));
    if (skipped.size() > listed)
        data.notes.push_back(fmt::format("{} more were skipped.", skipped.size() - listed));
}

Result<std::vector<LabelledPicture>> readPictures(const std::vector<LabelledFile>& files, int width, int height, Dataset& data,
                                                  const Task& task)
{
    std::vector<LabelledPicture> pictures;
    std::vector<std::pair<std::string, Error>> skipped;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string name = files[i].label + "/" + shownName(files[i].path);
        if (Status go = task.step(static_cast<double>(i) / static_cast<double>(files.size()), "Reading " + name); !go)
            return fail(go.error());
        Result<Picture> picture = readPicture(files[i].path);
        if (!picture) {
            skipped.emplace_back(name, picture.error());
            continue;
        }
        if (pictures.empty()) {
            chooseSize(*picture, width, height);
            const std::int64_t numbers = std::int64_t(3) * width * height;
            if (Status fits = checkDatasetSize(data.title, static_cast<std::int64_t>(files.size()), numbers); !fits)
                return fail(fits.error());
        }
        pictures.push_back({resized(*picture, width, height), files[i].label});
    }
    noteSkipped(data, skipped);
    if (pictures.empty())
        return fail("data.no_readable_picture", {{"path", data.origin}, {"files", files.size()},
                                                 {"first", message(skipped.front().second)}});
    return pictures;
}

/// Interleaved bytes to (N, C, H, W).
HostTensor imageTensor(std::vector<LabelledPicture>& pictures, int channels)
{
    const int width = pictures.front().picture.width, height = pictures.front().picture.height;
    HostTensor images(DType::UInt8, {static_cast<std::int64_t>(pictures.size()), channels, height, width});
    auto out = images.mutableValues<std::uint8_t>().begin();
    for (LabelledPicture& item : pictures) {
        const Picture picture = channels == 1 ? toGrey(item.picture) : toRgb(item.picture);
        for (int c = 0; c < channels; ++c)
            for (std::size_t i = static_cast<std::size_t>(c); i < picture.bytes.size(); i += static_cast<std::size_t>(channels))
                *out++ = picture.bytes[i];
        item.picture.bytes = {};
    }
    return images;
}

Result<Dataset> loadImageFolder(const ParamValues& params, const fs::path& baseFolder, const Task& task)
{
    const Result<fs::path> root = pathFromParams(params, "folder", "the folder of pictures", baseFolder);
    if (!root)
        return fail(root.error());
    Dataset data;
    data.title = shownName(*root);
    data.origin = root->string();
    data.inputName = "image";
    data.targetName = "label";
    const Result<std::vector<LabelledFile>> files = filesByClass(*root, data);
    if (!files)
        return fail(files.error());
    Result<std::vector<LabelledPicture>> pictures = readPictures(*files, static_cast<int>(params.integer("width")),
                                                                 static_cast<int>(params.integer("height")), data, task);
    if (!pictures)
        return fail(pictures.error());
    std::vector<std::string> labels;
    for (const LabelledPicture& item : *pictures)
        labels.push_back(item.label);
    Result<Classes> classes = classesOf(labels, "'" + data.title + "'");
    if (!classes)
        return fail(classes.error());

    const std::string& color = params.text("color");
    const bool rgb = color == "rgb" || (color == "auto" && std::any_of(pictures->begin(), pictures->end(),
                                                                       [](const auto& item) { return hasColor(item.picture); }));
    if (Status set = setArrayInputs(data, imageTensor(*pictures, rgb ? 3 : 1), ArrayKind::Image, data.title); !set)
        return fail(set.error());
    data.targets = HostTensor::ofIntegers({data.count()}, classes->indices);
    data.targetSpec = {DType::Int64, {batchDim()}, Kind::Label, static_cast<std::int64_t>(classes->names.size())};
    data.classNames = std::move(classes->names);
    data.description = fmt::format("{} pictures in {} classes from the folder {}.", withThousands(data.count()), data.classNames.size(),
                                   data.title);
    describeArrays(data);
    return data;
}

} // namespace

std::vector<DataSource> imageFolderSources()
{
    return {{"image_folder",
             "Folder of pictures",
             "One sub-folder a class, with JPEG, PNG or BMP files in it.",
             {pathParam("folder", "Folder", "The folder that holds one sub-folder for each class."),
              integerParam("width", "Width", "Width of all pictures after resizing; 0: that of the first, at most 128.", 0, 0, 4096),
              integerParam("height", "Height", "Height of all pictures after resizing; 0: that of the first, at most 128.", 0, 0, 4096),
              choiceParam("color", "Colour", "Grey gives one channel, colour three; detected: grey when no picture has colour.", "auto",
                          {{"auto", "Detect"}, {"grey", "Grey"}, {"rgb", "Colour"}})},
             false,
             loadImageFolder}};
}

} // namespace nodegrad
