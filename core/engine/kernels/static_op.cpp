#include "core/engine/kernels/static_op.h"

#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

namespace nodegrad {

void Gradient::put(const at::Tensor& gradient)
{
    if (!m_value.defined()) {
        m_value = gradient;
        return;
    }
    at::Tensor& out = free();
    at::add_out(out, m_value, gradient);
    m_value = out;
}

void Gradient::take(at::Tensor gradient)
{
    if (m_value.defined())
        gradient.add_(m_value);
    other() = gradient;
    m_value = std::move(gradient);
}

const at::Tensor& Gradient::owned()
{
    if (!m_value.is_same(m_own[0]) && !m_value.is_same(m_own[1])) {
        at::Tensor& out = free();
        out.resize_(m_value.sizes()).copy_(m_value);
        m_value = out;
    }
    return m_value;
}

void Gradient::shrink()
{
    m_value.reset();
    for (at::Tensor& own : m_own)
        if (own.defined())
            own.resize_({0});
}

void Slot::shrink()
{
    gradient.shrink();
    if (own.defined())
        own.resize_({0});
}

void StaticOp::takeAll(std::tuple<at::Tensor, at::Tensor, at::Tensor> gradients) const
{
    auto& [first, second, third] = gradients;
    at::Tensor* all[] = {&first, &second, &third};
    for (std::size_t i = 0; i < std::size(all); ++i)
        if (wants(i))
            input(i).gradient.take(std::move(*all[i]));
}

void StaticOp::putReduced(std::size_t i, const at::Tensor& gradient) const
{
    input(i).gradient.put(gradient.sizes() == x(i).sizes() ? gradient : at::sum_to(gradient, x(i).sizes()));
}

} // namespace nodegrad
