// The PyTorch twins of layers that merge, reduce or hold values, as a person would write them.
#include <algorithm>

#include "core/layers/families.h"
#include "tests/core/layers/python_twin.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using test::twin;

namespace {

std::string call(const std::string& text) { return twin(text).second; }

std::string formula(const std::string& expression, int inputs = 2)
{
    const std::string names = inputs == 1 ? "a" : inputs == 2 ? "a, b" : "a, b, c";
    return call("a = input(4); b = a > tanh; c = a > relu; formula(" + names + ", expression=\"" + expression + "\", inputs=" + std::to_string(inputs) + ")");
}

} // namespace

TEST_CASE("merging layers are operators and functions of torch", "[layers]")
{
    const std::string three = "a = input(4); b = a > relu; c = a > tanh; ";
    CHECK(call(three + "subtract(a, b)") == "{0} - {1}");
    CHECK(call(three + "divide(a, b)") == "{0} / {1}");
    CHECK(call(three + "maximum(a, b, c)") == "torch.maximum(torch.maximum({0}, {1}), {2})");
    CHECK(call(three + "average(a, b, c)") == "({0} + {1} + {2}) / 3");
    CHECK(call(three + "stack(a, b, c, dim=-1)") == "torch.stack([{0}, {1}, {2}], dim=-1)");
    CHECK(call(three + "where(a, b, c, comparison=less_equal, threshold=0.5)") == "torch.where({0} <= 0.5, {1}, {2})");
    CHECK(call("a = input(2,3,4,5); concatenate(a, a)") == "torch.cat([{0}, {1}], dim=1)");
    CHECK(call("a = input(2,3,4,5); concatenate(a, a, axis=depth)") == "torch.cat([{0}, {1}], dim=2)");
    CHECK(call("a = input(2,3,4,5); concatenate(a, a, axis=height)") == "torch.cat([{0}, {1}], dim=3)");
    CHECK(call("a = input(2,3,4,5); concatenate(a, a, axis=width)") == "torch.cat([{0}, {1}], dim=4)");
    CHECK(call("a = input(2,3,4); concatenate(a, a, axis=width)") == "torch.cat([{0}, {1}], dim=3)");
    CHECK(call("a = input(5,4); matmul(a, a, transpose_b=true)") == "torch.matmul({0}, {1}.transpose(-2, -1))");
    CHECK(call("a = input(4); einsum(a, a, equation=\"ni, nj -> nij\")") == "torch.einsum(\"ni,nj->nij\", {0}, {1})");
    CHECK(call("a = input(4); dot_product(a, a)") == "({0} * {1}).sum(dim=-1, keepdim=True)");
    CHECK(call("a = input(4,5,5); dot_product(a, a, keep_dims=false)") == "({0} * {1}).sum(dim=1)");
    CHECK(call("a = input(4); cosine_similarity(a, a)") == "F.cosine_similarity({0}, {1}, dim=-1).unsqueeze(-1)");
    CHECK(twin("a = input(4); b = a > dense(3); bilinear(a, b, units=5, bias=false)") ==
          std::pair<std::string, std::string>{"nn.Bilinear(4, 3, 5, bias=False)", "{self}({0}, {1})"});
}

TEST_CASE("reductions name their dimensions from 0", "[layers]")
{
    CHECK(call("input(3,4,5) > reduce_sum(-1)") == "{0}.sum(dim=3)");
    CHECK(call("input(3,4,5) > reduce_max(dims=[3,2], keep_dims=true)") == "{0}.amax(dim=(2, 3), keepdim=True)");
    CHECK(call("input(3,4,5) > reduce_product(dims=[1,3])") == "{0}.prod(dim=3).prod(dim=1)");
    CHECK(call("input(3,4,5) > reduce_norm(1, order=l1)") == "torch.linalg.vector_norm({0}, ord=1, dim=1)");
    CHECK(call("input(3,4,5) > reduce_variance(1, unbiased=false)") == "{0}.var(dim=1, unbiased=False)");
    CHECK(call("input(5,4) > argmax(result=number)") == "{0}.argmax(dim=-1).to({0}.dtype)");
}

TEST_CASE("constants and parameters take the number of samples from their input", "[layers]")
{
    CHECK(call("input(4) > constant(3,1, values=0.5)") == "torch.full(({0}.shape[0], 3, 1), 0.5, device={0}.device)");
    CHECK(call("input(4) > constant(3, values=\"1, -2, 3e-5\")") ==
          "torch.tensor([1.0, -2.0, 3e-05], device={0}.device).reshape(1, 3).expand({0}.shape[0], -1)");
    CHECK(twin("input(4) > parameter(3,1, scale=0.5)") ==
          std::pair<std::string, std::string>{"nn.ParameterDict({\"value\": nn.Parameter(torch.empty(3, 1).normal_(0.0, 0.5))})",
                                              "{self}[\"value\"].expand({0}.shape[0], -1, -1)"});
    CHECK(twin("input(4) > parameter(3, initial=zeros)").first == "nn.ParameterDict({\"value\": nn.Parameter(torch.zeros(3))})");
}

TEST_CASE("a formula in Python has parentheses only where they matter", "[layers]")
{
    CHECK(formula("relu(a) * sigmoid(b) + 0.1") == "torch.relu({0}) * torch.sigmoid({1}) + 0.1");
    CHECK(formula("(a + b) * (a - b)") == "({0} + {1}) * ({0} - {1})");
    CHECK(formula("a - (b - c)", 3) == "{0} - ({1} - {2})");
    CHECK(formula("(a - b) - c", 3) == "{0} - {1} - {2}");
    CHECK(formula("a / (b * c)", 3) == "{0} / ({1} * {2})");
    CHECK(formula("-a^2", 1) == "-{0} ** 2.0");
    CHECK(formula("(-a)^2", 1) == "(-{0}) ** 2.0");
    CHECK(formula("a^b^c", 3) == "{0} ** {1} ** {2}");
    CHECK(formula("(a^b)^-c", 3) == "({0} ** {1}) ** -{2}");
    CHECK(formula("-(a + b)") == "-({0} + {1})");
    CHECK(formula("gelu(a) + sigmoid(2)", 1) == "F.gelu({0}) + torch.sigmoid(torch.tensor(2.0))");
}

TEST_CASE("formulas may call the ops of one value that keep its shape", "[layers]")
{
    const std::vector<std::string> functions = formulaFunctions();
    const auto has = [&](const char* name) { return std::ranges::find(functions, name) != functions.end(); };
    for (const char* name : {"relu", "sigmoid", "tanh", "gelu", "elu", "silu", "leaky_relu"})
        CHECK(has(name));
    for (const char* name : {"dropout", "flatten", "sum", "mse", "linear", "add", "cast", "affine", "argmax"})
        CHECK_FALSE(has(name));
}
