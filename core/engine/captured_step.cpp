#include "core/engine/captured_step.h"

#include <algorithm>
#include <optional>

#include <ATen/ATen.h>
#include <c10/core/DeviceGuard.h>
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include "core/base/log.h"

#if __has_include(<ATen/core/GraphImplInterface.h>)
#include <ATen/core/GraphImplInterface.h>
#define NODEGRAD_HAS_GRAPHS 1
#endif

namespace nodegrad {

#ifdef NODEGRAD_HAS_GRAPHS

namespace {

constexpr int kStepsBefore = 3; ///< that run as they are: libraries choose their algorithms, and memory is taken

std::vector<std::vector<std::int64_t>> sizesOf(const std::vector<Feed>& feeds)
{
    std::vector<std::vector<std::int64_t>> sizes;
    for (const Feed& feed : feeds)
        sizes.push_back(feed.tensor.sizes().vec());
    return sizes;
}

/// Kernels are captured on a stream of its own; the accelerator waits at both ends.
class SideStream {
public:
    explicit SideStream(const c10::Device& device) : m_device(device)
    {
        if (device.is_cpu()) // it has no streams
            return;
        const c10::impl::VirtualGuardImpl backend(device.type());
        backend.synchronizeDevice(device.index());
        m_stream.emplace(backend.getStreamFromGlobalPool(device));
    }

private:
    c10::DeviceGuard m_device;
    std::optional<c10::StreamGuard> m_stream;
};

} // namespace

struct CapturedStep::Graph {
    std::unique_ptr<at::GraphImplInterface> calls;
    std::vector<Feed> feeds;                                ///< what the graph reads
    Tensors values;                                         ///< what it writes: the wanted values,
    std::vector<std::pair<at::Tensor, at::Tensor>> gradients; ///< and of parameters their gradients
};

CapturedStep::CapturedStep(StepPlan& plan, TorchModel& model) : m_plan(plan), m_model(model) {}
CapturedStep::~CapturedStep() = default;

Tensors CapturedStep::run(const std::vector<Feed>& feeds, const KernelContext& context)
{
    if (!m_refusal.empty())
        return runAsItIs(feeds, context);
    if (auto sizes = sizesOf(feeds); sizes != m_sizes) {
        drop();
        m_sizes = std::move(sizes);
    }
    if (!m_graph && ++m_alike > kStepsBefore)
        capture(feeds, context);
    return m_graph ? replay(feeds) : runAsItIs(feeds, context);
}

void CapturedStep::drop()
{
    m_graph.reset();
    m_alike = 0;
}

Tensors CapturedStep::runAsItIs(const std::vector<Feed>& feeds, const KernelContext& context)
{
    Tensors values = m_plan.forward(feeds, context);
    m_plan.backward();
    return values;
}

/// Nothing is computed yet. A graph that cannot be is given up for the whole run, and the step runs as it is.
void CapturedStep::capture(const std::vector<Feed>& feeds, const KernelContext& context)
{
    auto graph = std::make_unique<Graph>();
    for (const Feed& feed : feeds)
        graph->feeds.push_back({feed.value, feed.tensor.clone()});
    const c10::Device device = m_model.device();
    bool hasBegun = false;
    try {
        const SideStream side(device);
        graph->calls = at::GraphImplRegistry()->Create(c10::DeviceTypeName(device.type(), false), at::GraphImplArgs{});
        graph->calls->capture_begin({0, 0}, at::GraphCaptureMode::ThreadLocal);
        hasBegun = true;
        graph->values = runAsItIs(graph->feeds, context);
        hasBegun = false;
        graph->calls->capture_end();
    } catch (const std::exception& error) {
        m_refusal = error.what();
        m_refusal.resize(std::min(m_refusal.find('\n'), m_refusal.size())); // without the backtrace
        if (hasBegun) {
            try {
                graph->calls->capture_end();
            } catch (const std::exception&) { // it says again that the capture is broken
            }
        }
        logWarning("A step could not be captured as a graph: " + m_refusal);
        return;
    }
    for (const auto& [path, parameter] : m_model.trainable())
        if (parameter.grad().defined())
            graph->gradients.emplace_back(parameter, parameter.grad());
    m_graph = std::move(graph);
}

Tensors CapturedStep::replay(const std::vector<Feed>& feeds)
{
    for (std::size_t i = 0; i < feeds.size(); ++i)
        m_graph->feeds[i].tensor.copy_(feeds[i].tensor, true);
    m_graph->calls->replay();
    for (auto& [parameter, gradient] : m_graph->gradients)
        parameter.mutable_grad() = gradient;
    return m_graph->values;
}

std::string whyNotCaptured(const Program& program, const c10::Device& device)
{
    for (const OpCall& op : program.ops)
        if (op.type->random)
            return "Steps are not captured as a graph: '" + op.origin + "' draws random numbers in each of them.";
    if (!at::has_graph_impl(device.type()))
        return "Steps are not captured as a graph: the device has none.";
    return {};
}

#else

struct CapturedStep::Graph {};
CapturedStep::CapturedStep(StepPlan& plan, TorchModel& model) : m_plan(plan), m_model(model) {}
CapturedStep::~CapturedStep() = default;

Tensors CapturedStep::run(const std::vector<Feed>& feeds, const KernelContext& context)
{
    Tensors values = m_plan.forward(feeds, context);
    m_plan.backward();
    return values;
}

void CapturedStep::drop() {}

std::string whyNotCaptured(const Program&, const c10::Device&)
{
    return "Steps are not captured as a graph: this LibTorch has none.";
}

#endif

} // namespace nodegrad
