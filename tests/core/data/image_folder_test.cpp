#include "core/formats/picture.h"
#include "tests/core/data/scratch_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

Picture plain(int width, int height, std::vector<std::uint8_t> color)
{
    Picture picture{width, height, static_cast<int>(color.size()), {}};
    picture.bytes.resize(static_cast<std::size_t>(width * height) * color.size());
    for (std::size_t i = 0; i < picture.bytes.size(); ++i)
        picture.bytes[i] = color[i % color.size()];
    return picture;
}

/// A 24-bit BMP of one colour, rows of 4 pixels (no padding), 2 rows.
std::string bmpBytes(unsigned char red, unsigned char green, unsigned char blue)
{
    std::string bytes = {'B', 'M', 78, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0};
    bytes += std::string(24, '\0');
    for (int i = 0; i < 8; ++i)
        bytes += {static_cast<char>(blue), static_cast<char>(green), static_cast<char>(red)};
    return bytes;
}

struct Folder : ScratchFolder {
    std::string png(const std::string& name, const Picture& picture) const { return write(name, *pngBytes(picture)); }
    Result<DatasetPtr> loaded(ParamValues params = {}) const
    {
        params.set("folder", path().string());
        return load("image_folder", std::move(params));
    }
};

} // namespace

TEST_CASE("A folder of pictures has one class a sub-folder, and grey pictures give one channel")
{
    const Folder folder;
    folder.png("cat/1.png", plain(4, 2, {10}));
    folder.png("cat/2.PNG", plain(8, 4, {20, 20, 20}));
    folder.png("dog/1.png", plain(4, 2, {30}));
    folder.write("dog/notes.txt", "no picture");
    folder.write(".hidden/x.png", "ignored");
    const auto loaded = folder.loaded();
    REQUIRE(loaded);
    const Dataset& data = **loaded;
    CHECK(data.inputs.shape() == std::vector<std::int64_t>{3, 1, 2, 4}); // the size of the first picture
    CHECK(data.inputs.floats()[0] == 10);
    CHECK(data.inputs.floats()[8] == 20);
    CHECK(data.inputs.floats()[16] == 30);
    CHECK(data.classNames == std::vector<std::string>{"cat", "dog"});
    CHECK(data.targets.integers()[2] == 1);
    CHECK(data.valueMaximum == 255);
    CHECK(data.notes.empty());
    CHECK(data.columns.at(0).type == ColumnType::Image);
}

TEST_CASE("Colour gives three planes in the order red, green, blue, from PNG and BMP")
{
    const Folder folder;
    folder.png("a/1.png", plain(4, 2, {200, 100, 50}));
    folder.write("b/1.bmp", bmpBytes(1, 2, 3));
    const auto color = folder.loaded();
    REQUIRE(color);
    CHECK((*color)->inputs.shape() == std::vector<std::int64_t>{2, 3, 2, 4});
    const auto values = (*color)->inputs.floats();
    CHECK(values[0] == 200);
    CHECK(values[8] == 100);
    CHECK(values[16] == 50);
    CHECK(values[24] == 1);
    CHECK(values[32] == 2);
    CHECK(values[47] == 3);
    const auto grey = folder.loaded({{"color", std::string("grey")}});
    CHECK((*grey)->inputs.dim(1) == 1);
    CHECK((*grey)->inputs.floats()[0] == 124); // 0.299 * 200 + 0.587 * 100 + 0.114 * 50 = 124.2
}

TEST_CASE("All pictures get the size that is asked for")
{
    const Folder folder;
    folder.png("a/1.png", plain(4, 2, {10}));
    folder.png("b/1.png", plain(5, 9, {20}));
    CHECK((*folder.loaded({{"width", std::int64_t(6)}, {"height", std::int64_t(3)}}))->inputs.shape() ==
          std::vector<std::int64_t>{2, 1, 3, 6});
    CHECK((*folder.loaded({{"width", std::int64_t(8)}}))->inputs.shape() == std::vector<std::int64_t>{2, 1, 4, 8}); // 4 x 2 keeps 2:1
    const Folder large;
    large.png("a/1.png", plain(512, 256, {10}));
    large.png("b/1.png", plain(512, 256, {10}));
    CHECK((*large.loaded())->inputs.shape() == std::vector<std::int64_t>{2, 1, 64, 128});
}

TEST_CASE("Corrupt pictures are listed, skipped and counted")
{
    const Folder folder;
    folder.png("a/1.png", plain(4, 2, {10}));
    folder.png("a/3.png", plain(4, 2, {10}));
    folder.png("b/1.png", plain(4, 2, {20}));
    const std::string good = *pngBytes(plain(40, 20, {1, 2, 3}));
    folder.write("a/2.png", good.substr(0, good.size() / 2));
    folder.write("b/2.jpg", "this is no picture");
    const auto data = folder.loaded();
    REQUIRE(data);
    CHECK((*data)->count() == 3);
    REQUIRE((*data)->notes.size() == 3);
    CHECK((*data)->notes[0] == "2 pictures could not be read and were skipped.");
    CHECK((*data)->notes[1].starts_with("Skipped a/2.png: "));
    CHECK((*data)->notes[2].starts_with("Skipped b/2.jpg: "));
}

TEST_CASE("Class folders with numbers as names are ordered by value")
{
    const Folder folder;
    for (const char* name : {"10", "9", "2"})
        folder.png(std::string(name) + "/1.png", plain(2, 2, {10}));
    CHECK((*folder.loaded())->classNames == std::vector<std::string>{"2", "9", "10"});
}

TEST_CASE("Folders without classes or pictures are refused by name")
{
    const Folder folder;
    CHECK(codeOf(folder.loaded()) == "data.no_class_folders");
    folder.write("a/readme.txt", "");
    CHECK(codeOf(folder.loaded()) == "data.no_pictures");
    folder.write("a/1.png", "broken");
    const auto broken = folder.loaded();
    CHECK(codeOf(broken) == "data.no_readable_picture");
    folder.png("a/2.png", plain(2, 2, {1}));
    CHECK(codeOf(folder.loaded()) == "data.one_class");
    CHECK(codeOf(load("image_folder", {{"folder", std::string("/no/such/folder")}})) == "file.missing");
    CHECK(codeOf(load("image_folder", {{"folder", folder.write("file.txt", "")}})) == "data.not_a_folder");
}

TEST_CASE("More pictures than memory holds are refused with figures before all are read")
{
    const Folder folder;
    for (int i = 0; i < 200; ++i)
        folder.png("a/" + std::to_string(i) + ".png", plain(1, 1, {1}));
    const auto data = folder.loaded({{"width", std::int64_t(4096)}, {"height", std::int64_t(4096)}}); // 200 * 3 * 4096^2 * 4 = 40.3 GB
    REQUIRE(codeOf(data) == "data.too_large");
    CHECK(message(data.error()).find("40.3 GB") != std::string::npos);
}
