#include <bit>
#include <cmath>

#include "core/base/random.h"
#include "core/params/param.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

Result<ParamValue> throughText(const ParamValue& value)
{
    return paramValueFromJson(nlohmann::json::parse(toJson(value).dump()));
}

} // namespace

TEST_CASE("every kind of value comes back from JSON text as it was")
{
    for (const ParamValue& value : {ParamValue(true), ParamValue(false), ParamValue(std::int64_t(3)), ParamValue(INT64_MIN), ParamValue(INT64_MAX),
                                    ParamValue(0.1), ParamValue(std::string("same")), ParamValue(std::string("ä\n\"")),
                                    ParamValue(std::vector<std::int64_t>{}), ParamValue(std::vector<std::int64_t>{3, -3})})
        CHECK(throughText(value).value() == value);
}

TEST_CASE("a real that is a whole number stays a real")
{
    CHECK(toJson(ParamValue(1.0)).dump() == "1.0");
    for (const double value : {0.0, 1.0, -2.0, 1e15, 1e16, 1e17, 1e22, 1e300, 9007199254740993.0})
        CHECK(throughText(value).value() == ParamValue(value));
    CHECK(std::signbit(std::get<double>(throughText(-0.0).value())));
}

TEST_CASE("reals come back bit for bit")
{
    RandomStream random(77);
    int tried = 0;
    while (tried < 20'000) {
        const double value = std::bit_cast<double>(random.bits());
        if (!std::isfinite(value))
            continue;
        ++tried;
        const auto read = throughText(value);
        REQUIRE(std::holds_alternative<double>(read.value()));
        REQUIRE(std::bit_cast<std::uint64_t>(std::get<double>(*read)) == std::bit_cast<std::uint64_t>(value));
    }
}

TEST_CASE("numbers with a fraction or an exponent are reals, others are whole")
{
    CHECK(std::holds_alternative<std::int64_t>(paramValueFromJson(nlohmann::json::parse("3")).value()));
    CHECK(std::holds_alternative<double>(paramValueFromJson(nlohmann::json::parse("3.0")).value()));
    CHECK(std::holds_alternative<double>(paramValueFromJson(nlohmann::json::parse("3e0")).value()));
}

TEST_CASE("JSON that is no parameter value is refused")
{
    for (const char* text : {"null", "{}", "[1.5]", "[\"a\"]", "[[1]]", "[null]", "9223372036854775808", "[18446744073709551615]"}) {
        INFO(text);
        CHECK(paramValueFromJson(nlohmann::json::parse(text)).error().code == "param.wrong_type");
    }
}

TEST_CASE("values of a node come back as one object, and a bad one is named")
{
    const ParamValues values = {{"kernel", std::vector<std::int64_t>{3, 3}}, {"bias", false}, {"rate", 1.0}, {"unknown", std::string("kept")}};
    CHECK(toJson(values).dump() == R"({"bias":false,"kernel":[3,3],"rate":1.0,"unknown":"kept"})");
    CHECK(paramValuesFromJson(toJson(values)).value() == values);
    CHECK(toJson(ParamValues()).dump() == "{}");
    CHECK(paramValuesFromJson(nlohmann::json::parse(R"({"a":1,"b":null})")).error().arguments.at("param") == "b");
    CHECK(paramValuesFromJson(nlohmann::json::parse("[]")).error().code == "param.wrong_type");
}
