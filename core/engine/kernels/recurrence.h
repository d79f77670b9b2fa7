#pragma once
// Recurrent layers over some samples of a batch, forward and backward, on memory that is handed in. No LibTorch but for its BLAS.

#include <cstdint>
#include <vector>

#include "core/engine/kernels/gates.h"

namespace nodegrad {

/// What is the same for all samples.
struct RecurrenceSizes {
    gates::Cell cell = gates::Cell::Lstm;
    std::int64_t steps = 0, features = 0, hidden = 0, layers = 1, directions = 1;
    bool hasLengths = false;

    bool hasCell() const { return cell == gates::Cell::Lstm; }
    std::int64_t states() const { return hasCell() ? 2 : 1; }
    std::int64_t passes() const { return layers * directions; }
    /// Rows of the weights.
    std::int64_t weightRows() const { return hidden * (cell == gates::Cell::Lstm ? 4 : cell == gates::Cell::Gru ? 3 : 1); }
    /// Numbers of a sample and step that gates.h works on.
    std::int64_t columns() const { return hidden * (cell == gates::Cell::Lstm || cell == gates::Cell::Gru ? 4 : 1); }
    /// Of a layer's inputs.
    std::int64_t featuresOf(std::int64_t layer) const { return layer == 0 ? features : directions * hidden; }
};

/// One layer and direction, "pass": the weights, and which gradients are wanted.
template <class T> struct RecurrenceWeights {
    const T *input = nullptr, *hidden = nullptr;                     ///< (rows, F), (rows, H)
    const T *inputTurned = nullptr, *hiddenTurned = nullptr;         ///< (F, rows), (H, rows)
    const T* bias = nullptr;                                         ///< (columns), both biases together
    bool wantsInput = false, wantsHidden = false, wantsBias = false; ///< gradients
};

/// Gradients of a pass's weights from the samples of one part; written, not added to. Those of the two biases are parts of dBias (columns).
template <class T> struct RecurrenceGradients {
    T *input = nullptr, *hidden = nullptr, *bias = nullptr;
};

/// A value (N, T, width) or (N, passes, H) from the first sample of the part on; `first` null: absent, 0.
template <class T> struct Placed {
    T* first = nullptr;
    std::int64_t sample = 0, step = 0; ///< strides
};

/// Some samples of a batch on one thread.
template <class T> class RecurrencePart {
public:
    std::int64_t samples = 0;
    const std::int64_t* lengths = nullptr;
    Placed<const T> x, states[2];      ///< h and c to begin with
    Placed<T> y, lastStates[2];
    Placed<const T> dy, dLastStates[2];
    Placed<T> dx, dStates[2];
    std::vector<RecurrenceGradients<T>> gradients; ///< by pass
    /// Backward has nothing to do in the layers before this one.
    std::int64_t firstTrainedLayer = 0;

    RecurrencePart(const RecurrenceSizes& sizes, const std::vector<RecurrenceWeights<T>>& weights) : m_sizes(sizes), m_weights(weights) {}
    /// Numbers that forward() writes and backward() reads; that backward() needs for itself.
    std::int64_t keptSize() const;
    std::int64_t scratchSize() const;
    void forward(T* kept);
    void backward(T* kept, T* scratch);

private:
    struct Pass {
        std::int64_t layer, direction, index;
        T *gates, *h, *c; ///< (T, N, columns), (T + 2, N, H): of step t at t + 1; the first state at 0, or at the end of a pass that runs backward
        bool isReversed() const { return direction == 1; }
    };
    struct Scratch {
        T *dGates, *dh, *dc, *sums, *dInputs[2]; ///< dInputs: of a layer (T, N, F), in turn
    };
    std::int64_t stepsAtOnce(std::int64_t rows) const;
    std::int64_t dInputsCount() const;
    void place(T* kept);
    void gatherInputs();
    void run(const Pass& pass);
    void multiplyStates(const Pass& pass, const T* before, T* gates) const;
    void runBack(const Pass& pass, const Scratch& scratch);
    void stepBack(const Pass& pass, const Scratch& scratch, std::int64_t t, T* dGates, bool isFirst);
    void addWeights(const Pass& pass, const Scratch& scratch, std::int64_t begin, std::int64_t end, bool adds);
    void giveInputs(const T* dInputs);
    void copyStates(const Pass& pass, Placed<const T> const (&from)[2], T* h, T* c) const;
    void giveStates(const Pass& pass, Placed<T> const (&to)[2], const T* h, const T* c) const;

    const RecurrenceSizes& m_sizes;
    const std::vector<RecurrenceWeights<T>>& m_weights;
    std::vector<T*> m_inputs;          ///< by layer: (T, N, F)
    std::vector<Pass> m_passes;
};

extern template class RecurrencePart<float>;
extern template class RecurrencePart<double>;

} // namespace nodegrad
