#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "core/engine/kernels/kernel.h"
#include "core/engine/kernels/recurrent_op.h"

namespace nodegrad {

namespace {

/// A call taken apart: x (N, T, F), first states and weights as at:: takes them, lengths (undefined without).
struct Recurrence {
    at::Tensor x, lengths;
    Tensors states, weights;   ///< states (layers D, N, H): h, and c of an LSTM
    std::int64_t layers = 1;
    bool bidirectional = false;
};

/// at::lstm with sizes that do not fit ends in a segmentation fault under oneDNN, not in an exception: every size is checked here.
Recurrence recurrenceOf(const OpCall& call, const Tensors& in, std::int64_t gates, std::size_t states)
{
    const Attributes& a = call.attributes;
    const std::int64_t hidden = a.integer("hidden_size"), projected = a.has("projection_size") ? a.integer("projection_size") : 0;
    const std::int64_t output = projected > 0 ? projected : hidden;
    Recurrence r{.x = in[0], .lengths = {}, .states = {}, .weights = {}, .layers = a.integer("layers"), .bidirectional = a.flag("bidirectional")};
    const std::int64_t directions = r.bidirectional ? 2 : 1;
    TORCH_CHECK(r.x.dim() == 3, call.type->id, " needs (N, T, F)");
    std::size_t next = 1;
    for (std::size_t i = 0; i < states; ++i) {
        const std::vector<std::int64_t> sizes{r.layers * directions, r.x.size(0), i == 0 ? output : hidden};
        r.states.push_back(a.flag("initial_state") ? in.at(next++).transpose(0, 1).contiguous() : at::zeros(sizes, r.x.options().requires_grad(false)));
        TORCH_CHECK(r.states.back().sizes() == sizes, call.type->id, ": the initial state does not fit");
    }
    if (a.flag("lengths")) {
        r.lengths = at::round(in.at(next++).detach().flatten().to(at::kDouble)).to(at::kLong).clamp(1, r.x.size(1));
        TORCH_CHECK(r.lengths.size(0) == r.x.size(0), call.type->id, ": the lengths do not fit");
    }
    r.weights.assign(in.begin() + static_cast<std::ptrdiff_t>(next), in.end());
    const std::size_t arrays = projected > 0 ? 5 : 4;
    TORCH_CHECK(r.weights.size() == arrays * static_cast<std::size_t>(r.layers * directions), call.type->id, " has ", r.weights.size(), " weights");
    const char* names[] = {"weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr"};
    for (std::size_t i = 0; i < r.weights.size(); ++i) {
        const bool isFirstLayer = i < arrays * static_cast<std::size_t>(directions);
        const std::int64_t rows = gates * hidden, features = isFirstLayer ? r.x.size(2) : output * directions;
        const std::vector<std::int64_t> shapes[] = {{rows, features}, {rows, output}, {rows}, {rows}, {projected, hidden}};
        TORCH_CHECK(r.weights[i].sizes() == shapes[i % arrays], call.type->id, ": ", names[i % arrays], " does not fit");
    }
    return r;
}

/// Runs a cell on a batch with samples: `whole` takes (x, states), `packed` takes (data, sizes, states) of samples in the order of
/// their lengths; both give the sequence and the last states.
template <class Whole, class Packed> Tensors run(const Recurrence& r, Whole&& whole, Packed&& packed)
{
    Tensors out;
    if (r.x.size(0) == 0) {
        const std::int64_t width = r.states[0].size(2) * (r.bidirectional ? 2 : 1);
        out.push_back(at::zeros({0, r.x.size(1), width}, r.x.options()));
        out.insert(out.end(), r.states.begin(), r.states.end());
    } else if (!r.lengths.defined()) {
        out = whole(r.x, r.states);
    } else {
        const at::Tensor order = at::argsort(r.lengths, /*stable=*/true, 0, /*descending=*/true), restore = at::argsort(order);
        const auto [data, sizes] = at::_pack_padded_sequence(r.x.index_select(0, order), r.lengths.index_select(0, order).cpu(), /*batch_first=*/true);
        Tensors states;
        for (const at::Tensor& state : r.states)
            states.push_back(state.index_select(1, order));
        out = packed(data, sizes, states);
        const auto padded = at::_pad_packed_sequence(out[0], sizes, /*batch_first=*/true, 0.0, r.x.size(1));
        out[0] = std::get<0>(padded).index_select(0, restore);
        for (std::size_t i = 1; i < out.size(); ++i)
            out[i] = out[i].index_select(1, restore);
    }
    for (std::size_t i = 1; i < out.size(); ++i)
        out[i] = out[i].transpose(0, 1);
    return out;
}

Tensors lstm(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Recurrence r = recurrenceOf(call, in, 4, 2);
    const bool train = c10::GradMode::is_enabled();
    const auto list = [](std::tuple<at::Tensor, at::Tensor, at::Tensor> result) {
        return Tensors{std::get<0>(result), std::get<1>(result), std::get<2>(result)};
    };
    return run(
        r, [&](const at::Tensor& x, const Tensors& states) { return list(at::lstm(x, states, r.weights, true, r.layers, 0.0, train, r.bidirectional, true)); },
        [&](const at::Tensor& data, const at::Tensor& sizes, const Tensors& states) {
            return list(at::lstm(data, sizes, states, r.weights, true, r.layers, 0.0, train, r.bidirectional));
        });
}

Tensors gru(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Recurrence r = recurrenceOf(call, in, 3, 1);
    const bool train = c10::GradMode::is_enabled();
    const auto list = [](std::tuple<at::Tensor, at::Tensor> result) { return Tensors{std::get<0>(result), std::get<1>(result)}; };
    return run(
        r, [&](const at::Tensor& x, const Tensors& states) { return list(at::gru(x, states[0], r.weights, true, r.layers, 0.0, train, r.bidirectional, true)); },
        [&](const at::Tensor& data, const at::Tensor& sizes, const Tensors& states) {
            return list(at::gru(data, sizes, states[0], r.weights, true, r.layers, 0.0, train, r.bidirectional));
        });
}

Tensors rnn(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Recurrence r = recurrenceOf(call, in, 1, 1);
    const bool train = c10::GradMode::is_enabled(), isRelu = call.attributes.text("nonlinearity") == "relu";
    const auto list = [](std::tuple<at::Tensor, at::Tensor> result) { return Tensors{std::get<0>(result), std::get<1>(result)}; };
    return run(
        r,
        [&](const at::Tensor& x, const Tensors& states) {
            return list(isRelu ? at::rnn_relu(x, states[0], r.weights, true, r.layers, 0.0, train, r.bidirectional, true)
                               : at::rnn_tanh(x, states[0], r.weights, true, r.layers, 0.0, train, r.bidirectional, true));
        },
        [&](const at::Tensor& data, const at::Tensor& sizes, const Tensors& states) {
            return list(isRelu ? at::rnn_relu(data, sizes, states[0], r.weights, true, r.layers, 0.0, train, r.bidirectional)
                               : at::rnn_tanh(data, sizes, states[0], r.weights, true, r.layers, 0.0, train, r.bidirectional));
        });
}

} // namespace

std::vector<Kernel> recurrentKernels()
{
    return {{"lstm", lstm, compileRecurrence}, {"gru", gru, compileRecurrence}, {"rnn", rnn, compileRecurrence}};
}

} // namespace nodegrad
