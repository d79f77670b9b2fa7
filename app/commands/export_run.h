#pragma once
// An export of a trained run, with its proof.

#include <optional>

#include "app/commands/opened_project.h"
#include "core/exporters/exporter.h"

namespace nodegrad {

/// Everything an exporter needs. Samples for verification come from the run's data, test part first, only when `withSamples`.
Result<ExportRequest> exportRequestFor(const OpenedProject& opened, const RunModel& source, bool withSamples);
/// Writes, and verifies when asked to. Errors: export.*, verify.*, file.write_failed.
Result<std::optional<VerificationReport>> exportAndVerify(const Exporter& exporter, const ExportRequest& request, const std::filesystem::path& path,
                                                          bool verify);

} // namespace nodegrad
