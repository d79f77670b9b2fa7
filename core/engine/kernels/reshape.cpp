#include <ATen/ATen.h>

#include <set>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors flatten(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::flatten(in[0], call.attributes.integer("start_dim"))};
}

/// A 0 keeps the input's size at that place.
static Tensors reshape(const KernelContext&, const OpCall& call, const Tensors& in)
{
    std::vector<std::int64_t> shape = call.attributes.list("shape");
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == 0)
            shape[i] = in[0].size(static_cast<std::int64_t>(i));
    // An empty batch leaves -1 open: LibTorch then cannot work it out.
    if (in[0].numel() == 0)
        for (std::size_t i = 0; i < shape.size(); ++i)
            if (shape[i] == -1) {
                std::int64_t sample = 1, others = 1;
                for (std::int64_t k = 1; k < in[0].dim(); ++k)
                    sample *= in[0].size(k);
                for (std::size_t k = 1; k < shape.size(); ++k)
                    others *= k == i ? 1 : shape[k];
                shape[i] = others > 0 ? sample / others : 0;
            }
    return {at::reshape(in[0], shape)};
}

static Tensors permute(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {in[0].permute(call.attributes.list("dims"))};
}

static Tensors concatenate(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::cat(in, call.attributes.integer("dim"))};
}

static Tensors stack(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::stack(in, call.attributes.integer("dim"))};
}

/// A view: the samples share the value's memory.
static Tensors expandBatch(const KernelContext&, const OpCall&, const Tensors& in)
{
    std::vector<std::int64_t> sizes = in[0].sizes().vec();
    sizes.insert(sizes.begin(), in[1].size(0));
    return {in[0].unsqueeze(0).expand(sizes)};
}

static Tensors unflatten(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::unflatten(in[0], call.attributes.integer("dim"), call.attributes.list("sizes"))};
}

static Tensors squeeze(const KernelContext&, const OpCall& call, const Tensors& in)
{
    std::set<std::int64_t> dims; // LibTorch takes no repeats
    for (const std::int64_t dim : call.attributes.list("dims"))
        dims.insert(dim < 0 ? dim + in[0].dim() : dim);
    return {at::squeeze(in[0], std::vector<std::int64_t>(dims.begin(), dims.end()))};
}

static Tensors unsqueeze(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {in[0].unsqueeze(call.attributes.integer("dim"))};
}

std::vector<Kernel> reshapeKernels()
{
    return {{"flatten", flatten}, {"reshape", reshape}, {"unflatten", unflatten}, {"squeeze", squeeze}, {"unsqueeze", unsqueeze},
            {"permute", permute}, {"concatenate", concatenate}, {"stack", stack}, {"expand_batch", expandBatch}};
}

} // namespace nodegrad
