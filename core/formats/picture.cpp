#include "core/formats/picture.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/base/guarded.h"
#include "core/base/text.h"
#include "core/formats/picture_decoders.h"

namespace nodegrad {

namespace {

/// What one output position takes from the input line: weights of the positions first, first + 1,
/// ...; they add up to 1.
struct Taps {
    std::size_t first = 0;
    std::vector<float> weights;
};

std::vector<Taps> areaTaps(int from, int to)
{
    std::vector<Taps> all(static_cast<std::size_t>(to));
    const double scale = static_cast<double>(from) / to;
    for (int i = 0; i < to; ++i) {
        const double begin = i * scale, end = std::min<double>((i + 1) * scale, from);
        Taps& taps = all[static_cast<std::size_t>(i)];
        taps.first = static_cast<std::size_t>(begin);
        for (auto k = static_cast<int>(begin); k < from && k < end; ++k) {
            const double overlap = std::min<double>(k + 1, end) - std::max<double>(k, begin);
            taps.weights.push_back(static_cast<float>(overlap / (end - begin)));
        }
    }
    return all;
}

std::vector<Taps> bilinearTaps(int from, int to)
{
    std::vector<Taps> all(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const double center = std::clamp((i + 0.5) * from / to - 0.5, 0.0,
                                         from - 1.0); // of pixels, not of their corners
        const auto first = std::min(static_cast<int>(center), from - 1);
        const auto share = static_cast<float>(center - first);
        Taps& taps = all[static_cast<std::size_t>(i)];
        taps.first = static_cast<std::size_t>(first);
        taps.weights = {1 - share};
        if (share > 0)
            taps.weights.push_back(share);
    }
    return all;
}

std::vector<Taps> tapsFor(int from, int to)
{
    return to < from ? areaTaps(from, to) : bilinearTaps(from, to);
}

} // namespace

Status checkPictureSize(std::int64_t width, std::int64_t height, const std::string& name)
{
    if (width < 1 || height < 1)
        return fail("picture.damaged", {{"path", name},
                                        {"reason", "its size is " + std::to_string(width) + " x " +
                                                       std::to_string(height)}});
    if (width > picturePixelLimit || height > picturePixelLimit ||
        width * height > picturePixelLimit)
        return fail("picture.too_large", {{"path", name}, {"width", width}, {"height", height}});
    return {};
}

Result<Picture> decodePicture(std::string_view bytes, const std::string& name)
{
    return guarded(makeError("picture.damaged", {{"path", name}, {"reason", "decoding stopped"}}),
                   [&]() -> Result<Picture> {
                       if (bytes.starts_with("\xFF\xD8"))
                           return decodeJpeg(bytes, name);
                       if (bytes.starts_with("\x89PNG"))
                           return decodePng(bytes, name);
                       if (bytes.starts_with("BM"))
                           return decodeBmp(bytes, name);
                       return fail("picture.unknown_format", {{"path", name}});
                   });
}

Result<Picture> readPicture(const std::filesystem::path& path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return fail(bytes.error());
    return decodePicture(*bytes, path.string());
}

bool hasPictureName(const std::filesystem::path& path)
{
    const std::string ending = lowered(path.extension().string());
    return ending == ".jpg" || ending == ".jpeg" || ending == ".png" || ending == ".bmp";
}

Picture resized(const Picture& picture, int width, int height)
{
    assert(width >= 1 && height >= 1 && picture.width >= 1 && picture.height >= 1);
    if (width == picture.width && height == picture.height)
        return picture;
    const std::vector<Taps> columns = tapsFor(picture.width, width),
                            rows = tapsFor(picture.height, height);
    const auto channels = static_cast<std::size_t>(picture.channels);
    const std::size_t inStride = static_cast<std::size_t>(picture.width) * channels;
    const std::size_t outStride = static_cast<std::size_t>(width) * channels;
    Picture out{width, height, picture.channels,
                std::vector<std::uint8_t>(outStride * static_cast<std::size_t>(height))};

    std::vector<float> column(
        inStride); // one input line, already averaged over the rows that count
    for (std::size_t y = 0; y < rows.size(); ++y) {
        std::fill(column.begin(), column.end(), 0.f);
        for (std::size_t k = 0; k < rows[y].weights.size(); ++k) {
            const std::uint8_t* const line = picture.bytes.data() + (rows[y].first + k) * inStride;
            const float weight = rows[y].weights[k];
            for (std::size_t i = 0; i < inStride; ++i)
                column[i] += weight * static_cast<float>(line[i]);
        }
        for (std::size_t x = 0; x < columns.size(); ++x)
            for (std::size_t c = 0; c < channels; ++c) {
                float sum = 0;
                for (std::size_t k = 0; k < columns[x].weights.size(); ++k)
                    sum += columns[x].weights[k] * column[(columns[x].first + k) * channels + c];
                out.bytes[y * outStride + x * channels + c] =
                    static_cast<std::uint8_t>(std::clamp(sum + 0.5f, 0.f, 255.f));
            }
    }
    return out;
}

Picture toGrey(const Picture& picture)
{
    if (picture.channels == 1)
        return picture;
    Picture grey{picture.width, picture.height, 1,
                 std::vector<std::uint8_t>(picture.bytes.size() / 3)};
    for (std::size_t i = 0; i < grey.bytes.size(); ++i) {
        const std::uint8_t* const rgb = picture.bytes.data() + 3 * i;
        grey.bytes[i] =
            static_cast<std::uint8_t>((299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2] + 500) / 1000);
    }
    return grey;
}

Picture toRgb(const Picture& picture)
{
    if (picture.channels == 3)
        return picture;
    Picture rgb{picture.width, picture.height, 3,
                std::vector<std::uint8_t>(picture.bytes.size() * 3)};
    for (std::size_t i = 0; i < picture.bytes.size(); ++i)
        std::fill_n(rgb.bytes.begin() + static_cast<std::ptrdiff_t>(3 * i), 3, picture.bytes[i]);
    return rgb;
}

Status writePng(const std::filesystem::path& path, const Picture& picture, FileSystem& system)
{
    const auto bytes = pngBytes(picture);
    if (!bytes)
        return fail(bytes.error());
    return writeFileAtomically(path, *bytes, system);
}

} // namespace nodegrad
