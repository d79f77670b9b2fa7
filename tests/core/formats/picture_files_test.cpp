#include "core/formats/picture.h"

#include <cstdlib>

#include "tests/core/formats/sample_pictures.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;
using namespace std::string_literals;
using Bytes = std::vector<std::uint8_t>;

namespace {

Picture picture(const std::string& bytes)
{
    const auto read = decodePicture(bytes, "p");
    INFO((read ? std::string() : sentence(read.error())));
    REQUIRE(read);
    return *read;
}

std::string codeOf(const std::string& bytes)
{
    const auto read = decodePicture(bytes, "p.png");
    return read ? "none" : read.error().code;
}

} // namespace

TEST_CASE("JPEG: colour, grey and progressive come out within what the format loses")
{
    const Picture colours = gradient(40, 24), grey = toGrey(colours);
    for (const bool progressive : {false, true}) {
        for (const Picture& original : {colours, grey}) {
            const Picture read = picture(jpegBytes(original, progressive));
            REQUIRE(read.width == 40);
            REQUIRE(read.height == 24);
            REQUIRE(read.channels == original.channels);
            double sum = 0;
            for (std::size_t i = 0; i < read.bytes.size(); ++i)
                sum += std::abs(int(read.bytes[i]) - int(original.bytes[i]));
            CHECK(sum / static_cast<double>(read.bytes.size()) < 3); // of 255
        }
    }
}

TEST_CASE("PNG: every colour type becomes 8-bit grey or RGB, with alpha on white")
{
    CHECK(picture(rawPng(8, 1, 0, 1, {"\xA5"s})) ==
          Picture{8, 1, 1, {255, 0, 255, 0, 0, 255, 0, 255}});
    CHECK(picture(rawPng(2, 1, 0, 4, {"\x0F"s})) == Picture{2, 1, 1, {0, 255}});
    CHECK(picture(rawPng(2, 1, 0, 16, {"\x12\x34\xFF\x00"s})) == Picture{2, 1, 1, {0x12, 0xFF}});
    CHECK(picture(rawPng(1, 1, 2, 16, {"\x12\x34\x56\x78\x9A\xBC"s})) ==
          Picture{1, 1, 3, {0x12, 0x56, 0x9A}});
    CHECK(picture(rawPng(2, 1, 3, 8, {"\1\0"s}, {10, 20, 30, 40, 50, 60})) ==
          Picture{2, 1, 3, {40, 50, 60, 10, 20, 30}});
    CHECK(picture(rawPng(2, 1, 3, 8, {"\1\0"s}, {10, 20, 30, 40, 50, 60}, {0, 255})) ==
          Picture{2, 1, 3, {40, 50, 60, 255, 255, 255}});
    CHECK(picture(rawPng(3, 1, 4, 8, {"\0\0\0\x80\x64\xFF"s})) ==
          Picture{3, 1, 1, {255, 127, 100}}); // 0 at 128 of 255: 127
    CHECK(picture(rawPng(1, 1, 6, 8, {"\xFF\0\x64\x80"s})) ==
          Picture{1, 1, 3, {255, 127, 177}}); // 100 at 128: 50.2 + 127
}

TEST_CASE("BMP: palettes, 24 and 32 bit, bottom-up and top-down")
{
    const std::string colours = "\1\2\3\0\4\5\6\0"s,
                      greys = "\0\0\0\0\xFF\xFF\xFF\0"s; // blue, green, red, 0
    CHECK(picture(bmpBytes(2, 2, 24, "", "\1\2\3\4\5\6\0\0\7\x08\x09\x0A\x0B\x0C\0\0"s)) ==
          Picture{2, 2, 3, {9, 8, 7, 12, 11, 10, 3, 2, 1, 6, 5, 4}});
    CHECK(picture(bmpBytes(1, -2, 24, "", "\1\2\3\0\4\5\6\0"s)) ==
          Picture{1, 2, 3, {3, 2, 1, 6, 5, 4}});
    CHECK(picture(bmpBytes(1, 1, 32, "", "\1\2\3\x40"s)) == Picture{1, 1, 3, {3, 2, 1}});
    CHECK(picture(bmpBytes(3, 1, 8, colours, "\1\0\1\0"s)) ==
          Picture{3, 1, 3, {6, 5, 4, 3, 2, 1, 6, 5, 4}});
    CHECK(picture(bmpBytes(3, 1, 8, greys, "\1\0\1\0"s)) == Picture{3, 1, 1, {255, 0, 255}});
    CHECK(picture(bmpBytes(3, 1, 1, greys, "\xA0\0\0\0"s)) == Picture{3, 1, 1, {255, 0, 255}});
    CHECK(picture(bmpBytes(3, 1, 4, colours, "\x10\x10\0\0"s)) ==
          Picture{3, 1, 3, {6, 5, 4, 3, 2, 1, 6, 5, 4}});
    CHECK(picture(bmpBytes(1, 1, 8, greys, "\x09\0\0\0"s)) ==
          Picture{1, 1, 1, {0}}); // a colour that is not in the palette
}

TEST_CASE("Pictures that cannot be read say why")
{
    CHECK(codeOf("") == "picture.unknown_format");
    CHECK(codeOf("GIF89a") == "picture.unknown_format");
    CHECK(codeOf("\xFF\xD8") == "picture.damaged");
    CHECK(codeOf("\x89PNG\r\n\x1a\n") == "picture.damaged");
    CHECK(codeOf("BM") == "picture.damaged");
    CHECK(codeOf(bmpBytes(1, 1, 8, "", "\0\0\0\0"s, 1)) == "picture.unsupported");
    CHECK(codeOf(bmpBytes(1, 1, 16, "", "\0\0\0\0"s)) == "picture.unsupported");
    CHECK(codeOf(bmpBytes(2, 2, 24, "", "\0\0\0\0"s)) == "picture.damaged");
    CHECK(codeOf(bmpBytes(0, 2, 24, "", "\0\0\0\0"s)) == "picture.damaged");
    CHECK(codeOf(bmpBytes(-5, 2, 24, "", "\0\0\0\0"s)) == "picture.damaged");
    CHECK(codeOf(bmpBytes(10'001, 10'000, 24, "", "")) == "picture.too_large");
    CHECK(codeOf(bmpBytes(2147483647, -2147483647, 32, "", "")) == "picture.too_large");
    CHECK(codeOf(bmpBytes(10'000, 10'000, 24, "", "")) ==
          "picture.damaged"); // allowed, but not there: nothing is allocated
}

TEST_CASE("A huge size in a small PNG or JPEG is refused before memory is taken")
{
    std::string png = rawPng(1, 1, 0, 8, {"\0"s});
    for (const auto& [width, code] :
         {std::pair{"\0\0\x7F\xFF"s, "picture.damaged"}, {"\0\1\x86\xA1"s, "picture.damaged"}}) {
        std::string changed = png; // the checksum of IHDR no longer fits
        changed.replace(16, 4, width);
        CHECK(codeOf(changed) == code);
    }
    std::string jpeg = jpegBytes(gradient(8, 8));
    const std::size_t frame = jpeg.find("\xFF\xC0\0\x11\x08"s);
    REQUIRE(frame != std::string::npos);
    std::string wide = jpeg;
    wide.replace(frame + 5, 4, "\x40\0\x40\0"s); // 16384 x 16384
    CHECK(codeOf(wide) == "picture.too_large");
    wide.replace(frame + 5, 4, "\x20\0\x20\0"s); // 8192 x 8192: allowed, but far too short
    CHECK(codeOf(wide) == "picture.damaged");
}

TEST_CASE("An error names the file")
{
    const auto read = decodePicture("GIF89a", "cats/tom.png");
    REQUIRE_FALSE(read);
    CHECK(sentence(read.error()) ==
          "'cats/tom.png' is neither a JPEG, a PNG nor a BMP picture. Save it as PNG or JPEG.");
}
