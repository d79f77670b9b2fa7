#pragma once
// Tables as text: CSV after RFC 4180, and its relatives with ';' or tab.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace nodegrad {

enum class HeaderRow { Auto, Yes, No };

struct TableOptions {
    HeaderRow header = HeaderRow::Auto;
    std::optional<char> separator;      ///< ',', ';' or '\t'; detected when absent
    std::int64_t maximumRows = -1;      ///< stop after so many data rows; -1: all
};

/// A table of cells as they stand in the file (quotes removed, outer blanks kept). All rows are as long as `header`.
struct TextTable {
    std::vector<std::string> header;    ///< "column 1", ... when the file has none; unique: a second "a" becomes "a (2)"
    std::vector<std::vector<std::string>> rows;
    char separator = ',';
    bool headerDetected = false;        ///< the first row was taken as the header
    std::vector<std::string> decimalCommaColumns; ///< columns whose "1,5" became "1.5"
};

/// Quoted cells may hold separators, line ends and doubled quotes; UTF-8 BOM, CRLF and lone CR are understood; blank lines
/// are skipped; text that is no UTF-8 is taken as Latin-1. Separator: the one of tab ';' ',' that splits the first 20 rows
/// into equally many cells. Auto header: the first row is a header when no cell of it is a number, some are not empty, and
/// (some column below holds numbers only, or its cells occur nowhere below in their columns). With ';' and tab, a column
/// whose numbers with a fraction all use a decimal comma is converted ("1,5" becomes "1.5").
/// Errors: file.missing, file.unreadable; table.empty, table.ragged_row (line, columns got and expected),
/// table.open_quote (line), table.not_text (a NUL byte: UTF-16, a spreadsheet file).
Result<TextTable> readTable(const std::filesystem::path& path, const TableOptions& options = {});
/// The same from memory; `name` stands in the errors.
Result<TextTable> parseTable(std::string_view bytes, const std::string& name, const TableOptions& options = {});

/// One line without its end; cells are quoted where they hold the separator, quotes, line ends or outer blanks.
std::string csvLine(std::span<const std::string> cells, char separator = ',');
/// Header and rows, lines end with '\n'.
std::string csvText(std::span<const std::string> header, const std::vector<std::vector<std::string>>& rows, char separator = ',');
/// Written whole or not at all. Errors: file.write_failed.
Status writeCsv(const std::filesystem::path& path, std::span<const std::string> header,
                const std::vector<std::vector<std::string>>& rows, char separator = ',', FileSystem& system = realFileSystem());

} // namespace nodegrad
