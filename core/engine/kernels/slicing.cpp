#include <ATen/ATen.h>

#include <set>

#include "core/engine/kernels/static_op.h"

namespace nodegrad {

static Tensors chunk(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const std::int64_t dim = call.attributes.integer("dim");
    const std::vector<std::int64_t>& sizes = call.attributes.list("sizes");
    return sizes.empty() ? at::chunk(in[0], call.attributes.integer("parts"), dim) : at::split_with_sizes(in[0], sizes, dim);
}

static Tensors splitRows(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return at::split_with_sizes(in[0], call.attributes.list("sizes"), 0);
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

namespace {

/// One place of a dimension; all others get no gradient.
class SelectOp final : public StaticOp {
public:
    SelectOp(std::int64_t dim, std::int64_t index, const Slots& in, const Slots& out) : StaticOp(in, out), m_dim(dim), m_index(index) {}
    void forward(const KernelContext&) override { result().tensor = at::select(x(), m_dim, m_index); }
    void backward() override
    {
        if (wants())
            input().gradient.write([&](at::Tensor& dx) {
                dx.resize_(x().sizes()).zero_();
                dx.select(m_dim, m_index).copy_(gradient());
            });
    }
    bool needsOutput() const override { return true; }

private:
    std::int64_t m_dim, m_index;
};

/// Parts of `sizes` along a dimension, which see the memory of the whole.
class PartsOp final : public StaticOp {
public:
    PartsOp(std::int64_t dim, std::vector<std::int64_t> sizes, const Slots& in, const Slots& out) : StaticOp(in, out), m_dim(dim), m_sizes(std::move(sizes)) {}
    void forward(const KernelContext&) override
    {
        forEachPart(x(), [](Slot& part, const at::Tensor& values) { part.tensor = values; });
    }
    void backward() override
    {
        if (!wants())
            return;
        input().gradient.write([&](at::Tensor& dx) {
            dx.resize_(x().sizes());
            forEachPart(dx, [](Slot& part, at::Tensor values) { part.gradient.isDefined() ? values.copy_(part.gradient.value()) : values.zero_(); });
        });
    }
    bool needsOutput() const override { return true; }

private:
    template <class Use> void forEachPart(const at::Tensor& whole, Use&& use) const
    {
        std::int64_t start = 0;
        for (std::size_t i = 0; i < m_out.size(); start += m_sizes[i++])
            use(*m_out[i], at::narrow(whole, m_dim, start, m_sizes[i]));
    }
    std::int64_t m_dim;
    std::vector<std::int64_t> m_sizes;
};

std::unique_ptr<StaticOp> compileChunk(const OpCall& call, const Slots& in, const Slots& out)
{
    const std::int64_t rank = static_cast<std::int64_t>(in[0]->spec->shape.size()), dim = call.attributes.integer("dim");
    const std::int64_t positive = dim < 0 ? dim + rank : dim;
    std::vector<std::int64_t> sizes;
    for (const Slot* part : out)
        sizes.push_back(part->spec->shape[static_cast<std::size_t>(positive)].value());
    return std::make_unique<PartsOp>(positive, std::move(sizes), in, out);
}

std::unique_ptr<StaticOp> compileSplitRows(const OpCall& call, const Slots& in, const Slots& out)
{
    return std::make_unique<PartsOp>(0, call.attributes.list("sizes"), in, out);
}

std::unique_ptr<StaticOp> compileSelect(const OpCall& call, const Slots& in, const Slots& out)
{
    return std::make_unique<SelectOp>(call.attributes.integer("dim"), call.attributes.integer("index"), in, out);
}

std::unique_ptr<StaticOp> compileSelectLast(const OpCall&, const Slots& in, const Slots& out)
{
    return std::make_unique<SelectOp>(1, -1, in, out);
}

} // namespace

std::vector<Kernel> slicingKernels()
{
    return {{"chunk", chunk, compileChunk}, {"split_rows", splitRows, compileSplitRows}, {"slice", slice}, {"select", select, compileSelect}, {"flip", flip},
            {"roll", roll}, {"tile", tile}, {"select_last", selectLast, compileSelectLast}};
}

} // namespace nodegrad
