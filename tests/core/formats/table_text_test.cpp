#include "core/formats/table_text.h"

#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

namespace {

TextTable table(std::string_view text, const TableOptions& options = {})
{
    auto read = parseTable(text, "t.csv", options);
    REQUIRE(read);
    return *read;
}

Error problem(std::string_view text)
{
    const auto read = parseTable(text, "t.csv");
    REQUIRE_FALSE(read);
    return read.error();
}

} // namespace

TEST_CASE("A plain table with a header")
{
    const TextTable read = table("a,b\n1,x\n2,y\n");
    CHECK(read.header == Row{"a", "b"});
    CHECK(read.rows == Rows{{"1", "x"}, {"2", "y"}});
    CHECK(read.separator == ',');
    CHECK(read.headerDetected);
}

TEST_CASE("Quotes hold separators, line ends and doubled quotes")
{
    const TextTable read =
        table("name,text\r\n\"Miller, A.\",\"said \"\"no\"\"\r\ntwice\"\r\nB,\"\"\r\n");
    CHECK(read.rows == Rows{{"Miller, A.", "said \"no\"\r\ntwice"}, {"B", ""}});
}

TEST_CASE("Semicolon, tab, byte order mark, CR line ends, blank lines and a missing last line end")
{
    CHECK(table("a;b\n1;2").rows == Rows{{"1", "2"}});
    CHECK(table("a\tb\n1\tx, y\n").separator == '\t');
    CHECK(table("\xEF\xBB\xBF"
                "a,b\n1,2\n")
              .header == Row{"a", "b"});
    CHECK(table("a,b\r1,2\r3,4").rows == Rows{{"1", "2"}, {"3", "4"}});
    CHECK(table("\n\na,b\n\n1,2\n  \n\n").rows == Rows{{"1", "2"}});
    CHECK(table("x\n1\n2\n").rows == Rows{{"1"}, {"2"}});
    CHECK(table("a,b\n1,\n,2\n").rows == Rows{{"1", ""}, {"", "2"}});
    CHECK(table("a,b\n1,2\n", {.separator = ';'}).header == Row{"a,b"});
}

TEST_CASE("The header is found, or asked for, or left out")
{
    CHECK_FALSE(table("1,2\n3,4\n").headerDetected);
    CHECK(table("1,2\n3,4\n").header == Row{"column 1", "column 2"});
    CHECK(table("1,2\n3,4\n").rows.size() == 2);
    CHECK_FALSE(table("5.1,setosa\n4.9,setosa\n").headerDetected);
    CHECK(table("colour,fruit\nred,apple\nred,cherry\n").headerDetected);
    CHECK_FALSE(table("red,apple\ngreen,pear\nred,cherry\n")
                    .headerDetected); // 'red' comes again: it is data
    CHECK(table(",x\n0,1.5\n1,2.5\n").header == Row{"column 1", "x"}); // the index column of pandas
    CHECK(table("1,2\n3,4\n", {.header = HeaderRow::Yes}).header == Row{"1", "2"});
    CHECK(table("a,b\n1,2\n", {.header = HeaderRow::No}).rows.size() == 2);
    CHECK(table("a,a,,a\n1,2,3,4\n").header == Row{"a", "a (2)", "column 3", "a (3)"});
    CHECK(table("a,b\n?,1\nNA,2\n").headerDetected);
}

TEST_CASE("A decimal comma is converted where the whole column uses it")
{
    const TextTable read = table("a;b;c\n1,5;1,5;x,y\n-2;2.5;3,5\n");
    CHECK(read.rows == Rows{{"1.5", "1,5", "x,y"}, {"-2", "2.5", "3.5"}});
    CHECK(read.decimalCommaColumns == Row{"a", "c"});
    CHECK(table("a,b\n1,5\n").rows == Rows{{"1", "5"}});
}

TEST_CASE("A row of another length is named with its line, also after cells with line ends")
{
    const Error ragged = problem("a,b\n\"x\ny\",2\n3,4,5\n");
    CHECK(ragged.code == "table.ragged_row");
    CHECK(ragged.arguments.at("line") == "4");
    CHECK(ragged.arguments.at("got") == "3");
    CHECK(ragged.arguments.at("expected") == "2");
}

TEST_CASE("Each reason why a table cannot be read has its own name")
{
    CHECK(problem("").code == "table.empty");
    CHECK(problem(" \n\n").code == "table.empty");
    CHECK(problem("a,b\n1,\"2\n3,4\n").code == "table.open_quote");
    CHECK(problem("a,b\n1,\"2\n3,4\n").arguments.at("line") == "2");
    CHECK(problem(std::string_view("\xFF\xFE"
                                   "a\0,\0",
                                   6))
              .code == "table.not_text");
    CHECK(readTable("/nowhere/t.csv").error().code == "file.missing");
}

TEST_CASE("Reading can stop early")
{
    CHECK(table("a,b\n1,2\n3,4\n5,6\n", {.maximumRows = 2}).rows == Rows{{"1", "2"}, {"3", "4"}});
    CHECK(table("1,2\n3,4\n5,6\n", {.maximumRows = 2}).rows == Rows{{"1", "2"}, {"3", "4"}});
    CHECK(table("a,b\n1,2\nragged\n", {.maximumRows = 1}).rows == Rows{{"1", "2"}});
}

TEST_CASE("Old western text becomes UTF-8")
{
    CHECK(table("n,name\n1,M\xFCller\n").rows == Rows{{"1", "M\xC3\xBCller"}});
    CHECK(table("n,name\n1,M\xC3\xBCller\n").rows == Rows{{"1", "M\xC3\xBCller"}});
}

TEST_CASE("What the writer quotes, the reader gives back")
{
    nodegrad::test::TemporaryFolder folder;
    const Row header = {"id", "a,b", "say \"x\""};
    const Rows rows = {{"1", "two\nlines", " blank "}, {"2", "\r", ""}, {"3", "ü;", "\"\""}};
    CHECK(csvLine(header) == "id,\"a,b\",\"say \"\"x\"\"\"");
    for (const char separator : {',', ';', '\t'}) {
        REQUIRE(writeCsv(folder.path() / "t.csv", header, rows, separator));
        const auto read = readTable(folder.path() / "t.csv");
        REQUIRE(read);
        CHECK(read->separator == separator);
        CHECK(read->header == header);
        CHECK(read->rows == rows);
    }
}
