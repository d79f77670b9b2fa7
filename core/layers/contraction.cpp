#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

// --- matmul ---

/// The last two dimensions change places.
Value transposed(Builder& b, const Value& x)
{
    std::vector<std::int64_t> dims;
    for (std::size_t i = 0; i < x.spec.shape.size(); ++i)
        dims.push_back(static_cast<std::int64_t>(i));
    std::swap(dims[dims.size() - 1], dims[dims.size() - 2]);
    return b.call1("permute", {x}, {{"dims", dims}});
}

Values buildMatmul(Builder& b, const ParamValues& p, const Values& in)
{
    Values values;
    for (const Value& x : in)
        values.push_back(b.needKind(x, {Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(x.spec)));
    if (p.flag("transpose_a"))
        values[0] = transposed(b, values[0]);
    if (p.flag("transpose_b"))
        values[1] = transposed(b, values[1]);
    return {b.call1("matmul", values)};
}

PythonUse pythonMatmul(const ParamValues& p, const Specs&)
{
    const std::string turn = ".transpose(-2, -1)";
    return {"", "torch.matmul({0}" + (p.flag("transpose_a") ? turn : "") + ", {1}" + (p.flag("transpose_b") ? turn : "") + ")", {}};
}

std::string summarizeMatmul(const ParamValues& p)
{
    return p.flag("transpose_a") || p.flag("transpose_b") ? std::string(p.flag("transpose_a") ? "aᵀ" : "a") + (p.flag("transpose_b") ? " bᵀ" : " b") : "";
}

// --- einsum ---

Ports einsumPorts(const ParamValues& p) { return letterPorts(p.integer("inputs")); }

std::string withoutSpaces(std::string text)
{
    std::erase(text, ' ');
    return text;
}

Values buildEinsum(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1("einsum", in, {{"equation", p.text("equation")}})};
}

PythonUse pythonEinsum(const ParamValues& p, const Specs&)
{
    std::string call = "torch.einsum(\"" + withoutSpaces(p.text("equation")) + "\"";
    for (std::int64_t i = 0; i < p.integer("inputs"); ++i)
        call += ", {" + std::to_string(i) + "}";
    return {"", call + ")", {}};
}

// --- dot_product, cosine_similarity ---

/// The channels of feature maps and volumes, the last dimension of all else.
std::int64_t featureDim(const Spec& x)
{
    return x.kind == Kind::Image || x.kind == Kind::Volume ? 1 : -1;
}

Values needFeatures(Builder& b, const Values& in)
{
    Values values;
    for (const Value& x : in)
        values.push_back(b.needKind(x, {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(x.spec)));
    return values;
}

Values buildDot(Builder& b, const ParamValues& p, const Values& in)
{
    const Value product = b.call1("multiply", needFeatures(b, in));
    return {b.call1("sum", {product}, {{"dims", std::vector<std::int64_t>{featureDim(in[0].spec)}}, {"keepdim", p.flag("keep_dims")}})};
}

PythonUse pythonDot(const ParamValues& p, const Specs& in)
{
    return {"", "({0} * {1}).sum(dim=" + std::to_string(featureDim(in[0])) + (p.flag("keep_dims") ? ", keepdim=True)" : ")"), {}};
}

Values buildCosine(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1("cosine_similarity", needFeatures(b, in), {{"dim", featureDim(in[0].spec)}, {"keepdim", p.flag("keep_dims")}, {"eps", p.real("eps")}})};
}

PythonUse pythonCosine(const ParamValues& p, const Specs& in)
{
    const std::string dim = std::to_string(featureDim(in[0]));
    const std::string call = pythonCall("F.cosine_similarity", {"{0}", "{1}", pythonUnless("dim", dim, "1"), pythonUnless("eps", pythonReal(p.real("eps")), pythonReal(1e-8))});
    return {"", p.flag("keep_dims") ? call + ".unsqueeze(" + dim + ")" : call, {}};
}

Param keepDimsParam()
{
    return flagParam("keep_dims", "Keep dimension", "Keep the dimension of the features with size 1: (N, 1) in place of (N).", true);
}

std::string summarizeKeeps(const ParamValues& p) { return p.flag("keep_dims") ? "" : "without its dimension"; }

// --- bilinear ---

Values buildBilinear(Builder& b, const ParamValues& p, const Values& in)
{
    Values values;
    for (const Value& x : in)
        values.push_back(b.needKind(x, {Kind::Vector, Kind::Sequence}, vectorFixes(x.spec)));
    const std::int64_t first = b.needKnown(values[0].spec.shape.back(), "the number of features of A"), units = p.integer("units");
    const std::int64_t second = b.needKnown(values[1].spec.shape.back(), "the number of features of B");
    values.push_back(b.parameter("weight", {units, first, second}, uniformByFanIn(first)));
    values.push_back(p.flag("bias") ? b.parameter("bias", {units}, uniformByFanIn(first)) : Builder::none());
    return {b.call1("bilinear", values)};
}

PythonUse pythonBilinear(const ParamValues& p, const Specs& in)
{
    return {pythonCall("nn.Bilinear", {sizeText(in[0].shape.back()), sizeText(in[1].shape.back()), std::to_string(p.integer("units")),
                                       pythonUnless("bias", pythonFlag(p.flag("bias")), "True")}),
            "{self}({0}, {1})", {}};
}

} // namespace

std::vector<LayerType> contractionLayers()
{
    return {
        {.id = "bilinear", .title = "Bilinear", .summary = "Every output is a weighted sum of all products of a feature of A and one of B.",
         .explanation = "y[o] = aᵀ W[o] b + c[o], with one matrix of weights for each unit. Where Dense on joined inputs can only add them up, Bilinear sees how they occur "
                        "together, such as a question and an answer, or a user and a film. It has units × F_a × F_b weights, so the inputs should be small.",
         .aliases = {"bilinear form", "interaction", "pairwise"}, .category = Category::Dense,
         .params = {integerParam("units", "Units", "Number of outputs.", 16, 1, 1e9), flagParam("bias", "Bias", "Adds a trainable number to each output.", true)},
         .ports = pairPorts,
         .examples = {{"a = input(6); b = a > dense(4); bilinear(a, b, units=3)", "How six features and four occur together"},
                      {"a = input(5,6); b = a > dense(4); bilinear(a, b, units=3, bias=false)", "The same weights at each of five time steps"}},
         .build = buildBilinear, .python = pythonBilinear,
         .summarize = [](const ParamValues& p) { return dotted({std::to_string(p.integer("units")), p.flag("bias") ? "" : "no bias"}); },
         .formula = "y[o] = aᵀ W[o] b + c[o]"},
        {.id = "matmul", .title = "MatMul", .summary = "Multiplies two matrices for each sample.",
         .explanation = "y = a b: the rows of the last two dimensions of a times the columns of those of b, y[i, k] = Σ a[i, j] b[j, k]. Dimensions between them and the batch "
                        "must be equal, or 1, which is repeated. With B turned it compares every step of one sequence with every step of another, which is the "
                        "heart of attention: scores = q kᵀ.",
         .aliases = {"matrix product", "matrix multiplication", "bmm", "gemm"}, .category = Category::Merge,
         .params = {flagParam("transpose_a", "Transpose A", "Turn the last two dimensions of A round first.", false),
                    flagParam("transpose_b", "Transpose B", "Turn the last two dimensions of B round first.", false)},
         .ports = pairPorts,
         .examples = {{"q = input(5,8); k = q > dense(8); matmul(q, k, transpose_b=true)", "How well each step fits each other"},
                      {"a = input(4,6); b = input(6,3); matmul(a, b)", "4 × 6 times 6 × 3"}},
         .build = buildMatmul, .python = pythonMatmul, .summarize = summarizeMatmul, .formula = "y[i, k] = Σ a[i, j] b[j, k]"},
        {.id = "einsum", .title = "Einsum", .summary = "Multiplies and sums along any dimensions, as an equation of letters says.",
         .explanation = "Each size of each input gets a letter, and so does each size of the output: bij,bjk->bik is y[b, i, k] = Σ a[b, i, j] b[b, j, k]. Equal letters are equal "
                        "sizes that run together; a letter that the output lacks is summed over. Products of matrices, outer products, traces and the many steps "
                        "of an attention are one line each. The first letter of each part is the batch.",
         .aliases = {"einstein summation", "tensor contraction", "outer product", "tensordot"}, .category = Category::Merge,
         .params = {textParam("equation", "Equation", "Letters of each input with commas between, ->, and the letters of the output.", "ni,nj->nij"),
                    integerParam("inputs", "Inputs", "How many values the equation combines.", 2, 1, 4)},
         .ports = einsumPorts,
         .examples = {{"a = input(4); b = a > dense(3); einsum(a, b, equation=\"ni,nj->nij\")", "An outer product: every feature with every other"},
                      {"a = input(5,4); b = a > dense(4); c = a > tanh; einsum(a, b, c, equation=\"nti,nsi,nsj->ntj\", inputs=3)", "Attention without its softmax"},
                      {"a = input(3,4,4); einsum(a, equation=\"ncii->nc\", inputs=1)", "The sum along the diagonal of each channel"}},
         .build = buildEinsum, .python = pythonEinsum, .summarize = [](const ParamValues& p) { return withoutSpaces(p.text("equation")).substr(0, 40); },
         .formula = "bij,bjk->bik: y[b, i, k] = Σ a[b, i, j] b[b, j, k]"},
        {.id = "dot_product", .title = "DotProduct", .summary = "Multiplies two inputs feature by feature and sums the products.",
         .explanation = "y = Σ a[i] b[i] over the features of vectors and sequences and the channels of feature maps and volumes. It is large where both point in the same "
                        "direction, 0 where they have nothing in common, and negative where they are opposed; recommendation systems score a user and an item "
                        "so. All shapes must be equal (a size of 1 is repeated).",
         .aliases = {"dot", "inner product", "scalar product", "similarity"}, .category = Category::Merge, .params = {keepDimsParam()}, .ports = pairPorts,
         .examples = {{"a = input(8); b = a > dense(8); dot_product(a, b)", "One number for each sample"},
                      {"a = input(4,6,6); b = a > conv2d(4, padding=same); dot_product(a, b)", "One number at each place of a feature map"}},
         .build = buildDot, .python = pythonDot, .summarize = summarizeKeeps, .formula = "y = Σ a[i] b[i]"},
        {.id = "cosine_similarity", .title = "CosineSimilarity", .summary = "Compares the directions of two inputs: 1 is the same, 0 unrelated, -1 opposite.",
         .explanation = "y = Σ a[i] b[i] / (|a| |b|) over the features of vectors and sequences and the channels of feature maps and volumes: a dot product that does not care how "
                        "long the vectors are. Networks that tell whether two pictures show the same face, or two sentences mean the same, end in it.",
         .aliases = {"cosine", "cosine distance", "siamese"}, .category = Category::Merge,
         .params = {keepDimsParam(), realParam("eps", "Epsilon", "Lengths count as at least this, so that zeros do not divide by zero.", 1e-8, 0.0, 1.0)}, .ports = pairPorts,
         .examples = {{"a = input(8); b = a > dense(8); cosine_similarity(a, b)", "How much alike two vectors are"}},
         .build = buildCosine, .python = pythonCosine, .summarize = summarizeKeeps, .formula = "y = Σ a[i] b[i] / (|a| |b|)"},
    };
}

} // namespace nodegrad
