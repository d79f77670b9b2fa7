#include <QMimeData>
#include <QSignalSpy>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/palette/layer_tree.h"
#include "ui/palette/palette_panel.h"
#include "ui/widgets/search_field.h"

#include <QLabel>

using namespace nodegrad;
using test::CanvasFixture;

namespace {

struct PaletteFixture : CanvasFixture {
    PaletteFixture() : CanvasFixture("in1 = input(8); fc = in1 > dense(4); fc > output(mse)")
    {
        panel = new PalettePanel(editor, &window);
        panel->setGeometry(0, 0, 236, 700);
        panel->show();
        panel->raise();
    }
    ~PaletteFixture() { delete panel; }
    QString note() const
    {
        for (const QLabel* label : panel->findChildren<QLabel*>())
            if (label->isVisible() && label->text().startsWith("No layer"))
                return label->text();
        return {};
    }
    PalettePanel* panel;
};

} // namespace

TEST_CASE("The palette holds every layer of the catalogue that may stand in the level, once")
{
    PaletteFixture f;
    for (const LayerType& type : layerTypes()) {
        INFO(type.id);
        CHECK((f.panel->tree()->findLayer(QString::fromStdString(type.id)) != nullptr) == f.editor->isAllowed(type.id));
    }
    CHECK_FALSE(f.panel->tree()->findLayer("module_input"));
    CHECK(f.panel->tree()->findLayer("dense"));
}

TEST_CASE("The search finds by other names and says what was meant when it finds nothing")
{
    PaletteFixture f;
    f.panel->focusSearch();
    QTest::keyClicks(f.panel->field(), "linear");
    CHECK(f.panel->tree()->currentLayer() == "dense");
    QSignalSpy chosen(f.panel, &PalettePanel::layerChosen);
    QTest::keyClick(f.panel->field(), Qt::Key_Return);
    REQUIRE(chosen.count() == 1);
    CHECK(chosen.front().front().toString() == "dense");
    f.panel->field()->setText("qqqqqq");
    CHECK(f.note() == "No layer called 'qqqqqq'.");
    CHECK(noHitText("cvo").startsWith("No layer called 'cvo'. Did you mean Conv"));
    CHECK(noHitText("dens").contains("Dense"));
}

TEST_CASE("Double click and Enter choose a layer; a drag carries its name")
{
    PaletteFixture f;
    QSignalSpy chosen(f.panel, &PalettePanel::layerChosen);
    LayerTree* tree = f.panel->tree();
    QTreeWidgetItem* dense = tree->findLayer("dense");
    REQUIRE(dense);
    dense->parent()->setExpanded(true);
    tree->scrollToItem(dense);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(dense).center());
    QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(dense).center());
    REQUIRE(chosen.count() == 1);
    CHECK(chosen.front().front().toString() == "dense");
    tree->setCurrentItem(dense);
    QTest::keyClick(tree, Qt::Key_Return);
    CHECK(chosen.count() == 2);
    const std::unique_ptr<QMimeData> mime(tree->model()->mimeData({tree->currentIndex()}));
    REQUIRE(mime);
    CHECK(mime->data(QLatin1String(kLayerMime)) == "dense");
}

TEST_CASE("A click on a category folds and unfolds it, and it stays so after a search")
{
    PaletteFixture f;
    LayerTree* tree = f.panel->tree();
    QTreeWidgetItem* group = tree->findLayer("max_pool2d")->parent();
    CHECK_FALSE(group->isExpanded());
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(group).center());
    CHECK(group->isExpanded());
    f.panel->field()->setText("relu");
    f.panel->field()->clear();
    CHECK(tree->findLayer("max_pool2d")->parent()->isExpanded());
}

TEST_CASE("A layer that was added comes first among the recent ones")
{
    PaletteFixture f;
    f.editor->addLayer("dropout", {500, 500});
    REQUIRE_FALSE(f.editor->recentLayers().empty());
    CHECK(f.editor->recentLayers().front() == "dropout");
    CHECK(f.editor->recentLayers().size() <= 4);
}

TEST_CASE("Modules of the project can be added again, but not into themselves")
{
    PaletteFixture f;
    f.editor->select({f.id("fc")});
    f.editor->makeModuleOfSelection();
    const std::string definition = f.graph().modules().begin()->first;
    const QString id = QString::fromLatin1(kModulePrefix) + QString::fromStdString(definition);
    CHECK(f.panel->tree()->findLayer(id));
    const NodeId instance = *f.editor->selection().begin();
    f.editor->addLayer(id.toStdString(), {600, 600});
    CHECK(f.graph().modules().size() == 1);
    f.editor->enter(instance);
    CHECK_FALSE(f.panel->tree()->findLayer(id));
    CHECK(f.panel->tree()->findLayer("module_input"));
}
