#include <CLI/CLI.hpp>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "ui/shell/run_window.h"

namespace nodegrad {

void addRenderCommand(CLI::App& app, int& exitCode, int& argc, char** argv)
{
    auto* command = app.add_subcommand("render", "Draw the design as the canvas shows it, into a .png, .svg or .pdf file.");
    auto options = std::make_shared<RenderOptions>();
    command->add_option("file", options->file, "Project")->required();
    command->add_option("-o,--output", options->output, "Picture to write")->required();
    command->add_option("--theme", options->theme, "Colours")->check(CLI::IsMember({"light", "dark", "high_contrast"}));
    command->add_option("--scale", options->scale, "Pixels of a PNG for one pixel at 100 %")->check(CLI::Range(0.1, 8.0));
    command->add_option("--module", options->module, "Path of a module whose inside is drawn");
    command->callback([options, &exitCode, &argc, argv] {
        exitCode = renderDesign(argc, argv, *options);
        if (exitCode == kDone)
            say("Written: " + options->output.string());
    });
}

} // namespace nodegrad
