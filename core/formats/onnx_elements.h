#pragma once
// Element types of ONNX tensors (TensorProto.DataType). Internal to core/formats.

#include <optional>

#include "core/formats/array_bytes.h"

namespace nodegrad {

inline int onnxElementType(DType type)
{
    switch (type) {
    case DType::Float64:
        return 11;
    case DType::Int64:
        return 7;
    case DType::Int32:
        return 6;
    case DType::UInt8:
        return 2;
    case DType::Bool:
        return 9;
    default:
        return 1;
    }
}

inline std::optional<StoredType> onnxStoredType(int elementType)
{
    switch (elementType) {
    case 1:
        return StoredType::F32;
    case 2:
        return StoredType::U8;
    case 3:
        return StoredType::I8;
    case 4:
        return StoredType::U16;
    case 5:
        return StoredType::I16;
    case 6:
        return StoredType::I32;
    case 7:
        return StoredType::I64;
    case 9:
        return StoredType::Bool;
    case 10:
        return StoredType::F16;
    case 11:
        return StoredType::F64;
    case 12:
        return StoredType::U32;
    case 16:
        return StoredType::BF16;
    default:
        return std::nullopt;
    }
}

} // namespace nodegrad
