#include "ui/shell/run_window.h"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>

#include <QApplication>
#include <QTimer>

#include "core/base/log.h"
#include "core/project/project.h"
#include "ui/shell/english.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings.h"
#include "ui/theme/theme_controller.h"

namespace nodegrad {

namespace {

/// Milliseconds since the process was started by the system.
double millisecondsSinceExec()
{
    std::ifstream stat("/proc/self/stat"), uptime("/proc/uptime");
    std::string text;
    std::getline(stat, text);
    double up = 0;
    uptime >> up;
    long long ticks = 0;
    const std::size_t close = text.rfind(')');
    if (close == std::string::npos)
        return 0;
    std::istringstream rest(text.substr(close + 2));
    std::string word;
    for (int field = 3; field <= 22 && rest >> word; ++field)
        if (field == 22)
            ticks = std::stoll(word);
    return (up - static_cast<double>(ticks) / 100.0) * 1000.0;
}

long residentMegabytes()
{
    std::ifstream statm("/proc/self/statm");
    long total = 0, resident = 0;
    statm >> total >> resident;
    return resident * 4096 / 1000000;
}

class FirstPaint : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && !m_seen) {
            m_seen = true;
            QTimer::singleShot(0, this, [] {
                std::printf("first frame after %.0f ms\n", millisecondsSinceExec());
                QTimer::singleShot(3000, qApp, [] {
                    const std::clock_t before = std::clock();
                    QTimer::singleShot(5000, qApp, [before] {
                        const double busy = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
                        std::printf("memory at rest %ld MB\nidle CPU %.2f %%\n", residentMegabytes(), busy / 5.0 * 100.0);
                        qApp->quit();
                    });
                });
            });
        }
        return false;
    }

private:
    bool m_seen = false;
};

} // namespace

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

int runWindow(int& argc, char** argv, const WindowOptions& options)
{
    startLog();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("nodegrad"));
    QApplication::setApplicationDisplayName(QStringLiteral("Nodegrad"));
    QApplication::setDesktopFileName(QStringLiteral("nodegrad"));
    const English english;
    ThemeController theme(application, savedThemeMode());
    MainWindow window(&theme);
    FirstPaint firstPaint;
    if (options.benchStart)
        window.installEventFilter(&firstPaint);
    if (!options.file.empty())
        window.open(options.file);
    else if (!options.example.empty())
        window.openExample(QString::fromStdString(options.example));
    else
        window.showStart();
    window.show();
    return QApplication::exec();
}

} // namespace nodegrad
