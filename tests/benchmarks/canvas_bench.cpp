// Times of the canvas at 1,000 and 10,000 nodes (raster, 1920 x 1080), median and 95th percentile. Information, not a test.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTemporaryDir>

#include "core/graph/layout.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/find_bar.h"
#include "ui/canvas/minimap.h"
#include "ui/session/session.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/search_field.h"

using namespace nodegrad;

namespace {

constexpr int kWidth = 1920, kHeight = 1080;

/// Columns of 50; every fifth node also feeds one ten places on, so that there are 1.2 wires a node.
Graph bigGraph(int count)
{
    Level level;
    const char* types[] = {"add", "batch_norm", "relu", "dropout", "conv2d"};
    for (int i = 0; i < count; ++i) {
        Node node;
        node.id = {static_cast<std::uint64_t>(i) + 1};
        node.type = i == 0 ? "input" : types[i % 5];
        node.name = "n" + std::to_string(i);
        node.position = {(i / 50) * 240.0, (i % 50) * 88.0};
        level.nodes.push_back(std::make_shared<const Node>(node));
        if (i > 0)
            level.wires.push_back({{{node.id.value - 1}, "out"}, {node.id, i % 5 == 0 ? "a" : "in"}});
        if (i >= 10 && i % 5 == 0)
            level.wires.push_back({{{node.id.value - 9}, "out"}, {node.id, "b"}});
    }
    return Graph().withLevel("", level);
}

template <class Work> double milliseconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

QString wanted; ///< part of the names of what is measured; "" all

template <class Work> void report(const char* what, double goal, int rounds, Work work)
{
    if (!QString::fromLatin1(what).contains(wanted))
        return;
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i)
        times.push_back(milliseconds([&] { work(i); }));
    std::sort(times.begin(), times.end());
    const double median = times[times.size() / 2], late = times[std::min(times.size() - 1, times.size() * 95 / 100)];
    std::printf("  %-44s %8.2f %8.2f %8.0f%s\n", what, median, late, goal, late > goal ? "  over" : "");
    std::fflush(stdout);
}

/// What has changed is painted and shown, as the event loop would do it.
void show(QWidget& widget)
{
    QEvent request(QEvent::UpdateRequest);
    QApplication::sendEvent(widget.window(), &request);
}

void waitForDesign(const Session& session)
{
    while (!session.isDesignCurrent())
        QApplication::processEvents(QEventLoop::AllEvents, 1);
}

struct Goals {
    double frame, dragOne, dragMany, open, full, bulk, layout, find, map;
};

void measureAt(int count, const Goals& goals)
{
    Session session;
    PageContext context;
    context.session = &session;
    DesignEditor editor(context);
    CanvasArea area(&editor);
    CanvasView& canvas = *area.canvas();
    canvas.setAnimated(false);
    area.resize(kWidth, kHeight);
    area.show();
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("big.nodegrad")).toStdString();
    Project project;
    project.graph = bigGraph(count);
    (void)writeProject(path, project);
    std::printf("%d nodes, %d x %d, ms %34s %8s %8s\n", count, kWidth, kHeight, "median", "p95", "goal");
    const auto open = [&](int) {
        auto read = readProject(path);
        session.open(std::move(*read), path);
        show(area);
        waitForDesign(session);
    };
    open(0);
    report("open: read, show, check", goals.open, 5, open);
    for (const double zoom : {0.1, 0.2, 0.35, 0.5, 0.8, 1.0, 2.0}) {
        canvas.setZoom(zoom);
        canvas.centerOn(canvas.scene().bounds().center());
        report(qPrintable(QStringLiteral("pan at %1 %").arg(zoom * 100)), goals.frame, 61, [&](int i) {
            canvas.panBy({i % 2 == 0 ? 9.0 : -9.0, 4});
            show(area);
        });
    }
    canvas.setZoom(1);
    canvas.centerOn(canvas.scene().bounds().center());
    report("zoom out and in", goals.frame, 80, [&](int i) {
        canvas.zoomAt({kWidth / 2.0, kHeight / 2.0}, i % 40 < 20 ? 1 / 1.2 : 1.2);
        show(area);
    });
    canvas.setZoom(0.4);
    report("a new zoom near 40 %", goals.frame, 41, [&](int i) { // most nodes with their titles
        canvas.zoomAt({kWidth / 2.0, kHeight / 2.0}, i % 2 == 0 ? 1.01 : 1 / 1.01);
        show(area);
    });
    canvas.setZoom(1);
    const auto drag = [&](const char* what, int nodes, double goal) {
        std::set<NodeId> some;
        for (int i = 0; i < nodes; ++i)
            some.insert({static_cast<std::uint64_t>(count / 4 + i)});
        editor.select(some);
        canvas.setZoom(0.5);
        canvas.centerOn(canvas.scene().boundsOf({*some.begin()}).center());
        canvas.beginMove();
        report(what, goal, 41, [&](int i) {
            QMouseEvent event(QEvent::MouseMove, QPointF(300 + 5 * i, 300), QPointF(300 + 5 * i, 300), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
            QApplication::sendEvent(&canvas, &event);
            show(area);
        });
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QApplication::sendEvent(&canvas, &escape);
    };
    drag("drag 1 node, with guides", 1, goals.dragOne);
    drag("drag 500 nodes", 500, goals.dragMany);
    editor.select({});
    report("edit, scene made anew", goals.frame, 21, [&](int i) { editor.move({{NodeId{500}, Position{static_cast<double>(i), 0}}}); });
    report("edit until shapes and problems are shown", goals.full, 9, [&](int i) {
        editor.setTitle({500}, "t" + std::to_string(i));
        waitForDesign(session);
    });
    editor.selectAll();
    editor.copy();
    report("paste all", goals.bulk, 3, [&](int) { editor.paste(QPointF(-20000, 0)); });
    for (int i = 0; i < 3; ++i)
        session.undo();
    report("delete all", goals.bulk, 3, [&](int) {
        editor.selectAll();
        editor.removeSelection(false);
        session.undo();
    });
    report("layout of the level (worker)", goals.layout, 5, [&](int) { (void)layoutLevel(editor.level(), {}); });
    FindBar* bar = area.findBar();
    bar->open();
    const QString word = QStringLiteral("conv param:kernel=3 n99");
    report("find: key press", goals.find, static_cast<int>(word.size()) * 3, [&](int i) { bar->field()->setText(word.left(i % word.size() + 1)); });
    bar->closeBar();
    auto* map = area.findChild<Minimap*>();
    QImage small(map->size(), QImage::Format_ARGB32_Premultiplied);
    report("minimap", goals.map, 21, [&](int) { map->render(&small); });
}

} // namespace

/// canvas_bench [--scale 2] [--nodes 1000] [part of a row's name]
int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    std::vector<std::string> words(argv + 1, argv + argc);
    const auto option = [&](const char* name) {
        const auto found = std::find(words.begin(), words.end(), name);
        if (found == words.end() || found + 1 == words.end())
            return std::string();
        const std::string value = *(found + 1);
        words.erase(found, found + 2);
        return value;
    };
    const std::string scale = option("--scale"), nodes = option("--nodes");
    if (!scale.empty())
        qputenv("QT_SCALE_FACTOR", scale.c_str());
    wanted = words.empty() ? QString() : QString::fromStdString(words.front());
    QApplication application(argc, argv);
    ThemeController themes(application, ThemeMode::Dark);
    const double frames = scale == "2" ? 2 : 1; // four times the pixels
    if (nodes != "10000")
        measureAt(1'000, {8 * frames, 2, 16, 150, 20, 50, 20, 16, 5});
    if (nodes != "1000")
        measureAt(10'000, {16 * frames + (frames > 1 ? 1 : 0), 4, 16, 1000, 100, 500, 150, 50, 8});
    return 0;
}
