#include "core/data/columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "core/base/text.h"

namespace nodegrad {

namespace {

using Rows = std::vector<std::vector<std::string>>;

void setStatistics(Column& column, std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t count = values.size();
    column.minimum = values.front();
    column.maximum = values.back();
    double sum = 0;
    for (const double value : values)
        sum += value;
    column.mean = sum / static_cast<double>(count);
    column.median = (values[(count - 1) / 2] + values[count / 2]) / 2;
}

/// Numbers but for few cells: a mistake in the file rather than a column of words.
bool isNearlyAllNumbers(std::size_t numbers, std::size_t filled)
{
    const std::size_t others = filled - numbers;
    return others > 0 && ((others == 1 && numbers >= 4) || others * 20 <= filled);
}

bool isCategory(std::size_t distinct, std::size_t filled)
{
    return distinct < filled && (distinct <= 10 || (distinct <= 100 && 2 * distinct <= filled));
}

} // namespace

std::string shortCell(std::string_view cell)
{
    std::string_view text = trimmed(cell);
    if (text.size() <= 40)
        return std::string(text);
    std::size_t end = 40;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) // not inside a UTF-8 character
        --end;
    return std::string(text.substr(0, end)) + "...";
}

bool isMissingCell(std::string_view cell)
{
    const std::string_view text = trimmed(cell);
    if (text.empty() || text == "?")
        return true;
    if (text.size() > 4)
        return false;
    static constexpr std::array<std::string_view, 7> words = {"na", "n/a", "#n/a", "<na>", "nan", "null", "none"};
    return std::find(words.begin(), words.end(), lowered(text)) != words.end();
}

std::optional<double> numberInCell(std::string_view cell)
{
    std::string_view text = trimmed(cell);
    if (text.size() > 1 && text[0] == '+' && text[1] != '-' && text[1] != '+')
        text.remove_prefix(1);
    const std::optional<double> number = parseReal(text);
    if (!number || !(std::abs(*number) <= static_cast<double>(std::numeric_limits<float>::max())))
        return {};
    return number;
}

Column textColumn(const Rows& rows, std::size_t index, const std::string& name)
{
    Column column{.name = name, .type = ColumnType::Text, .role = ColumnRole::Unused};
    for (const auto& row : rows)
        column.missing += isMissingCell(row[index]);
    return column;
}

Column categoryColumn(const Rows& rows, std::size_t index, const std::string& name)
{
    Column column{.name = name, .type = ColumnType::Category};
    std::set<std::string> distinct;
    for (const auto& row : rows) {
        if (isMissingCell(row[index]))
            ++column.missing;
        else
            distinct.emplace(trimmed(row[index]));
    }
    column.categories.assign(distinct.begin(), distinct.end());
    column.role = distinct.size() >= 2 ? ColumnRole::Input : ColumnRole::Unused;
    return column;
}

Result<Column> describedColumn(const Rows& rows, std::size_t index, const std::string& name)
{
    std::vector<double> numbers;
    std::int64_t missing = 0;
    std::size_t firstText = rows.size();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (isMissingCell(rows[i][index])) {
            ++missing;
            continue;
        }
        if (const auto number = numberInCell(rows[i][index]))
            numbers.push_back(*number);
        else
            firstText = std::min(firstText, i);
    }
    const std::size_t filled = rows.size() - static_cast<std::size_t>(missing);
    if (filled == 0)
        return textColumn(rows, index, name);
    if (numbers.size() == filled) {
        Column column{.name = name, .missing = missing};
        setStatistics(column, std::move(numbers));
        return column;
    }
    if (isNearlyAllNumbers(numbers.size(), filled))
        return fail("data.text_in_number_column", {{"column", name}, {"row", firstText + 1}, {"cell", shortCell(rows[firstText][index])},
                                                   {"numbers", numbers.size()}, {"cells", filled}});
    Column column = categoryColumn(rows, index, name);
    if (!isCategory(column.categories.size(), filled))
        return textColumn(rows, index, name);
    return column;
}

std::int64_t featureCount(const Column& column)
{
    if (column.role != ColumnRole::Input)
        return 0;
    return column.type == ColumnType::Category ? static_cast<std::int64_t>(column.categories.size()) : 1;
}

std::vector<bool> oneHotFeatures(const Dataset& data)
{
    std::vector<bool> features;
    bool any = false;
    for (const Column& column : data.columns) {
        const bool oneHot = column.type == ColumnType::Category;
        features.insert(features.end(), static_cast<std::size_t>(featureCount(column)), oneHot);
        any |= oneHot && column.role == ColumnRole::Input;
    }
    if (!any || features.size() != data.featureNames.size())
        return {};
    return features;
}

bool writeFeatures(const Column& column, std::string_view cell, float* out)
{
    if (column.type == ColumnType::Number) {
        const auto number = isMissingCell(cell) ? column.median : numberInCell(cell);
        out[0] = static_cast<float>(number.value_or(0));
        return number.has_value();
    }
    std::fill_n(out, column.categories.size(), 0.0f);
    const auto found = std::lower_bound(column.categories.begin(), column.categories.end(), trimmed(cell));
    if (found != column.categories.end() && *found == trimmed(cell))
        out[found - column.categories.begin()] = 1;
    return true;
}

} // namespace nodegrad
