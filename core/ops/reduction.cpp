#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

/// The dimensions that go, from 0.
std::vector<std::int64_t> reducedDims(const OpUse& use)
{
    return dimIndices(use.attributes.list("dims"), use.inputSpecs[0], 1);
}

Spec reduced(const Spec& x, const std::vector<std::int64_t>& dims, bool keepDims)
{
    Shape shape;
    std::size_t next = 0;
    for (std::size_t i = 0; i < x.shape.size(); ++i) {
        const bool goes = next < dims.size() && dims[next] == static_cast<std::int64_t>(i);
        next += goes ? 1 : 0;
        if (!goes)
            shape.push_back(x.shape[i]);
        else if (keepDims)
            shape.emplace_back(1);
    }
    return specOf(x, std::move(shape));
}

Specs inferReduce(const Attributes& attributes, const Specs& in)
{
    needRankAtLeast(in[0], 2, 0);
    needFloat(in[0], 0);
    return {reduced(in[0], dimIndices(attributes.list("dims"), in[0], 1), attributes.flag("keepdim"))};
}

void onnxReduceOp(OnnxWriter& writer, const OpUse& use, const std::string& type)
{
    onnxReduce(writer, type, use.inputs[0], use.outputs[0], reducedDims(use), use.attributes.flag("keepdim"));
}

/// "[1, 2], True".
std::string dimArguments(const OpUse& use)
{
    return pythonList(reducedDims(use)) + ", " + pythonFlag(use.attributes.flag("keepdim"));
}

// --- mean, sum, max, min, logsumexp ---

void onnxMean(OnnxWriter& writer, const OpUse& use) { onnxReduceOp(writer, use, "ReduceMean"); }
void scriptMean(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "mean", dimArguments(use)); }
void onnxSum(OnnxWriter& writer, const OpUse& use) { onnxReduceOp(writer, use, "ReduceSum"); }
void scriptSum(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "sum", dimArguments(use)); }
void onnxMax(OnnxWriter& writer, const OpUse& use) { onnxReduceOp(writer, use, "ReduceMax"); }
void scriptMax(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "amax", dimArguments(use)); }
void onnxMin(OnnxWriter& writer, const OpUse& use) { onnxReduceOp(writer, use, "ReduceMin"); }
void scriptMin(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "amin", dimArguments(use)); }
void onnxLogSumExp(OnnxWriter& writer, const OpUse& use) { onnxReduceOp(writer, use, "ReduceLogSumExp"); }
void scriptLogSumExp(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "logsumexp", dimArguments(use)); }

// --- product: torch takes one dimension at a time ---

void onnxProduct(OnnxWriter& writer, const OpUse& use) { onnxReduceOp(writer, use, "ReduceProd"); }

void scriptProduct(ScriptWriter& writer, const OpUse& use)
{
    std::string result = use.inputs[0];
    const std::vector<std::int64_t> dims = reducedDims(use);
    for (std::size_t i = dims.size(); i-- > 0;) // from the last: the places of the others stay
        result = "torch.prod(" + result + ", " + std::to_string(dims[i]) + ", " + pythonFlag(use.attributes.flag("keepdim")) + ")";
    writer.line(use.outputs[0] + " = " + result);
}

// --- norm ---

void onnxNorm(OnnxWriter& writer, const OpUse& use)
{
    onnxReduceOp(writer, use, use.attributes.text("order") == "l1" ? "ReduceL1" : "ReduceL2");
}

void scriptNorm(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "linalg_vector_norm", (use.attributes.text("order") == "l1" ? "1, " : "2, ") + dimArguments(use));
}

// --- variance, standard_deviation ---

Specs inferVariance(const Attributes& attributes, const Specs& in)
{
    const Specs out = inferReduce(attributes, in);
    Dim count = 1;
    for (const std::int64_t dim : dimIndices(attributes.list("dims"), in[0], 1))
        count = count * in[0].shape[static_cast<std::size_t>(dim)];
    if (attributes.flag("unbiased") && count == Dim(1))
        unmet("layer.variance_of_one", {});
    return out;
}

/// The number of values that are averaged, less one; worked out at run time where a size is open.
std::string onnxDegreesOfFreedom(OnnxWriter& writer, const OpUse& use, const std::vector<std::int64_t>& dims)
{
    Dim count = 1;
    for (const std::int64_t dim : dims)
        count = count * use.inputSpecs[0].shape[static_cast<std::size_t>(dim)];
    if (count.isKnown())
        return writer.scalar(static_cast<float>(count.value() - 1));
    const std::string sizes = writer.add("Gather", {writer.add("Shape", {use.inputs[0]}), writer.integers(dims)});
    const std::string all = writer.add("ReduceProd", {sizes}, {{"keepdims", std::int64_t(0)}});
    return writer.add("Sub", {writer.add("Cast", {all}, {{"to", std::int64_t(1)}}), writer.scalar(1)});
}

/// Defines `output`.
void onnxVarianceAs(OnnxWriter& writer, const OpUse& use, const std::string& output)
{
    const std::vector<std::int64_t> dims = reducedDims(use);
    const bool keep = use.attributes.flag("keepdim");
    const std::string mean = writer.fresh();
    onnxReduce(writer, "ReduceMean", use.inputs[0], mean, dims, true);
    const std::string distance = writer.add("Sub", {use.inputs[0], mean});
    const std::string square = writer.add("Mul", {distance, distance});
    if (!use.attributes.flag("unbiased"))
        return onnxReduce(writer, "ReduceMean", square, output, dims, keep);
    const std::string sum = writer.fresh();
    onnxReduce(writer, "ReduceSum", square, sum, dims, keep);
    writer.node("Div", {sum, onnxDegreesOfFreedom(writer, use, dims)}, {output});
}

void onnxVariance(OnnxWriter& writer, const OpUse& use) { onnxVarianceAs(writer, use, use.outputs[0]); }

void onnxDeviation(OnnxWriter& writer, const OpUse& use)
{
    const std::string variance = writer.fresh();
    onnxVarianceAs(writer, use, variance);
    writer.node("Sqrt", {variance}, use.outputs);
}

std::string varianceArguments(const OpUse& use)
{
    return pythonList(reducedDims(use)) + ", " + pythonFlag(use.attributes.flag("unbiased")) + ", " + pythonFlag(use.attributes.flag("keepdim"));
}

void scriptVariance(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "var", varianceArguments(use)); }
void scriptDeviation(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "std", varianceArguments(use)); }

// --- argmax ---

std::int64_t argmaxDim(const Attributes& attributes, const Spec& x)
{
    return static_cast<std::int64_t>(dimIndex(attributes.integer("dim"), x, 1));
}

/// Places are labels (N), tokens (N, T), or whole numbers of more dimensions; they know how many places there are.
Specs inferArgmax(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 2, 0);
    needFloat(x, 0);
    const std::int64_t dim = argmaxDim(attributes, x);
    Spec out = reduced(x, {dim}, attributes.flag("keepdim"));
    if (attributes.flag("as_number"))
        return {out};
    out.dtype = DType::Int64;
    if (out.shape.size() <= 2) {
        out.kind = out.shape.size() == 1 ? Kind::Label : Kind::Tokens;
        out.classes = x.shape[static_cast<std::size_t>(dim)].known().value_or(0);
    }
    return {out};
}

void onnxArgmax(OnnxWriter& writer, const OpUse& use)
{
    const bool isNumber = use.attributes.flag("as_number");
    const std::string places = isNumber ? writer.fresh() : use.outputs[0];
    writer.node("ArgMax", use.inputs, {places},
                {{"axis", argmaxDim(use.attributes, use.inputSpecs[0])}, {"keepdims", std::int64_t(use.attributes.flag("keepdim") ? 1 : 0)}});
    if (isNumber)
        writer.node("Cast", {places}, use.outputs, {{"to", std::int64_t(use.outputSpecs[0].dtype == DType::Float64 ? 11 : 1)}});
}

void scriptArgmax(ScriptWriter& writer, const OpUse& use)
{
    const std::string places = "torch.argmax(" + use.inputs[0] + ", " + std::to_string(argmaxDim(use.attributes, use.inputSpecs[0])) + ", " +
                               pythonFlag(use.attributes.flag("keepdim")) + ")";
    writer.line(use.outputs[0] + " = " + (use.attributes.flag("as_number") ? places + ".to(" + use.inputs[0] + ".dtype)" : places));
}

// --- the family ---

std::vector<Param> reduceAttributes(const char* doc)
{
    return {listParam("dims", "Dimensions", doc, {1}, 0, -8), flagParam("keepdim", "Keep dimensions", "Keep them with size 1.", false)};
}

std::vector<Param> withParam(std::vector<Param> params, Param more)
{
    params.push_back(std::move(more));
    return params;
}

} // namespace

std::vector<OpType> reductionOps()
{
    const std::vector<Param> over = reduceAttributes("Which dimensions become one value; not the batch.");
    const Param unbiased = flagParam("unbiased", "Unbiased", "Divide by n - 1 in place of n.", true);
    return {
        {.id = "mean", .summary = "The mean over some dimensions.", .attributes = reduceAttributes("Which dimensions are averaged; not the batch."),
         .inputs = {"x"}, .infer = inferReduce, .cost = noCost, .onnx = onnxMean, .torchScript = scriptMean},
        {.id = "sum", .summary = "The sum over some dimensions.", .attributes = over,
         .inputs = {"x"}, .infer = inferReduce, .cost = noCost, .onnx = onnxSum, .torchScript = scriptSum},
        {.id = "max", .summary = "The largest value over some dimensions.", .attributes = over,
         .inputs = {"x"}, .infer = inferReduce, .cost = noCost, .onnx = onnxMax, .torchScript = scriptMax},
        {.id = "min", .summary = "The smallest value over some dimensions.", .attributes = over,
         .inputs = {"x"}, .infer = inferReduce, .cost = noCost, .onnx = onnxMin, .torchScript = scriptMin},
        {.id = "product", .summary = "The product over some dimensions.", .attributes = over,
         .inputs = {"x"}, .infer = inferReduce, .cost = noCost, .onnx = onnxProduct, .torchScript = scriptProduct},
        {.id = "norm", .summary = "sum |x| (l1) or sqrt(sum x^2) (l2) over some dimensions.",
         .attributes = withParam(over, choiceParam("order", "Order", "Which norm.", "l2", {{"l1", "L1"}, {"l2", "L2"}})),
         .inputs = {"x"}, .infer = inferReduce, .cost = noCost, .onnx = onnxNorm, .torchScript = scriptNorm},
        {.id = "variance", .summary = "sum (x - mean)^2 / (n - 1), or / n, over some dimensions.", .attributes = withParam(over, unbiased),
         .inputs = {"x"}, .infer = inferVariance, .cost = noCost, .onnx = onnxVariance, .torchScript = scriptVariance},
        {.id = "standard_deviation", .summary = "The square root of the variance over some dimensions.", .attributes = withParam(over, unbiased),
         .inputs = {"x"}, .infer = inferVariance, .cost = noCost, .onnx = onnxDeviation, .torchScript = scriptDeviation},
        {.id = "logsumexp", .summary = "log(sum exp(x)) over some dimensions.", .attributes = over,
         .inputs = {"x"}, .infer = inferReduce, .cost = noCost, .onnx = onnxLogSumExp, .torchScript = scriptLogSumExp},
        {.id = "argmax", .summary = "The place of the largest value along one dimension, from 0.",
         .attributes = {integerParam("dim", "Dimension", "The dimension that is searched; not the batch.", -1, -8, 7),
                        flagParam("keepdim", "Keep dimension", "Keep it with size 1.", false),
                        flagParam("as_number", "As number", "Give numbers of the type of x in place of int64.", false)},
         .inputs = {"x"}, .infer = inferArgmax, .cost = noCost, .onnx = onnxArgmax, .torchScript = scriptArgmax},
    };
}

} // namespace nodegrad
