#include "core/formats/idx.h"

#include <vector>

#include "tests/support/catch.h"

using namespace nodegrad;
using namespace std::string_literals;

namespace {

std::string codeOf(const std::string& bytes)
{
    const auto array = parseIdx(bytes, "train-images-idx3-ubyte");
    return array ? "none" : array.error().code;
}

} // namespace

TEST_CASE("IDX pictures and labels are read with their sizes")
{
    const auto pictures = parseIdx("\0\0\x08\3\0\0\0\2\0\0\0\1\0\0\0\3\1\2\3\4\5\xFF"s, "x");
    REQUIRE(pictures);
    CHECK(pictures->dtype() == DType::UInt8);
    CHECK(pictures->shape() == std::vector<std::int64_t>{2, 1, 3});
    CHECK(pictures->number(5) == 255);
    const auto labels = parseIdx("\0\0\x08\1\0\0\0\2\7\1"s, "x");
    REQUIRE(labels);
    CHECK(labels->shape() == std::vector<std::int64_t>{2});
    CHECK(labels->number(0) == 7);
}

TEST_CASE("Numbers of more than a byte are big-endian")
{
    const auto whole = parseIdx("\0\0\x0C\1\0\0\0\2\0\0\1\0\xFF\xFF\xFF\xFE"s, "x");
    REQUIRE(whole);
    CHECK(whole->dtype() == DType::Int32);
    CHECK(whole->number(0) == 256);
    CHECK(whole->number(1) == -2);
    CHECK(parseIdx("\0\0\x0D\1\0\0\0\1\x3f\x80\0\0"s, "x")->floats()[0] == 1.f);
    CHECK(parseIdx("\0\0\x0E\1\0\0\0\1\xc0\0\0\0\0\0\0\0"s, "x")->number(0) == -2);
    CHECK(parseIdx("\0\0\x0B\1\0\0\0\1\xFF\xFD"s, "x")->number(0) == -3);
    CHECK(parseIdx("\0\0\x09\1\0\0\0\1\x80"s, "x")->number(0) == -128);
}

TEST_CASE("Each reason why an IDX file cannot be read has its own name")
{
    CHECK(codeOf("\x1f\x8b\x08\0 gzip"s) == "idx.compressed");
    CHECK(codeOf("\0\0\x0A\1\0\0\0\1\1"s) == "idx.wrong_magic");
    CHECK(codeOf("PNG, not IDX") == "idx.wrong_magic");
    CHECK(codeOf("\0\0\x08\0"s) == "idx.wrong_magic");
    CHECK(codeOf("\0\0\x08\1\0\0\0\2\7"s) == "idx.truncated");
    CHECK(codeOf("\0\0\x08\3\0\0\0\2"s) == "idx.truncated");
    CHECK(codeOf("\0\0\x08\1\0\0\0\1\7\7"s) == "idx.trailing_bytes");
    CHECK(codeOf("\0\0\x08\3\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s) ==
          "idx.absurd_size");
    CHECK(codeOf("\0\0\x08\2\0\1\0\0\0\1\0\0"s) ==
          "idx.truncated"); // 4 GB that are not there: nothing is allocated
}

TEST_CASE("A compressed IDX file is told how to be unpacked")
{
    const auto array = parseIdx("\x1f\x8b"s, "train-images-idx3-ubyte.gz");
    REQUIRE_FALSE(array);
    CHECK(sentence(array.error()) == "'train-images-idx3-ubyte.gz' is compressed with gzip. Unpack "
                                     "it first: gunzip 'train-images-idx3-ubyte.gz'.");
}
