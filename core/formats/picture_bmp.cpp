#include <algorithm>

#include "core/formats/array_bytes.h"
#include "core/formats/picture_decoders.h"

namespace nodegrad {

namespace {

/// BITMAPFILEHEADER and BITMAPINFOHEADER (or one of its longer successors).
struct Header {
    std::uint32_t dataOffset = 0, infoSize = 0, compression = 0, paletteSize = 0;
    std::int64_t width = 0, height = 0;
    bool topDown = false, alpha = false;
    int bits = 0;
};

struct Colour {
    std::uint8_t red, green, blue;
};

std::vector<Colour> readPalette(std::string_view bytes, const Header& header)
{
    const std::size_t most = std::size_t(1) << header.bits;
    const std::size_t count =
        header.paletteSize == 0 ? most : std::min<std::size_t>(header.paletteSize, most);
    std::vector<Colour> palette(
        most, Colour{0, 0, 0}); // a pixel may name an entry that is not there: black
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = 14 + header.infoSize + 4 * i;
        if (at + 4 > bytes.size())
            break;
        const auto* const entry = reinterpret_cast<const std::uint8_t*>(bytes.data()) + at;
        palette[i] = {entry[2], entry[1], entry[0]};
    }
    return palette;
}

Result<Header> readHeader(std::string_view bytes, const std::string& name)
{
    const auto unsupported = [&](std::string_view what) {
        return fail("picture.unsupported", {{"path", name}, {"what", what}});
    };
    if (bytes.size() < 54)
        return fail("picture.damaged", {{"path", name}, {"reason", "its BMP header breaks off"}});
    Header header;
    header.dataOffset = loadAs<std::uint32_t>(bytes.data() + 10);
    header.infoSize = loadAs<std::uint32_t>(bytes.data() + 14);
    if (header.infoSize < 40 || header.infoSize > 124)
        return unsupported("a BMP with a header of another age");
    header.width = loadAs<std::int32_t>(bytes.data() + 18);
    const std::int64_t height = loadAs<std::int32_t>(bytes.data() + 22);
    header.topDown = height < 0;
    header.height = header.topDown ? -height : height;
    header.bits = loadAs<std::uint16_t>(bytes.data() + 28);
    header.compression = loadAs<std::uint32_t>(bytes.data() + 30);
    header.paletteSize = loadAs<std::uint32_t>(bytes.data() + 46);
    if (header.bits != 1 && header.bits != 4 && header.bits != 8 && header.bits != 24 &&
        header.bits != 32)
        return unsupported("a BMP with " + std::to_string(header.bits) + " bits a pixel");
    if (header.compression == 3 && header.bits == 32) {
        // Masks that say what plain 32 bit says anyway, and from 56 bytes on one for alpha.
        if (bytes.size() < 70 || loadAs<std::uint32_t>(bytes.data() + 54) != 0x00FF0000u ||
            loadAs<std::uint32_t>(bytes.data() + 58) != 0x0000FF00u ||
            loadAs<std::uint32_t>(bytes.data() + 62) != 0x000000FFu)
            return unsupported("a BMP with an uncommon order of its channels");
        header.alpha =
            header.infoSize >= 56 && loadAs<std::uint32_t>(bytes.data() + 66) == 0xFF000000u;
    } else if (header.compression != 0) {
        return unsupported("a compressed BMP");
    }
    return header;
}

} // namespace

Result<Picture> decodeBmp(std::string_view bytes, const std::string& name)
{
    const auto read = readHeader(bytes, name);
    if (!read)
        return fail(read.error());
    const Header& header = *read;
    if (auto size = checkPictureSize(header.width, header.height, name); !size)
        return fail(size.error());
    const auto width = static_cast<std::size_t>(header.width),
               height = static_cast<std::size_t>(header.height),
               bits = static_cast<std::size_t>(header.bits);
    const std::size_t stride = (width * bits + 31) / 32 * 4;
    if (header.dataOffset > bytes.size() || stride * height > bytes.size() - header.dataOffset)
        return fail(
            "picture.damaged",
            {{"path", name},
             {"reason", "its pixels need " + std::to_string(stride * height + header.dataOffset) +
                            " bytes, but it has " + std::to_string(bytes.size())}});

    const std::vector<Colour> palette =
        bits <= 8 ? readPalette(bytes, header) : std::vector<Colour>();
    const bool grey =
        bits <= 8 && std::all_of(palette.begin(), palette.end(), [](const Colour& colour) {
            return colour.red == colour.green && colour.green == colour.blue;
        });
    const std::size_t channels = grey ? 1 : 3;
    Picture picture{static_cast<int>(width), static_cast<int>(height), static_cast<int>(channels),
                    std::vector<std::uint8_t>(width * height * channels)};
    for (std::size_t y = 0; y < height; ++y) {
        const auto* const line = reinterpret_cast<const std::uint8_t*>(bytes.data()) +
                                 header.dataOffset + (header.topDown ? y : height - 1 - y) * stride;
        std::uint8_t* out = picture.bytes.data() + y * width * channels;
        for (std::size_t x = 0; x < width; ++x, out += channels) {
            if (bits <= 8) {
                const std::size_t bit = x * bits; // the leftmost pixel is in the highest bits
                const Colour& colour =
                    palette[(line[bit / 8] >> (8 - bits - bit % 8)) & ((1u << bits) - 1)];
                out[0] = colour.red;
                if (!grey) {
                    out[1] = colour.green;
                    out[2] = colour.blue;
                }
                continue;
            }
            const std::uint8_t* const pixel = line + x * (bits / 8); // blue, green, red
            for (std::size_t c = 0; c < 3; ++c)
                out[c] = header.alpha ? onWhite(pixel[2 - c], pixel[3]) : pixel[2 - c];
        }
    }
    return picture;
}

} // namespace nodegrad
