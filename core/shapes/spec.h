#pragma once
// What is known of a tensor before it exists.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/shapes/dim.h"

namespace nodegrad {

enum class DType { Float32, Float64, Int64, Int32, UInt8, Bool };
std::size_t byteCount(DType type);          ///< of one element
std::string dtypeName(DType type);          ///< "float32"
std::optional<DType> dtypeFromName(const std::string& name);

/// What a tensor means; decides colours, port shapes and which layers fit.
enum class Kind {
    Image,    ///< feature map (N, C, H, W)
    Volume,   ///< feature map in space (N, C, D, H, W)
    Vector,   ///< (N, F)
    Sequence, ///< (N, T, F)
    Tokens,   ///< whole numbers (N, T); `classes` is the vocabulary size
    Scalar,   ///< (N) or a single number
    Label,    ///< class indices (N); `classes` is their count
};
std::string kindName(Kind kind);            ///< "feature map", as people read it
std::string kindId(Kind kind);              ///< "image", as tokens and files name it

using Shape = std::vector<Dim>;
/// "N × 16 × 8 × 8".
std::string shapeText(const Shape& shape);
Dim elementCount(const Shape& shape);
/// All sizes when every symbol is given, else nothing.
std::optional<std::vector<std::int64_t>> evaluated(const Shape& shape, std::int64_t batch);

/// Element type, shape (first dim is the batch N) and meaning.
struct Spec {
    DType dtype = DType::Float32;
    Shape shape;
    Kind kind = Kind::Vector;
    std::int64_t classes = 0; ///< Tokens: vocabulary size, Label: classes; else 0
    bool operator==(const Spec&) const = default;
};
using Specs = std::vector<Spec>;
/// What each dimension is: Batch, Channel, Depth, Height, Width, Time, Feature; as many as the shape has, by the kind. A shape that does not
/// fit its kind gets "Axis 1" and so on behind Batch.
std::vector<std::string> axisNames(const Spec& spec);
/// "feature map, N × 16 × 8 × 8".
std::string specText(const Spec& spec);
/// The symbol N.
const Dim& batchDim();
/// Number of elements of one sample: the product of all dims but the first.
Dim sampleSize(const Shape& shape);

} // namespace nodegrad
