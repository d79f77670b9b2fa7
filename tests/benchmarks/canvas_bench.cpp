// Times of the canvas at 1,000 and 10,000 nodes (raster, 1920 x 1080), median and 95th percentile. Information, not a test.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <malloc.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QGraphicsItem>
#include <QGraphicsView>
#include <QImage>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTemporaryDir>

#include "core/graph/layout.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/find_bar.h"
#include "ui/canvas/minimap.h"
#include "ui/session/session.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/search_field.h"

#ifdef NODEGRAD_HAS_NODEEDITOR
#include "tests/benchmarks/nodeeditor_peer.h"
#endif

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

QString wanted;    ///< part of the names of what is measured; "" all
int oftener = 1;   ///< times as many rounds: for a profile

bool isWanted(const char* what)
{
    return QString::fromLatin1(what).contains(wanted);
}

void report(const char* what, double goal, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    const double median = times[times.size() / 2], late = times[std::min(times.size() - 1, times.size() * 95 / 100)];
    std::printf("  %-44s %8.2f %8.2f %8.0f%s\n", what, median, late, goal, goal > 0 && late > goal ? "  over" : "");
    std::fflush(stdout);
}

template <class Work> void report(const char* what, double goal, int rounds, Work work)
{
    if (!isWanted(what))
        return;
    std::vector<double> times;
    for (int i = 0; i < rounds * oftener; ++i)
        times.push_back(milliseconds([&] { work(i); }));
    report(what, goal, std::move(times));
}

double heapBytes()
{
    return static_cast<double>(mallinfo2().uordblks);
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

/// Turns of the event loop until the canvas has all pixels after a zoom.
std::vector<double> turnsUntilFine(const CanvasView& canvas)
{
    std::vector<double> turns;
    while (!canvas.isFine()) {
        const double turn = milliseconds([] { QApplication::processEvents(); });
        if (turn > 0.1) // else it waited
            turns.push_back(turn);
    }
    return turns;
}

/// The same graph as a plain QGraphicsScene has it: an item a node with its texts and ports, a cubic path a wire.
class PeerNode : public QGraphicsItem {
public:
    PeerNode(QString title, QString summary) : m_title(std::move(title)), m_summary(std::move(summary)) {}
    QRectF boundingRect() const override { return {-6, -6, 196, 60}; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override
    {
        painter->setPen(QPen(QColor(90, 90, 100), 1));
        painter->setBrush(QColor(36, 40, 48));
        painter->drawRoundedRect(QRectF(0, 0, 184, 48), 6, 6);
        painter->fillRect(QRectF(0, 3, 4, 42), QColor(60, 140, 220));
        painter->setPen(Qt::white);
        painter->drawText(QPointF(40, 20), m_title);
        painter->drawText(QPointF(40, 37), m_summary);
        painter->setBrush(QColor(220, 160, 40));
        painter->drawEllipse(QPointF(92, 0), 5.5, 5.5);
        painter->drawEllipse(QPointF(92, 48), 5.5, 5.5);
    }

private:
    QString m_title, m_summary;
};

void fillPeer(QGraphicsScene& scene, const CanvasScene& ours)
{
    for (const SceneNode& node : ours.nodes()) {
        auto* item = new PeerNode(node.title, node.summary);
        item->setPos(node.rect.topLeft());
        scene.addItem(item);
    }
    for (const SceneWire& wire : ours.wires()) {
        QPainterPath path(wire.route.points.front());
        const QPointF end = wire.route.points.back(), pull(0, 40);
        path.cubicTo(wire.route.points.front() + pull, end - pull, end);
        scene.addPath(path, QPen(QColor(60, 140, 220), 2))->setZValue(-1);
    }
}

/// Frames of another program's view of the design: the same as ours. `move` puts the node at `dragged` elsewhere.
void measureView(const QString& name, QGraphicsView& view, QPointF dragged, const std::function<void(int)>& move)
{
    view.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view.resize(kWidth, kHeight);
    view.show();
    QApplication::processEvents();
    const QPointF middle = view.scene()->itemsBoundingRect().center();
    for (const double zoom : {0.35, 0.5, 1.0}) {
        view.setTransform(QTransform::fromScale(zoom, zoom));
        view.centerOn(middle);
        show(view);
        report(qPrintable(QStringLiteral("%1: pan at %2 %").arg(name).arg(zoom * 100)), 0, 21, [&](int i) {
            view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->value() + (i % 2 == 0 ? 9 : -9));
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + 4);
            show(view);
        });
        report(qPrintable(QStringLiteral("%1: a new zoom near %2 %").arg(name).arg(zoom * 100)), 0, 21, [&](int i) {
            view.scale(i % 2 == 0 ? 1.01 : 1 / 1.01, i % 2 == 0 ? 1.01 : 1 / 1.01);
            show(view);
        });
    }
    view.setTransform(QTransform::fromScale(0.5, 0.5));
    view.centerOn(dragged);
    show(view);
    report(qPrintable(QStringLiteral("%1: drag 1 node").arg(name)), 0, 41, [&](int i) {
        move(i);
        QApplication::processEvents(); // it gathers what changed
        show(view);
    });
}

bool isPeerWanted(const char* name)
{
    return wanted.isEmpty() || QString::fromLatin1(name).startsWith(wanted) || wanted.startsWith(QLatin1String(name));
}

void measurePeers(const CanvasScene& ours)
{
    const std::size_t middle = ours.nodes().size() / 2;
    const QPointF place = ours.nodes()[middle].rect.topLeft();
    if (isPeerWanted("plain QGraphicsScene")) {
        QGraphicsScene scene;
        fillPeer(scene, ours);
        QGraphicsView view(&scene);
        view.setRenderHint(QPainter::Antialiasing);
        view.setViewportUpdateMode(QGraphicsView::BoundingRectViewportUpdate);
        QGraphicsItem* item = scene.itemAt(ours.nodes()[middle].rect.center(), {});
        measureView(QStringLiteral("plain QGraphicsScene"), view, place, [item](int) { item->moveBy(3, 0); });
    }
#ifdef NODEGRAD_HAS_NODEEDITOR
    if (isPeerWanted("nodeeditor")) {
        NodeeditorPeer peer(ours);
        measureView(QStringLiteral("nodeeditor"), peer.view(), place, [&](int i) { peer.move(middle, place + QPointF(3 * i, 0)); });
    }
#endif
}

struct Goals {
    double frame, dragOne, dragMany, open, edit, bulk, layout, find, map;
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
    turnsUntilFine(canvas);
    for (const double zoom : {0.36, 0.5, 1.2}) { // at 36 % most nodes with their titles
        canvas.setZoom(zoom);
        canvas.centerOn(canvas.scene().bounds().center());
        report(qPrintable(QStringLiteral("a new zoom near %1 %").arg(zoom * 100)), goals.frame, 41, [&](int i) {
            canvas.zoomAt({kWidth / 2.0, kHeight / 2.0}, i % 2 == 0 ? 1.01 : 1 / 1.01);
            show(area);
        });
        std::vector<double> turns;
        for (int i = 0; i < 11 && isWanted("made fine after it"); ++i) {
            canvas.zoomAt({kWidth / 2.0, kHeight / 2.0}, i % 2 == 0 ? 1.01 : 1 / 1.01);
            show(area);
            std::ranges::copy(turnsUntilFine(canvas), std::back_inserter(turns));
        }
        if (!turns.empty())
            report("made fine after it, a turn of the event loop", goals.frame, turns);
        turnsUntilFine(canvas);
    }
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
    // In sight, so that it is shown; the frames belong to it.
    const auto edited = [&](std::uint64_t id) {
        canvas.centerOn(canvas.scene().boundsOf({NodeId{id}}).center());
        show(area);
        return NodeId{id};
    };
    const NodeId titled = edited(500);
    report("new title until it is shown and checked", goals.edit, 21, [&](int i) {
        editor.setTitle(titled, "t" + std::to_string(i));
        waitForDesign(session);
        show(area);
    });
    const Param* chance = findParam(findLayer("dropout")->params, "p");
    const NodeId dropping = edited(static_cast<std::uint64_t>(count) - 1);
    const auto setChance = [&](int i) {
        (void)editor.setParam({dropping}, *chance, i % 2 ? 0.25 : 0.5);
        waitForDesign(session);
        show(area);
    };
    report("new parameter until it is checked", goals.edit, 21, setChance);
    editor.select({dropping});
    report("the same of a selected layer", goals.edit, 21, setChance);
    editor.select({});
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
    const double before = heapBytes();
    if (isWanted("memory")) {
        std::vector<std::unique_ptr<CanvasScene>> copies;
        for (int i = 0; i < 5; ++i) {
            copies.push_back(std::make_unique<CanvasScene>());
            copies.back()->rebuild(editor);
        }
        std::printf("  %-44s %8.2f          %8d\n", "memory a node with its wires, KB", (heapBytes() - before) / 5 / count / 1000, 4);
    }
    report("minimap", goals.map, 21, [&](int) { map->render(&small); });
    measurePeers(canvas.scene()); // last: what they leave in the heap is theirs
}

} // namespace

/// canvas_bench [--scale 2] [--nodes 1000] [--oftener 10] [part of a row's name]
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
    const std::string scale = option("--scale"), nodes = option("--nodes"), times = option("--oftener");
    oftener = times.empty() ? 1 : std::stoi(times);
    if (!scale.empty())
        qputenv("QT_SCALE_FACTOR", scale.c_str());
    wanted = words.empty() ? QString() : QString::fromStdString(words.front());
    QApplication application(argc, argv);
    ThemeController themes(application, ThemeMode::Dark);
    const double frames = scale == "2" ? 2 : 1; // four times the pixels
    if (nodes != "10000")
        measureAt(1'000, {8 * frames, 2, 16, 150, 5, 50, 20, 16, 5});
    if (nodes != "1000")
        measureAt(10'000, {16 * frames + (frames > 1 ? 1 : 0), 4, 16, 1000, 16, 500, 150, 50, 8});
    return 0;
}
