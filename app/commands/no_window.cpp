// Stands in for ui/shell in a program that is built without the window (NODEGRAD_WINDOW=OFF).

#include "app/commands/answer.h"
#include "ui/shell/run_window.h"

namespace nodegrad {

int runWindow(int&, char**, const WindowOptions&)
{
    return failed(makeError("window.not_built"));
}

int makeScreenshot(int&, char**, const ScreenshotOptions&)
{
    return failed(makeError("window.not_built"));
}

int renderDesign(int&, char**, const RenderOptions&)
{
    return failed(makeError("window.not_built"));
}

bool isWindowLanguage(const std::string&)
{
    return true;
}

bool hasDisplay()
{
    return false;
}

} // namespace nodegrad
