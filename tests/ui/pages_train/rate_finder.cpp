#include "ui/pages/train/rate_finder_dialog.h"

#include <QLabel>
#include <QPointer>
#include <QRadioButton>

#include "tests/ui/pages_train/form_world.h"
#include "ui/plots/rate_chart.h"

using namespace nodegrad;

namespace {

RateFinderDialog* opened(FormWorld& world)
{
    QTest::mouseClick(world.form.findChild<QPushButton*>(QStringLiteral("train.findRate")), Qt::LeftButton);
    return world.form.window()->findChild<RateFinderDialog*>();
}

QPushButton* useButton(RateFinderDialog* dialog)
{
    return dialog->findChild<QPushButton*>(QStringLiteral("rate.use"));
}

} // namespace

TEST_CASE("A learning rate is found in a trial, chosen with the mouse and set as one step of undo")
{
    FormWorld world;
    const double before = optimizerValues(world.settings()).real("learning_rate");
    RateFinderDialog* dialog = opened(world);
    REQUIRE(dialog);
    QPushButton* use = useButton(dialog);
    REQUIRE(use);
    CHECK_FALSE(use->isEnabled());
    for (int i = 0; i < 6000 && !use->isEnabled(); ++i)
        QTest::qWait(10);
    REQUIRE(use->isEnabled());
    const QList<QRadioButton*> rules = dialog->findChildren<QRadioButton*>();
    REQUIRE(rules.size() == 4);
    CHECK(rules[0]->isChecked());
    CHECK(dialog->findChild<RateChart*>()->valuesAsText().count(QLatin1Char('\n')) > 20);
    QTest::mouseClick(rules[3], Qt::LeftButton, {}, QPoint(8, rules[3]->height() / 2));
    CHECK(rules[3]->isChecked());
    QTest::mouseClick(use, Qt::LeftButton);
    const double after = optimizerValues(world.settings()).real("learning_rate");
    CHECK(after != before);
    CHECK(after > 1e-7);
    CHECK(after < 10);
    CHECK(world.session.undoName() == QStringLiteral("Set learning rate"));
    world.session.undo();
    CHECK(optimizerValues(world.settings()).real("learning_rate") == before);
}

TEST_CASE("Closing the search for a learning rate ends its trial and changes nothing")
{
    FormWorld world("digits");
    const TrainingSettings before = world.settings();
    Project project = world.session.project();
    project.graph = parseGraphText("input(1,8,8) > conv2d(16, kernel=3) > relu > flatten > dense(10) > output(cross_entropy)").value();
    world.session.open(project, world.folder.filePath("digits.nodegrad").toStdString());
    for (int i = 0; i < 6000 && world.session.data()->phase != DataState::Phase::Ready; ++i)
        QTest::qWait(10);
    QPointer<RateFinderDialog> dialog = opened(world);
    REQUIRE(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTest::qWait(50);
    CHECK(dialog.isNull());
    QTest::qWait(500);
    CHECK(world.settings() == before);
}

TEST_CASE("Without data or with problems in the design the search is off and says why")
{
    FormWorld world;
    auto* button = world.form.findChild<QPushButton*>(QStringLiteral("train.findRate"));
    CHECK(button->isEnabled());
    Project project = world.session.project();
    project.graph = parseGraphText("input(4) > dense(3)").value();
    world.session.apply(std::move(project), QStringLiteral("Remove the output"));
    for (int i = 0; i < 500 && button->isEnabled(); ++i)
        QTest::qWait(10);
    CHECK_FALSE(button->isEnabled());
    CHECK(button->toolTip().contains(QStringLiteral("problems")));
}
