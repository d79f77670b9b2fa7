#include "core/formats/picture.h"

#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using Bytes = std::vector<std::uint8_t>;

TEST_CASE("Shrinking averages areas")
{
    const Picture picture{4, 2, 1, {0, 10, 20, 30, 40, 50, 60, 70}};
    CHECK(resized(picture, 2, 1).bytes ==
          Bytes{25, 45}); // (0 + 10 + 40 + 50) / 4, (20 + 30 + 60 + 70) / 4
    CHECK(resized(picture, 1, 1).bytes == Bytes{35});
    // 3 to 2: one pixel and a half each: (2 * 0 + 1 * 90) / 3, (1 * 90 + 2 * 180) / 3
    CHECK(resized({3, 1, 1, {0, 90, 180}}, 2, 1).bytes == Bytes{30, 150});
}

TEST_CASE("Growing is bilinear between the centres of the pixels, the border is held")
{
    CHECK(resized({2, 1, 1, {0, 100}}, 4, 1).bytes == Bytes{0, 25, 75, 100});
    CHECK(resized({1, 1, 3, {1, 2, 3}}, 2, 2).bytes == Bytes{1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3});
    // Each axis on its own: wider, but flatter.
    CHECK(resized({2, 2, 1, {0, 100, 100, 200}}, 4, 1).bytes == Bytes{50, 75, 125, 150});
}

TEST_CASE("A flat picture stays flat at every size")
{
    const Picture white{7, 5, 1, Bytes(35, 255)};
    for (const auto& [width, height] : {std::pair{1, 1}, {3, 2}, {7, 5}, {8, 8}, {31, 3}}) {
        const Picture out = resized(white, width, height);
        CHECK(out.width == width);
        CHECK(out.bytes == Bytes(static_cast<std::size_t>(width * height), 255));
    }
}

TEST_CASE("Grey is the luma of BT.601")
{
    CHECK(toGrey({4, 1, 3, {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255}}).bytes ==
          Bytes{76, 150, 29, 255});
    CHECK(toRgb({2, 1, 1, {3, 9}}).bytes == Bytes{3, 3, 3, 9, 9, 9});
}

TEST_CASE("Names of pictures are known by their ending")
{
    CHECK(hasPictureName("a/b.JPG"));
    CHECK(hasPictureName("b.jpeg"));
    CHECK(hasPictureName("b.Png"));
    CHECK(hasPictureName("b.bmp"));
    CHECK_FALSE(hasPictureName("b.gif"));
    CHECK_FALSE(hasPictureName("png"));
}

TEST_CASE("A PNG is written whole and read back as it was")
{
    nodegrad::test::TemporaryFolder folder;
    for (const Picture& picture :
         {Picture{3, 2, 1, {0, 1, 2, 253, 254, 255}}, Picture{2, 1, 3, {1, 2, 3, 250, 251, 252}}}) {
        REQUIRE(writePng(folder.path() / "p.png", picture));
        const auto read = readPicture(folder.path() / "p.png");
        REQUIRE(read);
        CHECK(*read == picture);
    }
    CHECK(writePng(folder.path() / "none" / "p.png", {1, 1, 1, {0}}).error().code ==
          "file.write_failed");
}
