// Formulas: what they mean, and what is said about those that cannot be read.
#include "core/layers/formula_parser.h"

#include <algorithm>
#include <cmath>

#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using Type = FormulaStep::Type;

const std::vector<std::string> functions = {"relu", "sigmoid", "tanh"};

/// The value of a formula at a = 3, b = 5, c = 7; relu, sigmoid and tanh are computed by <cmath>.
double valueOf(const std::string& text, std::size_t inputs)
{
    const auto formula = parseFormula(text, inputs, functions);
    INFO(text);
    if (!formula)
        FAIL(sentence(formula.error()));
    const double given[] = {3, 5, 7};
    std::vector<double> values;
    for (const FormulaStep& step : formula->steps) {
        const auto left = [&] { return values.at(step.left); };
        const auto right = [&] { return values.at(step.right); };
        switch (step.type) {
        case Type::Number: values.push_back(step.number); break;
        case Type::Input: values.push_back(given[step.input]); break;
        case Type::Function:
            values.push_back(step.function == "relu" ? std::max(0.0, left()) : step.function == "tanh" ? std::tanh(left()) : 1 / (1 + std::exp(-left())));
            break;
        case Type::Negate: values.push_back(-left()); break;
        case Type::Add: values.push_back(left() + right()); break;
        case Type::Subtract: values.push_back(left() - right()); break;
        case Type::Multiply: values.push_back(left() * right()); break;
        case Type::Divide: values.push_back(left() / right()); break;
        case Type::Power: values.push_back(std::pow(left(), right())); break;
        }
    }
    return values.back();
}

/// The sentence that a user reads, of a node called 'f1'.
std::string problem(const std::string& text, std::size_t inputs = 2)
{
    const auto formula = parseFormula(text, inputs, functions);
    if (formula)
        return "accepted";
    Error error = formula.error();
    error.arguments["node"] = "f1";
    return sentence(error);
}

bool startsAt(const std::string& text, int column, std::size_t inputs = 2)
{
    const std::string words = problem(text, inputs);
    INFO(words);
    return words.find("at column " + std::to_string(column) + (words.find("finds") != std::string::npos ? " of" : ":")) != std::string::npos;
}

} // namespace

TEST_CASE("operators bind as in mathematics", "[layers]")
{
    CHECK(valueOf("a + b * 2", 2) == 13);
    CHECK(valueOf("(a + b) * 2", 2) == 16);
    CHECK(valueOf("a - b - c", 3) == -9);
    CHECK(valueOf("a - (b - c)", 3) == 5);
    CHECK(valueOf("c / b / a", 3) == 7.0 / 5 / 3);
    CHECK(valueOf("-a^2", 1) == -9);
    CHECK(valueOf("(-a)^2", 1) == 9);
    CHECK(valueOf("2^a^2", 1) == 512);
    CHECK(valueOf("a^-1", 1) == 1.0 / 3);
    CHECK(valueOf("-a * b", 2) == -15);
    CHECK(valueOf("a * -b", 2) == -15);
    CHECK(valueOf("--a", 1) == 3);
    CHECK(valueOf("+a", 1) == 3);
    CHECK(valueOf("a--b", 2) == 8);
}

TEST_CASE("numbers, functions and spaces are read as people write them", "[layers]")
{
    CHECK(valueOf("a+.5", 1) == 3.5);
    CHECK(valueOf("a*1e-3", 1) == 3e-3);
    CHECK(valueOf("a*2.", 1) == 6);
    CHECK(valueOf("relu(a - 5)", 1) == 0);
    CHECK(valueOf(" relu ( a ) *\tsigmoid(b)\n+ 0.1 ", 2) == Approx(3 / (1 + std::exp(-5.0)) + 0.1));
    CHECK(valueOf("tanh(relu(a))", 1) == std::tanh(3.0));
    CHECK(valueOf("((a))", 1) == 3);
}

TEST_CASE("a formula that cannot be read is refused with the column and what is missing", "[layers]")
{
    CHECK(problem("a +") == "'f1' cannot read its formula at column 4: a number, an input, a function or '(' should stand there, but it ends. "
                            "Write numbers, inputs, + - * / ^, parentheses, and functions such as relu(a) * 2 + b.");
    CHECK(problem("a $ b").starts_with("'f1' cannot read its formula at column 3: an operator (+ - * / ^) or the end should stand there, but '$' stands there."));
    CHECK(problem("a × b").find("'×' stands there") != std::string::npos);
    CHECK(startsAt("", 1));
    CHECK(startsAt("a b", 3));
    CHECK(startsAt("2a", 2));
    CHECK(startsAt("(a + b", 7));
    CHECK(startsAt("a + b)", 6));
    CHECK(startsAt("a * / b", 5));
    CHECK(startsAt("relu a", 6));
    CHECK(startsAt("relu()", 6));
    CHECK(startsAt("relu(a, b)", 7));
    CHECK(startsAt("a + .", 5));
    CHECK(startsAt("a + 1e999", 5));
    CHECK(startsAt("a + 1..2", 7));
    CHECK(problem("a + 2e", 1).find("column 6") != std::string::npos);
}

TEST_CASE("a name that nothing has is refused with names that are near", "[layers]")
{
    CHECK(problem("a + sigmod(b)") == "'f1' finds 'sigmod' at column 5 of its formula, which is not a function. "
                                      "The inputs are a to b; functions such as sigmoid are called as in relu(a).");
    CHECK(startsAt("a + c", 5));
    CHECK(startsAt("a + A", 5));
    CHECK(startsAt("a(b)", 1));
    CHECK(problem("b", 1).find("which is not an input. The input is a; functions such as ") != std::string::npos);
    CHECK(problem("x + a").find("which is not an input") != std::string::npos);
}

TEST_CASE("every input must be used", "[layers]")
{
    CHECK(problem("a * 2") == "'f1' has 2 inputs, but its formula does not use 'b'. Use it, or set the number of inputs to what the formula needs.");
    CHECK(problem("2 * 3", 1).find("does not use 'a'") != std::string::npos);
    CHECK(problem("a + b + a", 2) == "accepted");
}

TEST_CASE("formulas that are absurdly long or deep are refused, not followed", "[layers]")
{
    std::string deep;
    for (std::size_t i = 0; i < kDeepestFormula - 2; ++i)
        deep += "(";
    const auto closed = [](const std::string& open) { return open + "a" + std::string(static_cast<std::size_t>(std::count(open.begin(), open.end(), '(')), ')'); };
    CHECK(problem(closed(deep), 1) == "accepted");
    CHECK(problem(closed(deep + "(((("), 1) == "'f1' has a formula that is nested more than 50 deep. Split it over two Formula layers.");
    CHECK(problem(std::string(kLongestFormula, '-'), 1).find("nested more than") != std::string::npos);
    CHECK(problem(std::string(kLongestFormula, '('), 1).find("nested more than") != std::string::npos);
    std::string powers = "a";
    for (int i = 0; i < 200; ++i)
        powers += "^a";
    CHECK(problem(powers, 1).find("nested more than") != std::string::npos);
    CHECK(problem("a" + std::string(kLongestFormula, ' '), 1).find("is longer than 1000 letters") != std::string::npos);
    std::string sums = "a";
    while (sums.size() + 2 <= kLongestFormula)
        sums += "+a";
    CHECK(problem(sums, 1) == "accepted");
}
