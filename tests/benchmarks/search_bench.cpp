// Median and longest time of one key press in the search bar, and of the outline, at 10,000 nodes. Information, not a test.
#include <algorithm>
#include <cstdio>
#include <vector>

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>

#include "ui/canvas/canvas_area.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/find_bar.h"
#include "ui/outline/outline_panel.h"
#include "ui/session/session.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/search_field.h"

using namespace nodegrad;

namespace {

constexpr int kNodes = 10'000, kRounds = 15;

/// A row of `count` layers after an input.
Level rowOfLayers(int count, std::uint64_t firstId, const char* firstType)
{
    Level level;
    const char* types[] = {"conv2d", "batch_norm", "relu", "dropout", "max_pool2d"};
    for (int i = 0; i < count; ++i) {
        Node node;
        node.id = {firstId + static_cast<std::uint64_t>(i)};
        node.type = i == 0 ? firstType : types[i % 5];
        node.name = "n" + std::to_string(node.id.value);
        node.position = {(i / 50) * 240.0, (i % 50) * 88.0};
        level.nodes.push_back(std::make_shared<const Node>(node));
        if (i > 0)
            level.wires.push_back({{{node.id.value - 1}, "out"}, {node.id, "in"}});
    }
    return level;
}

void report(const char* what, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf("%-34s %7.2f %7.2f\n", what, times[times.size() / 2], times.back());
}

template <class Work> double milliseconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
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
    CanvasArea area(&editor);
    OutlinePanel outline(&editor);
    area.resize(1600, 900);
    outline.resize(240, 900);
    area.canvas()->setAnimated(false);
    area.show();
    Project project;
    project.graph = Graph().withLevel("", rowOfLayers(kNodes, 1, "input"));
    session.open(project, {});
    FindBar* bar = area.findBar();
    bar->open();
    QImage frame(area.size(), QImage::Format_ARGB32_Premultiplied);
    std::printf("%-34s %7s %7s\n", "10,000 nodes, ms", "median", "longest");
    for (const char* text : {"conv", "drpt", "type:conv", "param:kernel=3", "is:error", "n99", "zzz"}) {
        std::vector<double> presses, frames;
        for (int round = 0; round < kRounds; ++round) {
            bar->field()->clear();
            const QString whole = QString::fromLatin1(text);
            for (qsizetype i = 1; i <= whole.size(); ++i) {
                presses.push_back(milliseconds([&] { bar->field()->setText(whole.left(i)); }));
                frames.push_back(milliseconds([&] { area.render(&frame); }));
            }
        }
        report(qPrintable(QStringLiteral("key press of \"%1\"").arg(QLatin1String(text))), presses);
        report("  and the frame after it", frames);
    }
    std::vector<double> firsts, moves;
    for (int round = 0; round < kRounds; ++round) { // the index is made anew after an edit
        editor.move({{NodeId{5000}, Position{round * 8.0, 0}}});
        firsts.push_back(milliseconds([&] { bar->field()->setText(round % 2 == 0 ? QStringLiteral("co") : QStringLiteral("con")); }));
    }
    report("first key press after an edit", firsts);
    bar->closeBar();
    std::vector<double> shown;
    outline.show();
    for (int round = 0; round < kRounds; ++round)
        shown.push_back(milliseconds([&] { editor.select({NodeId{static_cast<std::uint64_t>(100 + round * 600)}}); }));
    report("outline follows a selection", shown);
    for (int round = 0; round < kRounds; ++round)
        moves.push_back(milliseconds([&] { editor.addLayer("relu", {0, 0}, {.behind = NodeId{static_cast<std::uint64_t>(100 + round * 600)}}); }));
    report("add a layer, canvas and outline", moves);
    return 0;
}
