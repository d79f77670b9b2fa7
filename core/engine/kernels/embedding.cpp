#include <ATen/ATen.h>

#include "core/engine/kernels/static_op.h"

namespace nodegrad {

static Tensors embedding(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::embedding(in[1], in[0], call.attributes.integer("padding_index"))};
}

namespace {

class EmbeddingOp final : public StaticOp {
public:
    EmbeddingOp(std::int64_t padding, const Slots& in, const Slots& out) : StaticOp(in, out), m_padding(padding) {}
    void forward(const KernelContext&) override { result().tensor = at::embedding(x(1), x(0), m_padding); }
    void backward() override
    {
        if (wants(1))
            input(1).gradient.take(at::embedding_dense_backward(gradient(), x(0), x(1).size(0), m_padding, /*scale_grad_by_freq=*/false));
    }

private:
    std::int64_t m_padding;
};

std::unique_ptr<StaticOp> compileEmbedding(const OpCall& call, const Slots& in, const Slots& out)
{
    return std::make_unique<EmbeddingOp>(call.attributes.integer("padding_index"), in, out);
}

} // namespace

std::vector<Kernel> embeddingKernels()
{
    return {{"embedding", embedding, compileEmbedding}};
}

} // namespace nodegrad
