// The acceptance of the window: a new user builds, trains, keeps, evaluates and exports a network, with mouse and keys alone.
#include "tests/ui/shell/window_fixture.h"

#include <filesystem>

#include "ui/canvas/message_card.h"
#include "ui/inspector/param_editor.h"
#include "ui/pages/evaluate/try_card.h"
#include "ui/pages/evaluate/verdict_list.h"
#include "ui/palette/layer_tree.h"
#include "ui/plots/line_chart.h"
#include "ui/widgets/card.h"
#include "ui/widgets/confusion_matrix_view.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QTableWidget>
#include <QToolButton>

using namespace nodegrad;
using test::eventually;

namespace {

struct NewUser : test::User {
    void chooseIris()
    {
        click(need<Card>("example.iris"));
        settle();
        REQUIRE(session().project().data.source == "iris");
        REQUIRE(find<CanvasView>());
        canvas()->setAnimated(false);
        eventually("no problems", [&] { return problems() == "No problems"; });
    }
    void showPage(int index)
    {
        auto* pages = need<SegmentedControl>("pages");
        click(pages, pages->segmentRect(index).center());
    }
    QAbstractButton* trainButton() const { return need<QAbstractButton>("run.main"); }

    /// Drags a layer out of the palette to a place on the canvas. The offscreen platform ends a QDrag at once, so that the drag's
    /// events come from here, with the data that the palette gives.
    void dragFromPalette(const QString& layer, QPoint to)
    {
        auto* tree = need<LayerTree>();
        QTreeWidgetItem* row = tree->findLayer(layer);
        REQUIRE(row);
        tree->scrollToItem(row);
        const QPoint from = tree->visualItemRect(row).center();
        drag(tree->viewport(), from, from + QPoint(30, 4));
        REQUIRE(tree->currentLayer() == layer);
        const std::unique_ptr<QMimeData> data(tree->model()->mimeData(tree->selectionModel()->selectedIndexes()));
        REQUIRE(data);
        QWidget* under = window->childAt(inWindow(canvas(), to));
        REQUIRE(under == canvas());
        QDragEnterEvent enter(to, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(under, &enter);
        REQUIRE(enter.isAccepted());
        QDragMoveEvent move(to, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(under, &move);
        REQUIRE(move.isAccepted());
        QDropEvent drop(to, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(under, &drop);
        CHECK(drop.isAccepted());
    }
    std::size_t points(SeriesKind kind) const
    {
        std::size_t most = 0;
        for (const LineChart* chart : window->findChildren<LineChart*>())
            if (chart->isVisible())
                for (const SeriesKey& key : chart->seriesKeys())
                    if (key.kind == kind && key.runId.toStdString() == runs().selectedRun())
                        most = std::max(most, chart->store(key)->size());
        return most;
    }
    void chooseOfRun(const QString& entry)
    {
        auto* more = need<QToolButton>("train.more");
        answer([&] { click(more); }, [&](QWidget* menu) { chooseInMenu(menu, entry); });
    }
};

} // namespace

TEST_CASE("A layer is deleted, dragged in anew, wired and mended, and each gesture is one step back and forth")
{
    NewUser job;
    job.chooseIris();
    const Graph before = job.graph();
    job.click(job.canvas(), job.body("dense3"));
    job.key(Qt::Key_Delete);
    CHECK_FALSE(job.node("dense3"));
    job.settle();
    CHECK(job.problems() == "1 problem");
    CHECK(job.item("output").mark == Mark::Error);
    CHECK_FALSE(job.trainButton()->isEnabled());

    job.dragFromPalette("dense", (job.output("relu2") + job.input("output")) / 2);
    REQUIRE(job.node("dense3"));
    job.settle();
    job.drag(job.canvas(), job.output("relu2"), job.input("dense3"));
    CHECK(job.wired("relu2", "dense3"));
    job.settle();
    job.drag(job.canvas(), job.output("dense3"), job.input("output"));
    CHECK(job.wired("dense3", "output"));
    job.settle();
    int labels = 0;
    for (const SceneWire& wire : job.canvas()->scene().wires())
        labels += wire.label.contains(QChar(0xD7)) || wire.label.contains("16") || wire.label.contains("4") ? 1 : 0;
    CHECK(labels == static_cast<int>(job.canvas()->scene().wires().size()));

    job.click(job.canvas(), job.body("dense3"));
    job.fill(job.need<ParamEditor>("param.units"), "5");
    job.settle();
    CHECK(job.problems() == "1 problem");
    CHECK(job.item("dense3").mark == Mark::Error);
    QAbstractButton* fix = job.button("Set units to 3");
    REQUIRE(fix);
    job.click(fix);
    job.settle();
    CHECK(job.problems() == "No problems");
    const Graph after = job.graph();

    const std::vector<std::string> steps = {"Set units to 3", "Change units", "Connect", "Connect", "Add Dense", "Delete 1 layer"};
    for (const std::string& step : steps) {
        CHECK(job.session().undoName().toStdString() == step);
        job.key(Qt::Key_Z, Qt::ControlModifier);
    }
    CHECK(job.graph() == before);
    CHECK_FALSE(job.session().canUndo());
    for (std::size_t i = 0; i < steps.size(); ++i)
        job.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(job.graph() == after);
    CHECK_FALSE(job.session().canRedo());
}

TEST_CASE("Ctrl+Z takes back a number that was typed, with the focus still in its field")
{
    NewUser job;
    job.chooseIris();
    job.click(job.canvas(), job.body("dense1"));
    auto* units = job.need<ParamEditor>("param.units");
    job.fill(units, "24");
    job.settle();
    CHECK(job.session().undoName().contains("units"));
    job.key(Qt::Key_Z, Qt::ControlModifier);
    CHECK_FALSE(job.session().canUndo());
    CHECK(units->findChild<QLineEdit*>()->text() == "16");
    job.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(units->findChild<QLineEdit*>()->text() == "24");
    job.click(units, QPoint(12, units->height() / 2)); // while a number is being typed, the keys are the field's
    job.type("9");
    job.key(Qt::Key_Z, Qt::ControlModifier);
    CHECK(units->findChild<QLineEdit*>()->text() == "24");
    CHECK(job.session().canUndo());
}

TEST_CASE("A new user trains, keeps, evaluates and exports a network")
{
    NewUser job;
    job.chooseIris();

    // Train: enough epochs that the run is still on when the hand comes.
    job.showPage(2);
    job.fill(job.need<QWidget>("param.epochs"), "100000");
    REQUIRE(job.session().project().training.epochs == 100000);
    job.click(job.trainButton());
    eventually("points of both curves", [&] { return job.points(SeriesKind::Training) > 1 && job.points(SeriesKind::Validation) > 1; });
    CHECK(job.trainButton()->text() == "Pause");
    job.click(job.trainButton());
    eventually("the run pauses", [&] { return job.runs().state() == RunState::Paused; });
    CHECK(job.trainButton()->text() == "Continue");
    const std::int64_t paused = job.runs().progress().step;
    for (int i = 0; i < 50; ++i)
        QTest::qWait(5);
    CHECK(job.runs().progress().step == paused);
    job.click(job.trainButton());
    eventually("steps go on", [&] { return job.runs().progress().step > paused; });
    job.click(job.need<QWidget>("run.stop"));
    eventually("the run stops", [&] { return !job.runs().isActive(); });
    REQUIRE(job.runs().runs().size() == 1);
    CHECK(job.runs().runs().front().state == RunState::Stopped);
    const std::int64_t done = job.runs().runs().front().epochsDone;
    CHECK(done > 0);
    job.chooseOfRun("Continue from its last checkpoint");
    eventually("more epochs", [&] { return job.runs().isActive() && job.runs().progress().epoch > done + 1; });
    job.click(job.need<QWidget>("run.stop"));
    eventually("the run stops again", [&] { return !job.runs().isActive(); });
    CHECK(job.runs().runs().front().epochsDone > done);

    // A second run that ends by itself, then ten more epochs.
    job.fill(job.need<QWidget>("param.epochs"), "30");
    job.click(job.trainButton());
    eventually("the second run is done", [&] { return !job.runs().isActive() && job.runs().runs().size() == 2; });
    CHECK(job.runs().runs().back().state == RunState::Completed);
    CHECK(job.runs().runs().back().epochsDone == 30);
    job.answer([&] { job.chooseOfRun("Train 10 more epochs…"); }, [](QWidget* dialog) { QTest::keyClick(dialog, Qt::Key_Return); }, "QDialog");
    eventually("ten more epochs", [&] { return !job.runs().isActive() && job.runs().runs().back().epochsDone == 40; });

    // Save while nothing runs, close, come back.
    const QString path = job.folder + "/flowers.nodegrad";
    job.answer([&] { job.key(Qt::Key_S, Qt::ControlModifier); }, [&](QWidget* dialog) { job.enterName(dialog, "flowers"); });
    eventually("the file", [&] { return QFile::exists(path) && !job.session().isEdited(); });
    CHECK(job.runs().runs().size() == 2);
    const Project kept = job.session().project();
    CHECK(job.window->close());
    job.window.reset();
    job.openWindow();
    job.click(job.button("flowers   " + job.folder));
    eventually("the project is back", [&] { return job.session().path() == path.toStdString(); });
    job.settle();
    CHECK(job.session().project() == kept);
    REQUIRE(job.runs().runs().size() == 2);
    job.showPage(2);
    CHECK(job.need<QTableWidget>("train.runs")->rowCount() == 2);
    eventually("the curves of the run", [&] { return job.points(SeriesKind::Training) > 1 && job.points(SeriesKind::Validation) > 1; });

    // Evaluate.
    job.showPage(3);
    eventually("the confusion matrix", [&] { return job.find<ConfusionMatrixView>() && job.need<ConfusionMatrixView>()->valuesAsText().contains("virginica"); });
    auto* matrix = job.need<ConfusionMatrixView>();
    job.click(matrix, matrix->cellRect(0, 0).center().toPoint());
    CHECK(matrix->selectedTruth() == 0);
    QWidget* ofCell = nullptr;
    for (Card* one : job.window->findChildren<Card*>())
        if (one->isVisible() && one->title() == "setosa, recognized")
            ofCell = one;
    REQUIRE(ofCell);
    auto* cell = job.need<VerdictList>({}, ofCell);
    CHECK(cell->count() > 0);
    CHECK(job.need<QTableWidget>({}, cell)->rowCount() == cell->count());
    auto* card = job.need<TryCard>();
    eventually("an answer of the sample", [&] { return !card->answerText().isEmpty(); });
    // The largest petals of Fisher's table are those of virginica.
    for (DecimalField* field : card->findChildren<DecimalField*>())
        if (field->accessibleName().contains("petal"))
            job.fill(field, field->accessibleName().contains("length") ? "6.7" : "2.3");
    eventually("the answer of the edited row", [&] { return card->answerText() == "virginica"; });

    // Export and prove.
    job.showPage(4);
    eventually("the formats", [&] { return job.find<Card>("export.card.onnx") != nullptr; });
    job.click(job.need<Card>("export.card.onnx"), QPoint(40, 20));
    auto* start = job.need<QAbstractButton>("export.start");
    eventually("ONNX can be written", [&] { return start->isEnabled() && start->text().contains("ONNX"); });
    job.click(start);
    eventually("the verdict", [&] { return job.find<QLabel>("export.verdict") || job.find<QWidget>("export.problem"); });
    REQUIRE(job.find<QLabel>("export.verdict"));
    CHECK(job.need<QLabel>("export.verdict")->text() == "The exported file gives the same answers");
    CHECK(job.shows("largest difference"));
    CHECK(std::filesystem::file_size((job.folder + "/exports/flowers.onnx").toStdString()) > 500);
}
