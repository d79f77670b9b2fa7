#pragma once
// The few lines that run an exported file in another program.

#include <filesystem>

#include <QString>

#include "core/exporters/exporter.h"

namespace nodegrad {

enum class UsageLanguage { Python, Cpp };

/// Code that runs the file at `path` on one blank sample and prints the answer; "" where `whyNoUsageCode()` says why there is none.
/// Shapes and names are those of the file, read from the request with its options.
QString usageCode(const Exporter& exporter, const ExportRequest& request, const std::filesystem::path& path, UsageLanguage language);
/// A sentence, or "".
QString whyNoUsageCode(const Exporter& exporter, UsageLanguage language);

} // namespace nodegrad
