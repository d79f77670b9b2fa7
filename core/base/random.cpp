#include "core/base/random.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <utility>

namespace nodegrad {

namespace {

constexpr std::uint64_t kGamma = 0x9E3779B97F4A7C15ULL;

} // namespace

std::uint64_t streamKey(std::uint64_t seed, std::string_view text)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001B3ULL;
    }
    return mixed(hash ^ mixed(seed + kGamma));
}

std::uint64_t RandomStream::bits()
{
    return drawOf(m_key, ++m_counter);
}

double RandomStream::uniform()
{
    return static_cast<double>(bits() >> 11) * 0x1p-53;
}

double RandomStream::uniform(double low, double high)
{
    const double value = low + (high - low) * uniform();
    // The sum may round up to `high` itself.
    return value < high || !(low < high) ? value : std::nextafter(high, low);
}

double RandomStream::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform())); // 1 - u lies in (0, 1]
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

std::uint64_t RandomStream::below(std::uint64_t bound)
{
    assert(bound > 0);
    if (bound == 0)
        return 0;
    // 2^64 mod bound: the lowest draws are thrown away, so that every remainder is equally likely.
    const std::uint64_t uneven = (std::numeric_limits<std::uint64_t>::max() - bound + 1) % bound;
    std::uint64_t draw = bits();
    while (draw < uneven)
        draw = bits();
    return draw % bound;
}

std::vector<std::int64_t> permutation(std::int64_t count, RandomStream& random)
{
    std::vector<std::int64_t> order(count > 0 ? static_cast<std::size_t>(count) : 0);
    std::iota(order.begin(), order.end(), std::int64_t(0));
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(i))]);
    return order;
}

} // namespace nodegrad
