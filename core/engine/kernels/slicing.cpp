#include <ATen/ATen.h>

#include <set>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors chunk(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const std::int64_t dim = call.attributes.integer("dim");
    const std::vector<std::int64_t>& sizes = call.attributes.list("sizes");
    return sizes.empty() ? at::chunk(in[0], call.attributes.integer("parts"), dim) : at::split_with_sizes(in[0], sizes, dim);
}

static Tensors slice(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const std::int64_t dim = call.attributes.integer("dim"), start = call.attributes.integer("start"), step = call.attributes.integer("step");
    const std::int64_t length = call.attributes.integer("length");
    return {at::slice(in[0], dim, start, length < 0 ? in[0].size(dim) : start + (length - 1) * step + 1, step)};
}

static Tensors select(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::select(in[0], call.attributes.integer("dim"), call.attributes.integer("index"))};
}

static Tensors flip(const KernelContext&, const OpCall& call, const Tensors& in)
{
    std::set<std::int64_t> dims; // LibTorch takes no repeats
    for (const std::int64_t dim : call.attributes.list("dims"))
        dims.insert(dim < 0 ? dim + in[0].dim() : dim);
    return {at::flip(in[0], std::vector<std::int64_t>(dims.begin(), dims.end()))};
}

static Tensors roll(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::roll(in[0], call.attributes.integer("shift"), call.attributes.integer("dim"))};
}

static Tensors tile(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const std::int64_t dim = call.attributes.integer("dim");
    std::vector<std::int64_t> repeats(static_cast<std::size_t>(in[0].dim()), 1);
    repeats.at(static_cast<std::size_t>(dim < 0 ? dim + in[0].dim() : dim)) = call.attributes.integer("repeats");
    return {in[0].repeat(repeats)};
}

static Tensors selectLast(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::select(in[0], 1, -1)};
}

std::vector<Kernel> slicingKernels()
{
    return {{"chunk", chunk}, {"slice", slice}, {"select", select}, {"flip", flip},
            {"roll", roll}, {"tile", tile}, {"select_last", selectLast}};
}

} // namespace nodegrad
