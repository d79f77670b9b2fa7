#include <QComboBox>
#include <QLineEdit>

#include "tests/ui/pages_train/form_world.h"

using namespace nodegrad;

TEST_CASE("A beginner sees the few settings that matter, the others are folded away")
{
    FormWorld world;
    CHECK(world.isShown("epochs"));
    CHECK(world.isShown("learning_rate"));
    CHECK_FALSE(world.isShown("gradient_clip_val"));
    REQUIRE(world.more());
    CHECK(world.more()->text() == "More settings");
    QTest::mouseClick(world.more(), Qt::LeftButton);
    // Every setting of the loop has a field, but the device and the metrics, which have their own.
    for (const Param& param : loopParams())
        if (param.id != "device" && param.id != "metrics") {
            CAPTURE(param.id);
            CHECK(world.isShown(param.id.c_str()));
        }
    QTest::mouseClick(world.more(), Qt::LeftButton);
    CHECK_FALSE(world.isShown("gradient_clip_val"));
}

TEST_CASE("The search leaves the settings whose name or help has the word")
{
    FormWorld world;
    QTest::mouseClick(world.more(), Qt::LeftButton);
    auto* search = world.form.findChild<QLineEdit*>(QStringLiteral("train.more.search"));
    REQUIRE(search);
    QTest::keyClicks(search, "clip");
    CHECK(world.isShown("gradient_clip_val"));
    CHECK(world.isShown("gradient_clip_algorithm"));
    CHECK_FALSE(world.isShown("warmup"));
    search->clear();
    CHECK(world.isShown("warmup"));
}

TEST_CASE("A changed setting is in the project, counted on the fold, and undone")
{
    FormWorld world;
    QTest::mouseClick(world.more(), Qt::LeftButton);
    auto* unit = qobject_cast<QComboBox*>(world.field("warmup_unit"));
    REQUIRE(unit);
    unit->setCurrentIndex(1);
    emit unit->activated(1);
    CHECK(world.settings().warmupUnit == "epochs");
    CHECK(world.more()->text() == "More settings (1 changed)");
    world.session.undo();
    CHECK(world.settings().warmupUnit == "steps");
    CHECK(world.more()->text() == "More settings");
}

TEST_CASE("Metrics are ticked from those that fit the data, in the order of ticking")
{
    FormWorld world;
    CHECK(world.metrics().contains("F score"));
    CHECK_FALSE(world.metrics().contains("MAE"));
    world.chooseMetric("F score");
    world.chooseMetric("Accuracy");
    CHECK(world.settings().metrics == "f_score, accuracy");
    world.chooseMetric("F score");
    CHECK(world.settings().metrics == "accuracy");
    world.chooseMetric("Automatic");
    CHECK(world.settings().metrics.empty());
}

TEST_CASE("Every optimizer and schedule can be chosen and shows its values")
{
    FormWorld world;
    auto* optimizer = world.form.findChild<QComboBox*>(QStringLiteral("train.optimizer"));
    REQUIRE(optimizer);
    REQUIRE(optimizer->count() == static_cast<int>(optimizerTypes().size()));
    for (int i = 0; i < optimizer->count(); ++i) {
        optimizer->setCurrentIndex(i);
        emit optimizer->activated(i);
        QTest::qWait(5); // the new rows are laid out, the old ones go
        const TrainingChoice& choice = optimizerTypes()[static_cast<std::size_t>(i)];
        CAPTURE(choice.id);
        CHECK(world.settings().optimizer == choice.id);
        for (const Param& param : choice.params)
            CHECK(world.isShown(param.id.c_str()));
    }
}
