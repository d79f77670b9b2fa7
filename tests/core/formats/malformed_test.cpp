// Damaged files of every format: each prefix of a good file, and 2,000 files with flipped bytes.
// Nothing may crash, and whatever is refused is refused with a sentence.

#include <functional>
#include <optional>
#include <random>

#include "core/base/atomic_file.h"
#include "core/formats/event_file.h"
#include "core/formats/idx.h"
#include "core/formats/npy.h"
#include "core/formats/onnx_model.h"
#include "core/formats/picture.h"
#include "core/formats/safetensors.h"
#include "core/formats/table_text.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/core/formats/sample_pictures.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace std::string_literals;

namespace {

using Parse = std::function<std::optional<Error>(const std::string&)>;

bool allFilled(std::string_view words, const Error& error)
{
    for (std::size_t open = words.find('{'); open != std::string_view::npos;
         open = words.find('{', open + 1))
        if (!error.arguments.contains(
                std::string(words.substr(open + 1, words.find('}', open) - open - 1))))
            return false;
    return true;
}

bool hasSentence(const Error& error)
{
    for (const ErrorText& text : errorTexts())
        if (text.code == error.code)
            return !text.hint.empty() && allFilled(text.message, error) &&
                   allFilled(text.hint, error);
    return false;
}

/// Every proper prefix must be refused when `cutIsRefused`; a flip may leave a good file.
void damage(const std::string& good, bool cutIsRefused, const Parse& parse)
{
    REQUIRE_FALSE(parse(good));
    for (std::size_t size = 0; size < good.size(); ++size) {
        const auto error = parse(good.substr(0, size));
        if (cutIsRefused && !error)
            FAIL("the first " << size << " of " << good.size()
                              << " bytes were taken for a whole file");
        if (error && !hasSentence(*error))
            FAIL("no sentence for " << error->code);
    }
    std::mt19937 random(1);
    int refused = 0;
    for (int round = 0; round < 2000; ++round) {
        std::string bytes = good;
        for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
            bytes[random() % bytes.size()] = static_cast<char>(random() & 0xFF);
        if (const auto error = parse(bytes)) {
            ++refused;
            if (!hasSentence(*error))
                FAIL("no sentence for " << error->code);
        }
    }
    CHECK(refused > 0);
}

template <class Read> Parse errorOf(Read read)
{
    return [read](const std::string& bytes) -> std::optional<Error> {
        const auto result = read(bytes);
        return result ? std::nullopt : std::optional<Error>(result.error());
    };
}

const HostTensor numbers = HostTensor::ofFloats({2, 3}, std::vector<float>{1, 2, 3, 4, 5, 6});

} // namespace

TEST_CASE("Damaged safetensors files are refused or read, never more")
{
    TensorFile file;
    file.tensors = {{"a.weight", numbers},
                    {"b", HostTensor::ofIntegers({2}, std::vector<std::int64_t>{1, 2})}};
    file.metadata = {{"format", "pt"}};
    damage(*safetensorsBytes(file), true,
           errorOf([](const std::string& bytes) { return parseSafetensors(bytes, "f"); }));
}

TEST_CASE("Damaged NPY files are refused or read, never more")
{
    damage(npyBytes(numbers), true,
           errorOf([](const std::string& bytes) { return parseNpy(bytes, "f"); }));
}

TEST_CASE("Damaged IDX files are refused or read, never more")
{
    damage("\0\0\x08\3\0\0\0\2\0\0\0\2\0\0\0\2\1\2\3\4\5\6\7\x08"s, true,
           errorOf([](const std::string& bytes) { return parseIdx(bytes, "f"); }));
}

TEST_CASE("Damaged ONNX files are refused or read, never more")
{
    OnnxModel model;
    model.metadata = {{"a", "b"}};
    model.graph.inputs = {{"x", DType::Float32, {OnnxDim::named("batch"), OnnxDim::of(3)}}};
    model.graph.initializers = {{"w", numbers}};
    model.graph.nodes = {
        {"Gemm",
         "d",
         {"x", "w"},
         {"y"},
         {{"transB", std::int64_t{1}}, {"sizes", std::vector<std::int64_t>{1, 2}}}}};
    damage(*onnxBytes(model), false,
           errorOf([](const std::string& bytes) { return parseOnnx(bytes, "f"); }));
}

TEST_CASE("Damaged tables are refused or read, never more")
{
    damage("name,value,\"quoted, cell\"\n\"a \"\"b\"\"\",1.5,x\n\"two\nlines\",-2e3,y\n", false,
           errorOf([](const std::string& bytes) { return parseTable(bytes, "f"); }));
}

TEST_CASE("Damaged JPEG files are refused or read, never more")
{
    const Picture picture = test::gradient(24, 16);
    for (const bool progressive : {false, true})
        damage(test::jpegBytes(picture, progressive), true,
               errorOf([](const std::string& bytes) { return decodePicture(bytes, "f"); }));
}

TEST_CASE("Damaged PNG files are refused or read, never more")
{
    damage(*pngBytes(test::gradient(12, 8)), true,
           errorOf([](const std::string& bytes) { return decodePicture(bytes, "f"); }));
    damage(test::rawPng(2, 1, 3, 8, {"\1\0"s}, {10, 20, 30, 40, 50, 60}, {0, 255}), true,
           errorOf([](const std::string& bytes) { return decodePicture(bytes, "f"); }));
}

TEST_CASE("Damaged BMP files are refused or read, never more")
{
    damage(test::bmpBytes(3, 2, 8, "\1\2\3\0\4\5\6\0"s, "\1\0\1\0\0\1\0\0"s), true,
           errorOf([](const std::string& bytes) { return decodePicture(bytes, "f"); }));
}

TEST_CASE("Damaged event files give what is whole, and never more")
{
    test::TemporaryFolder folder;
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path()));
    REQUIRE(writer.addScalar("loss", 1, 2, 3));
    REQUIRE(writer.addText("note", 1, 2, "hello"));
    REQUIRE(writer.close());
    const auto good = readFile(writer.path());
    REQUIRE(good);
    const auto path = folder.path() / "damaged";
    damage(*good, false, errorOf([&](const std::string& bytes) {
        REQUIRE(writeFileAtomically(path, bytes));
        auto scan = scanEventFile(path);
        if (scan)
            CHECK(scan->offset <= bytes.size());
        return scan;
    }));
}
