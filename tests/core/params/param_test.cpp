#include "core/params/param.h"

#include <limits>

#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using List = std::vector<std::int64_t>;

Param kernel()
{
    return listParam("kernel", "Kernel", "Size of the window.", {3}, 2);
}

std::string codeOf(const Status& status)
{
    return status ? "" : status.error().code;
}

} // namespace

TEST_CASE("a list is read from every way people write it")
{
    for (const char* text : {"3x5", "3 x 5", "3X5", "3 \u00d7 5", "3\u00d75", "3,5", "[3,5]", "[3, 5]", "(3, 5)", " 3x5 "})
        CHECK(parseParam(kernel(), text).value() == ParamValue(List{3, 5}));
    CHECK(parseParam(kernel(), "3").value() == ParamValue(List{3}));
    CHECK(parseParam(kernel(), "[3]").value() == ParamValue(List{3}));
    for (const char* text : {"", "x", "3x", "3xx3", "a", "3.5", "[3", "3]", "99999999999999999999"}) {
        INFO(text);
        CHECK(parseParam(kernel(), text).error().code == "param.wrong_type");
    }
}

TEST_CASE("a list has one value or as many as are asked for")
{
    const auto three = parseParam(kernel(), "3x3x3");
    REQUIRE_FALSE(three.has_value());
    CHECK(three.error().code == "param.list_size");
    CHECK(sentence(three.error()) == "'Kernel' needs 1 or 2 numbers, but has 3. Write one number for all, or 2 of them, such as 1x1.");
    CHECK(parseParam(kernel(), "[]").error().code == "param.list_size");
    const Param free = listParam("sizes", "Sizes", "Any number of sizes.", {}, 0);
    CHECK(parseParam(free, "[]").value() == ParamValue(List{}));
    CHECK(parseParam(free, "1,2,3,4").value() == ParamValue(List{1, 2, 3, 4}));
}

TEST_CASE("padding is a word or numbers")
{
    const Param padding = paddingParam("padding", "Padding", "What is added at the edges.", 2);
    CHECK(parseParam(padding, "same").value() == ParamValue(std::string("same")));
    CHECK(parseParam(padding, "Valid").value() == ParamValue(std::string("valid")));
    CHECK(parseParam(padding, "0").value() == ParamValue(List{0}));
    CHECK(parseParam(padding, "1x2").value() == ParamValue(List{1, 2}));
    CHECK(parseParam(padding, "full").error().code == "param.wrong_type");
    CHECK(codeOf(checkParam(padding, std::string("full"))) == "param.unknown_choice");
    CHECK(codeOf(checkParam(padding, List{-1})) == "param.out_of_range");
    CHECK(codeOf(checkParam(padding, padding.defaultValue)) == "");
}

TEST_CASE("flags take the usual words")
{
    const Param bias = flagParam("bias", "Bias", "Adds a bias.", true);
    for (const char* text : {"true", "True", "yes", "on", "1", " true "})
        CHECK(parseParam(bias, text).value() == ParamValue(true));
    for (const char* text : {"false", "FALSE", "no", "off", "0"})
        CHECK(parseParam(bias, text).value() == ParamValue(false));
    CHECK(sentence(parseParam(bias, "maybe").error()) == "'Bias' must be true or false, but is 'maybe'. Write true or false.");
}

TEST_CASE("whole numbers keep to their range, ends included")
{
    const Param units = integerParam("units", "Units", "Outputs.", 10, 1, 100);
    CHECK(parseParam(units, "1").value() == ParamValue(std::int64_t(1)));
    CHECK(parseParam(units, "100").value() == ParamValue(std::int64_t(100)));
    CHECK(parseParam(units, "1.5").error().code == "param.wrong_type");
    CHECK(sentence(parseParam(units, "0").error()) ==
          "'Units' must be between 1 and 100, but is 0. Choose a value that is between 1 and 100.");
    CHECK(message(parseParam(integerParam("units", "Units", "", 1), "-4").error()) == "'Units' must be at least 1, but is -4.");
    CHECK(parseParam(units, "9223372036854775807").error().arguments.at("got") == "9223372036854775807");
    CHECK(message(parseParam(units, " -99999999999999999999").error()) == "'Units' must be between 1 and 100, but is -99999999999999999999.");
    CHECK(parseParam(units, std::string(70, '9')).error().code == "param.out_of_range");
    CHECK(parseParam(units, "-").error().code == "param.wrong_type");
}

TEST_CASE("real numbers are finite and keep to their range")
{
    Param rate = realParam("rate", "Learning rate", "Step size.", 0.001, 0.0);
    CHECK(parseParam(rate, "0.1").value() == ParamValue(0.1));
    CHECK(parseParam(rate, "1").value() == ParamValue(1.0));
    CHECK(parseParam(rate, "0").value() == ParamValue(0.0));
    CHECK(parseParam(rate, "0,1").error().code == "param.wrong_type");
    CHECK(parseParam(rate, "nan").error().code == "param.wrong_type");
    CHECK(codeOf(checkParam(rate, std::numeric_limits<double>::quiet_NaN())) == "param.out_of_range");
    CHECK(codeOf(checkParam(rate, std::numeric_limits<double>::infinity())) == "param.out_of_range");
    CHECK(codeOf(checkParam(rate, std::int64_t(2))) == "");
    rate.exclusiveMinimum = true;
    CHECK(message(parseParam(rate, "0").error()) == "'Learning rate' must be above 0, but is 0.");
    CHECK(parseParam(rate, "1e-300").has_value());
}

TEST_CASE("choices are taken by id, or by title from people, and others are listed")
{
    const Param mode = choiceParam("mode", "Mode", "How.", "mean", {{"mean", "Mean"}, {"max", "Largest value"}});
    CHECK(parseParam(mode, "max").value() == ParamValue(std::string("max")));
    CHECK(parseParam(mode, "largest value").value() == ParamValue(std::string("max")));
    CHECK(parseParam(mode, " MEAN").value() == ParamValue(std::string("mean")));
    CHECK(sentence(parseParam(mode, "sum").error()) == "'Mode' cannot be 'sum'. Choose one of: mean, max.");
    CHECK(codeOf(checkParam(mode, std::string("Mean"))) == "param.unknown_choice");
    CHECK(codeOf(checkParam(mode, true)) == "param.wrong_type");
}

TEST_CASE("text and paths are taken as they are")
{
    CHECK(parseParam(textParam("t", "Text", "", ""), " a ").value() == ParamValue(std::string(" a ")));
    CHECK(parseParam(pathParam("p", "File", ""), "/tmp/a b").value() == ParamValue(std::string("/tmp/a b")));
}

TEST_CASE("a pasted file does not fill the error")
{
    const auto error = parseParam(kernel(), std::string(100'000, 'z')).error();
    CHECK(message(error).size() < 200);
}

TEST_CASE("formatting is the reverse of parsing")
{
    CHECK(formatParam(true) == "true");
    CHECK(formatParam(std::int64_t(-3)) == "-3");
    CHECK(formatParam(0.1) == "0.1");
    CHECK(formatParam(1e-5) == "1e-05");
    CHECK(formatParam(std::string("same")) == "same");
    CHECK(formatParam(List{3}) == "3");
    CHECK(formatParam(List{3, 3}) == "3x3");
    CHECK(formatParam(List{}) == "[]");
    const Param free = listParam("l", "List", "", {}, 0, -100);
    for (const List& list : {List{}, List{7}, List{-1, -2}, List{1, 2, 3}})
        CHECK(parseParam(free, formatParam(list)).value() == ParamValue(list));
    const Param real = realParam("r", "Real", "", 0);
    for (const double value : {0.1, 1.0 / 3.0, 1e300, -0.0, 5e-324, 123456789.123})
        CHECK(std::get<double>(parseParam(real, formatParam(value)).value()) == value);
}

TEST_CASE("completing fills in defaults and fits numbers to their kind")
{
    const std::vector<Param> params = {kernel(), realParam("rate", "Rate", "", 0.5), paddingParam("padding", "Padding", "", 2),
                                       integerParam("units", "Units", "", 8)};
    const ParamValues values = {{"kernel", std::int64_t(5)}, {"rate", std::int64_t(1)}, {"future", std::string("kept")}};
    const ParamValues all = completed(values, params);
    CHECK(all.list("kernel") == List{5});
    CHECK(all.list("kernel", 2) == List{5, 5});
    CHECK(all.real("rate") == 1.0);
    CHECK(std::holds_alternative<double>(*all.find("rate")));
    CHECK(all.text("padding") == "valid");
    CHECK(all.integer("units") == 8);
    CHECK(all.text("future") == "kept");
    CHECK(values.all().size() == 3);
    CHECK(completed({}, params).list("kernel", 3) == List{3, 3, 3});
}

TEST_CASE("a value that is not set is null and an unknown parameter is not found")
{
    CHECK(ParamValues().find("x") == nullptr);
    const std::vector<Param> params = {kernel()};
    CHECK(findParam(params, "kernel") == &params[0]);
    CHECK(findParam(params, "x") == nullptr);
}
