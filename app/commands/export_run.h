#pragma once
// An export of a trained run, with its proof.

#include <optional>

#include "app/commands/opened_project.h"
#include "core/exporters/exporter.h"

namespace nodegrad {

/// Everything an exporter needs but what comes from the data.
ExportRequest exportRequestFor(const OpenedProject& opened, const RunModel& source);
/// Adds samples for verification, test part first, and what a training script needs; a design without data gets random samples.
/// Errors: data.*, runs.data_changed.
Status addData(ExportRequest& request, const OpenedProject& opened, const RunModel& source);
/// Writes, and verifies when asked to. Errors: export.*, verify.*, file.write_failed.
Result<std::optional<VerificationReport>> exportAndVerify(const Exporter& exporter, const ExportRequest& request, const std::filesystem::path& path,
                                                          bool verify);

} // namespace nodegrad
