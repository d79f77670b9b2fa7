#include "core/data/new_samples.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/text.h"
#include "core/data/columns.h"
#include "core/data/sources.h"

namespace nodegrad {

namespace {

/// For each input column of `data`, its place in `table`.
Result<std::vector<std::size_t>> matchedColumns(const Dataset& data, const TextTable& table, const std::string& name)
{
    std::vector<std::size_t> places;
    std::vector<std::string> missing;
    for (const Column& column : data.columns) {
        if (column.role != ColumnRole::Input)
            continue;
        const auto found = std::find_if(table.header.begin(), table.header.end(),
                                        [&](const std::string& header) { return trimmed(header) == trimmed(column.name); });
        places.push_back(static_cast<std::size_t>(found - table.header.begin()));
        if (found == table.header.end())
            missing.push_back(column.name);
    }
    if (missing.empty())
        return places;
    const bool byPosition = missing.size() == places.size() &&
                            (table.header.size() == places.size() || table.header.size() == data.columns.size());
    if (!byPosition)
        return fail("data.no_such_column", {{"path", name}, {"column", missing.front()}, {"known", joined(table.header, ", ")}});
    const bool allColumns = table.header.size() == data.columns.size();
    std::size_t input = 0;
    for (std::size_t i = 0; i < data.columns.size(); ++i)
        if (data.columns[i].role == ColumnRole::Input) {
            places[input] = allColumns ? i : input;
            ++input;
        }
    return places;
}

} // namespace

bool isReadByPosition(const Dataset& data, const TextTable& table)
{
    const auto knows = [&](const Column& column) {
        return column.role == ColumnRole::Input &&
               std::ranges::any_of(table.header, [&](const std::string& header) { return trimmed(header) == trimmed(column.name); });
    };
    return std::ranges::none_of(data.columns, knows);
}

Result<HostTensor> tableInputs(const Dataset& data, const TextTable& table, const std::string& name)
{
    if (data.inputSpec.kind != Kind::Vector || data.featureNames.empty())
        return fail("data.not_a_table", {{"title", data.title}, {"wanted", specText(data.inputSpec)}});
    if (table.rows.empty())
        return fail("data.no_rows", {{"path", name}});
    const Result<std::vector<std::size_t>> places = matchedColumns(data, table, name);
    if (!places)
        return fail(places.error());
    const auto count = static_cast<std::int64_t>(table.rows.size());
    const auto features = static_cast<std::int64_t>(data.featureNames.size());
    if (Status fits = checkDatasetSize(name, count, features); !fits)
        return fail(fits.error());
    HostTensor inputs(DType::Float32, {count, features});
    float* out = inputs.mutableValues<float>().data();
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        std::size_t input = 0;
        for (const Column& column : data.columns) {
            if (column.role != ColumnRole::Input)
                continue;
            const std::string& cell = table.rows[r][(*places)[input++]];
            if (!writeFeatures(column, cell, out))
                return fail("data.cell_not_number", {{"column", column.name}, {"row", r + 1}, {"cell", shortCell(cell)}});
            out += featureCount(column);
        }
    }
    return inputs;
}

Result<HostTensor> pictureInput(const Dataset& data, const Picture& picture)
{
    if (data.inputSpec.kind != Kind::Image || (data.inputs.dim(1) != 1 && data.inputs.dim(1) != 3))
        return fail("data.not_pictures", {{"title", data.title}, {"wanted", specText(data.inputSpec)}});
    const std::int64_t channels = data.inputs.dim(1), height = data.inputs.dim(2), width = data.inputs.dim(3);
    const Picture same = resized(channels == 1 ? toGrey(picture) : toRgb(picture), static_cast<int>(width), static_cast<int>(height));
    HostTensor input(DType::Float32, {1, channels, height, width});
    auto out = input.mutableValues<float>().begin();
    const double step = (data.valueMaximum - data.valueMinimum) / 255;
    for (int c = 0; c < channels; ++c)
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                *out++ = static_cast<float>(data.valueMinimum + step * same.at(x, y, c));
    return input;
}

Result<HostTensor> arrayInputs(const Dataset& data, const HostTensor& array, const std::string& name)
{
    const std::vector<std::int64_t>& wanted = data.inputs.shape();
    std::vector<std::int64_t> shape = array.shape();
    if (shape.size() + 1 == wanted.size())
        shape.insert(shape.begin(), 1);
    if (shape.size() != wanted.size() || shape[0] < 1 || !std::equal(shape.begin() + 1, shape.end(), wanted.begin() + 1))
        return fail("data.wrong_sample_shape", {{"name", name}, {"shape", fmt::format("({})", fmt::join(array.shape(), ", "))},
                                                {"wanted", specText(data.inputSpec)}});
    if (data.inputSpec.kind != Kind::Tokens) {
        HostTensor floats = array.asFloat32().reshaped(shape);
        const auto values = floats.floats();
        const auto bad = std::find_if_not(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
        if (bad != values.end())
            return fail("data.not_finite", {{"name", name}, {"sample", (bad - values.begin()) / (floats.count() / shape[0])},
                                            {"value", *bad != *bad ? "NaN" : "infinity"}});
        return floats;
    }
    HostTensor tokens(DType::Int64, shape);
    auto values = tokens.mutableValues<std::int64_t>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double value = array.number(static_cast<std::int64_t>(i));
        if (!(value >= 0 && value < static_cast<double>(data.inputSpec.classes)) || value != std::floor(value))
            return fail("data.bad_token", {{"name", name}, {"value", value}, {"largest", data.inputSpec.classes - 1}});
        values[i] = static_cast<std::int64_t>(value);
    }
    return tokens;
}

} // namespace nodegrad
