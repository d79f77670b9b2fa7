// Median time of one frame of the canvas at 2,000 nodes while it pans and zooms (raster, 1600 x 900). Information, not a test.
#include <algorithm>
#include <cstdio>
#include <vector>

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>

#include "ui/canvas/canvas_view.h"
#include "ui/session/session.h"
#include "ui/theme/theme_controller.h"

using namespace nodegrad;

namespace {

constexpr int kNodes = 2000, kFrames = 61;

Graph bigGraph()
{
    Level level;
    const char* types[] = {"conv2d", "batch_norm", "relu", "dropout", "max_pool2d"};
    for (std::uint64_t i = 0; i < kNodes; ++i) {
        Node node;
        node.id = {i + 1};
        node.type = i == 0 ? "input" : types[i % 5];
        node.name = "n" + std::to_string(i);
        node.position = {static_cast<double>(i / 50) * 240, static_cast<double>(i % 50) * 88};
        level.nodes.push_back(std::make_shared<const Node>(node));
        if (i > 0)
            level.wires.push_back({{{i}, "out"}, {{i + 1}, "in"}});
    }
    return Graph().withLevel("", level);
}

template <class Work> double median(Work work)
{
    std::vector<double> times;
    for (int i = 0; i < kFrames; ++i) {
        QElapsedTimer timer;
        timer.start();
        work(i);
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::nth_element(times.begin(), times.begin() + kFrames / 2, times.end());
    return times[kFrames / 2];
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ThemeController themes(application, ThemeMode::Dark);
    Session session;
    PageContext context;
    context.session = &session;
    DesignEditor editor(context);
    CanvasView canvas(&editor);
    canvas.setAnimated(false);
    canvas.resize(1600, 900);
    canvas.show();
    Project project;
    project.graph = bigGraph();
    session.open(project, {});
    QImage frame(canvas.size(), QImage::Format_ARGB32_Premultiplied);
    std::printf("%-28s %s\n", "2000 nodes, 1600 x 900", "median ms");
    for (const double zoom : {0.1, 0.25, 0.4, 0.6, 0.8, 1.0, 2.0}) {
        canvas.setZoom(zoom);
        canvas.centerOn(canvas.scene().bounds().center());
        const double ms = median([&](int i) {
            canvas.panBy({i % 2 == 0 ? 9.0 : -9.0, 4});
            canvas.render(&frame);
        });
        std::printf("pan at %3.0f %%                 %6.2f\n", zoom * 100, ms);
    }
    canvas.setZoom(1);
    canvas.centerOn(canvas.scene().bounds().center());
    std::printf("zoom out and in              %6.2f\n", median([&](int i) {
                    canvas.zoomAt({800, 450}, i % 20 < 10 ? 1 / 1.2 : 1.2);
                    canvas.render(&frame);
                }));
    std::printf("one edit (scene made anew)   %6.2f\n", median([&](int i) {
                    editor.move({{NodeId{1000}, Position{static_cast<double>(i), 0}}});
                }));
    return 0;
}
