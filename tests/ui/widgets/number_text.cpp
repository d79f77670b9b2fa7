#include "tests/support/catch.h"
#include "ui/widgets/number_text.h"

#include <cmath>
#include <limits>

using namespace nodegrad;

TEST_CASE("Whole numbers get thin spaces")
{
    CHECK(thousandsText(0) == "0");
    CHECK(thousandsText(999) == "999");
    CHECK(thousandsText(33722) == QString::fromUtf8("33\u2009722"));
    CHECK(thousandsText(-1234567) == QString::fromUtf8("\u22121\u2009234\u2009567"));
    CHECK(thousandsText(-123) == QString::fromUtf8("\u2212123"));
}

TEST_CASE("Large counts get a unit and three digits")
{
    CHECK(shortCountText(950) == "950");
    CHECK(shortCountText(1060000) == "1.06 M");
    CHECK(shortCountText(147456) == "147 k");
    CHECK(shortCountText(999999) == "1.00 M");
    CHECK(bytesText(9437184) == "9 MB");
    CHECK(bytesText(8.5e9) == "8.5 GB");
}

TEST_CASE("Numbers over many orders of magnitude are written short and read back the same")
{
    CHECK(scientificText(0.001) == "1e-3");
    CHECK(scientificText(3e-4) == "3e-4");
    CHECK(scientificText(0.25) == "0.25");
    CHECK(scientificText(300000) == "3e5");
    CHECK(scientificText(0) == "0");
    CHECK(scientificText(-2.5e-7) == "-2.5e-7");
    for (const double value : {1e-3, 0.1, 5.2e-4, 1.0 / 3.0, 6.02214076e23, 1e-300})
        CHECK(numberFromText(scientificText(value)).value() == value);
}

TEST_CASE("Typed numbers are read and anything else is refused")
{
    CHECK(numberFromText(" 1e-3 ").value() == 0.001);
    CHECK(numberFromText("1 000").value() == 1000);
    CHECK(numberFromText(QString::fromUtf8("\u22125")).value() == -5);
    for (const char* text : {"", "1,5", "abc", "nan", "inf", "1e999", "--1", "0x10"})
        CHECK_FALSE(numberFromText(text).has_value());
}

TEST_CASE("Read-outs keep about four digits and name what is no number")
{
    CHECK(readoutText(0.06841) == "0.0684");
    CHECK(readoutText(5.2e-4) == "5.2e-04");
    CHECK(readoutText(2.30258) == "2.303");
    CHECK(readoutText(405.04) == "405.0");
    CHECK(readoutText(std::numeric_limits<double>::quiet_NaN()) == "NaN");
    CHECK(percentText(0.981) == "98.1 %");
    CHECK(percentText(std::numeric_limits<double>::infinity()) == QString::fromUtf8("\u221E"));
}

TEST_CASE("Times are written as on a clock")
{
    CHECK(clockText(127) == "2:07");
    CHECK(clockText(3727) == "1:02:07");
    CHECK(clockText(0) == "0:00");
    CHECK(clockText(-1) == QString::fromUtf8("\u2013"));
    CHECK(clockText(1e300).size() > 3);
}
