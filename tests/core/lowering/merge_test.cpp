// Layers that merge, reduce and hold values: shapes, parameters and multiply-adds by hand, and what is said when they do not fit.
#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

struct Case {
    const char *text, *node, *shape;
    std::int64_t parameters = 0, macs = 0; ///< of one sample
};

std::string firstProblem(const std::string& text)
{
    const std::vector<std::string> all = problemsOf(loweredFrom(text));
    return all.empty() ? "none" : all.front();
}

} // namespace

TEST_CASE("merging and reducing layers give the shapes one gets by hand, for values of every rank", "[lowering]")
{
    const Case c = GENERATE(values<Case>({
        {"a = input(2,3,4,5); add(a, a)", "add1", "N × 2 × 3 × 4 × 5"},
        {"a = input(2,3,4,5); b = a > reduce_mean(dims=[2,3,4], keep_dims=true); multiply(a, b)", "multiply1", "N × 2 × 3 × 4 × 5"},
        {"a = input(5,6); b = a > reduce_max(1, keep_dims=true); subtract(a, b)", "subtract1", "N × 5 × 6"},
        {"a = input(6); b = a > reduce_norm(keep_dims=true); divide(a, b)", "divide1", "N × 6"},
        {"a = input(6); maximum(a, a, a)", "maximum1", "N × 6"},
        {"a = input(6) > reduce_sum; average(a, a)", "average1", "N"},
        {"a = input(3,4,4); squared_difference(a, a)", "difference1", "N × 3 × 4 × 4"},
        {"c = input(1,4); a = input(5,1); where(c, a, a)", "where1", "N × 5 × 4"},
        {"a = input(2,3,4,5); concatenate(a, a, a)", "concatenate1", "N × 6 × 3 × 4 × 5"},
        {"a = input(2,3,4,5); concatenate(a, a, axis=depth)", "concatenate1", "N × 2 × 6 × 4 × 5"},
        {"a = input(2,3,4,5); concatenate(a, a, axis=height)", "concatenate1", "N × 2 × 3 × 8 × 5"},
        {"a = input(2,3,4,5); concatenate(a, a, axis=width)", "concatenate1", "N × 2 × 3 × 4 × 10"},
        {"a = input(6); stack(a, a, a)", "stack1", "N × 3 × 6"},
        {"a = input(3,4,5); stack(a, a, dim=2)", "stack1", "N × 3 × 2 × 4 × 5"},
        {"a = input(5,6); matmul(a, a, transpose_a=true)", "matmul1", "N × 6 × 6", 0, 5 * 36},
        {"a = input(2,3,4,5); matmul(a, a, transpose_b=true)", "matmul1", "N × 2 × 3 × 4 × 4", 0, 6 * 16 * 5},
        {"a = input(4); b = input(5); einsum(a, b)", "einsum1", "N × 4 × 5", 0, 20},
        {"a = input(2,3,4,5); einsum(a, equation=\"ncdhw->nhwc\", inputs=1)", "einsum1", "N × 4 × 5 × 2"},
        {"a = input(6); dot_product(a, a)", "product1", "N × 1"},
        {"a = input(3,4,5); dot_product(a, a, keep_dims=false)", "product1", "N × 4 × 5"},
        {"a = input(2,3,4,5); cosine_similarity(a, a)", "similarity1", "N × 1 × 3 × 4 × 5"},
        // 3 x 6 x 4 weights and 3 biases
        {"a = input(6); b = input(4); bilinear(a, b, units=3)", "bilinear1", "N × 3", 75, 72},
        {"a = input(5,6); b = input(5,4); bilinear(a, b, units=3, bias=false)", "bilinear1", "N × 5 × 3", 72, 5 * 72},
        {"input(2,3,4,5) > reduce_sum(dims=[2,3,4])", "sum1", "N × 2"},
        {"input(6) > reduce_mean", "mean1", "N"},
        {"input(3,4,5) > reduce_min(1)", "min1", "N × 4 × 5"},
        {"input(3,4,5) > reduce_product(dims=[-1,1], keep_dims=true)", "product1", "N × 1 × 4 × 1"},
        {"input(2,3,4,5) > reduce_variance(1)", "variance1", "N × 3 × 4 × 5"},
        {"input(5,6) > reduce_std(keep_dims=true)", "std1", "N × 5 × 1"},
        {"input(5,6) > reduce_logsumexp(1)", "logsumexp1", "N × 6"},
        {"input(5,6) > argmax", "argmax1", "N × 5"},
        {"input(3,4,5) > argmax(1, result=number)", "argmax1", "N × 4 × 5"},
        {"a = input(5,6); b = a > reduce_sum(keep_dims=true); c = input(6,1) > reshape(1,6); formula(a, b, c, expression=\"a / b - 2 * c^2\")", "formula1", "N × 5 × 6"},
        {"input(7, kind=tokens, vocabulary=9) > constant(2,3,4,5)", "constant1", "N × 2 × 3 × 4 × 5"},
        {"input(5,6) > parameter(3,1,1)", "parameter1", "N × 3 × 1 × 1", 3},
    }));
    INFO(c.text);
    const Lowered lowered = loweredFrom(c.text);
    std::vector<std::string> problems;
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.severity == Severity::Error && diagnostic.error.code != "graph.no_output")
            problems.push_back(sentence(diagnostic.error));
    CHECK(problems == std::vector<std::string>{});
    CHECK(shapeOf(lowered, c.node) == c.shape);
    CHECK(lowered.facts.at(c.node).parameters == c.parameters);
    CHECK(lowered.facts.at(c.node).macs.evaluate({{"N", 1}}) == c.macs);
}

TEST_CASE("the best of several classes can be looked up again", "[lowering]")
{
    const Lowered lowered = loweredFrom("input(5,6) > argmax > embedding(3) > flatten > output(mse)");
    CHECK(problemsOf(lowered) == std::vector<std::string>{});
    CHECK(lowered.facts.at("embedding1").parameters == 6 * 3); // six places
}

TEST_CASE("weights of a Bilinear and a Parameter have the names that PyTorch gives them", "[lowering]")
{
    CHECK(keysOf(loweredFrom("a = input(6); b = bilinear(a, a, units=3); b > output(mse)").program) == std::vector<std::string>{"b.weight", "b.bias"});
    CHECK(keysOf(loweredFrom("a = input(6); w = a > parameter(6); m = multiply(a, w); m > output(mse)").program) == std::vector<std::string>{"w.value"});
}

TEST_CASE("a square is a product, and numbers among themselves are computed once", "[lowering]")
{
    const auto opsOf = [](const std::string& expression) {
        const Lowered lowered = loweredFrom("a = input(6); f = formula(a, expression=\"" + expression + "\", inputs=1); f > output(mse)");
        std::string ops;
        for (const OpCall& call : lowered.program.ops)
            if (call.origin == "f")
                ops += (ops.empty() ? "" : " ") + call.type->id;
        return std::pair(ops, lowered.program.constants.size());
    };
    using Ops = std::pair<std::string, std::size_t>;
    CHECK(opsOf("a^2") == Ops{"multiply", 0});
    CHECK(opsOf("a^3") == Ops{"pow", 1});
    CHECK(opsOf("a * (2 * 3 - -1) ") == Ops{"multiply", 1});
    CHECK(opsOf("relu(a) / 2") == Ops{"relu divide", 1});
    CHECK(opsOf("a") == Ops{"", 0});
}

TEST_CASE("what does not fit is said with what to do", "[lowering]")
{
    CHECK(firstProblem("a = input(8,8,8); b = input(8); add(a, b) > output(mse)") ==
          "add1: 'add1' cannot combine N × 8 × 8 × 8 with N × 8. "
          "Give both the same number of dimensions and the same sizes (a size of 1 is repeated).");
    CHECK(firstProblem("input(4) > constant(2,2, values=\"1, 2, 3\") > flatten > output(mse)") ==
          "constant1: 'constant1' holds 4 numbers, but 3 are written. Write one number for all, or 4 of them with commas between.");
    CHECK(firstProblem("input(4) > constant(2, values=\"1, two\") > output(mse)") ==
          "constant1: 'constant1' cannot read 'two' as a number. Write numbers such as 0.5, -1 or 2e-3 with commas between.");
    CHECK(firstProblem("input(4) > constant(2, values=1e300) > output(mse)").find("cannot read '1e300'") != std::string::npos);
    CHECK(firstProblem("input(4) > constant(1000000,1000000) > flatten > output(mse)").find("at most 1048576 are allowed") != std::string::npos);
    CHECK(firstProblem("input(4) > parameter(1,2,3,4,5) > flatten > output(mse)").find("needs one to four sizes, but has 5") != std::string::npos);
    CHECK(firstProblem("a = input(4); formula(a, expression=\"a / (1 - 1)\", inputs=1) > output(mse)").find("come to inf") == std::string::npos);
    CHECK(firstProblem("a = input(4); formula(a, expression=\"a + 1 / (1 - 1)\", inputs=1) > output(mse)").find("has numbers in its formula that come to inf") !=
          std::string::npos);
    CHECK(firstProblem("a = input(4); formula(a, expression=\"a + (0 - 8)^0.5\", inputs=1) > output(mse)").find("nan") != std::string::npos);
    CHECK(firstProblem("a = input(4); formula(a, expression=\"a +\", inputs=1) > output(mse)").starts_with("formula1: 'formula1' cannot read its formula at column 4"));
    CHECK(firstProblem("a = input(5,4); b = input(5,4); matmul(a, b) > flatten > output(mse)") ==
          "matmul1: 'matmul1' cannot multiply N × 5 × 4 by N × 5 × 4. The last size of the first must be the second to last of the second.");
    CHECK(firstProblem("input(5,4) > reduce_sum(3) > output(mse)").find("Choose a dimension from 1 to 2") != std::string::npos);
}
