#include <ATen/ATen.h>

#include <set>

#include "core/engine/kernels/static_op.h"

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

namespace {

/// Other sizes for the same values, as the kernel gives them; the gradient goes back to the sizes of x.
template <Tensors (*kernel)(const KernelContext&, const OpCall&, const Tensors&)> class ViewOp final : public StaticOp {
public:
    ViewOp(const OpCall& call, const Slots& in, const Slots& out) : StaticOp(in, out), m_call(call) {}
    void forward(const KernelContext& context) override { result().tensor = kernel(context, m_call, {x()})[0]; }
    void backward() override
    {
        if (wants())
            input().gradient.put(gradient().reshape(x().sizes()));
    }
    bool needsOutput() const override { return true; }

private:
    const OpCall& m_call;
};

template <Tensors (*kernel)(const KernelContext&, const OpCall&, const Tensors&)>
std::unique_ptr<StaticOp> compileView(const OpCall& call, const Slots& in, const Slots& out)
{
    return std::make_unique<ViewOp<kernel>>(call, in, out);
}

class PermuteOp final : public StaticOp {
public:
    PermuteOp(std::vector<std::int64_t> dims, const Slots& in, const Slots& out) : StaticOp(in, out), m_dims(std::move(dims)), m_back(m_dims.size())
    {
        const auto rank = static_cast<std::int64_t>(m_dims.size());
        for (std::int64_t i = 0; i < rank; ++i) {
            const std::int64_t from = m_dims[static_cast<std::size_t>(i)];
            m_back.at(static_cast<std::size_t>(from < 0 ? from + rank : from)) = i;
        }
    }
    void forward(const KernelContext&) override { result().tensor = x().permute(m_dims); }
    void backward() override
    {
        if (wants())
            input().gradient.put(gradient().permute(m_back));
    }
    bool needsOutput() const override { return true; }

private:
    std::vector<std::int64_t> m_dims, m_back;
};

std::unique_ptr<StaticOp> compilePermute(const OpCall& call, const Slots& in, const Slots& out)
{
    return std::make_unique<PermuteOp>(call.attributes.list("dims"), in, out);
}

/// Each input's gradient is its part of the whole.
class ConcatenateOp final : public StaticOp {
public:
    ConcatenateOp(std::int64_t dim, const Slots& in, const Slots& out) : StaticOp(in, out), m_dim(dim) {}
    void forward(const KernelContext&) override
    {
        Tensors parts;
        for (const Slot* slot : m_in)
            parts.push_back(slot->tensor);
        result().write(x().options(), [&](at::Tensor& y) { at::cat_out(y, parts, m_dim); });
    }
    void backward() override
    {
        std::int64_t begin = 0;
        for (std::size_t i = 0; i < m_in.size(); ++i) {
            const std::int64_t size = x(i).size(m_dim);
            if (wants(i))
                input(i).gradient.put(gradient().narrow(m_dim, begin, size));
            begin += size;
        }
    }

private:
    std::int64_t m_dim;
};

std::unique_ptr<StaticOp> compileConcatenate(const OpCall& call, const Slots& in, const Slots& out)
{
    return std::make_unique<ConcatenateOp>(call.attributes.integer("dim"), in, out);
}

} // namespace

std::vector<Kernel> reshapeKernels()
{
    return {{"flatten", flatten, compileView<flatten>}, {"reshape", reshape, compileView<reshape>}, {"unflatten", unflatten, compileView<unflatten>},
            {"squeeze", squeeze, compileView<squeeze>}, {"unsqueeze", unsqueeze, compileView<unsqueeze>}, {"permute", permute, compilePermute},
            {"concatenate", concatenate, compileConcatenate}, {"stack", stack}, {"expand_batch", expandBatch}};
}

} // namespace nodegrad
