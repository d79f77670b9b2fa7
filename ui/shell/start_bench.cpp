#include "ui/shell/start_bench.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>

#include <QCoreApplication>
#include <QEvent>

#include "ui/session/run_controller.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"

namespace nodegrad {

namespace {

constexpr int kSettleMs = 3000, kRestMs = 5000, kTrainingMs = 10000, kBeatMs = 2;

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

} // namespace

StartBench::StartBench(MainWindow* window) : QObject(window), m_window(window)
{
    window->installEventFilter(this);
    m_beat.setTimerType(Qt::PreciseTimer);
    m_beat.setInterval(kBeatMs);
    connect(&m_beat, &QTimer::timeout, this, [this] {
        m_longestMs = std::max(m_longestMs, static_cast<double>(m_sinceBeat.nsecsElapsed()) / 1e6 - kBeatMs);
        m_sinceBeat.restart();
    });
}

bool StartBench::eventFilter(QObject*, QEvent* event)
{
    if (event->type() == QEvent::Paint && !m_painted) {
        m_painted = true;
        QTimer::singleShot(0, this, [this] {
            std::printf("first frame after %.0f ms\n", millisecondsSinceExec());
            QTimer::singleShot(kSettleMs, this, &StartBench::measureRest);
        });
    }
    return false;
}

void StartBench::measureRest()
{
    const std::clock_t before = std::clock();
    QTimer::singleShot(kRestMs, this, [this, before] {
        const double busy = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
        std::printf("memory at rest %ld MB\nidle CPU %.2f %%\n", residentMegabytes(), busy * 1000.0 / kRestMs * 100.0);
        measureTraining();
    });
}

void StartBench::measureTraining()
{
    if (m_window->session()->design()->lowered->errorCount() > 0 || m_window->session()->project().data.source.empty()) {
        std::printf("no stall measured: the project cannot be trained (name one: nodegrad FILE --bench-start)\n");
        QCoreApplication::quit();
        return;
    }
    m_window->showPage(PageId::Train);
    m_window->runs()->start();
    m_sinceBeat.start();
    m_beat.start();
    QTimer::singleShot(kTrainingMs, this, &StartBench::finish);
}

void StartBench::finish()
{
    m_beat.stop();
    const Progress& progress = m_window->runs()->progress();
    std::printf("longest event-loop stall in %d s of training %.1f ms (step %lld, %.0f samples/s)\n", kTrainingMs / 1000, m_longestMs,
                static_cast<long long>(progress.step), progress.samplesPerSecond);
    m_window->runs()->stop();
    QCoreApplication::quit();
}

} // namespace nodegrad
