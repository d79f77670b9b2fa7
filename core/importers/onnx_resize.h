#pragma once
// What Resize and Upsample of ONNX do to one dimension: a fixed matrix, whatever the mode.
// Reference: "Resize" in onnx's Operators.md; where it leaves something open, onnxruntime.

#include "core/importers/onnx_values.h"

namespace nodegrad {

/// One dimension of the file.
struct ResizedDim {
    std::int64_t in = 0, out = 0;
    double scale = 1;            ///< as the file gives it, or out / in
    double start = 0, end = 1;   ///< tf_crop_and_resize: the part that is shown, as shares of the size
};
/// All dimensions of the node's input; nothing when its scales or sizes are computed or absurd. `fixedBatch`: see valuesOf().
std::optional<std::vector<ResizedDim>> resizedDims(const OnnxNode& node, const OnnxValues& values, std::int64_t opset, std::int64_t fixedBatch);

/// y = matrix x + bias along one dimension.
struct Resampling {
    std::vector<float> matrix;   ///< (out, in), row-major
    std::vector<float> bias;     ///< (out), empty when all is zero
};
/// Nothing when the mode is none that ONNX knows, or the matrix would be too large.
std::optional<Resampling> resamplingOf(const OnnxNode& node, const ResizedDim& dim, std::int64_t opset);
/// What the Upsample layer does in a mode of its own ("nearest", "linear", "cubic").
Resampling layerResampling(const std::string& mode, bool alignsCorners, std::int64_t in, std::int64_t out);
bool isSame(const Resampling& a, const Resampling& b);

} // namespace nodegrad
