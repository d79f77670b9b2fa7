// Random uses of the layers that merge, reduce and hold values.
#include <algorithm>

#include "core/layers/families.h"
#include "tests/peers/exporters/layer_cases.h"

namespace nodegrad {

namespace {

/// Sizes of one sample of any rank: a vector, a sequence, a feature map or a volume.
std::vector<int> anySizes(RandomStream& random)
{
    std::vector<int> sizes;
    for (int rank = between(random, 1, 4), i = 0; i < rank; ++i)
        sizes.push_back(between(random, 2, rank == 4 ? 3 : 5));
    return sizes;
}

std::string listed(const std::vector<int>& sizes)
{
    std::string text;
    for (const int size : sizes)
        text += (text.empty() ? "" : ",") + std::to_string(size);
    return text;
}

/// "x = input(3,4); b = ...; c = ...; " with values that differ; some have sizes of 1, unless all must be `equal`.
std::string values(RandomStream& random, const std::vector<int>& sizes, int count, bool equal)
{
    std::string text = "x = input(" + listed(sizes) + "); ";
    for (int i = 0; i < count; ++i) {
        const std::string name(1, static_cast<char>('b' + i));
        std::vector<int> own = sizes;
        for (int& size : own)
            size = random.below(2) ? size : 1;
        text += "w" + name + " = x > parameter(" + listed(own) + ", scale=1); ";
        text += equal || i == 0 || random.below(2) ? name + " = multiply(x, w" + name + "); " : name + " = add(w" + name + ", w" + name + "); ";
    }
    return text;
}

std::string names(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += (i == 0 ? "" : ", ") + std::string(1, static_cast<char>('b' + i));
    return text;
}

Make merging(const std::string& layer, int most, bool equal = false, const std::string& options = {})
{
    return [=](RandomStream& random) {
        const int count = between(random, 2, most);
        return values(random, anySizes(random), count, equal) + layer + "(" + names(count) + options + ")" + end;
    };
}

std::string where(RandomStream& random)
{
    const std::string comparison = oneOf(random, std::vector<std::string>{"greater", "greater_equal", "less", "less_equal", "equal", "not_equal"});
    return values(random, anySizes(random), 2, false) + "where(x, b, c, comparison=" + comparison + ", threshold=" +
           oneOf(random, std::vector<std::string>{"0", "0.3", "-0.7"}) + ")" + end;
}

std::string stack(RandomStream& random)
{
    std::vector<int> sizes = anySizes(random);
    sizes.resize(std::min<std::size_t>(sizes.size(), 3));
    const int count = between(random, 2, 3);
    const std::string dim = oneOf(random, std::vector<std::string>{"1", "-1", std::to_string(sizes.size()), std::to_string(sizes.size() + 1)});
    return values(random, sizes, count, true) + "stack(" + names(count) + ", dim=" + dim + ")" + end;
}

std::string matmul(RandomStream& random)
{
    std::vector<int> sizes = anySizes(random);
    if (sizes.size() == 1)
        sizes.push_back(3);
    return values(random, sizes, 2, true) + "matmul(b, c, transpose_" + (random.below(2) ? "a" : "b") + "=true)" + end;
}

std::string einsum(RandomStream& random)
{
    struct Use {
        std::string equation;
        std::vector<int> sizes;
        int count;
    };
    static const std::vector<Use> uses = {
        {"ni,nj->nij", {4}, 2},        {"nti,nsi->nts", {3, 4}, 2},   {"nti,nsi,nsj->ntj", {3, 4}, 3}, {"ncij, ncjk -> nik", {2, 3, 3}, 2}, {"nij->nji", {3, 4}, 1},
        {"ncii->nc", {2, 4, 4}, 1},    {"nii->ni", {3, 3}, 1},        {"ncdhw,ncdhw->nd", {2, 3, 2, 2}, 2}, {"ni,ni,ni,ni->ni", {5}, 4},
        {"bhqd,bhkd->bqhk", {2, 3, 4}, 2}};
    const Use& use = oneOf(random, uses);
    return values(random, use.sizes, use.count, true) + "einsum(" + names(use.count) + ", equation=\"" + use.equation + "\", inputs=" + std::to_string(use.count) + ")" + end;
}

std::string bilinear(RandomStream& random)
{
    const std::string input = random.below(2) ? "input(" + number(random, 1, 6) + ")" : "input(" + number(random, 2, 4) + "," + number(random, 1, 6) + ")";
    return "x = " + input + "; b = x > dense(" + number(random, 1, 5) + "); bilinear(x, b, units=" + number(random, 1, 5) + ", bias=" + flag(random) + ")" + end;
}

Make reducing(const std::string& layer, const std::vector<std::string>& options = {""})
{
    return [=](RandomStream& random) {
        const std::vector<int> sizes = anySizes(random);
        std::vector<int> dims;
        for (int i = 1; i <= static_cast<int>(sizes.size()); ++i)
            if (random.below(2))
                dims.push_back(random.below(2) ? i : i - static_cast<int>(sizes.size()) - 1);
        if (dims.empty())
            dims.push_back(-1);
        const bool keeps = dims.size() == sizes.size() || random.below(2); // a number (N) cannot be flattened
        return "input(" + listed(sizes) + ") > " + layer + "(dims=[" + listed(dims) + "], keep_dims=" + (keeps ? "true" : "false") + oneOf(random, options) + ")" + end;
    };
}

std::string argmax(RandomStream& random)
{
    if (random.below(3) == 0)
        return "input(" + number(random, 2, 5) + "," + number(random, 2, 5) + ") > argmax > embedding(" + number(random, 1, 4) + ")" + end;
    const std::vector<int> sizes = anySizes(random);
    const int dim = between(random, 1, static_cast<int>(sizes.size()));
    return "input(" + listed(sizes) + ") > argmax(" + std::to_string(dim) + ", result=number, keep_dims=true)" + end;
}

/// Operators of any values, or every function of the catalogue, of values between 0 and 1, where all are defined.
std::string formula(RandomStream& random)
{
    if (random.below(2)) {
        std::string expression = "0";
        for (const std::string& function : formulaFunctions())
            expression += " + " + function + "(a)";
        return "input(" + listed(anySizes(random)) + ") > formula(expression=\"0.5 + sigmoid(a)\", inputs=1) > formula(expression=\"" + expression + "\", inputs=1)" + end;
    }
    const std::string expression = oneOf(random, std::vector<std::string>{"b * a", "a - b", "-a^2 / (1 + b^2)", "a + 2^-b", "(1 + sigmoid(a))^(b - 1)", "-(a - 3) * -b"});
    return values(random, anySizes(random), 2, false) + "formula(b, c, expression=\"" + expression + "\")" + end;
}

std::string constant(RandomStream& random)
{
    const std::vector<int> sizes = anySizes(random);
    int count = 1;
    for (const int size : sizes)
        count *= size;
    std::string numbers = "-0.25";
    for (int i = 1, all = random.below(2) ? count : 1; i < all; ++i)
        numbers += ", " + number(random, -9, 9) + "." + number(random, 0, 99);
    return "x = input(" + listed(sizes) + "); c = x > constant(shape=[" + listed(sizes) + "], values=\"" + numbers + "\"); multiply(x, c)" + end;
}

std::string parameter(RandomStream& random)
{
    const std::string initial = oneOf(random, std::vector<std::string>{"normal", "uniform", "zeros", "ones"});
    const std::string input = random.below(3) == 0 ? "input(4, kind=tokens, vocabulary=9)" : anyInput(random);
    return input + " > parameter(shape=[" + listed(anySizes(random)) + "], initial=" + initial + ", scale=0.5) > flatten > dense(" + number(random, 1, 4) + ") > output(mse)";
}

} // namespace

LayerCases mergeCases()
{
    return {
        {"subtract", merging("subtract", 2)},
        {"divide", [](RandomStream& random) {
             return values(random, anySizes(random), 1, true) + "c = formula(b, expression=\"1 + a^2\", inputs=1); divide(b, c)" + end;
         }},
        {"maximum", merging("maximum", 4)},
        {"minimum", merging("minimum", 4)},
        {"average", merging("average", 4)},
        {"squared_difference", merging("squared_difference", 2)},
        {"where", where},
        {"stack", stack},
        {"matmul", matmul},
        {"einsum", einsum},
        {"dot_product", merging("dot_product", 2, true)},
        {"cosine_similarity", merging("cosine_similarity", 2, true)},
        {"bilinear", bilinear},
        {"reduce_sum", reducing("reduce_sum")},
        {"reduce_mean", reducing("reduce_mean")},
        {"reduce_max", reducing("reduce_max")},
        {"reduce_min", reducing("reduce_min")},
        {"reduce_product", reducing("reduce_product")},
        {"reduce_norm", reducing("reduce_norm", {", order=l1", ", order=l2"})},
        {"reduce_variance", reducing("reduce_variance", {", unbiased=true", ", unbiased=false"})},
        {"reduce_std", reducing("reduce_std", {", unbiased=true", ", unbiased=false"})},
        {"reduce_logsumexp", reducing("reduce_logsumexp")},
        {"argmax", argmax},
        {"formula", formula},
        {"constant", constant},
        {"parameter", parameter},
    };
}

} // namespace nodegrad
