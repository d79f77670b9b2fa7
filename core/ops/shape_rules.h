#pragma once
// The words shape rules are written in: each check throws Unmet with a sentence for the user.

#include <initializer_list>
#include <span>

#include "core/ops/op_type.h"

namespace nodegrad {

/// Elements that one sample of a value, or one parameter, may have at most.
inline constexpr double kMostElements = 1099511627776.0; // 2^40

/// Throws Unmet{makeError(code, arguments), input, fixes}. `input`: index of the op's input concerned, -1: none.
[[noreturn]] void unmet(std::string_view code, ErrorArguments arguments, int input = -1, std::vector<Fix> fixes = {});
/// The Unmet for a value of a wrong kind (layer.needs_kind): expected kinds, what came, and the cure.
Unmet wrongKind(const Spec& got, std::span<const Kind> expected, int input, std::vector<Fix> fixes = {});
/// "a feature map (N, C, H, W)".
std::string kindPhrase(Kind kind);
/// "a feature map, N × 16 × 8 × 8"; "nothing" for an absent input.
std::string gotPhrase(const Spec& spec);

/// Real numbers: float32 or float64, else layer.needs_float (with a fix for tokens).
void needFloat(const Spec& spec, int input);
/// Equal element types, else layer.mixed_types.
void needSameType(const Spec& a, const Spec& b, int input);
/// Float and of one of these kinds' ranks (Volume 5, Image 4, Sequence 3, Vector 2), else layer.needs_kind.
void needShapeOf(const Spec& spec, std::initializer_list<Kind> kinds, int input);
/// Rank >= `rank`, else layer.rank_too_small.
void needRankAtLeast(const Spec& spec, std::size_t rank, int input);
/// Shape equal to `expected`, else layer.weight_shape; `what` is "the weight". Absent optional inputs are let through.
void needWeightShape(const Spec& spec, const Shape& expected, const std::string& what, int input);
/// The number, else layer.needs_known; `what` reads "the number of channels".
std::int64_t knownSize(const Dim& dim, const std::string& what, int input);
/// Index of `dim`, which may count from the end, not below `lowest`; else layer.no_such_dim.
std::size_t dimIndex(std::int64_t dim, const Spec& spec, std::size_t lowest = 0);

/// "minimum" <= "maximum", else layer.limits_crossed.
void needInOrder(double minimum, double maximum);

/// [-1, 1, 1]: reshapes a 1-d weight so that it runs along dimension `axis`, from 0, of a value of this rank.
std::vector<std::int64_t> sizesAlong(std::size_t rank, std::size_t axis);
/// What values of this rank mostly are: 1 Scalar, 2 Vector, 3 Sequence, 4 Image, 5 and more Volume.
Kind kindOfRank(std::size_t rank);
/// `shape` with the type of `like`, and the kind by its rank.
Spec specOf(const Spec& like, Shape shape);
/// PyTorch's broadcasting for equal ranks, type and kind of the first; else layer.shapes_differ with both shapes.
Spec broadcast(const Specs& specs);
/// The product of the factors (Dim saturates instead of overflowing).
Dim product(std::initializer_list<Dim> factors);

/// Output like the first input, which must be float: element-wise ops.
Specs inferSame(const Attributes&, const Specs& in);
/// No multiply-adds and nothing kept but the output.
Cost noCost(const Attributes&, const Specs& in, const Specs& out);

/// `dims`, which may count from the end: from 0 on, sorted, each once. Errors: layer.no_dims for none, layer.no_such_dim.
std::vector<std::int64_t> dimIndices(const std::vector<std::int64_t>& dims, const Spec& spec, std::size_t lowest);
/// An ONNX node of a `type` such as "ReduceMax" over `dims`: the axes are an attribute below opset 18 and an input from 18 on (ReduceSum:
/// always an input).
void onnxReduce(OnnxWriter& writer, const std::string& type, const std::string& input, const std::string& output,
                const std::vector<std::int64_t>& dims, bool keepDims);
/// The same for ReduceMean.
void onnxReduceMean(OnnxWriter& writer, const std::string& input, const std::string& output, const std::vector<std::int64_t>& dims,
                    bool keepDims);
/// Name of an int64 vector with the sizes of the value `name` from dimension `start` up to, not including, `end` (-1: all that follow): the
/// attributes of Shape from opset 15 on, a Slice below.
std::string onnxShapePart(OnnxWriter& writer, const std::string& name, std::int64_t start, std::int64_t end = -1);
/// Name of an int64 vector for Reshape that holds the sizes of `spec`, whose value is `name`: the batch is kept (0), one open size
/// is worked out (-1), more are read while running.
std::string onnxSizes(OnnxWriter& writer, const std::string& name, const Spec& spec);
/// "{out} = torch.name({x}, arguments)".
void scriptCall(ScriptWriter& writer, const OpUse& use, const std::string& function, const std::string& moreArguments = {});
/// The name, or "None" for an absent input.
std::string orNone(const std::string& name);

} // namespace nodegrad
