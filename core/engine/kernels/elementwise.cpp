#include <ATen/ATen.h>

#include "core/engine/kernels/static_op.h"

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

namespace {

/// y = x0 + x1 + ...; the same gradient for all.
class AddOp final : public StaticOp {
public:
    using StaticOp::StaticOp;
    void forward(const KernelContext&) override
    {
        result().write(x().options(), [&](at::Tensor& y) {
            at::add_out(y, x(0), x(1));
            for (std::size_t i = 2; i < m_in.size(); ++i)
                y = y.sizes() == x(i).sizes() ? y.add_(x(i)) : at::add(y, x(i)); // a wider one makes the sum wider
        });
    }
    void backward() override
    {
        for (std::size_t i = 0; i < m_in.size(); ++i)
            if (wants(i))
                putReduced(i, gradient());
    }
};

class SubtractOp final : public StaticOp {
public:
    using StaticOp::StaticOp;
    void forward(const KernelContext&) override
    {
        result().write(x().options(), [&](at::Tensor& y) { at::sub_out(y, x(0), x(1)); });
    }
    void backward() override
    {
        if (wants(0))
            putReduced(0, gradient());
        if (wants(1))
            putReduced(1, gradient().neg());
    }
};

/// y = x0 x1; dx0 = dy x1, dx1 = dy x0.
class MultiplyOp final : public StaticOp {
public:
    using StaticOp::StaticOp;
    void forward(const KernelContext&) override
    {
        result().write(x().options(), [&](at::Tensor& y) { at::mul_out(y, x(0), x(1)); });
    }
    void backward() override
    {
        for (std::size_t i = 0; i < 2; ++i) {
            if (!wants(i))
                continue;
            if (gradient().sizes() == x(i).sizes())
                input(i).gradient.write([&](at::Tensor& dx) { at::mul_out(dx, gradient(), x(1 - i)); });
            else
                putReduced(i, gradient() * x(1 - i));
        }
    }
};

template <class Op> std::unique_ptr<StaticOp> compilePair(const OpCall&, const Slots& in, const Slots& out)
{
    return in.size() == 2 ? std::make_unique<Op>(in, out) : nullptr;
}

std::unique_ptr<StaticOp> compileAdd(const OpCall&, const Slots& in, const Slots& out)
{
    return in.size() >= 2 ? std::make_unique<AddOp>(in, out) : nullptr;
}

} // namespace

std::vector<Kernel> elementwiseKernels()
{
    return {{"add", add, compileAdd}, {"multiply", multiply, compilePair<MultiplyOp>}, {"maximum", maximum}, {"minimum", minimum}, {"average", average},
            {"subtract", subtract, compilePair<SubtractOp>}, {"divide", divide}, {"pow", power}, {"where", where}};
}

} // namespace nodegrad
