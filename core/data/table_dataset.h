#pragma once
// From a table of text cells to samples: which column is the target, what becomes of the others, what was left out.

#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/formats/table_text.h"

namespace nodegrad {

enum class TableTask { Auto, Classification, Regression };

struct TableSettings {
    std::string target;                 ///< name of a column; "": the last
    std::vector<std::string> unused;    ///< names of columns to leave out
    TableTask task = TableTask::Auto;   ///< Auto: words, or whole numbers with at most 20 different values, are classes
};

/// Inputs (N, F): numbers as they are (missing ones filled with the column's median), categories one-hot, free text left out.
/// Targets: class indices (N), or numbers (N, 1). Rows without a target are dropped. Everything that was left out or filled is
/// a sentence in `notes`. `name` names the table in errors; title, origin and license are the caller's.
/// Errors: data.no_such_column, data.target_unused, data.target_empty, data.target_not_number, data.no_inputs, data.one_class,
/// data.too_many_classes, data.text_in_number_column, data.too_large.
Result<Dataset> datasetFromTable(TextTable table, const TableSettings& settings, const std::string& name);

} // namespace nodegrad
