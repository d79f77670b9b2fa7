// For looking at the Design page; not part of the program. design_gallery OUT.png [light|dark|high_contrast] [select=NAME] [zoom=0.5]
// [size=1600x930] [graph=TEXT] [quick] [lr]
#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include "core/layers/graph_text.h"
#include "core/project/examples.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/canvas_view.h"
#include "ui/pages/design/design_page.h"
#include "ui/session/actions.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"
#include "ui/theme/theme_controller.h"

using namespace nodegrad;

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const auto option = [&](const QString& name) {
        for (const QString& argument : arguments)
            if (argument.startsWith(name + QLatin1Char('=')))
                return argument.mid(name.size() + 1);
        return QString();
    };
    ThemeController themes(application, themeModeFromId(arguments.value(2)));
    QWidget window;
    Session session;
    RunController runs(&session);
    Actions actions(&window);
    PageContext context{&session, &runs, &actions, &themes, [](PageId) {}, [](const QString& text) { qInfo("%s", qPrintable(text)); }, [](Job*) {}};
    DesignPage page(context);
    QString text = option(QStringLiteral("graph"));
    if (text.isEmpty())
        text = QStringLiteral("input1 = input(1,8,8); stem = input1 > conv2d(16, kernel=3, padding=same) > batch_norm > relu; c = stem > conv2d(16, kernel=3, padding=same); "
                              "sum = add(stem, c); pool = sum > max_pool2d(2); flat = pool > flatten; flat > dense(64) > dropout(0.25) > dense(10) > output(cross_entropy); "
                              "aux = flat > conv2d(8)");
    auto graph = parseGraphText(text.toStdString());
    if (!graph) {
        qCritical("%s", sentence(graph.error()).c_str());
        return 1;
    }
    Project project;
    project.graph = *graph;
    if (const QString example = option(QStringLiteral("example")); !example.isEmpty())
        if (auto made = exampleProject(example.toStdString()))
            project = *made;
    session.open(project, {});
    const QString size = option(QStringLiteral("size"));
    page.resize(size.isEmpty() ? QSize(1600, 930) : QSize(size.section('x', 0, 0).toInt(), size.section('x', 1).toInt()));
    page.show();
    page.area()->canvas()->setAnimated(false);
    QTest::qWait(300);
    if (arguments.contains(QStringLiteral("lr"))) {
        page.editor()->setLeftToRight(true);
        QTest::qWait(300);
    }
    if (arguments.contains(QStringLiteral("states"))) {
        const auto choose = [&](const char* name) {
            const Node* node = page.editor()->level().findByName(name);
            page.editor()->select(node ? std::set<NodeId>{node->id} : std::set<NodeId>{});
        };
        choose("frozen");
        page.editor()->toggleFreeze();
        choose("bypassed");
        page.editor()->toggleBypass();
        choose("collapsed");
        page.editor()->toggleCollapse();
        page.editor()->select({});
        QTest::qWait(200);
    }
    if (const QString name = option(QStringLiteral("select")); !name.isEmpty())
        page.showNode(name);
    if (const QString zoom = option(QStringLiteral("zoom")); !zoom.isEmpty())
        page.area()->canvas()->setZoom(zoom.toDouble());
    if (const QString seconds = option(QStringLiteral("train")); !seconds.isEmpty()) {
        QObject::connect(&runs, &RunController::refused, [](const Error& error) { qWarning("%s", sentence(error).c_str()); });
        for (int i = 0; i < 200 && session.data()->phase != DataState::Phase::Ready; ++i)
            QTest::qWait(20);
        runs.start();
        QTest::qWait(static_cast<int>(seconds.toDouble() * 1000));
    }
    if (arguments.contains(QStringLiteral("quick")))
        page.area()->openQuickAdd();
    QTest::qWait(200);
    return page.grab().save(arguments.value(1)) ? 0 : 1;
}
