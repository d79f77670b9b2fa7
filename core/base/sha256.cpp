#include "core/base/sha256.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace nodegrad {

namespace {

/// First 32 bits of the fractional part of a root of the nth prime: FIPS 180-4, 4.2.2 and 5.3.3. long double is exact enough for 32 bits.
struct Constants {
    std::array<std::uint32_t, 8> start;
    std::array<std::uint32_t, 64> rounds;
};

const Constants& constants()
{
    static const Constants all = [] {
        Constants made{};
        const auto fraction = [](long double root) { return static_cast<std::uint32_t>((root - std::floor(root)) * 4294967296.0L); };
        std::size_t count = 0;
        for (int number = 2; count < 64; ++number) {
            bool isPrime = true;
            for (int divisor = 2; divisor * divisor <= number; ++divisor)
                isPrime &= number % divisor != 0;
            if (!isPrime)
                continue;
            if (count < 8)
                made.start[count] = fraction(std::sqrt(static_cast<long double>(number)));
            made.rounds[count++] = fraction(std::cbrt(static_cast<long double>(number)));
        }
        return made;
    }();
    return all;
}

using State = std::array<std::uint32_t, 8>;

void addBlock(State& state, const unsigned char* block)
{
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 16; ++i)
        w[i] = std::uint32_t(block[4 * i]) << 24 | std::uint32_t(block[4 * i + 1]) << 16 | std::uint32_t(block[4 * i + 2]) << 8 | block[4 * i + 3];
    for (std::size_t i = 16; i < 64; ++i) {
        const std::uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ (a >> 3)) + w[i - 7] + (std::rotr(b, 17) ^ std::rotr(b, 19) ^ (b >> 10));
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < 64; ++i) {
        const std::uint32_t first = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) + constants().rounds[i] + w[i];
        const std::uint32_t second = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + second;
    }
    const State mixed{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i)
        state[i] += mixed[i];
}

} // namespace

std::string sha256Hex(std::string_view bytes)
{
    State state = constants().start;
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t done = 0;
    for (; done + 64 <= bytes.size(); done += 64)
        addBlock(state, data + done);
    // The rest, a set bit, zeros, and the length in bits.
    std::array<unsigned char, 128> tail{};
    const std::size_t rest = bytes.size() - done;
    for (std::size_t i = 0; i < rest; ++i)
        tail[i] = data[done + i];
    tail[rest] = 0x80;
    const std::size_t size = rest < 56 ? 64 : 128;
    const std::uint64_t bits = std::uint64_t(bytes.size()) * 8;
    for (std::size_t i = 0; i < 8; ++i)
        tail[size - 1 - i] = static_cast<unsigned char>(bits >> (8 * i));
    addBlock(state, tail.data());
    if (size == 128)
        addBlock(state, tail.data() + 64);
    std::string text;
    for (const std::uint32_t word : state)
        for (int shift = 28; shift >= 0; shift -= 4)
            text += "0123456789abcdef"[word >> shift & 15];
    return text;
}

} // namespace nodegrad
