// Which language is spoken, and the Chinese texts that the program holds.
#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/language/all_core_texts.h"
#include "ui/language/language.h"

#include <QCoreApplication>

using namespace nodegrad;

TEST_CASE("The language that was chosen is spoken, else the first one of the system that is there")
{
    CHECK(spokenLanguage(Language::Chinese, {"de-DE"}) == Language::Chinese);
    CHECK(spokenLanguage(Language::English, {"zh-CN"}) == Language::English);
    CHECK(spokenLanguage(Language::System, {"zh-Hans-CN", "zh-CN", "zh"}) == Language::Chinese);
    CHECK(spokenLanguage(Language::System, {"zh-SG"}) == Language::Chinese);
    CHECK(spokenLanguage(Language::System, {"de-DE", "zh-CN", "en-US"}) == Language::Chinese);
    CHECK(spokenLanguage(Language::System, {"de-DE", "en-GB", "zh-CN"}) == Language::English);
    CHECK(spokenLanguage(Language::System, {"zh-Hant-TW", "zh-TW"}) == Language::English);
    CHECK(spokenLanguage(Language::System, {"de-DE"}) == Language::English);
    CHECK(spokenLanguage(Language::System, {}) == Language::English);
}

TEST_CASE("A language has a name that settings and the command line know")
{
    for (const Language language : {Language::System, Language::English, Language::Chinese}) {
        CHECK(languageFromId(languageId(language)) == language);
        CHECK(isLanguageId(languageId(language)));
    }
    CHECK(languageFromId("zh-CN") == Language::Chinese);
    CHECK(languageFromId("ZH") == Language::Chinese);
    CHECK(languageFromId("en") == Language::English);
    CHECK_FALSE(isLanguageId("klingon"));
    CHECK(languageFromId("klingon") == Language::System);
}

TEST_CASE("Every text of core has a Chinese one in the program")
{
    test::application();
    const Translations translations(Language::Chinese);
    // Names and units that are the same in every language.
    const auto isSame = [](const QString& text) { return text == QCoreApplication::translate("core", text.toUtf8().constData()); };
    int checked = 0;
    QStringList same;
    for (const auto& [text, where] : allCoreTexts()) {
        ++checked;
        if (const QString plain = QString::fromStdString(text); isSame(plain) && plain.contains(' '))
            same << plain;
    }
    CHECK(checked > 2000);
    INFO(same.join('\n').toStdString());
    // What is left as it is with spaces in it: hyperparameters and measures under their names in the field.
    for (const QString& text : same)
        CHECK(QStringList({"Beta 1", "Beta 2", "Epsilon 1", "Epsilon 2", "ROC AUC", "PR AUC", "F beta", "Top k", "PyTorch"}).contains(text));
}

TEST_CASE("Numbers in texts: English has plurals, Chinese measure words")
{
    test::application();
    const auto runs = [](int count) { return QCoreApplication::translate("nodegrad::StartPage", "%n run(s)", nullptr, count); };
    {
        const Translations english(Language::English);
        CHECK(runs(1) == "1 run");
        CHECK(runs(2) == "2 runs");
    }
    const Translations chinese(Language::Chinese);
    CHECK(runs(1) == QString::fromUtf8("1 次运行"));
    CHECK(runs(2) == QString::fromUtf8("2 次运行"));
}

TEST_CASE("A text is translated whichever class says it")
{
    test::application();
    const Translations chinese(Language::Chinese);
    for (const char* context : {"nodegrad::MainWindow", "QFileDialog", "LayerSearch", "nodegrad"})
        CHECK(QCoreApplication::translate(context, "Save as…") == QString::fromUtf8("另存为…"));
    CHECK(QCoreApplication::translate("nodegrad::MainWindow", "a text that nobody wrote") == "a text that nobody wrote");
}
