#pragma once
// Seeded randomness that is equal on every machine: a counter-based generator (SplitMix64 over a key and a counter).

#include <cstdint>
#include <string_view>
#include <vector>

namespace nodegrad {

/// 64-bit FNV-1a of `text`, mixed with `seed`: the key of a random stream, e.g. (seed, parameter path).
std::uint64_t streamKey(std::uint64_t seed, std::string_view text);

/// The finalizer of SplitMix64.
constexpr std::uint64_t mixed(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/// Draw `number` (from 1) of the stream with `key`.
constexpr std::uint64_t drawOf(std::uint64_t key, std::uint64_t number)
{
    return mixed(key + number * 0x9E3779B97F4A7C15ULL);
}

/// One random stream. Values depend on the key and on how many were drawn before, on nothing else: draw i (from 1) is
/// drawOf(key, i), which is SplitMix64 seeded with the key (Steele, Lea, Flood, OOPSLA 2014).
/// bits, uniform and below are equal bit for bit on every machine; normal differs by the last bits of log and cos.
class RandomStream {
public:
    explicit RandomStream(std::uint64_t key, std::uint64_t counter = 0) : m_key(key), m_counter(counter) {}
    std::uint64_t bits();
    double uniform();                            ///< [0, 1): the upper 53 bits of a draw, times 2^-53
    double uniform(double low, double high);     ///< [low, high)
    double normal();                             ///< mean 0, deviation 1 (Box-Muller: sqrt(-2 ln(1 - u1)) cos(2 pi u2))
    std::uint64_t below(std::uint64_t bound);    ///< 0 .. bound - 1, without bias: draws below 2^64 mod bound are skipped; bound > 0
    std::uint64_t counter() const { return m_counter; }

private:
    std::uint64_t m_key, m_counter;
};

/// A permutation of 0 .. count-1 (Fisher-Yates from the end: i = count .. 2 swaps i-1 with below(i)); equal on every machine.
std::vector<std::int64_t> permutation(std::int64_t count, RandomStream& random);

} // namespace nodegrad
