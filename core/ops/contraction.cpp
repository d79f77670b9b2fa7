#include <algorithm>
#include <map>

#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- einsum: each size has a letter; letters that the output lacks are summed over ---

struct Equation {
    std::vector<std::string> terms; ///< letters of each input
    std::string output;
};

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// "bij,bjk->bik" in its parts. Errors: layer.einsum_equation with what is wrong.
Equation equationOf(const Attributes& attributes, std::size_t inputs)
{
    const std::string& written = attributes.text("equation");
    const auto refuse = [&](const std::string& problem) {
        unmet("layer.einsum_equation", {{"equation", written.substr(0, 60)}, {"problem", problem}});
    };
    std::string text = written;
    std::erase(text, ' ');
    const std::size_t arrow = text.find("->");
    if (arrow == std::string::npos)
        refuse("it has no '->' before the letters of the output");
    Equation equation{{""}, text.substr(arrow + 2)};
    for (const char c : text.substr(0, arrow)) {
        if (c == ',')
            equation.terms.emplace_back();
        else if (isLetter(c))
            equation.terms.back() += c;
        else
            refuse(std::string("'") + c + "' is no letter");
    }
    if (equation.terms.size() != inputs)
        refuse("it names " + std::to_string(equation.terms.size()) + " inputs, but gets " + std::to_string(inputs));
    const char batch = text.empty() ? '\0' : text[0];
    const auto needBatch = [&](const std::string& term) {
        if (term.empty() || term[0] != batch)
            refuse("each input and the output must begin with the same letter, the batch");
        if (std::ranges::count(term, batch) > 1)
            refuse(std::string("the letter '") + batch + "' of the batch stands twice in '" + term + "'");
    };
    std::ranges::for_each(equation.terms, needBatch);
    for (const char c : equation.output) {
        if (!isLetter(c))
            refuse(std::string("'") + c + "' is no letter");
        if (std::ranges::count(equation.output, c) > 1)
            refuse(std::string("the letter '") + c + "' stands twice in the output");
        if (std::ranges::none_of(equation.terms, [&](const std::string& term) { return term.find(c) != std::string::npos; }))
            refuse(std::string("the letter '") + c + "' of the output is in no input");
    }
    needBatch(equation.output);
    return equation;
}

/// The size behind each letter. Errors: layer.needs_kind where an input has more or fewer sizes than letters, layer.einsum_sizes.
std::map<char, Dim> sizesOf(const Equation& equation, const Specs& in)
{
    std::map<char, Dim> sizes;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const bool isIndex = in[i].kind == Kind::Tokens || in[i].kind == Kind::Label;
        if (isAbsent(in[i]) || isIndex || in[i].shape.size() != equation.terms[i].size())
            throw wrongKind(in[i], std::vector{kindOfRank(equation.terms[i].size())}, static_cast<int>(i));
        needFloat(in[i], static_cast<int>(i));
        needSameType(in[0], in[i], static_cast<int>(i));
        for (std::size_t k = 0; k < equation.terms[i].size(); ++k) {
            const auto [known, isNew] = sizes.emplace(equation.terms[i][k], in[i].shape[k]);
            if (!isNew && known->second != in[i].shape[k])
                unmet("layer.einsum_sizes", {{"letter", std::string(1, known->first)}, {"first", known->second.text()}, {"second", in[i].shape[k].text()}},
                      static_cast<int>(i));
        }
    }
    return sizes;
}

Specs inferEinsum(const Attributes& attributes, const Specs& in)
{
    const Equation equation = equationOf(attributes, in.size());
    const std::map<char, Dim> sizes = sizesOf(equation, in);
    Shape shape;
    for (const char letter : equation.output)
        shape.push_back(sizes.at(letter));
    return {specOf(in[0], std::move(shape))};
}

/// One multiplication for each input after the first and each combination of the letters; none for one input.
Cost costEinsum(const Attributes& attributes, const Specs& in, const Specs&)
{
    Dim combinations = static_cast<std::int64_t>(in.size()) - 1;
    for (const auto& [letter, size] : sizesOf(equationOf(attributes, in.size()), in))
        combinations = combinations * size;
    return {.macs = combinations};
}

std::string equationText(const OpUse& use)
{
    std::string text = use.attributes.text("equation");
    std::erase(text, ' ');
    return text;
}

void onnxEinsum(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Einsum", use.inputs, use.outputs, {{"equation", equationText(use)}});
}

void scriptEinsum(ScriptWriter& writer, const OpUse& use)
{
    std::string names;
    for (const std::string& input : use.inputs)
        names += (names.empty() ? "" : ", ") + input;
    writer.line(use.outputs[0] + " = torch.einsum(\"" + equationText(use) + "\", [" + names + "])");
}

// --- bilinear: y[o] = a W[o] b + bias[o] ---

Specs inferBilinear(const Attributes&, const Specs& in)
{
    const Spec &a = in[0], &b = in[1], &weight = in[2];
    for (int i = 0; i < 2; ++i) {
        needFloat(in[static_cast<std::size_t>(i)], i);
        needRankAtLeast(in[static_cast<std::size_t>(i)], 2, i);
    }
    needSameType(a, b, 1);
    needSameType(a, weight, 2);
    if (!std::equal(a.shape.begin(), a.shape.end() - 1, b.shape.begin(), b.shape.end() - 1))
        unmet("layer.shapes_differ", {{"first", shapeText(a.shape)}, {"second", shapeText(b.shape)}}, 1);
    const Dim outputs = weight.shape.empty() ? Dim(0) : weight.shape[0];
    needWeightShape(weight, {outputs, a.shape.back(), b.shape.back()}, "the weight", 2);
    needWeightShape(in[3], {outputs}, "the bias", 3);
    Spec out = a;
    out.shape.back() = outputs;
    return {out};
}

Cost costBilinear(const Attributes&, const Specs& in, const Specs& out)
{
    return {.macs = product({elementCount(out[0].shape), in[0].shape.back(), in[1].shape.back()})};
}

void onnxBilinear(OnnxWriter& writer, const OpUse& use)
{
    const std::string leading = std::string("nabcdefg").substr(0, use.inputSpecs[0].shape.size() - 1);
    const std::string equation = leading + "i,oij," + leading + "j->" + leading + "o";
    const std::vector<std::string> inputs{use.inputs[0], use.inputs[2], use.inputs[1]};
    if (use.inputs[3].empty())
        return writer.node("Einsum", inputs, use.outputs, {{"equation", equation}});
    writer.node("Add", {writer.add("Einsum", inputs, {{"equation", equation}}), use.inputs[3]}, use.outputs);
}

void scriptBilinear(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "bilinear", use.inputs[1] + ", " + use.inputs[2] + ", " + orNone(use.inputs[3]));
}

// --- cosine_similarity ---

std::int64_t cosineDim(const Attributes& attributes, const Spec& a)
{
    return static_cast<std::int64_t>(dimIndex(attributes.integer("dim"), a, 1));
}

Specs inferCosine(const Attributes& attributes, const Specs& in)
{
    for (int i = 0; i < 2; ++i) {
        needRankAtLeast(in[static_cast<std::size_t>(i)], 2, i);
        needFloat(in[static_cast<std::size_t>(i)], i);
    }
    needSameType(in[0], in[1], 1);
    if (in[0].shape != in[1].shape) // sizes of 1 would be repeated before the lengths are taken
        unmet("layer.cannot_compare", {{"first", shapeText(in[0].shape)}, {"second", shapeText(in[1].shape)}}, 1);
    const std::int64_t dim = cosineDim(attributes, in[0]);
    Shape shape = in[0].shape;
    if (attributes.flag("keepdim"))
        shape[static_cast<std::size_t>(dim)] = 1;
    else
        shape.erase(shape.begin() + dim);
    return {specOf(in[0], std::move(shape))};
}

/// a b / (max(|a|, eps) max(|b|, eps))
void onnxCosine(OnnxWriter& writer, const OpUse& use)
{
    const std::vector<std::int64_t> dims{cosineDim(use.attributes, use.inputSpecs[0])};
    const bool keep = use.attributes.flag("keepdim");
    const std::string eps = writer.scalar(static_cast<float>(use.attributes.real("eps")));
    const std::string dot = writer.fresh();
    onnxReduce(writer, "ReduceSum", writer.add("Mul", use.inputs), dot, dims, keep);
    std::vector<std::string> lengths;
    for (const std::string& input : use.inputs) {
        const std::string length = writer.fresh();
        onnxReduce(writer, "ReduceL2", input, length, dims, keep);
        lengths.push_back(writer.add("Max", {length, eps}));
    }
    writer.node("Div", {dot, writer.add("Mul", std::move(lengths))}, use.outputs);
}

void scriptCosine(ScriptWriter& writer, const OpUse& use)
{
    const std::string dim = std::to_string(cosineDim(use.attributes, use.inputSpecs[0]));
    const std::string call = "torch.cosine_similarity(" + use.inputs[0] + ", " + use.inputs[1] + ", " + dim + ", " + pythonReal(use.attributes.real("eps")) + ")";
    writer.line(use.outputs[0] + " = " + (use.attributes.flag("keepdim") ? "torch.unsqueeze(" + call + ", " + dim + ")" : call));
}

} // namespace

std::vector<OpType> contractionOps()
{
    return {
        {.id = "einsum", .summary = "Multiplies one to four values whose sizes have letters, and sums over the letters that the output lacks.",
         .attributes = {textParam("equation", "Equation", "Letters of each input, ->, letters of the output; the first of each is the batch.", "ni,nj->nij")},
         .inputs = {"xs*"}, .infer = inferEinsum, .cost = costEinsum, .onnx = onnxEinsum, .torchScript = scriptEinsum},
        {.id = "bilinear", .summary = "y[o] = a W[o] b + bias[o] over the last dimensions; W is (out, in_a, in_b).",
         .inputs = {"a", "b", "weight", "bias?"}, .infer = inferBilinear, .cost = costBilinear, .onnx = onnxBilinear, .torchScript = scriptBilinear},
        {.id = "cosine_similarity", .summary = "y = a b / (|a| |b|) along one dimension.",
         .attributes = {integerParam("dim", "Dimension", "The dimension of the compared vectors; not the batch.", -1, -8, 7),
                        flagParam("keepdim", "Keep dimension", "Keep it with size 1.", false),
                        realParam("eps", "Epsilon", "Lengths are at least this.", 1e-8, 0.0, 1.0)},
         .inputs = {"a", "b"}, .infer = inferCosine, .cost = noCost, .onnx = onnxCosine, .torchScript = scriptCosine},
    };
}

} // namespace nodegrad
