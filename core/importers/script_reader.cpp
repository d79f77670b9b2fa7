#include <fstream>

#include "core/base/confinement.h"
#include "core/formats/onnx_model.h"
#include "core/importers/script_inputs.h"
#include "core/importers/torchscript.h"

namespace nodegrad {

namespace {

constexpr std::uint64_t kLargestModel = std::uint64_t(2) << 30;

std::string sizesText(const ScriptInput& input)
{
    std::string text = input.name + " (";
    for (std::size_t i = 0; i <= input.sample.size(); ++i)
        text += (i ? ", " : "") + (i == input.batchAt ? std::string("N") : std::to_string(input.sample[i - (i > input.batchAt)]));
    return text + ")";
}

} // namespace

Status readTorchScript(const std::filesystem::path& path, const std::filesystem::path& output, const ImportOptions& options, std::uint64_t seconds)
{
    std::error_code problem;
    const std::uintmax_t size = std::filesystem::file_size(path, problem);
    if (problem)
        return fail("file.missing", {{"path", path.string()}});
    std::ofstream out(output, std::ios::binary);
    if (!out)
        return fail("file.write_failed", {{"path", output.string()}, {"reason", "it cannot be opened"}});
    if (auto confined = confineProcess({kTorchScriptMemory + kTorchScriptMemoryPerByte * size, kLargestModel, seconds}); !confined)
        return confined;
    const auto script = TorchScript::load(path);
    if (!script)
        return fail(script.error());
    const auto modelOf = options.asBlock == ImportOptions::AsBlock::Always ? blockOfScript : modelOfScript;
    auto model = modelOf(*script, options, path.string());
    if (!model)
        return fail(model.error());
    if (model->isGuessed)
        for (const ScriptInput& input : model->inputs)
            model->model.metadata[kSizesWereGuessed] += (model->model.metadata[kSizesWereGuessed].empty() ? "" : ", ") + sizesText(input);
    const auto bytes = onnxBytes(model->model);
    if (!bytes)
        return fail(bytes.error());
    out.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
    out.close();
    return out ? Status() : fail("file.write_failed", {{"path", output.string()}, {"reason", "it is full or too large"}});
}

} // namespace nodegrad
