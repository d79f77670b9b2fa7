#include <algorithm>
#include <limits>

#include "core/ops/families.h"
#include "core/ops/padding.h"
#include "core/ops/windows.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

/// The attributes of a pool over `rank` spatial dimensions; those that it does not have keep their defaults.
struct PoolSettings {
    List kernel, stride, padding, dilation;
    bool ceilMode = false;
};

PoolSettings settingsOf(const Attributes& attributes, std::size_t rank)
{
    return {attributes.list("kernel", rank), attributes.list("stride", rank),
            attributes.has("padding") ? attributes.list("padding", rank) : List(rank, 0),
            attributes.has("dilation") ? attributes.list("dilation", rank) : List(rank, 1), attributes.flag("ceil_mode")};
}

PoolSettings settingsOf(const OpUse& use)
{
    return settingsOf(use.attributes, use.inputSpecs[0].shape.size() - 2);
}

Specs inferPool(const Attributes& attributes, const Specs& in, std::size_t rank)
{
    const Spec& x = in[0];
    needShapeOf(x, {windowKind(rank)}, 0);
    const PoolSettings settings = settingsOf(attributes, rank);
    std::vector<Window> windows;
    for (std::size_t i = 0; i < rank; ++i) {
        if (2 * settings.padding[i] > settings.kernel[i])
            unmet("layer.padding_too_large", {{"padding", sizesText(settings.padding)}, {"kernel", sizesText(settings.kernel)}});
        windows.push_back({.kernel = settings.kernel[i], .stride = settings.stride[i], .padBefore = settings.padding[i],
                           .padAfter = settings.padding[i], .dilation = settings.dilation[i], .ceilMode = settings.ceilMode});
    }
    const Shape sizes = windowOutputs(std::span(x.shape).subspan(2), windows);
    Spec out = x;
    out.shape.resize(2);
    out.shape.insert(out.shape.end(), sizes.begin(), sizes.end());
    return {out};
}

OnnxWriter::Attribute flagAttribute(const char* name, bool value)
{
    return {name, std::int64_t(value ? 1 : 0)};
}

/// What an ONNX pool is told of its windows.
struct OnnxWindow {
    Padding padding;
    bool ceilMode = false;

    List pads() const
    {
        List all = padding.before;
        all.insert(all.end(), padding.after.begin(), padding.after.end());
        return all;
    }
};

/// Rounding up is written as the padding that the last windows reach into: ONNX's ceil_mode keeps a window that PyTorch drops
/// because it begins behind the input. Sizes that are open keep ceil_mode; there no window is dropped (see windowOutputs).
OnnxWindow onnxWindow(const OpUse& use, const List& padding)
{
    const PoolSettings settings = settingsOf(use);
    OnnxWindow window{{padding, padding}};
    for (std::size_t i = 0; i < padding.size() && settings.ceilMode; ++i) {
        const Dim &in = use.inputSpecs[0].shape[i + 2], &out = use.outputSpecs[0].shape[i + 2];
        if (!in.isKnown() || !out.isKnown())
            return {{padding, padding}, true};
        const std::int64_t span = settings.dilation[i] * (settings.kernel[i] - 1) + 1;
        window.padding.after[i] += std::max<std::int64_t>(0, (out.value() - 1) * settings.stride[i] + span - (in.value() + 2 * settings.padding[i]));
    }
    return window;
}

std::vector<OnnxWriter::Attribute> onnxAttributes(const PoolSettings& settings, const OnnxWindow& window)
{
    return {{"kernel_shape", settings.kernel}, {"strides", settings.stride}, {"pads", window.pads()}, flagAttribute("ceil_mode", window.ceilMode)};
}

std::string scriptSizes(const List& kernel, const List& stride, const List& padding)
{
    return pythonList(kernel) + ", " + pythonList(stride) + ", " + pythonList(padding);
}

std::string rankName(const std::string& stem, const OpUse& use)
{
    return stem + std::to_string(use.inputSpecs[0].shape.size() - 2) + "d";
}

// --- max_pool ---

/// The place of each maximum, an int64: as much as two float32.
Cost costMaxPool(const Attributes&, const Specs&, const Specs& out)
{
    return {.savedElements = product({elementCount(out[0].shape), Dim(2)})};
}

/// A padding as large as the kernel, which a dilated window that is rounded up can reach, is refused by onnxruntime: then minus
/// infinity is put around the input.
void onnxMaxPool(OnnxWriter& writer, const OpUse& use)
{
    const PoolSettings settings = settingsOf(use);
    OnnxWindow window = onnxWindow(use, settings.padding);
    std::string x = use.inputs[0];
    for (std::size_t i = 0; i < settings.kernel.size(); ++i)
        if (window.padding.after[i] >= settings.kernel[i]) {
            x = onnxPadded(writer, x, window.padding, -std::numeric_limits<float>::infinity());
            window.padding = {List(settings.kernel.size(), 0), List(settings.kernel.size(), 0)};
        }
    std::vector<OnnxWriter::Attribute> attributes = onnxAttributes(settings, window);
    attributes.push_back({"dilations", settings.dilation});
    writer.node("MaxPool", {x}, use.outputs, std::move(attributes));
}

void scriptMaxPool(ScriptWriter& writer, const OpUse& use)
{
    const PoolSettings settings = settingsOf(use);
    scriptCall(writer, use, rankName("max_pool", use),
               scriptSizes(settings.kernel, settings.stride, settings.padding) + ", " + pythonList(settings.dilation) + ", " +
                   pythonFlag(settings.ceilMode));
}

// --- average_pool ---

/// What rounding up adds is never counted, the padding is when asked for: then it becomes zeros of the input.
void onnxAverage(OnnxWriter& writer, const OpUse& use, std::string x, bool counts, const std::vector<std::string>& outputs)
{
    const PoolSettings settings = settingsOf(use);
    List padding = settings.padding;
    if (settings.ceilMode && counts) {
        x = onnxPadded(writer, x, {padding, padding});
        padding.assign(padding.size(), 0);
        counts = false;
    }
    std::vector<OnnxWriter::Attribute> attributes = onnxAttributes(settings, onnxWindow(use, padding));
    attributes.push_back(flagAttribute("count_include_pad", counts));
    writer.node("AveragePool", {x}, outputs, std::move(attributes));
}

void onnxAveragePool(OnnxWriter& writer, const OpUse& use)
{
    onnxAverage(writer, use, use.inputs[0], use.attributes.flag("count_include_pad"), use.outputs);
}

void scriptAveragePool(ScriptWriter& writer, const OpUse& use)
{
    const PoolSettings settings = settingsOf(use);
    scriptCall(writer, use, rankName("avg_pool", use),
               scriptSizes(settings.kernel, settings.stride, settings.padding) + ", " + pythonFlag(settings.ceilMode) + ", " +
                   pythonFlag(use.attributes.flag("count_include_pad")));
}

// --- lp_pool: (k mean |x|^p)^(1/p), as PyTorch has it: windows cut off by rounding up count as if they were whole ---

double windowSize(const PoolSettings& settings)
{
    double size = 1;
    for (const std::int64_t kernel : settings.kernel)
        size *= static_cast<double>(kernel);
    return size;
}

/// |x| and |x|^p, the mean of each window and its k-fold.
Cost costLpPool(const Attributes&, const Specs& in, const Specs& out)
{
    return {.savedElements = elementCount(in[0].shape) * Dim(2) + elementCount(out[0].shape) * Dim(2)};
}

void onnxLpPool(OnnxWriter& writer, const OpUse& use)
{
    const PoolSettings settings = settingsOf(use);
    const std::int64_t norm = use.attributes.integer("norm");
    if (!settings.ceilMode)
        return writer.node("LpPool", use.inputs, use.outputs,
                           {{"kernel_shape", settings.kernel}, {"strides", settings.stride}, {"p", norm}});
    const std::string powers = writer.add("Pow", {writer.add("Abs", {use.inputs[0]}), writer.scalar(static_cast<float>(norm))}), means = writer.fresh();
    onnxAverage(writer, use, powers, false, {means});
    const std::string sums = writer.add("Mul", {means, writer.scalar(static_cast<float>(windowSize(settings)))});
    writer.node("Pow", {sums, writer.scalar(static_cast<float>(1.0 / static_cast<double>(norm)))}, use.outputs);
}

void scriptLpPool(ScriptWriter& writer, const OpUse& use)
{
    const PoolSettings settings = settingsOf(use);
    const std::int64_t norm = use.attributes.integer("norm");
    writer.line(use.outputs[0] + " = torch.pow(torch.mul(torch." + rankName("avg_pool", use) + "(torch.pow(torch.abs(" + use.inputs[0] + "), " +
                std::to_string(norm) + "), " + scriptSizes(settings.kernel, settings.stride, settings.padding) + ", " +
                pythonFlag(settings.ceilMode) + "), " + pythonReal(windowSize(settings)) + "), " + pythonReal(1.0 / static_cast<double>(norm)) + ")");
}

// --- declarations ---

std::vector<Param> windowAttributes(std::size_t rank)
{
    return {sizesAttribute("kernel", "Kernel", "Size of the window along each dimension.", 2, rank, 1),
            sizesAttribute("stride", "Stride", "Steps of the window along each dimension.", 2, rank, 1)};
}

Param paddingAttribute(std::size_t rank)
{
    return sizesAttribute("padding", "Padding", "Values added at both ends of each dimension; at most half the kernel.", 0, rank, 0);
}

Param ceilAttribute()
{
    return flagParam("ceil_mode", "Round up", "Keep windows that reach beyond the end.", false);
}

template <std::size_t rank> std::string summaryOf(const std::string& what)
{
    return what + ": " + layoutText("C", rank) + " to " + layoutText("C", rank, "'") + ", " +
           (rank == 1 ? "L' = floor((L + 2p - k) / s) + 1." : "H' = floor((H + 2p - k) / s) + 1.");
}

template <std::size_t rank> Specs inferPoolOf(const Attributes& attributes, const Specs& in)
{
    return inferPool(attributes, in, rank);
}

template <std::size_t rank> OpType maxPool()
{
    std::vector<Param> attributes = windowAttributes(rank);
    attributes.push_back(paddingAttribute(rank));
    attributes.push_back(sizesAttribute("dilation", "Dilation", "Distance between the values that a window takes.", 1, rank, 1));
    attributes.push_back(ceilAttribute());
    return {.id = "max_pool" + std::to_string(rank) + "d", .summary = summaryOf<rank>("The largest value of each window"),
            .attributes = std::move(attributes), .inputs = {"x"},
            .infer = inferPoolOf<rank>, .cost = costMaxPool, .onnx = onnxMaxPool, .torchScript = scriptMaxPool};
}

/// LibTorch's avg_pool3d, which lp_pool3d is made of, alone wants the window to fit into the input without its padding.
Specs inferAverageOfVolume(const Attributes& attributes, const Specs& in)
{
    const Specs out = inferPool(attributes, in, 3);
    std::vector<Window> bare;
    for (const std::int64_t kernel : attributes.list("kernel", 3))
        bare.push_back({.kernel = kernel});
    windowOutputs(std::span(in[0].shape).subspan(2), bare);
    return out;
}

template <std::size_t rank> OpType averagePool()
{
    std::vector<Param> attributes = windowAttributes(rank);
    attributes.push_back(paddingAttribute(rank));
    attributes.push_back(ceilAttribute());
    attributes.push_back(flagParam("count_include_pad", "Count padding", "Padding counts as zeros in the average.", true));
    return {.id = "average_pool" + std::to_string(rank) + "d", .summary = summaryOf<rank>("The mean of each window"),
            .attributes = std::move(attributes), .inputs = {"x"},
            .infer = rank == 3 ? inferAverageOfVolume : inferPoolOf<rank>, .cost = noCost, .onnx = onnxAveragePool, .torchScript = scriptAveragePool};
}

template <std::size_t rank> OpType lpPool()
{
    std::vector<Param> attributes = windowAttributes(rank);
    attributes.push_back(integerParam("norm", "Norm", "The power p.", 2, 1, 64));
    attributes.push_back(ceilAttribute());
    return {.id = "lp_pool" + std::to_string(rank) + "d", .summary = summaryOf<rank>("(sum of |x|^p)^(1/p) over each window"),
            .attributes = std::move(attributes), .inputs = {"x"},
            .infer = rank == 3 ? inferAverageOfVolume : inferPoolOf<rank>, .cost = costLpPool, .onnx = onnxLpPool, .torchScript = scriptLpPool};
}

} // namespace

std::vector<OpType> poolingOps()
{
    return {maxPool<1>(), maxPool<2>(), maxPool<3>(), averagePool<1>(), averagePool<2>(), averagePool<3>(), lpPool<1>(), lpPool<2>(), lpPool<3>()};
}

} // namespace nodegrad
