#pragma once
// The op families: one function a file. A new family is a line here, one in catalogue.cpp and one in CMakeLists.txt.

#include <vector>

#include "core/ops/op_type.h"

namespace nodegrad {

std::vector<OpType> linearOps();
std::vector<OpType> convolutionOps();
std::vector<OpType> transposedConvolutionOps();
std::vector<OpType> patchOps();
std::vector<OpType> poolingOps();
std::vector<OpType> adaptivePoolingOps();
std::vector<OpType> normalizationOps();
std::vector<OpType> sampleNormalizationOps();
std::vector<OpType> activationOps();
std::vector<OpType> elementwiseOps();
std::vector<OpType> mathsOps();
std::vector<OpType> reductionOps();
std::vector<OpType> contractionOps();
std::vector<OpType> randomOps();
std::vector<OpType> reshapeOps();
std::vector<OpType> slicingOps();
std::vector<OpType> resamplingOps();
std::vector<OpType> recurrentOps();
std::vector<OpType> attentionOps();
std::vector<OpType> embeddingOps();
std::vector<OpType> sequenceOps();
std::vector<OpType> preparationOps();
std::vector<OpType> torchScriptOps();
std::vector<OpType> lossOps();

} // namespace nodegrad
