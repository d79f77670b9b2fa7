#pragma once
// Reads formulas such as "relu(a) * sigmoid(b) + 0.1".

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace nodegrad {

/// One step of a formula. Steps are numbered; operands come before what uses them.
struct FormulaStep {
    enum class Type { Number, Input, Function, Negate, Add, Subtract, Multiply, Divide, Power };
    Type type = Type::Number;
    double number = 0;            ///< of a Number
    std::size_t input = 0;        ///< of an Input: 0 is a
    std::string function = {};    ///< of a Function
    std::size_t left = 0, right = 0; ///< operands; Function and Negate have only the left one
};

/// A formula that has been read; the last step is its result. Never empty, and every input is used.
struct Formula {
    std::vector<FormulaStep> steps;
};

/// What a formula may be at most: letters, and parentheses, signs and functions inside each other.
inline constexpr std::size_t kLongestFormula = 1000, kDeepestFormula = 50;

/// Numbers (2, 0.5, 1e-3), inputs (a, b, ... as many as `inputs`), + - * / ^ with the usual precedence (^ binds to the right, and closer
/// than a sign: -a^2 = -(a^2)), parentheses, and f(x) for each of `functions`. Columns in messages count from 1.
/// Errors: layer.formula_syntax, layer.formula_name, layer.formula_unused, layer.formula_size.
Result<Formula> parseFormula(std::string_view text, std::size_t inputs, std::span<const std::string> functions);

} // namespace nodegrad
