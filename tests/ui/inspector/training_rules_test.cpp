// Rate factor, weight decay and frozen epochs of the selected layers, beside their parameters.
#include "core/analysis/repeat_module.h"
#include "tests/ui/inspector/inspector_fixture.h"
#include "ui/inspector/training_rules.h"

using namespace nodegrad;
using test::InspectorFixture;

namespace {

struct RulesFixture : InspectorFixture {
    using InspectorFixture::InspectorFixture;
    void select(std::initializer_list<const char*> names)
    {
        settle();
        choose(names);
    }
    QLineEdit* rule(const char* name)
    {
        auto* field = panel->findChild<QLineEdit*>(name);
        for (QLineEdit* one : panel->findChildren<QLineEdit*>(name))
            if (one->isVisible())
                field = one;
        REQUIRE(field);
        return field;
    }
    void enter(const char* name, const QString& text)
    {
        QLineEdit* field = rule(name);
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    bool areRulesShown() const
    {
        for (const TrainingRules* rules : panel->findChildren<TrainingRules*>())
            if (rules->isVisible())
                return true;
        return false;
    }
    void setRules(const std::string& text)
    {
        Project project = session->project();
        project.training.paramGroups = text;
        session->apply(std::move(project), "Rules");
    }
    const std::string& rules() const { return session->project().training.paramGroups; }
};

} // namespace

TEST_CASE("What is typed at a layer becomes its rule, each value one step of the history")
{
    RulesFixture f;
    f.select({"c1"});
    REQUIRE(f.areRulesShown());
    CHECK(f.rule("rules.rate")->text().isEmpty());
    CHECK(f.rule("rules.rate")->placeholderText() == "1");
    f.enter("rules.rate", "0.1");
    CHECK(f.rules() == "c1: lr 0.1");
    CHECK(f.session->undoName() == "Change the rate factor of c1");
    f.enter("rules.decay", "0");
    f.enter("rules.frozen", "3");
    CHECK(f.rules() == "c1: lr 0.1, decay 0, frozen 3");
    f.enter("rules.frozen", "all");
    CHECK(f.rules() == "c1: lr 0.1, decay 0, frozen");
    f.enter("rules.decay", "");
    CHECK(f.rules() == "c1: lr 0.1, frozen");
    f.session->undo();
    f.session->undo();
    CHECK(f.rules() == "c1: lr 0.1, decay 0, frozen 3");
    CHECK(f.rule("rules.decay")->text() == "0");
    CHECK(f.rule("rules.frozen")->text() == "3");
}

TEST_CASE("An empty field shows what counts, and who says so")
{
    RulesFixture f;
    f.setRules("*: decay 0.02; fc: lr 3");
    f.select({"c1"});
    CHECK(f.rule("rules.decay")->text().isEmpty());
    CHECK(f.rule("rules.decay")->placeholderText() == "0.02");
    CHECK(f.panel->text().contains("from all layers"));
    CHECK(f.panel->text().contains("learning rate 1e-3"));
    f.select({"fc"});
    CHECK(f.rule("rules.rate")->text() == "3");
    CHECK(f.panel->text().contains("learning rate 3e-3"));
    f.setRules("fc: lr 3; *: lr 0.5");
    CHECK(f.panel->text().contains("all layers further on says 0.5, which counts."));
}

TEST_CASE("What is no number is refused and changes nothing")
{
    RulesFixture f;
    f.select({"c1"});
    f.enter("rules.rate", "fast");
    CHECK(f.panel->text().contains("A number from 0 on, or nothing."));
    f.enter("rules.decay", "-1");
    f.enter("rules.frozen", "1.5");
    CHECK(f.panel->text().contains("A whole number of epochs from 1 on"));
    CHECK(f.rules().empty());
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("Several layers get the rule together, and Reset takes it back")
{
    RulesFixture f;
    f.setRules("*: decay 0.5; c1: lr 2");
    f.select({"c1", "c2", "flat"});
    CHECK(f.rule("rules.rate")->placeholderText() == "mixed");
    CHECK(f.rule("rules.decay")->placeholderText() == "0.5");
    f.enter("rules.rate", "0.3");
    CHECK(f.rules() == "*: decay 0.5; c1: lr 0.3; c2: lr 0.3");
    CHECK(f.session->undoName() == "Change the rate factor of 2 layers");
    for (QPushButton* reset : f.panel->findChildren<QPushButton*>("rules.reset"))
        if (reset->isVisible())
            reset->click();
    CHECK(f.rules() == "*: decay 0.5");
}

TEST_CASE("Layers without weights have nothing to train, and a frozen layer rests whatever its rule says")
{
    RulesFixture f;
    f.select({"flat"});
    CHECK_FALSE(f.areRulesShown());
    f.select({"in1"});
    CHECK_FALSE(f.areRulesShown());
    f.select({"fc"});
    CHECK(f.areRulesShown());
    f.editor->toggleFreeze();
    QTest::qWait(5);
    CHECK_FALSE(f.rule("rules.rate")->isEnabled());
    CHECK(f.panel->text().contains("Frozen: these weights stay as they are."));
}

TEST_CASE("A module and a layer inside it have rules of their own, which follow a new name")
{
    RulesFixture f("module block { in > dense(8) > relu > dense(8) > out }; in1 = input(8); b = in1 > block(repeat=2); fc = b > dense(2); end = fc > output(cross_entropy)");
    f.select({"b"});
    f.enter("rules.rate", "0.5");
    CHECK(f.rules() == "b: lr 0.5");
    REQUIRE(f.editor->enter(f.id("b")));
    f.select({"dense1"});
    CHECK(f.rule("rules.rate")->placeholderText() == "0.5");
    CHECK(f.panel->text().contains("from b"));
    f.enter("rules.rate", "2");
    CHECK(f.rules() == "b: lr 0.5; b.dense1: lr 2");
    REQUIRE(f.editor->rename(f.id("dense1"), "first"));
    CHECK(f.rules() == "b: lr 0.5; b.first: lr 2");
    f.editor->leave();
    REQUIRE(f.editor->rename(f.id("b"), "body"));
    CHECK(f.rules() == "body: lr 0.5; body.first: lr 2");
    f.session->undo();
    CHECK(f.rules() == "b: lr 0.5; b.first: lr 2");
}

TEST_CASE("Imported weights follow a layer and a module to their new names")
{
    InspectorFixture f("module block { in > dense(4) > relu > out }; a = input(4); b = a > block(repeat=2); c = b > dense(3); c > output(mse)");
    Project project = f.session->project();
    project.initialWeights = InitialWeights{"w.safetensors", std::string(64, 'a'), {}};
    f.session->apply(project, "Import");
    REQUIRE(f.editor->rename(f.id("c"), "head"));
    REQUIRE(f.editor->rename(f.id("b"), "body"));
    const auto inFile = [&](std::string key) {
        const auto& steps = f.session->project().initialWeights->renamed;
        for (auto step = steps.rbegin(); step != steps.rend(); ++step)
            key = movedPath(key, *step);
        return key;
    };
    CHECK(inFile("head.weight") == "c.weight");
    CHECK(inFile("body.1.dense1.weight") == "b.1.dense1.weight");
    REQUIRE(f.editor->enter(f.id("body")));
    REQUIRE(f.editor->rename(f.id("dense1"), "first"));
    CHECK(inFile("body.0.first.bias") == "b.0.dense1.bias");
    CHECK(inFile("body.1.first.bias") == "b.1.dense1.bias");
    f.session->undo();
    CHECK(inFile("body.1.dense1.weight") == "b.1.dense1.weight");
}
