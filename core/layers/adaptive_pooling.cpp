#include "core/layers/windows.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

// --- global_average_pool, global_max_pool ---

Values buildGlobal(Builder& b, const Values& in, const char* op)
{
    return {b.call1(op, {b.needKind(in[0], {Kind::Image, Kind::Sequence, Kind::Volume})})};
}

PythonUse pythonGlobal(const Specs& in, const std::string& function)
{
    const Kind kind = in[0].kind;
    return {"", "{0}." + function + "(dim=" + (kind == Kind::Image ? "(2, 3)" : kind == Kind::Volume ? "(2, 3, 4)" : "1") + ")", {}};
}

std::string noSummary(const ParamValues&) { return {}; }

// --- adaptive pools ---

template <std::size_t rank> Values buildAdaptive(Builder& b, const ParamValues& p, const Values& in, const char* op)
{
    const Value y = b.call1(rankedName(op, rank), {channelsSecond(b, in, rank)}, {{"output", p.list("output", rank)}});
    return {channelsBack(b, y, rank)};
}
template <std::size_t rank> Values buildMax(Builder& b, const ParamValues& p, const Values& in) { return buildAdaptive<rank>(b, p, in, "adaptive_max_pool"); }
template <std::size_t rank> Values buildAverage(Builder& b, const ParamValues& p, const Values& in) { return buildAdaptive<rank>(b, p, in, "adaptive_average_pool"); }

template <std::size_t rank> PythonUse pythonAdaptive(const ParamValues& p, const char* type)
{
    return {rankedName(type, rank) + "(" + pythonSizes(p.list("output", rank)) + ")",
            "{self}(" + pythonChannelsSecond(rank) + ")" + pythonChannelsBack(rank), {}};
}
template <std::size_t rank> PythonUse pythonMax(const ParamValues& p, const Specs&) { return pythonAdaptive<rank>(p, "nn.AdaptiveMaxPool"); }
template <std::size_t rank> PythonUse pythonAverage(const ParamValues& p, const Specs&) { return pythonAdaptive<rank>(p, "nn.AdaptiveAvgPool"); }

template <std::size_t rank> std::string summarizeAdaptive(const ParamValues& p)
{
    return "to " + timesText(p.list("output", rank));
}

std::vector<Param> adaptiveParams(std::size_t rank)
{
    return {sizesParam("output", "Output size", "Size that every input is brought to", 4, rank)};
}

// --- spatial_pyramid_pool ---

bool takesMaximum(const ParamValues& p)
{
    return p.text("mode") == "max";
}

Values buildPyramid(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Image});
    const List& levels = p.list("levels");
    b.need(!levels.empty(), makeError("layer.no_levels"));
    Values parts;
    for (const std::int64_t size : levels)
        parts.push_back(b.call1("flatten", {b.call1(takesMaximum(p) ? "adaptive_max_pool2d" : "adaptive_average_pool2d", {x}, {{"output", List{size}}})}));
    return {parts.size() == 1 ? parts.front() : b.call1("concatenate", parts)};
}

PythonUse pythonPyramid(const ParamValues& p, const Specs&)
{
    std::string parts;
    for (const std::int64_t size : p.list("levels"))
        parts += (parts.empty() ? "" : ", ") + std::string(takesMaximum(p) ? "F.adaptive_max_pool2d" : "F.adaptive_avg_pool2d") + "({0}, " +
                 std::to_string(size) + ").flatten(1)";
    return {"", "torch.cat([" + parts + "], dim=1)", {}};
}

std::string summarizePyramid(const ParamValues& p)
{
    std::string levels;
    for (const std::int64_t size : p.list("levels"))
        levels += (levels.empty() ? "" : ", ") + std::to_string(size);
    return dotted({levels, takesMaximum(p) ? "" : "average"});
}

} // namespace

std::vector<LayerType> adaptivePoolingLayers()
{
    return {
        {.id = "global_average_pool", .title = "GlobalAveragePool", .summary = "Averages each channel over the whole picture, or each feature over time.",
         .explanation = "A feature map (N, C, H, W) becomes a vector (N, C): each channel is replaced by its mean, y[c] = 1/(H W) Σ x[c]. It answers "
                        "\"how much of this pattern is in the picture?\" and takes the place of Flatten before the last Dense layer, with far "
                        "fewer weights and for any size of picture. A sequence (N, T, F) is averaged over its T steps, a volume over its voxels.",
         .aliases = {"gap", "global pooling", "mean over time"}, .category = Category::Pooling,
         .examples = {{"input(16,8,8) > global_average_pool", "16 numbers from 16 feature maps"},
                      {"input(20,8) > global_average_pool", "The mean over 20 time steps"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildGlobal(b, in, "global_average_pool"); },
         .python = [](const ParamValues&, const Specs& in) { return pythonGlobal(in, "mean"); }, .summarize = noSummary,
         .formula = "y[c] = mean over H, W of x[c]"},
        {.id = "global_max_pool", .title = "GlobalMaxPool", .summary = "Takes the largest value of each channel in the whole picture, or of each feature over time.",
         .explanation = "A feature map (N, C, H, W) becomes a vector (N, C): each channel is replaced by its largest value, y[c] = max x[c]. It answers "
                        "\"is this pattern anywhere in the picture?\", wherever it lies and however small it is, for any size of picture. A sequence (N, T, F) "
                        "keeps the largest value over its T steps, a volume over its voxels.",
         .aliases = {"gmp", "max over time"}, .category = Category::Pooling,
         .examples = {{"input(16,8,8) > global_max_pool", "16 numbers from 16 feature maps"},
                      {"input(20,8) > global_max_pool", "The largest of 20 time steps"},
                      {"input(4,6,6,6) > global_max_pool", "Four numbers from a volume"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildGlobal(b, in, "global_max_pool"); },
         .python = [](const ParamValues&, const Specs& in) { return pythonGlobal(in, "amax"); }, .summarize = noSummary,
         .formula = "y[c] = max over H, W of x[c]"},
        {.id = "adaptive_max_pool1d", .title = "AdaptiveMaxPool1D", .summary = "Brings a sequence of any length to a chosen one, by the largest value of each part.",
         .explanation = "The sequence (N, T, F) is cut into T' parts as equal as possible, and each feature becomes its largest value in the part: "
                        "y[i] = max of x[floor(i T / T')] to x[ceil((i + 1) T / T') - 1]. Kernel and stride follow from the sizes, so that sequences of any "
                        "length come out alike.",
         .aliases = {"adaptive max pooling 1d"}, .category = Category::Pooling, .params = adaptiveParams(1),
         .examples = {{"input(32,4) > adaptive_max_pool1d(8)", "Eight parts of four steps"}, {"input(10,3) > adaptive_max_pool1d(4)", "Parts that share a step"}},
         .build = buildMax<1>, .python = pythonMax<1>, .summarize = summarizeAdaptive<1>, .formula = "y[i] = max x[floor(i T / T') .. ceil((i + 1) T / T') - 1]"},
        {.id = "adaptive_max_pool2d", .title = "AdaptiveMaxPool2D", .summary = "Brings a picture of any size to a chosen one, by the largest value of each part.",
         .explanation = "The picture is cut into H' × W' parts as equal as possible, and each becomes its largest value: rows floor(i H / H') to "
                        "ceil((i + 1) H / H') - 1 of part i, and columns likewise. Kernel and stride follow from the sizes, so that a Dense layer behind it fits "
                        "pictures of any size.",
         .aliases = {"adaptive max pooling"}, .category = Category::Pooling, .params = adaptiveParams(2),
         .examples = {{"input(4,8,8) > adaptive_max_pool2d(4)", "Parts of 2 × 2"}, {"input(4,9,7) > adaptive_max_pool2d(4x3)", "Parts that overlap"}},
         .build = buildMax<2>, .python = pythonMax<2>, .summarize = summarizeAdaptive<2>, .formula = "y[i] = max x[floor(i H / H') .. ceil((i + 1) H / H') - 1]"},
        {.id = "adaptive_max_pool3d", .title = "AdaptiveMaxPool3D", .summary = "Brings a volume of any size to a chosen one, by the largest value of each part.",
         .explanation = "The volume (N, C, D, H, W) is cut into D' × H' × W' parts as equal as possible, and each becomes its largest value: layers floor(i D / D') "
                        "to ceil((i + 1) D / D') - 1 of part i, rows and columns likewise. Kernel and stride follow from the sizes.",
         .aliases = {"adaptive max pooling 3d"}, .category = Category::Pooling, .params = adaptiveParams(3),
         .examples = {{"input(2,8,8,8) > adaptive_max_pool3d(2)", "Parts of 4 × 4 × 4"}},
         .build = buildMax<3>, .python = pythonMax<3>, .summarize = summarizeAdaptive<3>, .formula = "y[i] = max x[floor(i D / D') .. ceil((i + 1) D / D') - 1]"},
        {.id = "adaptive_average_pool1d", .title = "AdaptiveAveragePool1D", .summary = "Brings a sequence of any length to a chosen one, by the mean of each part.",
         .explanation = "The sequence (N, T, F) is cut into T' parts as equal as possible, and each feature becomes its mean over the part: "
                        "y[i] = mean of x[floor(i T / T')] to x[ceil((i + 1) T / T') - 1]. Kernel and stride follow from the sizes, so that sequences of any "
                        "length come out alike.",
         .aliases = {"adaptive average pooling 1d"}, .category = Category::Pooling, .params = adaptiveParams(1),
         .examples = {{"input(32,4) > adaptive_average_pool1d(8)", "Eight parts of four steps"}, {"input(10,3) > adaptive_average_pool1d(4)", "Parts that share a step"}},
         .build = buildAverage<1>, .python = pythonAverage<1>, .summarize = summarizeAdaptive<1>, .formula = "y[i] = mean x[floor(i T / T') .. ceil((i + 1) T / T') - 1]"},
        {.id = "adaptive_average_pool2d", .title = "AdaptiveAveragePool2D", .summary = "Brings a picture of any size to a chosen one, by the mean of each part.",
         .explanation = "The picture is cut into H' × W' parts as equal as possible, and each becomes its mean: rows floor(i H / H') to "
                        "ceil((i + 1) H / H') - 1 of part i, and columns likewise. VGG and its relatives end with one of 7 × 7 before their Dense layers, so "
                        "that these fit pictures of any size; with 1 × 1 it is GlobalAveragePool.",
         .aliases = {"adaptive average pool", "adaptive average pooling", "adaptiveavgpool"}, .category = Category::Pooling, .params = adaptiveParams(2),
         .examples = {{"input(4,8,8) > adaptive_average_pool2d(4)", "Parts of 2 × 2"}, {"input(4,9,7) > adaptive_average_pool2d(4x3)", "Parts that overlap"}},
         .build = buildAverage<2>, .python = pythonAverage<2>, .summarize = summarizeAdaptive<2>, .formula = "y[i] = mean x[floor(i H / H') .. ceil((i + 1) H / H') - 1]"},
        {.id = "adaptive_average_pool3d", .title = "AdaptiveAveragePool3D", .summary = "Brings a volume of any size to a chosen one, by the mean of each part.",
         .explanation = "The volume (N, C, D, H, W) is cut into D' × H' × W' parts as equal as possible, and each becomes its mean: layers floor(i D / D') "
                        "to ceil((i + 1) D / D') - 1 of part i, rows and columns likewise. Kernel and stride follow from the sizes.",
         .aliases = {"adaptive average pooling 3d"}, .category = Category::Pooling, .params = adaptiveParams(3),
         .examples = {{"input(2,8,8,8) > adaptive_average_pool3d(2)", "Parts of 4 × 4 × 4"}},
         .build = buildAverage<3>, .python = pythonAverage<3>, .summarize = summarizeAdaptive<3>, .formula = "y[i] = mean x[floor(i D / D') .. ceil((i + 1) D / D') - 1]"},
        {.id = "spatial_pyramid_pool", .title = "SpatialPyramidPool", .summary = "Describes a picture of any size by a vector: pooled as a whole, in quarters, and finer.",
         .explanation = "At each level n the picture is cut into n × n parts as equal as possible and each becomes its largest value (or mean); all results stand in one "
                        "vector of F = C Σ n² numbers. The level 1 says what is in the picture, finer levels also roughly where. The length does not depend on the "
                        "size of the picture, so a Dense layer can follow pictures of any size, with more than GlobalMaxPool leaves over.",
         .aliases = {"spp", "pyramid pooling"}, .category = Category::Pooling,
         .params = {withMaximum(listParam("levels", "Levels", "Parts along each side, one number a level.", {1, 2, 4}, 0), 1024),
                    choiceParam("mode", "Mode", "What each part becomes.", "max", {{"max", "Largest value"}, {"average", "Mean"}})},
         .examples = {{"input(4,8,8) > spatial_pyramid_pool", "4 × (1 + 4 + 16) numbers"}, {"input(3,13,10) > spatial_pyramid_pool([1,3], mode=average)", "Means over all and over 3 × 3 parts"}},
         .build = buildPyramid, .python = pythonPyramid, .summarize = summarizePyramid, .formula = "F = C Σ n²"},
    };
}

} // namespace nodegrad
