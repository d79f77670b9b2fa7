// What the window says is so: figures that agree with each other, places that are named where they are, verdicts of the right file.
#include "tests/ui/shell/window_fixture.h"

#include <QTableView>
#include <QTableWidget>

#include "core/project/project.h"
#include "ui/inspector/layer_form.h"
#include "ui/inspector/param_editor.h"
#include "ui/pages/data/facts_panel.h"
#include "ui/pages/export/verification_card.h"
#include "ui/plots/chart_card.h"
#include "ui/shell/settings.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/metric_tile.h"

using namespace nodegrad;
using test::eventually;
namespace fs = std::filesystem;

namespace {

struct Reader : test::User {
    void choose(const char* example)
    {
        click(need<QWidget>(QStringLiteral("example.") + QLatin1String(example)));
        settle();
        canvas()->setAnimated(false);
    }
    /// What the tiles beside the charts say, as it is read out.
    QString tiles() const
    {
        QString text;
        for (const MetricTile* tile : window->findChildren<MetricTile*>())
            if (tile->isVisible())
                text += tile->accessibleName() + QLatin1Char(' ') + tile->accessibleDescription() + QLatin1Char('\n');
        return text;
    }
    void trainLong()
    {
        Project longer = session().project();
        longer.training.epochs = 1000000;
        session().apply(longer, "Epochs");
        settle();
        key(Qt::Key_F5);
        eventually("the third epoch", [&] { return runs().progress().epoch > 2; });
    }
};

} // namespace

TEST_CASE("The row of a paused run says the epoch that the rest of the window says")
{
    Reader user;
    user.choose("xor");
    user.key(Qt::Key_3, Qt::AltModifier);
    user.trainLong();
    user.key(Qt::Key_F5);
    eventually("the run pauses", [&] { return user.runs().state() == RunState::Paused; });
    for (int i = 0; i < 20; ++i)
        QTest::qWait(5);
    auto* table = user.need<QTableWidget>("train.runs");
    const QString epoch = QString::number(user.runs().progress().epoch);
    CHECK(table->item(0, 1)->text() == "paused");
    CHECK(table->item(0, 2)->text() == epoch);
    CHECK(user.tiles().contains("epoch " + epoch + " of"));
}

TEST_CASE("Time trained is without the time that the run was paused")
{
    Reader user;
    user.choose("xor");
    QElapsedTimer all;
    all.start();
    user.trainLong();
    user.key(Qt::Key_F5);
    eventually("the run pauses", [&] { return user.runs().state() == RunState::Paused; });
    QElapsedTimer pause;
    pause.start();
    QTest::qWait(600);
    const double paused = static_cast<double>(pause.nsecsElapsed()) / 1e9;
    user.key(Qt::Key_F5);
    eventually("the run goes on", [&] { return user.runs().state() == RunState::Running; });
    user.key(Qt::Key_F5, Qt::ShiftModifier);
    eventually("the run stops", [&] { return !user.runs().isActive(); });
    const double whole = static_cast<double>(all.nsecsElapsed()) / 1e9;
    CHECK(user.runs().runs().front().seconds > 0);
    CHECK(user.runs().runs().front().seconds <= whole - paused);
}

TEST_CASE("Two speeds that are counted in two ways have two names")
{
    Reader user;
    user.choose("xor");
    user.key(Qt::Key_3, Qt::AltModifier);
    user.trainLong();
    CHECK(user.shows("Training speed")); // the chart
    CHECK(user.tiles().contains("Average speed"));
    CHECK_FALSE(user.tiles().contains("Training speed"));
}

TEST_CASE("'Show' of a problem with the data leads to the layer at fault")
{
    Reader user;
    user.choose("iris");
    user.click(user.canvas(), user.body("dense2"));
    user.key(Qt::Key_Delete);
    user.settle();
    user.click(user.canvas(), QPoint(20, user.canvas()->height() / 2));
    user.key(Qt::Key_1, Qt::AltModifier);
    user.click(user.button("Show", user.need<FitCard>()));
    REQUIRE(user.find<CanvasView>());
    REQUIRE(user.canvas()->editor()->current());
    CHECK(user.canvas()->editor()->current()->name == "relu2");
}

TEST_CASE("Samples are counted from 1, as errors count the rows of a table")
{
    Reader user;
    user.choose("iris");
    user.key(Qt::Key_1, Qt::AltModifier);
    QTableView* rows = nullptr;
    eventually("the samples", [&] {
        for (auto* table : user.window->findChildren<QTableView*>())
            if (table->isVisible() && table->accessibleName() == "Samples as rows" && table->model()->rowCount() > 0)
                rows = table;
        return rows != nullptr;
    });
    CHECK(rows->model()->index(0, 0).data().toString() == "1");
    CHECK(rows->model()->index(149, 0).data().toString() == "150"); // Fisher measured 150 flowers
    bool says = false;
    for (const ElidedLabel* label : user.window->findChildren<ElidedLabel*>())
        says = says || (label->isVisible() && label->text().startsWith("sample 1, "));
    CHECK(says);
}

TEST_CASE("A failed export takes the verdict on the file before from the page")
{
    Reader user;
    user.choose("xor");
    user.key(Qt::Key_F5);
    eventually("the run is done", [&] { return !user.runs().isActive() && !user.runs().runs().empty(); });
    user.key(Qt::Key_5, Qt::AltModifier);
    auto* start = user.need<QAbstractButton>("export.start");
    eventually("the export can begin", [&] { return start->isEnabled(); });
    CHECK(user.need<QLineEdit>("param.input_name")->placeholderText() == "input");
    CHECK(user.need<QLineEdit>("param.output_name")->placeholderText() == "output");
    auto* path = user.need<QLineEdit>("export.path");
    user.fill(path, user.folder + "/kept.onnx");
    user.click(start);
    eventually("the verdict", [&] { return user.find<VerificationCard>() != nullptr; });
    fs::create_directories((user.folder + "/a_folder.onnx/x").toStdString());
    user.fill(path, user.folder + "/a_folder.onnx/x/../../a_folder.onnx");
    user.answer([&] { user.click(start); }, [&](QWidget* box) { QTest::mouseClick(user.button("Replace", box), Qt::LeftButton); });
    eventually("the problem", [&] { return user.find<QWidget>("export.problem") != nullptr; });
    CHECK_FALSE(user.find<VerificationCard>());
    fs::remove_all((user.folder + "/a_folder.onnx").toStdString());
}

TEST_CASE("A repeat beyond the limit becomes the limit aloud")
{
    Reader user;
    user.choose("residual_cnn");
    user.click(user.canvas(), user.body("residual"));
    auto* repeat = user.need<ParamEditor>("param.repeat");
    user.fill(repeat, "5000");
    user.settle();
    CHECK(repeat->findChild<QLineEdit*>()->text() == "1000");
    CHECK(user.need<LayerForm>()->problem("repeat").contains("became"));
}

TEST_CASE("A design without data is said to have none, and the way to the data is there")
{
    Reader user;
    user.click(user.need<Card>("model.lenet5"));
    user.settle();
    eventually("the design is known", [&] { return user.problems() == "No data yet"; });
    user.click(user.need<QWidget>("status.problems"));
    QWidget* list = QApplication::activePopupWidget();
    REQUIRE(list);
    CHECK(user.shows("The design has no data yet.", list));
    QTest::mouseClick(user.button("Go to Data", list), Qt::LeftButton);
    CHECK_FALSE(user.find<CanvasView>());
    CHECK(user.shows("No data yet.") );
}

TEST_CASE("What one worked at last stands above the examples")
{
    test::ownFolder();
    const fs::path file = (test::ownFolder() + "/lately.nodegrad").toStdString();
    REQUIRE(writeProject(file, Project{}));
    addRecentFile(file);
    Reader user;
    auto* recent = user.button("lately   " + user.folder);
    REQUIRE(recent);
    CHECK(user.inWindow(recent, {}).y() < user.inWindow(user.need<Card>("example.xor"), {}).y());
    user.click(recent);
    eventually("the file is open", [&] { return user.session().path() == file; });
    fs::remove(file);
}
