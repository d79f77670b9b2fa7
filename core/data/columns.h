#pragma once
// What a column of text cells holds: numbers, categories or free text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/dataset.h"

namespace nodegrad {

/// True for "", "NA", "N/A", "#N/A", "<NA>", "NaN", "null", "none" and "?", in any case, blanks around them ignored.
bool isMissingCell(std::string_view cell);
/// A finite number that fits float32; blanks around it and a leading '+' are allowed.
std::optional<double> numberInCell(std::string_view cell);
/// The cell as errors quote it: at most 40 bytes.
std::string shortCell(std::string_view cell);

/// Type, missing cells, categories and statistics of column `index` over all rows.
/// Number: every cell with a value is one. Category: values repeat, and there are at most 10 different ones, or at most 100
/// with two rows each on average. Else Text. A column without any value is Text with all cells missing.
/// Role: Input for Number and for Category with two values or more, else Unused.
/// Errors: data.text_in_number_column when numbers fill it but for one cell or at most 5 % of the cells.
Result<Column> describedColumn(const std::vector<std::vector<std::string>>& rows, std::size_t index, const std::string& name);
/// The same, but always Category (a target with classes), or always Text (a column that the user leaves out).
Column categoryColumn(const std::vector<std::vector<std::string>>& rows, std::size_t index, const std::string& name);
Column textColumn(const std::vector<std::vector<std::string>>& rows, std::size_t index, const std::string& name);

/// For each input feature, whether it is one column of a one-hot coded category; empty when there is none.
std::vector<bool> oneHotFeatures(const Dataset& data);
/// Features that `column` becomes: 1, the number of its categories, or 0 when it is no input.
std::int64_t featureCount(const Column& column);
/// Writes the features of one cell to `out`, featureCount() values: the number (the median where missing), or the one-hot code
/// (all zeros where missing or unknown). False when a Number column's cell is text.
bool writeFeatures(const Column& column, std::string_view cell, float* out);

} // namespace nodegrad
