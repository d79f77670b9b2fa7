#include <map>
#include <memory>

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/export.h>
#include <torch/csrc/jit/serialization/import.h>

#include "core/base/atomic_file.h"
#include "core/engine/guarded_torch.h"
#include "core/engine/tensors.h"
#include "core/exporters/families.h"
#include "core/exporters/names.h"
#include "core/exporters/python_engine.h"
#include "core/exporters/script_source.h"
#include "core/exporters/verification.h"

namespace nodegrad {

namespace {

constexpr const char* labelsFile = "labels.json"; ///< extra file inside the archive: a JSON list

constexpr const char* inputsFile = "inputs.json"; ///< another: what a sample of each input is; core/importers/torchscript.h reads it

/// [{"name": "x", "sample": [3, 32, 32], "tokens": false}]; "" when a size is open.
std::string inputsText(const Network& network)
{
    nlohmann::json list = nlohmann::json::array();
    for (const NetworkPort& input : network.inputs) {
        std::vector<std::int64_t> sample;
        for (std::size_t i = 1; i < input.spec.shape.size(); ++i) {
            if (!input.spec.shape[i].isKnown())
                return "";
            sample.push_back(input.spec.shape[i].value());
        }
        list.push_back({{"name", input.name}, {"sample", sample}, {"tokens", input.spec.dtype == DType::Int64}});
    }
    return list.dump();
}

std::vector<Param> torchScriptOptions()
{
    std::vector<Param> options = networkOptions();
    options.push_back(flagParam("class_names", "Store class names", "The names of the classes lie in the file as labels.json.", true));
    return options;
}

struct Source {
    Network network;
    ScriptSource script;
};
Result<Source> sourceOf(const ExportRequest& request, bool needsState)
{
    auto network = networkOf(request, chosenOptions(request, torchScriptOptions()), needsState);
    if (!network)
        return fail(network.error());
    if (const Status names = checkModuleNames(*request.program); !names)
        return fail(names.error());
    auto script = scriptSource(*network);
    if (!script)
        return fail(script.error());
    return Source{std::move(*network), std::move(*script)};
}

/// The modules that the paths of the keys ask for: "encoder.0.weight" is a parameter of module "0" of module "encoder".
class ModuleTree {
public:
    explicit ModuleTree(const std::string& className)
        : m_prefix("__torch__." + className), m_unit(std::make_shared<torch::jit::CompilationUnit>())
    {
        m_modules.emplace("", torch::jit::Module(m_prefix, m_unit));
        root().register_attribute("training", c10::BoolType::get(), true);
    }
    torch::jit::Module& root() { return m_modules.at(""); }

    void addParameter(const std::string& key, const at::Tensor& tensor)
    {
        const auto [module, name] = place(key);
        module->register_parameter(name, tensor, false);
    }
    void addBuffer(const std::string& key, const at::Tensor& tensor)
    {
        const auto [module, name] = place(key);
        module->register_buffer(name, tensor);
    }

private:
    std::pair<torch::jit::Module*, std::string> place(const std::string& key)
    {
        const std::size_t dot = key.rfind('.');
        if (dot == std::string::npos)
            return {&root(), key};
        return {&module(key.substr(0, dot)), key.substr(dot + 1)};
    }
    torch::jit::Module& module(const std::string& path)
    {
        if (const auto known = m_modules.find(path); known != m_modules.end())
            return known->second;
        // A class name of its own for every place: the classes differ in what they hold.
        torch::jit::Module made(m_prefix + "_" + pythonIdentifier(path) + "_" + std::to_string(m_modules.size()), m_unit);
        made.register_attribute("training", c10::BoolType::get(), true);
        const auto [parent, name] = place(path);
        parent->register_module(name, made);
        return m_modules.emplace(path, made).first->second;
    }

    std::string m_prefix;
    std::shared_ptr<torch::jit::CompilationUnit> m_unit;
    std::map<std::string, torch::jit::Module> m_modules; ///< by path; "" is the root
};

torch::jit::Module moduleOf(const ExportRequest& request, const ScriptSource& script)
{
    ModuleTree tree(pythonClassName(request.name));
    std::map<std::string, at::Tensor> tensors;
    const Program& program = *request.program;
    for (const Parameter& parameter : program.parameters) {
        const at::Tensor tensor = toTensor(request.state.at(parameter.path)).set_requires_grad(parameter.trainable);
        tree.addParameter(parameter.path, tensor);
        tensors[parameter.path] = tensor;
    }
    for (const Buffer& buffer : program.buffers)
        tree.addBuffer(buffer.path, toTensor(request.state.at(buffer.path)));
    for (const auto& [alias, path] : program.aliases)
        if (const auto found = tensors.find(path); found != tensors.end())
            tree.addParameter(alias, found->second);
    for (const ScriptConstant& constant : script.constants)
        tree.root().register_attribute(constant.attribute, c10::TensorType::get(), toTensor(constant.tensor));
    tree.root().define(script.forward);
    tree.root().eval();
    return tree.root();
}

ExportCheck checkTorchScript(const ExportRequest& request)
{
    const auto source = sourceOf(request, false);
    if (!source)
        return {false, sentence(source.error())};
    return {true, "Same kernels as here, so results are identical."};
}

Status writeTorchScript(const ExportRequest& request, const std::filesystem::path& path, const Task& task)
{
    const auto source = sourceOf(request, true);
    if (!source)
        return fail(source.error());
    AtomicFile file(path);
    if (const Status status = file.open(); !status)
        return status;
    Status written; // the archive's writer has only bytes to tell of a failure
    const Status made = guardedTorch(makeError("export.failed", {{"format", "TorchScript"}}), [&]() -> Status {
        const torch::jit::Module module = moduleOf(request, source->script);
        torch::jit::ExtraFilesMap extra;
        const ParamValues options = chosenOptions(request, torchScriptOptions());
        if (options.flag("class_names") && !request.classNames.empty())
            extra[labelsFile] = jsonList(request.classNames);
        if (const std::string inputs = inputsText(source->network); !inputs.empty())
            extra[inputsFile] = inputs;
        if (const Status status = task.step(0.5, "Writing"); !status)
            return status;
        torch::jit::ExportModule(
            module,
            [&](const void* data, std::size_t size) -> std::size_t {
                if (written)
                    written = file.write(data, size);
                return written ? size : 0;
            },
            extra);
        return {};
    });
    if (!written)
        return written;
    if (!made)
        return made;
    return file.commit();
}

/// The file as LibTorch itself reads it, when there is no Python with torch.
Result<EngineAnswer> readBack(const std::filesystem::path& path, const VerificationJob& job, const Task& task)
{
    return guardedTorch(makeError("verify.failed", {{"file", path.filename().string()}}), [&]() -> Result<EngineAnswer> {
        const c10::InferenceMode inference;
        torch::jit::ExtraFilesMap extra{{labelsFile, ""}};
        torch::jit::Module module = torch::jit::load(path.string(), c10::Device(c10::kCPU), extra);
        module.eval();
        EngineAnswer answer;
        answer.engine = "LibTorch " + torchVersion() + " (no Python with torch found)";
        answer.independent = false;
        answer.facts["class_names"] = nlohmann::json::parse(extra[labelsFile], nullptr, false);
        for (const auto& entry : module.named_parameters())
            answer.facts["keys"].push_back(entry.name);
        for (const auto& entry : module.named_buffers())
            answer.facts["keys"].push_back(entry.name);
        for (const VerificationBatch& batch : job.batches) {
            std::vector<HostTensor> outputs;
            for (const std::vector<HostTensor>& inputs : batch.inputs) {
                if (task.isCancelled())
                    return fail("cancelled");
                std::vector<c10::IValue> arguments;
                for (const HostTensor& input : inputs)
                    arguments.emplace_back(toTensor(input));
                const c10::IValue result = module.forward(std::move(arguments));
                if (result.isTensor())
                    outputs.push_back(toHost(result.toTensor()));
                else
                    for (const c10::IValue& element : result.toTupleRef().elements())
                        outputs.push_back(toHost(element.toTensor()));
            }
            answer.outputs.push_back(std::move(outputs));
        }
        return answer;
    });
}

Result<VerificationReport> verifyTorchScript(const ExportRequest& request, const std::filesystem::path& path, const Task& task)
{
    auto job = prepareVerification(request, chosenOptions(request, torchScriptOptions()), task);
    if (!job)
        return fail(job.error());
    for (const auto& [key, tensor] : withAliases(*request.program, request.state))
        job->keys.push_back(key);
    auto answer = runPythonEngine("torchscript", path, *job, task);
    if (answer && !answer->missing.empty())
        answer = readBack(path, *job, task);
    if (!answer)
        return fail(answer.error());
    return compareAnswers(request, *job, *answer);
}

} // namespace

Exporter torchScriptExporter()
{
    return {.id = "torchscript", .title = "TorchScript", .extension = ".pt",
            .summary = "One file for LibTorch and PyTorch, without Python code.", .options = torchScriptOptions(),
            .check = checkTorchScript, .write = writeTorchScript, .verify = verifyTorchScript};
}

} // namespace nodegrad
