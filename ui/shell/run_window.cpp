#include "ui/shell/run_window.h"

#include <QApplication>

#include "core/base/log.h"
#include "core/project/project.h"
#include "ui/language/language.h"
#include "ui/shell/documents.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings.h"
#include "ui/shell/start_bench.h"
#include "ui/theme/theme_controller.h"

namespace nodegrad {

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

bool isWindowLanguage(const std::string& id)
{
    return isLanguageId(QString::fromStdString(id));
}

int runWindow(int& argc, char** argv, const WindowOptions& options)
{
    startLog();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("nodegrad"));
    QApplication::setApplicationDisplayName(QStringLiteral("Nodegrad"));
    QApplication::setDesktopFileName(QStringLiteral("nodegrad"));
    const Translations translations(options.language.empty() ? savedLanguage() : languageFromId(QString::fromStdString(options.language)));
    ThemeController theme(application, savedThemeMode());
    MainWindow window(&theme);
    if (options.benchStart)
        new StartBench(&window);
    window.showStart();
    if (!options.benchStart)
        window.documents()->restore();
    if (!options.file.empty())
        window.open(std::filesystem::absolute(options.file));
    else if (!options.example.empty())
        window.openExample(QString::fromStdString(options.example));
    window.show();
    return QApplication::exec();
}

} // namespace nodegrad
