#pragma once
// From a project to what lowering and training need.

#include "core/lowering/lower.h"
#include "core/project/project.h"
#include "core/training/plan.h"

namespace nodegrad {

/// Loaded data, split and fitted preparation: what a design is lowered against.
struct PreparedData {
    DatasetPtr data;
    Split split;
    Preparation preparation;
};
/// Loads, splits, fits. `baseFolder`: of the project file. Errors: data.*, project.no_data.
Result<PreparedData> prepareData(const DataSettings& settings, const std::filesystem::path& baseFolder, const Task& task);
/// What the data say about the Input and Output layers.
Bindings bindingsFor(const PreparedData& prepared);
/// The facts of a data set that are needed without the samples; stored with a run.
struct DataFacts {
    Spec inputSpec, targetSpec;
    Preparation preparation;
    std::string inputName, targetName, title, fingerprint;
    std::vector<std::string> classNames, featureNames;
};
DataFacts factsOf(const PreparedData& prepared);
Bindings bindingsFor(const DataFacts& facts);
nlohmann::json toJson(const DataFacts& facts);
Result<DataFacts> dataFactsFromJson(const nlohmann::json& json);

/// A complete plan. It goes on from `resume`, else it begins with the project's initial weights, whose path starts at `baseFolder`.
/// Errors: those of readInitialWeights(), the first error diagnostic, memory.forecast (refused with figures and the layer that needs most),
/// project.no_data, training settings.
Result<TrainingPlan> makePlan(const Project& project, const PreparedData& prepared, const std::filesystem::path& baseFolder,
                              std::optional<Checkpoint> resume = {});
/// From the start, with a program that was lowered already: a run as it was made. Errors: those of readInitialWeights().
Result<TrainingPlan> planFor(const Project& project, std::shared_ptr<const Program> program, const PreparedData& prepared, const std::filesystem::path& baseFolder);

} // namespace nodegrad
