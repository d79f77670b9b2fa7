#include "core/engine/kernels/recurrent_op.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>

#include "core/engine/kernels/recurrence.h"
#include "core/engine/kernels/small.h"

namespace nodegrad {

namespace {

constexpr std::size_t kArrays = 4; // weight_ih, weight_hh, bias_ih, bias_hh of each pass
constexpr std::int64_t kFewestSamples = 8; // of a part: products of fewer rows are slow

RecurrenceSizes sizesOf(const OpCall& call)
{
    const Attributes& a = call.attributes;
    const bool isRelu = a.has("nonlinearity") && a.text("nonlinearity") == "relu";
    RecurrenceSizes sizes;
    sizes.cell = call.type->id == "lstm" ? gates::Cell::Lstm : call.type->id == "gru" ? gates::Cell::Gru : isRelu ? gates::Cell::Relu : gates::Cell::Tanh;
    sizes.hidden = a.integer("hidden_size");
    sizes.layers = a.integer("layers");
    sizes.directions = a.flag("bidirectional") ? 2 : 1;
    sizes.hasLengths = a.flag("lengths");
    return sizes;
}

/// A fused pass over the gates of each step, for all samples on one thread or for a share of them on each. The partition depends on the
/// batch and the number of threads alone, so that a run can be repeated bit for bit.
class RecurrentOp final : public StaticOp {
public:
    RecurrentOp(const OpCall& call, const Slots& in, const Slots& out)
        : StaticOp(in, out), m_call(call), m_sizes(sizesOf(call)), m_startsFromStates(call.attributes.flag("initial_state"))
    {
    }
    void forward(const KernelContext&) override { isDouble() ? run(m_double) : run(m_float); }
    void backward() override { isDouble() ? runBack(m_double) : runBack(m_float); }

private:
    template <class T> struct Work {
        std::vector<RecurrenceWeights<T>> weights;
        std::vector<RecurrencePart<T>> parts;
    };

    bool isDouble() const { return x().scalar_type() == at::kDouble; }
    std::size_t stateCount() const { return static_cast<std::size_t>(m_sizes.states()); }
    std::size_t lengthsAt() const { return 1 + (m_startsFromStates ? stateCount() : 0); }
    std::size_t weightAt(std::int64_t pass, std::size_t array) const
    {
        return lengthsAt() + (m_sizes.hasLengths ? 1 : 0) + kArrays * static_cast<std::size_t>(pass) + array;
    }

    /// What does not fit would be read and written past its end.
    void check() const
    {
        const auto needs = [&](const at::Tensor& tensor, at::IntArrayRef sizes, const char* what) {
            TORCH_CHECK(tensor.sizes() == sizes && tensor.scalar_type() == x().scalar_type(), m_call.type->id, ": ", what, " does not fit");
        };
        TORCH_CHECK(x().dim() == 3 && x().size(1) > 0, m_call.type->id, " needs (N, T, F)");
        TORCH_CHECK(isDouble() || x().scalar_type() == at::kFloat, m_call.type->id, " needs real numbers");
        TORCH_CHECK(m_in.size() == weightAt(m_sizes.passes(), 0), m_call.type->id, " has ", m_in.size(), " inputs");
        for (std::size_t i = 0; m_startsFromStates && i < stateCount(); ++i)
            needs(x(1 + i), {x().size(0), m_sizes.passes(), m_sizes.hidden}, "the initial state");
        const std::int64_t rows = m_sizes.weightRows();
        for (std::int64_t pass = 0; pass < m_sizes.passes(); ++pass) {
            const std::int64_t features = pass < m_sizes.directions ? x().size(2) : m_sizes.directions * m_sizes.hidden;
            needs(x(weightAt(pass, 0)), {rows, features}, "weight_ih");
            needs(x(weightAt(pass, 1)), {rows, m_sizes.hidden}, "weight_hh");
            needs(x(weightAt(pass, 2)), {rows}, "bias_ih");
            needs(x(weightAt(pass, 3)), {rows}, "bias_hh");
        }
    }

    template <class T> static Placed<const T> read(const at::Tensor& value, std::int64_t first)
    {
        return {value.const_data_ptr<T>() + first * value.stride(0), value.stride(0), value.stride(1)};
    }
    template <class T> static Placed<T> write(at::Tensor& value, std::int64_t first)
    {
        return {value.mutable_data_ptr<T>() + first * value.stride(0), value.stride(0), value.stride(1)};
    }
    /// Rows of numbers that lie side by side.
    static at::Tensor dense(const at::Tensor& value) { return value.stride(2) == 1 ? value : value.contiguous(); }

    std::int64_t partCount() const { return std::clamp<std::int64_t>(x().size(0) / kFewestSamples, std::min<std::int64_t>(1, x().size(0)), at::get_num_threads()); }

    template <class T> void prepareWeights(Work<T>& work)
    {
        m_weights.clear();
        work.weights.assign(static_cast<std::size_t>(m_sizes.passes()), {});
        m_firstTrainedLayer = m_sizes.layers;
        const auto keep = [&](at::Tensor tensor) {
            m_weights.push_back(std::move(tensor));
            return m_weights.back().const_data_ptr<T>();
        };
        for (std::int64_t pass = m_sizes.passes(); pass-- > 0;) {
            RecurrenceWeights<T>& to = work.weights[static_cast<std::size_t>(pass)];
            const at::Tensor &input = x(weightAt(pass, 0)), &hidden = x(weightAt(pass, 1));
            to.input = keep(input.contiguous());
            to.hidden = keep(hidden.contiguous());
            to.inputTurned = keep(input.t().contiguous());
            to.hiddenTurned = keep(hidden.t().contiguous());
            to.bias = keep(biasOf(x(weightAt(pass, 2)), x(weightAt(pass, 3))));
            to.wantsInput = wants(weightAt(pass, 0));
            to.wantsHidden = wants(weightAt(pass, 1));
            to.wantsBias = wants(weightAt(pass, 2)) || wants(weightAt(pass, 3));
            if (to.wantsInput || to.wantsHidden || to.wantsBias)
                m_firstTrainedLayer = pass / m_sizes.directions;
        }
        if (wants(0) || (m_startsFromStates && (wants(1) || wants(stateCount()))))
            m_firstTrainedLayer = 0;
    }

    /// One row of gates.
    at::Tensor biasOf(const at::Tensor& input, const at::Tensor& hidden) const
    {
        if (m_sizes.cell != gates::Cell::Gru)
            return input + hidden;
        const std::int64_t size = m_sizes.hidden;
        return at::cat({input.narrow(0, 0, 2 * size) + hidden.narrow(0, 0, 2 * size), input.narrow(0, 2 * size, size), hidden.narrow(0, 2 * size, size)});
    }

    template <class T> void run(Work<T>& work)
    {
        check();
        m_sizes.steps = x().size(1), m_sizes.features = x().size(2);
        prepareWeights(work);
        m_x = dense(x());
        for (std::size_t i = 0; i < stateCount(); ++i)
            m_states[i] = m_startsFromStates ? dense(x(1 + i)) : at::Tensor();
        if (m_sizes.hasLengths) {
            m_lengths = at::round(x(lengthsAt()).flatten().to(at::kDouble)).to(at::kLong).clamp(1, m_sizes.steps);
            TORCH_CHECK(m_lengths.size(0) == x().size(0), m_call.type->id, ": the lengths do not fit");
        }
        const std::int64_t batch = x().size(0);
        std::vector<at::Tensor*> outputs;
        for (std::size_t i = 0; i < m_out.size(); ++i)
            m_out[i]->write(x().options(), [&](at::Tensor& out) {
                if (i == 0)
                    small::shape(out, {batch, m_sizes.steps, m_sizes.directions * m_sizes.hidden});
                else
                    small::shape(out, {batch, m_sizes.passes(), m_sizes.hidden});
            });
        divide(work, batch);
        std::vector<std::int64_t> starts;
        m_kept = memoryFor(work, x().options(), starts, &RecurrencePart<T>::keptSize);
        m_keptAt = starts;
        T* kept = m_kept.mutable_data_ptr<T>();
        small::inParts(std::ssize(work.parts), [&](std::int64_t i) { work.parts[static_cast<std::size_t>(i)].forward(kept + m_keptAt[static_cast<std::size_t>(i)]); });
    }

    template <class T> void divide(Work<T>& work, std::int64_t batch)
    {
        work.parts.clear();
        const std::int64_t count = partCount();
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t first = batch * i / count;
            RecurrencePart<T>& part = work.parts.emplace_back(m_sizes, work.weights);
            part.samples = batch * (i + 1) / count - first;
            part.lengths = m_sizes.hasLengths ? m_lengths.const_data_ptr<std::int64_t>() + first : nullptr;
            part.x = read<T>(m_x, first);
            part.y = write<T>(m_out[0]->tensor, first);
            for (std::size_t k = 0; k < stateCount(); ++k) {
                if (m_startsFromStates)
                    part.states[k] = read<T>(m_states[k], first);
                part.lastStates[k] = write<T>(m_out[1 + k]->tensor, first);
            }
        }
    }

    template <class T>
    at::Tensor memoryFor(const Work<T>& work, const at::TensorOptions& options, std::vector<std::int64_t>& starts, std::int64_t (RecurrencePart<T>::*sizeOf)() const) const
    {
        std::int64_t size = 0;
        starts.clear();
        for (const RecurrencePart<T>& part : work.parts) {
            starts.push_back(size);
            size += (part.*sizeOf)();
        }
        return at::empty({size}, options);
    }

    template <class T> void runBack(Work<T>& work)
    {
        if (m_firstTrainedLayer == m_sizes.layers)
            return;
        const auto fresh = [&](bool isWanted, at::IntArrayRef sizes) { return isWanted ? at::empty(sizes, m_x.options()) : at::Tensor(); };
        const std::int64_t batch = m_x.size(0);
        at::Tensor dx = fresh(wants(0), m_x.sizes()), dStates[2], given[3];
        for (std::size_t i = 0; i < m_out.size(); ++i)
            given[i] = m_out[i]->gradient.isDefined() ? dense(m_out[i]->gradient.value()) : at::Tensor();
        for (std::size_t i = 0; i < stateCount(); ++i)
            dStates[i] = fresh(m_startsFromStates && wants(1 + i), {batch, m_sizes.passes(), m_sizes.hidden});
        Tensors sums = weightGradients(work);
        std::int64_t first = 0;
        for (RecurrencePart<T>& part : work.parts) {
            part.firstTrainedLayer = m_firstTrainedLayer;
            part.dy = given[0].defined() ? read<T>(given[0], first) : Placed<const T>{};
            part.dx = dx.defined() ? write<T>(dx, first) : Placed<T>{};
            for (std::size_t k = 0; k < stateCount(); ++k) {
                part.dLastStates[k] = given[1 + k].defined() ? read<T>(given[1 + k], first) : Placed<const T>{};
                part.dStates[k] = dStates[k].defined() ? write<T>(dStates[k], first) : Placed<T>{};
            }
            first += part.samples;
        }
        std::vector<std::int64_t> starts;
        at::Tensor scratch = memoryFor(work, m_x.options(), starts, &RecurrencePart<T>::scratchSize);
        T *kept = m_kept.mutable_data_ptr<T>(), *memory = scratch.mutable_data_ptr<T>();
        small::inParts(std::ssize(work.parts), [&](std::int64_t i) {
            work.parts[static_cast<std::size_t>(i)].backward(kept + m_keptAt[static_cast<std::size_t>(i)], memory + starts[static_cast<std::size_t>(i)]);
        });
        if (dx.defined())
            input().gradient.take(dx);
        for (std::size_t i = 0; i < stateCount(); ++i)
            if (dStates[i].defined())
                input(1 + i).gradient.take(dStates[i]);
        giveWeights(sums);
        m_kept.reset(), m_x.reset(), m_states[0].reset(), m_states[1].reset();
        m_weights.clear();
    }

    /// Of each pass the gradients of its weights and of a row of biases, with a row for each part; undefined where none is wanted.
    template <class T> Tensors weightGradients(Work<T>& work) const
    {
        const std::int64_t parts = std::ssize(work.parts);
        Tensors sums;
        for (RecurrencePart<T>& part : work.parts)
            part.gradients.assign(work.weights.size(), {});
        for (std::int64_t pass = 0; pass < m_sizes.passes(); ++pass) {
            const RecurrenceWeights<T>& weights = work.weights[static_cast<std::size_t>(pass)];
            const std::int64_t sizes[] = {x(weightAt(pass, 0)).numel(), x(weightAt(pass, 1)).numel(), m_sizes.columns()};
            const bool wanted[] = {weights.wantsInput, weights.wantsHidden, weights.wantsBias};
            for (std::size_t k = 0; k < 3; ++k) {
                sums.push_back(wanted[k] ? at::empty({parts, sizes[k]}, m_x.options()) : at::Tensor());
                for (std::int64_t i = 0; wanted[k] && i < parts; ++i) {
                    RecurrenceGradients<T>& to = work.parts[static_cast<std::size_t>(i)].gradients[static_cast<std::size_t>(pass)];
                    (k == 0 ? to.input : k == 1 ? to.hidden : to.bias) = sums.back().mutable_data_ptr<T>() + i * sizes[k];
                }
            }
        }
        return sums;
    }

    void giveWeights(const Tensors& sums)
    {
        const std::int64_t size = m_sizes.hidden, rows = m_sizes.weightRows();
        for (std::int64_t pass = 0; pass < m_sizes.passes(); ++pass) {
            const at::Tensor* given = &sums[3 * static_cast<std::size_t>(pass)];
            giveTotal(weightAt(pass, 0), given[0], {});
            giveTotal(weightAt(pass, 1), given[1], {});
            giveTotal(weightAt(pass, 2), given[2], {{0, rows}});
            if (m_sizes.cell == gates::Cell::Gru)
                giveTotal(weightAt(pass, 3), given[2], {{0, 2 * size}, {3 * size, size}});
            else
                giveTotal(weightAt(pass, 3), given[2], {{0, rows}});
        }
    }
    /// The sum of the parts, in their order; of these columns of it, side by side, or of all.
    void giveTotal(std::size_t in, const at::Tensor& parts, const std::vector<std::pair<std::int64_t, std::int64_t>>& columns)
    {
        if (!wants(in))
            return;
        input(in).gradient.write([&](at::Tensor& out) {
            small::shape(out, x(in).sizes());
            at::Tensor all = out.view({-1}).zero_();
            for (std::int64_t i = 0; i < parts.size(0); ++i) {
                if (columns.empty())
                    all.add_(parts[i]);
                std::int64_t next = 0;
                for (const auto& [first, count] : columns) {
                    all.narrow(0, next, count).add_(parts[i].narrow(0, first, count));
                    next += count;
                }
            }
        });
    }

    const OpCall& m_call;
    RecurrenceSizes m_sizes;
    bool m_startsFromStates;
    std::int64_t m_firstTrainedLayer = 0;
    Work<float> m_float;
    Work<double> m_double;
    at::Tensor m_x, m_states[2], m_lengths, m_kept;
    Tensors m_weights;                   ///< what the pointers in Work::weights point to
    std::vector<std::int64_t> m_keptAt;  ///< by part, in m_kept
};

} // namespace

std::unique_ptr<StaticOp> compileRecurrence(const OpCall& call, const Slots& in, const Slots& out)
{
    const bool hasProjection = call.attributes.has("projection_size") && call.attributes.integer("projection_size") > 0;
    if (!in[0]->device.is_cpu() || hasProjection || !small::hasGemm())
        return nullptr;
    return std::make_unique<RecurrentOp>(call, in, out);
}

} // namespace nodegrad
