#include "core/importers/onnx_resize.h"

#include <algorithm>
#include <cmath>

namespace nodegrad {

namespace {

constexpr double kLargestSize = 1 << 24;
constexpr std::int64_t kMostWeights = std::int64_t(1) << 24; ///< of one matrix

/// The real numbers of input `input`, or of an attribute of older files; empty when there are none.
std::optional<std::vector<double>> realNumbers(const OnnxNode& node, const OnnxValues& values, std::size_t input, const std::string& attribute)
{
    std::vector<double> numbers;
    if (inputOf(node, input).empty()) {
        for (const OnnxAttribute& one : node.attributes)
            if (const auto* list = std::get_if<std::vector<float>>(&one.value); list && one.name == attribute)
                numbers.assign(list->begin(), list->end());
        return numbers;
    }
    const auto found = values.find(inputOf(node, input));
    if (found == values.end() || !found->second.constant || found->second.constant->count() > 64)
        return std::nullopt;
    for (std::int64_t i = 0; i < found->second.constant->count(); ++i)
        numbers.push_back(found->second.constant->number(i));
    return numbers;
}

/// What the node's mode asks of a dimension.
struct Sampler {
    std::string mode, place, rounding;
    bool smooths = false, leavesOutside = false;
    double coefficient = -0.75, outside = 0;
    bool isOld = false; ///< before opset 11: Upsample, and the first Resize
};

Sampler samplerOf(const OnnxNode& node, std::int64_t opset)
{
    Sampler sampler{.mode = textOf(node, "mode", "nearest"),
                    .place = textOf(node, "coordinate_transformation_mode", "half_pixel"),
                    .rounding = textOf(node, "nearest_mode", "round_prefer_floor"),
                    .smooths = integerOf(node, "antialias", 0) != 0,
                    .leavesOutside = integerOf(node, "exclude_outside", 0) != 0,
                    .coefficient = realOf(node, "cubic_coeff_a", -0.75),
                    .outside = realOf(node, "extrapolation_value", 0),
                    .isOld = opset < 11 || node.opType == "Upsample"};
    if (sampler.isOld)
        sampler.place = "asymmetric";
    return sampler;
}

/// Where place `i` of the output lies in the input.
std::optional<double> placeOf(const std::string& mode, const ResizedDim& dim, std::int64_t i)
{
    const auto at = static_cast<double>(i), in = static_cast<double>(dim.in), out = static_cast<double>(dim.out);
    if (mode == "half_pixel" || (mode == "pytorch_half_pixel" && dim.out > 1))
        return (at + 0.5) / dim.scale - 0.5;
    if (mode == "pytorch_half_pixel")
        return 0;
    if (mode == "align_corners")
        return dim.out == 1 ? 0 : at * (in - 1) / (out - 1);
    if (mode == "asymmetric")
        return at / dim.scale;
    if (mode == "tf_half_pixel_for_nn")
        return (at + 0.5) / dim.scale;
    if (mode == "half_pixel_symmetric") {
        const double shown = out / (dim.scale * in);
        return in / 2 * (1 - shown) + (at + 0.5) / dim.scale - 0.5;
    }
    if (mode == "tf_crop_and_resize")
        return dim.out == 1 ? 0.5 * (dim.start + dim.end) * (in - 1) : dim.start * (in - 1) + at * (dim.end - dim.start) * (in - 1) / (out - 1);
    return std::nullopt;
}

std::int64_t nearest(const Sampler& sampler, const ResizedDim& dim, double place)
{
    double rounded = 0;
    if (sampler.isOld)
        rounded = dim.scale < 1 ? std::ceil(place) : std::floor(place);
    else if (sampler.rounding == "floor")
        rounded = std::floor(place);
    else if (sampler.rounding == "ceil")
        rounded = std::ceil(place);
    else if (sampler.rounding == "round_prefer_ceil")
        rounded = std::floor(place + 0.5);
    else
        rounded = std::ceil(place - 0.5);
    return static_cast<std::int64_t>(std::clamp(rounded, 0.0, static_cast<double>(dim.in - 1)));
}

/// Weight of a point at distance `x`: a tent, or the cubic convolution of Keys with a free coefficient.
double kernel(const Sampler& sampler, double x)
{
    x = std::abs(x);
    if (sampler.mode == "linear")
        return std::max(0.0, 1 - x);
    const double a = sampler.coefficient;
    if (x < 1)
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
}

/// One row: the weighted points around `place`. Points beyond the edge count as the edge, or not at all.
void addWeights(const Sampler& sampler, const ResizedDim& dim, double place, float* row)
{
    const double narrowing = sampler.smooths ? std::min(dim.scale, 1.0) : 1, reach = sampler.mode == "linear" ? 1 : 2;
    const double centre = std::floor(place);
    const auto first = static_cast<std::int64_t>(std::floor(-reach / narrowing)) + 1;
    std::vector<std::pair<std::int64_t, double>> points;
    double sum = 0;
    for (std::int64_t k = first; k <= 1 - first; ++k) {
        const double at = centre + static_cast<double>(k), weight = kernel(sampler, (at - place) * narrowing);
        if (sampler.leavesOutside && (at < 0 || at > static_cast<double>(dim.in - 1)))
            continue;
        points.emplace_back(static_cast<std::int64_t>(std::clamp(at, 0.0, static_cast<double>(dim.in - 1))), weight);
        sum += weight;
    }
    for (const auto& [point, weight] : points)
        row[point] += static_cast<float>(sum == 0 ? 0 : weight / sum);
}

bool isSane(const ResizedDim& dim)
{
    return dim.in >= 1 && dim.in <= static_cast<std::int64_t>(kLargestSize) && dim.out >= 1 && dim.scale > 0 && std::isfinite(dim.scale);
}

/// Sizes of the output from the scales: floor(size x scale), or the sizes as given with an aspect ratio to keep.
bool setSizes(const OnnxNode& node, const std::vector<std::size_t>& axes, const std::vector<double>& scales, const std::vector<double>& sizes, std::vector<ResizedDim>& dims)
{
    const std::string policy = textOf(node, "keep_aspect_ratio_policy", "stretch");
    const std::vector<double>& given = sizes.empty() ? scales : sizes;
    if (given.size() != axes.size())
        return false;
    double common = 0;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        ResizedDim& dim = dims[axes[i]];
        dim.scale = sizes.empty() ? scales[i] : sizes[i] / static_cast<double>(dim.in);
        common = i == 0 ? dim.scale : policy == "not_larger" ? std::min(common, dim.scale) : std::max(common, dim.scale);
    }
    for (std::size_t i = 0; i < axes.size(); ++i) {
        ResizedDim& dim = dims[axes[i]];
        const bool isKept = !sizes.empty() && policy != "stretch";
        dim.scale = isKept ? common : dim.scale;
        const double out = isKept ? std::floor(common * static_cast<double>(dim.in) + 0.5) : sizes.empty() ? std::floor(static_cast<double>(dim.in) * dim.scale) : sizes[i];
        if (!(out >= 1 && out <= kLargestSize) && dim.in < kBatchSize)
            return false;
        dim.out = dim.in >= kBatchSize ? (dim.scale == 1 ? dim.in : 0) : static_cast<std::int64_t>(out);
    }
    return true;
}

} // namespace

std::optional<std::vector<ResizedDim>> resizedDims(const OnnxNode& node, const OnnxValues& values, std::int64_t opset, std::int64_t fixedBatch)
{
    const auto x = values.find(inputOf(node, 0));
    if (x == values.end() || !x->second.sizes || x->second.sizes->empty())
        return std::nullopt;
    const std::size_t rank = x->second.sizes->size();
    const bool hasRegion = node.opType == "Resize" && opset >= 11;
    const auto scales = realNumbers(node, values, hasRegion ? 2 : 1, "scales");
    auto sizes = hasRegion ? realNumbers(node, values, 3, "") : std::vector<double>{};
    const auto region = hasRegion ? realNumbers(node, values, 1, "") : std::vector<double>{};
    if (!scales || !sizes || (scales->empty() && sizes->empty()))
        return std::nullopt;
    std::vector<ResizedDim> dims;
    for (const std::int64_t size : *x->second.sizes)
        dims.push_back({size, size, 1, 0, 1});
    std::vector<std::size_t> axes;
    for (const std::int64_t axis : integersOf(node, "axes")) {
        const std::int64_t at = axis < 0 && axis >= -static_cast<std::int64_t>(rank) ? axis + static_cast<std::int64_t>(rank) : axis;
        if (at < 0 || at >= static_cast<std::int64_t>(rank) || std::ranges::find(axes, static_cast<std::size_t>(at)) != axes.end())
            return std::nullopt;
        axes.push_back(static_cast<std::size_t>(at));
    }
    if (axes.empty())
        for (std::size_t i = 0; i < rank; ++i)
            axes.push_back(i);
    for (std::size_t i = 0; i < axes.size() && sizes->size() == axes.size(); ++i)
        if (dims[axes[i]].in == kBatchSize && fixedBatch > 0 && (*sizes)[i] == static_cast<double>(fixedBatch))
            (*sizes)[i] = static_cast<double>(kBatchSize);
    if (!setSizes(node, axes, *scales, *sizes, dims))
        return std::nullopt;
    if (textOf(node, "coordinate_transformation_mode", "") == "tf_crop_and_resize") {
        if (!region || region->size() != 2 * axes.size())
            return std::nullopt;
        for (std::size_t i = 0; i < axes.size(); ++i) {
            dims[axes[i]].start = (*region)[i];
            dims[axes[i]].end = (*region)[i + axes.size()];
        }
    }
    return dims;
}

std::optional<Resampling> resamplingOf(const OnnxNode& node, const ResizedDim& dim, std::int64_t opset)
{
    const Sampler sampler = samplerOf(node, opset);
    const bool isKnown = sampler.mode == "nearest" || sampler.mode == "linear" || sampler.mode == "cubic";
    if (!isKnown || !isSane(dim) || dim.in * dim.out > kMostWeights || (sampler.smooths && dim.scale < 1e-3))
        return std::nullopt;
    Resampling made{std::vector<float>(static_cast<std::size_t>(dim.in * dim.out), 0.0F), {}};
    for (std::int64_t i = 0; i < dim.out; ++i) {
        const auto place = placeOf(sampler.place, dim, i);
        if (!place || !(std::abs(*place) < 1e9))
            return std::nullopt;
        float* row = made.matrix.data() + i * dim.in;
        if (sampler.place == "tf_crop_and_resize" && (*place < 0 || *place > static_cast<double>(dim.in - 1))) {
            made.bias.resize(static_cast<std::size_t>(dim.out), 0.0F);
            made.bias[static_cast<std::size_t>(i)] = static_cast<float>(sampler.outside);
        } else if (sampler.mode == "nearest") {
            row[nearest(sampler, dim, *place)] = 1;
        } else {
            addWeights(sampler, dim, *place, row);
        }
    }
    if (std::ranges::all_of(made.bias, [](float value) { return value == 0; }))
        made.bias.clear();
    return made;
}

Resampling layerResampling(const std::string& mode, bool alignsCorners, std::int64_t in, std::int64_t out)
{
    const ResizedDim dim{in, out, static_cast<double>(out) / static_cast<double>(in), 0, 1};
    const Sampler sampler{.mode = mode, .place = alignsCorners ? "align_corners" : "half_pixel", .rounding = "floor"};
    Resampling made{std::vector<float>(static_cast<std::size_t>(in * out), 0.0F), {}};
    const float step = static_cast<float>(in) / static_cast<float>(out); // PyTorch works out the nearest place in float32
    for (std::int64_t i = 0; i < out; ++i) {
        float* row = made.matrix.data() + i * in;
        if (mode == "nearest")
            row[std::min(static_cast<std::int64_t>(std::floor(static_cast<float>(i) * step)), in - 1)] = 1;
        else
            addWeights(sampler, dim, *placeOf(sampler.place, dim, i), row);
    }
    return made;
}

bool isSame(const Resampling& a, const Resampling& b)
{
    return a.bias == b.bias && std::ranges::equal(a.matrix, b.matrix, [](float x, float y) { return std::abs(x - y) < 1e-6F; });
}

} // namespace nodegrad
