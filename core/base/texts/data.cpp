#include "core/base/texts/texts.h"

namespace nodegrad {

std::span<const ErrorText> dataErrorTexts()
{
    static constexpr ErrorText texts[] = {
        {"data.unknown_source", "There is no data source called '{source}'.", "Known sources: {known}."},
        {"data.none_chosen", "No data are chosen yet.", "Choose a source on the Data page, or pass --data."},
        {"data.unknown_file", "'{path}' is no file that Nodegrad can learn from.", "Use .csv, .tsv, .npy, an IDX file, or a folder with one sub-folder of pictures a class."},
        {"data.load_failed", "The data of '{source}' cannot be loaded.", "The log holds the reason."},
        {"data.no_path", "No path is given for {what}.", "Choose it on the Data page."},
        {"data.no_samples", "'{source}' holds no samples.", "Choose other data."},
        {"data.too_large", "'{what}' with {samples} samples would need {needed} of memory; the limit is {limit}.", "Use fewer samples, or smaller ones."},
        {"data.file_too_large", "'{path}' is {size} large and would need about {needed} of memory; the limit is {limit}.", "Use a part of it."},
        {"data.no_rows", "'{path}' has no rows below its header.", "Check that it is the right file; a file without a header needs Header: No."},
        {"data.no_such_column", "'{path}' has no column '{column}'.", "Its columns are: {known}."},
        {"data.target_unused", "Column '{column}' is both the target and left out.", "Remove it from the unused columns, or choose another target."},
        {"data.target_empty", "The target column '{column}' of '{path}' has no values.", "Choose another target column."},
        {"data.target_not_number", "The target column '{column}' holds '{cell}' in row {row}, which is no number.", "Set the task to Classes, correct the cell, or choose another target column."},
        {"data.no_inputs", "'{path}' has no column that a network can take, apart from the target '{column}'.", "Add columns of numbers or categories; free text is not used."},
        {"data.text_in_number_column", "Column '{column}' holds '{cell}' in row {row}, but {numbers} of its {cells} values are numbers.", "Correct the cell, empty it (it then counts as missing), or name the column under Unused columns."},
        {"data.cell_not_number", "Column '{column}' holds '{cell}' in row {row}, which is no number.", "Correct the cell, or empty it (it then counts as missing)."},
        {"data.one_class", "All samples of {what} have the same class, '{label}'.", "Add samples of another class, or choose another target."},
        {"data.too_many_classes", "{what} has {classes} different values among {samples} samples: too many to be classes.", "Choose another target, or predict numbers (task Numbers; in NumPy files, targets of type float)."},
        {"data.wrong_rank", "'{name}' has the shape {shape}, which does not fit {wanted}.", "Choose another meaning, or reshape the array."},
        {"data.empty_array", "'{name}' holds no values: its shape is {shape}.", "Choose an array with at least one sample."},
        {"data.not_finite", "'{name}' holds {value} in sample {sample} (counted from 0).", "Replace or leave out such values first."},
        {"data.not_tokens", "'{name}' holds {got}, but tokens are whole numbers from 0 in an array (N, T).", "Choose another meaning, or number the words from 0."},
        {"data.bad_token", "'{name}' holds the token {value}, but the vocabulary goes from 0 to {largest}.", "Number the words as in the training data."},
        {"data.wrong_target_shape", "The targets '{name}' have the shape {shape}, but must be (N) or (N, K).", "Give one class number, or K numbers, a sample."},
        {"data.count_mismatch", "'{name}' has {targets} targets for {samples} samples.", "Choose two files that belong together."},
        {"data.no_labels", "There is no file of labels '{labels}' beside '{images}'.", "Name the file of labels."},
        {"data.no_targets_file", "No array of targets is named for '{inputs}', and none lies beside it.", "Name the .npy file that holds the targets."},
        {"data.not_a_folder", "'{path}' is a file, not a folder.", "Choose the folder that holds one sub-folder for each class."},
        {"data.no_class_folders", "'{path}' has no sub-folders.", "Put the pictures of each class into a sub-folder named after the class."},
        {"data.no_pictures", "None of the {folders} sub-folders of '{path}' holds a JPEG, PNG or BMP file.", "Choose the folder directly above the classes."},
        {"data.no_readable_picture", "None of the {files} pictures in '{path}' can be read. The first: {first}", "Check the files."},
        {"data.bad_split", "The split gives {validation} to validation and {test} to test, of 1 in all.", "Both must be above 0, and together below 1, so that training gets the rest."},
        {"data.too_few_samples", "{samples} samples would be split into {train} for training, {validation} for validation and {test} for test.", "Add samples, or give a larger share to the part that is empty."},
        {"data.too_few_of_each_class", "{samples} samples in {classes} classes are too few for a split that leaves each class a training sample.", "Add samples, join classes, or give smaller shares to validation and test."},
        {"data.class_not_in_training", "No sample of class '{label}' is in the training part.", "Switch the stratified split on, or add samples of that class."},
        {"data.unknown_preparation", "There is no preparation called '{preparation}'.", "Known: standardize, scale, none."},
        {"data.bad_settings", "The field '{field}' of the data settings is not of the right type.", "Choose the data again."},
        {"data.bad_preparation", "The field '{field}' of the stored preparation cannot be used.", "Train the model again."},
        {"data.not_a_table", "'{title}' is no table: the network takes {wanted}.", "Give pictures or a .npy array instead."},
        {"data.not_pictures", "'{title}' holds no pictures: the network takes {wanted}.", "Give a table or a .npy array instead."},
        {"data.wrong_sample_shape", "'{name}' has the shape {shape}, but the network takes {wanted}.", "Reshape the array to the form of the training data."},
    };
    return texts;
}

} // namespace nodegrad
