// Under a language of brackets every page and dialog is opened: a text without brackets escaped its translation.
#include "tests/ui/language/pseudo_locale.h"
#include "tests/ui/language/visible_texts.h"
#include "tests/ui/shell/window_fixture.h"

#include <QDialog>
#include <QRegularExpression>

#include "core/exporters/exporter.h"
#include "core/layers/layer_type.h"
#include "core/project/reference_models.h"
#include "ui/canvas/design_editor.h"
#include "ui/canvas/layer_search.h"
#include "ui/dialogs/summary_dialog.h"
#include "ui/language/language.h"
#include "ui/session/actions.h"
#include "ui/widgets/confusion_matrix_view.h"

using namespace nodegrad;
using test::eventually;
using test::PseudoLocale;

namespace {

/// What is not translated: names of layers, formats and files, ids, units and values.
QSet<QString> namesInEveryLanguage()
{
    QSet<QString> names;
    const auto add = [&](const std::string& text) {
        for (const QString& word : QString::fromStdString(text).split(QRegularExpression(QStringLiteral("[^A-Za-z]+")), Qt::SkipEmptyParts))
            names << word;
    };
    for (const LayerType& type : layerTypes()) {
        add(type.title);
        add(type.id);
        for (const std::string& alias : type.aliases)
            add(alias);
        add(type.formula);
        for (const Param& param : type.params) {
            add(param.id);
            for (const ParamChoice& choice : param.choices)
                add(choice.id);
        }
    }
    for (const ReferenceModel& model : referenceModels()) {
        add(model.title);
        add(model.source);
    }
    for (const Exporter& exporter : exporters())
        add(exporter.extension);
    return names;
}

class Checker {
public:
    explicit Checker(QSet<QString> names) : m_names(std::move(names)) {}
    /// What the data say of themselves: whole texts, which are taken out before looking for words.
    void addValues(const std::vector<std::string>& values)
    {
        for (const std::string& value : values)
            m_values << QString::fromStdString(value);
    }

    void check(const char* page, const QWidget* root)
    {
        QCoreApplication::processEvents();
        const auto texts = test::visibleTexts(root);
        QStringList escaped;
        for (const auto& [text, where] : texts)
            if (const QString words = plainWords(text); !words.isEmpty())
                escaped << QStringLiteral("%1  |  %2  |  %3").arg(words, text.left(120).replace('\n', ' '), where);
        escaped.removeDuplicates();
        INFO(page << ", " << texts.size() << " texts, without brackets:\n" << escaped.join('\n').toStdString());
        CHECK(texts.size() > 3);
        CHECK(escaped.isEmpty());
        QStringList cut;
        for (const auto& [text, where] : test::cutTexts(root))
            cut << QStringLiteral("%1  |  %2").arg(text, where);
        INFO(page << ", cut:\n" << cut.join('\n').toStdString());
        CHECK(cut.isEmpty());
    }

private:
    /// Words outside of brackets that are no names.
    QString plainWords(const QString& text) const
    {
        static const QRegularExpression word(QStringLiteral("[A-Za-z]{2,}"));
        static const QRegularExpression path(QStringLiteral("\\S*/\\S*|\\S+\\.(?:nodegrad|onnx|pt|ts|safetensors|py|png|csv|npy|json|log)\\b|<[^>]*>"));
        QStringList words;
        QString rest = PseudoLocale::outside(text);
        for (const QString& value : m_values)
            rest.remove(value);
        rest.remove(path);
        for (auto found = word.globalMatch(rest); found.hasNext();)
            if (const QString one = found.next().captured(); !m_names.contains(one))
                words << one;
        return words.join(' ');
    }
    QSet<QString> m_names;
    QStringList m_values;
};

} // namespace

TEST_CASE("The language of brackets is longer, keeps places, and knows the texts of the program")
{
    const PseudoLocale locale(QStringLiteral(NODEGRAD_TRANSLATIONS "/nodegrad_zh_CN.ts"));
    CHECK(locale.size() > 2500);
    const QString shown = PseudoLocale::shown("Delete %1 of {node}");
    CHECK(shown.contains("%1"));
    CHECK(shown.contains("{node}"));
    CHECK(static_cast<double>(shown.size()) >= 19 * 1.4);
    CHECK(PseudoLocale::outside(QStringLiteral("a ") + shown + " b") == "a  b");
    CHECK(locale.translate("nodegrad::MainWindow", "a text that nobody wrote", nullptr, -1).isEmpty());
    CHECK(locale.translate("nodegrad::MainWindow", "Save", nullptr, -1) == PseudoLocale::shown("Save"));
}

TEST_CASE("Every page and dialog says nothing that escaped its translation, and cuts nothing")
{
    test::speakEnglish();
    PseudoLocale locale(QStringLiteral(NODEGRAD_TRANSLATIONS "/nodegrad_zh_CN.ts"));
    QCoreApplication::installTranslator(&locale);
    test::User user;
    QSet<QString> names = namesInEveryLanguage();
    for (const char* name : {"Nodegrad", "English", "Ctrl", "Shift", "Alt", "Enter", "Del", "Esc", "Tab", "PgUp", "PgDown", "Space", "Home", "Backspace", "Up", "Down", "Left", "Right", "KB", "MB", "GB", "cpu", "onnxruntime", "torch", "LibTorch", "Qt"})
        names << QString::fromLatin1(name);
    Checker checker(names);
    checker.check("start", user.window.get());
    user.click(user.need<QWidget>("example.iris"));
    user.settle();
    user.canvas()->setAnimated(false);
    const Dataset& iris = *user.session().data()->prepared.data;
    checker.addValues({iris.origin, iris.license, iris.targetName, iris.inputName});
    checker.addValues(iris.featureNames);
    checker.addValues(iris.classNames);
    checker.addValues({"Species", "run 1"}); // the target as a heading, and the name that a run is given
    checker.check("design", user.window.get());
    for (const char* layer : {"input", "dense1", "output"}) {
        user.click(user.canvas(), user.body(layer));
        checker.check(layer, user.window.get());
    }
    Actions* const actions = user.window->documents()->current()->actions();
    for (QAction* action : actions->all()) {
        INFO("the action " << action->objectName().toStdString() << " says " << action->text().toStdString());
        const bool isName = action->objectName() == "language.english" || action->objectName() == "language.chinese";
        CHECK((isName || PseudoLocale::outside(action->text()).trimmed().isEmpty() || PseudoLocale::outside(action->text()) != action->text()));
    }
    for (const char* id : {"help.shortcuts", "help.about"}) {
        user.answer([&] { actions->find(id)->trigger(); },
                    [&](QWidget* dialog) {
                        checker.check(id, dialog);
                        dialog->close();
                    },
                    "QDialog");
    }
    actions->find("canvas.summary")->trigger();
    eventually("the summary", [&] { return user.window->findChild<SummaryDialog*>() && user.window->findChild<SummaryDialog*>()->isVisible(); });
    checker.check("summary", user.window->findChild<SummaryDialog*>());
    user.window->findChild<SummaryDialog*>()->close();
    user.key(Qt::Key_1, Qt::AltModifier);
    checker.check("data", user.window.get());
    user.key(Qt::Key_3, Qt::AltModifier);
    checker.check("train, no run", user.window.get());
    user.key(Qt::Key_F5);
    eventually("the run is done", [&] { return !user.runs().isActive() && !user.runs().runs().empty(); });
    checker.check("train", user.window.get());
    user.key(Qt::Key_4, Qt::AltModifier);
    eventually("an evaluation", [&] { return user.find<ConfusionMatrixView>() && user.need<ConfusionMatrixView>()->valuesAsText().contains("setosa"); });
    checker.check("evaluate", user.window.get());
    user.key(Qt::Key_5, Qt::AltModifier);
    eventually("the formats", [&] { return user.find<QWidget>("export.start") && user.need<QWidget>("export.start")->isEnabled(); });
    checker.check("export", user.window.get());
    QCoreApplication::removeTranslator(&locale);
}

TEST_CASE("The search for layers knows their English names and the words of the window's language")
{
    test::speakEnglish();
    const Translations chinese(Language::Chinese);
    Session session;
    PageContext context;
    context.session = &session;
    const DesignEditor editor(context);
    const auto has = [&](const char* text, const std::string& id) {
        const auto found = searchChoices(editor, QString::fromUtf8(text));
        return std::any_of(found.begin(), found.end(), [&](const LayerChoice& choice) { return choice.id == id; });
    };
    CHECK(has("卷积", "conv2d"));
    CHECK(has("池化", "max_pool2d"));
    CHECK(has("注意力", "multi_head_attention"));
    CHECK(has("残差块", std::string(kReadyPrefix) + "residual_block"));
    CHECK(has("conv", "conv2d"));
    CHECK_FALSE(has("池化", "conv2d"));
}
