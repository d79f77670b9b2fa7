#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

/// From left to right.
template <class Combine> static at::Tensor combined(const Tensors& in, Combine combine)
{
    at::Tensor result = in[0];
    for (std::size_t i = 1; i < in.size(); ++i)
        result = combine(result, in[i]);
    return result;
}

static at::Tensor sumOf(const Tensors& in)
{
    return combined(in, [](const at::Tensor& a, const at::Tensor& b) { return at::add(a, b); });
}

static Tensors add(const KernelContext&, const OpCall&, const Tensors& in) { return {sumOf(in)}; }
static Tensors average(const KernelContext&, const OpCall&, const Tensors& in) { return {at::div(sumOf(in), static_cast<std::int64_t>(in.size()))}; }
static Tensors subtract(const KernelContext&, const OpCall&, const Tensors& in) { return {at::sub(in[0], in[1])}; }
static Tensors divide(const KernelContext&, const OpCall&, const Tensors& in) { return {at::div(in[0], in[1])}; }
static Tensors power(const KernelContext&, const OpCall&, const Tensors& in) { return {at::pow(in[0], in[1])}; }

static Tensors multiply(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {combined(in, [](const at::Tensor& a, const at::Tensor& b) { return at::mul(a, b); })};
}

static Tensors maximum(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {combined(in, [](const at::Tensor& a, const at::Tensor& b) { return at::maximum(a, b); })};
}

static Tensors minimum(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {combined(in, [](const at::Tensor& a, const at::Tensor& b) { return at::minimum(a, b); })};
}

static at::Tensor compared(const std::string& comparison, const at::Tensor& x, double threshold)
{
    if (comparison == "greater")
        return at::gt(x, threshold);
    if (comparison == "greater_equal")
        return at::ge(x, threshold);
    if (comparison == "less")
        return at::lt(x, threshold);
    if (comparison == "less_equal")
        return at::le(x, threshold);
    return comparison == "equal" ? at::eq(x, threshold) : at::ne(x, threshold);
}

static Tensors where(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::where(compared(call.attributes.text("comparison"), in[0], call.attributes.real("threshold")), in[1], in[2])};
}

std::vector<Kernel> elementwiseKernels()
{
    return {{"add", add}, {"multiply", multiply}, {"maximum", maximum}, {"minimum", minimum}, {"average", average},
            {"subtract", subtract}, {"divide", divide}, {"pow", power}, {"where", where}};
}

} // namespace nodegrad
