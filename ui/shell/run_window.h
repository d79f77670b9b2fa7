#pragma once
// The door from app/ to the window: no Qt type in the signatures.

#include <filesystem>
#include <string>

namespace nodegrad {

struct WindowOptions {
    std::filesystem::path file;  ///< project to open; empty: the start page
    std::string example;         ///< or an example by id
    bool benchStart = false;     ///< print the figures of StartBench and quit
    std::string language;        ///< id of a language; empty: the one that was chosen last
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
    std::string language = "en"; ///< id of a language
};
/// Renders a page offscreen into a PNG, with the project's runs loaded. 0 when it was written.
int makeScreenshot(int& argc, char** argv, const ScreenshotOptions& options);

struct RenderOptions {
    std::filesystem::path file, output;  ///< project; .png, .svg or .pdf
    std::string theme = "light", module; ///< path of a module node whose inside is drawn; "" the whole network
    double scale = 2;                    ///< pixels of a PNG for one pixel at 100 %
};
/// Draws the design as the canvas shows it. 0 when it was written.
int renderDesign(int& argc, char** argv, const RenderOptions& options);

/// "system", "en" and "zh_CN" are languages of the window, also in other spellings.
bool isWindowLanguage(const std::string& id);

/// True when a window can be shown: a display, or a platform named by the user.
bool hasDisplay();

} // namespace nodegrad
