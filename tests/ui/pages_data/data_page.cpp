#include "tests/ui/pages_data/support.h"

#include <QCheckBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>

#include "ui/pages/data/facts_panel.h"
#include "ui/pages/data/network_card.h"
#include "ui/pages/data/source_form.h"
#include "ui/pages/data/preparation_panel.h"
#include "ui/pages/data/samples_view.h"
#include "ui/pages/data/source_list.h"
#include "ui/plots/stacked_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/picture_grid.h"
#include "ui/widgets/segmented_control.h"

using namespace nodegrad;
using test::DataPageWorld;
using test::waitUntil;

namespace {

QPushButton* buttonNamed(QWidget& page, const QString& text)
{
    for (auto* button : page.findChildren<QPushButton*>())
        if (button->text() == text && button->isVisible())
            return button;
    return nullptr;
}

QString writeFile(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes)
{
    QFile file(folder.filePath(name));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    return file.fileName();
}

} // namespace

TEST_CASE("Without data the page says so, and one button brings the digits")
{
    DataPageWorld world;
    CHECK(world.page.findChild<EmptyState*>()->isVisible());
    auto* button = buttonNamed(world.page, "Use the digits");
    REQUIRE(button);
    QTest::mouseClick(button, Qt::LeftButton);
    CHECK(world.session.project().data.source == "digits");
    REQUIRE(waitUntil([&] { return world.session.data()->phase == DataState::Phase::Ready; }));
    CHECK_FALSE(world.page.findChild<EmptyState*>()->isVisible());
    CHECK(world.page.findChild<SourceList*>()->row("digits")->isChecked());
    world.session.undo();
    CHECK(world.session.project().data.source.empty());
    CHECK(world.page.findChild<EmptyState*>()->isVisible());
}

TEST_CASE("The digits are shown as 1797 pictures, and a class and a part narrow them")
{
    DataPageWorld world("digits");
    auto* samples = world.page.findChild<SamplesView*>();
    auto* grid = world.page.findChild<PictureGrid*>();
    CHECK(grid->isVisible());
    CHECK(grid->count() == 1797);
    samples->setClass(0);
    CHECK(grid->count() == 178); // the UCI test set holds 178 zeros
    samples->setClass(-1);
    samples->setPart(SplitPart::Validation);
    CHECK(grid->count() == 270); // round(1797 * 0.15)
    samples->setPart(SplitPart::All);
}

TEST_CASE("A table opens as rows with its columns; pictures are not offered for it")
{
    DataPageWorld world("iris");
    auto* samples = world.page.findChild<SamplesView*>();
    CHECK(samples->view() == SamplesView::View::Table);
    samples->setView(SamplesView::View::Samples);
    CHECK(samples->view() == SamplesView::View::Table);
    QTableView* shown = nullptr;
    for (auto* table : samples->findChildren<QTableView*>())
        if (table->isVisible())
            shown = table;
    REQUIRE(shown);
    CHECK(shown->model()->rowCount() == 150);
    CHECK(shown->model()->columnCount() == 6); // number, four lengths, species
    CHECK(shown->model()->data(shown->model()->index(0, 1)).toString() == "5.1");
    samples->setView(SamplesView::View::Statistics);
    for (auto* table : samples->findChildren<QTableView*>())
        if (table->isVisible())
            shown = table;
    CHECK(shown->model()->rowCount() == 5);
    CHECK(shown->model()->data(shown->model()->index(0, 4)).toString() == "4.3"); // shortest sepal of Fisher's table
    CHECK(shown->model()->data(shown->model()->index(0, 5)).toString() == "7.9");
}

TEST_CASE("The split is one step of the history and the counts follow")
{
    DataPageWorld world("iris");
    auto* test = world.page.findChild<QSpinBox*>("testShare");
    REQUIRE(test);
    test->setValue(20);
    CHECK(world.session.project().data.split.testShare == 0.2);
    REQUIRE(waitUntil([&] { return world.session.data()->phase == DataState::Phase::Ready; }));
    CHECK(world.session.data()->prepared.split.test.size() == 30);
    CHECK(world.session.undoName() == "Change the split");
    world.session.undo();
    CHECK(test->value() == 15);
}

TEST_CASE("Another preparation refits, and shows what it learned")
{
    DataPageWorld world("digits");
    auto* panel = world.page.findChild<PreparationPanel*>();
    CHECK(panel->row("standardize")->isChecked());
    QTest::mouseClick(panel->row("scale"), Qt::LeftButton);
    CHECK(world.session.project().data.preparation == "scale");
    REQUIRE(waitUntil([&] { return world.session.data()->phase == DataState::Phase::Ready; }));
    CHECK(panel->row("scale")->isChecked());
    CHECK(panel->row("scale")->accessibleDescription().contains("divide by 16"));
    CHECK_FALSE(panel->row("standardize")->isChecked());
}

TEST_CASE("Parameters of a source are a form, and an edit makes the data anew")
{
    DataPageWorld world("xor");
    auto* form = world.page.findChild<SourceForm*>();
    auto* count = qobject_cast<QSpinBox*>(form->field("samples"));
    REQUIRE(count);
    CHECK(count->value() == 400);
    count->setValue(120);
    REQUIRE(waitUntil([&] { return world.session.data()->phase == DataState::Phase::Ready; }));
    CHECK(world.session.data()->prepared.data->count() == 120);
    CHECK(world.session.undoName() == "Change samples of XOR");
}

TEST_CASE("What the network sees names the tensor, its figures and the target")
{
    DataPageWorld world("digits");
    auto* card = world.page.findChild<NetworkCard*>();
    REQUIRE(waitUntil([&] { return card->tensorText().contains("deviation"); }));
    card->setSample(0);
    // Standardized over all training pixels: mean 0, deviation 1. The first digit is a zero.
    CHECK(card->tensorText() == QString::fromUtf8("Tensor N × 1 × 8 × 8 float32, mean 0.00, deviation 1.00, target 0"));
    auto* bars = world.page.findChild<StackedBars*>();
    CHECK(bars->valuesAsText().split('\n').size() == 12); // header, ten digits, end
}

TEST_CASE("A dropped table becomes the data, and its target is offered by name")
{
    QTemporaryDir folder;
    DataPageWorld world;
    const QString path = writeFile(folder, "cats.csv", "weight,age,kind\n4.1,2,tabby\n3.2,1,siam\n4.5,3,tabby\n3.0,4,siam\n4.4,5,tabby\n3.3,6,siam\n"
                                                       "4.2,2,tabby\n3.1,1,siam\n4.6,3,tabby\n3.4,4,siam\n4.7,5,tabby\n3.5,6,siam\n");
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(800, 400), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&world.page, &enter);
    CHECK(enter.isAccepted());
    QDropEvent drop(QPointF(800, 400), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&world.page, &drop);
    REQUIRE(waitUntil([&] { return world.session.data()->phase == DataState::Phase::Ready; }));
    CHECK(world.session.project().data.source == "csv");
    CHECK(world.session.data()->prepared.data->targetName == "kind");
    CHECK(world.session.undoName() == "Use cats.csv");
}

TEST_CASE("A table that is gone is told with a way out")
{
    DataPageWorld world;
    Project project = world.session.project();
    project.data.source = "csv";
    project.data.params.set("file", ParamValue(std::string("/nowhere/at/all.csv")));
    world.session.apply(project, "Use data");
    REQUIRE(waitUntil([&] { return world.session.data()->phase == DataState::Phase::Failed; }));
    auto* banner = world.page.findChild<InlineBanner*>();
    CHECK(banner->isVisible());
    CHECK(banner->title().contains("all.csv"));
    CHECK(buttonNamed(world.page, QString::fromUtf8("Choose the file again…")));
}

TEST_CASE("A file that nobody can read leaves the data as they are")
{
    QTemporaryDir folder;
    DataPageWorld world("iris");
    world.page.addPath(writeFile(folder, "letter.docx", "PK\x03\x04 not a table").toStdString());
    auto* banner = world.page.findChild<InlineBanner*>();
    REQUIRE(waitUntil([&] { return banner->isVisible(); }));
    CHECK(banner->title().contains("letter.docx"));
    CHECK(world.session.project().data.source == "iris");
}

TEST_CASE("The foot of the list says whether the design takes the data")
{
    DataPageWorld world("iris");
    auto* fit = world.page.findChild<FitCard*>();
    REQUIRE(waitUntil([&] { return world.session.isDesignCurrent(); }));
    CHECK(fit->title() == "No design yet");
}
