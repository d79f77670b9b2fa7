#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/bar_row.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/confusion_matrix_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/metric_tile.h"
#include "ui/widgets/progress_ring.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace nodegrad;

TEST_CASE("Arrows and clicks choose a segment, disabled ones are passed over")
{
    test::application();
    SegmentedControl pages;
    pages.setSegments({"Data", "Design", "Train", "Export"});
    pages.setSegmentEnabled(2, false, "Nothing to train yet.");
    pages.resize(pages.sizeHint());
    QSignalSpy chosen(&pages, &SegmentedControl::chosen);
    CHECK(pages.currentIndex() == 0);
    QTest::keyClick(&pages, Qt::Key_Right);
    CHECK(pages.currentIndex() == 1);
    QTest::keyClick(&pages, Qt::Key_Right);
    CHECK(pages.currentIndex() == 3);
    QTest::keyClick(&pages, Qt::Key_Right);
    CHECK(pages.currentIndex() == 3);
    QTest::keyClick(&pages, Qt::Key_Home);
    CHECK(pages.currentIndex() == 0);
    QTest::keyClick(&pages, Qt::Key_End);
    CHECK(pages.currentIndex() == 3);
    QTest::mouseClick(&pages, Qt::LeftButton, {}, pages.segmentRect(2).center());
    CHECK(pages.currentIndex() == 3);
    QTest::mouseClick(&pages, Qt::LeftButton, {}, pages.segmentRect(1).center());
    CHECK(pages.currentIndex() == 1);
    CHECK(chosen.count() == 5);
    pages.setCurrentIndex(0);
    CHECK(chosen.count() == 5); // not by the user
    pages.setCurrentIndex(99);
    CHECK(pages.currentIndex() == 0);
    CHECK(pages.accessibleDescription() == "Data, 1 of 4");
}

TEST_CASE("A mark makes a segment wider and is told to screen readers")
{
    test::application();
    SegmentedControl pages;
    pages.setSegments({"Data", "Design"});
    const int plain = pages.sizeHint().width();
    pages.setSegmentMark(0, SegmentedControl::Mark::Problems, 12);
    CHECK(pages.sizeHint().width() > plain + 15);
    CHECK(pages.accessibleDescription().contains("12 problem"));
}

TEST_CASE("A switch toggles by click and by Space")
{
    test::application();
    Switch shuffle("every epoch");
    shuffle.resize(shuffle.sizeHint());
    QSignalSpy toggles(&shuffle, &Switch::toggled);
    QTest::mouseClick(&shuffle, Qt::LeftButton);
    CHECK(shuffle.isChecked());
    QTest::keyClick(&shuffle, Qt::Key_Space);
    CHECK_FALSE(shuffle.isChecked());
    CHECK(toggles.count() == 2);
}

TEST_CASE("A chip is clicked only when it is made for it")
{
    test::application();
    Chip label("CPU"), filter("7");
    filter.setCheckable(true);
    for (Chip* chip : {&label, &filter})
        chip->resize(chip->sizeHint());
    QSignalSpy labelClicks(&label, &Chip::clicked), filterToggles(&filter, &Chip::toggled);
    QTest::mouseClick(&label, Qt::LeftButton);
    QTest::mouseClick(&filter, Qt::LeftButton);
    CHECK(labelClicks.count() == 0);
    CHECK(filterToggles.count() == 1);
}

TEST_CASE("A card that can be chosen answers to click and Enter")
{
    test::application();
    Card card("ONNX");
    card.resize(200, 120);
    QSignalSpy clicks(&card, &Card::clicked);
    QTest::mouseClick(&card, Qt::LeftButton);
    CHECK(clicks.count() == 0);
    card.setClickable(true);
    QTest::mouseClick(&card, Qt::LeftButton);
    QTest::keyClick(&card, Qt::Key_Return);
    CHECK(clicks.count() == 2);
    CHECK(card.accessibleName() == "ONNX");
}

TEST_CASE("The actions of a banner and of an empty state are buttons that can be clicked")
{
    test::application();
    InlineBanner banner(Tone::Danger, "Dense needs a vector", "It gets a feature map.");
    EmptyState empty("No data yet.");
    QSignalSpy fix(banner.addAction("Insert Flatten", true), &QPushButton::clicked), add(empty.addButton("Add data…", true), &QPushButton::clicked);
    for (QPushButton* button : banner.findChildren<QPushButton*>())
        QTest::mouseClick(button, Qt::LeftButton);
    for (QPushButton* button : empty.findChildren<QPushButton*>())
        QTest::mouseClick(button, Qt::LeftButton);
    CHECK(fix.count() == 1);
    CHECK(add.count() == 1);
    empty.clearButtons();
    CHECK(empty.findChildren<QPushButton*>().isEmpty());
    CHECK(banner.accessibleName() == "Dense needs a vector");
}

TEST_CASE("Numbers change without changing the size of a tile")
{
    test::application();
    MetricTile tile("Speed");
    tile.setValue("405");
    const QSize before = tile.sizeHint();
    tile.setValue("1 000 405");
    CHECK(tile.sizeHint() == before);
    CHECK(tile.accessibleDescription().contains("1 000 405"));
}

TEST_CASE("Progress is clamped and takes what is no number as nothing")
{
    test::application();
    ProgressRing ring;
    ring.setProgress(2);
    CHECK(ring.progress() == 1);
    ring.setProgress(-1);
    CHECK(ring.progress() == 0);
    ring.setProgress(std::numeric_limits<double>::quiet_NaN());
    CHECK(ring.progress() == 0);
}

TEST_CASE("A click and Enter on a cell of the confusion matrix tell which")
{
    test::application();
    ConfusionMatrixView matrix;
    matrix.setCounts({5, 1, 0, /**/ 0, 6, 2, /**/ 0, 0, 7}, {"cat", "dog", "owl"});
    matrix.resize(400, 360);
    QSignalSpy cells(&matrix, &ConfusionMatrixView::cellClicked);
    QTest::mouseClick(&matrix, Qt::LeftButton, {}, matrix.cellRect(1, 2).center().toPoint());
    REQUIRE(cells.count() == 1);
    CHECK(cells[0][0].toInt() == 1);
    CHECK(cells[0][1].toInt() == 2);
    CHECK(matrix.accessibleDescription() == "True dog, said owl: 2 of 8 (25.0 %)");
    QTest::keyClick(&matrix, Qt::Key_Up);
    QTest::keyClick(&matrix, Qt::Key_Left);
    QTest::keyClick(&matrix, Qt::Key_Return);
    REQUIRE(cells.count() == 2);
    CHECK(cells[1][0].toInt() == 0);
    CHECK(cells[1][1].toInt() == 1);
    CHECK(matrix.valuesAsText().contains("dog\t0\t6\t2"));
}

TEST_CASE("The confusion matrix takes counts of the wrong size as nothing and many classes as small cells")
{
    test::application();
    ConfusionMatrixView matrix;
    matrix.setCounts({1, 2, 3}, {"a", "b"});
    matrix.resize(300, 300);
    QTest::mouseClick(&matrix, Qt::LeftButton);
    QTest::keyClick(&matrix, Qt::Key_Down);
    CHECK(matrix.selectedTruth() == -1);
    QStringList names;
    for (int i = 0; i < 100; ++i)
        names << QString::number(i);
    matrix.setCounts(std::vector<std::int64_t>(10000, 1), names);
    CHECK(matrix.cellRect(99, 99).right() <= 300);
    CHECK_FALSE(matrix.grab().isNull());
}

TEST_CASE("A right answer is tinted with info and a mistake filled with danger")
{
    test::application();
    ThemeController::instance()->setMode(ThemeMode::Dark);
    const Theme& t = theme();
    ConfusionMatrixView matrix;
    matrix.setCounts({10, 3, 0, 10}, {"no", "yes"});
    matrix.resize(400, 360);
    const QImage image = matrix.grab().toImage();
    const auto corner = [&](int truth, int prediction) {
        const QPointF at = matrix.cellRect(truth, prediction).topLeft() + QPointF(8, 8);
        return image.pixelColor(at.toPoint());
    };
    CHECK(corner(0, 0) == Theme::blend(t(Role::Info), 0.46, t(Role::Panel))); // the largest count
    CHECK(corner(0, 1) == t(Role::DangerFill));
}
