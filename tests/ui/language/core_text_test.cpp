// Core's words as the window shows them: catalogues, phrases with values, errors by code.
#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/language/core_phrases.h"
#include "ui/language/core_text.h"
#include "ui/language/language.h"

using namespace nodegrad;

namespace {

QString chinese(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

TEST_CASE("In English core's words are shown as core writes them")
{
    test::application();
    const Translations english(Language::English);
    const Error error = makeError("layer.needs_kind", {{"node", "dense1"}, {"expected", "a vector (N, F) or a sequence (N, T, F)"}, {"got", "a feature map, (N, 1, 8, 8)"}, {"cure", "Insert Flatten."}});
    CHECK(coreText("at least 1") == "at least 1");
    CHECK(messageText(error).toStdString() == message(error));
    CHECK(hintText(error).toStdString() == hint(error));
    CHECK(sentenceText(error).toStdString() == sentence(error));
}

TEST_CASE("An error is translated by its code, with its values where the translation wants them")
{
    test::application();
    const Translations translations(Language::Chinese);
    const Error error = makeError("layer.needs_kind", {{"node", "dense1"}, {"expected", "a vector (N, F) or a sequence (N, T, F)"}, {"got", "a feature map, (N, 1, 8, 8)"}, {"cure", "Insert Flatten."}});
    CHECK(messageText(error) == chinese("“dense1”需要向量 (N, F) 或 序列 (N, T, F)，但得到特征图 (N, 1, 8, 8)。"));
    CHECK(hintText(error) == chinese("请插入 Flatten。"));
    CHECK(sentenceText(error) == messageText(error) + hintText(error));
    CHECK(messageText(makeError("param.out_of_range", {{"param", "Kernel"}, {"expected", "at least 1"}, {"got", 0}})) == chinese("“卷积核”应为至少为 1 的数，但实际为 0。"));
}

TEST_CASE("Names in errors are not translated, even if they are words of core")
{
    test::application();
    const Translations translations(Language::Chinese);
    CHECK(messageText(makeError("graph.no_input", {{"node", "input"}})).contains("input") == messageText(makeError("graph.no_input", {{"node", "q"}})).contains("q"));
    CHECK(messageText(makeError("file.missing", {{"path", "output"}})) == chinese("没有文件“output”。"));
    CHECK(coreText("my own note") == "my own note");
    CHECK(coreText("conv1 and conv2") == "conv1 and conv2");
    CHECK(coreText("").isEmpty());
}

TEST_CASE("Phrases carry their values, also within each other")
{
    test::application();
    const Translations translations(Language::Chinese);
    CHECK(coreText("between 0 and 1") == chinese("介于 0 与 1 之间的数"));
    CHECK(coreText("Insert Dense with 10 units") == chinese("插入有 10 个单元的 Dense"));
    CHECK(coreText("Set units to 10") == chinese("将单元数设为 10"));
    CHECK(coreText("early stopping: no better validation loss for 10 epochs") == chinese("提前停止：验证损失已有 10 轮没有变好"));
    CHECK(coreText("8 of 8") == chinese("8 中的 8"));
    CHECK(coreText("Wine of Italy") == "Wine of Italy");
    CHECK(coreText("feature map, (N, 16, 8, 8)") == chinese("特征图 (N, 16, 8, 8)"));
}

TEST_CASE("Every phrase is translated itself, and not by another one before it")
{
    test::application();
    const Translations translations(Language::Chinese);
    for (const char* const phrase : corePhrases()) {
        QString text = QString::fromUtf8(phrase);
        const QString own = QCoreApplication::translate("core", phrase);
        INFO(phrase);
        QString expected = own;
        for (int i = 0; i < 6; ++i) { // numbers for the places
            const QString place = QStringLiteral("{%1}").arg(i), value = QString::number(11 * (i + 1));
            text.replace(place, value);
            expected.replace(place, value);
        }
        CHECK(coreText(text.toStdString()) == expected);
    }
}
