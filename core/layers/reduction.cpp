#include "core/layers/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

const Value& needNumbers(Builder& b, const Values& in)
{
    return b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(in[0].spec));
}

Values buildReduce(Builder& b, const ParamValues& p, const Values& in, const char* op, Attributes attributes = {})
{
    attributes.set("dims", p.list("dims"));
    attributes.set("keepdim", p.flag("keep_dims"));
    return {b.call1(op, {needNumbers(b, in)}, attributes)};
}

/// Python's form of a list of dimensions: a number alone, or a tuple.
std::string pythonDims(const std::vector<std::int64_t>& dims)
{
    std::string text;
    for (const std::int64_t dim : dims)
        text += (text.empty() ? "" : ", ") + std::to_string(dim);
    return dims.size() == 1 ? text : "(" + text + ")";
}

/// "{0}.sum(dim=2, keepdim=True)"; `function` is "{0}.sum(" with what stands before the dimensions.
PythonUse pythonReduce(const ParamValues& p, const Specs& in, const std::string& function, const std::string& more = {})
{
    const std::string dims = pythonDims(dimIndices(p.list("dims"), in[0], 1));
    return {"", function + "dim=" + dims + more + (p.flag("keep_dims") ? ", keepdim=True)" : ")"), {}};
}

/// torch.prod takes one dimension at a time.
PythonUse pythonProduct(const ParamValues& p, const Specs& in)
{
    std::string call = "{0}";
    const std::vector<std::int64_t> dims = dimIndices(p.list("dims"), in[0], 1);
    for (std::size_t i = dims.size(); i-- > 0;) // from the last: the places of the others stay
        call += ".prod(dim=" + std::to_string(dims[i]) + (p.flag("keep_dims") ? ", keepdim=True)" : ")");
    return {"", call, {}};
}

PythonUse pythonVariance(const ParamValues& p, const Specs& in, const std::string& function)
{
    return pythonReduce(p, in, function, p.flag("unbiased") ? "" : ", unbiased=False");
}

std::string dimsText(const ParamValues& p)
{
    std::string text;
    for (const std::int64_t dim : p.list("dims"))
        text += (text.empty() ? "" : ", ") + std::to_string(dim);
    return text == "-1" ? "" : (p.list("dims").size() == 1 ? "dimension " : "dimensions ") + text;
}

std::string summarizeReduce(const ParamValues& p)
{
    return dotted({dimsText(p), p.flag("keep_dims") ? "kept" : ""});
}

Param dimsParam()
{
    return withMaximum(listParam("dims", "Dimensions",
                                 "Which dimensions become one value: 1 are channels or time steps, -1 the last, 2x3 height and width; never the batch.", {-1}, 0, -4),
                       4);
}

Param keepDimsParam()
{
    return flagParam("keep_dims", "Keep dimensions", "Keep them with size 1, so that the result can be merged with the input.", false);
}

Param unbiasedParam()
{
    return flagParam("unbiased", "Unbiased", "Divide by n - 1 (a sample of many) in place of n.", true);
}

// --- argmax ---

Values buildArgmax(Builder& b, const ParamValues& p, const Values& in)
{
    const bool isNumber = p.text("result") == "number";
    const Value& x = isNumber ? needNumbers(b, in) : b.needKind(in[0], {Kind::Vector, Kind::Sequence}, vectorFixes(in[0].spec));
    return {b.call1("argmax", {x}, {{"dim", p.integer("dim")}, {"keepdim", p.flag("keep_dims")}, {"as_number", isNumber}})};
}

PythonUse pythonArgmax(const ParamValues& p, const Specs&)
{
    return {"", "{0}.argmax(dim=" + std::to_string(p.integer("dim")) + (p.flag("keep_dims") ? ", keepdim=True)" : ")") +
                    (p.text("result") == "number" ? ".to({0}.dtype)" : ""),
            {}};
}

std::string summarizeArgmax(const ParamValues& p)
{
    return dotted({p.integer("dim") == -1 ? "" : "dimension " + std::to_string(p.integer("dim")), p.text("result") == "number" ? "as a number" : "",
                   p.flag("keep_dims") ? "kept" : ""});
}

} // namespace

std::vector<LayerType> reductionLayers()
{
    return {
        {.id = "reduce_sum", .title = "ReduceSum", .summary = "Sums the values along chosen dimensions.",
         .explanation = "y = Σ x[i] over all places of the chosen dimensions, which then disappear or keep the size 1. Summed over the features it gives one number for each "
                        "step or sample; over time it counts how much of each feature there was in all.",
         .aliases = {"sum", "total", "sum over time"}, .category = Category::Pooling, .params = {dimsParam(), keepDimsParam()},
         .examples = {{"input(5,6) > reduce_sum(1)", "Sum over five time steps"}, {"input(3,4,4) > reduce_sum(dims=2x3, keep_dims=true)", "One sum for each channel"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildReduce(b, p, in, "sum"); },
         .python = [](const ParamValues& p, const Specs& in) { return pythonReduce(p, in, "{0}.sum("); }, .summarize = summarizeReduce, .formula = "y = Σ x[i]"},
        {.id = "reduce_mean", .title = "ReduceMean", .summary = "Averages the values along chosen dimensions.",
         .explanation = "y = 1/n Σ x[i] over the n places of the chosen dimensions, which then disappear or keep the size 1. The mean over height and width is what "
                        "GlobalAveragePool computes; over time it sums a sequence up in one vector.",
         .aliases = {"mean", "average over time"}, .category = Category::Pooling, .params = {dimsParam(), keepDimsParam()},
         .examples = {{"input(5,6) > reduce_mean(1)", "Mean over five time steps"}, {"input(3,4,4) > reduce_mean(1, keep_dims=true)", "Mean over the channels"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildReduce(b, p, in, "mean"); },
         .python = [](const ParamValues& p, const Specs& in) { return pythonReduce(p, in, "{0}.mean("); }, .summarize = summarizeReduce, .formula = "y = 1/n Σ x[i]"},
        {.id = "reduce_max", .title = "ReduceMax", .summary = "Takes the largest value along chosen dimensions.",
         .explanation = "y = max x[i] over all places of the chosen dimensions, which then disappear or keep the size 1. Over time or place it says whether something occurred "
                        "anywhere. Only the largest value gets a gradient; several equal ones share it.",
         .aliases = {"global max pool", "amax"}, .category = Category::Pooling, .params = {dimsParam(), keepDimsParam()},
         .examples = {{"input(5,6) > reduce_max(1)", "The largest value of each feature over time"}, {"input(3,4,4) > reduce_max(2,3)", "The strongest place of each channel"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildReduce(b, p, in, "max"); },
         .python = [](const ParamValues& p, const Specs& in) { return pythonReduce(p, in, "{0}.amax("); }, .summarize = summarizeReduce, .formula = "y = max x[i]"},
        {.id = "reduce_min", .title = "ReduceMin", .summary = "Takes the smallest value along chosen dimensions.",
         .explanation = "y = min x[i] over all places of the chosen dimensions, which then disappear or keep the size 1. Only the smallest value gets a gradient; several equal "
                        "ones share it.",
         .aliases = {"global min pool", "min over time", "amin"}, .category = Category::Pooling, .params = {dimsParam(), keepDimsParam()},
         .examples = {{"input(5,6) > reduce_min(1)", "The smallest value of each feature over time"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildReduce(b, p, in, "min"); },
         .python = [](const ParamValues& p, const Specs& in) { return pythonReduce(p, in, "{0}.amin("); }, .summarize = summarizeReduce, .formula = "y = min x[i]"},
        {.id = "reduce_product", .title = "ReduceProduct", .summary = "Multiplies the values along chosen dimensions.",
         .explanation = "y = Π x[i] over all places of the chosen dimensions, which then disappear or keep the size 1. The product of independent probabilities is that of all "
                        "of them together. It grows and vanishes fast with many factors; a sum of logarithms is safer.",
         .aliases = {"product", "prod"}, .category = Category::Pooling, .params = {dimsParam(), keepDimsParam()},
         .examples = {{"a = input(5,6) > sigmoid; a > reduce_product(1)", "The chance that all five occur"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildReduce(b, p, in, "product"); }, .python = pythonProduct,
         .summarize = summarizeReduce, .formula = "y = Π x[i]"},
        {.id = "reduce_norm", .title = "ReduceNorm", .summary = "Measures the length of vectors along chosen dimensions.",
         .explanation = "L2 is the usual length, y = sqrt(Σ x[i]²), L1 the sum of the absolute values, y = Σ |x[i]|, over all places of the chosen dimensions, which then disappear or "
                        "keep the size 1. Divided by it, vectors keep their direction and get the length 1; the distance of two values is the norm of "
                        "their difference.",
         .aliases = {"norm", "l2 norm", "l1 norm", "length"}, .category = Category::Pooling,
         .params = {dimsParam(), choiceParam("order", "Order", "L2, the root of the squares, or L1, the sum of the absolute values.", "l2", {{"l2", "L2"}, {"l1", "L1"}}),
                    keepDimsParam()},
         .examples = {{"input(5,6) > reduce_norm", "The length of each step's vector"}, {"input(3,4,4) > reduce_norm(1, order=l1, keep_dims=true)", "L1 over the channels"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildReduce(b, p, in, "norm", {{"order", p.text("order")}}); },
         .python = [](const ParamValues& p, const Specs& in) {
             return pythonReduce(p, in, p.text("order") == "l1" ? "torch.linalg.vector_norm({0}, ord=1, " : "torch.linalg.vector_norm({0}, ");
         },
         .summarize = [](const ParamValues& p) { return dotted({p.text("order") == "l1" ? "L1" : "L2", summarizeReduce(p)}); },
         .formula = "y = sqrt(Σ x[i]²), or Σ |x[i]|"},
        {.id = "reduce_variance", .title = "ReduceVariance", .summary = "Measures how much values scatter along chosen dimensions.",
         .explanation = "y = Σ (x[i] - mean)² / (n - 1) over the n places of the chosen dimensions, which then disappear or keep the size 1. With \"unbiased\" off it divides by n, as "
                        "normalization layers do. As a feature it says how lively a signal is, whatever its mean.",
         .aliases = {"variance", "var", "spread"}, .category = Category::Pooling, .params = {dimsParam(), unbiasedParam(), keepDimsParam()},
         .examples = {{"input(5,6) > reduce_variance(1)", "How each feature scatters over time"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildReduce(b, p, in, "variance", {{"unbiased", p.flag("unbiased")}}); },
         .python = [](const ParamValues& p, const Specs& in) { return pythonVariance(p, in, "{0}.var("); },
         .summarize = [](const ParamValues& p) { return dotted({summarizeReduce(p), p.flag("unbiased") ? "" : "divided by n"}); },
         .formula = "y = Σ (x[i] - mean)² / (n - 1)"},
        {.id = "reduce_std", .title = "ReduceStd", .summary = "Takes the standard deviation along chosen dimensions.",
         .explanation = "y = sqrt(Σ (x[i] - mean)² / (n - 1)) over the n places of the chosen dimensions, which then disappear or keep the size 1: the variance in the unit of the values. "
                        "With \"unbiased\" off it divides by n. Where all values are equal its slope has no bound; the gradient there counts as 0.",
         .aliases = {"standard deviation", "std", "sigma"}, .category = Category::Pooling, .params = {dimsParam(), unbiasedParam(), keepDimsParam()},
         .examples = {{"input(5,6) > reduce_std(1)", "How each feature scatters over time"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildReduce(b, p, in, "standard_deviation", {{"unbiased", p.flag("unbiased")}}); },
         .python = [](const ParamValues& p, const Specs& in) { return pythonVariance(p, in, "{0}.std("); },
         .summarize = [](const ParamValues& p) { return dotted({summarizeReduce(p), p.flag("unbiased") ? "" : "divided by n"}); },
         .formula = "y = sqrt(Σ (x[i] - mean)² / (n - 1))"},
        {.id = "reduce_logsumexp", .title = "ReduceLogSumExp", .summary = "A smooth maximum along chosen dimensions.",
         .explanation = "y = log Σ exp(x[i]) over all places of the chosen dimensions, which then disappear or keep the size 1. It lies a little above the largest value, and all values get "
                        "a share of the gradient, the softmax of them. Of logits it is the logarithm of what Softmax divides by; it is computed so that large values "
                        "do not overflow.",
         .aliases = {"logsumexp", "log sum exp", "soft maximum", "free energy"}, .category = Category::Pooling, .params = {dimsParam(), keepDimsParam()},
         .examples = {{"input(5,6) > reduce_logsumexp(1)", "A smooth maximum over time"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildReduce(b, p, in, "logsumexp"); },
         .python = [](const ParamValues& p, const Specs& in) { return pythonReduce(p, in, "{0}.logsumexp("); }, .summarize = summarizeReduce,
         .formula = "y = log Σ exp(x[i])"},
        {.id = "argmax", .title = "ArgMax", .summary = "Says where the largest value along a dimension stands, counted from 0.",
         .explanation = "y = the i whose x[i] is largest. Of scores it is the class that was chosen. As an index it is a whole number: of a vector a label, of a sequence tokens, which "
                        "Embedding can read. As a number it can be merged with other values. A place has no slope, so no gradient passes through: layers before it learn "
                        "only by other ways.",
         .aliases = {"arg max", "index of maximum", "winner", "hard decision"}, .category = Category::Pooling,
         .params = {integerParam("dim", "Dimension", "The dimension that is searched: -1 is the last, 1 the channels of a feature map; never the batch.", -1, -4, 4),
                    choiceParam("result", "Result", "Whole numbers for Embedding, or real numbers for all other layers.", "index", {{"index", "Index"}, {"number", "Number"}}),
                    flagParam("keep_dims", "Keep dimension", "Keep it with size 1.", false)},
         .examples = {{"input(5,6) > argmax > embedding(3)", "The best of six at each step, looked up again"},
                      {"input(3,4,4) > argmax(1, result=number, keep_dims=true)", "The strongest channel at each place"}},
         .build = buildArgmax, .python = pythonArgmax, .summarize = summarizeArgmax, .formula = "y = argmax x[i]"},
    };
}

} // namespace nodegrad
