#include <map>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

const std::vector<Kernel>& kernels()
{
    static const std::vector<Kernel> all = [] {
        std::vector<Kernel> list;
        for (const auto family : {linearKernels, convolutionKernels, poolingKernels, normalizationKernels,
                                  sampleNormalizationKernels, activationKernels, elementwiseKernels, reductionKernels,
                                  contractionKernels, mathsKernels, randomKernels, reshapeKernels, slicingKernels,
                                  resamplingKernels, recurrentKernels, attentionKernels, embeddingKernels, sequenceKernels,
                                  lossKernels, preparationKernels, torchScriptKernels}) {
            const std::vector<Kernel> part = family();
            list.insert(list.end(), part.begin(), part.end());
        }
        return list;
    }();
    return all;
}

const Kernel* findKernel(const std::string& op)
{
    static const std::map<std::string, const Kernel*> byOp = [] {
        std::map<std::string, const Kernel*> index;
        for (const Kernel& kernel : kernels())
            index[kernel.op] = &kernel;
        return index;
    }();
    const auto found = byOp.find(op);
    return found == byOp.end() ? nullptr : found->second;
}

} // namespace nodegrad
