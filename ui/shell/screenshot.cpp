#include <cstdio>

#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>

#include "core/project/examples.h"
#include "ui/language/language.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"
#include "ui/shell/run_window.h"
#include "ui/theme/theme_controller.h"

namespace nodegrad {

namespace {

constexpr int kSettleMs = 400;     ///< quiet time after the last background result
constexpr int kLongestWaitMs = 30000;

void wait(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

/// Until data and design are there.
void waitForFacts(Session* session)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kLongestWaitMs && (session->data()->phase == DataState::Phase::Loading || !session->isDesignCurrent()))
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

} // namespace

int makeScreenshot(int& argc, char** argv, const ScreenshotOptions& options)
{
    const QStringList pages{"data", "design", "train", "evaluate", "export"};
    const auto index = pages.indexOf(QString::fromStdString(options.page));
    if (index < 0 && options.page != "start") {
        std::fprintf(stderr, "There is no page called '%s'. Pages: start, data, design, train, evaluate, export.\n", options.page.c_str());
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_SCALE_FACTOR", QByteArray::number(options.scale));
    QApplication application(argc, argv);
    const Translations translations(languageFromId(QString::fromStdString(options.language)));
    ThemeController theme(application, themeModeFromId(QString::fromStdString(options.theme)));
    MainWindow window(&theme);
    window.resize(options.width, options.height);
    if (options.page != "start") {
        auto project = options.file.empty() ? exampleProject("digits_cnn") : readProject(options.file);
        if (!project) {
            std::fprintf(stderr, "%s\n", sentence(project.error()).c_str());
            return 1;
        }
        window.session()->open(std::move(*project), options.file);
        window.showPage(static_cast<PageId>(index));
    } else {
        window.showStart();
    }
    window.show();
    waitForFacts(window.session());
    if (!window.runs()->runs().empty()) {
        const RunInfo& newest = window.runs()->runs().back();
        window.runs()->select(newest.id);
        window.runs()->showModel(newest.id, "best");
        for (const RunInfo& run : window.runs()->runs())
            window.runs()->series(run.id);
        wait(3 * kSettleMs);
    }
    wait(2 * kSettleMs);
    if (!window.grab().save(QString::fromStdString(options.output.string()))) {
        std::fprintf(stderr, "'%s' cannot be written. Choose a folder that exists and a name that ends in .png.\n", options.output.c_str());
        return 1;
    }
    return 0;
}

} // namespace nodegrad
