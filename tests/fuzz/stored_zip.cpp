#include "tests/fuzz/stored_zip.h"

#include <array>
#include <cstdint>

namespace nodegrad::test {

namespace {

/// CRC-32 of zip, polynomial 0xEDB88320.
std::uint32_t crc32(const std::string& bytes)
{
    static const auto table = [] {
        std::array<std::uint32_t, 256> made{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            made[i] = i;
            for (int bit = 0; bit < 8; ++bit)
                made[i] = made[i] & 1 ? made[i] >> 1 ^ 0xEDB88320u : made[i] >> 1;
        }
        return made;
    }();
    std::uint32_t sum = ~0u;
    for (const char c : bytes)
        sum = table[(sum ^ static_cast<unsigned char>(c)) & 0xFF] ^ sum >> 8;
    return ~sum;
}

std::string little(std::uint64_t number, int count)
{
    std::string bytes;
    for (int i = 0; i < count; ++i)
        bytes += i < 8 ? static_cast<char>(number >> (8 * i) & 0xFF) : '\0';
    return bytes;
}

} // namespace

std::string storedZip(const std::vector<std::pair<std::string, std::string>>& records)
{
    std::string archive, directory;
    for (const auto& [name, bytes] : records) {
        // Version 2.0, no flags, method 0 (stored), time and date 1980-01-01, checksum, two sizes, length of the name, no extra field.
        const std::string facts = little(20, 2) + little(0, 4) + little(0, 2) + little(0x21, 2) + little(crc32(bytes), 4) + little(bytes.size(), 4) +
                                  little(bytes.size(), 4) + little(name.size(), 2) + little(0, 2);
        directory += "PK\1\2" + little(20, 2) + facts + little(0, 10) + little(archive.size(), 4) + name;
        archive += "PK\3\4" + facts + name + bytes;
    }
    const std::uint64_t begin = archive.size();
    return archive + directory + "PK\5\6" + little(0, 4) + little(records.size(), 2) + little(records.size(), 2) + little(directory.size(), 4) + little(begin, 4) + little(0, 2);
}

} // namespace nodegrad::test
