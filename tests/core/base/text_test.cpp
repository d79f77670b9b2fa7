#include "core/base/text.h"

#include <limits>

#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("trimming takes spaces, tabs and line ends from both sides")
{
    CHECK(trimmed(" \t a b\r\n") == "a b");
    CHECK(trimmed(" \n ") == "");
    CHECK(trimmed("") == "");
}

TEST_CASE("lower case changes ASCII letters only")
{
    CHECK(lowered("Conv2D_ÄZ") == "conv2d_Äz");
}

TEST_CASE("splitting keeps empty parts and joining is its reverse")
{
    const auto parts = split("a,,b,", ',');
    REQUIRE(parts.size() == 4);
    CHECK(parts[0] == "a");
    CHECK(parts[1] == "");
    CHECK(parts[2] == "b");
    CHECK(parts[3] == "");
    CHECK(split("", ',').size() == 1);
    const std::vector<std::string> words = {"a", "", "b", ""};
    CHECK(joined(words, ",") == "a,,b,");
    CHECK(joined({}, ",") == "");
}

TEST_CASE("a whole number is read only when the whole text is one")
{
    CHECK(parseInteger("42") == 42);
    CHECK(parseInteger("-7") == -7);
    CHECK(parseInteger("+7") == 7);
    CHECK(parseInteger("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
    for (const char* text : {"", " 1", "1 ", "12px", "1,5", "1.0", "0x10", "+-3", "+", "9223372036854775808"})
        CHECK_FALSE(parseInteger(text).has_value());
}

TEST_CASE("a real number is read in the C locale and only when finite")
{
    CHECK(parseReal("0.1") == 0.1);
    CHECK(parseReal("-1e-3") == -0.001);
    CHECK(parseReal("+2") == 2.0);
    CHECK(parseReal(".5") == 0.5);
    for (const char* text : {"", "1,5", "12px", "nan", "inf", "-inf", "1e999", "1.0 ", "0x1p3", "+-1"})
        CHECK_FALSE(parseReal(text).has_value());
}

TEST_CASE("thousands are parted by thin spaces")
{
    CHECK(withThousands(0) == "0");
    CHECK(withThousands(999) == "999");
    CHECK(withThousands(33722) == "33\xE2\x80\x89"
                                  "722");
    CHECK(withThousands(-1000) == "-1\xE2\x80\x89"
                                  "000");
    CHECK(withThousands(-100) == "-100");
    CHECK(withThousands(std::numeric_limits<std::int64_t>::min()) ==
          "-9\xE2\x80\x89" "223\xE2\x80\x89" "372\xE2\x80\x89" "036\xE2\x80\x89" "854\xE2\x80\x89" "775\xE2\x80\x89" "808");
}

TEST_CASE("sizes have three significant digits and a decimal unit")
{
    CHECK(byteSize(0) == "0 B");
    CHECK(byteSize(999) == "999 B");
    CHECK(byteSize(1500) == "1.5 KB");
    CHECK(byteSize(1.2e9) == "1.2 GB");
    CHECK(byteSize(999'950) == "1 MB");
    CHECK(byteSize(123'456) == "123 KB");
    CHECK(byteSize(12'345'678) == "12.3 MB");
    CHECK(countSize(950) == "950");
    CHECK(countSize(33'722) == "33.7 k");
    CHECK(countSize(1'060'000) == "1.06 M");
    CHECK(countSize(999'499) == "999 k");
    CHECK(countSize(9'999) == "10 k");
    CHECK(countSize(std::numeric_limits<double>::infinity()) == "unknown");
}

TEST_CASE("times read as on a clock")
{
    CHECK(clockTime(0) == "0:00");
    CHECK(clockTime(59.6) == "1:00");
    CHECK(clockTime(121) == "2:01");
    CHECK(clockTime(7322) == "2:02:02");
    CHECK(clockTime(360'000) == "100:00:00");
    CHECK(clockTime(-3) == "0:00");
    CHECK(clockTime(std::numeric_limits<double>::quiet_NaN()) == "unknown");
}

TEST_CASE("identifiers begin with a letter or an underscore")
{
    CHECK(isIdentifier("conv_1"));
    CHECK(isIdentifier("_x"));
    for (const char* text : {"", "1a", "a b", "a-b", "ä", "a.b"})
        CHECK_FALSE(isIdentifier(text));
}

TEST_CASE("the nearest words come first and strangers not at all")
{
    const std::vector<std::string> known = {"conv1d", "conv2d", "dense", "dropout", "relu"};
    // Distances: covn2d -> conv2d 1 (swapped letters), conv1d 2.
    CHECK(nearest("covn2d", known) == std::vector<std::string>{"conv2d", "conv1d"});
    CHECK(nearest("Dens", known) == std::vector<std::string>{"dense"});
    CHECK(nearest("conv3d", known, 1) == std::vector<std::string>{"conv1d"});
    CHECK(nearest("xyzzy", known).empty());
    CHECK(nearest("", known).empty());
    CHECK(nearest(std::string(1'000'000, 'a'), known).empty());
}
