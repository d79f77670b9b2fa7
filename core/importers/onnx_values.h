#pragma once
// What is known of each value of an ONNX graph before any layer is made: its sizes, and the values that are constant.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/formats/onnx_model.h"

namespace nodegrad {

using Sizes = std::vector<std::int64_t>;

/// Stands for the batch N in sizes and in shape arithmetic; "2 N" is twice this number. No size of a real array comes near it.
inline constexpr std::int64_t kBatchSize = 2147483647;

struct OnnxValue {
    std::optional<Sizes> sizes;          ///< as the file has them; nothing while unknown
    std::optional<HostTensor> constant;  ///< its elements when they follow from the file alone
    std::optional<double> everywhere;    ///< a constant whose sizes hold N: each of its elements is this
    std::string origin;                  ///< of a constant: the initializer it comes from, "fc.weight", transposed "fc.weight^T"
};
using OnnxValues = std::map<std::string, OnnxValue>;

/// The `perm` of a Transpose that swaps the last two sizes of whatever it gets, and of one that moves the first size before the last;
/// valuesOf() writes the real one where sizes are known.
inline const Sizes kLastTwo{-1, -2}, kFirstInside{-3};
/// The order of a Transpose of `rank` sizes.
Sizes orderOf(const OnnxNode& node, std::size_t rank);

/// What a Slice keeps of `size` places: from `first` on until before `stop`, which is -1 where a range that runs back keeps the first place.
struct SliceRange {
    std::int64_t first, stop, step, count;
};
/// `step` is not 0; one that is larger than the size is brought to it.
SliceRange sliceRange(std::int64_t size, std::int64_t start, std::int64_t end, std::int64_t step);

/// Typed reads of a node's attributes; `byDefault` when it has none of that name and type.
std::int64_t integerOf(const OnnxNode& node, const std::string& name, std::int64_t byDefault);
/// Rounded to six digits: what a float32 stands for (9.999999747e-06 is 1e-05).
double realOf(const OnnxNode& node, const std::string& name, double byDefault);
std::string textOf(const OnnxNode& node, const std::string& name, const std::string& byDefault);
Sizes integersOf(const OnnxNode& node, const std::string& name, const Sizes& byDefault = {});
bool hasAttribute(const OnnxNode& node, const std::string& name);
/// The name of an input, "" when it is left out.
const std::string& inputOf(const OnnxNode& node, std::size_t index);

/// The elements as whole numbers; nothing when one has a fraction.
std::optional<Sizes> wholeNumbers(const HostTensor& tensor);
/// Whole numbers of a constant; nothing when the value is none or holds fractions.
std::optional<Sizes> wholeNumbers(const OnnxValue* value);
/// Axes that `attribute` or (from newer opsets on) input `input` name, counted from 0; nothing when they are computed.
std::optional<Sizes> axesOf(const OnnxNode& node, std::size_t input, const OnnxValues& values, std::size_t rank);

/// The sides of a Pad of `rank` sizes, all begins and then all ends; negative: so much is cut. Nothing when they are computed or absurd.
std::optional<Sizes> paddingOf(const OnnxNode& node, const OnnxValues& values, std::size_t rank);

/// All values of `graph`. `inputs`: sizes of the graph's inputs, batch first as kBatchSize. `fixedBatch`: the number that the file
/// writes where the batch is meant (exported for a fixed batch), 0 when there is none.
OnnxValues valuesOf(OnnxModel& model, const std::map<std::string, Sizes>& inputs, std::int64_t fixedBatch);

/// Sizes of the node's outputs when they follow from its inputs; shorter where nothing is known. onnx_sizes.cpp.
std::vector<std::optional<Sizes>> outputSizes(const OnnxNode& node, const OnnxValues& values, std::int64_t opset, std::int64_t fixedBatch);
/// The letters of each input and, last, of the output of an Einsum; "..." has letters of its own. Nothing when they do not fit `ranks`.
std::optional<std::vector<std::string>> einsumLetters(std::string equation, const std::vector<std::size_t>& ranks);
/// Sizes of a and b put side by side as NumPy does it; nothing when they do not fit.
std::optional<Sizes> broadcastSizes(const Sizes& a, const Sizes& b);
/// The elements of a node's output when all of its inputs are constant; nothing when it cannot be said (or is too large to be a
/// shape or a weight). onnx_folding.cpp.
std::optional<OnnxValue> foldedNode(const OnnxNode& node, const OnnxValues& values);
/// The parts of a constant that a Split makes; empty when it is none.
std::vector<OnnxValue> foldedSplit(const OnnxNode& node, const OnnxValues& values);
/// The target sizes of a Reshape of `from`, with 0 and -1 worked out; nothing when they do not fit.
std::optional<Sizes> reshapedSizes(const Sizes& from, Sizes target, bool zeroIsSize, std::int64_t fixedBatch);

} // namespace nodegrad
