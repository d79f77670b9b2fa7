#pragma once
// The settings form over a small project with its data read.

#include "ui/pages/train/settings_form.h"

#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include "core/layers/graph_text.h"
#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"

namespace nodegrad {

struct FormWorld {
    QTemporaryDir folder;
    Session session;
    RunController runs;
    SettingsForm form;

    explicit FormWorld(const std::string& source = "iris") : runs((test::application(), &session)), form(context())
    {
        Project project;
        project.data.source = source;
        project.graph = parseGraphText("input(4) > dense(3) > output(cross_entropy)").value();
        session.open(project, folder.filePath("form.nodegrad").toStdString());
        for (int i = 0; i < 6000 && session.data()->phase != DataState::Phase::Ready; ++i)
            QTest::qWait(10);
        REQUIRE(session.data()->phase == DataState::Phase::Ready);
        form.resize(320, 1600);
        form.show();
    }
    PageContext context()
    {
        PageContext made;
        made.session = &session;
        made.runs = &runs;
        return made;
    }
    QWidget* field(const char* id) { return form.findChild<QWidget*>(QStringLiteral("param.") + QLatin1String(id)); }
    bool isShown(const char* id) { return field(id) && field(id)->isVisible(); }
    QPushButton* more() { return form.findChild<QPushButton*>(QStringLiteral("train.more")); }
    const TrainingSettings& settings() { return session.project().training; }
    void chooseMetric(const QString& title)
    {
        auto* picker = form.findChild<QPushButton*>(QStringLiteral("train.metrics"));
        REQUIRE(picker);
        emit picker->menu()->aboutToShow();
        for (QAction* action : picker->menu()->actions())
            if (action->text() == title) {
                action->trigger();
                return;
            }
        FAIL("no such metric: " << title.toStdString());
    }
    QStringList metrics()
    {
        auto* picker = form.findChild<QPushButton*>(QStringLiteral("train.metrics"));
        emit picker->menu()->aboutToShow();
        QStringList titles;
        for (QAction* action : picker->menu()->actions())
            titles << action->text();
        return titles;
    }
};

} // namespace nodegrad
