#include "tests/ui/inspector/inspector_fixture.h"

using namespace nodegrad;
using test::InspectorFixture;
using test::type;

TEST_CASE("Nothing selected: the inspector says what to do")
{
    InspectorFixture f;
    CHECK(f.panel->text().contains("Select a layer to change it."));
    CHECK(f.panel->form() == nullptr);
}

TEST_CASE("One layer: name, place, shapes and counts that follow")
{
    InspectorFixture f;
    f.choose({"c1"});
    const QString text = f.panel->text();
    CHECK(text.contains("Conv2D"));
    CHECK(text.contains("layer 2 of 6"));
    CHECK(text.contains(QString::fromUtf8("N × 1 × 8 × 8")));
    CHECK(text.contains(QString::fromUtf8("N × 16 × 8 × 8")));
    CHECK(text.contains("160"));                     // 16 * (1 * 3 * 3) + 16
    CHECK(text.contains(QString::fromUtf8("9\u2009216"))); // 16 * 9 * 64 multiply-adds
    CHECK(text.contains("What it does"));
    CHECK(f.panel->nameField()->text() == "c1");
}

TEST_CASE("Every layer of the catalogue has a form with a field for each of its parameters")
{
    for (const LayerType& type : layerTypes()) {
        INFO(type.id);
        test::useOwnSettings();
        test::application();
        LayerForm form(type.params);
        form.show({ParamValues()});
        for (const Param& param : type.params) {
            INFO(param.id);
            CHECK(form.editor(param.id) != nullptr);
            CHECK(form.problem(param.id).isEmpty());
        }
    }
}

TEST_CASE("A stride that follows the kernel reads auto, and can be set to 1 and back")
{
    InspectorFixture f("in1 = input(1,8,8); p = in1 > max_pool2d(2); p > output(mse)");
    f.choose({"p"});
    CHECK(f.field<QSpinBox>("stride", 0)->text() == "auto");
    CHECK(f.field<QSpinBox>("stride", 1)->text() == "auto");
    type(f.field<QSpinBox>("stride", 0), "1");
    CHECK(f.list("p", "stride").front() == 1);
    CHECK(f.list("p", "stride").back() == 1);
    type(f.field<QSpinBox>("stride", 0), "0");
    CHECK(f.list("p", "stride").empty());
    CHECK(f.field<QSpinBox>("stride", 1)->text() == "auto");
}

TEST_CASE("A number that is typed becomes a step of the history, and the default is not stored")
{
    InspectorFixture f;
    f.choose({"fc"});
    type(f.field<QSpinBox>("units"), "12");
    CHECK(f.node("fc").params.integer("units") == 12);
    CHECK(f.session->undoName() == "Change units");
    f.session->undo();
    CHECK(f.node("fc").params.integer("units") == 10);
    CHECK(f.field<QSpinBox>("units")->value() == 10);
    const Param* units = findParam(findLayer("dense")->params, "units");
    REQUIRE(units);
    REQUIRE(f.editor->setParam({f.id("fc")}, *units, units->defaultValue));
    CHECK_FALSE(f.node("fc").params.has("units"));
}

TEST_CASE("What an import has fixed is shown, and neither typed over nor reset")
{
    InspectorFixture f("in1 = input(1,8,8); block = in1 > torchscript(takes=\"x=1x8x8\", gives=\"output=10\", archive=\"00ff\", size=5); end = block > output(cross_entropy)");
    f.choose({"block"});
    QLineEdit* takes = f.field<QLineEdit>("takes");
    CHECK(takes->text() == "x=1x8x8");
    QTest::keyClicks(takes, "7");
    CHECK(takes->text() == "x=1x8x8");
    CHECK_FALSE(f.button("Reset"));
    const ParamValues before = f.node("block").params;
    f.editor->resetParams({f.id("block")});
    CHECK(f.node("block").params == before);
    CHECK_FALSE(f.editor->isAllowed("torchscript"));
}

TEST_CASE("Steps in one field while it has the focus are one step of the history")
{
    InspectorFixture f;
    f.choose({"fc"});
    QSpinBox* units = f.field<QSpinBox>("units");
    units->setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(units, Qt::Key_Up);
    CHECK(f.node("fc").params.integer("units") == 13);
    CHECK(f.field<QSpinBox>("units") == units);
    f.session->undo();
    CHECK(f.node("fc").params.integer("units") == 10);
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("Two linked sizes change together, unlinked ones alone")
{
    InspectorFixture f;
    f.choose({"c2"});
    type(f.field<QSpinBox>("kernel", 0), "5");
    CHECK(f.list("c2", "kernel").front() == 5);
    CHECK(f.list("c2", "kernel").back() == 5);
    f.field<QToolButton>("kernel")->click();
    type(f.field<QSpinBox>("kernel", 1), "1");
    CHECK(f.list("c2", "kernel") == std::vector<std::int64_t>{5, 1});
}

TEST_CASE("Padding is Same, Valid or numbers")
{
    InspectorFixture f;
    f.choose({"c1"});
    auto* mode = f.field<SegmentedControl>("padding");
    CHECK(mode->currentIndex() == 0);
    QTest::mouseClick(mode, Qt::LeftButton, {}, mode->segmentRect(1).center());
    CHECK_FALSE(f.node("c1").params.has("padding"));
    mode = f.field<SegmentedControl>("padding");
    QTest::mouseClick(mode, Qt::LeftButton, {}, mode->segmentRect(2).center());
    REQUIRE(f.node("c1").params.has("padding"));
    CHECK(std::holds_alternative<std::vector<std::int64_t>>(*f.node("c1").params.find("padding")));
}

TEST_CASE("The loss of the Output is a choice")
{
    InspectorFixture f;
    f.choose({"end"});
    auto* losses = f.field<QComboBox>("loss");
    CHECK(losses->count() == static_cast<int>(lossTypes().size()));
    losses->setFocus();
    const int mse = losses->findData("mse");
    REQUIRE(mse >= 0);
    losses->setCurrentIndex(mse);
    emit losses->activated(mse);
    CHECK(f.node("end").params.text("loss") == "mse");
}

TEST_CASE("A name must be an identifier that is free; until then the layer keeps its own")
{
    InspectorFixture f;
    f.choose({"c1"});
    QLineEdit* name = f.panel->nameField();
    f.panel->focusName();
    QTest::keyClicks(name, "fc");
    CHECK(f.panel->text().contains("is called 'fc' already"));
    QTest::keyClick(name, Qt::Key_Return);
    CHECK(f.has("c1"));
    CHECK(f.panel->nameField()->text() == "c1");
    f.panel->focusName();
    QTest::keyClicks(f.panel->nameField(), "stem");
    QTest::keyClick(f.panel->nameField(), Qt::Key_Return);
    CHECK(f.has("stem"));
    CHECK(f.session->undoName() == "Rename to stem");
}

TEST_CASE("The heading follows a rename at once")
{
    InspectorFixture f;
    f.choose({"c2"});
    REQUIRE(f.panel->text().contains("Conv2D · c2"));
    REQUIRE(f.editor->rename(f.id("c2"), "stem"));
    CHECK(f.panel->text().contains("Conv2D · stem"));
}

TEST_CASE("Inside a module too, the fields of a layer fit into the inspector")
{
    InspectorFixture f("module block { c = in > conv2d(8); p = c > max_pool2d(2); p > out }; in1 = input(1,8,8); b = in1 > block; b > output(mse)");
    REQUIRE(f.editor->enter(f.id("b")));
    for (const char* name : {"c", "p"}) {
        f.choose({name});
        for (const QToolButton* button : f.panel->findChildren<QToolButton*>())
            if (button->isVisible() && button->objectName().startsWith("expose.")) {
                INFO(name << " " << button->objectName().toStdString());
                CHECK(button->mapTo(f.panel, QPoint(button->width(), 0)).x() <= f.panel->width() - 8);
            }
    }
}

TEST_CASE("Freeze and Bypass are buttons that show the state")
{
    InspectorFixture f;
    f.choose({"c1"});
    QTest::mouseClick(f.button("Freeze"), Qt::LeftButton);
    CHECK(f.node("c1").frozen);
    CHECK(f.button("Freeze")->isChecked());
    QTest::mouseClick(f.button("Bypass"), Qt::LeftButton);
    CHECK_FALSE(f.node("c1").bypassed);      // its output has another shape
    CHECK_FALSE(f.button("Bypass")->isChecked());
    CHECK(f.notes.size() == 1);
}

TEST_CASE("Several layers of one type are changed together, and differences are called mixed")
{
    InspectorFixture f;
    f.choose({"c1", "c2"});
    CHECK(f.panel->text().contains("2 layers"));
    REQUIRE(f.panel->form());
    CHECK(f.panel->text().contains("mixed"));
    type(f.field<QSpinBox>("groups"), "1");
    const Param* filters = findParam(findLayer("conv2d")->params, "filters");
    REQUIRE(filters);
    REQUIRE(f.editor->setParam({f.id("c1"), f.id("c2")}, *filters, std::int64_t(5)));
    CHECK(f.node("c1").params.integer("filters") == 5);
    CHECK(f.node("c2").params.integer("filters") == 5);
    f.choose({"c1", "fc"});
    CHECK(f.panel->form() == nullptr);
}

TEST_CASE("Reset puts all parameters back")
{
    InspectorFixture f;
    f.choose({"c1"});
    QTest::mouseClick(f.button("Reset"), Qt::LeftButton);
    CHECK(f.node("c1").params.all().empty());
}

TEST_CASE("A value outside the range is refused in words and not stored")
{
    InspectorFixture f;
    const Param* units = findParam(findLayer("dense")->params, "units");
    REQUIRE(units);
    const auto status = f.editor->setParam({f.id("fc")}, *units, std::int64_t(-3));
    REQUIRE_FALSE(status.has_value());
    CHECK(status.error().code == "param.out_of_range");
    CHECK(f.node("fc").params.integer("units") == 10);
}

TEST_CASE("A module shows its repeat, and opens")
{
    InspectorFixture f("module block { in > dense(8) > relu > out }; in1 = input(8); b = in1 > block(repeat=3); b > output(mse)");
    f.choose({"b"});
    CHECK(f.field<QSpinBox>("repeat")->value() == 3);
    CHECK(f.button("Make unique"));
    QTest::mouseClick(f.button("Open"), Qt::LeftButton);
    QTest::qWait(10);
    CHECK(f.editor->path() == std::vector<std::string>{"b"});
}

TEST_CASE("Problems stand in the inspector with their repairs")
{
    InspectorFixture f("in1 = input(1,8,8); c = in1 > conv2d(4); end = c > output(cross_entropy)");
    f.choose({"end"});
    CHECK(f.panel->text().contains("'end'"));
    REQUIRE(f.button("Insert Flatten"));
    QTest::mouseClick(f.button("Insert Flatten"), Qt::LeftButton);
    QTest::qWait(10);
    CHECK(f.session->undoName() == "Insert Flatten");
}
