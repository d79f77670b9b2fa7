#pragma once
// The decoders behind decodePicture(). Internal to core/formats.

#include "core/formats/picture.h"

namespace nodegrad {

Result<Picture> decodeJpeg(std::string_view bytes, const std::string& name);
Result<Picture> decodePng(std::string_view bytes, const std::string& name);
Result<Picture> decodeBmp(std::string_view bytes, const std::string& name);

/// picture.damaged for a size below 1, picture.too_large above picturePixelLimit.
Status checkPictureSize(std::int64_t width, std::int64_t height, const std::string& name);

/// `value` with opacity `alpha` (0..255) on white, rounded.
inline std::uint8_t onWhite(int value, int alpha)
{
    return static_cast<std::uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

} // namespace nodegrad
