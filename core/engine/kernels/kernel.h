#pragma once
// Kernels: what an op computes with LibTorch. One .cpp an op family, named as in core/ops; catalogue.cpp lists the families.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include "core/ops/program.h"

namespace nodegrad {

using Tensors = std::vector<at::Tensor>;
class StaticOp;
struct Slot;

/// What holds for a whole forward pass.
struct KernelContext {
    bool training = false;
    std::uint64_t seed = 0;
    std::int64_t step = 0;  ///< optimizer steps done
    /// The pass was made before and is made again for its backward (gradient checkpointing): buffers have been updated.
    bool isAgain = false;
    /// Share of this batch in the running statistics of BatchNorm; none: as the layer says.
    std::optional<double> normMomentum = {};

    /// The key of what an op draws in this step.
    std::uint64_t key(const OpCall& op) const;
    /// A generator keyed by (seed, step, path of the op): the same numbers in whatever order or strategy ops are run.
    at::Generator generator(const OpCall& op, const at::Device& device) const;
};

/// The kernel of one op. `in` has the call's inputs, an undefined tensor for an absent optional one; the result has one tensor an
/// output. Pure, but for ops that update buffers while training. Differentiable by autograd. Throws c10::Error.
struct Kernel {
    const char* op = nullptr; ///< id in the catalogue of ops
    Tensors (*run)(const KernelContext& context, const OpCall& call, const Tensors& in) = nullptr;
    /// The op with its backward in one object (static_op.h), for the compiled step. Null, or a null result: autograd takes it.
    std::unique_ptr<StaticOp> (*compile)(const OpCall& call, const std::vector<Slot*>& in, const std::vector<Slot*>& out) = nullptr;
};

/// The kernel that is one function of LibTorch: {"relu", unary<at::relu>}.
template <at::Tensor (*function)(const at::Tensor&)> Tensors unary(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {function(in[0])};
}

/// A 1-d weight, shaped so that it runs along dimension `axis` (-1: the last) of a value of this rank.
at::Tensor placedAlong(const at::Tensor& weight, std::int64_t rank, std::int64_t axis);

/// All kernels; as many as there are ops (a contract test).
const std::vector<Kernel>& kernels();
/// Null when there is none.
const Kernel* findKernel(const std::string& op);

std::vector<Kernel> linearKernels();
std::vector<Kernel> convolutionKernels();
std::vector<Kernel> poolingKernels();
std::vector<Kernel> normalizationKernels();
std::vector<Kernel> sampleNormalizationKernels();
std::vector<Kernel> activationKernels();
std::vector<Kernel> elementwiseKernels();
std::vector<Kernel> mathsKernels();
std::vector<Kernel> reductionKernels();
std::vector<Kernel> contractionKernels();
std::vector<Kernel> randomKernels();
std::vector<Kernel> reshapeKernels();
std::vector<Kernel> slicingKernels();
std::vector<Kernel> resamplingKernels();
std::vector<Kernel> recurrentKernels();
std::vector<Kernel> attentionKernels();
std::vector<Kernel> embeddingKernels();
std::vector<Kernel> sequenceKernels();
std::vector<Kernel> lossKernels();
std::vector<Kernel> preparationKernels();
std::vector<Kernel> torchScriptKernels();

} // namespace nodegrad
