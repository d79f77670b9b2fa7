#include "core/engine/kernels/kernel.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

#include "core/base/random.h"

namespace nodegrad {

at::Generator KernelContext::generator(const OpCall& op, const at::Device& device) const
{
    // The step is the counter of the op's own stream: the n-th draw does not depend on the ones before.
    RandomStream stream(streamKey(seed, op.path), static_cast<std::uint64_t>(step));
    const std::uint64_t key = stream.bits();
    if (device.is_cpu())
        return at::detail::createCPUGenerator(key);
    at::Generator generator = at::globalContext().getAcceleratorHooksInterface(device.type()).getNewGenerator(device.index());
    generator.set_current_seed(key);
    return generator;
}

} // namespace nodegrad
