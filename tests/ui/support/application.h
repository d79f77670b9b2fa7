#pragma once
#include "tests/support/after_tests.h"
#include "ui/theme/theme_controller.h"

#include <QApplication>
#include <QThreadPool>

namespace nodegrad::test {

/// The application of a test program, with the dark theme. Made at the first call, offscreen.
inline QApplication& application()
{
    static int count = 1;
    static char name[] = "test";
    static char* arguments[] = {name, nullptr};
    static QApplication* const made = [] {
        if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
        auto* app = new QApplication(count, arguments); // lives until the process ends, as Qt wants it
        new ThemeController(*app, ThemeMode::Dark, app);
        afterTests = [] { QThreadPool::globalInstance()->waitForDone(); };
        return app;
    }();
    return *made;
}

} // namespace nodegrad::test
