// A Dim is a polynomial: a number plus terms, each a whole coefficient times a product of atoms; an atom is a symbol or
// floor(inner / divisor). Terms and factors are kept in one fixed order and every floor in one reduced form, so that equal
// expressions have equal parts.
#include "core/shapes/dim.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <vector>

namespace nodegrad {

namespace {

constexpr std::int64_t kLimit = std::numeric_limits<std::int64_t>::max() / 2;

std::int64_t saturated(__int128 number)
{
    return number > kLimit ? kLimit : number < -kLimit ? -kLimit : static_cast<std::int64_t>(number);
}

std::int64_t sum(std::int64_t a, std::int64_t b)
{
    return saturated(static_cast<__int128>(a) + b);
}

std::int64_t product(std::int64_t a, std::int64_t b)
{
    return saturated(static_cast<__int128>(a) * b);
}

std::int64_t floorQuotient(std::int64_t a, std::int64_t divisor)
{
    return a / divisor - (a % divisor < 0 ? 1 : 0);
}

struct Atom {
    std::string name;                 ///< of a symbol; "" for a floor
    std::shared_ptr<const Dim> inner; ///< of a floor
    std::int64_t divisor = 1;
};
using Factors = std::vector<Atom>; ///< sorted; a square holds its atom twice

struct Term {
    Factors factors;
    std::int64_t coefficient = 0; ///< never 0
};
using TermList = std::vector<Term>; ///< sorted by factors, each once

} // namespace

struct Dim::Terms {
    TermList list; ///< never empty
};

/// The only way to a Dim's parts.
struct DimAccess {
    static const TermList& terms(const Dim& dim)
    {
        static const TermList none;
        return dim.m_terms ? dim.m_terms->list : none;
    }
    static std::int64_t number(const Dim& dim) { return dim.m_number; }
    static Dim make(std::int64_t number, TermList terms)
    {
        Dim dim(number);
        if (!terms.empty())
            dim.m_terms = std::make_shared<const Dim::Terms>(Dim::Terms{std::move(terms)});
        return dim;
    }
};

namespace {

int compare(std::int64_t a, std::int64_t b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

int compare(const Factors& a, const Factors& b);

int compare(const Dim& a, const Dim& b)
{
    const TermList &left = DimAccess::terms(a), &right = DimAccess::terms(b);
    if (&left != &right) {
        for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
            if (const int order = compare(left[i].factors, right[i].factors); order != 0)
                return order;
            if (const int order = compare(left[i].coefficient, right[i].coefficient); order != 0)
                return order;
        }
        if (left.size() != right.size())
            return left.size() < right.size() ? -1 : 1;
    }
    return compare(DimAccess::number(a), DimAccess::number(b));
}

/// Symbols by name, then floors.
int compare(const Atom& a, const Atom& b)
{
    if (!a.inner && !b.inner)
        return a.name.compare(b.name);
    if (!a.inner || !b.inner)
        return a.inner ? 1 : -1;
    const int order = compare(*a.inner, *b.inner);
    return order != 0 ? order : compare(a.divisor, b.divisor);
}

int compare(const Factors& a, const Factors& b)
{
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        if (const int order = compare(a[i], b[i]); order != 0)
            return order;
    // Products before what they begin with: N * T + N.
    return a.size() == b.size() ? 0 : a.size() > b.size() ? -1 : 1;
}

bool comesBefore(const Term& a, const Term& b)
{
    return compare(a.factors, b.factors) < 0;
}

/// Sorts, adds up terms with equal factors and drops those that vanish.
TermList collected(TermList terms)
{
    std::sort(terms.begin(), terms.end(), comesBefore);
    TermList out;
    for (Term& term : terms) {
        if (!out.empty() && compare(out.back().factors, term.factors) == 0)
            out.back().coefficient = sum(out.back().coefficient, term.coefficient);
        else
            out.push_back(std::move(term));
    }
    std::erase_if(out, [](const Term& term) { return term.coefficient == 0; });
    return out;
}

Dim floorAtom(const Dim& inner, std::int64_t divisor)
{
    Atom atom{.name = {}, .inner = std::make_shared<const Dim>(inner), .divisor = divisor};
    return DimAccess::make(0, {Term{{std::move(atom)}, 1}});
}

/// The position of the one term that is a bare floor with coefficient 1; terms.size() when there is none or more than one.
std::size_t onlyFloor(const TermList& terms)
{
    std::size_t found = terms.size();
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const Term& term = terms[i];
        if (term.coefficient != 1 || term.factors.size() != 1 || !term.factors[0].inner)
            continue;
        if (found != terms.size())
            return terms.size();
        found = i;
    }
    return found;
}

/// floor((floor(a / m) + rest) / n) = floor((a + m rest) / (m n)), for one floor; else the floor as it is.
Dim mergedFloor(std::int64_t number, TermList terms, std::int64_t divisor)
{
    const std::size_t position = onlyFloor(terms);
    if (position < terms.size()) {
        const Atom nested = terms[position].factors[0];
        const std::int64_t joint = product(nested.divisor, divisor);
        if (joint < kLimit) {
            terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(position));
            return floorDivide(*nested.inner + DimAccess::make(number, std::move(terms)) * Dim(nested.divisor), joint);
        }
    }
    return floorAtom(DimAccess::make(number, std::move(terms)), divisor);
}

std::optional<std::int64_t> evaluateAtom(const Atom& atom, const std::map<std::string, std::int64_t>& symbols)
{
    if (atom.inner) {
        const auto inner = atom.inner->evaluate(symbols);
        return inner ? std::optional(floorQuotient(*inner, atom.divisor)) : std::nullopt;
    }
    const auto found = symbols.find(atom.name);
    return found == symbols.end() ? std::nullopt : std::optional(found->second);
}

std::string atomText(const Atom& atom)
{
    if (!atom.inner)
        return atom.name;
    const bool isSum = DimAccess::number(*atom.inner) != 0 || DimAccess::terms(*atom.inner).size() > 1;
    const std::string inner = atom.inner->text();
    return "floor(" + (isSum ? "(" + inner + ")" : inner) + " / " + std::to_string(atom.divisor) + ")";
}

/// Without its sign: "N * T * 3".
std::string termText(const Term& term)
{
    std::string out;
    for (const Atom& atom : term.factors)
        out += (out.empty() ? "" : " * ") + atomText(atom);
    const std::int64_t size = term.coefficient < 0 ? -term.coefficient : term.coefficient;
    return size == 1 ? out : out + " * " + std::to_string(size);
}

} // namespace

Dim Dim::symbol(const std::string& name)
{
    assert(!name.empty());
    return DimAccess::make(0, {Term{{Atom{.name = name, .inner = {}, .divisor = 1}}, 1}});
}

std::int64_t Dim::value() const
{
    assert(isKnown());
    return m_number;
}

std::optional<std::int64_t> Dim::known() const
{
    return isKnown() ? std::optional(m_number) : std::nullopt;
}

std::optional<std::int64_t> Dim::evaluate(const std::map<std::string, std::int64_t>& symbols) const
{
    std::int64_t total = m_number;
    for (const Term& term : DimAccess::terms(*this)) {
        std::int64_t size = term.coefficient;
        for (const Atom& atom : term.factors) {
            const auto factor = evaluateAtom(atom, symbols);
            if (!factor)
                return std::nullopt;
            size = product(size, *factor);
        }
        total = sum(total, size);
    }
    return total;
}

std::string Dim::text() const
{
    // A positive part leads, so that T - N is not written as -N + T.
    std::vector<std::pair<bool, std::string>> parts;
    for (const Term& term : DimAccess::terms(*this))
        parts.emplace_back(term.coefficient < 0, termText(term));
    if (m_number != 0 || parts.empty())
        parts.emplace_back(m_number < 0, std::to_string(m_number).substr(m_number < 0 ? 1 : 0));
    const auto lead = std::find_if(parts.begin(), parts.end(), [](const auto& part) { return !part.first; });
    if (lead != parts.end())
        std::rotate(parts.begin(), lead, lead + 1);
    std::string out;
    for (const auto& [isNegative, part] : parts)
        out += out.empty() ? (isNegative ? "-" + part : part) : (isNegative ? " - " : " + ") + part;
    return out;
}

Dim operator+(const Dim& a, const Dim& b)
{
    const std::int64_t number = sum(a.m_number, b.m_number);
    if (a.isKnown() && b.isKnown())
        return Dim(number);
    TermList terms = DimAccess::terms(a);
    const TermList& more = DimAccess::terms(b);
    terms.insert(terms.end(), more.begin(), more.end());
    return DimAccess::make(number, collected(std::move(terms)));
}

Dim operator-(const Dim& a, const Dim& b)
{
    return a + b * Dim(-1);
}

Dim operator*(const Dim& a, const Dim& b)
{
    const std::int64_t number = product(a.m_number, b.m_number);
    if (a.isKnown() && b.isKnown())
        return Dim(number);
    TermList terms;
    const auto addScaled = [&](const TermList& list, std::int64_t factor) {
        for (const Term& term : list)
            if (factor != 0)
                terms.push_back({term.factors, product(term.coefficient, factor)});
    };
    addScaled(DimAccess::terms(a), b.m_number);
    addScaled(DimAccess::terms(b), a.m_number);
    for (const Term& left : DimAccess::terms(a)) {
        for (const Term& right : DimAccess::terms(b)) {
            Term term{left.factors, product(left.coefficient, right.coefficient)};
            term.factors.insert(term.factors.end(), right.factors.begin(), right.factors.end());
            std::sort(term.factors.begin(), term.factors.end(), [](const Atom& x, const Atom& y) { return compare(x, y) < 0; });
            terms.push_back(std::move(term));
        }
    }
    return DimAccess::make(number, collected(std::move(terms)));
}

Dim floorDivide(const Dim& a, std::int64_t divisor)
{
    assert(divisor > 0);
    if (divisor <= 1)
        return a;
    if (a.isKnown())
        return Dim(floorQuotient(a.m_number, divisor));
    // Whole multiples of the divisor go out: what stays has coefficients in 0 .. d-1 and a number in 1-d .. 0. The number
    // is not positive so that the usual (T + 2p - k) / s keeps its form: floor((T - 1) / 2) + 1.
    TermList outside, inside;
    std::int64_t common = divisor;
    for (const Term& term : DimAccess::terms(a)) {
        const std::int64_t quotient = floorQuotient(term.coefficient, divisor);
        const std::int64_t rest = term.coefficient - quotient * divisor;
        if (quotient != 0)
            outside.push_back({term.factors, quotient});
        if (rest != 0)
            inside.push_back({term.factors, rest});
        common = std::gcd(common, rest);
    }
    // floor((g x + r) / (g d)) = floor((x + floor(r / g)) / d)
    for (Term& term : inside)
        term.coefficient /= common;
    const std::int64_t reduced = divisor / common;
    const std::int64_t constant = floorQuotient(saturated(a.m_number), common);
    if (reduced == 1) // every coefficient was a multiple of the divisor
        return DimAccess::make(constant, std::move(outside));
    const std::int64_t whole = -floorQuotient(-constant, reduced);
    return DimAccess::make(whole, std::move(outside)) + mergedFloor(constant - whole * reduced, std::move(inside), reduced);
}

bool operator==(const Dim& a, const Dim& b)
{
    return compare(a, b) == 0;
}

} // namespace nodegrad
