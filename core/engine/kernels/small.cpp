#include "core/engine/kernels/small.h"

#include <ATen/ATen.h>
#include <ATen/TensorIterator.h>

#include <algorithm>
#include <cmath>
#include <cstring>

// LibTorch's own BLAS (MKL in the wheels). Weak: another build of LibTorch may not show it.
extern "C" __attribute__((weak)) void sgemm_(const char* transA, const char* transB, const int* m, const int* n, const int* k, const float* alpha,
                                             const float* a, const int* lda, const float* b, const int* ldb, const float* beta, float* c,
                                             const int* ldc);
extern "C" __attribute__((weak)) void dgemm_(const char* transA, const char* transB, const int* m, const int* n, const int* k, const double* alpha,
                                             const double* a, const int* lda, const double* b, const int* ldb, const double* beta, double* c,
                                             const int* ldc);

namespace nodegrad::small {

namespace {

constexpr std::int64_t kSmall = 1 << 15;

NODEGRAD_WIDE void reluLoop(float* y, const float* x, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = x[i] < 0 ? 0 : x[i];
}

NODEGRAD_WIDE void reluBackwardLoop(float* __restrict dx, const float* __restrict dy, const float* __restrict y, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        dx[i] = y[i] > 0 ? dy[i] : 0;
}

NODEGRAD_WIDE void addTo(float* __restrict sums, const float* __restrict row, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        sums[i] += row[i];
}

} // namespace

bool isPlain(const at::Tensor& tensor)
{
    return tensor.is_cpu() && tensor.scalar_type() == at::kFloat && tensor.is_contiguous();
}

bool isSmall(const at::Tensor& tensor)
{
    return tensor.numel() <= kSmall && isPlain(tensor);
}

void shape(at::Tensor& tensor, at::IntArrayRef sizes)
{
    if (tensor.sizes() != sizes)
        tensor.resize_(sizes);
}

bool hasGemm()
{
    return sgemm_ != nullptr && dgemm_ != nullptr;
}

/// BLAS counts columns first, for which our rows are columns: C' = op(B)' op(A)'.
template <class T, class Blas>
static void rowsGemm(Blas blas, bool transposeA, bool transposeB, std::int64_t m, std::int64_t n, std::int64_t k, Rows<const T> a, Rows<const T> b, Rows<T> c, bool adds)
{
    const auto stride = [](std::int64_t size) { return static_cast<int>(std::max<std::int64_t>(1, size)); };
    const int rows = static_cast<int>(m), columns = static_cast<int>(n), inner = static_cast<int>(k);
    const int lda = stride(a.stride), ldb = stride(b.stride), ldc = stride(c.stride);
    const T one = 1, beta = adds ? 1 : 0;
    blas(transposeB ? "T" : "N", transposeA ? "T" : "N", &columns, &rows, &inner, &one, b.first, &ldb, a.first, &lda, &beta, c.first, &ldc);
}

void gemm(bool transposeA, bool transposeB, std::int64_t m, std::int64_t n, std::int64_t k, Rows<const float> a, Rows<const float> b, Rows<float> c, bool adds)
{
    rowsGemm(sgemm_, transposeA, transposeB, m, n, k, a, b, c, adds);
}

void gemm(bool transposeA, bool transposeB, std::int64_t m, std::int64_t n, std::int64_t k, Rows<const double> a, Rows<const double> b, Rows<double> c, bool adds)
{
    rowsGemm(dgemm_, transposeA, transposeB, m, n, k, a, b, c, adds);
}

void gemm(bool transposeA, bool transposeB, const at::Tensor& a, const at::Tensor& b, at::Tensor& c, bool adds)
{
    gemm(transposeA, transposeB, c.size(0), c.size(1), transposeA ? a.size(0) : a.size(1), {a.const_data_ptr<float>(), a.size(1)},
         {b.const_data_ptr<float>(), b.size(1)}, {c.mutable_data_ptr<float>(), c.size(1)}, adds);
}

/// at::parallel_for does its work on one thread in a file that is compiled without OpenMP, as ours are; an iterator brings LibTorch's own.
void inParts(std::int64_t parts, const std::function<void(std::int64_t)>& work)
{
    if (parts <= 1)
        return parts == 1 ? work(0) : void();
    const at::Tensor numbers = at::arange(parts, at::kLong);
    auto iterator = at::TensorIterator::borrowing_nullary_op(numbers);
    iterator.for_each(
        [&](char** data, const std::int64_t* strides, std::int64_t count, std::int64_t outer) {
            for (std::int64_t k = 0; k < outer; ++k)
                for (std::int64_t i = 0; i < count; ++i)
                    work(*reinterpret_cast<const std::int64_t*>(data[0] + i * strides[0] + k * strides[1]));
        },
        /*grain_size=*/1);
}

void gatherRows(at::Tensor& to, const at::Tensor& from, const at::Tensor& indices)
{
    std::vector<std::int64_t> sizes = from.sizes().vec();
    sizes[0] = indices.size(0);
    if (!to.defined() || to.sizes() != sizes)
        to = at::empty(sizes, from.options());
    const std::int64_t bytes = to.numel() * from.element_size();
    if (!from.is_cpu() || !from.is_contiguous() || !indices.is_contiguous() || bytes > 4 * kSmall) {
        at::index_select_out(to, from, 0, indices);
        return;
    }
    const std::size_t row = sizes[0] == 0 ? 0 : static_cast<std::size_t>(bytes / sizes[0]);
    const std::int64_t* at = indices.const_data_ptr<std::int64_t>();
    const char* source = static_cast<const char*>(from.const_data_ptr());
    char* target = static_cast<char*>(to.mutable_data_ptr());
    for (std::int64_t i = 0; i < sizes[0]; ++i, target += row)
        std::memcpy(target, source + static_cast<std::size_t>(at[i]) * row, row);
}

void fillRows(at::Tensor& y, const at::Tensor& row)
{
    const std::int64_t width = row.numel();
    const float* from = row.const_data_ptr<float>();
    float* to = y.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < y.size(0); ++i)
        std::memcpy(to + i * width, from, static_cast<std::size_t>(width) * sizeof(float));
}

void sumRows(at::Tensor& sums, const at::Tensor& x)
{
    const std::int64_t width = x.size(1);
    const float* row = x.const_data_ptr<float>();
    float* to = sums.mutable_data_ptr<float>();
    std::fill(to, to + width, 0.0F);
    for (std::int64_t i = 0; i < x.size(0); ++i)
        addTo(to, row + i * width, width);
}

void relu(at::Tensor& y, const at::Tensor& x)
{
    reluLoop(y.mutable_data_ptr<float>(), x.const_data_ptr<float>(), x.numel());
}

void reluBackward(at::Tensor& dx, const at::Tensor& dy, const at::Tensor& y)
{
    reluBackwardLoop(dx.mutable_data_ptr<float>(), dy.const_data_ptr<float>(), y.const_data_ptr<float>(), y.numel());
}

std::pair<float, std::int64_t> crossEntropy(at::Tensor& p, const at::Tensor& x, const at::Tensor& classes, std::int64_t ignored)
{
    const std::int64_t width = x.size(1);
    const float* scores = x.const_data_ptr<float>();
    const std::int64_t* truth = classes.const_data_ptr<std::int64_t>();
    float* shares = p.mutable_data_ptr<float>();
    double sum = 0;
    std::int64_t counted = 0;
    for (std::int64_t i = 0; i < x.size(0); ++i, scores += width, shares += width) {
        const float largest = *std::max_element(scores, scores + width);
        float total = 0;
        for (std::int64_t k = 0; k < width; ++k)
            total += shares[k] = std::exp(scores[k] - largest);
        for (std::int64_t k = 0; k < width; ++k)
            shares[k] /= total;
        if (truth[i] == ignored)
            continue;
        TORCH_CHECK_INDEX(truth[i] >= 0 && truth[i] < width, "Target ", truth[i], " is out of bounds.");
        sum += std::log(total) + largest - scores[truth[i]];
        ++counted;
    }
    return {static_cast<float>(sum / static_cast<double>(counted)), counted};
}

void crossEntropyBackward(at::Tensor& dx, float factor, const at::Tensor& p, const at::Tensor& classes, std::int64_t ignored)
{
    const std::int64_t width = p.size(1);
    const float* shares = p.const_data_ptr<float>();
    const std::int64_t* truth = classes.const_data_ptr<std::int64_t>();
    float* to = dx.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < p.size(0); ++i, shares += width, to += width) {
        const float rowFactor = truth[i] == ignored ? 0 : factor;
        for (std::int64_t k = 0; k < width; ++k)
            to[k] = shares[k] * rowFactor;
        if (truth[i] != ignored)
            to[truth[i]] -= factor;
    }
}

} // namespace nodegrad::small
