#pragma once
// What an export does on a worker thread: samples to check with, the file, and its check. No widgets.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/exporters/exporter.h"
#include "ui/session/run_controller.h"

namespace nodegrad {

/// Everything about the model that an exporter wants, but for options and samples.
ExportRequest requestFor(const ShownModel& model, const std::string& name);

/// What the test part says about a model.
struct TestedModel {
    std::vector<HostTensor> samples;   ///< raw, 16 to 64, one tensor an input of the network
    std::shared_ptr<const TrainingPlan> training; ///< of the run, for training scripts
    std::shared_ptr<const Checkpoint> checkpoint; ///< with the optimizer; null for live weights
    std::string accuracy;              ///< "test accuracy 97.8 %", "test R2 0.87"
};
/// The data are taken from memory when they are those of the run, else read again. Errors: data.*, runs.data_changed, engine.*.
Result<TestedModel> testModel(const ShownModel& model, const DataState& loaded, const std::filesystem::path& base, const Task& task);

/// The request with what testing has brought.
ExportRequest withTested(ExportRequest request, const TestedModel& tested);

/// A file that was written, and what its check said. Values.
struct ExportedFile {
    const Exporter* exporter = nullptr;
    std::shared_ptr<const ExportRequest> request;
    std::filesystem::path path;
    std::optional<VerificationReport> report;
    std::optional<Error> checkError;   ///< the file is written, but could not be checked
};
/// Makes missing folders, writes, and checks when `verify`. Errors: those of Exporter::write, export.not_possible, export.is_a_folder, file.write_failed.
Result<ExportedFile> exportFile(const Exporter& exporter, std::shared_ptr<const ExportRequest> request, const std::filesystem::path& path,
                                bool verify, const Task& task);
/// Only the check.
ExportedFile checkFile(ExportedFile file, const Task& task);
/// The report as text for a mail or an issue.
std::string reportText(const ExportedFile& file);

} // namespace nodegrad
