#include <limits>

#include "core/base/guarded.h"
#include "core/base/text.h"
#include "core/formats/contained_file.h"
#include "core/formats/onnx_elements.h"
#include "core/formats/onnx_functions.h"
#include "core/formats/onnx_model.h"
#include "nodegrad_onnx.pb.h"

namespace nodegrad {

namespace {

/// Numbers of a typed field as the bytes that raw_data would hold.
template <class Stored, class Field> std::string packed(const Field& field)
{
    std::string bytes(static_cast<std::size_t>(field.size()) * sizeof(Stored), '\0');
    for (int i = 0; i < field.size(); ++i) {
        const auto value = static_cast<Stored>(field.Get(i));
        std::memcpy(bytes.data() + static_cast<std::size_t>(i) * sizeof(Stored), &value,
                    sizeof(Stored));
    }
    return bytes;
}

std::string typedData(StoredType type, const onnx::Tensor& tensor)
{
    switch (type) {
    case StoredType::F32:
        return packed<float>(tensor.float_data());
    case StoredType::F64:
        return packed<double>(tensor.double_data());
    case StoredType::I64:
        return packed<std::int64_t>(tensor.int64_data());
    case StoredType::U32:
        return packed<std::uint32_t>(tensor.uint64_data());
    case StoredType::I32:
        return packed<std::int32_t>(tensor.int32_data());
    case StoredType::F16: // the bits of a half, in an int32
    case StoredType::BF16:
    case StoredType::I16:
    case StoredType::U16:
        return packed<std::uint16_t>(tensor.int32_data());
    default:
        return packed<std::uint8_t>(tensor.int32_data());
    }
}

class ModelReader {
public:
    /// `folder`: where files that the model names lie; nothing: they are not read.
    ModelReader(const std::string& name, const std::optional<std::filesystem::path>& folder) : m_name(name), m_folder(folder) {}

    Result<OnnxModel> read(const onnx::Model& in) const
    {
        OnnxModel model;
        model.irVersion = in.ir_version();
        model.producer = in.producer_name();
        model.producerVersion = in.producer_version();
        model.modelVersion = in.model_version();
        model.doc = in.doc_string();
        model.opset = 1; // what a file without an opset means
        for (const auto& opset : in.opset_import()) {
            if (opset.domain().empty() || opset.domain() == "ai.onnx")
                model.opset = opset.version();
            else
                model.otherOpsets[opset.domain()] = opset.version();
        }
        for (const auto& entry : in.metadata_props())
            model.metadata[entry.key()] = entry.value();
        if (auto done = readGraph(in.graph(), model.graph); !done)
            return fail(done.error());
        return model;
    }

private:
    Status readGraph(const onnx::Graph& in, OnnxGraph& graph) const
    {
        graph.name = in.name();
        graph.doc = in.doc_string();
        if (in.sparse_initializer_size() > 0)
            return fail("onnx.unsupported_type",
                        {{"path", m_name}, {"value", "a sparse tensor"}, {"type", "sparse"}});
        for (const auto& node : in.node())
            if (auto done = readNode(node, graph.nodes.emplace_back()); !done)
                return done;
        for (const auto& tensor : in.initializer())
            if (auto done = readTensor(tensor, graph.initializers.emplace_back()); !done)
                return done;
        for (const auto& [from, to] : {std::pair{&in.input(), &graph.inputs},
                                       {&in.output(), &graph.outputs}})
            for (const auto& info : *from)
                if (auto done = readValueInfo(info, to->emplace_back()); !done)
                    return done;
        for (const auto& info : in.value_info()) // only a help for readers: what is not understood is left out
            if (OnnxValueInfo read; readValueInfo(info, read))
                graph.values.push_back(std::move(read));
        return {};
    }

    Status readNode(const onnx::Node& in, OnnxNode& node) const
    {
        node.opType = in.op_type();
        node.name = in.name();
        node.domain = in.domain();
        node.doc = in.doc_string();
        node.inputs.assign(in.input().begin(), in.input().end());
        node.outputs.assign(in.output().begin(), in.output().end());
        for (const auto& attribute : in.attribute())
            if (auto done = readAttribute(in, attribute, node.attributes.emplace_back()); !done)
                return done;
        return {};
    }

    Status readAttribute(const onnx::Node& node, const onnx::Attribute& in,
                         OnnxAttribute& attribute) const
    {
        attribute.name = in.name();
        int type = in.type();
        if (type == 0) // files of the first IR versions leave it out
            type = in.has_f()          ? 1
                   : in.has_i()        ? 2
                   : in.has_s()        ? 3
                   : in.has_t()        ? 4
                   : in.floats_size()  ? 6
                   : in.ints_size()    ? 7
                   : in.strings_size() ? 8
                                       : 0;
        switch (in.ref_attr_name().empty() ? type : 0) {
        case 1:
            attribute.value = in.f();
            return {};
        case 2:
            attribute.value = std::int64_t{in.i()};
            return {};
        case 3:
            attribute.value = in.s();
            return {};
        case 4: {
            OnnxTensor tensor;
            if (auto done = readTensor(in.t(), tensor); !done)
                return done;
            attribute.value = std::move(tensor);
            return {};
        }
        case 6:
            attribute.value = std::vector<float>(in.floats().begin(), in.floats().end());
            return {};
        case 7:
            attribute.value = std::vector<std::int64_t>(in.ints().begin(), in.ints().end());
            return {};
        case 8:
            attribute.value = std::vector<std::string>(in.strings().begin(), in.strings().end());
            return {};
        case 5:
            return fail("onnx.control_flow", {{"path", m_name}, {"op", node.op_type()}, {"node", node.name()}});
        default:
            return fail("onnx.unsupported_attribute", {{"path", m_name},
                                                       {"attribute", in.name()},
                                                       {"op", node.op_type()},
                                                       {"node", node.name()}});
        }
    }

    Status readTensor(const onnx::Tensor& in, OnnxTensor& tensor) const
    {
        tensor.name = in.name();
        const auto type = onnxStoredType(in.data_type());
        if (!type)
            return fail(
                "onnx.unsupported_type",
                {{"path", m_name}, {"value", "'" + in.name() + "'"}, {"type", in.data_type()}});
        std::vector<std::int64_t> shape(in.dims().begin(), in.dims().end());
        const auto needed = arrayByteCount(shape, storedSize(*type));
        if (needed && (in.data_location() == 1 || in.external_data_size() > 0)) {
            const auto data = externalData(in, *needed);
            if (!data)
                return fail(data.error());
            tensor.value = widened(*type, std::move(shape), data->data());
            return {};
        }
        const std::string typed = in.has_raw_data() ? std::string() : typedData(*type, in);
        const std::string& data = in.has_raw_data() ? in.raw_data() : typed;
        if (!needed || *needed != data.size())
            return fail("onnx.bad_tensor",
                        {{"path", m_name},
                         {"tensor", in.name()},
                         {"size", std::uint64_t(data.size())},
                         {"needed", needed ? std::to_string(*needed)
                                           : std::string("more than any file holds")}});
        tensor.value = widened(*type, std::move(shape), data.data());
        return {};
    }

    /// The bytes of a tensor that lie in a file beside the model: keys location, offset, length.
    Result<std::string> externalData(const onnx::Tensor& in, std::uint64_t needed) const
    {
        std::string location;
        std::int64_t offset = 0, length = static_cast<std::int64_t>(needed);
        const auto refused = [&](const std::string& what) {
            return fail("onnx.external_data", {{"path", m_name}, {"tensor", in.name()}, {"what", what}});
        };
        for (const auto& entry : in.external_data()) {
            if (entry.key() == "location") {
                location = entry.value();
            } else if (entry.key() == "offset" || entry.key() == "length") {
                const auto number = parseInteger(entry.value());
                if (!number || *number < 0)
                    return refused("'" + entry.value() + "' is no " + entry.key());
                (entry.key() == "offset" ? offset : length) = *number;
            }
        }
        if (!m_folder)
            return refused("it is not read here");
        if (static_cast<std::uint64_t>(length) != needed)
            return refused("its shape needs " + std::to_string(needed) + " bytes, but " + std::to_string(length) + " are named");
        auto data = readContained(*m_folder, location, static_cast<std::uint64_t>(offset), needed);
        if (!data) {
            std::string words = message(data.error());
            if (words.ends_with('.')) // it goes into a sentence
                words.pop_back();
            return refused(words);
        }
        return data;
    }

    Status readValueInfo(const onnx::ValueInfo& in, OnnxValueInfo& info) const
    {
        info.name = in.name();
        info.doc = in.doc_string();
        const auto& type = in.type().tensor_type();
        const auto stored =
            in.type().has_tensor_type() ? onnxStoredType(type.elem_type()) : std::nullopt;
        if (!stored)
            return fail(
                "onnx.unsupported_type",
                {{"path", m_name}, {"value", "'" + in.name() + "'"}, {"type", type.elem_type()}});
        info.dtype = widenedType(*stored);
        info.shapeKnown = type.has_shape();
        for (const auto& dim : type.shape().dim()) {
            if (!dim.dim_param().empty())
                info.shape.push_back(OnnxDim::named(dim.dim_param()));
            else
                info.shape.push_back({dim.dim_value(), {}, !dim.has_dim_value()});
        }
        return {};
    }

    const std::string& m_name;
    const std::optional<std::filesystem::path>& m_folder;
};

} // namespace

Result<OnnxModel> parseOnnx(std::string_view bytes, const std::string& name, const std::optional<std::filesystem::path>& folder)
{
    return guarded(makeError("onnx.not_a_model", {{"path", name}}), [&]() -> Result<OnnxModel> {
        onnx::Model model;
        if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()) ||
            !model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
            !model.has_graph() || model.ir_version() <= 0)
            return fail("onnx.not_a_model", {{"path", name}});
        if (auto done = inlineFunctions(model, name); !done)
            return fail(done.error());
        return ModelReader(name, folder).read(model);
    });
}

Result<OnnxModel> readOnnx(const std::filesystem::path& path)
{
    const auto bytes = readFile(path, std::numeric_limits<int>::max());
    if (!bytes)
        return fail(bytes.error());
    return parseOnnx(*bytes, path.string(), path.parent_path());
}

} // namespace nodegrad
