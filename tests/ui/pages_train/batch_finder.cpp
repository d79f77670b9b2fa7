#include "ui/pages/train/batch_finder_dialog.h"

#include <QLabel>
#include <QPointer>
#include <QTreeWidget>

#include "tests/ui/pages_train/form_world.h"

using namespace nodegrad;

namespace {

BatchFinderDialog* opened(FormWorld& world)
{
    QTest::mouseClick(world.form.findChild<QPushButton*>(QStringLiteral("train.findBatch")), Qt::LeftButton);
    return world.form.window()->findChild<BatchFinderDialog*>();
}

} // namespace

TEST_CASE("A batch size is found in trials, chosen with the mouse and set as one step of undo")
{
    FormWorld world;
    const std::int64_t before = world.settings().batchSize;
    BatchFinderDialog* dialog = opened(world);
    REQUIRE(dialog);
    auto* use = dialog->findChild<QPushButton*>(QStringLiteral("batch.use"));
    auto* table = dialog->findChild<QTreeWidget*>(QStringLiteral("batch.sizes"));
    REQUIRE(use);
    CHECK_FALSE(use->isEnabled());
    for (int i = 0; i < 6000 && !use->isEnabled(); ++i)
        QTest::qWait(10);
    REQUIRE(use->isEnabled());
    // Iris: all samples of training fit, so the sizes are powers of two and that number.
    const auto samples = static_cast<qlonglong>(world.session.data()->prepared.split.train.size());
    const int rows = table->topLevelItemCount();
    REQUIRE(rows > 5);
    CHECK(table->topLevelItem(0)->text(0) == QStringLiteral("2"));
    CHECK(table->topLevelItem(rows - 1)->data(0, Qt::UserRole).toLongLong() == samples);
    CHECK(table->topLevelItem(rows - 1)->isSelected());
    CHECK(table->topLevelItem(rows - 1)->text(2) != QStringLiteral("0"));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualItemRect(table->topLevelItem(3)).center());
    CHECK(table->topLevelItem(3)->isSelected());
    QTest::mouseClick(use, Qt::LeftButton);
    CHECK(world.settings().batchSize == 16);
    CHECK(world.session.undoName() == QStringLiteral("Set batch size"));
    world.session.undo();
    CHECK(world.settings().batchSize == before);
}

TEST_CASE("Closing the search for a batch size ends it and changes nothing")
{
    FormWorld world("digits");
    Project project = world.session.project();
    project.graph = parseGraphText("input(1,8,8) > conv2d(16, kernel=3) > relu > flatten > dense(10) > output(cross_entropy)").value();
    world.session.open(project, world.folder.filePath("digits.nodegrad").toStdString());
    for (int i = 0; i < 6000 && world.session.data()->phase != DataState::Phase::Ready; ++i)
        QTest::qWait(10);
    const TrainingSettings before = world.settings();
    QPointer<BatchFinderDialog> dialog = opened(world);
    REQUIRE(dialog);
    QTest::qWait(100);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTest::qWait(50);
    CHECK(dialog.isNull());
    QTest::qWait(500);
    CHECK(world.settings() == before);
}
