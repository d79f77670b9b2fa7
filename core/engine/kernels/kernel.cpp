#include "core/engine/kernels/kernel.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

#include "core/base/random.h"

namespace nodegrad {

std::uint64_t KernelContext::key(const OpCall& op) const
{
    // The step is the counter of the op's own stream: the n-th draw does not depend on the ones before.
    return drawOf(streamKey(seed, op.path), static_cast<std::uint64_t>(step) + 1);
}

at::Generator KernelContext::generator(const OpCall& op, const at::Device& device) const
{
    if (device.is_cpu())
        return at::detail::createCPUGenerator(key(op));
    at::Generator generator = at::globalContext().getAcceleratorHooksInterface(device.type()).getNewGenerator(device.index());
    generator.set_current_seed(key(op));
    return generator;
}

at::Tensor placedAlong(const at::Tensor& weight, std::int64_t rank, std::int64_t axis)
{
    std::vector<std::int64_t> sizes(static_cast<std::size_t>(rank), 1);
    sizes.at(static_cast<std::size_t>(axis < 0 ? axis + rank : axis)) = -1;
    return weight.reshape(sizes);
}

} // namespace nodegrad
