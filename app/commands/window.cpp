#include <CLI/CLI.hpp>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "ui/shell/run_window.h"

namespace nodegrad {

namespace {

struct WindowArguments {
    std::string file, theme = "light";
    std::pair<std::string, std::string> screenshot; ///< page, picture; pairs take two words and leave the next to FILE
    std::pair<int, int> size = {1600, 1000};
    double scale = 1;
    bool benchStart = false;
};

int openWindow(const WindowArguments& arguments, int& argc, char** argv)
{
    if (!arguments.screenshot.first.empty())
        return makeScreenshot(argc, argv,
                              {arguments.screenshot.first, arguments.screenshot.second, arguments.theme, arguments.file, arguments.size.first, arguments.size.second, arguments.scale});
    if (!hasDisplay())
        return failed(makeError("window.no_display"));
    return runWindow(argc, argv, {arguments.file, {}, arguments.benchStart});
}

} // namespace

void addWindowOptions(CLI::App& app, int& exitCode, int& argc, char** argv)
{
    auto arguments = std::make_shared<WindowArguments>();
    app.add_option("file", arguments->file, "Project to open in the window");
    app.add_option("--screenshot", arguments->screenshot, "Draw a page (start, data, design, train, evaluate, export) into a PNG: PAGE OUT.png");
    app.add_option("--theme", arguments->theme, "Of a screenshot: light, dark or high_contrast");
    app.add_option("--size", arguments->size, "Of a screenshot: WIDTH HEIGHT in pixels");
    app.add_option("--scale", arguments->scale, "Of a screenshot: scale factor");
    app.add_flag("--bench-start", arguments->benchStart, "Print start-up time, memory and load at rest, and the longest stall of the window while it trains; then quit");
    app.final_callback([arguments, &app, &exitCode, &argc, argv] {
        if (app.get_subcommands().empty())
            exitCode = openWindow(*arguments, argc, argv);
    });
}

} // namespace nodegrad
