#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/widgets/draw_pad.h"
#include "ui/widgets/picture_grid.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <limits>
#include <set>

using namespace nodegrad;

namespace {

QImage grey(int value)
{
    QImage image(8, 8, QImage::Format_Grayscale8);
    image.fill(value);
    return image;
}

} // namespace

TEST_CASE("A grid of 60,000 pictures asks only for those on screen")
{
    test::application();
    PictureGrid grid;
    grid.resize(600, 400);
    std::set<int> asked;
    grid.setSource(60000, [&](int index) { asked.insert(index); return grey(index % 256); });
    grid.grab();
    CHECK(asked.size() > 10);
    CHECK(asked.size() < 60);
    asked.clear();
    grid.setFocus();
    QTest::keyClick(&grid, Qt::Key_End);
    CHECK(grid.currentIndex() == 59999);
    CHECK(grid.viewport()->rect().contains(grid.tileRect(59999)));
    grid.grab();
    CHECK(asked.count(59999) == 1);
    CHECK(asked.size() < 60);
}

TEST_CASE("Keys and clicks move the selection of a picture grid")
{
    test::application();
    PictureGrid grid;
    grid.resize(600, 400);
    grid.setColumns(5);
    grid.setSource(23, [](int) { return grey(200); }, [](int index) { return PictureCaption{"seven", QString::number(index), {}, {}}; });
    QSignalSpy current(&grid, &PictureGrid::currentChanged), activated(&grid, &PictureGrid::activated);
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.tileRect(6).center());
    CHECK(grid.currentIndex() == 6);
    QTest::keyClick(&grid, Qt::Key_Down);
    CHECK(grid.currentIndex() == 11);
    QTest::keyClick(&grid, Qt::Key_Left);
    CHECK(grid.currentIndex() == 10);
    QTest::keyClick(&grid, Qt::Key_End);
    QTest::keyClick(&grid, Qt::Key_Down);
    CHECK(grid.currentIndex() == 22);
    QTest::keyClick(&grid, Qt::Key_Return);
    REQUIRE(activated.count() == 1);
    CHECK(activated[0][0].toInt() == 22);
    CHECK(grid.accessibleDescription().contains("seven 22"));
    CHECK(current.count() == 4);
    grid.setSource(3, [](int) { return grey(0); });
    CHECK(grid.currentIndex() == -1);
    CHECK(grid.indexAt({-5, -5}) == -1);
}

TEST_CASE("Pictures are enlarged without smoothing on a black ground")
{
    test::application();
    PictureGrid grid;
    grid.resize(200, 200);
    grid.setTileSize(84);
    grid.setCaptionLines(0);
    QImage board(2, 2, QImage::Format_Grayscale8);
    board.fill(0);
    board.setPixel(0, 0, qRgb(255, 255, 255));
    QImage white = board.convertToFormat(QImage::Format_RGB32);
    white.fill(Qt::black);
    white.setPixelColor(0, 0, Qt::white);
    grid.setSource(1, [&](int) { return white; });
    const QImage shot = grid.grab().toImage();
    const QRect tile = grid.tileRect(0);
    std::set<QRgb> colors;
    for (int x = tile.left() + 4; x < tile.right() - 4; ++x)
        colors.insert(shot.pixel(x, tile.top() + 20) & 0xffffff);
    CHECK(colors == std::set<QRgb>{0x000000, 0xffffff});
}

TEST_CASE("Drawing with the mouse whitens pixels, erasing blackens them, clear empties")
{
    test::application();
    DrawPad pad(8, 8);
    pad.resize(164, 164); // 20 px a pixel and 2 px of frame
    QSignalSpy changed(&pad, &DrawPad::changed), finished(&pad, &DrawPad::finished);
    QTest::mousePress(&pad, Qt::LeftButton, {}, QPoint(2 + 50, 2 + 50));
    QTest::mouseMove(&pad, QPoint(2 + 110, 2 + 50));
    QTest::mouseRelease(&pad, Qt::LeftButton, {}, QPoint(2 + 110, 2 + 50));
    CHECK(pad.values()[2 * 8 + 2] == 1.0f);
    CHECK(pad.values()[7 * 8 + 7] == 0.0f);
    CHECK(changed.count() >= 1);
    CHECK(finished.count() == 1);
    pad.setErasing(true);
    QTest::mouseClick(&pad, Qt::LeftButton, {}, QPoint(2 + 50, 2 + 50));
    CHECK(pad.values()[2 * 8 + 2] == 0.0f);
    pad.setErasing(false);
    QTest::keyClick(&pad, Qt::Key_Space);
    CHECK(pad.values()[0] == 1.0f);
    QTest::keyClick(&pad, Qt::Key_Right);
    QTest::keyClick(&pad, Qt::Key_Space);
    CHECK(pad.values()[1] == 1.0f);
    QTest::keyClick(&pad, Qt::Key_Delete);
    CHECK(pad.isBlank());
}

TEST_CASE("Values put into the pad are clamped and wrong sizes are ignored")
{
    test::application();
    DrawPad pad(2, 1);
    pad.setValues({2.0f, std::numeric_limits<float>::quiet_NaN()});
    CHECK(pad.values() == std::vector<float>{1.0f, 0.0f});
    pad.setValues({1.0f, 1.0f, 1.0f});
    CHECK(pad.values() == std::vector<float>{1.0f, 0.0f});
    CHECK(qGray(pad.image().pixel(0, 0)) == 255);
    pad.setGrid(100000, -3);
    CHECK(pad.gridWidth() == 256);
    CHECK(pad.gridHeight() == 1);
}
