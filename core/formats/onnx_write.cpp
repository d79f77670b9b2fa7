#include <limits>
#include <map>
#include <vector>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "core/base/guarded.h"
#include "core/base/text.h"
#include "core/formats/onnx_elements.h"
#include "core/formats/onnx_model.h"
#include "nodegrad_onnx.pb.h"

namespace nodegrad {

namespace {

constexpr std::uint64_t sizeLimit = std::numeric_limits<int>::max();
constexpr std::uint64_t kSmallTensor = 1024;      ///< stays in the model: biases, sizes, axes
constexpr std::uint64_t kPage = 4096, kWord = 64; ///< large tensors begin at a page, so that they can be mapped

/// Where in the second file the initializers lie, by their place in the list; those that stay in the model have none.
struct Placement {
    std::string file;
    std::map<std::size_t, std::uint64_t> offsets;
};

Placement placementOf(const OnnxGraph& graph, const std::string& file)
{
    Placement placement{file, {}};
    std::uint64_t at = 0;
    for (std::size_t i = 0; i < graph.initializers.size(); ++i) {
        const std::uint64_t size = graph.initializers[i].value.byteSize();
        if (size < kSmallTensor)
            continue;
        const std::uint64_t unit = size < (1u << 20) ? kWord : kPage;
        at = (at + unit - 1) / unit * unit;
        placement.offsets[i] = at;
        at += size;
    }
    return placement;
}

template <class... Ts> struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts> Overloaded(Ts...) -> Overloaded<Ts...>; // clang 14 does not deduce it

void fillHead(const OnnxTensor& tensor, onnx::Tensor& out)
{
    for (const std::int64_t size : tensor.value.shape())
        out.add_dims(size);
    out.set_data_type(onnxElementType(tensor.value.dtype()));
    if (!tensor.name.empty())
        out.set_name(tensor.name);
}

void fillElsewhere(const OnnxTensor& tensor, const std::string& file, std::uint64_t offset, onnx::Tensor& out)
{
    fillHead(tensor, out);
    out.set_data_location(1);
    for (const auto& [key, value] : {std::pair<const char*, std::string>{"location", file}, {"offset", std::to_string(offset)}, {"length", std::to_string(tensor.value.byteSize())}}) {
        auto* entry = out.add_external_data();
        entry->set_key(key);
        entry->set_value(value);
    }
}

void fillTensor(const OnnxTensor& tensor, onnx::Tensor& out)
{
    fillHead(tensor, out);
    if (tensor.value.byteSize() > 0)
        out.set_raw_data(tensor.value.bytes(), tensor.value.byteSize());
    else
        out.set_raw_data("", 0);
}

void fillAttribute(const OnnxAttribute& attribute, onnx::Attribute& out)
{
    out.set_name(attribute.name);
    std::visit(Overloaded{[&](float value) { out.set_type(1), out.set_f(value); },
                          [&](std::int64_t value) { out.set_type(2), out.set_i(value); },
                          [&](const std::string& value) { out.set_type(3), out.set_s(value); },
                          [&](const OnnxTensor& value) {
                              out.set_type(4), fillTensor(value, *out.mutable_t());
                          },
                          [&](const std::vector<float>& values) {
                              out.set_type(6);
                              for (const float value : values)
                                  out.add_floats(value);
                          },
                          [&](const std::vector<std::int64_t>& values) {
                              out.set_type(7);
                              for (const std::int64_t value : values)
                                  out.add_ints(value);
                          },
                          [&](const std::vector<std::string>& values) {
                              out.set_type(8);
                              for (const std::string& value : values)
                                  out.add_strings(value);
                          }},
               attribute.value);
}

void fillValueInfo(const OnnxValueInfo& info, onnx::ValueInfo& out)
{
    out.set_name(info.name);
    if (!info.doc.empty())
        out.set_doc_string(info.doc);
    auto* type = out.mutable_type()->mutable_tensor_type();
    type->set_elem_type(onnxElementType(info.dtype));
    if (!info.shapeKnown)
        return;
    auto* shape = type->mutable_shape(); // there even when it has no sizes: a single number
    for (const OnnxDim& dim : info.shape) {
        auto* entry = shape->add_dim();
        if (!dim.symbol.empty())
            entry->set_dim_param(dim.symbol);
        else if (!dim.unknown)
            entry->set_dim_value(dim.number);
    }
}

void fillNode(const OnnxNode& node, onnx::Node& out)
{
    out.set_op_type(node.opType);
    if (!node.name.empty())
        out.set_name(node.name);
    if (!node.domain.empty())
        out.set_domain(node.domain);
    if (!node.doc.empty())
        out.set_doc_string(node.doc);
    for (const std::string& input : node.inputs)
        out.add_input(input);
    for (const std::string& output : node.outputs)
        out.add_output(output);
    for (const OnnxAttribute& attribute : node.attributes)
        fillAttribute(attribute, *out.add_attribute());
}

/// All but the initializers.
void fillGraph(const OnnxGraph& graph, onnx::Graph& out)
{
    out.set_name(graph.name);
    if (!graph.doc.empty())
        out.set_doc_string(graph.doc);
    for (const OnnxNode& node : graph.nodes)
        fillNode(node, *out.add_node());
    for (const OnnxValueInfo& input : graph.inputs)
        fillValueInfo(input, *out.add_input());
    for (const OnnxValueInfo& output : graph.outputs)
        fillValueInfo(output, *out.add_output());
    for (const OnnxValueInfo& value : graph.values)
        fillValueInfo(value, *out.add_value_info());
}

/// In the model itself.
std::uint64_t tensorBytes(const OnnxGraph& graph, const Placement& placement)
{
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < graph.initializers.size(); ++i)
        bytes += placement.offsets.contains(i) ? 0 : graph.initializers[i].value.byteSize();
    for (const OnnxNode& node : graph.nodes)
        for (const OnnxAttribute& attribute : node.attributes)
            if (const auto* tensor = std::get_if<OnnxTensor>(&attribute.value))
                bytes += tensor->value.byteSize();
    return bytes;
}

tl::unexpected<Error> tooLarge(std::uint64_t bytes)
{
    return fail("onnx.too_large", {{"size", byteSize(static_cast<double>(bytes))}});
}

/// A file in pieces, so that weights are not copied: own bytes, then those of a tensor, in turn.
struct Piece {
    std::string text;
    const HostTensor* weights = nullptr;
    std::uint64_t size() const { return text.size() + (weights ? weights->byteSize() : 0); }
};

std::uint64_t sizeOf(const std::vector<Piece>& pieces)
{
    std::uint64_t bytes = 0;
    for (const Piece& piece : pieces)
        bytes += piece.size();
    return bytes;
}

// Of protobuf's wire: fields of a known length, and their numbers in onnx.proto.
constexpr std::uint32_t kGraphField = 7, kInitializerField = 5, kRawDataField = 9;

std::string framed(std::uint32_t field, std::uint64_t size)
{
    std::string text;
    {
        google::protobuf::io::StringOutputStream stream(&text);
        google::protobuf::io::CodedOutputStream out(&stream);
        out.WriteTag(field << 3 | 2);
        out.WriteVarint64(size);
    }
    return text;
}

void addInitializer(const OnnxGraph& graph, std::size_t index, const Placement& placement, std::vector<Piece>& pieces)
{
    const OnnxTensor& tensor = graph.initializers[index];
    onnx::Tensor out;
    const auto place = placement.offsets.find(index);
    const bool isLarge = place == placement.offsets.end() && tensor.value.byteSize() >= kSmallTensor;
    if (place != placement.offsets.end())
        fillElsewhere(tensor, placement.file, place->second, out);
    else if (isLarge)
        fillHead(tensor, out);
    else
        fillTensor(tensor, out);
    std::string text = out.SerializeAsString();
    if (isLarge)
        text += framed(kRawDataField, tensor.value.byteSize());
    const std::string frame = framed(kInitializerField, text.size() + (isLarge ? tensor.value.byteSize() : 0));
    pieces.push_back({frame + text, isLarge ? &tensor.value : nullptr});
}

Result<std::vector<Piece>> encode(const OnnxModel& model, const Placement& placement)
{
    if (const std::uint64_t bytes = tensorBytes(model.graph, placement); bytes > sizeLimit)
        return tooLarge(bytes);
    onnx::Model out;
    out.set_ir_version(model.irVersion);
    out.set_producer_name(model.producer);
    if (!model.producerVersion.empty())
        out.set_producer_version(model.producerVersion);
    if (model.modelVersion != 0)
        out.set_model_version(model.modelVersion);
    if (!model.doc.empty())
        out.set_doc_string(model.doc);
    auto* opset = out.add_opset_import();
    opset->set_domain("");
    opset->set_version(model.opset);
    for (const auto& [domain, version] : model.otherOpsets) {
        opset = out.add_opset_import();
        opset->set_domain(domain);
        opset->set_version(version);
    }
    for (const auto& [key, value] : model.metadata) {
        auto* entry = out.add_metadata_props();
        entry->set_key(key);
        entry->set_value(value);
    }
    onnx::Graph graph;
    fillGraph(model.graph, graph);
    std::vector<Piece> pieces{{{}, nullptr}, {graph.SerializeAsString(), nullptr}};
    for (std::size_t i = 0; i < model.graph.initializers.size(); ++i)
        addInitializer(model.graph, i, placement, pieces);
    pieces.front().text = out.SerializeAsString() + framed(kGraphField, sizeOf(pieces));
    if (const std::uint64_t bytes = sizeOf(pieces); bytes > sizeLimit)
        return tooLarge(bytes);
    return pieces;
}

Result<std::vector<Piece>> encoded(const OnnxModel& model, const Placement& placement)
{
    return guarded(makeError("onnx.too_large", {{"size", byteSize(static_cast<double>(tensorBytes(model.graph, placement)))}}),
                   [&] { return encode(model, placement); });
}

Status writePieces(const std::filesystem::path& path, const std::vector<Piece>& pieces, FileSystem& system)
{
    AtomicFile file(path, system);
    Status status = file.open();
    for (const Piece& piece : pieces) {
        if (status)
            status = file.write(piece.text);
        if (status && piece.weights)
            status = file.write(piece.weights->bytes(), piece.weights->byteSize());
    }
    return status ? file.commit() : status;
}

Status writeWeights(const std::filesystem::path& path, const OnnxGraph& graph, const Placement& placement, FileSystem& system)
{
    AtomicFile file(path, system);
    Status status = file.open();
    std::uint64_t at = 0;
    for (const auto& [i, offset] : placement.offsets) {
        if (status)
            status = file.write(std::string(offset - at, '\0'));
        if (status)
            status = file.write(graph.initializers[i].value.bytes(), graph.initializers[i].value.byteSize());
        at = offset + graph.initializers[i].value.byteSize();
    }
    return status ? file.commit() : status;
}

} // namespace

Result<std::string> onnxBytes(const OnnxModel& model)
{
    const auto pieces = encoded(model, {});
    if (!pieces)
        return fail(pieces.error());
    std::string bytes;
    bytes.reserve(sizeOf(*pieces));
    for (const Piece& piece : *pieces) {
        bytes += piece.text;
        if (piece.weights)
            bytes.append(reinterpret_cast<const char*>(piece.weights->bytes()), piece.weights->byteSize());
    }
    return bytes;
}

Status writeOnnx(const std::filesystem::path& path, const OnnxModel& model, FileSystem& system, std::uint64_t inOneFile)
{
    Placement placement;
    if (tensorBytes(model.graph, {}) > inOneFile)
        placement = placementOf(model.graph, path.filename().string() + ".data");
    const auto pieces = encoded(model, placement);
    if (!pieces)
        return fail(pieces.error());
    if (!placement.offsets.empty())
        if (const Status written = writeWeights(path.parent_path() / placement.file, model.graph, placement, system); !written)
            return written;
    return writePieces(path, *pieces, system);
}

} // namespace nodegrad
