// Numbers in files are those of the C locale, whatever language the machine and the window speak.
#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/language/language.h"

#include <clocale>
#include <cstdlib>
#include <locale>

#include <QLocale>

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/data/dataset.h"
#include "core/project/examples.h"
#include "core/project/project.h"
#include "core/training/settings.h"

using namespace nodegrad;

namespace {

struct GermanNumbers : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

/// All that can be German is: C's library, streams, Qt.
class GermanMachine {
public:
    GermanMachine() : m_stream(std::locale::global(std::locale(std::locale::classic(), new GermanNumbers)))
    {
        setenv("LOCPATH", NODEGRAD_TEST_LOCALES, 1);
        REQUIRE(std::setlocale(LC_ALL, "de_DE.UTF-8"));
        REQUIRE(std::localeconv()->decimal_point == std::string(","));
        QLocale::setDefault(QLocale(QLocale::German));
    }
    ~GermanMachine()
    {
        std::setlocale(LC_ALL, "C");
        unsetenv("LOCPATH");
        QLocale::setDefault(QLocale::c());
        std::locale::global(m_stream);
    }

private:
    std::locale m_stream;
};

/// Everything that is written as text, of a project whose numbers have fractions and are large.
std::string written()
{
    auto project = exampleProject("digits_cnn");
    REQUIRE(project);
    project->training.optimizerParams.set("learning_rate", 0.00125);
    project->training.gradientClipVal = 1234567.5;
    project->data.split.validationShare = 0.175;
    const std::string text = toJson(*project).dump(1);
    // and it is read back as it was
    const auto again = projectFromJson(nlohmann::json::parse(text));
    REQUIRE(again);
    CHECK(toJson(*again).dump(1) == text);
    const auto rate = parseParam(realParam("x", "X", "", 1), "0.00125");
    REQUIRE(rate);
    return text + formatParam(*rate) + formatParam(1234567.5) + makeError("param.out_of_range", {{"param", "x"}, {"expected", "1"}, {"got", 0.5}}).arguments.at("got");
}

} // namespace

TEST_CASE("A project is the same text on a German machine, in each language of the window")
{
    test::application();
    const std::string here = written();
    CHECK(here.find("0.00125") != std::string::npos);
    const GermanMachine machine;
    SECTION("before the window takes the numbers of C's library back") { CHECK(written() == here); }
    SECTION("in English")
    {
        const Translations translations(Language::English);
        CHECK(written() == here);
    }
    SECTION("in Chinese")
    {
        const Translations translations(Language::Chinese);
        CHECK(written() == here);
    }
}

TEST_CASE("The window gives C's library its point back")
{
    test::application();
    const GermanMachine machine;
    CHECK(std::strtod("0.5", nullptr) == 0);
    const Translations translations(Language::English);
    CHECK(std::localeconv()->decimal_point == std::string("."));
    CHECK(std::strtod("0.5", nullptr) == 0.5);
}
