#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>

#include "core/base/guarded.h"
#include "core/base/text.h"
#include "core/importers/families.h"
#include "core/importers/onnx_import.h"
#include "core/importers/onnx_patterns.h"
#include "core/importers/onnx_rewrites.h"
#include "core/importers/onnx_rules.h"
#include "core/lowering/lower.h"

namespace nodegrad {

namespace {

using Order = std::vector<std::size_t>;

constexpr std::int64_t kLargestSize = 1'000'000'000; ///< of an input: what the Input layer takes

/// An input of the file as a design has it.
struct FileInput {
    std::string name;
    Spec spec;
    Sizes fileSizes;         ///< batch as kBatchSize
    Order order;             ///< size i of the file is ours at order[i]
    std::int64_t batch = 0;  ///< the number that the file has in its place; 0: it is open
};

/// The table that this input's whole numbers look up, if it does (through casts, copies, and arithmetic for numbers below zero).
const OnnxTensor* tableBehind(const OnnxModel& model, const std::string& name, int depth = 0)
{
    for (const OnnxNode& node : model.graph.nodes) {
        static const std::set<std::string> passing{"Cast", "Identity", "Less", "Not", "Add", "Mul", "Where"};
        const bool isCopy = passing.contains(node.opType) && std::ranges::find(node.inputs, name) != node.inputs.end();
        if (isCopy && !node.outputs.empty() && depth < 8)
            if (const OnnxTensor* table = tableBehind(model, node.outputs[0], depth + 1))
                return table;
        if (node.opType == "Gather" && inputOf(node, 1) == name)
            for (const OnnxTensor& tensor : model.graph.initializers)
                if (tensor.name == inputOf(node, 0) && tensor.value.rank() == 2)
                    return &tensor;
    }
    return nullptr;
}

/// Time first, as recurrent operations of ONNX take it.
bool isTimeFirst(const OnnxModel& model, const OnnxValueInfo& input)
{
    if (input.shape.size() != 3)
        return false;
    const auto isNamed = [&](std::size_t i) { return !input.shape[i].symbol.empty() || input.shape[i].unknown; };
    if (isNamed(0))
        return false;
    const bool feedsRecurrence = std::ranges::any_of(model.graph.nodes, [&](const OnnxNode& node) {
        const bool isRecurrent = node.opType == "LSTM" || node.opType == "GRU" || node.opType == "RNN";
        return isRecurrent && inputOf(node, 0) == input.name && integerOf(node, "layout", 0) == 0;
    });
    return feedsRecurrence || isNamed(1);
}

/// Channels last, as Keras has pictures: the first thing that happens is that they are moved to the front. Perhaps after arithmetic.
bool isChannelsLast(const OnnxModel& model, const std::string& name, std::size_t rank, int depth = 0)
{
    Sizes front{0, static_cast<std::int64_t>(rank) - 1};
    for (std::size_t i = 1; i + 1 < rank; ++i)
        front.push_back(static_cast<std::int64_t>(i));
    bool isMoved = false;
    for (const OnnxNode& node : model.graph.nodes) {
        if (std::ranges::find(node.inputs, name) == node.inputs.end() || node.outputs.empty())
            continue;
        static const std::set<std::string> passing{"Identity", "Cast", "Add", "Sub", "Mul", "Div", "Pad"};
        isMoved |= node.opType == "Transpose" && integersOf(node, "perm") == front;
        isMoved |= depth < 8 && passing.contains(node.opType) && isChannelsLast(model, node.outputs[0], rank, depth + 1);
    }
    return isMoved;
}

std::string shapeOf(const OnnxValueInfo& input)
{
    std::vector<std::string> sizes;
    for (const OnnxDim& dim : input.shape)
        sizes.push_back(dim.unknown ? "?" : dim.symbol.empty() ? std::to_string(dim.number) : dim.symbol);
    return "(" + joined(sizes, ", ") + ")";
}

Result<FileInput> readInput(const OnnxModel& model, const OnnxValueInfo& input, const std::string& path, const ImportOptions& options)
{
    const std::size_t rank = input.shape.size();
    if (!input.shapeKnown || rank < 2 || rank > 5)
        return fail("import.bad_rank", {{"input", input.name}, {"path", path}, {"shape", input.shapeKnown ? shapeOf(input) : "unknown"}});
    FileInput out{.name = input.name};
    out.order.resize(rank);
    std::iota(out.order.begin(), out.order.end(), std::size_t(0));
    if (isTimeFirst(model, input))
        std::swap(out.order[0], out.order[1]);
    else if (rank > 3 && isChannelsLast(model, input.name, rank)) { // ours is (N, C, H, W)
        out.order[rank - 1] = 1;
        for (std::size_t i = 1; i + 1 < rank; ++i)
            out.order[i] = i + 1;
    }
    const OnnxTensor* table = tableBehind(model, input.name);
    const bool isWhole = input.dtype == DType::Int64 || input.dtype == DType::Int32;
    if ((isWhole && (!table || rank != 2)) || input.dtype == DType::Bool)
        return fail("import.input_type", {{"input", input.name}, {"path", path}, {"type", isWhole ? "whole numbers that are no tokens of an embedding" : "true or false"}});
    static constexpr Kind kinds[] = {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume};
    out.spec.kind = isWhole ? Kind::Tokens : kinds[rank - 2];
    out.spec.dtype = isWhole ? DType::Int64 : DType::Float32;
    out.spec.classes = isWhole ? table->value.dim(0) : 0;
    const auto chosen = options.shapes.find(input.name);
    if (chosen != options.shapes.end() && chosen->second.size() != rank - 1)
        return fail("import.open_shape", {{"input", input.name}, {"path", path}, {"shape", shapeOf(input)}, {"example", rank == 4 ? "3x224x224" : rank == 3 ? "16x8" : "8"}});
    out.fileSizes.assign(rank, kBatchSize);
    out.spec.shape.assign(rank, batchDim());
    for (std::size_t i = 0; i < rank; ++i) {
        const OnnxDim& dim = input.shape[i];
        const std::size_t ours = out.order[i];
        const bool isOpen = !dim.symbol.empty() || dim.unknown;
        if (ours == 0) {
            out.batch = isOpen ? 0 : dim.number;
            continue;
        }
        const std::int64_t size = chosen != options.shapes.end() ? chosen->second[ours - 1] : isOpen ? 0 : dim.number;
        if (!isOpen && chosen == options.shapes.end() && (size < 0 || size > kLargestSize))
            return fail("import.absurd_size", {{"input", input.name}, {"path", path}, {"shape", shapeOf(input)}});
        if (size < 1 || size >= kBatchSize)
            return fail("import.open_shape", {{"input", input.name}, {"path", path}, {"shape", shapeOf(input)}, {"example", rank == 4 ? "3x224x224" : rank == 3 ? "16x8" : "8"}});
        out.fileSizes[i] = size;
        out.spec.shape[ours] = Dim(size);
    }
    return out;
}

/// Walks the file once; everything that happens is noted in the report.
class OnnxImport {
public:
    OnnxImport(OnnxModel model, std::string path, const ImportOptions& options) : m_model(std::move(model)), m_path(std::move(path)), m_options(options) {}

    Result<Imported> run(const Task& task)
    {
        if (auto done = putInOrder(); !done)
            return fail(done.error());
        if (auto done = readInputs(); !done)
            return fail(done.error());
        m_operations = m_model.graph.nodes.size();
        std::map<std::string, Sizes> sizes;
        std::int64_t fixedBatch = 0;
        for (const FileInput& input : m_inputs) {
            sizes[input.name] = input.fileSizes;
            fixedBatch = std::max(fixedBatch, input.batch);
        }
        takeApartFused(m_model.graph);
        takeApartSequences(m_model.graph);
        OnnxValues values = valuesOf(m_model, sizes, fixedBatch);
        takeApartJoined(m_model.graph, values);
        bypassCopies(m_model.graph);
        dropUnneeded(m_model.graph, values);
        joinAttention(m_model.graph, values);
        rewriteDetours(m_model.graph, values);
        takeApartBatches(m_model.graph, values);
        dropUnneeded(m_model.graph, values);
        bypassCopies(m_model.graph);
        joinPatterns(m_model.graph, values);
        OnnxCanvas canvas(m_model.graph, values, m_model.opset, fixedBatch);
        placeInputs(canvas);
        for (std::size_t i = 0; i < m_model.graph.nodes.size(); ++i) {
            if (auto going = task.step(static_cast<double>(i) / static_cast<double>(m_model.graph.nodes.size()), "Importing"); !going)
                return fail(going.error());
            placeNode(canvas, m_model.graph.nodes[i]);
        }
        if (auto done = placeOutputs(canvas, values); !done)
            return fail(done.error());
        auto imported = canvas.take();
        if (canvas.followers() > 0)
            m_notes.push_back(std::to_string(canvas.followers()) + (canvas.followers() == 1 ? " operation that follows is grey too, since its input is not known." : " operations that follow are grey too, since their inputs are not known."));
        if (imported)
            finish(*imported);
        return imported;
    }

private:
    struct Ending {
        std::string logits, loss;
    };

    /// Each operation behind those whose results it reads, as the format wants it.
    Status putInOrder()
    {
        std::vector<OnnxNode>& nodes = m_model.graph.nodes;
        std::map<std::string, std::size_t> makers;
        for (std::size_t i = 0; i < nodes.size(); ++i)
            for (const std::string& output : nodes[i].outputs)
                if (!output.empty())
                    makers.emplace(output, i);
        std::vector<std::size_t> missing(nodes.size(), 0), order;
        std::vector<std::vector<std::size_t>> readers(nodes.size());
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            for (const std::string& input : nodes[i].inputs)
                if (const auto maker = makers.find(input); maker != makers.end()) {
                    readers[maker->second].push_back(i);
                    ++missing[i];
                }
        }
        std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> next; // as they stand, wherever that is possible
        for (std::size_t i = 0; i < nodes.size(); ++i)
            if (missing[i] == 0)
                next.push(i);
        while (!next.empty()) {
            const std::size_t i = next.top();
            next.pop();
            order.push_back(i);
            for (const std::size_t reader : readers[i])
                if (--missing[reader] == 0)
                    next.push(reader);
        }
        if (order.size() != nodes.size()) {
            const auto stuck = static_cast<std::size_t>(std::ranges::find_if(missing, [](std::size_t count) { return count > 0; }) - missing.begin());
            return fail("onnx.cycle", {{"path", m_path}, {"op", nodes[stuck].opType}, {"node", nodes[stuck].name}});
        }
        std::vector<OnnxNode> sorted;
        for (const std::size_t i : order)
            sorted.push_back(std::move(nodes[i]));
        nodes = std::move(sorted);
        return {};
    }

    Status readInputs()
    {
        std::set<std::string> stored;
        for (const OnnxTensor& tensor : m_model.graph.initializers)
            stored.insert(tensor.name);
        std::vector<std::string> known;
        for (const OnnxValueInfo& info : m_model.graph.inputs)
            if (!stored.contains(info.name))
                known.push_back(info.name);
        for (const auto& [name, sizes] : m_options.shapes)
            if (std::ranges::find(known, name) == known.end())
                return fail("import.no_such_input", {{"path", m_path}, {"input", name}, {"known", joined(known, ", ")}});
        for (const OnnxValueInfo& info : m_model.graph.inputs) {
            if (stored.contains(info.name))
                continue;
            const bool isRead = std::ranges::any_of(m_model.graph.nodes, [&](const OnnxNode& node) { return std::ranges::find(node.inputs, info.name) != node.inputs.end(); });
            if (!isRead) {
                m_notes.push_back("Input '" + info.name + "' is not used by the model and was left out.");
                continue;
            }
            auto input = readInput(m_model, info, m_path, m_options);
            if (!input)
                return fail(input.error());
            m_inputs.push_back(std::move(*input));
        }
        return m_inputs.empty() ? Status(fail("import.no_input", {{"path", m_path}})) : Status();
    }

    void placeInputs(OnnxCanvas& canvas)
    {
        for (const FileInput& input : m_inputs) {
            Sizes sizes;
            for (std::size_t i = 1; i < input.spec.shape.size(); ++i)
                sizes.push_back(input.spec.shape[i].value());
            ParamValues params{{"shape", sizes}};
            if (input.spec.kind == Kind::Tokens) {
                params.set("kind", std::string("tokens"));
                params.set("vocabulary", input.spec.classes);
            }
            const NodeId id = canvas.addInput(input.name, std::move(params));
            PlacedValue value{{id, "out"}, input.spec, plainView(*sizesOf(input.spec.shape))};
            value.view.order = input.order;
            canvas.define(input.name, value);
            m_ports.inputs.push_back({input.name, canvas.nameOf(id), input.order});
        }
    }

    /// The activation that belongs to a loss stands last: the Output layer holds it.
    bool isEnding(const OnnxCanvas& canvas, const OnnxNode& node)
    {
        const bool isSoftmax = node.opType == "Softmax", isSigmoid = node.opType == "Sigmoid";
        if ((!isSoftmax && !isSigmoid) || !canvas.isOutput(node.outputs[0]) || canvas.readerCount(node.outputs[0]) != 1)
            return false;
        const auto x = canvas.value(node, 0);
        if (!x || !x->view.isPlain())
            return false;
        const auto rank = static_cast<std::int64_t>(x->spec.shape.size()), axis = integerOf(node, "axis", canvas.opset() < 13 ? 1 : -1);
        if (isSoftmax && axis != -1 && axis != rank - 1)
            return false;
        m_endings[node.outputs[0]] = {node.inputs[0], isSoftmax ? "cross_entropy" : "binary_cross_entropy_with_logits"};
        return true;
    }

    void placeNode(OnnxCanvas& canvas, const OnnxNode& node)
    {
        if (node.outputs.empty() || isEnding(canvas, node))
            return;
        const OnnxRule* rule = findOnnxRule(node);
        const std::string name = node.domain.empty() || node.domain == kOwnDomain ? node.opType : node.domain + "." + node.opType;
        const Status placed = rule ? rule->apply(canvas, node) : Status(fail("import.no_layer", {{"op", name}}));
        if (!placed)
            canvas.placeGrey(node, placed.error());
    }

    Status placeOutput(OnnxCanvas& canvas, const std::string& name, const std::string& loss)
    {
        const OnnxNode reader{.opType = "Output", .inputs = {name}};
        auto plain = canvas.plain(reader, 0);
        if (plain && !plain->spec.shape.empty() && plain->spec.shape.size() != plain->view.order.size()) { // sizes of 1 that were left out
            const Sizes sizes = plain->view.fileSizes();
            auto made = canvas.place({.opType = "Reshape"}, {.type = "reshape", .params = {{"shape", Sizes(sizes.begin() + 1, sizes.end())}}, .inputs = {*plain}, .weights = {}});
            plain = made ? Result<PlacedValue>(made->front()) : fail(made.error());
        }
        // An order of sizes that no layer brings about is told in the report; sizes cut otherwise cannot be an output.
        const PlacedValue* placed = canvas.placed(name);
        if (!plain && placed && !placed->spec.shape.empty() && !placed->view.hasWholeParts())
            plain = canvas.ordered(*placed, placed->view.order);
        const PlacedValue* value = plain ? &*plain : placed && (placed->spec.shape.empty() || placed->view.hasWholeParts()) ? placed : nullptr;
        if (!value)
            return fail(plain.error());
        const Order order = value->view.order;
        const auto id = canvas.addOutput(m_outputName, *value, {{"loss", loss}});
        if (!id)
            return fail(id.error());
        m_ports.outputs.push_back({m_outputName, canvas.nameOf(*id), order});
        return {};
    }

    Status placeOutputs(OnnxCanvas& canvas, const OnnxValues& values)
    {
        for (const OnnxValueInfo& output : m_model.graph.outputs) {
            m_outputName = output.name;
            const auto ending = m_endings.find(output.name);
            if (ending != m_endings.end() && placeOutput(canvas, ending->second.logits, ending->second.loss)) {
                m_notes.push_back("Output '" + output.name + "' gives probabilities; its loss applies " +
                                  (ending->second.loss == "cross_entropy" ? "the Softmax." : "the Sigmoid."));
                continue;
            }
            if (ending != m_endings.end()) // no loss fits: the activation stays a layer
                for (const OnnxNode& node : m_model.graph.nodes)
                    if (!node.outputs.empty() && node.outputs[0] == output.name)
                        if (const Status placed = findOnnxRule(node)->apply(canvas, node); !placed)
                            canvas.placeGrey(node, placed.error());
            const auto known = values.find(output.name);
            if (known != values.end() && known->second.constant) {
                m_notes.push_back("Output '" + output.name + "' is always the same and was left out.");
                continue;
            }
            if (const Status placed = placeOutput(canvas, output.name, "mse"); placed)
                m_notes.push_back("Output '" + output.name + "' is taken as numbers (mean squared error); for classes choose cross entropy at its Output layer.");
            else
                m_ports.problems.push_back({"Output", output.name, "", placed.error()});
        }
        if (!m_ports.outputs.empty())
            return {};
        const bool isKnown = std::ranges::any_of(m_model.graph.outputs, [&](const OnnxValueInfo& output) { return canvas.placed(output.name) != nullptr; });
        return isKnown && !m_ports.problems.empty() ? fail(m_ports.problems.front().error) : fail("import.no_output", {{"path", m_path}});
    }

    void finish(Imported& imported)
    {
        ImportReport& report = imported.report;
        report.format = "ONNX, opset " + std::to_string(m_model.opset) +
                        (m_model.producer.empty() ? "" : ", made by " + m_model.producer + (m_model.producerVersion.empty() ? "" : " " + m_model.producerVersion));
        report.operations = m_operations;
        report.inputs = m_ports.inputs;
        report.outputs = m_ports.outputs;
        report.notes = m_notes;
        std::ranges::move(m_ports.problems, std::back_inserter(report.problems));
    }

    OnnxModel m_model;
    std::string m_path;
    const ImportOptions& m_options;
    std::vector<FileInput> m_inputs;
    std::map<std::string, Ending> m_endings; ///< by the name of the output
    std::string m_outputName;
    std::size_t m_operations = 0;
    ImportReport m_ports;
    std::vector<std::string> m_notes;
};

bool matchOnnx(const std::filesystem::path& path, std::string_view head)
{
    // ModelProto begins with ir_version (field 1), mostly followed by producer_name (2) or the graph (7).
    const bool looksAlike = head.size() > 3 && head[0] == 8 && head[1] > 0 && head[1] < 32 && (head[2] == 0x12 || head[2] == 0x3a);
    return looksAlike || hasExtension(path, {".onnx"});
}

Result<Imported> openOnnx(const std::filesystem::path& path, const ImportOptions& options, const Task& task)
{
    auto model = readOnnx(path);
    if (!model)
        return fail(model.error());
    return importOnnx(std::move(*model), path.string(), options, task);
}

} // namespace

Result<Imported> importOnnx(OnnxModel model, const std::string& name, const ImportOptions& options, const Task& task)
{
    return guarded(makeError("onnx.not_a_model", {{"path", name}}), [&] { return OnnxImport(std::move(model), name, options).run(task); });
}

Importer onnxImporter()
{
    return {.id = "onnx", .title = "ONNX", .extensions = {".onnx"}, .match = matchOnnx, .open = openOnnx};
}

} // namespace nodegrad
