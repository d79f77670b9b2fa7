#pragma once
// A Program that runs: parameters and buffers as tensors. This header shows no LibTorch; whoever may include LibTorch and
// needs tensors includes engine/torch_model.h.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/cancellation.h"
#include "core/ops/program.h"
#include "core/shapes/host_tensor.h"

namespace nodegrad {

/// Weights and buffers by state-dict key.
using StateDict = std::map<std::string, HostTensor>;

class TorchModel;

/// Inference on host arrays. Not thread-safe; a copy shares nothing.
class Model {
public:
    /// Builds the module with initial values drawn from `seed`. Errors: device.unavailable, memory.exhausted, engine.*.
    static Result<Model> create(std::shared_ptr<const Program> program, std::uint64_t seed, const std::string& device = "cpu");
    Model(Model&&) noexcept;
    Model& operator=(Model&&) noexcept;
    ~Model();

    const Program& program() const;
    Result<StateDict> state() const;
    /// Strict: every key and shape must fit. Errors: state.missing_key, state.unknown_key, state.wrong_shape.
    Status loadState(const StateDict& state);
    /// Values of `wanted` for raw inputs (one tensor an input of the Program), in evaluation mode, at most `batchSize` samples at
    /// once. Result: one array for each wanted value, samples in order. Errors: input.wrong_shape, cancelled, engine.*.
    Result<std::vector<HostTensor>> run(const std::vector<HostTensor>& inputs, const std::vector<ValueId>& wanted,
                                        std::int64_t batchSize = 256, const Task& task = Task());
    TorchModel& torch() { return *m_model; }

private:
    explicit Model(std::unique_ptr<TorchModel> model);
    std::unique_ptr<TorchModel> m_model;
};

struct DeviceInfo {
    std::string id;    ///< "cpu", "cuda:0"
    std::string title; ///< "CPU, 2 threads"
    std::int64_t totalBytes = 0, freeBytes = 0;
};
/// CPU first, then accelerators that LibTorch has.
std::vector<DeviceInfo> devices();
/// "2.13.0".
std::string torchVersion();

} // namespace nodegrad
