#pragma once
// Data as the program knows it: loaded samples, their meaning, the split, and what is done to them before the network.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/cancellation.h"
#include "core/params/param.h"
#include "core/shapes/host_tensor.h"

namespace nodegrad {

enum class ColumnType { Number, Category, Text, Image };
enum class ColumnRole { Input, Target, Unused };

/// One column of a table as it was read; pictures have one column "image" and one "label".
struct Column {
    std::string name;
    ColumnType type = ColumnType::Number;
    ColumnRole role = ColumnRole::Input;
    std::int64_t missing = 0;              ///< cells without a value
    std::vector<std::string> categories;   ///< Category: the distinct values, sorted
    double minimum = 0, maximum = 0, mean = 0; ///< Number
    double median = 0;                     ///< Number: stands in for a missing cell of an input
};

/// Loaded samples. Immutable; share it as shared_ptr<const Dataset>. The first dimension of every tensor is the sample.
struct Dataset {
    std::string title;                     ///< "Digits 8 × 8"
    std::string description, origin, license;
    HostTensor inputs;                     ///< raw, as a user would give them to `predict`: Float32, or Int64 for tokens
    Spec inputSpec;                        ///< shape (N, ...), kind
    HostTensor targets;                    ///< Int64 (N) class indices, or Float32 (N, K) for regression
    Spec targetSpec;                       ///< Label with `classes`, or Vector (N, K)
    std::string inputName = "input", targetName = "target";
    std::vector<std::string> classNames;   ///< empty for regression
    std::vector<std::string> featureNames; ///< one an input feature of a table (one-hot columns: "color=red"); else empty
    std::vector<Column> columns;           ///< as read, before categories become numbers
    std::vector<std::vector<std::string>> tableRows; ///< the cells as text of samples 0 .. 999; empty for pictures, sequences
    double valueMinimum = 0, valueMaximum = 0; ///< of `inputs`; pictures: the full range (8-bit 0..255, Digits 0..16)
    std::vector<std::string> notes;        ///< what was skipped and why, one sentence each
    std::string fingerprint;               ///< hex hash of inputs and targets: tells whether data changed since a run
    std::int64_t count() const { return inputs.rank() ? inputs.dim(0) : 0; }
    bool isClassification() const { return targetSpec.kind == Kind::Label; }
};
using DatasetPtr = std::shared_ptr<const Dataset>;

/// Which samples train, choose and judge. Fractions: 0 < each, training gets the rest.
struct SplitSettings {
    double validationShare = 0.15, testShare = 0.15;
    std::uint64_t seed = 42;
    bool stratified = true;                ///< keep the class mix in every part (classification only)
    bool operator==(const SplitSettings&) const = default;
};

/// Indices into a Dataset; disjoint; together all of it.
struct Split {
    std::vector<std::int64_t> train, validation, test;
};

/// Where the data come from and how they are prepared: part of the project.
struct DataSettings {
    std::string source;                    ///< id in the catalogue of sources; "" : no data chosen
    ParamValues params;                    ///< of that source; paths are relative to the project's folder where possible
    SplitSettings split;
    std::string preparation = "standardize"; ///< id in the catalogue of preparations: "none", "scale", "standardize"
    bool operator==(const DataSettings&) const = default;
};

/// A fitted, written-as-ops step between raw inputs and the network: y = (x - offset) * factor, per feature or channel.
/// Statistics are constants of the Program, not state-dict keys.
struct PreparationStep {
    std::string id;                        ///< "standardize" or "scale"
    std::vector<float> offset, factor;     ///< one value, or one a feature (last dim of tables, sequences) or channel (images)
    bool operator==(const PreparationStep&) const = default;
};
using Preparation = std::vector<PreparationStep>;

/// A data source: declaration plus one function.
struct DataSource {
    std::string id, title, summary;        ///< "digits", "Digits 8 × 8", one sentence
    std::vector<Param> params;
    bool bundled = false;                  ///< needs no file of the user
    Result<Dataset> (*load)(const ParamValues& params, const std::filesystem::path& baseFolder, const Task& task);
};
/// All sources, in the order of the palette. An id never changes.
const std::vector<DataSource>& dataSources();
const DataSource* findDataSource(const std::string& id);

/// Loads what `settings` name. Relative paths start at `baseFolder`. Takes long for large files: `task` reports and cancels.
/// Errors: data.* with the file, row or column named, those of the file's reader (core/formats), param.*, cancelled.
Result<DatasetPtr> loadDataset(const DataSettings& settings, const std::filesystem::path& baseFolder, const Task& task);
/// Settings for a path a user dropped or typed ("data.csv", a folder of pictures, "train-images-idx3-ubyte", "x.npy") or a source id.
/// Paths come out absolute. Errors: data.unknown_source, file.missing, data.unknown_file.
Result<DataSettings> dataSettingsFor(const std::string& pathOrId);

/// Equal seeds give equal splits on every machine. Parts hold round(n * share) samples, training the rest; indices ascend.
/// Stratified: each class gives its share by largest remainder, and always keeps a sample for training.
/// Errors: data.bad_split (shares), data.too_few_samples (a part would be empty), data.class_not_in_training.
Result<Split> splitDataset(const Dataset& data, const SplitSettings& settings);

struct PreparationType {
    std::string id, title, summary;
};
const std::vector<PreparationType>& preparationTypes();
/// Fitted on the samples `train` only. "standardize": offset = mean, factor = 1 / population deviation, per feature (last dim)
/// or channel. "scale" to 0..1: pictures by the full value range, else per feature by its smallest and largest value.
/// A constant feature gets factor 1; one-hot features of categories stay as they are. Tokens get no steps.
/// Errors: data.unknown_preparation.
Result<Preparation> fitPreparation(const std::string& id, const Dataset& data, const std::vector<std::int64_t>& train);
/// The same arithmetic in float32, outside the Program: for showing. `inputs` (N, ...) as in the dataset.
HostTensor prepared(const HostTensor& inputs, const Spec& spec, const Preparation& preparation);

/// The folder that holds data/, examples/, icons/: $NODEGRAD_RESOURCES when set, else <program's folder>/../share/nodegrad
/// when present, else resources/ of the source tree.
std::filesystem::path resourceFolder();

nlohmann::json toJson(const DataSettings& settings);
Result<DataSettings> dataSettingsFromJson(const nlohmann::json& json);
nlohmann::json toJson(const Preparation& preparation);
Result<Preparation> preparationFromJson(const nlohmann::json& json);

} // namespace nodegrad
