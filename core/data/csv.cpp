#include "core/base/text.h"
#include "core/data/sources.h"
#include "core/data/table_dataset.h"

namespace nodegrad {

namespace {

constexpr double textTableGrowth = 8; // a cell of 4 characters takes 32 bytes as a std::string

Result<Dataset> loadCsv(const ParamValues& params, const std::filesystem::path& baseFolder, const Task& task)
{
    const Result<std::filesystem::path> path = pathFromParams(params, "file", "the table file", baseFolder);
    if (!path)
        return fail(path.error());
    if (Status fits = checkFileSize(*path, textTableGrowth); !fits)
        return fail(fits.error());
    const std::string name = shownName(*path);
    if (Status go = task.step(0, "Reading " + name); !go)
        return fail(go.error());
    const std::string& header = params.text("header");
    Result<TextTable> table =
        readTable(*path, {.header = header == "yes" ? HeaderRow::Yes : header == "no" ? HeaderRow::No : HeaderRow::Auto});
    if (!table)
        return fail(table.error());
    if (Status go = task.step(0.6, "Sorting out columns"); !go)
        return fail(go.error());

    TableSettings settings;
    settings.target = params.text("target");
    for (const std::string_view column : split(params.text("unused"), ','))
        if (!trimmed(column).empty())
            settings.unused.emplace_back(trimmed(column));
    const std::string& chosen = params.text("task");
    settings.task = chosen == "classification" ? TableTask::Classification
                    : chosen == "regression"   ? TableTask::Regression
                                               : TableTask::Auto;
    const std::size_t rows = table->rows.size();
    Result<Dataset> data = datasetFromTable(std::move(*table), settings, name);
    if (!data)
        return data;
    data->title = path->stem().string();
    data->description = withThousands(static_cast<std::int64_t>(rows)) + " rows from " + name + ".";
    data->origin = path->string();
    return data;
}

} // namespace

std::vector<DataSource> csvSources()
{
    return {{"csv",
             "CSV table",
             "A text file with one sample a row; separated by commas, semicolons or tabs.",
             {pathParam("file", "File", "A .csv, .tsv or .txt file."),
              textParam("target", "Target column", "Name of the column to predict; empty: the last one.", ""),
              choiceParam("header", "Header", "Whether the first line holds the names of the columns.", "auto",
                          {{"auto", "Detect"}, {"yes", "Yes"}, {"no", "No"}}),
              choiceParam("task", "Task", "Predict a class or a number; detected from the target column.", "auto",
                          {{"auto", "Detect"}, {"classification", "Classes"}, {"regression", "Numbers"}}),
              textParam("unused", "Unused columns", "Names of columns to leave out, separated by commas.", "")},
             false,
             loadCsv}};
}

} // namespace nodegrad
