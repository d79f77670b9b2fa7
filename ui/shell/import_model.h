#pragma once
// A model of another program, brought in as a project file of its own.

#include <filesystem>
#include <functional>

#include "core/base/error.h"
#include "ui/session/page_context.h"

class QWidget;

namespace nodegrad {

/// Asks for the model and for the project file to write, imports in a worker (progress and cancel in the status line), shows the
/// report, and then calls `open` with the new file. Nothing of the open project changes before that. UI thread.
void importModelDialog(QWidget* window, const PageContext& context, const std::filesystem::path& folder,
                       std::function<void(const std::filesystem::path&)> open, std::function<void(const Error&)> report);

} // namespace nodegrad
