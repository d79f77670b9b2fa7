#include "ui/pages/export/usage_code.h"

#include <functional>
#include <map>

#include <QCoreApplication>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/exporters/names.h"
#include "core/exporters/network.h"
#include "ui/language/core_text.h"

namespace nodegrad {

namespace {

constexpr std::int64_t kFreeSize = 16; ///< stands for a size that the design leaves open, such as the length of a sequence

/// What the code needs to know of the file.
struct Facts {
    std::string path;            ///< as a literal of Python and C++
    struct Input {
        std::string name;        ///< as a literal
        std::vector<std::int64_t> sizes;
        bool isWhole = false;    ///< tokens: int64
    };
    std::vector<Input> inputs;
    std::vector<std::string> outputs; ///< as literals
    bool isRaw = true;           ///< takes raw data
    bool givesClasses = false;   ///< one number a class
    bool hasClassNames = false;  ///< in the file
};

std::vector<std::int64_t> sizesOfOne(const Shape& shape)
{
    std::vector<std::int64_t> sizes;
    for (std::size_t i = 0; i < shape.size(); ++i)
        sizes.push_back(i == 0 ? 1 : shape[i].known().value_or(kFreeSize));
    return sizes;
}

std::string comment(const Facts& facts, std::size_t input)
{
    const std::string what = facts.isRaw ? "raw values" : "prepared values";
    return facts.inputs.size() == 1 ? "one sample, " + what : "one sample of " + facts.inputs[input].name + ", " + what;
}

std::string tupleText(const std::vector<std::int64_t>& sizes)
{
    return fmt::format("{}{}", fmt::join(sizes, ", "), sizes.size() == 1 ? "," : "");
}

std::string variable(const Facts& facts, std::size_t input)
{
    return facts.inputs.size() == 1 ? "x" : fmt::format("x{}", input + 1);
}

std::string variables(const Facts& facts)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < facts.inputs.size(); ++i)
        names.push_back(variable(facts, i));
    return fmt::format("{}", fmt::join(names, ", "));
}

std::string torchInputs(const Facts& facts)
{
    std::string code;
    for (std::size_t i = 0; i < facts.inputs.size(); ++i)
        code += fmt::format("{} = torch.zeros({}{})  # {}\n", variable(facts, i), fmt::join(facts.inputs[i].sizes, ", "),
                            facts.inputs[i].isWhole ? ", dtype=torch.int64" : "", comment(facts, i));
    return code;
}

std::string onnxPython(const Facts& facts)
{
    std::string code = facts.hasClassNames ? "import json\n\n" : "";
    code += "import numpy as np\nimport onnxruntime as ort\n\n";
    code += fmt::format("session = ort.InferenceSession({})\n", facts.path);
    std::vector<std::string> feeds;
    for (std::size_t i = 0; i < facts.inputs.size(); ++i) {
        code += fmt::format("{} = np.zeros(({}), np.{})  # {}\n", variable(facts, i), tupleText(facts.inputs[i].sizes),
                            facts.inputs[i].isWhole ? "int64" : "float32", comment(facts, i));
        feeds.push_back(facts.inputs[i].name + ": " + variable(facts, i));
    }
    if (facts.outputs.size() == 1)
        code += fmt::format("y = session.run([{}], {{{}}})[0]\n", facts.outputs[0], fmt::join(feeds, ", "));
    else
        code += fmt::format("y = session.run([{}], {{{}}})\n", fmt::join(facts.outputs, ", "), fmt::join(feeds, ", "));
    code += "print(y)\n";
    if (facts.givesClasses && facts.hasClassNames)
        code += "names = json.loads(session.get_modelmeta().custom_metadata_map[\"class_names\"])\nprint([names[i] for i in y.argmax(axis=1)])\n";
    else if (facts.givesClasses)
        code += "print(y.argmax(axis=1))\n";
    return code;
}

std::string onnxCpp(const Facts& facts)
{
    std::string code = "#include <cstdint>\n#include <iostream>\n#include <vector>\n\n#include <onnxruntime_cxx_api.h>\n\nint main()\n{\n"
                       "    Ort::Env env;\n";
    code += fmt::format("    Ort::Session session(env, {}, Ort::SessionOptions());\n", facts.path);
    code += "    auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);\n    std::vector<Ort::Value> inputs;\n";
    std::vector<std::string> names;
    for (std::size_t i = 0; i < facts.inputs.size(); ++i) {
        const auto& input = facts.inputs[i];
        const std::string type = input.isWhole ? "std::int64_t" : "float", x = variable(facts, i);
        std::int64_t count = 1;
        for (const std::int64_t size : input.sizes)
            count *= size;
        code += fmt::format("    std::vector<{}> {}({});  // {}\n", type, x, count, comment(facts, i));
        code += fmt::format("    const std::vector<std::int64_t> {}Sizes{{{}}};\n", x, fmt::join(input.sizes, ", "));
        code += fmt::format("    inputs.push_back(Ort::Value::CreateTensor<{}>(\n        memory, {}.data(), {}.size(), {}Sizes.data(), {}Sizes.size()));\n", type, x, x, x, x);
        names.push_back(input.name);
    }
    code += fmt::format("    const char* inputNames[] = {{{}}};\n    const char* outputNames[] = {{{}}};\n", fmt::join(names, ", "), fmt::join(facts.outputs, ", "));
    code += fmt::format("    auto outputs = session.Run(Ort::RunOptions(), inputNames, inputs.data(), {}, outputNames, {});\n", facts.inputs.size(), facts.outputs.size());
    code += "    const float* y = outputs[0].GetTensorData<float>();\n"
            "    const std::size_t count = outputs[0].GetTensorTypeAndShapeInfo().GetElementCount();\n"
            "    for (std::size_t i = 0; i < count; ++i)\n        std::cout << y[i] << \"\\n\";\n}\n";
    return code;
}

std::string torchScriptPython(const Facts& facts)
{
    std::string code = facts.hasClassNames ? "import json\n\n" : "";
    code += "import torch\n\n";
    code += facts.hasClassNames ? fmt::format("files = {{\"labels.json\": \"\"}}\nnetwork = torch.jit.load({}, _extra_files=files).eval()\n", facts.path)
                                : fmt::format("network = torch.jit.load({}).eval()\n", facts.path);
    code += torchInputs(facts);
    code += fmt::format("with torch.inference_mode():\n    y = network({})\nprint(y)\n", variables(facts));
    if (facts.givesClasses && facts.hasClassNames)
        code += "names = json.loads(files[\"labels.json\"])\nprint([names[i] for i in y.argmax(dim=1)])\n";
    else if (facts.givesClasses)
        code += "print(y.argmax(dim=1))\n";
    return code;
}

std::string torchScriptCpp(const Facts& facts)
{
    std::string code = "#include <iostream>\n#include <vector>\n\n#include <torch/script.h>\n\nint main()\n{\n    const c10::InferenceMode inference;\n";
    code += fmt::format("    torch::jit::Module network = torch::jit::load({});\n    network.eval();\n    std::vector<torch::jit::IValue> inputs;\n", facts.path);
    for (std::size_t i = 0; i < facts.inputs.size(); ++i)
        code += fmt::format("    inputs.push_back(torch::zeros({{{}}}{}));  // {}\n", fmt::join(facts.inputs[i].sizes, ", "),
                            facts.inputs[i].isWhole ? ", torch::kInt64" : "", comment(facts, i));
    if (facts.outputs.size() == 1)
        code += "    const torch::Tensor y = network.forward(inputs).toTensor();\n    std::cout << y << \"\\n\";\n}\n";
    else
        code += "    const torch::jit::IValue answers = network.forward(inputs);\n    for (const auto& y : answers.toTupleRef().elements())\n"
                "        std::cout << y.toTensor() << \"\\n\";\n}\n";
    return code;
}

std::string safetensorsPython(const Facts& facts)
{
    return fmt::format("from safetensors.torch import load_file\n\nweights = load_file({})\nfor name, tensor in weights.items():\n"
                       "    print(name, tuple(tensor.shape))\n", facts.path);
}

std::string torchWeightsPython(const Facts& facts)
{
    return fmt::format("import torch\n\nweights = torch.load({}, weights_only=True)\nfor name, tensor in weights.items():\n"
                       "    print(name, tuple(tensor.shape))\n", facts.path);
}

std::string pytorchPython(const Facts& facts)
{
    std::string code = fmt::format("import sys\n\nimport torch\n\nsys.path.insert(0, {})\nfrom run import load\n\nnetwork = load()\n", facts.path);
    code += torchInputs(facts);
    code += fmt::format("with torch.inference_mode():\n    y = network.prediction({})\nprint(y)\n", variables(facts));
    if (facts.givesClasses)
        code += "print(y.argmax(dim=1))\n";
    return code;
}

std::string lightningPython(const Facts& facts)
{
    return fmt::format("# in the folder of the PyTorch code that is exported with its Lightning script:\n# python train_lightning.py --resume {0}\n"
                       "from train_lightning import Network\n\nmodule = Network.load_from_checkpoint({0}).eval()\n", facts.path);
}

struct Writers {
    std::string (*python)(const Facts&) = nullptr;
    std::string (*cpp)(const Facts&) = nullptr;
};

const std::map<std::string, Writers>& writers()
{
    static const std::map<std::string, Writers> all{{"onnx", {onnxPython, onnxCpp}},
                                                    {"torchscript", {torchScriptPython, torchScriptCpp}},
                                                    {"safetensors", {safetensorsPython, nullptr}},
                                                    {"torch_weights", {torchWeightsPython, nullptr}},
                                                    {"pytorch", {pytorchPython, nullptr}},
                                                    {"lightning", {lightningPython, nullptr}}};
    return all;
}

} // namespace

QString whyNoUsageCode(const Exporter& exporter, UsageLanguage language)
{
    const auto found = writers().find(exporter.id);
    if (found == writers().end())
        return QCoreApplication::translate("UsageCode", "There is no example for %1.").arg(coreText(exporter.title));
    if (language == UsageLanguage::Cpp && !found->second.cpp)
        return QCoreApplication::translate("UsageCode", "For C++, export TorchScript or ONNX.");
    return {};
}

QString usageCode(const Exporter& exporter, const ExportRequest& request, const std::filesystem::path& path, UsageLanguage language)
{
    if (!whyNoUsageCode(exporter, language).isEmpty())
        return {};
    // Every exporter reads the options it declares; network options that it lacks have their defaults.
    ParamValues options = completed(request.options, exporter.options);
    const auto network = networkOf(request, completed(options, networkOptions()), false);
    if (!network)
        return {};
    Facts facts;
    facts.path = pythonText(path.string());
    for (const NetworkPort& input : network->inputs)
        facts.inputs.push_back({pythonText(input.name), sizesOfOne(input.spec.shape), input.spec.dtype == DType::Int64});
    for (const NetworkPort& output : network->outputs)
        facts.outputs.push_back(pythonText(output.name));
    facts.isRaw = !options.has("include_preparation") || options.flag("include_preparation");
    facts.givesClasses = isClassifier(request, *network) && network->outputs[0].spec.shape.back().known().value_or(1) > 1;
    facts.hasClassNames = facts.givesClasses && options.has("class_names") && options.flag("class_names") && !request.classNames.empty();
    const Writers& writer = writers().at(exporter.id);
    return QString::fromStdString(language == UsageLanguage::Python ? writer.python(facts) : writer.cpp(facts));
}

} // namespace nodegrad
