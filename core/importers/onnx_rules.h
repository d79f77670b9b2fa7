#pragma once
// The table from an ONNX operation to what is placed for it. One function and one line an operation; a family a file.

#include <string>
#include <vector>

#include "core/importers/onnx_canvas.h"

namespace nodegrad {

struct OnnxRule {
    std::string op;    ///< "Conv"; "nodegrad:Linear" for what onnx_patterns.h makes
    std::string layer; ///< the layer that it needs at least, "" when it needs none: without it the operation is not claimed
    /// Defines the node's outputs on the canvas. Errors: why no layer does it; the node then becomes grey.
    Status (*apply)(OnnxCanvas& canvas, const OnnxNode& node);
};

std::vector<OnnxRule> onnxDenseRules();
std::vector<OnnxRule> onnxConvolutionRules();
std::vector<OnnxRule> onnxPoolingRules();
std::vector<OnnxRule> onnxNormalizationRules();
std::vector<OnnxRule> onnxActivationRules();
std::vector<OnnxRule> onnxMergeRules();
std::vector<OnnxRule> onnxShapeRules();
std::vector<OnnxRule> onnxSlicingRules();
std::vector<OnnxRule> onnxResamplingRules();
std::vector<OnnxRule> onnxReductionRules();
std::vector<OnnxRule> onnxRecurrentRules();
std::vector<OnnxRule> onnxAttentionRules();
std::vector<OnnxRule> onnxContractionRules();
std::vector<OnnxRule> onnxBlockRules();

/// Null when there is none.
const OnnxRule* findOnnxRule(const OnnxNode& node);
/// Operations whose layers are in the catalogue, sorted: what the import claims to understand.
std::vector<std::string> claimedOnnxOperations();

// --- what rules share ---

/// A refusal in words: "Conv 'c1' <what>, and no layer does that."
tl::unexpected<Error> refuseForm(const OnnxNode& node, const std::string& what);
/// Places `layer` and defines the node's first output.
Status placeOne(OnnxCanvas& canvas, const OnnxNode& node, OnnxLayer layer);
/// The same for a layer whose output lies as its first input does.
Status placeInOrder(OnnxCanvas& canvas, const OnnxNode& node, OnnxLayer layer);
/// A layer that does the same to each number: it works on the array in whatever order the file sees it.
Status placeElementwise(OnnxCanvas& canvas, const OnnxNode& node, const std::string& layer, ParamValues params = {});
/// The first output is the same as input `input`.
Status passThrough(OnnxCanvas& canvas, const OnnxNode& node, std::size_t input = 0);
/// `axis` of the file as a dimension of our array behind `value`, or nothing when the file has cut that dimension.
std::optional<std::int64_t> dimensionOf(const PlacedValue& value, std::int64_t axis);
/// Rows and columns change places.
HostTensor transposedMatrix(const HostTensor& matrix);

} // namespace nodegrad
