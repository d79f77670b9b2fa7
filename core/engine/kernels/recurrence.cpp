#include "core/engine/kernels/recurrence.h"

#include <algorithm>

#include "core/engine/kernels/small.h"

namespace nodegrad {

namespace {

/// Gates whose products with the state go to a place of their own: rows of the hidden weight, and where they lie among a row of gates.
struct Block {
    std::int64_t row, count, column;
    bool adds; ///< to the product with the input
};
std::vector<Block> blocksOf(const RecurrenceSizes& sizes)
{
    const std::int64_t h = sizes.hidden;
    if (sizes.cell == gates::Cell::Gru)
        return {{0, 2 * h, 0, true}, {2 * h, h, 3 * h, false}};
    return {{0, sizes.weightRows(), 0, true}};
}

/// Each array begins on a line of the cache.
std::int64_t padded(std::int64_t count)
{
    constexpr std::int64_t line = 16;
    return (count + line - 1) / line * line;
}

template <class T> T* taken(T*& from, std::int64_t count)
{
    T* array = from;
    from += padded(count);
    return array;
}

template <class T> NODEGRAD_INLINE void addTo(T* sums, const T* row, std::int64_t count)
{
    NODEGRAD_INDEPENDENT
    for (std::int64_t i = 0; i < count; ++i)
        sums[i] += row[i];
}
NODEGRAD_WIDE void addRows(float* sums, const float* rows, std::int64_t count, std::int64_t width)
{
    for (std::int64_t i = 0; i < count; ++i)
        addTo(sums, rows + i * width, width);
}
void addRows(double* sums, const double* rows, std::int64_t count, std::int64_t width)
{
    for (std::int64_t i = 0; i < count; ++i)
        addTo(sums, rows + i * width, width);
}

} // namespace

/// So many that the products are of some size and what they read is still in the cache.
template <class T> std::int64_t RecurrencePart<T>::stepsAtOnce(std::int64_t rows) const
{
    return std::clamp<std::int64_t>(rows / std::max<std::int64_t>(1, samples), 1, std::max<std::int64_t>(1, m_sizes.steps));
}
static constexpr std::int64_t kRowsForward = 64, kRowsBack = 512;

template <class T> std::int64_t RecurrencePart<T>::keptSize() const
{
    const std::int64_t rows = m_sizes.steps * samples, all = padded((m_sizes.steps + 2) * samples * m_sizes.hidden);
    std::int64_t size = m_sizes.passes() * (padded(rows * m_sizes.columns()) + m_sizes.states() * all);
    for (std::int64_t layer = 0; layer < m_sizes.layers; ++layer)
        size += padded(rows * m_sizes.featuresOf(layer));
    return size;
}

template <class T> std::int64_t RecurrencePart<T>::scratchSize() const
{
    const std::int64_t widest = std::max(m_sizes.featuresOf(0), m_sizes.featuresOf(1));
    return padded(stepsAtOnce(kRowsBack) * samples * m_sizes.columns()) + 2 * padded(samples * m_sizes.hidden) + padded(m_sizes.columns()) +
           dInputsCount() * padded(m_sizes.steps * samples * widest);
}

template <class T> std::int64_t RecurrencePart<T>::dInputsCount() const
{
    return m_sizes.layers > 1 ? 2 : dx.first ? 1 : 0;
}

template <class T> void RecurrencePart<T>::place(T* kept)
{
    const std::int64_t rows = m_sizes.steps * samples, all = (m_sizes.steps + 2) * samples * m_sizes.hidden;
    m_inputs.clear();
    m_passes.clear();
    for (std::int64_t layer = 0; layer < m_sizes.layers; ++layer) {
        m_inputs.push_back(taken(kept, rows * m_sizes.featuresOf(layer)));
        for (std::int64_t direction = 0; direction < m_sizes.directions; ++direction) {
            Pass pass{layer, direction, layer * m_sizes.directions + direction, taken(kept, rows * m_sizes.columns()), taken(kept, all), nullptr};
            if (m_sizes.hasCell())
                pass.c = taken(kept, all);
            m_passes.push_back(pass);
        }
    }
}

template <class T> void RecurrencePart<T>::forward(T* kept)
{
    place(kept);
    gatherInputs();
    for (const Pass& pass : m_passes)
        run(pass);
}

/// (N, T, F) to (T, N, F).
template <class T> void RecurrencePart<T>::gatherInputs()
{
    T* to = m_inputs[0];
    for (std::int64_t t = 0; t < m_sizes.steps; ++t)
        for (std::int64_t n = 0; n < samples; ++n, to += m_sizes.features)
            std::copy_n(x.first + n * x.sample + t * x.step, m_sizes.features, to);
}

template <class T> void RecurrencePart<T>::giveInputs(const T* dInputs)
{
    for (std::int64_t t = 0; t < m_sizes.steps; ++t)
        for (std::int64_t n = 0; n < samples; ++n, dInputs += m_sizes.features)
            std::copy_n(dInputs, m_sizes.features, dx.first + n * dx.sample + t * dx.step);
}

template <class T> void RecurrencePart<T>::copyStates(const Pass& pass, Placed<const T> const (&from)[2], T* h, T* c) const
{
    T* targets[] = {h, c};
    for (std::int64_t state = 0; state < m_sizes.states(); ++state)
        for (std::int64_t n = 0; n < samples; ++n) {
            const Placed<const T>& source = from[state];
            T* to = targets[state] + n * m_sizes.hidden;
            if (source.first)
                std::copy_n(source.first + n * source.sample + pass.index * source.step, m_sizes.hidden, to);
            else
                std::fill_n(to, m_sizes.hidden, T(0));
        }
}

template <class T> void RecurrencePart<T>::giveStates(const Pass& pass, Placed<T> const (&to)[2], const T* h, const T* c) const
{
    const T* sources[] = {h, c};
    for (std::int64_t state = 0; state < m_sizes.states(); ++state)
        for (std::int64_t n = 0; to[state].first && n < samples; ++n)
            std::copy_n(sources[state] + n * m_sizes.hidden, m_sizes.hidden, to[state].first + n * to[state].sample + pass.index * to[state].step);
}

template <class T> void RecurrencePart<T>::multiplyStates(const Pass& pass, const T* before, T* gates) const
{
    const std::int64_t size = m_sizes.hidden, rows = m_sizes.weightRows(), columns = m_sizes.columns();
    for (const Block& block : blocksOf(m_sizes))
        small::gemm(false, false, samples, block.count, size, {before, size}, {m_weights[static_cast<std::size_t>(pass.index)].hiddenTurned + block.row, rows},
                    {gates + block.column, columns}, block.adds);
}

template <class T> void RecurrencePart<T>::run(const Pass& pass)
{
    const std::int64_t steps = m_sizes.steps, size = m_sizes.hidden, columns = m_sizes.columns(), rows = m_sizes.weightRows();
    const std::int64_t features = m_sizes.featuresOf(pass.layer), width = m_sizes.directions * size, state = samples * size;
    const bool isLast = pass.layer + 1 == m_sizes.layers;
    const Placed<T> out = isLast ? y : Placed<T>{m_inputs[static_cast<std::size_t>(pass.layer + 1)], width, samples * width};
    const RecurrenceWeights<T>& weights = m_weights[static_cast<std::size_t>(pass.index)];
    const std::int64_t first = pass.isReversed() ? (steps + 1) * state : 0;
    copyStates(pass, states, pass.h + first, pass.c ? pass.c + first : nullptr);
    for (std::int64_t begin = 0, many = stepsAtOnce(kRowsForward); begin < steps; begin += many) {
        const std::int64_t count = std::min(many, steps - begin), lowest = pass.isReversed() ? steps - begin - count : begin;
        small::gemm(false, false, count * samples, rows, features, {m_inputs[static_cast<std::size_t>(pass.layer)] + lowest * samples * features, features},
                    {weights.inputTurned, rows}, {pass.gates + lowest * samples * columns, columns}, false);
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t t = pass.isReversed() ? lowest + count - 1 - i : lowest + i, before = (pass.isReversed() ? t + 2 : t) * state, after = (t + 1) * state;
            T* gates = pass.gates + t * samples * columns;
            multiplyStates(pass, pass.h + before, gates);
            gates::forward(m_sizes.cell, gates::Forward<T>{samples, size, lengths, t, gates, weights.bias, pass.h + before, pass.c ? pass.c + before : nullptr, pass.h + after,
                                                           pass.c ? pass.c + after : nullptr, out.first + t * out.step + pass.direction * size, out.sample});
        }
    }
    const std::int64_t end = pass.isReversed() ? state : steps * state;
    giveStates(pass, lastStates, pass.h + end, pass.c ? pass.c + end : nullptr);
}

template <class T> void RecurrencePart<T>::backward(T* kept, T* scratch)
{
    place(kept);
    Scratch s{taken(scratch, stepsAtOnce(kRowsBack) * samples * m_sizes.columns()), taken(scratch, samples * m_sizes.hidden),
              taken(scratch, samples * m_sizes.hidden), taken(scratch, m_sizes.columns()), {}};
    const std::int64_t widest = std::max(m_sizes.featuresOf(0), m_sizes.featuresOf(1));
    for (std::int64_t i = 0; i < dInputsCount(); ++i)
        s.dInputs[i] = taken(scratch, m_sizes.steps * samples * widest);
    for (std::int64_t layer = m_sizes.layers; layer-- > firstTrainedLayer;) {
        for (std::int64_t direction = 0; direction < m_sizes.directions; ++direction)
            runBack(m_passes[static_cast<std::size_t>(layer * m_sizes.directions + direction)], s);
    }
    if (dx.first)
        giveInputs(s.dInputs[0]);
}

template <class T> void RecurrencePart<T>::runBack(const Pass& pass, const Scratch& s)
{
    const std::int64_t steps = m_sizes.steps, columns = m_sizes.columns();
    copyStates(pass, dLastStates, s.dh, s.dc);
    for (std::int64_t left = steps, many = stepsAtOnce(kRowsBack); left > 0; left -= std::min(many, left)) { // steps of the pass that are still to do
        const std::int64_t count = std::min(many, left), lowest = pass.isReversed() ? steps - left : left - count;
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t offset = pass.isReversed() ? i : count - 1 - i;
            stepBack(pass, s, lowest + offset, s.dGates + offset * samples * columns, left == i + 1);
        }
        addWeights(pass, s, lowest, lowest + count, left < steps);
    }
    giveStates(pass, dStates, s.dh, s.dc);
}

template <class T> void RecurrencePart<T>::stepBack(const Pass& pass, const Scratch& s, std::int64_t t, T* dGates, bool isFirst)
{
    const std::int64_t size = m_sizes.hidden, columns = m_sizes.columns(), state = samples * size, width = m_sizes.directions * size;
    const std::int64_t before = (pass.isReversed() ? t + 2 : t) * state, after = (t + 1) * state;
    Placed<const T> dOut = dy;
    if (pass.layer + 1 < m_sizes.layers)
        dOut = {s.dInputs[(pass.layer + 1) % 2], width, samples * width};
    gates::backward(m_sizes.cell, gates::Backward<T>{samples, size, lengths, t, pass.gates + t * samples * columns, pass.h + before, pass.c ? pass.c + before : nullptr, pass.h + after,
                                                     pass.c ? pass.c + after : nullptr, dOut.first ? dOut.first + t * dOut.step + pass.direction * size : nullptr, dOut.sample,
                                                     s.dh, s.dc, dGates});
    if (isFirst && !dStates[0].first)
        return;
    for (const Block& block : blocksOf(m_sizes))
        small::gemm(false, false, samples, size, block.count, {dGates + block.column, columns}, {m_weights[static_cast<std::size_t>(pass.index)].hidden + block.row * size, size},
                    {s.dh, size}, true);
}

/// What the gradients of the gates of steps begin to end give to the weights and to the inputs.
template <class T> void RecurrencePart<T>::addWeights(const Pass& pass, const Scratch& s, std::int64_t begin, std::int64_t end, bool adds)
{
    const std::int64_t size = m_sizes.hidden, columns = m_sizes.columns(), rows = m_sizes.weightRows(), features = m_sizes.featuresOf(pass.layer), many = (end - begin) * samples;
    const RecurrenceWeights<T>& weights = m_weights[static_cast<std::size_t>(pass.index)];
    const RecurrenceGradients<T>& to = gradients[static_cast<std::size_t>(pass.index)];
    if (weights.wantsInput)
        small::gemm(true, false, rows, features, many, {s.dGates, columns}, {m_inputs[static_cast<std::size_t>(pass.layer)] + begin * samples * features, features},
                    {to.input, features}, adds);
    const T* before = pass.h + (pass.isReversed() ? begin + 2 : begin) * samples * size;
    for (const Block& block : blocksOf(m_sizes))
        if (weights.wantsHidden)
            small::gemm(true, false, block.count, size, many, {s.dGates + block.column, columns}, {before, size}, {to.hidden + block.row * size, size}, adds);
    if (weights.wantsBias) { // by sums of sums: fewer digits are lost
        std::fill_n(s.sums, columns, T(0));
        addRows(s.sums, s.dGates, many, columns);
        if (!adds)
            std::fill_n(to.bias, columns, T(0));
        addRows(to.bias, s.sums, 1, columns);
    }
    if (pass.layer > firstTrainedLayer || dx.first)
        small::gemm(false, false, many, features, rows, {s.dGates, columns}, {weights.input, features},
                    {s.dInputs[pass.layer % 2] + begin * samples * features, features}, pass.direction == 1);
}

template class RecurrencePart<float>;
template class RecurrencePart<double>;

} // namespace nodegrad
