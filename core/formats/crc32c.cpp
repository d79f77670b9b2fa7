#include <array>

#include "core/formats/event_file.h"
#include "core/formats/event_record.h"

namespace nodegrad {

namespace {

/// Eight tables: eight bytes a step ("slicing-by-8", Kounavis and Berry 2005). Polynomial
/// 0x1EDC6F41, bits reversed.
constexpr auto tables = [] {
    std::array<std::array<std::uint32_t, 256>, 8> all{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) ? 0x82F63B78u : 0u);
        all[0][i] = value;
    }
    for (std::size_t t = 1; t < 8; ++t)
        for (std::size_t i = 0; i < 256; ++i)
            all[t][i] = (all[t - 1][i] >> 8) ^ all[0][all[t - 1][i] & 0xFF];
    return all;
}();

} // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed)
{
    std::uint32_t crc = ~seed;
    const auto byteAt = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i]));
    };
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        crc ^= byteAt(i) | (byteAt(i + 1) << 8) | (byteAt(i + 2) << 16) | (byteAt(i + 3) << 24);
        crc = tables[7][crc & 0xFF] ^ tables[6][(crc >> 8) & 0xFF] ^ tables[5][(crc >> 16) & 0xFF] ^
              tables[4][crc >> 24] ^ tables[3][byteAt(i + 4)] ^ tables[2][byteAt(i + 5)] ^
              tables[1][byteAt(i + 6)] ^ tables[0][byteAt(i + 7)];
    }
    for (; i < bytes.size(); ++i)
        crc = (crc >> 8) ^ tables[0][(crc ^ byteAt(i)) & 0xFF];
    return ~crc;
}

std::uint32_t maskedCrc32c(std::string_view bytes)
{
    const std::uint32_t crc = crc32c(bytes);
    return ((crc >> 15) | (crc << 17)) + 0xA282EAD8u;
}

} // namespace nodegrad
