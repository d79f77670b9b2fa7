#include "core/engine/script_process.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <list>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "core/base/sha256.h"
#include "core/base/wait_scope.h"
#include "core/engine/script_messages.h"
#include "core/engine/tensors.h"

namespace nodegrad {

namespace {

constexpr std::chrono::seconds kPatience{30}; ///< for one run of it
constexpr std::chrono::seconds kGrace{2};     ///< for a run that a stop finds half done
constexpr std::size_t kMostProcesses = 4;

std::filesystem::path& programPath()
{
    static std::filesystem::path path;
    return path;
}

std::string programToRun()
{
    std::error_code problem;
    return programPath().empty() ? std::filesystem::read_symlink("/proc/self/exe", problem).string() : programPath().string();
}

} // namespace

ScriptProcess::ScriptProcess(std::string digest, ScriptPorts takes, ScriptPorts gives) : m_digest(std::move(digest)), m_takes(std::move(takes)), m_gives(std::move(gives)) {}

std::uint64_t ScriptProcess::newId()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

void ScriptProcess::giveUp(const char* why)
{
    m_channel.reset();
    TORCH_CHECK(false, why);
}

void ScriptProcess::send(const void* bytes, std::size_t size)
{
    if (!m_channel->send({static_cast<const std::byte*>(bytes), size}, kPatience))
        giveUp("The process that runs the TorchScript file ended. It may have asked for more memory than it may have.");
}

void ScriptProcess::receive(void* bytes, std::size_t size)
{
    bool isLeft = false;
    std::optional<std::chrono::steady_clock::time_point> unwantedSince;
    const auto mayWait = [&] {
        const auto now = std::chrono::steady_clock::now();
        if (!unwantedSince && isWaitUnwanted())
            unwantedSince = now;
        isLeft = unwantedSince && now - *unwantedSince > kGrace;
        return !isLeft;
    };
    const bool isThere = m_channel->receive({static_cast<std::byte*>(bytes), size}, kPatience, mayWait);
    if (isLeft) {
        leaveWait();
        giveUp("The run of the TorchScript file was given up, because nobody waits for it any more.");
    }
    if (!isThere)
        giveUp("The process that runs the TorchScript file ended, or did not answer within 30 seconds.");
}

void ScriptProcess::receiveAnswer()
{
    ScriptAnswer answer;
    receive(&answer, sizeof answer);
    answer.words[sizeof answer.words - 1] = '\0';
    TORCH_CHECK(answer.isDone == 1, "The TorchScript file does not run: ", answer.words);
}

void ScriptProcess::send(const at::Tensor& tensor, const ScriptPort& port, std::int64_t samples, bool isNumber)
{
    const at::Tensor plain = tensor.detach().to(at::kCPU, isNumber ? at::kFloat : torchType(port.dtype())).contiguous();
    TORCH_CHECK(plain.sizes() == at::IntArrayRef(scriptSizes(port, samples)), "'", port.name, "' has other sizes than the TorchScript file takes.");
    send(plain.const_data_ptr(), plain.nbytes());
}

at::Tensor ScriptProcess::receiveArray(const ScriptPort& port, std::int64_t samples)
{
    at::Tensor tensor = at::empty(scriptSizes(port, samples), at::kFloat);
    receive(tensor.mutable_data_ptr(), tensor.nbytes());
    return tensor;
}

void ScriptProcess::start(const at::Tensor& archive)
{
    const at::Tensor bytes = archive.to(at::kCPU).contiguous();
    const std::string_view content(static_cast<const char*>(bytes.const_data_ptr()), bytes.nbytes());
    TORCH_CHECK(sha256Hex(content) == m_digest, "Its TorchScript file is not there, or is another than was imported.");
    auto channel = ChildChannel::start({programToRun(), "run-torchscript", "--takes", scriptPortsText(m_takes), "--gives", scriptPortsText(m_gives), "--threads", std::to_string(at::get_num_threads())});
    TORCH_CHECK(channel, "The process that runs TorchScript files did not start.");
    m_channel.emplace(std::move(*channel));
    m_recorded.clear();
    const std::uint64_t size = content.size();
    send(&size, sizeof size);
    send(content.data(), content.size());
    receiveAnswer();
}

std::vector<at::Tensor> ScriptProcess::run(const at::Tensor& archive, const std::vector<at::Tensor>& inputs, std::uint64_t seed, std::uint64_t id)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_channel)
        start(archive);
    const std::int64_t samples = inputs.at(0).size(0);
    const ScriptRequest request{ScriptRequest::Run, id != 0, id, seed, samples};
    send(&request, sizeof request);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        send(inputs[i], m_takes[i], samples, false);
    receiveAnswer();
    std::vector<at::Tensor> outputs;
    for (const ScriptPort& port : m_gives)
        outputs.push_back(receiveArray(port, samples));
    if (id != 0)
        m_recorded[id] = samples;
    return outputs;
}

std::vector<at::Tensor> ScriptProcess::gradient(std::uint64_t id, const std::vector<at::Tensor>& ofOutputs)
{
    const std::scoped_lock lock(m_mutex);
    const auto recorded = m_recorded.find(id);
    TORCH_CHECK(m_channel && recorded != m_recorded.end(), "The process that runs the TorchScript file ended between a run and its gradients.");
    const std::int64_t samples = recorded->second;
    m_recorded.erase(recorded);
    const ScriptRequest request{ScriptRequest::Gradient, 1, id, 0, samples};
    send(&request, sizeof request);
    for (std::size_t i = 0; i < ofOutputs.size(); ++i)
        send(ofOutputs[i], m_gives[i], samples, true);
    receiveAnswer();
    std::vector<at::Tensor> gradients;
    for (const ScriptPort& port : m_takes)
        if (!port.isTokens)
            gradients.push_back(receiveArray(port, samples));
    return gradients;
}

void ScriptProcess::forget(std::uint64_t id) noexcept
{
    const std::scoped_lock lock(m_mutex);
    if (m_recorded.erase(id) == 0 || !m_channel)
        return;
    const ScriptRequest request{ScriptRequest::Forget, 0, id, 0, 0};
    if (!m_channel->send(std::as_bytes(std::span(&request, 1)), kPatience))
        m_channel.reset();
}

std::shared_ptr<ScriptProcess> scriptProcess(const std::string& digest, const std::string& takes, const std::string& gives)
{
    struct Known {
        std::array<std::string, 3> key;
        std::shared_ptr<ScriptProcess> process;
    };
    static std::mutex mutex;
    static std::list<Known> known; // the last used first
    const std::scoped_lock lock(mutex);
    const std::array<std::string, 3> key{digest, takes, gives};
    auto found = std::ranges::find(known, key, &Known::key);
    if (found == known.end()) {
        const auto in = scriptPortsFrom(takes), out = scriptPortsFrom(gives);
        TORCH_CHECK(in && out, "The TorchScript layer does not say what it takes and gives.");
        found = known.insert(known.begin(), {key, std::make_shared<ScriptProcess>(digest, *in, *out)});
    }
    known.splice(known.begin(), known, found);
    if (known.size() > kMostProcesses)
        known.pop_back();
    return known.front().process;
}

void setScriptProgram(const std::filesystem::path& program)
{
    programPath() = program;
}

} // namespace nodegrad
