#include <csetjmp>
#include <cstring>

#include <png.h>

#include "core/base/guarded.h"
#include "core/formats/picture_decoders.h"

namespace nodegrad {

namespace {

/// libpng leaves its functions by longjmp on an error: between setjmp and the end only plain values
/// may live.
struct Coder {
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::jmp_buf escape{};
    char words[128] = {};       ///< libpng's message
    const char* data = nullptr; ///< reading: what is left
    std::size_t size = 0;
};

[[noreturn]] void leave(png_structp png, png_const_charp words)
{
    auto& coder = *static_cast<Coder*>(png_get_error_ptr(png));
    std::strncpy(coder.words, words, sizeof coder.words - 1);
    std::longjmp(coder.escape, 1);
}
void ignoreWarning(png_structp, png_const_charp) {}

void readBytes(png_structp png, png_bytep out, std::size_t size)
{
    auto& coder = *static_cast<Coder*>(png_get_io_ptr(png));
    if (size > coder.size)
        png_error(png, "the file ends too early");
    std::memcpy(out, coder.data, size);
    coder.data += size;
    coder.size -= size;
}

/// Header read, everything set to 8-bit grey, grey + alpha, RGB or RGBA.
bool readHeader(Coder& coder)
{
    if (setjmp(coder.escape) != 0)
        return false;
    png_read_info(coder.png, coder.info);
    png_set_expand(coder.png); // palettes to RGB, 1 to 4 bits to 8, a transparent colour to alpha
    png_set_strip_16(coder.png);
    png_set_interlace_handling(coder.png);
    png_read_update_info(coder.png, coder.info);
    return true;
}

bool readLines(Coder& coder, png_bytepp lines)
{
    if (setjmp(coder.escape) != 0)
        return false;
    png_read_image(coder.png, lines);
    png_read_end(coder.png, nullptr);
    return true;
}

Picture withoutAlpha(const Picture& picture)
{
    const auto from = static_cast<std::size_t>(picture.channels), to = from - 1;
    Picture opaque{picture.width, picture.height, picture.channels - 1,
                   std::vector<std::uint8_t>(picture.bytes.size() / from * to)};
    for (std::size_t i = 0; i < picture.bytes.size() / from; ++i)
        for (std::size_t c = 0; c < to; ++c)
            opaque.bytes[i * to + c] =
                onWhite(picture.bytes[i * from + c], picture.bytes[i * from + to]);
    return opaque;
}

Result<Picture> decode(Coder& coder, std::size_t fileSize, const std::string& name)
{
    const auto damaged = [&](std::string_view reason) {
        return fail("picture.damaged", {{"path", name}, {"reason", reason}}, coder.words);
    };
    if (!readHeader(coder))
        return damaged("its PNG header cannot be read");
    const std::int64_t width = png_get_image_width(coder.png, coder.info),
                       height = png_get_image_height(coder.png, coder.info);
    if (auto size = checkPictureSize(width, height, name); !size)
        return fail(size.error());
    const int channels = png_get_channels(coder.png, coder.info);
    const std::size_t stride = png_get_rowbytes(coder.png, coder.info);
    // 1-bit pixels become a byte here, and deflate packs at most 1032 to 1: a shorter file cannot
    // hold the picture.
    if (static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height) / 8 / 1032 >
        fileSize)
        return damaged("it is too short for its " + std::to_string(width) + " x " +
                       std::to_string(height) + " pixels");
    Picture picture{static_cast<int>(width), static_cast<int>(height), channels,
                    std::vector<std::uint8_t>(stride * static_cast<std::size_t>(height))};
    std::vector<png_bytep> lines(static_cast<std::size_t>(height));
    for (std::size_t y = 0; y < lines.size(); ++y)
        lines[y] = picture.bytes.data() + y * stride;
    if (!readLines(coder, lines.data()))
        return damaged("its PNG data breaks off or does not fit together");
    return channels == 2 || channels == 4 ? withoutAlpha(picture) : picture;
}

void appendBytes(png_structp png, png_bytep data, std::size_t size)
{
    static_cast<std::string*>(png_get_io_ptr(png))
        ->append(reinterpret_cast<const char*>(data), size);
}
void flushNothing(png_structp) {}

bool encode(Coder& coder, const Picture& picture)
{
    if (setjmp(coder.escape) != 0)
        return false;
    png_set_IHDR(coder.png, coder.info, static_cast<png_uint_32>(picture.width),
                 static_cast<png_uint_32>(picture.height), 8,
                 picture.channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(coder.png, coder.info);
    const std::size_t stride =
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.channels);
    for (int y = 0; y < picture.height; ++y)
        png_write_row(coder.png, picture.bytes.data() + static_cast<std::size_t>(y) * stride);
    png_write_end(coder.png, coder.info);
    return true;
}

} // namespace

Result<Picture> decodePng(std::string_view bytes, const std::string& name)
{
    Coder coder;
    coder.data = bytes.data();
    coder.size = bytes.size();
    coder.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &coder, leave, ignoreWarning);
    coder.info = coder.png ? png_create_info_struct(coder.png) : nullptr;
    if (!coder.info) {
        png_destroy_read_struct(&coder.png, nullptr, nullptr);
        return fail("memory.exhausted");
    }
    png_set_read_fn(coder.png, &coder, readBytes);
    auto picture = decode(coder, bytes.size(), name);
    png_destroy_read_struct(&coder.png, &coder.info, nullptr);
    return picture;
}

namespace {

Result<std::string> encoded(const Picture& picture)
{
    std::string bytes;
    Coder coder;
    coder.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &coder, leave, ignoreWarning);
    coder.info = coder.png ? png_create_info_struct(coder.png) : nullptr;
    if (!coder.info) {
        png_destroy_write_struct(&coder.png, nullptr);
        return fail("memory.exhausted");
    }
    png_set_write_fn(coder.png, &bytes, appendBytes, flushNothing);
    const bool done = encode(coder, picture);
    png_destroy_write_struct(&coder.png, &coder.info);
    if (!done)
        return fail("picture.too_large",
                    {{"path", "the new PNG"}, {"width", picture.width}, {"height", picture.height}},
                    coder.words);
    return bytes;
}

} // namespace

Result<std::string> pngBytes(const Picture& picture)
{
    return guarded(makeError("memory.exhausted"), [&] { return encoded(picture); });
}

} // namespace nodegrad
