#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

/// x (N, T, F); four tensors a layer and direction: weight_ih, weight_hh, bias_ih, bias_hh. Zero initial state.
static Tensors lstm(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Attributes& a = call.attributes;
    const std::int64_t hidden = a.integer("hidden_size"), layers = a.integer("layers");
    const bool bidirectional = a.flag("bidirectional");
    const std::int64_t directions = bidirectional ? 2 : 1;
    const at::Tensor& x = in[0];
    const Tensors weights(in.begin() + 1, in.end());

    // at::lstm with sizes that do not fit ends in a segmentation fault under oneDNN, not in an exception: every size is checked here.
    TORCH_CHECK(x.dim() == 3, "lstm needs (N, T, F)");
    TORCH_CHECK(static_cast<std::int64_t>(weights.size()) == 4 * layers * directions, "lstm has ", weights.size(), " weights");
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        const std::int64_t features = layer == 0 ? x.size(2) : hidden * directions;
        for (std::int64_t direction = 0; direction < directions; ++direction) {
            const auto first = static_cast<std::size_t>(4 * (layer * directions + direction));
            TORCH_CHECK((weights[first].sizes() == at::IntArrayRef{4 * hidden, features}), "lstm: weight_ih does not fit");
            TORCH_CHECK((weights[first + 1].sizes() == at::IntArrayRef{4 * hidden, hidden}), "lstm: weight_hh does not fit");
            TORCH_CHECK((weights[first + 2].sizes() == at::IntArrayRef{4 * hidden}), "lstm: bias_ih does not fit");
            TORCH_CHECK((weights[first + 3].sizes() == at::IntArrayRef{4 * hidden}), "lstm: bias_hh does not fit");
        }
    }
    const at::Tensor zeros = at::zeros({layers * directions, x.size(0), hidden}, x.options().requires_grad(false));
    if (x.size(0) == 0)
        return {at::zeros({0, x.size(1), hidden * directions}, x.options()), zeros, zeros};
    const auto [sequence, state, cell] = at::lstm(x, {zeros, zeros}, weights, /*has_biases=*/true, layers, /*dropout=*/0.0,
                                                  /*train=*/c10::GradMode::is_enabled(), bidirectional, /*batch_first=*/true);
    return {sequence, state, cell};
}

std::vector<Kernel> recurrentKernels()
{
    return {{"lstm", lstm}};
}

} // namespace nodegrad
