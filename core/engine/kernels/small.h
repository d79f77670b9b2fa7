#pragma once
// Plain loops and BLAS for float tensors on the CPU, where the way through the dispatcher would cost more than the arithmetic.

#include <cstdint>
#include <functional>
#include <utility>

#include <ATen/core/Tensor.h>

#include "core/engine/kernels/wide.h"

namespace nodegrad::small {

/// Float32 on the CPU, rows one after the other.
bool isPlain(const at::Tensor& tensor);
/// And so small that one thread and a plain loop are best.
bool isSmall(const at::Tensor& tensor);
/// Gives `tensor` these sizes; costs nothing when it has them.
void shape(at::Tensor& tensor, at::IntArrayRef sizes);

/// False where LibTorch brings no BLAS that can be called directly: the two below may not be called then.
bool hasGemm();
/// C (m, n) = op(A) op(B), or C + op(A) op(B) when `adds`. op(A) is (m, k): A (m, k), or A (k, m) transposed; likewise B. All plain.
void gemm(bool transposeA, bool transposeB, const at::Tensor& a, const at::Tensor& b, at::Tensor& c, bool adds);

/// A matrix whose rows lie `stride` apart.
template <class T> struct Rows {
    T* first;
    std::int64_t stride;
};
/// The same for rows that lie apart; C is (m, n), and k numbers are multiplied for each of its.
void gemm(bool transposeA, bool transposeB, std::int64_t m, std::int64_t n, std::int64_t k, Rows<const float> a, Rows<const float> b, Rows<float> c, bool adds);
void gemm(bool transposeA, bool transposeB, std::int64_t m, std::int64_t n, std::int64_t k, Rows<const double> a, Rows<const double> b, Rows<double> c, bool adds);

/// Calls `work` with 0 to parts - 1, each on a thread of LibTorch's, as far as it has as many.
void inParts(std::int64_t parts, const std::function<void(std::int64_t)>& work);

/// Row k of `to` becomes row indices[k] of `from`; indices are whole numbers on the device of `from`. Any type and device: the short
/// way is taken where there is one.
void gatherRows(at::Tensor& to, const at::Tensor& from, const at::Tensor& indices);

/// Each row of `y` becomes `row`.
void fillRows(at::Tensor& y, const at::Tensor& row);
/// The sum of all rows of x (n, m), in `sums` (m).
void sumRows(at::Tensor& sums, const at::Tensor& x);
/// y = max(x, 0), NaN stays.
void relu(at::Tensor& y, const at::Tensor& x);
/// dx = dy where y > 0, else 0.
void reluBackward(at::Tensor& dx, const at::Tensor& dy, const at::Tensor& y);

/// Mean of -log softmax(x) at the class over the rows whose class is not `ignored`, and how many these are; softmax(x) goes to `p`.
/// x and p (n, classes); Throws c10::Error for a class that is not there.
std::pair<float, std::int64_t> crossEntropy(at::Tensor& p, const at::Tensor& x, const at::Tensor& classes, std::int64_t ignored);
/// dx = (p - 1 at the class) * factor, 0 in rows that are ignored.
void crossEntropyBackward(at::Tensor& dx, float factor, const at::Tensor& p, const at::Tensor& classes, std::int64_t ignored);

} // namespace nodegrad::small
