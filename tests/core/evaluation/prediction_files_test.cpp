#include <fstream>
#include <sstream>

#include "core/evaluation/evaluation.h"
#include "core/formats/npy.h"
#include "core/formats/picture.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using nodegrad::test::TemporaryFolder;

namespace {

DatasetPtr bundled(const std::string& source)
{
    const auto data = loadDataset({source, {}, {}, "none"}, "/", Task());
    REQUIRE(data);
    return *data;
}

std::string put(const std::filesystem::path& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
}

std::string contents(const std::filesystem::path& path)
{
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

} // namespace

TEST_CASE("Rows of a CSV file are read by column name, in any order, without the target")
{
    const TemporaryFolder folder;
    const DatasetPtr iris = bundled("iris");
    const auto& names = iris->featureNames;
    REQUIRE(names.size() == 4);
    const std::string text = names[3] + "," + names[0] + "," + names[1] + "," + names[2] + "\n0.2,5.1,3.5,1.4\n2.5,6.3,3.3,6.0\n";
    const auto input = readPredictionInput({put(folder.path() / "new.csv", text)}, *iris);
    if (!input)
        FAIL(sentence(input.error()));
    CHECK(input->inputs.shape() == std::vector<std::int64_t>{2, 4});
    CHECK(input->inputs.floats()[0] == 5.1f);
    CHECK(input->inputs.floats()[3] == 0.2f);
    CHECK(input->inputs.floats()[7] == 2.5f);
    CHECK(input->labels == std::vector<std::string>{"new.csv:1", "new.csv:2"});
}

TEST_CASE("Arrays and pictures are read, and several files are joined")
{
    const TemporaryFolder folder;
    const DatasetPtr digits = bundled("digits");
    REQUIRE(writeNpy(folder.path() / "two.npy", digits->inputs.rows(std::vector<std::int64_t>{3, 4})));
    Picture white{8, 8, 1, std::vector<std::uint8_t>(64, 255)};
    REQUIRE(writePng(folder.path() / "white.png", white));
    const auto input = readPredictionInput({folder.path() / "two.npy", folder.path() / "white.png"}, *digits);
    if (!input)
        FAIL(sentence(input.error()));
    CHECK(input->inputs.shape() == std::vector<std::int64_t>{3, 1, 8, 8});
    CHECK(input->inputs.number(5) == digits->inputs.number(3 * 64 + 5));
    CHECK(input->inputs.number(2 * 64) == 16); // the range of Digits is 0..16
    CHECK(input->labels == std::vector<std::string>{"two.npy[0]", "two.npy[1]", "white.png"});
    const auto all = readPredictionInput({folder.path()}, *digits);
    REQUIRE(all);
    CHECK(all->labels == std::vector<std::string>{"white.png"}); // a folder stands for its pictures
}

TEST_CASE("Input that does not fit is refused by name")
{
    const TemporaryFolder folder;
    const DatasetPtr iris = bundled("iris"), digits = bundled("digits");
    const auto missing = readPredictionInput({folder.path() / "no.csv"}, *iris);
    REQUIRE(!missing);
    CHECK(missing.error().code == "file.missing");
    const auto none = readPredictionInput({folder.path()}, *digits);
    REQUIRE(!none);
    CHECK(none.error().code == "predict.no_files");
    const auto text = readPredictionInput({put(folder.path() / "a.csv", "x,y\n1,2\n")}, *digits);
    REQUIRE(!text);
    CHECK(text.error().code == "data.not_a_table");
    const std::vector<float> three = {1, 2, 3};
    REQUIRE(writeNpy(folder.path() / "b.npy", HostTensor::ofFloats({1, 3}, three)));
    const auto shape = readPredictionInput({folder.path() / "b.npy"}, *iris);
    REQUIRE(!shape);
    CHECK(shape.error().code == "data.wrong_sample_shape");
    Task cancelled;
    cancelled.cancel();
    CHECK(readPredictionInput({folder.path() / "b.npy"}, *iris, cancelled).error().code == "cancelled");
}

TEST_CASE("Predictions are written as CSV with the answer and one probability a class, or as the bare array")
{
    const TemporaryFolder folder;
    const HostTensor two = HostTensor::ofFloats({2, 2}, std::vector<float>{0.25f, 0.75f, 0.5f, 0.5f});
    REQUIRE(writePredictions(folder.path() / "p.csv", two, {"a,b", "c"}, {"no", "yes"}));
    CHECK(contents(folder.path() / "p.csv") == "sample,answer,p(no),p(yes)\n\"a,b\",yes,0.25,0.75\nc,no,0.5,0.5\n");
    REQUIRE(writePredictions(folder.path() / "n.csv", two, {"a", "b"}, {}));
    CHECK(contents(folder.path() / "n.csv") == "sample,answer 1,answer 2\na,0.25,0.75\nb,0.5,0.5\n");
    REQUIRE(writePredictions(folder.path() / "p.npy", two, {"a", "b"}, {"no", "yes"}));
    CHECK(readNpy(folder.path() / "p.npy")->shape() == std::vector<std::int64_t>{2, 2});
    CHECK(writePredictions(folder.path() / "none" / "p.csv", two, {"a", "b"}, {}).error().code == "file.write_failed");
}
