#include "core/engine/script_server.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <sstream>
#include <thread>

#include <poll.h>
#include <unistd.h>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/base/confinement.h"
#include "core/base/text.h"
#include "core/engine/guarded_torch.h"
#include "core/engine/script_messages.h"
#include "core/engine/script_module.h"
#include "core/engine/tensors.h"

namespace nodegrad {

namespace {

using Tensors = std::vector<at::Tensor>;

/// Whoever asked is gone.
[[noreturn]] void leave()
{
    ::_exit(0);
}

/// Ends the process when the other end does, even while a program runs that never ends.
void leaveWithChannel(int channel)
{
    std::thread([channel] {
        pollfd end{channel, POLLRDHUP, 0};
        while (::poll(&end, 1, -1) < 0 && errno == EINTR) {
        }
        leave();
    }).detach();
}

/// Behind the way through the program stands what went wrong: "RuntimeError: ...".
std::string lastLineOf(const std::string& words)
{
    std::string last;
    for (const std::string_view line : split(words, '\n'))
        if (!trimmed(line).empty())
            last = trimmed(line);
    return last;
}

class Server {
public:
    explicit Server(const ScriptService& service) : m_service(service) {}

    Status serve()
    {
        std::uint64_t size = 0;
        receive(&size, sizeof size);
        std::string archive(size, '\0');
        receive(archive.data(), archive.size());
        if (auto confined = confineProcess({m_service.memoryBytes + m_service.memoryPerByte * size, 0, 0}); !confined)
            return confined;
        leaveWithChannel(m_service.channel);
        at::set_num_threads(m_service.threads);
        answer(load(std::move(archive)));
        for (;;) {
            ScriptRequest request;
            receive(&request, sizeof request);
            if (request.type == ScriptRequest::Run)
                run(request);
            else if (request.type == ScriptRequest::Gradient)
                giveGradient(request);
            else
                m_recorded.erase(request.id);
        }
    }

private:
    /// A run whose gradients may be asked for.
    struct Recorded {
        Tensors inputs, outputs;
    };

    void receive(void* bytes, std::size_t size) const
    {
        for (std::size_t done = 0; done < size;) {
            const ssize_t got = ::read(m_service.channel, static_cast<char*>(bytes) + done, size - done);
            if (got == 0 || (got < 0 && errno != EINTR))
                leave();
            done += got > 0 ? static_cast<std::size_t>(got) : 0;
        }
    }
    void send(const void* bytes, std::size_t size) const
    {
        for (std::size_t done = 0; done < size;) {
            const ssize_t put = ::write(m_service.channel, static_cast<const char*>(bytes) + done, size - done);
            if (put < 0 && errno != EINTR)
                leave();
            done += put > 0 ? static_cast<std::size_t>(put) : 0;
        }
    }
    void answer(const Status& status) const
    {
        ScriptAnswer out;
        out.isDone = status ? 1 : 0;
        if (!status) {
            const std::string words = status.error().detail.empty() ? message(status.error()) : lastLineOf(status.error().detail);
            std::strncpy(out.words, words.c_str(), sizeof out.words - 1);
        }
        send(&out, sizeof out);
    }
    void send(const Tensors& tensors) const
    {
        for (const at::Tensor& tensor : tensors)
            send(tensor.const_data_ptr(), tensor.nbytes());
    }
    Tensors receiveAll(const ScriptPorts& ports, std::int64_t samples, bool areNumbers) const
    {
        Tensors tensors;
        for (const ScriptPort& port : ports) {
            at::Tensor tensor = at::empty(scriptSizes(port, samples), at::TensorOptions(areNumbers ? at::kFloat : torchType(port.dtype())));
            receive(tensor.mutable_data_ptr(), tensor.nbytes());
            tensors.push_back(std::move(tensor));
        }
        return tensors;
    }

    Status load(std::string archive)
    {
        return guardedTorch(makeError("torchscript.damaged", {{"path", "it"}}), [&]() -> Status {
            std::istringstream bytes(std::move(archive));
            auto script = loadScriptModule(bytes, "it");
            if (!script)
                return fail(script.error());
            m_module = script->module;
            return {};
        });
    }

    /// As float32 in the sizes that were agreed on.
    Result<Tensors> agreed(const NamedTensors& outputs, std::int64_t samples) const
    {
        const auto other = fail(Error{"", {}, "It gives arrays of other sizes than when it was imported."});
        if (outputs.size() != m_service.gives.size())
            return other;
        Tensors tensors;
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            if (outputs[i].second.sizes() != at::IntArrayRef(scriptSizes(m_service.gives[i], samples)))
                return other;
            tensors.push_back(outputs[i].second.to(at::kCPU, at::kFloat).contiguous());
        }
        return tensors;
    }

    void run(const ScriptRequest& request)
    {
        const auto outputs = guardedTorch(makeError("engine.failed"), [&]() -> Result<Tensors> {
            Tensors inputs = receiveAll(m_service.takes, request.samples, false);
            const at::AutoGradMode records(request.isRecorded != 0);
            at::manual_seed(request.seed);
            std::vector<c10::IValue> stack;
            for (at::Tensor& input : inputs) {
                if (request.isRecorded != 0 && input.is_floating_point())
                    input.requires_grad_();
                stack.emplace_back(input);
            }
            NamedTensors named;
            nameOutputs(m_module.forward(std::move(stack)), "output", named);
            auto given = agreed(named, request.samples);
            if (given && request.isRecorded != 0)
                m_recorded[request.id] = {inputs, *given};
            return given;
        });
        answer(outputs ? Status() : Status(fail(outputs.error())));
        if (outputs)
            send(*outputs);
    }

    void giveGradient(const ScriptRequest& request)
    {
        const auto gradients = guardedTorch(makeError("engine.failed"), [&]() -> Result<Tensors> {
            const Tensors given = receiveAll(m_service.gives, request.samples, true);
            const Recorded recorded = std::move(m_recorded[request.id]);
            m_recorded.erase(request.id);
            Tensors from, gradientsOf, to;
            for (std::size_t i = 0; i < recorded.outputs.size(); ++i)
                if (recorded.outputs[i].requires_grad()) {
                    from.push_back(recorded.outputs[i]);
                    gradientsOf.push_back(given[i]);
                }
            for (const at::Tensor& input : recorded.inputs)
                if (input.requires_grad())
                    to.push_back(input);
            TORCH_CHECK(!from.empty(), "No gradient passes through it: freeze the layers before it.");
            Tensors found = torch::autograd::grad(from, to, gradientsOf, std::nullopt, false, true);
            for (std::size_t i = 0; i < found.size(); ++i) // what it does not look at has none
                found[i] = found[i].defined() ? found[i].contiguous() : at::zeros_like(to[i]);
            return found;
        });
        answer(gradients ? Status() : Status(fail(gradients.error())));
        if (gradients)
            send(*gradients);
    }

    const ScriptService& m_service;
    torch::jit::Module m_module;
    std::map<std::uint64_t, Recorded> m_recorded;
};

} // namespace

Status serveScript(const ScriptService& service)
{
    return Server(service).serve();
}

} // namespace nodegrad
