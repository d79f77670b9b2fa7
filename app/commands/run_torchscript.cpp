#include <CLI/CLI.hpp>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "core/engine/script_server.h"
#include "core/importers/torchscript.h"

namespace nodegrad {

namespace {

struct RunOptions {
    std::string takes, gives;
    int threads = 1;
};

/// Whoever started this process hears of errors over the channel alone.
int runService(const RunOptions& options)
{
    const auto takes = scriptPortsFrom(options.takes), gives = scriptPortsFrom(options.gives);
    if (!takes || !gives)
        return kFailed;
    return serveScript({0, *takes, *gives, options.threads, kTorchScriptMemory, kTorchScriptMemoryPerByte}) ? kDone : kFailed;
}

} // namespace

void addRunTorchScriptCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("run-torchscript", "What a TorchScript layer starts as a process of its own: runs a file that comes over standard input, confined.");
    command->group(""); // not in the list of commands
    auto options = std::make_shared<RunOptions>();
    command->add_option("--takes", options->takes, "Names and sizes of its inputs")->required();
    command->add_option("--gives", options->gives, "Names and sizes of its outputs")->required();
    command->add_option("--threads", options->threads, "Threads of LibTorch")->check(CLI::Range(1, 4096));
    command->callback([options, &exitCode] { exitCode = runService(*options); });
}

} // namespace nodegrad
