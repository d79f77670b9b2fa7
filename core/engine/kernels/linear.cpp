#include <ATen/ATen.h>

#include "core/engine/kernels/small.h"
#include "core/engine/kernels/static_op.h"

namespace nodegrad {

static Tensors linear(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::linear(in[0], in[1], in[2])};
}

static Tensors matmul(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::matmul(in[0], in[1])};
}

namespace {

/// y = x W^T + b over the last dimension; dx = dy W, dW = dy^T x, db = sum of dy.
class LinearOp final : public StaticOp {
public:
    using StaticOp::StaticOp;

    void forward(const KernelContext&) override
    {
        m_rows = x().dim() == 2 ? x() : x().reshape({-1, x().size(-1)});
        m_isDirect = small::hasGemm() && small::isPlain(m_rows) && small::isPlain(x(1)) && (!hasBias() || small::isPlain(x(2)));
        result().write(x().options(), [&](at::Tensor& y) {
            if (m_isDirect) {
                small::shape(y, {m_rows.size(0), x(1).size(0)});
                if (hasBias())
                    small::fillRows(y, x(2));
                small::gemm(false, true, m_rows, x(1), y, hasBias());
            } else if (hasBias()) {
                at::addmm_out(y, x(2), m_rows, x(1).t());
            } else {
                at::mm_out(y, m_rows, x(1).t());
            }
        });
        if (x().dim() != 2)
            result().tensor = result().tensor.view(sizesWith(x(1).size(0)));
    }

    void backward() override
    {
        const at::Tensor dy = gradient().dim() == 2 ? gradient() : gradient().reshape({-1, gradient().size(-1)});
        const bool isDirect = m_isDirect && small::isPlain(dy);
        if (wants(1))
            input(1).gradient.write([&](at::Tensor& dw) {
                small::shape(dw, x(1).sizes());
                isDirect ? small::gemm(true, false, dy, m_rows, dw, false) : void(at::mm_out(dw, dy.t(), m_rows));
            });
        if (wants(2))
            input(2).gradient.write([&](at::Tensor& db) {
                small::shape(db, x(2).sizes());
                isDirect && small::isSmall(dy) ? small::sumRows(db, dy) : void(at::sum_out(db, dy, 0));
            });
        if (wants(0))
            putInput(dy, isDirect);
        m_rows.reset();
    }

private:
    void putInput(const at::Tensor& dy, bool isDirect)
    {
        const auto fill = [&](at::Tensor& dx) {
            small::shape(dx, m_rows.sizes());
            isDirect ? small::gemm(false, false, dy, x(1), dx, false) : void(at::mm_out(dx, dy, x(1)));
        };
        if (x().dim() == 2) {
            input().gradient.write(fill);
            return;
        }
        at::Tensor dx = at::empty(m_rows.sizes(), m_rows.options());
        fill(dx);
        input().gradient.take(dx.view(x().sizes()));
    }

    bool hasBias() const { return m_in.size() > 2 && m_in[2]; }
    std::vector<std::int64_t> sizesWith(std::int64_t last) const
    {
        std::vector<std::int64_t> sizes = x().sizes().vec();
        sizes.back() = last;
        return sizes;
    }

    at::Tensor m_rows; ///< x as a matrix
    bool m_isDirect = false;
};

std::unique_ptr<StaticOp> compileLinear(const OpCall&, const Slots& in, const Slots& out) { return std::make_unique<LinearOp>(in, out); }

} // namespace

std::vector<Kernel> linearKernels()
{
    return {{"linear", linear, compileLinear}, {"matmul", matmul}};
}

} // namespace nodegrad
