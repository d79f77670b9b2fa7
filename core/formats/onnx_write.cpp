#include <limits>

#include "core/base/guarded.h"
#include "core/base/text.h"
#include "core/formats/onnx_elements.h"
#include "core/formats/onnx_model.h"
#include "nodegrad_onnx.pb.h"

namespace nodegrad {

namespace {

constexpr std::uint64_t sizeLimit = std::numeric_limits<int>::max();

template <class... Ts> struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts> Overloaded(Ts...) -> Overloaded<Ts...>; // clang 14 does not deduce it

void fillTensor(const OnnxTensor& tensor, onnx::Tensor& out)
{
    for (const std::int64_t size : tensor.value.shape())
        out.add_dims(size);
    out.set_data_type(onnxElementType(tensor.value.dtype()));
    if (!tensor.name.empty())
        out.set_name(tensor.name);
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

void fillGraph(const OnnxGraph& graph, onnx::Graph& out)
{
    out.set_name(graph.name);
    if (!graph.doc.empty())
        out.set_doc_string(graph.doc);
    for (const OnnxNode& node : graph.nodes)
        fillNode(node, *out.add_node());
    for (const OnnxTensor& tensor : graph.initializers)
        fillTensor(tensor, *out.add_initializer());
    for (const OnnxValueInfo& input : graph.inputs)
        fillValueInfo(input, *out.add_input());
    for (const OnnxValueInfo& output : graph.outputs)
        fillValueInfo(output, *out.add_output());
    for (const OnnxValueInfo& value : graph.values)
        fillValueInfo(value, *out.add_value_info());
}

std::uint64_t tensorBytes(const OnnxGraph& graph)
{
    std::uint64_t bytes = 0;
    for (const OnnxTensor& tensor : graph.initializers)
        bytes += tensor.value.byteSize();
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

Result<std::string> encode(const OnnxModel& model)
{
    if (const std::uint64_t bytes = tensorBytes(model.graph);
        bytes > sizeLimit) // before a copy is made
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
    fillGraph(model.graph, *out.mutable_graph());
    if (const std::uint64_t bytes = out.ByteSizeLong(); bytes > sizeLimit)
        return tooLarge(bytes);
    std::string bytes;
    out.SerializeToString(&bytes);
    return bytes;
}

} // namespace

Result<std::string> onnxBytes(const OnnxModel& model)
{
    return guarded(makeError("onnx.too_large",
                             {{"size", byteSize(static_cast<double>(tensorBytes(model.graph)))}}),
                   [&] { return encode(model); });
}

Status writeOnnx(const std::filesystem::path& path, const OnnxModel& model, FileSystem& system)
{
    const auto bytes = onnxBytes(model);
    if (!bytes)
        return fail(bytes.error());
    return writeFileAtomically(path, *bytes, system);
}

} // namespace nodegrad
