#include "core/engine/script_trace.h"

#include <fstream>
#include <unordered_map>
#include <unordered_set>

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/stack.h>
#include <ATen/record_function.h>
#include <torch/csrc/jit/runtime/graph_executor.h>

#include "core/engine/guarded_torch.h"
#include "core/engine/script_module.h"
#include "core/engine/tensors.h"

namespace nodegrad {

struct TorchScript::State {
    std::string path;
    ScriptModule script;
    std::vector<std::pair<std::string, std::vector<std::int64_t>>> weights;
    std::unordered_map<const c10::TensorImpl*, std::string> names;     ///< of weights
    mutable std::unordered_map<std::string, HostTensor> copies;        ///< of weights, by name: both runs share them
};

namespace {

std::uint32_t versionOf(const at::Tensor& tensor)
{
    const auto& counter = tensor.unsafeGetTensorImpl()->version_counter();
    return counter.enabled() ? counter.current_version() : 0;
}

const c10::StorageImpl* storageOf(const at::Tensor& tensor)
{
    return tensor.has_storage() ? tensor.storage().unsafeGetStorageImpl() : nullptr;
}

/// Null when an array of this kind cannot be told.
const char* refusalOf(const at::Tensor& tensor)
{
    if (tensor.is_quantized())
        return "computes with quantized numbers";
    if (tensor.is_complex())
        return "computes with complex numbers";
    if (tensor.layout() != at::kStrided)
        return "computes with sparse arrays";
    return nullptr;
}

DType typeOf(const at::Tensor& tensor)
{
    switch (tensor.scalar_type()) {
    case at::kDouble: return DType::Float64;
    case at::kLong: return DType::Int64;
    case at::kInt: case at::kShort: case at::kChar: return DType::Int32;
    case at::kByte: return DType::UInt8;
    case at::kBool: return DType::Bool;
    default: return DType::Float32;
    }
}

/// Follows one run. Arrays are known by their identity: what an operator gives back unchanged is the same value.
class Recorder {
public:
    Recorder(const std::unordered_map<const c10::TensorImpl*, std::string>& names, std::unordered_map<std::string, HostTensor>& copies)
        : m_origins(names), m_copies(copies)
    {
    }

    struct Context : at::ObserverContext {
        ScriptCall call;
        bool depends = false;             ///< the input reaches it
        std::vector<at::Tensor> written;  ///< changed in place
        std::vector<at::Tensor> inputs;
        std::size_t resultCount = 0;
    };

    std::unique_ptr<at::ObserverContext> begin(const at::RecordFunction& function)
    {
        if (m_depth++ > 0 || !m_problem.empty())
            return nullptr;
        const auto schema = function.operator_schema();
        if (!schema || function.inputs().size() < schema->arguments().size())
            return nullptr;
        // Within a program the operator's arguments lie on top of others' on one stack; so do its results.
        const auto values = function.inputs().slice(function.inputs().size() - schema->arguments().size());
        auto context = std::make_unique<Context>();
        context->resultCount = schema->returns().size();
        context->call.op = schema->name().starts_with("aten::") ? schema->name().substr(6) : schema->name();
        for (const c10::IValue& value : values)
            collect(value, context->inputs);
        for (const at::Tensor& tensor : context->inputs)
            context->depends |= depends(tensor);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto* alias = schema->arguments()[i].alias_info();
            if (alias && alias->isWrite())
                collect(values[i], context->written);
            if (context->depends)
                context->call.arguments.emplace_back(schema->arguments()[i].name(), argument(values[i]));
        }
        return context;
    }

    void end(const at::RecordFunction& function, at::ObserverContext* given)
    {
        --m_depth;
        auto* context = static_cast<Context*>(given);
        if (!context || !m_problem.empty())
            return;
        std::vector<at::Tensor> outputs;
        bool givesNumbers = false;
        const std::vector<c10::IValue>& stack = function.outputs();
        if (stack.size() < context->resultCount)
            return; // it failed
        for (const c10::IValue& value : c10::ArrayRef<c10::IValue>(stack).slice(stack.size() - context->resultCount)) {
            givesNumbers |= !value.isTensor() && !value.isTensorList() && !value.isNone();
            collect(value, outputs, true);
        }
        if (!context->depends) {
            deriveFrom(*context, outputs);
            return;
        }
        if (outputs.empty()) {
            static const std::unordered_set<std::string> looks{"item", "_local_scalar_dense", "is_nonzero", "equal", "allclose"};
            trace.looksAtNumbers |= givesNumbers && looks.contains(context->call.op);
            return;
        }
        for (const at::Tensor& tensor : context->written)
            forget(tensor);
        bool isNew = !context->written.empty();
        for (const at::Tensor& tensor : outputs)
            isNew |= tensor.defined() && !isKnown(tensor);
        if (!isNew)
            return; // it gave back what it got: dropout that is off, contiguous()
        for (const at::Tensor& tensor : outputs)
            context->call.outputs.push_back(tensor.defined() ? add(tensor) : nothing());
        trace.calls.push_back(std::move(context->call));
    }

    ScriptTensorId addInput(const at::Tensor& tensor)
    {
        return add(tensor);
    }
    ScriptTensorId idOf(const at::Tensor& tensor)
    {
        const auto found = m_known.find(tensor.unsafeGetTensorImpl());
        const bool isKnown = found != m_known.end() && (found->second.depends || found->second.version == versionOf(tensor));
        if (isKnown && !found->second.isStale)
            return found->second.id;
        if (isKnown || m_reached.contains(storageOf(tensor))) {
            m_problem = "changes part of an array in place";
            return nothing();
        }
        return addConstant(tensor);
    }
    const std::string& problem() const { return m_problem; }

    ScriptTrace trace;

private:
    struct Known {
        ScriptTensorId id;
        std::uint32_t version = 0;
        bool depends = false, isStale = false;
    };

    static void collect(const c10::IValue& value, std::vector<at::Tensor>& tensors, bool keepsNothing = false)
    {
        if (value.isTensor() && (keepsNothing || value.toTensor().defined()))
            tensors.push_back(value.toTensor());
        else if (value.isTensorList())
            for (const at::Tensor& tensor : value.toTensorVector())
                tensors.push_back(tensor);
        else if (value.isList())
            for (const auto& item : value.toListRef())
                if (item.isTensor() && item.toTensor().defined())
                    tensors.push_back(item.toTensor());
    }

    bool isKnown(const at::Tensor& tensor) const
    {
        const auto found = m_known.find(tensor.unsafeGetTensorImpl());
        return found != m_known.end() && found->second.depends && !found->second.isStale;
    }

    bool depends(const at::Tensor& tensor) const
    {
        const auto found = m_known.find(tensor.unsafeGetTensorImpl());
        return found != m_known.end() ? found->second.depends : m_reached.contains(storageOf(tensor));
    }

    ScriptTensorId nothing()
    {
        trace.tensors.emplace_back();
        return {trace.tensors.size() - 1};
    }

    ScriptTensorId describe(const at::Tensor& tensor)
    {
        if (const char* refusal = refusalOf(tensor))
            m_problem = refusal;
        m_kept.push_back(tensor); // so that no other array gets this one's address
        trace.tensors.push_back({tensor.sizes().vec(), typeOf(tensor), {}, {}});
        return {trace.tensors.size() - 1};
    }

    /// A value that follows from the input.
    ScriptTensorId add(const at::Tensor& tensor)
    {
        const ScriptTensorId id = describe(tensor);
        m_known[tensor.unsafeGetTensorImpl()] = {id, 0, true, false};
        if (const auto* storage = storageOf(tensor))
            m_reached.insert(storage);
        return id;
    }

    ScriptTensorId addConstant(const at::Tensor& tensor)
    {
        const ScriptTensorId id = describe(tensor);
        if (!m_problem.empty())
            return id;
        ScriptTensor& made = trace.tensors.back();
        const auto origin = m_origins.find(tensor.unsafeGetTensorImpl());
        if (origin != m_origins.end())
            made.origin = origin->second;
        if (const auto copy = m_copies.find(made.origin); copy != m_copies.end() && versionOf(tensor) == 0)
            made.constant = copy->second;
        else
            made.constant = toHost(tensor.detach());
        made.dtype = made.constant->dtype();
        if (!made.origin.empty() && made.origin.find(':') == std::string::npos && !made.origin.ends_with("^T") && versionOf(tensor) == 0)
            m_copies.emplace(made.origin, *made.constant);
        m_known[tensor.unsafeGetTensorImpl()] = {id, versionOf(tensor), false, false};
        return id;
    }

    /// What is computed from one weight alone keeps its name.
    void deriveFrom(const Context& context, const std::vector<at::Tensor>& outputs)
    {
        std::string from;
        for (const at::Tensor& tensor : context.inputs) {
            const auto origin = m_origins.find(tensor.unsafeGetTensorImpl());
            if (origin == m_origins.end() || (!from.empty() && from != origin->second))
                return;
            from = origin->second;
        }
        if (from.empty())
            return;
        const std::string& op = context.call.op;
        const bool isSame = op == "detach" || op == "alias" || op == "contiguous" || op == "to";
        const bool isTurned = (op == "t" || op == "transpose" || op == "numpy_T") && context.inputs.front().dim() == 2 && from.find('^') == std::string::npos;
        for (const at::Tensor& tensor : outputs) {
            if (!tensor.defined() || m_origins.contains(tensor.unsafeGetTensorImpl()))
                continue;
            m_kept.push_back(tensor);
            m_origins[tensor.unsafeGetTensorImpl()] = isSame ? from : isTurned ? from + "^T" : from.substr(0, from.find(':')) + ":" + std::to_string(++m_derived);
        }
    }

    /// `tensor` is about to change: other views of its memory no longer hold what they held.
    void forget(const at::Tensor& tensor)
    {
        const auto* storage = storageOf(tensor);
        for (auto& [impl, known] : m_known)
            if (impl != tensor.unsafeGetTensorImpl() && impl->has_storage() && storage && impl->unsafe_storage().unsafeGetStorageImpl() == storage)
                known.isStale = true;
        m_known.erase(tensor.unsafeGetTensorImpl());
        if (storage)
            m_reached.insert(storage);
    }

    std::unordered_map<const c10::TensorImpl*, std::string> m_origins;
    std::unordered_map<std::string, HostTensor>& m_copies;
    std::unordered_map<const c10::TensorImpl*, Known> m_known;
    std::unordered_set<const c10::StorageImpl*> m_reached; ///< memory of values that follow from the input
    std::vector<at::Tensor> m_kept;
    std::string m_problem;
    int m_depth = 0, m_derived = 0;

    ScriptArgument argument(const c10::IValue& value)
    {
        if (value.isTensor())
            return value.toTensor().defined() ? ScriptArgument(idOf(value.toTensor())) : ScriptArgument();
        if (value.isBool())
            return value.toBool();
        if (value.isInt())
            return value.toInt();
        if (value.isDouble())
            return value.toDouble();
        if (value.isString())
            return std::string(value.toStringRef());
        if (value.isIntList())
            return value.toIntVector();
        if (value.isDoubleList())
            return value.toDoubleVector();
        if (value.isTensorList() || value.isList()) {
            std::vector<ScriptTensorId> ids;
            std::vector<std::int64_t> numbers;
            for (const c10::IValue& item : value.toListRef()) {
                if (item.isInt())
                    numbers.push_back(item.toInt());
                else
                    ids.push_back(item.isTensor() && item.toTensor().defined() ? idOf(item.toTensor()) : nothing());
            }
            return ids.empty() && !numbers.empty() ? ScriptArgument(numbers) : ScriptArgument(ids);
        }
        return {};
    }
};

thread_local Recorder* recorder = nullptr;

std::unique_ptr<at::ObserverContext> onBegin(const at::RecordFunction& function) { return recorder->begin(function); }
void onEnd(const at::RecordFunction& function, at::ObserverContext* context) { recorder->end(function, context); }

/// The operators that this thread calls go to `to` while it lives.
class Listening {
public:
    explicit Listening(Recorder& to)
    {
        recorder = &to;
        m_handle = at::addThreadLocalCallback(at::RecordFunctionCallback(onBegin, onEnd).needsInputs(true).needsOutputs(true).scopes({at::RecordScope::FUNCTION}));
    }
    ~Listening()
    {
        at::removeCallback(m_handle);
        recorder = nullptr;
    }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

private:
    at::CallbackHandle m_handle = 0;
};

} // namespace

Result<TorchScript> TorchScript::load(const std::filesystem::path& path)
{
    const Error damaged = makeError("torchscript.damaged", {{"path", path.string()}});
    return guardedTorch(damaged, [&]() -> Result<TorchScript> {
        at::set_num_threads(1);
        TorchScript script;
        script.m_state = std::make_shared<State>();
        State& state = *script.m_state;
        state.path = path.string();
        std::ifstream file(path, std::ios::binary);
        auto loaded = loadScriptModule(file, state.path);
        if (!loaded)
            return fail(loaded.error());
        state.script = std::move(*loaded);
        for (const auto& item : state.script.module.named_attributes(true))
            if (item.value.isTensor() && item.value.toTensor().defined()) {
                const at::Tensor& tensor = item.value.toTensor();
                if (state.names.try_emplace(tensor.unsafeGetTensorImpl(), item.name).second)
                    state.weights.emplace_back(item.name, tensor.sizes().vec());
            }
        return script;
    });
}

const std::vector<std::string>& TorchScript::inputs() const
{
    return m_state->script.inputs;
}

const std::vector<std::pair<std::string, std::vector<std::int64_t>>>& TorchScript::weights() const
{
    return m_state->weights;
}

Result<ScriptTrace> TorchScript::trace(const std::vector<HostTensor>& inputs, std::uint64_t seed) const
{
    const Error fallback = makeError("torchscript.does_not_run", {{"path", m_state->path}});
    return guardedTorch(fallback, [&]() -> Result<ScriptTrace> {
        at::manual_seed(seed);
        // With gradients PyTorch's transformer layers take no shortcut through operators of their own.
        const torch::jit::GraphOptimizerEnabledGuard plainly(false);
        Recorder heard(m_state->names, m_state->copies);
        std::vector<c10::IValue> stack;
        for (const HostTensor& input : inputs) {
            const at::Tensor tensor = toTensor(input);
            heard.trace.inputs.push_back(heard.addInput(tensor));
            stack.emplace_back(tensor);
        }
        torch::jit::Module module = m_state->script.module;
        NamedTensors outputs;
        bool isTold = false;
        {
            const Listening listening(heard);
            isTold = nameOutputs(module.forward(stack), "output", outputs);
        }
        for (const auto& [name, tensor] : outputs)
            heard.trace.outputs.emplace_back(name, heard.idOf(tensor));
        if (!heard.problem().empty())
            return fail("torchscript.form", {{"path", m_state->path}, {"what", heard.problem()}});
        if (!isTold || outputs.empty())
            return fail("torchscript.form", {{"path", m_state->path}, {"what", "gives something else than arrays"}});
        return std::move(heard.trace);
    });
}

Result<std::vector<ScriptOutput>> TorchScript::run(const std::vector<HostTensor>& inputs, std::uint64_t seed) const
{
    return guardedTorch(makeError("torchscript.does_not_run", {{"path", m_state->path}}), [&]() -> Result<std::vector<ScriptOutput>> {
        at::manual_seed(seed);
        const c10::NoGradGuard noGrad;
        std::vector<c10::IValue> stack;
        for (const HostTensor& input : inputs)
            stack.emplace_back(toTensor(input));
        NamedTensors outputs;
        if (!nameOutputs(m_state->script.module.forward(stack), "output", outputs) || outputs.empty())
            return fail("torchscript.form", {{"path", m_state->path}, {"what", "gives something else than arrays"}});
        std::vector<ScriptOutput> described;
        for (const auto& [name, tensor] : outputs)
            described.push_back({name, tensor.sizes().vec()});
        return described;
    });
}

} // namespace nodegrad
