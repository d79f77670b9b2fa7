#pragma once
// A session with settings, state and data in a folder of its own.

#include <filesystem>
#include <functional>

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include "core/layers/graph_text.h"
#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"

namespace nodegrad::test {

inline bool waitFor(const std::function<bool()>& condition)
{
    constexpr int deadlineMs = 60000; // generous: a machine may be busy
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > deadlineMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        QTest::qSleep(2);
    }
    return true;
}

struct SessionFixture {
    SessionFixture()
    {
        qputenv("XDG_STATE_HOME", (folder.path() + QStringLiteral("/state")).toUtf8());
        qputenv("XDG_CONFIG_HOME", (folder.path() + QStringLiteral("/config")).toUtf8());
        application();
    }
    std::filesystem::path path(const std::string& name) const { return folder.path().toStdString() / std::filesystem::path(name); }
    static Project project(const std::string& graph, std::int64_t epochs = 3)
    {
        Project made;
        auto parsed = parseGraphText(graph);
        REQUIRE(parsed);
        made.graph = std::move(*parsed);
        made.data.source = "iris";
        made.training.epochs = epochs;
        return made;
    }
    static Project withEpochs(Project project, std::int64_t epochs)
    {
        project.training.epochs = epochs;
        return project;
    }
    QTemporaryDir folder;
};

inline const std::string smallNetwork = "input(4) > dense(3) > output(cross_entropy)";

} // namespace nodegrad::test
