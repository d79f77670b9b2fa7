#include "core/data/array_dataset.h"
#include "core/data/sources.h"
#include "core/formats/idx.h"

namespace nodegrad {

namespace {

Result<Dataset> loadDigits(const ParamValues&, const std::filesystem::path&, const Task&)
{
    const std::filesystem::path folder = resourceFolder() / "data" / "digits";
    const Result<HostTensor> images = readIdx(folder / "images-idx3-ubyte");
    if (!images)
        return fail(images.error());
    const Result<HostTensor> labels = readIdx(folder / "labels-idx1-ubyte");
    if (!labels)
        return fail(labels.error());
    Dataset data;
    data.title = "Digits 8 × 8";
    data.description = "1 797 handwritten digits of 13 people, as pictures of 8 × 8 points with values from 0 to 16. Small enough to "
                       "train in seconds, real enough to make mistakes worth looking at.";
    data.origin = "E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998.";
    data.license = "CC BY 4.0 (UCI Machine Learning Repository)";
    data.inputName = "image";
    data.targetName = "label";
    if (Status set = setArrayInputs(data, *images, ArrayKind::Image, "images-idx3-ubyte"); !set)
        return fail(set.error());
    if (Status set = setArrayTargets(data, *labels, "labels-idx1-ubyte"); !set)
        return fail(set.error());
    data.valueMinimum = 0;
    data.valueMaximum = 16; // each point counts the dark ones among 4 x 4
    describeArrays(data);
    return data;
}

} // namespace

std::vector<DataSource> digitsSources()
{
    return {{"digits", "Digits 8 × 8", "1 797 handwritten digits, 10 classes: the classic first pictures.", {}, true, loadDigits}};
}

} // namespace nodegrad
