#pragma once
// A size in a shape: a whole-number expression over symbols, so that N, T and floor((T + 2p - k) / s) + 1 can be written.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace nodegrad {

/// A canonical integer expression over symbols with +, x and floor division by a positive number. A value; equal
/// expressions that follow from commutative and distributive rules compare equal, as do whole parts taken out of a floor
/// and floors of floors. Plain numbers do not allocate. Sizes beyond INT64_MAX / 2 stay at that limit (no overflow).
class Dim {
public:
    Dim(std::int64_t number = 0) : m_number(number) {}
    Dim(int number) : m_number(number) {}
    static Dim symbol(const std::string& name);

    bool isKnown() const { return !m_terms; }
    /// The number; only when isKnown().
    std::int64_t value() const;
    std::optional<std::int64_t> known() const;
    /// The number when the symbols have these values; nothing while one is missing.
    std::optional<std::int64_t> evaluate(const std::map<std::string, std::int64_t>& symbols) const;
    /// "N", "8", "N * 64", "floor((T - 1) / 2) + 1".
    std::string text() const;

    friend Dim operator+(const Dim& a, const Dim& b);
    friend Dim operator-(const Dim& a, const Dim& b);
    friend Dim operator*(const Dim& a, const Dim& b);
    /// floor(a / divisor); divisor > 0.
    friend Dim floorDivide(const Dim& a, std::int64_t divisor);
    friend bool operator==(const Dim& a, const Dim& b);

    struct Terms;   ///< private to dim.cpp
private:
    friend struct DimAccess;
    std::int64_t m_number = 0;
    std::shared_ptr<const Terms> m_terms; ///< null for a plain number; else the non-constant part, m_number added
};
Dim floorDivide(const Dim& a, std::int64_t divisor);

} // namespace nodegrad
