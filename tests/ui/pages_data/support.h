#pragma once
#include <QSignalSpy>
#include <QTest>

#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/pages/data/data_page.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"

namespace nodegrad::test {

/// Runs the event loop until `done` or 60 s have passed. The limit only stops a broken program; no test measures time.
template <class Done> bool waitUntil(Done done)
{
    for (int i = 0; i < 6000 && !done(); ++i)
        QTest::qWait(10);
    return done();
}

/// A session and the page on it, 1600 x 1000 without the bars of the window.
struct DataPageWorld {
    Session session;
    DataPage page;
    explicit DataPageWorld(const std::string& source = {}) : page((application(), context(session)))
    {
        page.resize(1600, 930);
        page.show();
        if (!source.empty())
            use(source);
    }
    void use(const std::string& source)
    {
        Project project = session.project();
        project.data.source = source;
        project.data.params = {};
        session.apply(project, "Use data");
        REQUIRE(waitUntil([&] { return session.data()->phase == DataState::Phase::Ready; }));
    }
    static PageContext context(Session& session)
    {
        PageContext made;
        made.session = &session;
        return made;
    }
};

} // namespace nodegrad::test
