#include "tests/ui/pages_data/support.h"
#include "ui/pages/data/split_panel.h"

using namespace nodegrad;

TEST_CASE("A handle of the split bar moves the border between training and validation")
{
    test::application();
    SplitBar bar;
    bar.resize(200, 34);
    bar.setShares(15, 15);
    QSignalSpy chosen(&bar, &SplitBar::chosen);
    QTest::mousePress(&bar, Qt::LeftButton, {}, {140, 10});
    QTest::mouseMove(&bar, {120, 10});
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, {120, 10});
    REQUIRE(chosen.count() == 1);
    CHECK(bar.validation() == 25); // training ends at 120 of 200, 60 %
    CHECK(bar.test() == 15);
}

TEST_CASE("Keys move the borders by one per cent, and no part vanishes")
{
    test::application();
    SplitBar bar;
    bar.setShares(2, 2);
    QTest::keyClick(&bar, Qt::Key_Right);
    CHECK(bar.validation() == 1);
    QTest::keyClick(&bar, Qt::Key_Right);
    CHECK(bar.validation() == 1);
    bar.setShares(10, 10);
    QTest::keyClick(&bar, Qt::Key_Left, Qt::ShiftModifier);
    CHECK(bar.test() == 11);
    CHECK(bar.validation() == 9);
    bar.setShares(80, 80);
    CHECK(bar.validation() + bar.test() <= 98);
}
