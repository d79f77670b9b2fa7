// What a person does to a run that trains, through the actions of the registry; and what is shown of its inside.

#include "ui/pages/train/run_acts.h"

#include <functional>

#include <QLineEdit>
#include <QLabel>
#include <QAction>
#include <QComboBox>
#include <QDialog>

#include "tests/ui/pages_train/form_world.h"
#include "ui/pages/train/watch_chart.h"
#include "ui/plots/chart_card.h"
#include "ui/session/actions.h"
#include "ui/widgets/scientific_field.h"

using namespace nodegrad;

namespace {

bool waitFor(const std::function<bool()>& isDone)
{
    for (int i = 0; i < 6000 && !isDone(); ++i)
        QTest::qWait(10);
    return isDone();
}

struct ActWorld : FormWorld {
    QWidget window;
    Actions actions{&window};
    ActWorld()
    {
        PageContext all = context();
        all.actions = &actions;
        addRunActs(all, &window);
        window.show();
    }
    std::vector<RunAct> acts() { return readRun(runs.run(runs.selectedRun())->folder).value().acts; }
    void train(std::int64_t epochs)
    {
        Project project = session.project();
        project.training.epochs = epochs;
        session.apply(std::move(project), QStringLiteral("Change epochs"));
        runs.start();
        REQUIRE(waitFor([&] { return runs.state() == RunState::Running && runs.progress().step > 0; }));
    }
};

} // namespace

TEST_CASE("Acts need a run that trains, and say so")
{
    ActWorld world;
    for (const QString& id : runActIds()) {
        QAction* action = world.actions.find(id);
        REQUIRE(action);
        CHECK_FALSE(action->text().isEmpty());
        CHECK(world.actions.whyNot(action) == QStringLiteral("No run is training."));
    }
}

TEST_CASE("The learning rate, a checkpoint and more epochs are given to a run while it trains")
{
    ActWorld world;
    world.train(100000);
    CHECK(world.actions.whyNot(world.actions.find("run.set_rate")).isEmpty());
    world.actions.find("run.set_rate")->trigger();
    auto* field = world.window.findChild<ScientificField*>("act.rate");
    REQUIRE(field);
    CHECK(field->value() == 1e-3); // what it has now
    auto* set = world.window.findChild<QPushButton*>("act.rate.set");
    auto* wrong = world.window.findChild<QLabel*>("act.rate.wrong");
    for (const char* typed : {"1e7", "0", "-1", "much", ""}) {
        field->findChild<QLineEdit*>()->setText(QString::fromLatin1(typed));
        CHECK_FALSE(set->isEnabled());
        CHECK(wrong->isVisible());
    }
    field->setValue(0.25);
    QTest::mouseClick(world.window.findChild<QPushButton*>("act.rate.set"), Qt::LeftButton);
    world.actions.find("run.save_checkpoint")->trigger();
    REQUIRE(waitFor([&] { return world.acts().size() == 2; }));
    world.runs.act({ActKind::TotalEpochs, 100001});
    REQUIRE(waitFor([&] { return world.runs.progress().epochs == 100001; }));
    world.runs.stop();
    REQUIRE(waitFor([&] { return !world.runs.isActive(); }));
    const RunInfo run = *world.runs.run(world.runs.selectedRun());
    REQUIRE(run.acts.size() == 3);
    CHECK(run.acts[0].kind == ActKind::LearningRate);
    CHECK(run.acts[0].value == 0.25);
    CHECK(run.epochs() == 100001);
    CHECK(keptSteps(run.folder) == std::vector<std::int64_t>{run.acts[1].step});
}

TEST_CASE("The inside of a run is shown by layer, what is new is added")
{
    QWidget window;
    WatchChart watch(&window);
    int changes = 0;
    QObject::connect(&watch, &WatchChart::hasDataChanged, &window, [&] { ++changes; });
    RunSeries series;
    series.train["loss"] = {{1, 0, 1}};
    watch.show(&series, 10);
    CHECK_FALSE(watch.hasData());
    for (const char* tag : {"gradient_norm/all", "gradient_norm/dense1", "time/forward"})
        series.train[tag] = {{50, 1, 0.5f}, {100, 2, 0.25f}};
    series.histograms["weights/dense1.weight"] = {{"weights/dense1.weight", 50, 1, {-1, 1, {1, 2, 1}}}};
    watch.show(&series, 10);
    CHECK(watch.hasData());
    CHECK(changes == 1);
    QStringList choices;
    for (int i = 0; i < watch.choice()->count(); ++i)
        choices << watch.choice()->itemText(i);
    CHECK(choices == QStringList{"Gradient norm", "Share of time", "Spread of weights/dense1.weight"});
    LineChart* chart = watch.card()->chart();
    REQUIRE(chart->seriesKeys().size() == 2);
    CHECK(chart->store(chart->seriesKeys()[1])->size() == 2);
    series.train["gradient_norm/dense1"].push_back({150, 3, 0.125f});
    watch.show(&series, 10);
    CHECK(chart->store({"dense1", {}, SeriesKind::Validation})->size() == 3);
    watch.choice()->setCurrentIndex(2);
    emit watch.choice()->activated(2);
    CHECK(chart->seriesKeys().size() == 7);
    watch.show(nullptr, 1);
    CHECK_FALSE(watch.hasData());
}
