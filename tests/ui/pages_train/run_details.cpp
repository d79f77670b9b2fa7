// The selected run beside another one.

#include "ui/pages/train/run_details.h"

#include <QComboBox>
#include <QDialog>
#include <QPushButton>
#include <QTableWidget>
#include <QTimer>

#include "core/graph/edits.h"
#include "tests/ui/pages_train/form_world.h"

using namespace nodegrad;

namespace {

struct DetailsWorld : FormWorld {
    QWidget window;
    RunDetails* details = new RunDetails(context(), &window);
    QComboBox* other = details->findChild<QComboBox*>("train.compared");
    QTableWidget* changes = details->findChild<QTableWidget*>();
    QPushButton* designs = details->findChild<QPushButton*>("train.compareDesigns");

    DetailsWorld() { window.show(); }
    /// A run of one epoch with this batch size; gives its id.
    std::string train(std::int64_t batchSize)
    {
        Project project = session.project();
        project.training.epochs = 1;
        project.training.batchSize = batchSize;
        session.apply(std::move(project), QStringLiteral("Change the batch"));
        const std::size_t before = runs.runs().size();
        runs.start();
        for (int i = 0; i < 6000 && (runs.runs().size() == before || runs.isActive()); ++i)
            QTest::qWait(10);
        REQUIRE(runs.runs().size() == before + 1);
        return runs.runs().back().id;
    }
    QStringList row(int index) const { return {changes->item(index, 0)->text(), changes->item(index, 1)->text(), changes->item(index, 2)->text()}; }
    void compareWith(const std::string& id)
    {
        const int index = other->findData(QString::fromStdString(id));
        REQUIRE(index >= 0);
        other->setCurrentIndex(index);
        emit other->activated(index);
    }
};

} // namespace

TEST_CASE("A run is compared with the one before it, or with any other")
{
    DetailsWorld world;
    const std::string first = world.train(16);
    world.runs.select(first);
    CHECK(world.other->count() == 0);
    CHECK_FALSE(world.other->isVisible());
    const std::string second = world.train(32), third = world.train(32);

    world.runs.select(third);
    CHECK(world.other->currentData().toString().toStdString() == second);
    CHECK(world.changes->rowCount() == 0);
    CHECK_FALSE(world.changes->isVisible());
    CHECK_FALSE(world.designs->isEnabled());
    world.compareWith(first);
    REQUIRE(world.changes->rowCount() == 1);
    CHECK(world.row(0) == QStringList{"Batch size", "32", "16"});

    world.runs.select(first); // another run: the one before it, or the first behind it
    CHECK(world.other->currentData().toString().toStdString() == second);
    CHECK(world.row(0) == QStringList{"Batch size", "16", "32"});
}

TEST_CASE("The designs of two runs are shown side by side")
{
    DetailsWorld world;
    world.train(32);
    Project project = world.session.project();
    NodeId dense;
    for (const NodePtr& node : project.graph.root().nodes)
        if (node->type == "dense")
            dense = node->id;
    project.graph = *changeNode(project.graph, "", dense, [](Node& node) { node.params.set("bias", false); });
    world.session.apply(project, QStringLiteral("Change a layer"));
    world.runs.select(world.train(32));
    REQUIRE(world.designs->isEnabled());
    bool isShown = false;
    QTimer::singleShot(0, &world.window, [&] {
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            isShown = true;
            dialog->reject();
        }
    });
    world.designs->click();
    CHECK(isShown);
}
