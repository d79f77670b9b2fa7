#include "core/data/array_dataset.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/data/classes.h"
#include "core/data/sources.h"

namespace nodegrad {

namespace {

std::string shapeWords(const HostTensor& array)
{
    return fmt::format("({})", fmt::join(array.shape(), ", "));
}

bool isWhole(const HostTensor& array)
{
    return array.dtype() != DType::Float32 && array.dtype() != DType::Float64;
}

Status checkFinite(const HostTensor& floats, const std::string& name)
{
    const auto values = floats.floats();
    const auto bad = std::find_if_not(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
    if (bad == values.end())
        return {};
    const std::int64_t sample = (bad - values.begin()) / (floats.count() / floats.dim(0));
    return fail("data.not_finite", {{"name", name}, {"sample", sample}, {"value", *bad != *bad ? "NaN" : "infinity"}});
}

/// (N, H, W, C) -> (N, C, H, W)
HostTensor channelsFirst(const HostTensor& array)
{
    const std::int64_t count = array.dim(0), height = array.dim(1), width = array.dim(2), channels = array.dim(3);
    HostTensor out(DType::Float32, {count, channels, height, width});
    const auto from = array.floats();
    auto to = out.mutableValues<float>();
    const std::int64_t points = height * width;
    for (std::int64_t n = 0; n < count; ++n)
        for (std::int64_t c = 0; c < channels; ++c)
            for (std::int64_t p = 0; p < points; ++p)
                to[static_cast<std::size_t>((n * channels + c) * points + p)] =
                    from[static_cast<std::size_t>((n * points + p) * channels + c)];
    return out;
}

bool mayBeChannels(std::int64_t size)
{
    return size >= 1 && size <= 4;
}

ArrayKind kindByRank(std::size_t rank)
{
    return rank <= 2 ? ArrayKind::Vector : rank == 3 ? ArrayKind::Sequence : ArrayKind::Image;
}

Status setTokens(Dataset& data, const HostTensor& array, const std::string& name)
{
    if (array.rank() != 2 || !isWhole(array))
        return fail("data.not_tokens", {{"name", name}, {"got", fmt::format("{} {}", dtypeName(array.dtype()), shapeWords(array))}});
    if (Status fits = checkDatasetSize(name, array.dim(0), 2 * array.dim(1)); !fits)
        return fits;
    data.inputs = HostTensor(DType::Int64, array.shape());
    auto values = data.inputs.mutableValues<std::int64_t>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double value = array.number(static_cast<std::int64_t>(i));
        if (value < 0 || value > 1e7)
            return fail("data.not_tokens", {{"name", name}, {"got", fmt::format("the value {:.0f}", value)}});
        values[i] = static_cast<std::int64_t>(value);
    }
    data.valueMaximum = static_cast<double>(*std::max_element(values.begin(), values.end()));
    data.inputSpec = {DType::Int64, {batchDim(), array.dim(1)}, Kind::Tokens, static_cast<std::int64_t>(data.valueMaximum) + 1};
    return {};
}

Status setImages(Dataset& data, const HostTensor& array, const std::string& name)
{
    if (array.rank() == 3) {
        data.inputs = data.inputs.reshaped({array.dim(0), 1, array.dim(1), array.dim(2)});
    } else if (array.rank() != 4) {
        return fail("data.wrong_rank", {{"name", name}, {"shape", shapeWords(array)}, {"wanted", "pictures: (N, H, W) or (N, C, H, W)"}});
    } else if (mayBeChannels(array.dim(3)) && !mayBeChannels(array.dim(1))) {
        data.inputs = channelsFirst(data.inputs);
        data.notes.push_back(fmt::format("'{}' holds its channels last; they were moved to (N, C, H, W).", name));
    }
    data.inputSpec = {DType::Float32, {batchDim(), data.inputs.dim(1), data.inputs.dim(2), data.inputs.dim(3)}, Kind::Image, 0};
    if (array.dtype() == DType::UInt8) {
        data.valueMinimum = 0;
        data.valueMaximum = 255;
    }
    return {};
}

Column numberColumn(const std::string& name, const HostTensor& tensor, std::int64_t feature, std::int64_t features, ColumnRole role)
{
    Column column{.name = name, .role = role};
    const auto values = tensor.floats();
    std::vector<float> own;
    own.reserve(values.size() / static_cast<std::size_t>(features));
    double sum = 0;
    for (std::size_t i = static_cast<std::size_t>(feature); i < values.size(); i += static_cast<std::size_t>(features)) {
        own.push_back(values[i]);
        sum += static_cast<double>(values[i]);
    }
    const auto [low, high] = std::minmax_element(own.begin(), own.end());
    column.minimum = static_cast<double>(*low);
    column.maximum = static_cast<double>(*high);
    column.mean = sum / static_cast<double>(own.size());
    const auto upper = own.begin() + static_cast<std::ptrdiff_t>(own.size() / 2);
    std::nth_element(own.begin(), upper, own.end());
    column.median = static_cast<double>(*upper);
    if (own.size() % 2 == 0)
        column.median = (column.median + static_cast<double>(*std::max_element(own.begin(), upper))) / 2;
    return column;
}

void describeTargets(Dataset& data)
{
    if (data.isClassification()) {
        data.columns.push_back({.name = data.targetName, .type = ColumnType::Category, .role = ColumnRole::Target,
                                .categories = data.classNames});
        return;
    }
    const std::int64_t outputs = data.targets.dim(1);
    for (std::int64_t k = 0; k < outputs; ++k)
        data.columns.push_back(numberColumn(outputs == 1 ? data.targetName : fmt::format("{} {}", data.targetName, k + 1), data.targets,
                                            k, outputs, ColumnRole::Target));
}

void fillTableRows(Dataset& data)
{
    const std::int64_t features = data.inputs.dim(1);
    const std::int64_t outputs = data.isClassification() ? 1 : data.targets.dim(1);
    for (std::int64_t n = 0; n < std::min<std::int64_t>(1000, data.count()); ++n) {
        std::vector<std::string> cells;
        for (std::int64_t f = 0; f < features; ++f)
            cells.push_back(numberText(data.inputs.floats()[static_cast<std::size_t>(n * features + f)]));
        if (data.isClassification())
            cells.push_back(data.classNames[static_cast<std::size_t>(data.targets.integers()[static_cast<std::size_t>(n)])]);
        else
            for (std::int64_t k = 0; k < outputs; ++k)
                cells.push_back(numberText(data.targets.floats()[static_cast<std::size_t>(n * outputs + k)]));
        data.tableRows.push_back(std::move(cells));
    }
}

} // namespace

Status setArrayInputs(Dataset& data, const HostTensor& array, ArrayKind kind, const std::string& name)
{
    if (array.rank() == 0 || array.count() == 0)
        return fail("data.empty_array", {{"name", name}, {"shape", shapeWords(array)}});
    if (kind == ArrayKind::Auto)
        kind = kindByRank(array.rank());
    if (kind == ArrayKind::Tokens)
        return setTokens(data, array, name);
    if (Status fits = checkDatasetSize(name, array.dim(0), array.count() / array.dim(0)); !fits)
        return fits;
    data.inputs = array.asFloat32();
    if (Status finite = checkFinite(data.inputs, name); !finite)
        return finite;
    const auto [low, high] = std::minmax_element(data.inputs.floats().begin(), data.inputs.floats().end());
    data.valueMinimum = static_cast<double>(*low);
    data.valueMaximum = static_cast<double>(*high);
    if (kind == ArrayKind::Image)
        return setImages(data, array, name);
    if (kind == ArrayKind::Sequence) {
        if (array.rank() == 2)
            data.inputs = data.inputs.reshaped({array.dim(0), array.dim(1), 1});
        else if (array.rank() != 3)
            return fail("data.wrong_rank", {{"name", name}, {"shape", shapeWords(array)}, {"wanted", "sequences: (N, T) or (N, T, F)"}});
        data.inputSpec = {DType::Float32, {batchDim(), data.inputs.dim(1), data.inputs.dim(2)}, Kind::Sequence, 0};
        return {};
    }
    // Vectors: further dimensions are laid in a row.
    data.inputs = data.inputs.reshaped({array.dim(0), array.count() / array.dim(0)});
    data.inputSpec = {DType::Float32, {batchDim(), data.inputs.dim(1)}, Kind::Vector, 0};
    return {};
}

Status setArrayTargets(Dataset& data, const HostTensor& array, const std::string& name)
{
    if (array.rank() == 0 || array.rank() > 2 || array.count() == 0)
        return fail("data.wrong_target_shape", {{"name", name}, {"shape", shapeWords(array)}});
    if (array.dim(0) != data.count())
        return fail("data.count_mismatch", {{"name", name}, {"targets", array.dim(0)}, {"samples", data.count()}});
    const std::int64_t width = array.rank() == 2 ? array.dim(1) : 1;
    if (isWhole(array) && width == 1) {
        std::vector<double> labels;
        for (std::int64_t i = 0; i < array.count(); ++i)
            labels.push_back(array.number(i));
        Result<Classes> classes = classesOf(labels, "'" + name + "'");
        if (!classes)
            return fail(classes.error());
        data.targets = HostTensor::ofIntegers({data.count()}, classes->indices);
        data.targetSpec = {DType::Int64, {batchDim()}, Kind::Label, static_cast<std::int64_t>(classes->names.size())};
        data.classNames = std::move(classes->names);
        return {};
    }
    if (Status fits = checkDatasetSize(name, array.dim(0), width); !fits)
        return fits;
    data.targets = array.asFloat32().reshaped({data.count(), width});
    data.targetSpec = {DType::Float32, {batchDim(), width}, Kind::Vector, 0};
    return checkFinite(data.targets, name);
}

void describeArrays(Dataset& data)
{
    data.columns.clear();
    if (data.inputSpec.kind != Kind::Vector) {
        Column column{.name = data.inputName, .type = data.inputSpec.kind == Kind::Image ? ColumnType::Image : ColumnType::Number,
                      .minimum = data.valueMinimum, .maximum = data.valueMaximum};
        if (data.inputSpec.kind == Kind::Sequence)
            column = numberColumn(data.inputName, data.inputs, 0, 1, ColumnRole::Input);
        data.columns.push_back(std::move(column));
        describeTargets(data);
        return;
    }
    const std::int64_t features = data.inputs.dim(1);
    if (data.featureNames.empty())
        for (std::int64_t f = 0; f < features; ++f)
            data.featureNames.push_back(fmt::format("x{}", f + 1));
    for (std::int64_t f = 0; f < features; ++f)
        data.columns.push_back(numberColumn(data.featureNames[static_cast<std::size_t>(f)], data.inputs, f, features, ColumnRole::Input));
    describeTargets(data);
    if (features <= 100)
        fillTableRows(data);
}

} // namespace nodegrad
