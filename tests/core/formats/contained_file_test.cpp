#include "core/formats/contained_file.h"

#include <sys/stat.h>

#include "core/base/atomic_file.h"
#include "core/formats/onnx_model.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;
namespace fs = std::filesystem;

namespace {

/// outside/secret, and inside/ with files, links of all kinds and a pipe.
struct Folders {
    Folders()
    {
        fs::create_directories(inside / "sub");
        fs::create_directories(outside);
        REQUIRE(writeFileAtomically(outside / "secret", "secret"));
        REQUIRE(writeFileAtomically(inside / "data", "0123456789"));
        REQUIRE(writeFileAtomically(inside / "sub" / "data", "abc"));
        fs::create_symlink(outside / "secret", inside / "link_out");
        fs::create_symlink("data", inside / "link_in");
        fs::create_symlink(outside, inside / "folder_out");
        fs::create_symlink("sub", inside / "folder_in");
        fs::create_hard_link(outside / "secret", inside / "hard");
        REQUIRE(::mkfifo((inside / "pipe").c_str(), 0600) == 0);
    }
    TemporaryFolder folder;
    fs::path inside = folder.path() / "inside", outside = folder.path() / "outside";
};

} // namespace

TEST_CASE("Only plain files inside of the folder are read")
{
    const Folders folders;
    struct Row {
        std::string name, code; ///< "": it is read
    };
    const Row row = GENERATE(Row{"data", ""}, Row{"./data", ""}, Row{"sub/data", ""}, Row{"sub//data", ""},
                             Row{"../outside/secret", "file.not_inside"}, Row{"sub/../../outside/secret", "file.not_inside"}, Row{"sub/../data", "file.not_inside"},
                             Row{"/etc/passwd", "file.not_inside"}, Row{"", "file.not_inside"}, Row{"..", "file.not_inside"}, Row{".", "file.not_inside"},
                             Row{"..\\outside\\secret", "file.not_inside"}, Row{std::string("data\0x", 6), "file.not_inside"},
                             Row{"link_out", "file.not_inside"}, Row{"link_in", "file.not_inside"}, Row{"folder_out/secret", "file.not_inside"},
                             Row{"folder_in/data", "file.not_inside"}, Row{"hard", "file.not_inside"}, Row{"pipe", "file.not_inside"}, Row{"sub", "file.not_inside"},
                             Row{"none", "file.missing"}, Row{"data/more", "file.missing"});
    CAPTURE(row.name);
    const auto bytes = readContained(folders.inside, row.name, 1, 2);
    if (row.code.empty()) {
        REQUIRE(bytes);
        CHECK(bytes->size() == 2);
    } else {
        REQUIRE(!bytes);
        CHECK(bytes.error().code == row.code);
    }
}

TEST_CASE("A range beyond the end of the file is refused before memory is taken")
{
    const Folders folders;
    CHECK(*readContained(folders.inside, "data", 3, 4) == "3456");
    CHECK(readContained(folders.inside, "data", 3, 8).error().code == "file.cut_off");
    CHECK(readContained(folders.inside, "data", 11, 0).error().code == "file.cut_off");
    CHECK(readContained(folders.inside, "data", 1, ~std::uint64_t(0)).error().code == "file.cut_off");
    CHECK(*readContained(folders.inside, "data", 100) == "0123456789");
    CHECK(readContained(folders.inside, "data", 9).error().code == "file.too_large");
}

TEST_CASE("An ONNX model reads its weights from a file beside it, and from nowhere else")
{
    const Folders folders;
    const float numbers[] = {1, 2, 3};
    REQUIRE(writeFileAtomically(folders.inside / "weights.bin", std::string("....") + std::string(reinterpret_cast<const char*>(numbers), sizeof numbers)));
    // Model {ir_version 8, graph {initializer {dims 3, data_type 1, name "w", external_data ..., data_location 1}}}
    const auto field = [](int number, const std::string& bytes) {
        const std::string size = bytes.size() < 128 ? std::string{static_cast<char>(bytes.size())}
                                                    : std::string{static_cast<char>(bytes.size() | 0x80), static_cast<char>(bytes.size() >> 7)};
        return static_cast<char>(number << 3 | 2) + size + bytes;
    };
    const auto entry = [&](const std::string& key, const std::string& value) { return field(13, field(1, key) + field(2, value)); };
    const auto model = [&](const std::string& location, const std::string& offset, const std::string& length) {
        const std::string tensor = std::string("\x08\x03\x10\x01") + field(8, "w") + entry("location", location) + entry("offset", offset) + entry("length", length) + "\x70\x01";
        return std::string("\x08\x08") + field(7, field(5, tensor));
    };
    const auto path = folders.inside / "model.onnx";
    const auto read = [&](const std::string& location, const std::string& offset, const std::string& length) {
        REQUIRE(writeFileAtomically(path, model(location, offset, length)));
        return readOnnx(path);
    };
    const auto good = read("weights.bin", "4", "12");
    REQUIRE(good);
    CHECK(good->graph.initializers.at(0).value.floats()[2] == 3);
    for (const char* location : {"../outside/secret", "/etc/passwd", "link_out", "hard", "none.bin"})
        CHECK(read(location, "0", "12").error().code == "onnx.external_data");
    CHECK(read("weights.bin", "8", "12").error().code == "onnx.external_data");  // beyond the end
    CHECK(read("weights.bin", "4", "8").error().code == "onnx.external_data");   // not what the shape needs
    CHECK(read("weights.bin", "-4", "12").error().code == "onnx.external_data");
    CHECK(read("weights.bin", "four", "12").error().code == "onnx.external_data");
}
