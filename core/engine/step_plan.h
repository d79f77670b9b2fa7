#pragma once
// A Program compiled for training: forward and backward as one flat list of ops over tensors that stay where they are.

#include <functional>
#include <memory>
#include <vector>

#include "core/engine/kernels/static_op.h"
#include "core/engine/torch_model.h"
#include "core/ops/segments.h"

namespace nodegrad {

/// A loss and the share with which it counts.
struct WeightedLoss {
    ValueId loss = kNoValue;
    double weight = 1;
};

struct StepOptions {
    bool compiles = true;                ///< false: all ops go through autograd, as under autocast
    std::vector<Segment> segments = {};  ///< keep nothing but their ends after forward, and run again in backward
};

/// Gives what forward and backward through autograd give, without a graph to build, and without taking memory after the first step
/// where ops allow it. Ops that have no compiled form, and what lies between two of them, go through autograd inside the list.
/// Sizes may change from step to step. Single thread; throws c10::Error: call it inside guardedTorch(). The model must outlive it.
class StepPlan {
public:
    StepPlan(TorchModel& model, const ForwardPlan& plan, std::vector<WeightedLoss> losses, const StepOptions& options = {});
    ~StepPlan();

    /// The wanted values, in training mode. They hold until the next call: what is kept must be copied.
    /// `watcher` is told the output of each op as soon as it is there; what it is handed holds only for the call.
    using Watcher = std::function<void(const OpCall&, const at::Tensor& output)>;
    Tensors forward(const std::vector<Feed>& feeds, const KernelContext& context, const Watcher& watcher = {});
    /// Gradients of the sum of weighted losses, times `share`, for what forward() computed last: in grad() of the model's trainable
    /// parameters. `adds`: to those that the steps before gave, as for several batches that make one step.
    void backward(double share = 1, bool adds = false);

    /// Pictures and the weights of convolutions lie with the channels innermost.
    bool channelsLast() const { return m_channelsLast; }
    /// How many ops run compiled, and how many through autograd.
    struct Counts {
        int compiled = 0, autograd = 0, plain = 0; ///< plain: nothing before them is trained
    };
    Counts counts() const { return m_counts; }

private:
    class Part;
    class CompiledPart;
    class AutogradPart;
    class SegmentPart;

    void chooseLayout(const ForwardPlan& plan);
    void markGradients(const ForwardPlan& plan);
    void placeSegments(const ForwardPlan& plan, const std::vector<Segment>& segments);
    void addParts(const ForwardPlan& plan, const StepOptions& options);
    void feed(const std::vector<Feed>& feeds);
    void publish();
    Slots slotsOf(const std::vector<ValueId>& values);

    TorchModel& m_model;
    std::vector<ValueId> m_wanted;
    std::vector<WeightedLoss> m_losses;
    std::vector<Slot> m_slots;                   ///< by value id; never grows
    std::vector<int> m_readers;                  ///< ops that read a value; a wanted value has one more
    std::vector<int> m_segmentOf;                ///< by op; -1: in none
    std::vector<bool> m_enters, m_leaves;        ///< by value id: read in a segment that did not make it; made in one and read outside, or wanted
    std::vector<std::unique_ptr<Part>> m_parts;
    std::vector<std::vector<std::int64_t>> m_sizes; ///< of the feeds of the last step
    Counts m_counts;
    bool m_channelsLast = false;
    const Watcher* m_watcher = nullptr;          ///< of the pass that runs
};

} // namespace nodegrad
