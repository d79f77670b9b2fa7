#pragma once
// Where a run writes to. Implemented by runs/ (a folder) and by tests (memory).

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "core/shapes/host_tensor.h"
#include "core/training/acts.h"
#include "core/training/events.h"

namespace nodegrad {

/// Everything a resume needs. Tensors: weights and buffers under their keys in `model`, optimizer state in `optimizer`
/// ("<parameter path>.exp_avg"), the moving average of the weights by parameter path in `average` (empty when there is none).
struct Checkpoint {
    std::map<std::string, HostTensor> model, optimizer, average = {};
    nlohmann::json state;       ///< epoch, batch, step, best loss, patience, order of samples, running sums, settings that were measured
};

/// Called on the trainer thread only.
class RunSink {
public:
    virtual ~RunSink() = default;
    /// Appends to the log; cheap (buffered).
    virtual Status log(const ScalarPoint& point) = 0;
    virtual Status log(const HistogramPoint& point) = 0;
    /// Makes what was logged durable, then writes checkpoint `name` ("last", "best", "epoch-12") atomically together with the log's length.
    virtual Status saveCheckpoint(const std::string& name, const Checkpoint& checkpoint) = 0;
    /// Ok when there is none.
    virtual Status removeCheckpoint(const std::string& name) = 0;
    /// The state of the run for whoever opens the folder later.
    virtual Status setState(RunState state, const std::string& note, const Error& error) = 0;
    /// `act` was performed, now or again: a line of the log. `all`: the acts of the whole run in their order, to be kept durably before
    /// the run goes on.
    virtual Status noteAct(const RunAct& act, const std::vector<RunAct>& all) = 0;
    /// Acts that another process has asked for since the last call (at least every two seconds).
    virtual std::vector<RunAct> takeRequests() = 0;
    /// Lets a reader see what was logged (at least every two seconds).
    virtual Status flush() = 0;
};

} // namespace nodegrad
