// peer_imports --claims: the ONNX operations that the import claims, as JSON.
// peer_imports FOLDER [NODEGRAD]: imports FOLDER/*/model.onnx, or model.pt with shapes.json (sizes of one sample by input, read by the program
// NODEGRAD as a child process); beside each it writes report.json (the report, the types of the nodes, whether it ran) and
// out_0.npy, ...: our engine's answers for in_0.npy, ..., which are as the file wants them.

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "core/engine/model.h"
#include "core/formats/npy.h"
#include "core/importers/importer.h"
#include "core/importers/onnx_rules.h"
#include "core/lowering/lower.h"

using namespace nodegrad;
namespace fs = std::filesystem;

namespace {

/// Size i of `from` becomes size order[i] (or, `isBack`, the other way).
HostTensor moved(const HostTensor& from, const std::vector<std::size_t>& order, bool isBack)
{
    const std::size_t rank = from.rank();
    if (order.size() != rank)
        return from;
    std::vector<std::size_t> source(rank); // size d of the result is size source[d] of `from`
    for (std::size_t i = 0; i < rank; ++i)
        (isBack ? source[i] : source[order[i]]) = isBack ? order[i] : i;
    std::vector<std::int64_t> sizes(rank), steps(rank, 1), index(rank, 0);
    for (std::size_t i = rank; i-- > 1;)
        steps[i - 1] = steps[i] * from.dim(i);
    for (std::size_t d = 0; d < rank; ++d)
        sizes[d] = from.dim(source[d]);
    HostTensor out(from.dtype(), sizes);
    const std::size_t width = byteCount(from.dtype());
    for (std::int64_t i = 0; i < out.count(); ++i) {
        std::int64_t at = 0;
        for (std::size_t d = 0; d < rank; ++d)
            at += index[d] * steps[source[d]];
        std::memcpy(out.mutableBytes() + static_cast<std::size_t>(i) * width, from.bytes() + static_cast<std::size_t>(at) * width, width);
        for (std::size_t d = rank; d-- > 0 && ++index[d] == sizes[d];)
            index[d] = 0;
    }
    return out;
}

Status runCase(const fs::path& folder, const Imported& imported)
{
    const Lowered lowered = lower(imported.project.graph, {});
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.severity == Severity::Error)
            return fail(diagnostic.error);
    const auto program = std::make_shared<const Program>(lowered.program);
    auto model = Model::create(program, 0);
    if (!model)
        return fail(model.error());
    StateDict state = imported.weights;
    for (const Buffer& buffer : program->buffers)
        state.try_emplace(buffer.path, buffer.initial);
    if (auto loaded = model->loadState(state); !loaded)
        return loaded;
    std::vector<HostTensor> inputs;
    for (const ProgramInput& input : program->inputs)
        for (std::size_t i = 0; i < imported.report.inputs.size(); ++i)
            if (imported.report.inputs[i].node == input.name) {
                const auto array = readNpy(folder / ("in_" + imported.report.inputs[i].name + ".npy"));
                if (!array)
                    return fail(array.error());
                inputs.push_back(moved(*array, imported.report.inputs[i].order, false));
            }
    for (std::size_t i = 0; i < imported.report.outputs.size(); ++i)
        for (const ProgramOutput& output : program->outputs)
            if (imported.report.outputs[i].node == output.name) {
                const auto values = model->run(inputs, {output.prediction});
                if (!values)
                    return fail(values.error());
                if (auto written = writeNpy(folder / ("out_" + imported.report.outputs[i].name + ".npy"), moved(values->front(), imported.report.outputs[i].order, true)); !written)
                    return written;
            }
    return {};
}

Result<Imported> importedFrom(const fs::path& folder, const std::string& reader)
{
    if (fs::exists(folder / "model.onnx"))
        return importModel(folder / "model.onnx");
    ImportOptions options;
    options.reader = reader;
    options.asBlock = ImportOptions::AsBlock::Never; // designs are what is compared here
    if (fs::exists(folder / "shapes.json"))
        options.shapes = nlohmann::json::parse(readFile(folder / "shapes.json", 100'000).value_or("{}")).get<std::map<std::string, std::vector<std::int64_t>>>();
    return importModel(folder / "model.pt", options);
}

/// Every weight as it is in the design, for a look at its bits.
void writeWeights(const fs::path& folder, const Imported& imported)
{
    for (const auto& [name, tensor] : imported.weights)
        (void)writeNpy(folder / ("weight_" + name + ".npy"), tensor);
}

void importCase(const fs::path& folder, const std::string& reader)
{
    nlohmann::json report;
    const auto imported = importedFrom(folder, reader);
    if (!imported) {
        report = {{"whole", false}, {"error", sentence(imported.error())}, {"code", imported.error().code}, {"problems", nlohmann::json::array()}};
    } else {
        report = imported->report.json();
        report["types"] = nlohmann::json::array();
        for (const NodePtr& node : imported->project.graph.root().nodes)
            report["types"].push_back(node->type);
        if (!reader.empty())
            writeWeights(folder, *imported);
        if (imported->report.isWhole()) {
            const Status ran = runCase(folder, *imported);
            report["ran"] = ran.has_value();
            if (!ran)
                report["error"] = sentence(ran.error()) + " " + ran.error().detail;
        }
    }
    (void)writeFileAtomically(folder / "report.json", report.dump(1));
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 2 && count != 3) {
        std::puts("usage: peer_imports --claims | FOLDER [NODEGRAD]");
        return 2;
    }
    if (std::string(arguments[1]) == "--claims") {
        std::puts(nlohmann::json(claimedOnnxOperations()).dump().c_str());
        return 0;
    }
    for (const auto& entry : fs::directory_iterator(arguments[1]))
        if (fs::exists(entry.path() / "model.onnx") || fs::exists(entry.path() / "model.pt"))
            importCase(entry.path(), count == 3 ? arguments[2] : "");
    return 0;
}
