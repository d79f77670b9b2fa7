#pragma once
// Pictures without Qt: JPEG, PNG and BMP to 8-bit grey or RGB.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace nodegrad {

/// Row-major, channels interleaved, rows top to bottom without padding; channels is 1 (grey) or 3 (R, G, B).
struct Picture {
    int width = 0, height = 0, channels = 1;
    std::vector<std::uint8_t> bytes;    ///< width * height * channels
    std::uint8_t at(int x, int y, int channel = 0) const
    {
        return bytes[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) *
                         static_cast<std::size_t>(channels) + static_cast<std::size_t>(channel)];
    }
    bool operator==(const Picture&) const = default;
};

/// Largest picture that is decoded, pixels; checked before memory is taken.
inline constexpr std::int64_t picturePixelLimit = 100'000'000;

/// Told apart by content, not by name. JPEG: 8 bit, grey, colour, CMYK. PNG: all colour types; 16 bit is cut to 8, alpha is
/// laid on white, gamma is not applied. BMP: uncompressed 1, 4, 8, 24 and 32 bit. A damaged or cut file is an error, never a partial picture.
/// Any thread. Errors: file.missing, file.unreadable; picture.unknown_format, picture.too_large, picture.damaged,
/// picture.unsupported.
Result<Picture> readPicture(const std::filesystem::path& path);
/// The same from memory; `name` stands in the errors.
Result<Picture> decodePicture(std::string_view bytes, const std::string& name);
/// True for the names .jpg, .jpeg, .png and .bmp, in any case.
bool hasPictureName(const std::filesystem::path& path);

/// Area averaging where it shrinks, bilinear where it grows, each axis on its own. width, height >= 1.
Picture resized(const Picture& picture, int width, int height);
/// Luma 0.299 R + 0.587 G + 0.114 B, rounded.
Picture toGrey(const Picture& picture);
/// Grey three times.
Picture toRgb(const Picture& picture);

Result<std::string> pngBytes(const Picture& picture);
/// Written whole or not at all. Errors: file.write_failed.
Status writePng(const std::filesystem::path& path, const Picture& picture, FileSystem& system = realFileSystem());

} // namespace nodegrad
