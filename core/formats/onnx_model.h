#pragma once
// ONNX models as plain structs. Names and meanings as in onnx.proto; no protobuf header is needed to use them.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/shapes/host_tensor.h"

namespace nodegrad {

/// A named constant: an initializer (weights) or the value of an attribute (then the name may be empty).
struct OnnxTensor {
    std::string name;
    HostTensor value;
};

/// The value of a named attribute. int: std::int64_t{1}; float: 0.5f; string; ints; floats; strings; tensor.
using OnnxAttributeValue = std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>, std::vector<float>,
                                        std::vector<std::string>, OnnxTensor>;
struct OnnxAttribute {
    std::string name;
    OnnxAttributeValue value;
};

struct OnnxNode {
    std::string opType;                ///< "Gemm"
    std::string name;                  ///< unique in the graph, or empty
    std::vector<std::string> inputs;   ///< "" for an optional input that is left out
    std::vector<std::string> outputs;
    std::vector<OnnxAttribute> attributes;
    std::string domain;                ///< "" is ai.onnx
    std::string doc;
};

/// A size: a number, or a symbol such as "batch", or nothing at all when unknown.
struct OnnxDim {
    std::int64_t number = 0;
    std::string symbol;                ///< not empty: this counts, not `number`
    bool unknown = false;
    static OnnxDim of(std::int64_t size) { return {size, {}, false}; }
    static OnnxDim named(std::string symbol) { return {0, std::move(symbol), false}; }
    bool operator==(const OnnxDim&) const = default;
};

/// A graph input, output or named intermediate value.
struct OnnxValueInfo {
    std::string name;
    DType dtype = DType::Float32;
    std::vector<OnnxDim> shape;
    bool shapeKnown = true;            ///< false: not even the rank
    std::string doc;
};

struct OnnxGraph {
    std::string name = "nodegrad";
    std::vector<OnnxNode> nodes;       ///< in topological order
    std::vector<OnnxTensor> initializers;
    std::vector<OnnxValueInfo> inputs, outputs, values;
    std::string doc;
};

struct OnnxModel {
    std::int64_t irVersion = 8;        ///< 8 goes with opset 17
    std::int64_t opset = 17;           ///< of the domain ai.onnx
    std::map<std::string, std::int64_t> otherOpsets; ///< domain -> version
    std::string producer = "Nodegrad", producerVersion;
    std::int64_t modelVersion = 0;
    std::map<std::string, std::string> metadata;
    std::string doc;
    OnnxGraph graph;
};

/// The model as a .onnx file holds it; weights as raw little-endian data. Float32, Float64, Int64, Int32, UInt8, Bool.
/// Errors: onnx.too_large from 2 GB (the limit of protobuf), with the size.
Result<std::string> onnxBytes(const OnnxModel& model);
/// Bytes of weights up to which a model is one file. Protobuf ends at 2 GB.
inline constexpr std::uint64_t kOnnxInOneFile = 1'500'000'000;
/// Written whole or not at all. Where the weights take more than `inOneFile` bytes, those of 1 KB and more lie in a second file beside
/// it ("model.onnx.data"), which is written first. Errors also: file.write_failed.
Status writeOnnx(const std::filesystem::path& path, const OnnxModel& model, FileSystem& system = realFileSystem(), std::uint64_t inOneFile = kOnnxInOneFile);

/// Float16 and bfloat16 weights become Float32, int8/int16/uint16 Int32, uint32 Int64.
/// The model's own functions stand in the graph as the nodes that they are made of.
/// Weights that lie in other files are read when those lie inside the model's own folder (contained_file.h).
/// Errors: file.missing, file.unreadable; onnx.not_a_model, onnx.bad_tensor (size and shape differ), onnx.external_data,
/// onnx.unsupported_type, onnx.unsupported_attribute, onnx.control_flow (sub-graphs: If, Loop, Scan), onnx.functions (that call
/// themselves, or become too many nodes).
Result<OnnxModel> readOnnx(const std::filesystem::path& path);
/// The same from memory; `name` stands in the errors. Without a `folder` no other file is read.
Result<OnnxModel> parseOnnx(std::string_view bytes, const std::string& name, const std::optional<std::filesystem::path>& folder = {});

} // namespace nodegrad
