// Descends from the weakest operator to the strongest:
//   sum = product {(+|-) product}    product = sign {(*|/) sign}    sign = [-|+] sign | power    power = value [^ sign]
//   value = number | input | function ( sum ) | ( sum )
#include "core/layers/formula_parser.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"

namespace nodegrad {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isWordStart(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

class Parser {
public:
    using Type = FormulaStep::Type;
    using Step = Result<std::size_t>; ///< its number

    Parser(std::string_view text, std::size_t inputs, std::span<const std::string> functions) : m_text(text), m_inputs(inputs), m_functions(functions) {}

    Result<Formula> read()
    {
        if (m_text.size() > kLongestFormula)
            return fail("layer.formula_size", {{"what", "is longer than " + std::to_string(kLongestFormula) + " letters"}});
        if (const Step result = sum(); !result)
            return fail(result.error());
        skipSpace();
        if (m_at < m_text.size())
            return expected("an operator (+ - * / ^) or the end");
        for (std::size_t input = 0; input < m_inputs; ++input)
            if (std::ranges::none_of(m_formula.steps, [&](const FormulaStep& step) { return step.type == Type::Input && step.input == input; }))
                return fail("layer.formula_unused", {{"input", nameOf(input)}, {"count", m_inputs}});
        return std::move(m_formula);
    }

private:
    static std::string nameOf(std::size_t input) { return std::string(1, static_cast<char>('a' + input)); }

    Step sum() { return chain(&Parser::product, '+', Type::Add, '-', Type::Subtract); }
    Step product() { return chain(&Parser::sign, '*', Type::Multiply, '/', Type::Divide); }

    Step chain(Step (Parser::*operand)(), char one, Type oneType, char other, Type otherType)
    {
        Step left = (this->*operand)();
        while (left) {
            const bool isOne = take(one);
            if (!isOne && !take(other))
                break;
            const Step right = (this->*operand)();
            if (!right)
                return right;
            left = add({.type = isOne ? oneType : otherType, .left = *left, .right = *right});
        }
        return left;
    }

    Step sign()
    {
        const Depth depth(*this);
        if (depth.isTooDeep())
            return fail("layer.formula_size", {{"what", "is nested more than " + std::to_string(kDeepestFormula) + " deep"}});
        if (take('+'))
            return sign();
        if (!take('-'))
            return power();
        const Step operand = sign();
        return operand ? add({.type = Type::Negate, .left = *operand}) : operand;
    }

    Step power()
    {
        const Step base = value();
        if (!base || !take('^'))
            return base;
        const Step exponent = sign(); // to the right: a^b^c = a^(b^c)
        return exponent ? add({.type = Type::Power, .left = *base, .right = *exponent}) : exponent;
    }

    Step value()
    {
        skipSpace();
        if (m_at < m_text.size() && (isDigit(m_text[m_at]) || m_text[m_at] == '.'))
            return number();
        if (m_at < m_text.size() && isWordStart(m_text[m_at]))
            return word();
        if (!take('('))
            return expected("a number, an input, a function or '('");
        return closed(sum());
    }

    Step number()
    {
        const std::size_t begin = m_at;
        const auto skipDigits = [&] {
            while (m_at < m_text.size() && isDigit(m_text[m_at]))
                ++m_at;
        };
        skipDigits();
        if (m_at < m_text.size() && m_text[m_at] == '.') {
            ++m_at;
            skipDigits();
        }
        if (m_at < m_text.size() && (m_text[m_at] == 'e' || m_text[m_at] == 'E')) {
            const std::size_t before = m_at++;
            if (m_at < m_text.size() && (m_text[m_at] == '-' || m_text[m_at] == '+'))
                ++m_at;
            if (m_at < m_text.size() && isDigit(m_text[m_at]))
                skipDigits();
            else
                m_at = before; // the input e, or a mistake
        }
        const auto parsed = parseReal(m_text.substr(begin, m_at - begin));
        if (!parsed || !std::isfinite(*parsed)) {
            m_at = begin;
            return expected("a number such as 0.5");
        }
        return add({.type = Type::Number, .number = *parsed});
    }

    Step word()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && (isWordStart(m_text[m_at]) || isDigit(m_text[m_at])))
            ++m_at;
        const std::string name(m_text.substr(begin, m_at - begin));
        const bool isFunction = std::ranges::find(m_functions, name) != m_functions.end();
        if (take('(')) {
            if (!isFunction)
                return unknown(name, begin, "a function");
            const Step argument = closed(sum());
            return argument ? add({.type = Type::Function, .function = name, .left = *argument}) : argument;
        }
        if (isFunction)
            return expected("'(' and what '" + name + "' is taken of");
        const std::size_t input = name.size() == 1 ? static_cast<std::size_t>(name[0] - 'a') : m_inputs;
        if (name[0] < 'a' || input >= m_inputs)
            return unknown(name, begin, "an input");
        return add({.type = Type::Input, .input = input});
    }

    /// `inner` and the parenthesis that ends it.
    Step closed(Step inner)
    {
        return !inner || take(')') ? inner : Step(expected("an operator (+ - * / ^) or ')'"));
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r'))
            ++m_at;
    }

    bool take(char wanted)
    {
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != wanted)
            return false;
        ++m_at;
        return true;
    }

    std::size_t add(FormulaStep step)
    {
        m_formula.steps.push_back(std::move(step));
        return m_formula.steps.size() - 1;
    }

    tl::unexpected<Error> expected(const std::string& what)
    {
        skipSpace();
        std::string got = "it ends";
        if (m_at < m_text.size()) {
            std::size_t length = 1;
            while (m_at + length < m_text.size() && (static_cast<unsigned char>(m_text[m_at + length]) & 0xC0U) == 0x80U) // a whole letter of UTF-8
                ++length;
            got = "'" + std::string(m_text.substr(m_at, length)) + "' stands there";
        }
        return fail("layer.formula_syntax", {{"column", m_at + 1}, {"expected", what}, {"got", got}});
    }

    tl::unexpected<Error> unknown(const std::string& name, std::size_t begin, const std::string& what) const
    {
        std::vector<std::string> near = nearest(name, m_functions);
        if (near.empty())
            near.assign(m_functions.begin(), m_functions.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, m_functions.size())));
        return fail("layer.formula_name", {{"name", name.substr(0, 40)}, {"column", begin + 1}, {"what", what}, {"near", joined(near, ", ")},
                                           {"inputs", m_inputs == 1 ? "input is a" : "inputs are a to " + nameOf(m_inputs - 1)}});
    }

    /// Counts how deep sign() is in itself: all recursion goes through it.
    class Depth {
    public:
        explicit Depth(Parser& parser) : m_parser(parser) { ++m_parser.m_depth; }
        ~Depth() { --m_parser.m_depth; }
        Depth(const Depth&) = delete;
        Depth& operator=(const Depth&) = delete;
        bool isTooDeep() const { return m_parser.m_depth > kDeepestFormula; }

    private:
        Parser& m_parser;
    };

    std::string_view m_text;
    std::size_t m_inputs;
    std::span<const std::string> m_functions;
    std::size_t m_at = 0, m_depth = 0;
    Formula m_formula;
};

} // namespace

Result<Formula> parseFormula(std::string_view text, std::size_t inputs, std::span<const std::string> functions)
{
    return Parser(text, inputs, functions).read();
}

} // namespace nodegrad
