#include "core/formats/table_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <unordered_set>

#include "core/base/guarded.h"
#include "core/base/text.h"

namespace nodegrad {

namespace {

using Row = std::vector<std::string>;

/// Walks once over the bytes and gives one record a call.
class RecordScanner {
public:
    RecordScanner(std::string_view text, char separator) : m_text(text), m_separator(separator) {}

    bool atEnd() const { return m_at >= m_text.size(); }
    std::int64_t line() const { return m_line; } ///< of the record that next() gives next, from 1
    bool quoteLeftOpen() const { return m_quoteLeftOpen; }

    /// Fills `cells`, which is reused between calls. A blank line gives one empty cell.
    void next(Row& cells)
    {
        cells.clear();
        cells.reserve(m_width);
        for (;;) {
            cells.push_back(cell());
            if (m_at < m_text.size() && m_text[m_at] == m_separator) {
                ++m_at;
                continue;
            }
            endLine();
            m_width = cells.size();
            return;
        }
    }

private:
    std::string cell()
    {
        std::string value;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            ++m_at;
            for (;;) {
                const std::size_t close = m_text.find('"', m_at);
                const std::string_view part =
                    m_text.substr(m_at, close == std::string_view::npos ? close : close - m_at);
                m_line += std::count(part.begin(), part.end(), '\n');
                value += part;
                if (close == std::string_view::npos) {
                    m_quoteLeftOpen = true;
                    m_at = m_text.size();
                    return value;
                }
                m_at = close + 1;
                if (m_at >= m_text.size() || m_text[m_at] != '"')
                    break;
                value += '"';
                ++m_at;
            }
        }
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && m_text[m_at] != m_separator && m_text[m_at] != '\n' &&
               m_text[m_at] != '\r')
            ++m_at;
        value += m_text.substr(begin, m_at - begin);
        return value;
    }
    void endLine()
    {
        if (m_at < m_text.size() && m_text[m_at] == '\r')
            ++m_at;
        if (m_at < m_text.size() && m_text[m_at] == '\n')
            ++m_at;
        ++m_line;
    }

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0, m_width = 0;
    std::int64_t m_line = 1;
    bool m_quoteLeftOpen = false;
};

bool isBlank(const Row& cells)
{
    return cells.size() == 1 && trimmed(cells.front()).empty();
}

/// The separator that splits the first records into equally many cells, more than one; tab and ';'
/// before ',', which also stands in numbers. When none does, the one that is most frequent in the
/// first record.
char detectSeparator(std::string_view text)
{
    char best = ',';
    std::size_t mostCells = 1;
    for (const char candidate : {'\t', ';', ','}) {
        RecordScanner scanner(text, candidate);
        Row cells;
        std::size_t first = 0;
        bool same = true;
        for (int records = 0; records < 20 && !scanner.atEnd();) {
            scanner.next(cells);
            if (isBlank(cells))
                continue;
            if (records++ == 0)
                first = cells.size();
            same = same && cells.size() == first;
        }
        if (same && first > 1)
            return candidate;
        if (first > mostCells) {
            mostCells = first;
            best = candidate;
        }
    }
    return best;
}

bool isMissing(std::string_view cell)
{
    static constexpr std::array<std::string_view, 9> words = {"",     "?",    "na", "n/a", "nan",
                                                              "null", "none", "-",  "#n/a"};
    return std::find(words.begin(), words.end(), lowered(cell)) != words.end();
}

/// [+-]digits,digits with an optional exponent.
bool isCommaNumber(std::string_view cell)
{
    const std::size_t comma = cell.find(',');
    if (comma == std::string_view::npos || comma + 1 >= cell.size() ||
        !std::isdigit(static_cast<unsigned char>(cell[comma + 1])) ||
        cell.find('.') != std::string_view::npos)
        return false;
    std::string dotted(cell);
    dotted[comma] = '.';
    return parseReal(dotted).has_value();
}

bool isNumber(std::string_view cell)
{
    return parseReal(cell).has_value() || isCommaNumber(cell);
}

bool looksLikeHeader(const Row& first, const std::vector<Row>& below)
{
    bool anyName = false;
    for (const std::string& cell : first) {
        const std::string_view word = trimmed(cell);
        if (isNumber(word))
            return false;
        anyName =
            anyName ||
            !word.empty(); // an empty one is allowed: the index that pandas writes has no name
    }
    if (!anyName)
        return false;
    bool seenBelow = false;
    for (std::size_t column = 0; column < first.size(); ++column) {
        bool allNumbers = true, anyNumber = false;
        for (std::size_t i = 0; i < std::min<std::size_t>(below.size(), 1000); ++i) {
            const std::string_view cell = trimmed(below[i][column]);
            const bool number = isNumber(cell);
            anyNumber = anyNumber || number;
            allNumbers = allNumbers && (number || isMissing(cell));
            seenBelow = seenBelow || (!cell.empty() && cell == trimmed(first[column]));
        }
        if (anyNumber && allNumbers)
            return true;
    }
    return !seenBelow;
}

/// Trimmed, unique, none empty.
Row headerNames(const Row& cells)
{
    Row names;
    std::unordered_set<std::string> taken;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::string base(trimmed(cells[i]));
        if (base.empty())
            base = "column " + std::to_string(i + 1);
        std::string name = base;
        for (int n = 2; !taken.insert(name).second; ++n)
            name = base + " (" + std::to_string(n) + ")";
        names.push_back(std::move(name));
    }
    return names;
}

void convertDecimalCommas(TextTable& table)
{
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        bool anyComma = false, anyDot = false;
        for (const Row& row : table.rows) {
            const std::string_view cell = trimmed(row[column]);
            if (cell.find(',') != std::string_view::npos)
                anyComma = anyComma || isCommaNumber(cell);
            else
                anyDot = anyDot || (cell.find('.') != std::string_view::npos && parseReal(cell));
        }
        if (!anyComma || anyDot)
            continue;
        for (Row& row : table.rows)
            if (isCommaNumber(trimmed(row[column])))
                row[column][row[column].find(',')] = '.';
        table.decimalCommaColumns.push_back(table.header[column]);
    }
}

bool isUtf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t extra = lead < 0x80                   ? 0
                                  : lead >= 0xC2 && lead < 0xE0 ? 1
                                  : lead >= 0xE0 && lead < 0xF0 ? 2
                                  : lead >= 0xF0 && lead < 0xF5 ? 3
                                                                : 9;
        if (extra == 9 || i + extra >= text.size() + (extra == 0 ? 1 : 0))
            return false;
        for (std::size_t k = 1; k <= extra; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80)
                return false;
        i += extra + 1;
    }
    return true;
}

/// Every byte is the code point of the same number (Latin-1, what older spreadsheets save in
/// western Europe).
std::string utf8FromLatin1(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (code < 0x80) {
            out += letter;
        } else {
            out += static_cast<char>(0xC0 | (code >> 6));
            out += static_cast<char>(0x80 | (code & 0x3F));
        }
    }
    return out;
}

Result<TextTable> parse(std::string_view text, const std::string& name, const TableOptions& options)
{
    if (text.find('\0') != std::string_view::npos)
        return fail("table.not_text", {{"path", name}});
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    std::string converted;
    if (!isUtf8(text)) {
        converted = utf8FromLatin1(text);
        text = converted;
    }

    TextTable table;
    table.separator = options.separator.value_or(detectSeparator(text));
    RecordScanner scanner(text, table.separator);
    Row cells, first;
    while (!scanner.atEnd() &&
           (options.maximumRows < 0 ||
            static_cast<std::int64_t>(table.rows.size()) < options.maximumRows)) {
        const std::int64_t line = scanner.line();
        scanner.next(cells);
        if (scanner.quoteLeftOpen())
            return fail("table.open_quote", {{"path", name}, {"line", line}});
        if (isBlank(cells))
            continue;
        if (first.empty()) {
            first = cells;
            continue;
        }
        if (cells.size() != first.size())
            return fail("table.ragged_row", {{"path", name},
                                             {"line", line},
                                             {"got", std::uint64_t(cells.size())},
                                             {"expected", std::uint64_t(first.size())}});
        table.rows.push_back(std::move(cells));
        cells = {};
    }
    if (first.empty())
        return fail("table.empty", {{"path", name}});

    table.headerDetected = options.header == HeaderRow::Yes || (options.header == HeaderRow::Auto &&
                                                                looksLikeHeader(first, table.rows));
    if (table.headerDetected) {
        table.header = headerNames(first);
    } else {
        table.header = headerNames(Row(first.size()));
        table.rows.insert(table.rows.begin(), std::move(first));
    }
    if (options.maximumRows >= 0 &&
        static_cast<std::int64_t>(table.rows.size()) > options.maximumRows)
        table.rows.resize(static_cast<std::size_t>(options.maximumRows));
    if (table.separator != ',')
        convertDecimalCommas(table);
    return table;
}

} // namespace

Result<TextTable> parseTable(std::string_view bytes, const std::string& name,
                             const TableOptions& options)
{
    return guarded(makeError("table.not_text", {{"path", name}}),
                   [&] { return parse(bytes, name, options); });
}

Result<TextTable> readTable(const std::filesystem::path& path, const TableOptions& options)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return fail(bytes.error());
    return parseTable(*bytes, path.string(), options);
}

std::string csvLine(std::span<const std::string> cells, char separator)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string& cell = cells[i];
        if (i > 0)
            line += separator;
        const bool plain = cell.find_first_of("\"\r\n") == std::string::npos &&
                           cell.find(separator) == std::string::npos &&
                           trimmed(cell).size() == cell.size() &&
                           !(cell.empty() && cells.size() == 1) &&
                           !cell.starts_with("\xEF\xBB\xBF"); // at the begin of a file it would be taken for its mark
        if (plain) {
            line += cell;
            continue;
        }
        line += '"';
        for (const char letter : cell) {
            if (letter == '"')
                line += '"';
            line += letter;
        }
        line += '"';
    }
    return line;
}

std::string csvText(std::span<const std::string> header,
                    const std::vector<std::vector<std::string>>& rows, char separator)
{
    std::string text = header.empty() ? std::string() : csvLine(header, separator) + '\n';
    for (const Row& row : rows) {
        text += csvLine(row, separator);
        text += '\n';
    }
    return text;
}

Status writeCsv(const std::filesystem::path& path, std::span<const std::string> header,
                const std::vector<std::vector<std::string>>& rows, char separator,
                FileSystem& system)
{
    return writeFileAtomically(path, csvText(header, rows, separator), system);
}

} // namespace nodegrad
