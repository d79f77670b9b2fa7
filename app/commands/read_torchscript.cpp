#include <CLI/CLI.hpp>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "core/base/confinement.h"
#include "core/importers/torchscript.h"

namespace nodegrad {

namespace {

struct ReadOptions {
    std::string file, output;
    std::vector<std::string> shapes;
    std::uint64_t seconds = kTorchScriptSeconds;
    bool asBlock = false;
};

/// The error goes to whoever started this process, as JSON; it knows the words.
int runRead(const ReadOptions& options)
{
    endWithParent();
    auto reading = importOptionsFrom(options.shapes);
    if (reading && options.asBlock)
        reading->asBlock = ImportOptions::AsBlock::Always;
    const Status read = reading ? readTorchScript(options.file, options.output, *reading, options.seconds) : Status(fail(reading.error()));
    if (read)
        return kDone;
    sayJson({{"code", read.error().code}, {"arguments", read.error().arguments}, {"detail", read.error().detail}});
    return kFailed;
}

} // namespace

void addReadTorchScriptCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("read-torchscript", "What import starts as a process of its own: runs a TorchScript model, confined, and writes it as ONNX.");
    command->group(""); // not in the list of commands
    auto options = std::make_shared<ReadOptions>();
    command->add_option("file", options->file, "TorchScript model")->required();
    command->add_option("--output", options->output, "ONNX model to write")->required();
    command->add_option("--shape", options->shapes, "Sizes of one sample: NAME=3x224x224; may be repeated");
    command->add_flag("--as-block", options->asBlock, "As one node that stands for the archive");
    command->add_option("--seconds", options->seconds, "Of a core's time, at most");
    command->callback([options, &exitCode] { exitCode = runRead(*options); });
}

} // namespace nodegrad
