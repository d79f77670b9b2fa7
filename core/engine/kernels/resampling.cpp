#include <ATen/ATen.h>

#include <cmath>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors pad(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const std::vector<std::int64_t> &before = call.attributes.list("before"), &after = call.attributes.list("after");
    std::vector<std::int64_t> pads; // the last dimension first
    for (std::size_t i = before.size(); i-- > 0;)
        pads.insert(pads.end(), {before[i], after[i]});
    const std::string& mode = call.attributes.text("mode");
    if (mode == "constant")
        return {at::constant_pad_nd(in[0], pads, call.attributes.real("value"))};
    return {at::pad(in[0], pads, mode)};
}

/// The sizes of the output alone decide where values are taken from, whether they were given or came from the scale.
static Tensors resize(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const at::Tensor& x = in[0];
    std::vector<std::int64_t> size = call.attributes.list("size");
    const auto count = static_cast<std::size_t>(x.dim() - 2);
    if (size.size() == 1)
        size.resize(count, size[0]);
    for (std::size_t i = size.size(); i < count; ++i)
        size.push_back(static_cast<std::int64_t>(std::floor(static_cast<double>(x.size(static_cast<std::int64_t>(i) + 2)) * call.attributes.real("scale"))));
    const bool align = call.attributes.flag("align_corners");
    if (call.attributes.text("mode") == "cubic")
        return {at::upsample_bicubic2d(x, size, align)};
    if (call.attributes.text("mode") == "linear")
        return {count == 1 ? at::upsample_linear1d(x, size, align) : count == 2 ? at::upsample_bilinear2d(x, size, align) : at::upsample_trilinear3d(x, size, align)};
    return {count == 1 ? at::upsample_nearest1d(x, size) : count == 2 ? at::upsample_nearest2d(x, size) : at::upsample_nearest3d(x, size)};
}

static Tensors pixelShuffle(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::pixel_shuffle(in[0], call.attributes.integer("factor"))};
}

static Tensors pixelUnshuffle(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::pixel_unshuffle(in[0], call.attributes.integer("factor"))};
}

std::vector<Kernel> resamplingKernels()
{
    return {{"pad", pad}, {"resize", resize}, {"pixel_shuffle", pixelShuffle}, {"pixel_unshuffle", pixelUnshuffle}};
}

} // namespace nodegrad
