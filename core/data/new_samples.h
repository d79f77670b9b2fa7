#pragma once
// Samples from outside, brought into the form of a data set's raw inputs: for `predict` and "try it".

#include "core/data/dataset.h"
#include "core/formats/picture.h"
#include "core/formats/table_text.h"

namespace nodegrad {

/// Rows to (N, F) as `data` codes them. Columns are found by name; a table whose columns have none of the names is read by
/// position (inputs, or inputs and target, in the data set's order). Missing numbers become the column's median, unknown
/// categories all zeros. The target need not be there.
/// Errors: data.not_a_table, data.no_rows, data.no_such_column, data.cell_not_number.
Result<HostTensor> tableInputs(const Dataset& data, const TextTable& table, const std::string& name);
/// True when tableInputs() reads the table by position, because none of its columns has a name that the data set knows.
bool isReadByPosition(const Dataset& data, const TextTable& table);
/// A picture to (1, C, H, W): resized, grey or colour as needed, 0..255 mapped to the data set's value range.
/// Errors: data.not_pictures.
Result<HostTensor> pictureInput(const Dataset& data, const Picture& picture);
/// An array to the shape and element type of the inputs: (N, ...) or one sample without N. Errors: data.wrong_sample_shape,
/// data.not_finite, data.bad_token.
Result<HostTensor> arrayInputs(const Dataset& data, const HostTensor& array, const std::string& name);

} // namespace nodegrad
