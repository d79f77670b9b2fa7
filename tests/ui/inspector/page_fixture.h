#pragma once
// The Design page in a window of its own.

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/pages/design/design_page.h"

namespace nodegrad::test {

struct PageFixture : WithApplication {
    PageFixture()
    {
        settingsStore().remove("design"); // no test begins with what another one left
        context.session = &session;
        context.actions = &actions;
        context.notify = [](const QString&) {};
        page = std::make_unique<DesignPage>(context, &window);
        page->setGeometry(0, 0, 1200, 800);
        page->area()->canvas()->setAnimated(false);
        window.resize(1200, 800);
        window.show();
        QApplication::setActiveWindow(&window);
        (void)QTest::qWaitForWindowActive(&window);
    }
    void open(const std::string& text, const std::string& lesson = {})
    {
        Project project;
        project.graph = graphOf(text);
        project.lesson = lesson;
        session.open(std::move(project), {});
        for (int i = 0; i < 300 && !session.isDesignCurrent(); ++i)
            QTest::qWait(10);
    }
    QWidget window;
    Session session;
    Actions actions{&window};
    PageContext context;
    std::unique_ptr<DesignPage> page;
};

} // namespace nodegrad::test
