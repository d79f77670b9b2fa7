#pragma once
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/layers/graph_text.h"
#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/pages/evaluate/evaluate_page.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"

namespace nodegrad::test {

/// Runs the event loop until `done` or 120 s have passed. The limit only stops a broken program; no test measures time.
template <class Done> bool waitUntil(Done done)
{
    for (int i = 0; i < 12000 && !done(); ++i)
        QTest::qWait(10);
    return done();
}

/// A project in a folder of its own, trained for real, and the page on it.
struct EvaluatePageWorld {
    QTemporaryDir folder;
    Session session;
    RunController runs;
    EvaluatePage page;

    explicit EvaluatePageWorld() : runs((application(), &session)), page(context()) { page.resize(1600, 930); }

    void open(const std::string& source, const std::string& graph, std::int64_t epochs)
    {
        Project project;
        project.data.source = source;
        auto parsed = parseGraphText(graph);
        REQUIRE(parsed);
        project.graph = *parsed;
        project.training.epochs = epochs;
        project.training.optimizerParams.set("learning_rate", ParamValue(0.02));
        project.training.threads = 1;
        session.open(project, folder.filePath("trained.nodegrad").toStdString());
        REQUIRE(waitUntil([&] { return session.data()->phase == DataState::Phase::Ready; }));
    }
    void train()
    {
        QSignalSpy models(&runs, &RunController::modelChanged);
        const auto before = runs.shownModel();
        QSignalSpy refused(&runs, &RunController::refused);
        runs.start();
        REQUIRE(waitUntil([&] { return (runs.shownModel() && runs.shownModel() != before && !runs.isActive()) || refused.count() > 0; }));
        REQUIRE(refused.count() == 0);
    }
    std::shared_ptr<const Evaluation> evaluated(SplitPart part = SplitPart::Test)
    {
        page.show();
        page.setPart(part);
        REQUIRE(waitUntil([&] { return page.evaluation() && page.evaluation()->part == part && page.evaluation()->model == runs.shownModel(); }));
        return page.evaluation();
    }
    PageContext context()
    {
        PageContext made;
        made.session = &session;
        made.runs = &runs;
        return made;
    }
};

} // namespace nodegrad::test
