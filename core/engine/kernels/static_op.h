#pragma once
// The compiled form of an op: forward and backward over tensors that stay where they are from step to step, without autograd.

#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

/// The gradient of one value, put together by the ops that read the value.
class Gradient {
public:
    /// Somebody needs it. `options`: element type and device.
    void want(const at::TensorOptions& options) { m_isWanted = true, m_options = options; }
    bool isWanted() const { return m_isWanted; }
    /// False when no op has given anything in this step: the loss does not depend on the value.
    bool isDefined() const { return m_value.defined(); }
    const at::Tensor& value() const { return m_value; }

    /// `write` fills the tensor that it is handed, as out-variants do. What is there already is added.
    template <class Write> void write(Write&& write)
    {
        at::Tensor& out = free();
        std::forward<Write>(write)(out);
        if (m_value.defined())
            out.add_(m_value);
        m_value = out;
    }
    /// A tensor that nobody writes to before the step ends, such as a view of another gradient. What is there already is added.
    void put(const at::Tensor& gradient);
    /// A fresh tensor that nobody else holds. What is there already is added.
    void take(at::Tensor gradient);
    /// The value in memory of its own, which may be written to.
    const at::Tensor& owned();

    /// Before a step.
    void clear() { m_value.reset(); }
    /// Other sizes are to come; the memory stays.
    void shrink();
    /// Gives the memory back.
    void release() { m_value.reset(), m_own[0].reset(), m_own[1].reset(); }

private:
    at::Tensor& other() { return m_own[m_value.defined() && m_value.is_same(m_own[0]) ? 1 : 0]; }
    at::Tensor& free()
    {
        at::Tensor& out = other();
        if (!out.defined())
            out = at::empty({0}, m_options);
        return out;
    }

    bool m_isWanted = false;
    at::TensorOptions m_options;
    at::Tensor m_value;
    at::Tensor m_own[2]; ///< one to write to while the other holds the sum so far
};

/// A value of a compiled step.
struct Slot {
    at::Tensor tensor;         ///< of the step that runs
    Gradient gradient;
    const Spec* spec = nullptr;
    at::Device device = at::kCPU;
    bool channelsLast = false; ///< convolutions keep pictures with the channels innermost
    /// One op reads it and nobody else looks at it, not even backward: that op may write its output over it.
    bool mayOverwrite = false;
    /// The op that reads it, when one does and nobody else looks at it.
    const OpCall* onlyReader = nullptr;
    /// Values below 0 stand for 0: the reader rectifies its output instead, which is the smaller one.
    bool rectifiedLater = false;

    /// `write` fills the tensor that it is handed, which becomes `tensor`: memory is taken in the first step only.
    template <class Write> void write(const at::TensorOptions& options, Write&& write)
    {
        if (!own.defined())
            own = at::empty({0}, options.requires_grad(false));
        std::forward<Write>(write)(own);
        tensor = own;
    }
    void shrink();
    void release() { tensor.reset(), own.reset(), gradient.release(); }

    at::Tensor own;
};
using Slots = std::vector<Slot*>; ///< null for an absent optional input

/// One op call, compiled for training; sizes may change from step to step. Runs below autograd. Numbers equal those of the kernel
/// and its autograd.
class StaticOp {
public:
    StaticOp(const Slots& in, const Slots& out) : m_in(in), m_out(out) {}
    virtual ~StaticOp() = default;
    virtual void forward(const KernelContext& context) = 0;
    /// Reads the gradients of the outputs, of which one is defined at least, and puts those of the inputs that are wanted.
    virtual void backward() = 0;
    /// Backward looks at the output's tensor, or a later reader sees the memory of an input through it.
    virtual bool needsOutput() const { return false; }

protected:
    Slot& input(std::size_t i = 0) const { return *m_in[i]; }
    Slot& result() const { return *m_out[0]; }
    const at::Tensor& x(std::size_t i = 0) const { return m_in[i]->tensor; }
    const at::Tensor& gradient() const { return m_out[0]->gradient.value(); }
    bool wants(std::size_t i = 0) const { return i < m_in.size() && m_in[i] && input(i).gradient.isWanted(); }
    /// Fresh gradients of the first three inputs; those that are not wanted may be undefined.
    void takeAll(std::tuple<at::Tensor, at::Tensor, at::Tensor> gradients) const;
    /// For an input that was broadcast: `gradient` is summed to its sizes first.
    void putReduced(std::size_t i, const at::Tensor& gradient) const;

    Slots m_in, m_out;
};


/// y = f(x), value by value; `Forward` fills (y, x), `Backward` fills (dx, dy, x), or (dx, dy, y) when it needs the output only.
template <class Forward, class Backward> class ElementwiseOp final : public StaticOp {
public:
    ElementwiseOp(const Slots& in, const Slots& out, bool fromOutput, Forward forward, Backward backward)
        : StaticOp(in, out), m_fromOutput(fromOutput), m_forward(std::move(forward)), m_backward(std::move(backward))
    {
    }
    void forward(const KernelContext&) override
    {
        if (m_fromOutput && input().mayOverwrite) {
            m_forward(input().tensor, input().tensor);
            result().tensor = input().tensor;
        } else {
            result().write(x().options(), [&](at::Tensor& y) { m_forward(y, x()); });
        }
    }
    void backward() override
    {
        if (wants())
            input().gradient.write([&](at::Tensor& dx) { m_backward(dx, gradient(), m_fromOutput ? result().tensor : x()); });
    }
    bool needsOutput() const override { return m_fromOutput; }

private:
    bool m_fromOutput;
    Forward m_forward;
    Backward m_backward;
};

template <class Forward, class Backward>
std::unique_ptr<StaticOp> elementwise(const Slots& in, const Slots& out, Forward forward, Backward backward, bool fromOutput = false)
{
    return std::make_unique<ElementwiseOp<Forward, Backward>>(in, out, fromOutput, std::move(forward), std::move(backward));
}

} // namespace nodegrad
