#include "core/engine/kernels/gates.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "core/engine/kernels/wide.h"

namespace nodegrad::gates {

namespace {

/// By masks of bits: a branch would keep some compilers from making vectors.
NODEGRAD_INLINE float choose(bool first, float a, float b)
{
    const std::uint32_t mask = -static_cast<std::uint32_t>(first);
    return std::bit_cast<float>((std::bit_cast<std::uint32_t>(a) & mask) | (std::bit_cast<std::uint32_t>(b) & ~mask));
}

/// e^x for |x| <= 87: x = n ln 2 + r with |r| <= ln 2 / 2, and a polynomial for e^r (Cephes, expf).
NODEGRAD_INLINE float exponential(float x)
{
    constexpr float toWhole = 12582912.0F; // 1.5 * 2^23: the sum has its whole part in the lowest bits
    const float shifted = x * 1.44269504F + toWhole;
    const float n = shifted - toWhole;
    const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1;
    const std::uint32_t exponent = (std::bit_cast<std::uint32_t>(shifted) + 127) << 23;
    return p * std::bit_cast<float>(exponent);
}

NODEGRAD_INLINE float sigmoidOf(float x)
{
    const float low = choose(x < -87.0F, -87.0F, x), clamped = choose(low > 87.0F, 87.0F, low);
    return 1 / (1 + exponential(-clamped));
}
NODEGRAD_INLINE double sigmoidOf(double x) { return 1 / (1 + std::exp(-x)); }

/// Near 0 by a polynomial in x^2 (Cephes, tanhf), else from e^2|x|; from 9 on it is 1.
NODEGRAD_INLINE float tanhOf(float x)
{
    constexpr std::uint32_t signBit = 1U << 31;
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(x);
    const float size = std::bit_cast<float>(bits & ~signBit), clamped = choose(size > 10.0F, 10.0F, size);
    const float far = 1 - 2 / (exponential(2 * clamped) + 1);
    const float z = x * x;
    float p = -5.70498872745e-3F;
    p = p * z + 2.06390887954e-2F;
    p = p * z - 5.37397155531e-2F;
    p = p * z + 1.33314422036e-1F;
    p = p * z - 3.33332819422e-1F;
    const float near = p * z * x + x;
    return choose(size < 0.625F, near, std::bit_cast<float>(std::bit_cast<std::uint32_t>(far) | (bits & signBit)));
}
NODEGRAD_INLINE double tanhOf(double x) { return std::tanh(x); }

/// A sample that has ended: its state stays.
template <class T> NODEGRAD_INLINE bool hasEnded(const Forward<T>& s, std::int64_t row)
{
    if (!s.lengths || s.time < s.lengths[row])
        return false;
    const std::int64_t at = row * s.hidden;
    std::copy_n(s.hBefore + at, s.hidden, s.h + at);
    if (s.c)
        std::copy_n(s.cBefore + at, s.hidden, s.c + at);
    std::fill_n(s.out + row * s.outStride, s.hidden, T(0));
    return true;
}
template <class T> NODEGRAD_INLINE bool hasEnded(const Backward<T>& s, std::int64_t row, std::int64_t parts)
{
    if (!s.lengths || s.time < s.lengths[row])
        return false;
    std::fill_n(s.dGates + row * parts * s.hidden, parts * s.hidden, T(0));
    return true;
}

// i, f, o = sigmoid, g = tanh of the sums; c' = f c + i g; h' = o tanh(c').
template <class T> NODEGRAD_INLINE void lstmForward(const Forward<T>& s)
{
    const std::int64_t size = s.hidden;
    for (std::int64_t row = 0; row < s.rows; ++row) {
        if (hasEnded(s, row))
            continue;
        T *i = s.gates + row * 4 * size, *f = i + size, *g = f + size, *o = g + size;
        const T *bi = s.bias, *bf = bi + size, *bg = bf + size, *bo = bg + size;
        const T* before = s.cBefore + row * size;
        T *c = s.c + row * size, *h = s.h + row * size, *out = s.out + row * s.outStride;
        NODEGRAD_INDEPENDENT
        for (std::int64_t k = 0; k < size; ++k) {
            const T in = sigmoidOf(i[k] + bi[k]), forget = sigmoidOf(f[k] + bf[k]), value = tanhOf(g[k] + bg[k]), open = sigmoidOf(o[k] + bo[k]);
            const T cell = forget * before[k] + in * value, state = open * tanhOf(cell);
            i[k] = in, f[k] = forget, g[k] = value, o[k] = open;
            c[k] = cell;
            h[k] = state;
            out[k] = state;
        }
    }
}

template <class T, bool hasOut> NODEGRAD_INLINE void lstmBackwardRow(const Backward<T>& s, std::int64_t row)
{
    const std::int64_t size = s.hidden;
    const T *i = s.gates + row * 4 * size, *f = i + size, *g = f + size, *o = g + size;
    const T *before = s.cBefore + row * size, *c = s.c + row * size, *dOut = hasOut ? s.dOut + row * s.dOutStride : nullptr;
    T *di = s.dGates + row * 4 * size, *df = di + size, *dg = df + size, *dO = dg + size, *dh = s.dh + row * size, *dc = s.dc + row * size;
    NODEGRAD_INDEPENDENT
    for (std::int64_t k = 0; k < size; ++k) {
        const T state = hasOut ? dh[k] + dOut[k] : dh[k], bent = tanhOf(c[k]);
        const T cell = dc[k] + state * o[k] * (1 - bent * bent);
        di[k] = cell * g[k] * i[k] * (1 - i[k]);
        df[k] = cell * before[k] * f[k] * (1 - f[k]);
        dg[k] = cell * i[k] * (1 - g[k] * g[k]);
        dO[k] = state * bent * o[k] * (1 - o[k]);
        dc[k] = cell * f[k];
        dh[k] = 0;
    }
}

// r, z = sigmoid of the sums; n = tanh(x's part + r (h's part)); h' = (1 - z) n + z h.
template <class T> NODEGRAD_INLINE void gruForward(const Forward<T>& s)
{
    const std::int64_t size = s.hidden;
    for (std::int64_t row = 0; row < s.rows; ++row) {
        if (hasEnded(s, row))
            continue;
        T *r = s.gates + row * 4 * size, *z = r + size, *n = z + size, *part = n + size;
        const T *br = s.bias, *bz = br + size, *bn = bz + size, *bPart = bn + size;
        const T* before = s.hBefore + row * size;
        T *h = s.h + row * size, *out = s.out + row * s.outStride;
        NODEGRAD_INDEPENDENT
        for (std::int64_t k = 0; k < size; ++k) {
            const T reset = sigmoidOf(r[k] + br[k]), stay = sigmoidOf(z[k] + bz[k]), past = part[k] + bPart[k];
            const T fresh = tanhOf(n[k] + bn[k] + reset * past), state = fresh + stay * (before[k] - fresh);
            r[k] = reset, z[k] = stay, n[k] = fresh, part[k] = past;
            h[k] = state;
            out[k] = state;
        }
    }
}

template <class T, bool hasOut> NODEGRAD_INLINE void gruBackwardRow(const Backward<T>& s, std::int64_t row)
{
    const std::int64_t size = s.hidden;
    const T *r = s.gates + row * 4 * size, *z = r + size, *n = z + size, *part = n + size;
    const T *before = s.hBefore + row * size, *dOut = hasOut ? s.dOut + row * s.dOutStride : nullptr;
    T *dr = s.dGates + row * 4 * size, *dz = dr + size, *dn = dz + size, *dPart = dn + size, *dh = s.dh + row * size;
    NODEGRAD_INDEPENDENT
    for (std::int64_t k = 0; k < size; ++k) {
        const T state = hasOut ? dh[k] + dOut[k] : dh[k], fresh = state * (1 - z[k]) * (1 - n[k] * n[k]);
        dr[k] = fresh * part[k] * r[k] * (1 - r[k]);
        dz[k] = state * (before[k] - n[k]) * z[k] * (1 - z[k]);
        dn[k] = fresh;
        dPart[k] = fresh * r[k];
        dh[k] = state * z[k];
    }
}

// h' = tanh or relu of the sum; NaN stays.
template <class T, bool isRelu> NODEGRAD_INLINE void plainForward(const Forward<T>& s)
{
    const std::int64_t size = s.hidden;
    for (std::int64_t row = 0; row < s.rows; ++row) {
        if (hasEnded(s, row))
            continue;
        const T *sum = s.gates + row * size, *bias = s.bias;
        T *h = s.h + row * size, *out = s.out + row * s.outStride;
        NODEGRAD_INDEPENDENT
        for (std::int64_t k = 0; k < size; ++k) {
            const T x = sum[k] + bias[k], state = isRelu ? (x < 0 ? T(0) : x) : tanhOf(x);
            h[k] = state;
            out[k] = state;
        }
    }
}

template <class T, bool isRelu, bool hasOut> NODEGRAD_INLINE void plainBackwardRow(const Backward<T>& s, std::int64_t row)
{
    const std::int64_t size = s.hidden;
    const T *h = s.h + row * size, *dOut = hasOut ? s.dOut + row * s.dOutStride : nullptr;
    T *dSum = s.dGates + row * size, *dh = s.dh + row * size;
    NODEGRAD_INDEPENDENT
    for (std::int64_t k = 0; k < size; ++k) {
        const T state = hasOut ? dh[k] + dOut[k] : dh[k];
        dSum[k] = isRelu ? (h[k] <= 0 ? T(0) : state) : state * (1 - h[k] * h[k]);
        dh[k] = 0;
    }
}

template <class T> NODEGRAD_INLINE void lstmBackward(const Backward<T>& s)
{
    for (std::int64_t row = 0; row < s.rows; ++row)
        if (!hasEnded(s, row, 4))
            s.dOut ? lstmBackwardRow<T, true>(s, row) : lstmBackwardRow<T, false>(s, row);
}
template <class T> NODEGRAD_INLINE void gruBackward(const Backward<T>& s)
{
    for (std::int64_t row = 0; row < s.rows; ++row)
        if (!hasEnded(s, row, 4))
            s.dOut ? gruBackwardRow<T, true>(s, row) : gruBackwardRow<T, false>(s, row);
}
template <class T, bool isRelu> NODEGRAD_INLINE void plainBackward(const Backward<T>& s)
{
    for (std::int64_t row = 0; row < s.rows; ++row)
        if (!hasEnded(s, row, 1))
            s.dOut ? plainBackwardRow<T, isRelu, true>(s, row) : plainBackwardRow<T, isRelu, false>(s, row);
}

NODEGRAD_WIDE void lstmForwardWide(const Forward<float>& s) { lstmForward(s); }
NODEGRAD_WIDE void lstmBackwardWide(const Backward<float>& s) { lstmBackward(s); }
NODEGRAD_WIDE void gruForwardWide(const Forward<float>& s) { gruForward(s); }
NODEGRAD_WIDE void gruBackwardWide(const Backward<float>& s) { gruBackward(s); }
NODEGRAD_WIDE void tanhForwardWide(const Forward<float>& s) { plainForward<float, false>(s); }
NODEGRAD_WIDE void tanhBackwardWide(const Backward<float>& s) { plainBackward<float, false>(s); }
NODEGRAD_WIDE void reluForwardWide(const Forward<float>& s) { plainForward<float, true>(s); }
NODEGRAD_WIDE void reluBackwardWide(const Backward<float>& s) { plainBackward<float, true>(s); }
NODEGRAD_WIDE void sigmoidWide(float* y, const float* x, std::int64_t count)
{
    for (std::int64_t k = 0; k < count; ++k)
        y[k] = sigmoidOf(x[k]);
}
NODEGRAD_WIDE void tanhWide(float* y, const float* x, std::int64_t count)
{
    for (std::int64_t k = 0; k < count; ++k)
        y[k] = tanhOf(x[k]);
}

} // namespace

void forward(Cell cell, const Forward<float>& step)
{
    switch (cell) {
    case Cell::Lstm: return lstmForwardWide(step);
    case Cell::Gru: return gruForwardWide(step);
    case Cell::Tanh: return tanhForwardWide(step);
    case Cell::Relu: return reluForwardWide(step);
    }
}

void backward(Cell cell, const Backward<float>& step)
{
    switch (cell) {
    case Cell::Lstm: return lstmBackwardWide(step);
    case Cell::Gru: return gruBackwardWide(step);
    case Cell::Tanh: return tanhBackwardWide(step);
    case Cell::Relu: return reluBackwardWide(step);
    }
}

void forward(Cell cell, const Forward<double>& step)
{
    switch (cell) {
    case Cell::Lstm: return lstmForward(step);
    case Cell::Gru: return gruForward(step);
    case Cell::Tanh: return plainForward<double, false>(step);
    case Cell::Relu: return plainForward<double, true>(step);
    }
}

void backward(Cell cell, const Backward<double>& step)
{
    switch (cell) {
    case Cell::Lstm: return lstmBackward(step);
    case Cell::Gru: return gruBackward(step);
    case Cell::Tanh: return plainBackward<double, false>(step);
    case Cell::Relu: return plainBackward<double, true>(step);
    }
}

void sigmoid(float* y, const float* x, std::int64_t count) { sigmoidWide(y, x, count); }
void tanh(float* y, const float* x, std::int64_t count) { tanhWide(y, x, count); }

} // namespace nodegrad::gates
