#include "app/command_line.h"

#include <CLI/CLI.hpp>

#include "app/commands/commands.h"
#include "core/base/log.h"

namespace nodegrad {

namespace {

/// Names of many options that exclude one are not repeated there: each of them says so itself.
class ShortHelp : public CLI::Formatter {
public:
    std::string make_option_opts(const CLI::Option* option) const override
    {
        std::string text = CLI::Formatter::make_option_opts(option);
        constexpr std::size_t most = 3;
        if (option->get_excludes().size() > most)
            text = text.substr(0, text.find(" Excludes:")) + " Excludes: options that say so";
        return text;
    }
};

} // namespace

int runCommandLine(int argc, char** argv)
{
    CLI::App app("Nodegrad: design, train, understand and ship neural networks by hand and eye.", "nodegrad");
    app.set_version_flag("--version", std::string("nodegrad ") + NODEGRAD_VERSION);
    app.formatter(std::make_shared<ShortHelp>());
    app.require_subcommand(0, 1);
    app.fallthrough(false);
    int exitCode = 0;
    addWindowOptions(app, exitCode, argc, argv);
    for (const auto add : {addNewCommand, addCheckCommand, addTrainCommand, addActCommand, addFindRateCommand, addFindBatchCommand, addEvaluateCommand, addPredictCommand, addExportCommand, addImportCommand,
                           addReadTorchScriptCommand, addRunTorchScriptCommand, addDiffCommand, addListCommands})
        add(app, exitCode);
    addRenderCommand(app, exitCode, argc, argv);
    addStartCommand(app, exitCode, argc, argv);
    app.parse_complete_callback([] { startLog(); });
    // -1: the arguments were read; else what CLI11 said: 0 for help, another number for wrong usage.
    const int refusal = [&] {
        CLI11_PARSE(app, argc, argv)
        return -1;
    }();
    if (refusal >= 0)
        return refusal == 0 ? 0 : 2;
    return exitCode;
}

} // namespace nodegrad
