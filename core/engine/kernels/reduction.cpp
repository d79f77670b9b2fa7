#include <ATen/ATen.h>

#include <algorithm>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

namespace {

using Dims = std::vector<std::int64_t>;

/// The same dimensions from 0, each once.
Dims dimsOf(const OpCall& call, const at::Tensor& x)
{
    Dims dims = call.attributes.list("dims");
    for (std::int64_t& dim : dims)
        dim = dim < 0 ? dim + x.dim() : dim;
    std::ranges::sort(dims);
    dims.erase(std::unique(dims.begin(), dims.end()), dims.end());
    return dims;
}

bool keeps(const OpCall& call) { return call.attributes.flag("keepdim"); }

Tensors mean(const KernelContext&, const OpCall& call, const Tensors& in) { return {at::mean(in[0], dimsOf(call, in[0]), keeps(call))}; }
Tensors sum(const KernelContext&, const OpCall& call, const Tensors& in) { return {at::sum(in[0], dimsOf(call, in[0]), keeps(call))}; }
Tensors max(const KernelContext&, const OpCall& call, const Tensors& in) { return {at::amax(in[0], dimsOf(call, in[0]), keeps(call))}; }
Tensors min(const KernelContext&, const OpCall& call, const Tensors& in) { return {at::amin(in[0], dimsOf(call, in[0]), keeps(call))}; }
Tensors logSumExp(const KernelContext&, const OpCall& call, const Tensors& in) { return {at::logsumexp(in[0], dimsOf(call, in[0]), keeps(call))}; }

/// LibTorch takes one dimension at a time; from the last, so that the places of the others stay.
Tensors product(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Dims dims = dimsOf(call, in[0]);
    at::Tensor result = in[0];
    for (std::size_t i = dims.size(); i-- > 0;)
        result = at::prod(result, dims[i], keeps(call));
    return {result};
}

Tensors norm(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::linalg_vector_norm(in[0], call.attributes.text("order") == "l1" ? 1 : 2, dimsOf(call, in[0]), keeps(call))};
}

Tensors variance(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::var(in[0], dimsOf(call, in[0]), call.attributes.flag("unbiased"), keeps(call))};
}

Tensors standardDeviation(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::std(in[0], dimsOf(call, in[0]), call.attributes.flag("unbiased"), keeps(call))};
}

Tensors argmax(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const at::Tensor places = at::argmax(in[0], call.attributes.integer("dim"), keeps(call));
    return {call.attributes.flag("as_number") ? places.to(in[0].scalar_type()) : places};
}

} // namespace

std::vector<Kernel> reductionKernels()
{
    return {{"mean", mean}, {"sum", sum}, {"max", max}, {"min", min}, {"product", product}, {"norm", norm}, {"variance", variance},
            {"standard_deviation", standardDeviation}, {"logsumexp", logSumExp}, {"argmax", argmax}};
}

} // namespace nodegrad
