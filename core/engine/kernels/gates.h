#pragma once
// One step of a recurrent cell over the rows of a batch, in one pass: sums to gates to states, and back. Plain loops, no LibTorch.

#include <cstdint>

namespace nodegrad::gates {

/// The cells. What a row of gates holds, in parts of the size H of the hidden state: before forward the sums without their biases, behind
/// it what backward needs; in dGates the gradients of the sums.
enum class Cell {
    Lstm, ///< i, f, g, o
    Gru,  ///< r, z, n of the input, n of the state; behind forward n and the state's part of its sum
    Tanh, ///< h
    Relu, ///< h
};

/// Arrays are dense with a row of H or of all gates a sample; those with a stride have it between samples. `c` only in an LSTM.
template <class T> struct Forward {
    std::int64_t rows, hidden;
    const std::int64_t* lengths; ///< steps of each sample; null: all
    std::int64_t time;           ///< from its length on, a sample's state stays and `out` is 0
    T* gates;
    const T* bias;               ///< one row of gates
    const T *hBefore, *cBefore;
    T *h, *c;
    T* out;                      ///< h once more
    std::int64_t outStride;
};

template <class T> struct Backward {
    std::int64_t rows, hidden;
    const std::int64_t* lengths;
    std::int64_t time;
    const T* gates;
    const T *hBefore, *cBefore, *h, *c;
    const T* dOut;               ///< null: 0
    std::int64_t dOutStride;
    T *dh, *dc;                  ///< of the state behind the step; becomes that before it, without what goes through the sums
    T* dGates;
};

void forward(Cell cell, const Forward<float>& step);
void forward(Cell cell, const Forward<double>& step);
void backward(Cell cell, const Backward<float>& step);
void backward(Cell cell, const Backward<double>& step);

/// The functions of the gates, within 2e-7 of the true value, relatively; for tests.
void sigmoid(float* y, const float* x, std::int64_t count);
void tanh(float* y, const float* x, std::int64_t count);

} // namespace nodegrad::gates
