#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors chunk(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return at::chunk(in[0], call.attributes.integer("parts"), call.attributes.integer("dim"));
}

static Tensors slice(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const std::int64_t dim = call.attributes.integer("dim"), start = call.attributes.integer("start");
    const std::int64_t length = call.attributes.integer("length");
    return {at::slice(in[0], dim, start, length < 0 ? in[0].size(dim) : start + length)};
}

static Tensors selectLast(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::select(in[0], 1, -1)};
}

std::vector<Kernel> slicingKernels()
{
    return {{"chunk", chunk}, {"slice", slice}, {"select_last", selectLast}};
}

} // namespace nodegrad
