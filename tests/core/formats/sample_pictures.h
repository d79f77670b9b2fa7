#pragma once
// Pictures as bytes, made by hand or with libjpeg, for the tests of core/formats.

#include <cstdint>
#include <string>
#include <vector>

#include "core/formats/picture.h"

namespace nodegrad::test {

/// RGB with smooth colours that differ at every pixel.
Picture gradient(int width, int height);
/// A JPEG by libjpeg itself, quality 95, no subsampling; `progressive` with its default scans. Grey
/// for 1 channel.
std::string jpegBytes(const Picture& picture, bool progressive = false);
/// A PNG with one row filter 0, through libpng: `colourType` and `depth` as in the PNG definition,
/// `rows` packed.
std::string rawPng(int width, int height, int colourType, int depth,
                   const std::vector<std::string>& rows,
                   const std::vector<std::uint8_t>& palette = {},
                   const std::vector<std::uint8_t>& paletteAlpha = {});
/// A BMP with a 40-byte header; `pixels` as they lie in the file.
std::string bmpBytes(std::int32_t width, std::int32_t height, int bits, const std::string& palette,
                     const std::string& pixels, std::uint32_t compression = 0);

} // namespace nodegrad::test
