#pragma once
// TorchScript files that run in processes of their own, on behalf of the "torchscript" op. Shows LibTorch.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/base/child_process.h"
#include "core/ops/script_ports.h"

namespace nodegrad {

/// One file in its process. Thread-safe: requests wait for each other. Throws c10::Error with a sentence; after one that the process did
/// not survive, the next request starts it anew.
class ScriptProcess {
public:
    /// `digest`: SHA-256 of the file. Starts nothing yet.
    ScriptProcess(std::string digest, ScriptPorts takes, ScriptPorts gives);

    /// Outputs on the CPU, float32. Inputs as `takes` says, on any device. `archive`: uint8 (bytes), looked at only
    /// when the process must start.
    /// `id` is not 0: the gradient of this run will be asked for, or forget().
    std::vector<at::Tensor> run(const at::Tensor& archive, const std::vector<at::Tensor>& inputs, std::uint64_t seed, std::uint64_t id);
    /// Gradients of the float inputs, in order, on the CPU.
    std::vector<at::Tensor> gradient(std::uint64_t id, const std::vector<at::Tensor>& ofOutputs);
    void forget(std::uint64_t id) noexcept;
    /// For one run; never 0, never twice.
    static std::uint64_t newId();

private:
    void start(const at::Tensor& archive);
    void send(const void* bytes, std::size_t size);
    void send(const at::Tensor& tensor, const ScriptPort& port, std::int64_t samples, bool isNumber);
    void receive(void* bytes, std::size_t size);
    void receiveAnswer();
    at::Tensor receiveArray(const ScriptPort& port, std::int64_t samples);
    [[noreturn]] void giveUp(const char* why);

    std::string m_digest;
    ScriptPorts m_takes, m_gives;
    std::mutex m_mutex;
    std::optional<ChildChannel> m_channel;
    std::map<std::uint64_t, std::int64_t> m_recorded; ///< runs of this process that it remembers, and their samples
};

/// The process for this file; the last few stay, so that each step of a training finds its own again.
std::shared_ptr<ScriptProcess> scriptProcess(const std::string& digest, const std::string& takes, const std::string& gives);

/// The program that runs files, as `PROGRAM run-torchscript`; by default the one that runs now. For tests.
void setScriptProgram(const std::filesystem::path& program);

} // namespace nodegrad
