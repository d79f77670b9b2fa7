#include <filesystem>

#include <CLI/CLI.hpp>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "core/base/text.h"
#include "ui/shell/run_window.h"

namespace nodegrad {

namespace {

struct WindowArguments {
    std::string file, theme = "light", language;
    std::pair<std::string, std::string> screenshot; ///< page, picture; pairs take two words and leave the next to FILE
    std::pair<int, int> size = {1600, 1000};
    double scale = 1;
    bool benchStart = false;
};

/// A word that is no file was meant as a command; a path is left to the window, which says what it cannot open.
bool isMistypedCommand(const std::string& word)
{
    std::error_code problem;
    return !word.empty() && word.find_first_of("./") == std::string::npos && !std::filesystem::exists(word, problem);
}

int unknownCommand(const CLI::App& app, const std::string& word)
{
    std::vector<std::string> known;
    for (const CLI::App* command : app.get_subcommands(nullptr))
        known.push_back(command->get_name());
    const auto near = nearest(word, known, 1);
    failed(makeError("window.unknown_command", {{"word", word}, {"advice", near.empty() ? "nodegrad --help lists the commands." : "Did you mean '" + near.front() + "'?"}}));
    return kWrongUsage;
}

int openWindow(const WindowArguments& arguments, int& argc, char** argv)
{
    if (!arguments.screenshot.first.empty())
        return makeScreenshot(argc, argv,
                              {arguments.screenshot.first, arguments.screenshot.second, arguments.theme, arguments.file, arguments.size.first, arguments.size.second, arguments.scale,
                               arguments.language.empty() ? "en" : arguments.language});
    if (!hasDisplay())
        return failed(makeError("window.no_display"));
    return runWindow(argc, argv, {arguments.file, {}, arguments.benchStart, arguments.language});
}

} // namespace

void addWindowOptions(CLI::App& app, int& exitCode, int& argc, char** argv)
{
    auto arguments = std::make_shared<WindowArguments>();
    app.add_option("file", arguments->file, "Project to open in the window");
    app.add_option("--screenshot", arguments->screenshot, "Draw a page (start, data, design, train, evaluate, export) into a PNG: PAGE OUT.png");
    app.add_option("--theme", arguments->theme, "Of a screenshot: light, dark or high_contrast");
    app.add_option("--language", arguments->language, "Of the window: system, en or zh_CN; else the one that was chosen in it, at first the system's")
        ->check([](const std::string& id) { return isWindowLanguage(id) ? std::string() : "There is no language '" + id + "'. Languages: system, en, zh_CN."; });
    app.add_option("--size", arguments->size, "Of a screenshot: WIDTH HEIGHT in pixels");
    app.add_option("--scale", arguments->scale, "Of a screenshot: scale factor");
    app.add_flag("--bench-start", arguments->benchStart, "Print start-up time, memory and load at rest, and the longest stall of the window while it trains; then quit");
    app.final_callback([arguments, &app, &exitCode, &argc, argv] {
        if (!app.get_subcommands().empty())
            return;
        if (isMistypedCommand(arguments->file))
            exitCode = unknownCommand(app, arguments->file);
        else
            exitCode = openWindow(*arguments, argc, argv);
    });
}

} // namespace nodegrad
