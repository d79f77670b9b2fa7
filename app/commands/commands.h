#pragma once
// The commands, one file each. Every function adds a sub-command (or options) to `app`; when it is called, it sets `exitCode`.

namespace CLI {
class App;
}

namespace nodegrad {

/// `nodegrad [FILE]`, --screenshot, --bench-start.
void addWindowOptions(CLI::App& app, int& exitCode, int& argc, char** argv);
void addNewCommand(CLI::App& app, int& exitCode);
void addCheckCommand(CLI::App& app, int& exitCode);
void addTrainCommand(CLI::App& app, int& exitCode);
/// What can be done to a run that trains.
void addActCommand(CLI::App& app, int& exitCode);
/// The search for a learning rate.
void addFindRateCommand(CLI::App& app, int& exitCode);
/// The search for a batch size.
void addFindBatchCommand(CLI::App& app, int& exitCode);
void addEvaluateCommand(CLI::App& app, int& exitCode);
void addPredictCommand(CLI::App& app, int& exitCode);
void addExportCommand(CLI::App& app, int& exitCode);
void addImportCommand(CLI::App& app, int& exitCode);
/// Hidden: the child process of an import.
void addReadTorchScriptCommand(CLI::App& app, int& exitCode);
void addRunTorchScriptCommand(CLI::App& app, int& exitCode);
/// The design as a picture.
void addRenderCommand(CLI::App& app, int& exitCode, int& argc, char** argv);
/// What differs between two projects.
void addDiffCommand(CLI::App& app, int& exitCode);
/// layers, ops, examples, data.
void addListCommands(CLI::App& app, int& exitCode);
/// What ./run does: the window with the Digits example, or the same tour in the terminal.
void addStartCommand(CLI::App& app, int& exitCode, int& argc, char** argv);

} // namespace nodegrad
