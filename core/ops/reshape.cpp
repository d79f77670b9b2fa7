#include <algorithm>

#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- flatten ---

Specs inferFlatten(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 2, 0);
    const std::size_t start = dimIndex(attributes.integer("start_dim"), x, 1);
    Shape shape(x.shape.begin(), x.shape.begin() + static_cast<std::ptrdiff_t>(start));
    shape.push_back(elementCount({x.shape.begin() + static_cast<std::ptrdiff_t>(start), x.shape.end()}));
    return {specOf(x, std::move(shape))};
}

void onnxFlatten(OnnxWriter& writer, const OpUse& use)
{
    const std::size_t start = dimIndex(use.attributes.integer("start_dim"), use.inputSpecs[0], 1);
    if (start == 1)
        return writer.node("Flatten", use.inputs, use.outputs, {{"axis", std::int64_t(1)}});
    std::vector<std::int64_t> shape(start, 0);
    shape.push_back(-1);
    writer.node("Reshape", {use.inputs[0], writer.integers(shape)}, use.outputs);
}

void scriptFlatten(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "flatten", std::to_string(use.attributes.integer("start_dim")) + ", -1");
}

// --- reshape ---

std::string sizesText(const std::vector<std::int64_t>& sizes)
{
    std::string text;
    for (const std::int64_t size : sizes)
        text += (text.empty() ? "" : " × ") + std::to_string(size);
    return text;
}

Specs inferReshape(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 1, 0);
    const std::vector<std::int64_t>& wanted = attributes.list("shape");
    const bool startsWithBatch = !wanted.empty() && wanted[0] == 0; // nobody writes it down
    const auto refuse = [&] {
        unmet("layer.reshape_does_not_fit", {{"got", shapeText(x.shape)}, {"shape", sizesText({wanted.begin() + startsWithBatch, wanted.end()})}}, 0);
    };
    if (wanted.empty() || wanted.size() > 8 || wanted[0] != 0 || std::ranges::count(wanted, -1) > 1)
        refuse();
    // Dims that are kept cancel out, so that symbolic ones need not be divided.
    Shape shape{x.shape[0]};
    std::vector<bool> kept(x.shape.size(), false);
    kept[0] = true;
    double known = 1;
    Dim given = 1;
    for (std::size_t i = 1; i < wanted.size(); ++i) {
        if (wanted[i] == 0) {
            if (i >= x.shape.size())
                refuse();
            kept[i] = true;
            shape.push_back(x.shape[i]);
            continue;
        }
        shape.emplace_back(wanted[i]);
        if (wanted[i] > 0) {
            known *= static_cast<double>(wanted[i]);
            if (known > kMostElements)
                refuse();
            given = given * Dim(wanted[i]);
        }
    }
    Dim present = 1;
    for (std::size_t i = 0; i < x.shape.size(); ++i)
        if (!kept[i])
            present = product({present, x.shape[i]});
    const auto free = std::ranges::find(wanted, -1);
    if (free == wanted.end()) {
        if (present != given)
            refuse();
    } else {
        const Dim rest = floorDivide(present, given.value());
        if (rest * given != present || rest == Dim(0))
            refuse();
        shape[static_cast<std::size_t>(free - wanted.begin())] = rest;
    }
    return {specOf(x, std::move(shape))};
}

void onnxReshape(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Reshape", {use.inputs[0], writer.integers(use.attributes.list("shape"))}, use.outputs);
}

void scriptReshape(ScriptWriter& writer, const OpUse& use)
{
    std::string sizes;
    const std::vector<std::int64_t>& wanted = use.attributes.list("shape");
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const std::string kept = use.inputs[0] + ".size(" + std::to_string(i) + ")";
        sizes += (i == 0 ? "" : ", ") + (wanted[i] == 0 ? kept : std::to_string(wanted[i]));
    }
    scriptCall(writer, use, "reshape", "[" + sizes + "]");
}

// --- unflatten ---

/// The sizes with -1 worked out. Errors: layer.unflatten_does_not_fit.
Shape partsOf(const Attributes& attributes, const Dim& size)
{
    const std::vector<std::int64_t>& wanted = attributes.list("sizes");
    const auto refuse = [&] { unmet("layer.unflatten_does_not_fit", {{"size", size.text()}, {"sizes", sizesText(wanted)}}, 0); };
    Dim given = 1;
    double known = 1;
    for (const std::int64_t part : wanted) {
        known *= part == -1 ? 1 : static_cast<double>(part);
        if (part == 0 || known > kMostElements)
            refuse();
        given = part == -1 ? given : given * Dim(part);
    }
    const auto open = std::ranges::count(wanted, -1);
    if (wanted.empty() || open > 1 || (open == 0 && given != size))
        refuse();
    const Dim rest = floorDivide(size, given.value());
    if (rest * given != size)
        refuse();
    Shape parts;
    for (const std::int64_t part : wanted)
        parts.push_back(part == -1 ? rest : Dim(part));
    return parts;
}

Specs inferUnflatten(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 2, 0);
    const auto dim = static_cast<std::ptrdiff_t>(dimIndex(attributes.integer("dim"), x, 1));
    const Shape parts = partsOf(attributes, x.shape[static_cast<std::size_t>(dim)]);
    Shape shape(x.shape.begin(), x.shape.begin() + dim);
    shape.insert(shape.end(), parts.begin(), parts.end());
    shape.insert(shape.end(), x.shape.begin() + dim + 1, x.shape.end());
    return {specOf(x, std::move(shape))};
}

/// Sizes before the dimension are kept; of all others one may be open, or those behind are read while running.
void onnxUnflatten(OnnxWriter& writer, const OpUse& use)
{
    const auto dim = static_cast<std::size_t>(dimIndex(use.attributes.integer("dim"), use.inputSpecs[0], 1));
    const Shape& shape = use.outputSpecs[0].shape;
    const std::vector<std::int64_t>& wanted = use.attributes.list("sizes");
    std::vector<std::int64_t> sizes(dim, 0), parts;
    for (std::size_t i = dim; i < shape.size(); ++i)
        sizes.push_back(shape[i].known().value_or(-1));
    for (std::size_t i = 0; i < wanted.size(); ++i)
        parts.push_back(shape[dim + i].known().value_or(-1));
    if (std::ranges::count(sizes, -1) <= 1)
        return writer.node("Reshape", {use.inputs[0], writer.integers(sizes)}, use.outputs);
    const auto start = static_cast<std::int64_t>(dim);
    const std::string before = onnxShapePart(writer, use.inputs[0], 0, start);
    const std::string behind = onnxShapePart(writer, use.inputs[0], start + 1);
    const std::string all = writer.add("Concat", {before, writer.integers(parts), behind}, {{"axis", std::int64_t(0)}});
    writer.node("Reshape", {use.inputs[0], all}, use.outputs);
}

void scriptUnflatten(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "unflatten",
               std::to_string(use.attributes.integer("dim")) + ", " + pythonList(use.attributes.list("sizes")));
}

// --- squeeze, unsqueeze ---

/// From 0, without repeats.
std::vector<std::int64_t> squeezedDims(const Attributes& attributes, const Spec& x)
{
    std::vector<bool> dropped(x.shape.size(), false);
    for (const std::int64_t dim : attributes.list("dims"))
        dropped[dimIndex(dim, x, 1)] = true;
    std::vector<std::int64_t> dims;
    for (std::size_t i = 0; i < dropped.size(); ++i)
        if (dropped[i])
            dims.push_back(static_cast<std::int64_t>(i));
    return dims;
}

Specs inferSqueeze(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 2, 0);
    Shape shape = x.shape;
    const std::vector<std::int64_t> dims = squeezedDims(attributes, x);
    for (std::size_t i = dims.size(); i-- > 0;) {
        if (shape[static_cast<std::size_t>(dims[i])] != Dim(1))
            unmet("layer.cannot_squeeze", {{"dim", dims[i]}, {"got", gotPhrase(x)}}, 0);
        shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(dims[i]));
    }
    return {specOf(x, std::move(shape))};
}

void onnxSqueeze(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Squeeze", {use.inputs[0], writer.integers(squeezedDims(use.attributes, use.inputSpecs[0]))}, use.outputs);
}

void scriptSqueeze(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "squeeze", pythonList(squeezedDims(use.attributes, use.inputSpecs[0])));
}

/// The place of the new dimension, counted in the output.
std::size_t newDim(const Attributes& attributes, const Spec& x)
{
    const auto rank = static_cast<std::int64_t>(x.shape.size()), dim = attributes.integer("dim"), index = dim < 0 ? dim + rank + 1 : dim;
    if (index < 1 || index > rank)
        unmet("layer.no_such_dim", {{"dim", dim}, {"got", gotPhrase(x)}, {"first", std::int64_t(1)}, {"last", rank}}, 0);
    return static_cast<std::size_t>(index);
}

Specs inferUnsqueeze(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 1, 0);
    Shape shape = x.shape;
    shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(newDim(attributes, x)), Dim(1));
    return {specOf(x, std::move(shape))};
}

void onnxUnsqueeze(OnnxWriter& writer, const OpUse& use)
{
    const auto dim = static_cast<std::int64_t>(newDim(use.attributes, use.inputSpecs[0]));
    writer.node("Unsqueeze", {use.inputs[0], writer.integers({dim})}, use.outputs);
}

void scriptUnsqueeze(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "unsqueeze", std::to_string(newDim(use.attributes, use.inputSpecs[0])));
}

// --- permute ---

Specs inferPermute(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    const std::vector<std::int64_t>& dims = attributes.list("dims");
    std::vector<bool> used(x.shape.size(), false);
    Shape shape;
    for (const std::int64_t dim : dims) {
        const bool fits = dim >= 0 && dim < static_cast<std::int64_t>(used.size()) && !used[static_cast<std::size_t>(dim)];
        if (!fits)
            break;
        used[static_cast<std::size_t>(dim)] = true;
        shape.push_back(x.shape[static_cast<std::size_t>(dim)]);
    }
    if (isAbsent(x) || dims.size() != x.shape.size() || shape.size() != dims.size() || dims[0] != 0)
        unmet("layer.not_a_permutation", {{"dims", pythonList(dims)}, {"got", gotPhrase(x)}}, 0);
    return {specOf(x, std::move(shape))};
}

void onnxPermute(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Transpose", use.inputs, use.outputs, {{"perm", use.attributes.list("dims")}});
}

void scriptPermute(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "permute", pythonList(use.attributes.list("dims")));
}

// --- concatenate ---

Specs inferConcatenate(const Attributes& attributes, const Specs& in)
{
    if (in.empty() || in.size() > 64)
        unmet("layer.input_count", {{"expected", "1 to 64"}, {"got", static_cast<std::int64_t>(in.size())}});
    Spec out = in[0];
    out.classes = 0;
    needRankAtLeast(out, 2, 0);
    const std::size_t dim = dimIndex(attributes.integer("dim"), out, 1);
    for (std::size_t i = 1; i < in.size(); ++i) {
        const Spec& other = in[i];
        needSameType(in[0], other, static_cast<int>(i));
        Shape expected = in[0].shape;
        if (other.shape.size() == expected.size())
            expected[dim] = other.shape[dim];
        if (other.shape != expected)
            unmet("layer.cannot_concatenate",
                  {{"first", shapeText(in[0].shape)}, {"second", shapeText(other.shape)}, {"dim", static_cast<std::int64_t>(dim)}},
                  static_cast<int>(i));
        out.shape[dim] = out.shape[dim] + other.shape[dim];
    }
    return {out};
}

void onnxConcatenate(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Concat", use.inputs, use.outputs, {{"axis", use.attributes.integer("dim")}});
}

void scriptConcatenate(ScriptWriter& writer, const OpUse& use)
{
    std::string names;
    for (const std::string& input : use.inputs)
        names += (names.empty() ? "" : ", ") + input;
    writer.line(use.outputs[0] + " = torch.cat([" + names + "], " + std::to_string(use.attributes.integer("dim")) + ")");
}

// --- stack ---

Specs inferStack(const Attributes& attributes, const Specs& in)
{
    if (in.size() > 64)
        unmet("layer.input_count", {{"expected", "1 to 64"}, {"got", static_cast<std::int64_t>(in.size())}});
    for (std::size_t i = 0; i < in.size(); ++i) {
        needRankAtLeast(in[i], 1, static_cast<int>(i));
        needFloat(in[i], static_cast<int>(i));
        needSameType(in[0], in[i], static_cast<int>(i));
        if (in[i].shape != in[0].shape)
            unmet("layer.cannot_stack", {{"first", shapeText(in[0].shape)}, {"second", shapeText(in[i].shape)}}, static_cast<int>(i));
    }
    Spec out = in[0];
    out.shape.emplace_back(static_cast<std::int64_t>(in.size()));
    const std::size_t dim = dimIndex(attributes.integer("dim"), out, 1);
    std::rotate(out.shape.begin() + static_cast<std::ptrdiff_t>(dim), out.shape.end() - 1, out.shape.end());
    return {specOf(in[0], std::move(out.shape))};
}

std::int64_t stackDim(const OpUse& use)
{
    return static_cast<std::int64_t>(dimIndex(use.attributes.integer("dim"), use.outputSpecs[0], 1));
}

void onnxStack(OnnxWriter& writer, const OpUse& use)
{
    const std::string axes = writer.integers({stackDim(use)});
    std::vector<std::string> parts;
    for (const std::string& input : use.inputs)
        parts.push_back(writer.add("Unsqueeze", {input, axes}));
    writer.node("Concat", std::move(parts), use.outputs, {{"axis", stackDim(use)}});
}

void scriptStack(ScriptWriter& writer, const OpUse& use)
{
    std::string names;
    for (const std::string& input : use.inputs)
        names += (names.empty() ? "" : ", ") + input;
    writer.line(use.outputs[0] + " = torch.stack([" + names + "], " + std::to_string(stackDim(use)) + ")");
}

// --- expand_batch ---

Specs inferExpandBatch(const Attributes&, const Specs& in)
{
    const Spec &value = in[0], &like = in[1];
    needRankAtLeast(like, 1, 1);
    Shape shape{like.shape[0]};
    for (const Dim& size : value.shape)
        shape.emplace_back(knownSize(size, "the sizes of its value", 0));
    return {specOf(value, std::move(shape))};
}

std::vector<std::int64_t> valueSizes(const OpUse& use)
{
    std::vector<std::int64_t> sizes;
    for (const Dim& size : use.inputSpecs[0].shape)
        sizes.push_back(size.value());
    return sizes;
}

void onnxExpandBatch(OnnxWriter& writer, const OpUse& use)
{
    const std::string batch = onnxShapePart(writer, use.inputs[1], 0, 1);
    const std::string shape = writer.add("Concat", {batch, writer.integers(valueSizes(use))}, {{"axis", std::int64_t(0)}});
    writer.node("Expand", {use.inputs[0], shape}, use.outputs);
}

void scriptExpandBatch(ScriptWriter& writer, const OpUse& use)
{
    std::string sizes = use.inputs[1] + ".size(0)";
    for (const std::int64_t size : valueSizes(use))
        sizes += ", " + std::to_string(size);
    writer.line(use.outputs[0] + " = torch.unsqueeze(" + use.inputs[0] + ", 0).expand([" + sizes + "])");
}

Param dimAttribute(std::int64_t byDefault, const char* doc)
{
    return integerParam("dim", "Dimension", doc, byDefault, -8, 7);
}

} // namespace

std::vector<OpType> reshapeOps()
{
    return {
        {.id = "flatten", .summary = "The dimensions from start_dim on become one.",
         .attributes = {integerParam("start_dim", "First dimension", "The first of the dimensions that become one; the batch is 0.", 1, -8, 7)},
         .inputs = {"x"}, .infer = inferFlatten, .cost = noCost, .onnx = onnxFlatten, .torchScript = scriptFlatten, .memory = OutputMemory::View},
        {.id = "reshape", .summary = "The same values in the same order under another shape.",
         .attributes = {listParam("shape", "Shape", "All sizes: 0 keeps the one at its place (the first must), one -1 is worked out.",
                                  {0, -1}, 0, -1)},
         .inputs = {"x"}, .infer = inferReshape, .cost = noCost, .onnx = onnxReshape, .torchScript = scriptReshape, .memory = OutputMemory::View},
        {.id = "unflatten", .summary = "One dimension becomes several, in row-major order.",
         .attributes = {dimAttribute(1, "The dimension that is split; not the batch."),
                        listParam("sizes", "Sizes", "What it becomes: the product is its size; one -1 is worked out.", {-1}, 0, -1)},
         .inputs = {"x"}, .infer = inferUnflatten, .cost = noCost, .onnx = onnxUnflatten, .torchScript = scriptUnflatten, .memory = OutputMemory::View},
        {.id = "squeeze", .summary = "Dimensions of size 1 are dropped.",
         .attributes = {listParam("dims", "Dimensions", "Which are dropped; not the batch.", {1}, 0, -8)},
         .inputs = {"x"}, .infer = inferSqueeze, .cost = noCost, .onnx = onnxSqueeze, .torchScript = scriptSqueeze, .memory = OutputMemory::View},
        {.id = "unsqueeze", .summary = "A dimension of size 1 is put in.",
         .attributes = {dimAttribute(1, "Its place in the output; not before the batch.")},
         .inputs = {"x"}, .infer = inferUnsqueeze, .cost = noCost, .onnx = onnxUnsqueeze, .torchScript = scriptUnsqueeze, .memory = OutputMemory::View},
        {.id = "permute", .summary = "The dimensions in another order.",
         .attributes = {listParam("dims", "Order", "The dimensions of x in their new order; the batch, 0, comes first.", {0, 1}, 0, 0)},
         .inputs = {"x"}, .infer = inferPermute, .cost = noCost, .onnx = onnxPermute, .torchScript = scriptPermute, .memory = OutputMemory::View},
        {.id = "concatenate", .summary = "Values one after the other along one dimension.",
         .attributes = {dimAttribute(1, "The dimension whose sizes add up; not the batch.")},
         .inputs = {"xs*"}, .infer = inferConcatenate, .cost = noCost, .onnx = onnxConcatenate, .torchScript = scriptConcatenate},
        {.id = "stack", .summary = "Values of one shape along a new dimension.",
         .attributes = {dimAttribute(1, "The place of the new dimension in the output; not the batch.")},
         .inputs = {"xs*"}, .infer = inferStack, .cost = noCost, .onnx = onnxStack, .torchScript = scriptStack},
        {.id = "expand_batch", .summary = "A value without a batch, repeated for each sample of like: (...) to (N, ...).",
         .inputs = {"value", "like"}, .infer = inferExpandBatch, .cost = noCost, .onnx = onnxExpandBatch, .torchScript = scriptExpandBatch},
    };
}

} // namespace nodegrad
