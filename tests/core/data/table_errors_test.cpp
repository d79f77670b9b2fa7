#include "tests/core/data/scratch_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

std::string sentenceOf(const Result<DatasetPtr>& result)
{
    return result ? "no error" : sentence(result.error());
}
bool says(const Result<DatasetPtr>& result, const std::string& words)
{
    INFO(sentenceOf(result));
    return sentenceOf(result).find(words) != std::string::npos;
}

} // namespace

TEST_CASE("An empty table is refused")
{
    CHECK(codeOf(loadCsvText("")) == "table.empty");
    CHECK(codeOf(loadCsvText("\n\n")) == "table.empty");
    CHECK(codeOf(loadCsvText("a,b,c\n", {{"header", std::string("yes")}})) != "no error");
}

TEST_CASE("A ragged row is named by its line")
{
    const auto data = loadCsvText("a,b,c\n1,2,x\n3,4\n5,6,y\n");
    CHECK(codeOf(data) == "table.ragged_row");
    CHECK(says(data, "3"));
}

TEST_CASE("Text in a numeric column is named with column, row and cell")
{
    const auto one = loadCsvText("age,kind\n20,a\n30,b\nabc,a\n40,b\n50,a\n");
    REQUIRE(codeOf(one) == "data.text_in_number_column");
    CHECK(message(one.error()) == "Column 'age' holds 'abc' in row 3, but 4 of its 5 values are numbers.");

    // Row numbers are those of the file, also when earlier rows are dropped.
    const auto later = loadCsvText("age,kind\n20,\n30,b\n31,b\n32,b\nabc,a\n40,b\n50,a\n");
    REQUIRE(codeOf(later) == "data.text_in_number_column");
    CHECK(later.error().arguments.at("row") == "5");

    CHECK(codeOf(loadCsvText("age,kind\n20,a\n30,b\ninf,a\n40,b\n50,a\n")) == "data.text_in_number_column");
    // Left out by name, the column does no harm.
    const auto without = loadCsvText("age,x,kind\n20,1,a\n30,2,b\nabc,3,a\n40,4,b\n50,5,a\n", {{"unused", std::string("age")}});
    REQUIRE(without);
    CHECK((*without)->featureNames == std::vector<std::string>{"x"});
}

TEST_CASE("A long cell is cut in the message, not inside a character")
{
    std::string cell;
    for (int i = 0; i < 30; ++i)
        cell += "\xc3\xa4"; // a with dots, 2 bytes
    const auto data = loadCsvText("age,kind\n20,a\n30,b\n" + cell + "x,a\n40,b\n50,a\n");
    REQUIRE(codeOf(data) == "data.text_in_number_column");
    CHECK(data.error().arguments.at("cell") == cell.substr(0, 40) + "...");
}

TEST_CASE("Targets that cannot be learned are refused by name")
{
    CHECK(says(loadCsvText("x,y\n1,a\n2,a\n3,a\n"), "same class, 'a'"));
    CHECK(codeOf(loadCsvText("x,y\n1,a\n2,a\n3,a\n")) == "data.one_class");
    const auto missing = loadCsvText("x,y\n1,a\n2,b\n", {{"target", std::string("price")}});
    CHECK(codeOf(missing) == "data.no_such_column");
    CHECK(says(missing, "'price'"));
    CHECK(says(missing, "x, y"));
    CHECK(codeOf(loadCsvText("x,y\n1,\n2,NA\n3,?\n", {{"header", std::string("yes")}})) == "data.target_empty");
    const auto words = loadCsvText("x,y\n1,a\n2,b\n3,a\n", {{"task", std::string("regression")}});
    CHECK(codeOf(words) == "data.target_not_number");
    CHECK(says(words, "'a' in row 1"));
    std::string unique = "x,y\n";
    for (int i = 0; i < 30; ++i)
        unique += std::to_string(i) + ",name" + std::to_string(i) + "\n";
    CHECK(codeOf(loadCsvText(unique, {{"task", std::string("classification")}})) == "data.too_many_classes");
    CHECK(codeOf(loadCsvText("x,y\n1,a\n2,b\n3,a\n", {{"unused", std::string("y")}})) == "data.target_unused");
    CHECK(codeOf(loadCsvText("x,y\n1,a\n2,b\n3,a\n", {{"unused", std::string("z")}})) == "data.no_such_column");
}

TEST_CASE("A table without a usable input column is refused")
{
    CHECK(codeOf(loadCsvText("name,y\nAnna Arm,a\nBert Bot,b\nCarl Can,a\n", {{"header", std::string("yes")}})) == "data.no_inputs");
    CHECK(codeOf(loadCsvText("y\n1\n0\n1\n", {{"header", std::string("yes")}})) == "data.no_inputs");
}

TEST_CASE("A table that is not there or not named is refused")
{
    CHECK(codeOf(load("csv", {{"file", std::string("/no/such/table.csv")}})) == "file.missing");
    CHECK(codeOf(load("csv", {})) == "data.no_path");
    CHECK(codeOf(loadCsvText(std::string("P\0K\0\0", 5))) == "table.not_text");
}

TEST_CASE("A table file too large for memory is refused before it is read")
{
    const ScratchFolder folder;
    const std::string file = folder.write("huge.csv", "");
    std::filesystem::resize_file(file, std::uintmax_t(2) << 30); // sparse: takes no disk
    const auto data = load("csv", {{"file", file}});
    CHECK(codeOf(data) == "data.file_too_large");
    CHECK(says(data, "8 GB"));
}

TEST_CASE("Paths are relative to the base folder")
{
    const ScratchFolder folder;
    folder.write("sub/table.csv", "x,y\n1,a\n2,b\n3,a\n");
    const auto data = load("csv", {{"file", std::string("sub/table.csv")}}, folder.path());
    REQUIRE(data);
    CHECK((*data)->count() == 3);
}
