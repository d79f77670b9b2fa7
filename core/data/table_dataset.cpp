#include "core/data/table_dataset.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/data/classes.h"
#include "core/data/columns.h"
#include "core/data/sources.h"

namespace nodegrad {

namespace {

constexpr std::size_t shownRows = 1000;

Result<std::size_t> columnIndex(const TextTable& table, const std::string& wanted, const std::string& name)
{
    const std::string_view word = trimmed(wanted);
    for (std::size_t i = 0; i < table.header.size(); ++i)
        if (trimmed(table.header[i]) == word)
            return i;
    return fail("data.no_such_column", {{"path", name}, {"column", wanted}, {"known", joined(table.header, ", ")}});
}

/// Drops them, and gives the numbers (from 1) that the kept rows have in the file.
std::vector<std::size_t> dropRowsWithoutTarget(TextTable& table, std::size_t target, Dataset& data)
{
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        if (!isMissingCell(table.rows[i][target]))
            numbers.push_back(i + 1);
    const auto dropped = std::erase_if(table.rows, [&](const auto& row) { return isMissingCell(row[target]); });
    if (dropped > 0)
        data.notes.push_back(fmt::format("{} {} without a value in '{}' {} left out.", dropped, dropped == 1 ? "row" : "rows",
                                         table.header[target], dropped == 1 ? "was" : "were"));
    return numbers;
}

/// An error about a kept row names the row of the file.
Error withFileRow(Error error, const std::vector<std::size_t>& numbers)
{
    if (const auto row = error.arguments.find("row"); row != error.arguments.end())
        if (const auto kept = parseInteger(row->second))
            row->second = std::to_string(numbers.at(static_cast<std::size_t>(*kept) - 1));
    return error;
}

bool isWholeNumbersWithFewValues(const TextTable& table, std::size_t target)
{
    std::set<double> distinct;
    for (const auto& row : table.rows) {
        const auto number = numberInCell(row[target]);
        if (!number || *number != std::floor(*number))
            return false;
        distinct.insert(*number);
        if (distinct.size() > 20)
            return false;
    }
    return true;
}

Result<Column> targetColumn(const TextTable& table, std::size_t target, TableTask task)
{
    const std::string& name = table.header[target];
    const auto isNumber = [&](const auto& row) { return numberInCell(row[target]).has_value(); };
    if (task == TableTask::Regression) {
        const auto text = std::find_if_not(table.rows.begin(), table.rows.end(), isNumber);
        if (text != table.rows.end())
            return fail("data.target_not_number", {{"column", name}, {"row", text - table.rows.begin() + 1}, {"cell", shortCell((*text)[target])}});
    }
    if (task == TableTask::Auto) {
        Result<Column> column = describedColumn(table.rows, target, name);
        if (!column || (column->type == ColumnType::Number && !isWholeNumbersWithFewValues(table, target)))
            return column;
        task = TableTask::Classification;
    }
    if (task == TableTask::Classification)
        return categoryColumn(table.rows, target, name);
    return describedColumn(table.rows, target, name);
}

Status setTargets(Dataset& data, const TextTable& table, std::size_t target, Column& column)
{
    const auto count = static_cast<std::int64_t>(table.rows.size());
    column.role = ColumnRole::Target;
    data.targetName = column.name;
    if (column.type == ColumnType::Number) {
        data.targets = HostTensor(DType::Float32, {count, 1});
        auto values = data.targets.mutableValues<float>();
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            values[i] = static_cast<float>(*numberInCell(table.rows[i][target]));
        data.targetSpec = {DType::Float32, {batchDim(), 1}, Kind::Vector, 0};
        return {};
    }
    std::vector<std::string> labels;
    labels.reserve(table.rows.size());
    for (const auto& row : table.rows)
        labels.emplace_back(trimmed(row[target]));
    Result<Classes> classes = classesOf(labels, fmt::format("column '{}'", column.name));
    if (!classes)
        return fail(classes.error());
    data.targets = HostTensor::ofIntegers({count}, classes->indices);
    data.targetSpec = {DType::Int64, {batchDim()}, Kind::Label, static_cast<std::int64_t>(classes->names.size())};
    data.classNames = column.categories = std::move(classes->names);
    return {};
}

/// A column that only numbers the rows would let a network learn the order of the file.
bool countsRows(const TextTable& table, std::size_t index, const Column& column)
{
    static const std::set<std::string> names = {"id", "index", "row", "row id", "row_id", "unnamed: 0"};
    if (column.type != ColumnType::Number || !names.contains(lowered(trimmed(column.name))))
        return false;
    std::set<double> distinct;
    for (const auto& row : table.rows) {
        const auto number = numberInCell(row[index]);
        if (!number || *number != std::floor(*number) || !distinct.insert(*number).second)
            return false;
    }
    return true;
}

void noteInput(Dataset& data, const TextTable& table, std::size_t index, Column& column)
{
    const auto rows = static_cast<std::int64_t>(table.rows.size());
    const auto note = [&](std::string text) { data.notes.push_back(std::move(text)); };
    if (column.missing == rows) {
        note(fmt::format("Column '{}' has no values and is not used.", column.name));
    } else if (column.type == ColumnType::Text) {
        note(fmt::format("Column '{}' holds free text and is not used.", column.name));
    } else if (column.role == ColumnRole::Unused) {
        note(fmt::format("Column '{}' holds only '{}' and is not used.", column.name, column.categories.front()));
    } else if (countsRows(table, index, column)) {
        column.role = ColumnRole::Unused;
        note(fmt::format("Column '{}' only numbers the rows and is not used.", column.name));
    } else if (column.missing > 0) {
        const std::string values = fmt::format("{} missing {}", column.missing, column.missing == 1 ? "value" : "values");
        if (column.type == ColumnType::Number)
            note(fmt::format("{} in '{}' filled with its median, {}.", values, column.name, numberText(column.median)));
        else
            note(fmt::format("{} in '{}' coded as none of its {} categories.", values, column.name, column.categories.size()));
    }
}

void addFeatureNames(Dataset& data, const Column& column)
{
    if (column.role != ColumnRole::Input)
        return;
    if (column.type == ColumnType::Number)
        data.featureNames.push_back(column.name);
    else
        for (const std::string& category : column.categories)
            data.featureNames.push_back(column.name + "=" + category);
}

Status setInputs(Dataset& data, const TextTable& table, const std::string& name)
{
    const auto count = static_cast<std::int64_t>(table.rows.size());
    const auto features = static_cast<std::int64_t>(data.featureNames.size());
    if (features == 0)
        return fail("data.no_inputs", {{"path", name}, {"column", data.targetName}});
    if (Status fits = checkDatasetSize(name, count, features); !fits)
        return fits;
    data.inputs = HostTensor(DType::Float32, {count, features});
    data.inputSpec = {DType::Float32, {batchDim(), features}, Kind::Vector, 0};
    auto values = data.inputs.mutableValues<float>();
    float* out = values.data();
    for (const auto& row : table.rows)
        for (std::size_t i = 0; i < data.columns.size(); ++i)
            if (const std::int64_t width = featureCount(data.columns[i]); width > 0) {
                writeFeatures(data.columns[i], row[i], out);
                out += width;
            }
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    data.valueMinimum = static_cast<double>(*low);
    data.valueMaximum = static_cast<double>(*high);
    return {};
}

} // namespace

Result<Dataset> datasetFromTable(TextTable table, const TableSettings& settings, const std::string& name)
{
    if (table.rows.empty() || table.header.empty())
        return fail("data.no_rows", {{"path", name}});
    Dataset data;
    std::size_t target = table.header.size() - 1;
    if (!trimmed(settings.target).empty()) {
        const Result<std::size_t> found = columnIndex(table, settings.target, name);
        if (!found)
            return fail(found.error());
        target = *found;
    }
    std::set<std::size_t> unused;
    for (const std::string& wanted : settings.unused) {
        const Result<std::size_t> found = columnIndex(table, wanted, name);
        if (!found)
            return fail(found.error());
        if (*found == target)
            return fail("data.target_unused", {{"column", wanted}});
        unused.insert(*found);
    }
    const std::vector<std::size_t> rowNumbers = dropRowsWithoutTarget(table, target, data);
    if (table.rows.empty())
        return fail("data.target_empty", {{"path", name}, {"column", table.header[target]}});

    for (std::size_t i = 0; i < table.header.size(); ++i) {
        Result<Column> column = i == target          ? targetColumn(table, i, settings.task)
                                : unused.contains(i) ? textColumn(table.rows, i, table.header[i])
                                                     : describedColumn(table.rows, i, table.header[i]);
        if (!column)
            return fail(withFileRow(column.error(), rowNumbers));
        if (i == target) {
            if (Status set = setTargets(data, table, i, *column); !set)
                return fail(set.error());
        } else if (!unused.contains(i)) {
            noteInput(data, table, i, *column);
            addFeatureNames(data, *column);
        }
        data.columns.push_back(std::move(*column));
    }
    if (Status set = setInputs(data, table, name); !set)
        return fail(set.error());
    data.inputName = "features";
    for (const std::string& column : table.decimalCommaColumns)
        data.notes.push_back(fmt::format("Column '{}' uses a decimal comma; it was read as a point.", column));
    table.rows.resize(std::min(table.rows.size(), shownRows));
    data.tableRows = std::move(table.rows);
    return data;
}

} // namespace nodegrad
