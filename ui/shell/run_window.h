#pragma once
// The door from app/ to the window: no Qt type in the signatures.

#include <filesystem>
#include <string>

namespace nodegrad {

struct WindowOptions {
    std::filesystem::path file;  ///< project to open; empty: the start page
    std::string example;         ///< or an example by id
    bool benchStart = false;     ///< print start-up figures and quit after the first painted frame
};
/// Runs the window until it is closed; gives the exit code.
int runWindow(int& argc, char** argv, const WindowOptions& options);

struct ScreenshotOptions {
    std::string page;            ///< start, data, design, train, evaluate, export
    std::filesystem::path output;
    std::string theme = "light"; ///< light, dark, high_contrast
    std::filesystem::path file;  ///< project; empty: the Digits example
    int width = 1600, height = 1000;
    double scale = 1;
};
/// Renders a page offscreen into a PNG, with the project's runs loaded. 0 when it was written.
int makeScreenshot(int& argc, char** argv, const ScreenshotOptions& options);

/// True when a window can be shown: a display, or a platform named by the user.
bool hasDisplay();

} // namespace nodegrad
