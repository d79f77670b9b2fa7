#include "tests/ui/pages_evaluate/support.h"

#include <QComboBox>
#include <QFile>
#include <QTableWidget>

#include "ui/pages/evaluate/headline_metric.h"
#include "ui/pages/evaluate/other_runs_card.h"
#include "ui/pages/evaluate/score_table.h"
#include "ui/pages/evaluate/try_card.h"
#include "ui/plots/decision_map.h"
#include "ui/plots/scatter_chart.h"
#include "ui/widgets/confusion_matrix_view.h"
#include "ui/widgets/draw_pad.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/number_field.h"

using namespace nodegrad;
using test::EvaluatePageWorld;
using test::waitUntil;

namespace {

const char* const irisNetwork = "input(4) > dense(16) > relu > dense(3) > output(cross_entropy)";
const char* const digitsNetwork = "input(1,8,8) > flatten > dense(32) > relu > dense(10) > output(cross_entropy)";
const char* const moonsNetwork = "input(2) > dense(16) > tanh > dense(2) > output(cross_entropy)";

QString headline(EvaluatePage& page, const QString& caption)
{
    for (auto* metric : page.findChildren<HeadlineMetric*>())
        if (metric->caption() == caption)
            return metric->value();
    return {};
}

} // namespace

TEST_CASE("Without a run the page says what to do first")
{
    EvaluatePageWorld world;
    world.page.show();
    CHECK(world.page.findChild<EmptyState*>()->isVisible());
    CHECK_FALSE(world.page.evaluation());
}

TEST_CASE("A trained table shows figures that agree with each other and with the matrix")
{
    EvaluatePageWorld world;
    world.open("iris", irisNetwork, 20);
    world.train();
    const auto evaluation = world.evaluated();
    REQUIRE(evaluation->classes);
    const ClassificationReport& report = *evaluation->classes;
    CHECK(report.count == 23); // round(150 * 0.15)
    std::int64_t right = 0, all = 0;
    for (std::size_t truth = 0; truth < 3; ++truth)
        for (std::size_t answer = 0; answer < 3; ++answer) {
            all += report.confusion[truth][answer];
            right += truth == answer ? report.confusion[truth][answer] : 0;
        }
    CHECK(all == report.count);
    CHECK(all - right == report.wrong);
    CHECK(headline(world.page, "Wrong") == QString::number(report.wrong));
    CHECK(world.page.findChild<ScoreTable*>()->rowCount() == 3);
    CHECK(world.page.reportText().contains("setosa"));

    auto* matrix = world.page.findChild<ConfusionMatrixView*>();
    QTest::mouseClick(matrix, Qt::LeftButton, {}, matrix->cellRect(0, 0).center().toPoint());
    CHECK(matrix->selectedTruth() == 0);
    CHECK(matrix->selectedPrediction() == 0);
}

TEST_CASE("Another part of the split is evaluated on its own samples")
{
    EvaluatePageWorld world;
    world.open("iris", irisNetwork, 2);
    world.train();
    const auto train = world.evaluated(SplitPart::Train);
    CHECK(train->predictions.samples == train->prepared.split.train);
    const auto validation = world.evaluated(SplitPart::Validation);
    CHECK(validation->predictions.samples == validation->prepared.split.validation);
}

TEST_CASE("A drawn digit is answered, and an edit of the design is marked")
{
    EvaluatePageWorld world;
    world.open("digits", digitsNetwork, 2);
    world.train();
    world.evaluated();
    auto* card = world.page.findChild<TryCard*>();
    REQUIRE(waitUntil([&] { return !card->answerText().isEmpty(); }));
    auto* pad = world.page.findChild<DrawPad*>();
    CHECK(pad->gridWidth() == 8);
    QSignalSpy made(card, &TryCard::inputMade);
    QTest::mouseMove(pad, {20, 20});
    QTest::mousePress(pad, Qt::LeftButton, {}, pad->rect().center());
    QTest::mouseRelease(pad, Qt::LeftButton, {}, pad->rect().center());
    CHECK(made.count() >= 1);

    CHECK_FALSE(world.runs.isDesignEditedSince());
    auto changed = parseGraphText("input(1,8,8) > flatten > dense(10) > output(cross_entropy)");
    REQUIRE(changed);
    world.session.applyGraph(*changed, "Smaller");
    bool told = false;
    for (auto* banner : world.page.findChildren<InlineBanner*>())
        told |= banner->isVisible() && banner->title().contains("edited");
    CHECK(told);
}

TEST_CASE("Data with two features get a decision map")
{
    EvaluatePageWorld world;
    world.open("two_moons", moonsNetwork, 3);
    world.train();
    const auto evaluation = world.evaluated();
    REQUIRE(evaluation->plane);
    CHECK(evaluation->plane->classes.size() == static_cast<std::size_t>(evaluation->plane->columns * evaluation->plane->rows));
    CHECK(world.page.findChild<DecisionMap*>()->isVisible());
    CHECK_FALSE(world.page.findChild<ScatterChart*>()->isVisible());
}

TEST_CASE("Numbers are judged by errors and a scatter chart")
{
    EvaluatePageWorld world;
    QFile file(world.folder.filePath("line.csv"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("x,y\n");
    for (int i = 0; i < 80; ++i)
        file.write(QString("%1,%2\n").arg(i * 0.1 + 0.05).arg(i * 0.3 + 1.25).toUtf8());
    file.close();
    Project project;
    project.data.source = "csv";
    project.data.params.set("file", ParamValue(file.fileName().toStdString()));
    project.data.params.set("task", ParamValue(std::string("regression")));
    project.graph = *parseGraphText("input(1) > dense(1) > output(mse)");
    project.training.epochs = 2;
    project.training.threads = 1;
    world.session.open(project, world.folder.filePath("line.nodegrad").toStdString());
    REQUIRE(waitUntil([&] { return world.session.data()->phase == DataState::Phase::Ready; }));
    world.train();
    const auto evaluation = world.evaluated();
    REQUIRE(evaluation->numbers);
    CHECK_FALSE(headline(world.page, "RMSE").isEmpty());
    CHECK(world.page.findChild<ScatterChart*>()->isVisible());
    CHECK_FALSE(world.page.findChild<ConfusionMatrixView*>()->isVisible());
}

TEST_CASE("Each finished run is offered with its best and last weights")
{
    EvaluatePageWorld world;
    world.open("iris", irisNetwork, 2);
    world.train();
    world.train();
    world.evaluated();
    auto* models = world.page.findChild<QComboBox*>();
    CHECK(models->count() == 4);
    CHECK(models->currentText() == world.runs.shownModel()->label());
    CHECK(world.page.findChild<OtherRunsCard*>()->findChild<QTableWidget*>()->rowCount() == 2);
}

TEST_CASE("A file is predicted into a table with one line a sample")
{
    EvaluatePageWorld world;
    world.open("iris", irisNetwork, 2);
    world.train();
    const auto evaluation = world.evaluated();
    QFile file(world.folder.filePath("new.csv"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    QStringList names;
    for (const std::string& name : evaluation->prepared.data->featureNames)
        names << QString::fromStdString(name);
    file.write(names.join(',').toUtf8() + "\n5.1,3.5,1.4,0.2\n6.3,3.3,6.0,2.5\n");
    file.close();
    Evaluator evaluator(world.context());
    QSignalSpy written(&evaluator, &Evaluator::predicted), failed(&evaluator, &Evaluator::failed);
    const QString output = world.folder.filePath("answers.csv");
    evaluator.predictFiles(world.runs.shownModel(), evaluation->prepared.data, {file.fileName().toStdString()}, output.toStdString());
    REQUIRE(waitUntil([&] { return written.count() + failed.count() > 0; }));
    REQUIRE(written.count() == 1);
    CHECK(written.first().at(1).toLongLong() == 2);
    QFile answers(output);
    REQUIRE(answers.open(QIODevice::ReadOnly));
    CHECK(answers.readAll().count('\n') == 3); // header and two samples
}
