#include "core/engine/script_module.h"

#include <torch/csrc/jit/serialization/import.h>

namespace nodegrad {

namespace {

Result<std::vector<std::string>> inputNames(const torch::jit::Module& module, const std::string& path)
{
    const auto method = module.find_method("forward");
    if (!method)
        return fail("torchscript.no_forward", {{"path", path}});
    std::vector<std::string> names;
    const auto& arguments = method->function().getSchema().arguments();
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        if (arguments[i].default_value() || arguments[i].kwarg_only())
            continue;
        if (arguments[i].type()->kind() != c10::TypeKind::TensorType)
            return fail("torchscript.form", {{"path", path}, {"what", "takes '" + arguments[i].name() + "', which is no array, and"}});
        names.push_back(arguments[i].name());
    }
    return names;
}

} // namespace

Result<ScriptModule> loadScriptModule(std::istream& bytes, const std::string& path)
{
    ScriptModule script{torch::jit::load(bytes, c10::Device(c10::kCPU), false), {}};
    script.module.eval();
    auto names = inputNames(script.module, path);
    if (!names)
        return fail(names.error());
    script.inputs = std::move(*names);
    return script;
}

bool nameOutputs(const c10::IValue& value, const std::string& name, NamedTensors& outputs)
{
    const auto part = [&](std::size_t i) { return name + "_" + std::to_string(i); };
    if (value.isTensor() && value.toTensor().defined()) {
        outputs.emplace_back(name, value.toTensor());
        return true;
    }
    bool isTold = true;
    if (value.isTuple()) {
        for (std::size_t i = 0; i < value.toTupleRef().elements().size(); ++i)
            isTold &= nameOutputs(value.toTupleRef().elements()[i], part(i), outputs);
        return isTold;
    }
    if (value.isList()) {
        for (std::size_t i = 0; i < value.toListRef().size(); ++i)
            isTold &= nameOutputs(value.toListRef()[i], part(i), outputs);
        return isTold;
    }
    if (value.isGenericDict()) {
        for (const auto& entry : value.toGenericDict())
            isTold &= nameOutputs(entry.value(), entry.key().isString() ? entry.key().toStringRef() : part(outputs.size()), outputs);
        return isTold;
    }
    return value.isNone();
}

} // namespace nodegrad
