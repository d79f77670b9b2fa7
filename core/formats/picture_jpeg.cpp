#include <csetjmp>
#include <cstdio> // jpeglib.h needs FILE
#include <cstring>

#include <jerror.h>
#include <jpeglib.h>

#include "core/formats/picture_decoders.h"

namespace nodegrad {

namespace {

/// libjpeg leaves its functions by longjmp on an error: between setjmp and the end only plain
/// values may live.
struct Decoder {
    jpeg_error_mgr errors{};
    jpeg_decompress_struct jpeg{};
    jpeg_progress_mgr progress{};
    std::jmp_buf escape{};
    int failedWith = 0;               ///< libjpeg's message number
    char words[JMSG_LENGTH_MAX] = {}; ///< libjpeg's message
};

Decoder& decoderOf(j_common_ptr jpeg)
{
    return *static_cast<Decoder*>(jpeg->client_data);
}

[[noreturn]] void leave(j_common_ptr jpeg)
{
    Decoder& decoder = decoderOf(jpeg);
    decoder.failedWith = jpeg->err->msg_code;
    jpeg->err->format_message(jpeg, decoder.words);
    std::longjmp(decoder.escape, 1);
}

/// Level -1 is a warning: libjpeg would go on with grey where data is missing. Two harmless ones
/// are let pass.
void onMessage(j_common_ptr jpeg, int level)
{
    const int code = jpeg->err->msg_code;
    if (level < 0 && code != JWRN_EXTRANEOUS_DATA && code != JWRN_ADOBE_XFORM)
        leave(jpeg);
}

void ignoreMessage(j_common_ptr) {}

/// A few hundred bytes can ask for thousands of passes over a huge picture.
void onProgress(j_common_ptr jpeg)
{
    if (jpeg->is_decompressor &&
        reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > 500) {
        jpeg->err->msg_code = JERR_INPUT_EOF;
        leave(jpeg);
    }
}

/// False when libjpeg gave up; the reason is in `decoder`.
bool readHeader(Decoder& decoder, std::string_view bytes)
{
    decoder.jpeg.err = jpeg_std_error(&decoder.errors);
    decoder.errors.error_exit = leave;
    decoder.errors.emit_message = onMessage;
    decoder.errors.output_message = ignoreMessage;
    decoder.progress.progress_monitor = onProgress;
    decoder.jpeg.client_data = &decoder;
    if (setjmp(decoder.escape) != 0)
        return false;
    jpeg_create_decompress(&decoder.jpeg); // keeps err and client_data
    decoder.jpeg.progress = &decoder.progress;
    jpeg_mem_src(&decoder.jpeg, reinterpret_cast<const unsigned char*>(bytes.data()),
                 static_cast<unsigned long>(bytes.size()));
    jpeg_read_header(&decoder.jpeg, TRUE);
    return true;
}

bool readLines(Decoder& decoder, std::uint8_t* out, std::size_t stride)
{
    if (setjmp(decoder.escape) != 0)
        return false;
    jpeg_start_decompress(&decoder.jpeg);
    while (decoder.jpeg.output_scanline < decoder.jpeg.output_height) {
        JSAMPROW line = out + decoder.jpeg.output_scanline * stride;
        jpeg_read_scanlines(&decoder.jpeg, &line, 1);
    }
    jpeg_finish_decompress(&decoder.jpeg);
    return true;
}

/// Adobe stores CMYK inverted (255 is no ink), plain CMYK does not.
Picture rgbFromCmyk(const Picture& cmyk, bool inverted)
{
    Picture rgb{cmyk.width, cmyk.height, 3, std::vector<std::uint8_t>(cmyk.bytes.size() / 4 * 3)};
    for (std::size_t i = 0; i < cmyk.bytes.size() / 4; ++i) {
        const auto paper = [&](std::size_t ink) {
            return inverted ? cmyk.bytes[4 * i + ink] : 255 - cmyk.bytes[4 * i + ink];
        };
        for (std::size_t c = 0; c < 3; ++c)
            rgb.bytes[3 * i + c] = static_cast<std::uint8_t>((paper(c) * paper(3) + 127) / 255);
    }
    return rgb;
}

tl::unexpected<Error> problem(const Decoder& decoder, const std::string& name)
{
    if (decoder.failedWith == JERR_BAD_PRECISION)
        return fail("picture.unsupported",
                    {{"path", name}, {"what", "a JPEG with other than 8 bits a channel"}},
                    decoder.words);
    return fail("picture.damaged",
                {{"path", name}, {"reason", "its JPEG data breaks off or does not fit together"}},
                decoder.words);
}

Result<Picture> decode(Decoder& decoder, std::string_view bytes, const std::string& name)
{
    if (!readHeader(decoder, bytes))
        return problem(decoder, name);
    jpeg_decompress_struct& jpeg = decoder.jpeg;
    if (auto size = checkPictureSize(jpeg.image_width, jpeg.image_height, name); !size)
        return fail(size.error());
    // The first scan takes at least one bit for each block of 8 x 8 samples, which stand for at
    // most 32 x 32 pixels.
    if (std::uint64_t(jpeg.image_width) * jpeg.image_height / 8192 > bytes.size())
        return fail("picture.damaged",
                    {{"path", name},
                     {"reason", "it is too short for its " + std::to_string(jpeg.image_width) +
                                    " x " + std::to_string(jpeg.image_height) + " pixels"}});
    const bool inks = jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK;
    jpeg.out_color_space = inks ? JCS_CMYK : jpeg.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    Picture picture{static_cast<int>(jpeg.image_width),
                    static_cast<int>(jpeg.image_height),
                    inks                       ? 4
                    : jpeg.num_components == 1 ? 1
                                               : 3,
                    {}};
    const std::size_t stride =
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.channels);
    picture.bytes.resize(stride * static_cast<std::size_t>(picture.height));
    if (!readLines(decoder, picture.bytes.data(), stride))
        return problem(decoder, name);
    return inks ? rgbFromCmyk(picture, jpeg.saw_Adobe_marker != 0) : picture;
}

} // namespace

Result<Picture> decodeJpeg(std::string_view bytes, const std::string& name)
{
    Decoder decoder;
    auto picture = decode(decoder, bytes, name);
    jpeg_destroy_decompress(&decoder.jpeg);
    return picture;
}

} // namespace nodegrad
