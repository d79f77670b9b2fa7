#include "core/data/columns.h"
#include "tests/core/data/scratch_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

std::vector<float> floatsOf(const HostTensor& tensor)
{
    return {tensor.floats().begin(), tensor.floats().end()};
}

Result<Column> columnOf(std::vector<std::string> cells)
{
    std::vector<std::vector<std::string>> rows;
    for (std::string& cell : cells)
        rows.push_back({std::move(cell)});
    return describedColumn(rows, 0, "c");
}

} // namespace

TEST_CASE("The type of a column follows from its cells")
{
    struct Row {
        std::vector<std::string> cells;
        ColumnType type;
        std::int64_t missing;
    };
    const Row rows[] = {
        {{"1", "2", "3"}, ColumnType::Number, 0},
        {{"1.5", "-2e3", "+.5"}, ColumnType::Number, 0},
        {{" 1 ", "", "NA", "3", "?", "nan"}, ColumnType::Number, 4},
        {{"red", "blue", "red"}, ColumnType::Category, 0},
        {{"red", "blue", "red", "N/A", "null", "None"}, ColumnType::Category, 3},
        {{"yes", "yes", "yes"}, ColumnType::Category, 0},
        {{"2", "4", "5more", "2", "5more"}, ColumnType::Category, 0},    // some words, not one slip among numbers
        {{"Anna", "Bert", "Carl"}, ColumnType::Text, 0},                 // nothing repeats
        {{"1,5", "2,5", "2,5"}, ColumnType::Category, 0},                // a comma is no decimal point in a comma file
        {{"", "", "NA"}, ColumnType::Text, 3},
        {{"1e300", "1e300", "x", "x"}, ColumnType::Category, 0},         // beyond float32
    };
    for (const Row& row : rows) {
        INFO(row.cells.front() << " " << row.cells.at(1));
        const auto column = columnOf(row.cells);
        REQUIRE(column);
        CHECK(column->type == row.type);
        CHECK(column->missing == row.missing);
    }
}

TEST_CASE("Eleven or more words are a category only when two rows share each on average")
{
    std::vector<std::string> cells;
    for (int repeat = 0; repeat < 2; ++repeat)
        for (int word = 0; word < 30; ++word)
            cells.push_back("word" + std::to_string(word));
    CHECK(columnOf(cells)->type == ColumnType::Category);
    CHECK(columnOf(cells)->categories.size() == 30);
    cells.pop_back();
    CHECK(columnOf(cells)->type == ColumnType::Text);
}

TEST_CASE("Statistics of a column leave missing cells out")
{
    const auto column = columnOf({"4", "", "1", "10", "2"});
    REQUIRE(column);
    CHECK(column->minimum == 1);
    CHECK(column->maximum == 10);
    CHECK(column->mean == 4.25);   // (4 + 1 + 10 + 2) / 4
    CHECK(column->median == 3);    // 1 2 | 4 10
    CHECK(column->missing == 1);
}

TEST_CASE("A table becomes features: numbers filled, categories one-hot, text left out, rows without target dropped")
{
    const auto loaded = loadCsvText("id,size,color,name,price,kind\n"
                                    "1,10,red,Anna A,1.5,a\n"
                                    "2,,blue,Bert B,2.5,b\n"
                                    "3,30,red,Carl C,3.5,\n"
                                    "4,40,,Dora D,4.5,a\n"
                                    "5,20,blue,Emil E,5.5,b\n");
    REQUIRE(loaded);
    const Dataset& data = **loaded;
    CHECK(data.featureNames == std::vector<std::string>{"size", "color=blue", "color=red", "price"});
    // Row 3 has no target. Median of 10, 40, 20 is 20.
    CHECK(floatsOf(data.inputs) == std::vector<float>{10, 0, 1, 1.5f, 20, 1, 0, 2.5f, 40, 0, 0, 4.5f, 20, 1, 0, 5.5f});
    CHECK(data.inputs.shape() == std::vector<std::int64_t>{4, 4});
    CHECK(data.classNames == std::vector<std::string>{"a", "b"});
    CHECK(std::vector<std::int64_t>(data.targets.integers().begin(), data.targets.integers().end()) ==
          std::vector<std::int64_t>{0, 1, 0, 1});
    CHECK(data.targetSpec == Spec{DType::Int64, {batchDim()}, Kind::Label, 2});
    CHECK(data.tableRows.at(2).at(3) == "Dora D");
    CHECK(data.notes == std::vector<std::string>{
                            "1 row without a value in 'kind' was left out.",
                            "Column 'id' only numbers the rows and is not used.",
                            "1 missing value in 'size' filled with its median, 20.",
                            "1 missing value in 'color' coded as none of its 2 categories.",
                            "Column 'name' holds free text and is not used.",
                        });
    CHECK(oneHotFeatures(data) == std::vector<bool>{false, true, true, false});
    CHECK(data.columns.at(3).role == ColumnRole::Unused);
    CHECK(data.columns.at(5).role == ColumnRole::Target);
    CHECK(data.title == "table");
}

TEST_CASE("The target decides between classes and numbers, and the task parameter overrides it")
{
    const std::string whole = "x,y\n1,3\n2,1\n3,3\n4,10\n";
    const auto classes = loadCsvText(whole);
    REQUIRE(classes);
    CHECK((*classes)->classNames == std::vector<std::string>{"1", "3", "10"}); // by value, not by letters
    CHECK((*classes)->targets.integers()[3] == 2);

    const auto numbers = loadCsvText(whole, {{"task", std::string("regression")}});
    REQUIRE(numbers);
    CHECK_FALSE((*numbers)->isClassification());
    CHECK((*numbers)->targets.shape() == std::vector<std::int64_t>{4, 1});
    CHECK(floatsOf((*numbers)->targets) == std::vector<float>{3, 1, 3, 10});
    CHECK((*numbers)->targetSpec == Spec{DType::Float32, {batchDim(), 1}, Kind::Vector, 0});

    const auto fractions = loadCsvText("x,y\n1,0.5\n2,1.5\n3,0.5\n");
    CHECK_FALSE((*fractions)->isClassification());
    const auto asked = loadCsvText("x,y\n1,0.5\n2,1.5\n3,0.5\n", {{"task", std::string("classification")}});
    CHECK((*asked)->classNames == std::vector<std::string>{"0.5", "1.5"});

    std::string many = "x,y\n";
    for (int i = 0; i < 42; ++i)
        many += std::to_string(i) + "," + std::to_string(i % 21) + "\n";
    CHECK_FALSE((*loadCsvText(many))->isClassification()); // 21 different whole numbers
}

TEST_CASE("A target is chosen by name, columns are left out by name, and a file may have no header")
{
    const std::string text = "kind,a,b\nu,1,5\nv,2,6\nu,3,7\n";
    const auto named = loadCsvText(text, {{"target", std::string("kind")}, {"unused", std::string("b")}});
    REQUIRE(named);
    CHECK((*named)->classNames == std::vector<std::string>{"u", "v"});
    CHECK((*named)->featureNames == std::vector<std::string>{"a"});

    const auto bare = loadCsvText("1,2,0\n3,4,1\n5,6,0\n");
    REQUIRE(bare);
    CHECK((*bare)->count() == 3);
    CHECK((*bare)->featureNames == std::vector<std::string>{"column 1", "column 2"});
    CHECK((*loadCsvText("a,b\nc,d\na,d\nc,b\n", {{"header", std::string("no")}}))->count() == 4);
    CHECK((*loadCsvText("1,2\n3,0\n5,1\n5,1\n", {{"header", std::string("yes")}}))->count() == 3);
}

TEST_CASE("A column with one word only is left out with a note")
{
    const auto data = loadCsvText("c,x,y\nsame,1,a\nsame,2,b\nsame,4,a\n");
    REQUIRE(data);
    CHECK((*data)->featureNames == std::vector<std::string>{"x"});
    CHECK((*data)->notes.front() == "Column 'c' holds only 'same' and is not used.");
}

TEST_CASE("A file of semicolons and decimal commas is read, and a changed cell changes the fingerprint")
{
    const auto data = loadCsvText("x;y\n1,5;a\n2,5;b\n3,5;a\n");
    REQUIRE(data);
    CHECK(floatsOf((*data)->inputs) == std::vector<float>{1.5f, 2.5f, 3.5f});
    const auto other = loadCsvText("x;y\n1,5;a\n2,5;b\n3,6;a\n"), labels = loadCsvText("x;y\n1,5;a\n2,5;b\n3,5;b\n");
    CHECK((*data)->fingerprint != (*other)->fingerprint);
    CHECK((*data)->fingerprint != (*labels)->fingerprint);
}
