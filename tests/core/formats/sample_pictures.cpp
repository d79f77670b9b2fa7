#include "tests/core/formats/sample_pictures.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <jpeglib.h>
#include <png.h>

namespace nodegrad::test {

Picture gradient(int width, int height)
{
    Picture picture{width, height, 3, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (const int value : {x * 255 / width, y * 255 / height, 128 + (x + y) % 64})
                picture.bytes.push_back(static_cast<std::uint8_t>(value));
    return picture;
}

std::string jpegBytes(const Picture& picture, bool progressive)
{
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* memory = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &memory, &size);
    jpeg.image_width = static_cast<JDIMENSION>(picture.width);
    jpeg.image_height = static_cast<JDIMENSION>(picture.height);
    jpeg.input_components = picture.channels;
    jpeg.in_color_space = picture.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 95, TRUE);
    jpeg.comp_info[0].h_samp_factor = jpeg.comp_info[0].v_samp_factor = 1;
    if (progressive)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    std::vector<std::uint8_t> pixels = picture.bytes;
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row = pixels.data() + jpeg.next_scanline * static_cast<std::size_t>(
                                                                picture.width * picture.channels);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    std::string bytes(reinterpret_cast<char*>(memory), size);
    jpeg_destroy_compress(&jpeg);
    std::free(memory);
    return bytes;
}

std::string rawPng(int width, int height, int colourType, int depth,
                   const std::vector<std::string>& rows, const std::vector<std::uint8_t>& palette,
                   const std::vector<std::uint8_t>& paletteAlpha)
{
    std::string bytes;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(
        png, &bytes,
        [](png_structp coder, png_bytep data, std::size_t size) {
            static_cast<std::string*>(png_get_io_ptr(coder))
                ->append(reinterpret_cast<char*>(data), size);
        },
        [](png_structp) {});
    png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height),
                 depth, colourType, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (!palette.empty())
        png_set_PLTE(png, info, reinterpret_cast<png_const_colorp>(palette.data()),
                     static_cast<int>(palette.size() / 3));
    if (!paletteAlpha.empty())
        png_set_tRNS(png, info, paletteAlpha.data(), static_cast<int>(paletteAlpha.size()),
                     nullptr);
    png_write_info(png, info);
    for (const std::string& row : rows)
        png_write_row(png, reinterpret_cast<png_const_bytep>(row.data()));
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return bytes;
}

std::string bmpBytes(std::int32_t width, std::int32_t height, int bits, const std::string& palette,
                     const std::string& pixels, std::uint32_t compression)
{
    const auto number = [](std::uint32_t value, int bytes) {
        std::string text;
        for (int i = 0; i < bytes; ++i)
            text += static_cast<char>((value >> (8 * i)) & 0xFF);
        return text;
    };
    const auto offset = static_cast<std::uint32_t>(54 + palette.size());
    return "BM" + number(offset + static_cast<std::uint32_t>(pixels.size()), 4) + number(0, 4) +
           number(offset, 4) + number(40, 4) + number(static_cast<std::uint32_t>(width), 4) +
           number(static_cast<std::uint32_t>(height), 4) + number(1, 2) +
           number(static_cast<std::uint32_t>(bits), 2) + number(compression, 4) + number(0, 4) +
           number(2835, 4) + number(2835, 4) +
           number(static_cast<std::uint32_t>(palette.size() / 4), 4) + number(0, 4) + palette +
           pixels;
}

} // namespace nodegrad::test
