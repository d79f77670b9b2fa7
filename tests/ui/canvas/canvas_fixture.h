#pragma once
// A canvas in a window, with a session and real mouse and key events.

#include <QTemporaryDir>
#include <QTest>

#include "core/layers/graph_text.h"
#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/canvas/canvas_actions.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/canvas_split.h"
#include "ui/canvas/canvas_view.h"
#include "ui/session/actions.h"
#include "ui/session/session.h"
#include "ui/session/settings_store.h"

namespace nodegrad::test {

/// Settings of the tests lie in a folder of their own.
inline void useOwnSettings()
{
    static const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
}

/// Nodes of the text, one below the other with room for the mouse.
inline Graph graphOf(const std::string& text)
{
    auto graph = parseGraphText(text);
    REQUIRE(graph.has_value());
    return *graph;
}

/// Before any widget.
struct WithApplication {
    WithApplication()
    {
        useOwnSettings();
        application();
    }
};

struct CanvasFixture : WithApplication {
    explicit CanvasFixture(const std::string& text = {})
    {
        session = std::make_unique<Session>();
        window.resize(900, 800);
        actions = std::make_unique<Actions>(&window);
        PageContext context;
        context.session = session.get();
        context.actions = actions.get();
        context.notify = [this](const QString& note) { notes << note; };
        context.showPage = [this](PageId page) { pages.push_back(page); };
        settingsStore().remove("design"); // no test begins with what another one left
        views = new CanvasSplit(context, &window);
        views->setGeometry(0, 0, 900, 800);
        editor = views->editor();
        area = views->area();
        canvas = views->canvas();
        canvas->setAnimated(false);
        addCanvasActions(*actions, *views);
        window.show();
        QApplication::setActiveWindow(&window);
        (void)QTest::qWaitForWindowActive(&window);
        if (!text.empty())
            open(graphOf(text));
        canvas->setFocus();
    }

    void open(Graph graph)
    {
        Project project;
        project.graph = std::move(graph);
        session->open(std::move(project), {});
        settle();
        canvas->setZoom(1);
        canvas->centerOn(canvas->scene().bounds().center());
    }
    /// Until the design has been checked.
    void settle()
    {
        for (int i = 0; i < 500 && !session->isDesignCurrent(); ++i)
            QTest::qWait(10);
        REQUIRE(session->isDesignCurrent());
    }

    /// All of the below then speaks of another view.
    void use(CanvasArea* of)
    {
        area = of;
        canvas = of->canvas();
        canvas->setAnimated(false);
        editor = canvas->editor();
    }
    const Graph& graph() const { return session->project().graph; }
    const Level& level() const { return editor->level(); }
    NodeId id(const std::string& name) const
    {
        const Node* node = level().findByName(name);
        REQUIRE(node);
        return node->id;
    }
    const Node& node(const std::string& name) const { return *level().find(id(name)); }
    bool has(const std::string& name) const { return level().findByName(name) != nullptr; }
    bool wired(const std::string& from, const std::string& to) const
    {
        for (const Wire& wire : level().wires)
            if (wire.from.node == id(from) && wire.to.node == id(to))
                return true;
        return false;
    }

    // Places on the widget.
    QPoint body(const std::string& name) const
    {
        const QRectF box = canvas->toWidget(canvas->scene().find(id(name))->rect);
        return (box.topLeft() + QPointF(30, box.height() / 2)).toPoint();
    }
    QPoint output(const std::string& name, std::size_t port = 0) const
    {
        return canvas->toWidget(canvas->scene().find(id(name))->outputs.at(port).at).toPoint();
    }
    QPoint input(const std::string& name, std::size_t port = 0) const
    {
        return canvas->toWidget(canvas->scene().find(id(name))->inputs.at(port).at).toPoint();
    }
    QPoint middleOfWire(const std::string& from, const std::string& to) const
    {
        for (const SceneWire& wire : canvas->scene().wires())
            if (wire.wire.from.node == id(from) && wire.wire.to.node == id(to))
                return canvas->toWidget(wire.route.middle).toPoint();
        FAIL("no such wire");
        return {};
    }
    /// The only wire into a node, or the one into its input `port`.
    const SceneWire& wireInto(const std::string& to, std::size_t port = 0) const
    {
        for (const SceneWire& wire : canvas->scene().wires())
            if (wire.wire.to.node == id(to) && wire.toPort == port)
                return wire;
        FAIL("no such wire");
        throw std::logic_error("no such wire");
    }
    QPoint emptyPlace() const { return {40, 700}; }

    // Hands.
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(canvas, button, modifiers, from);
        for (int i = 1; i <= 4; ++i)
            QTest::mouseMove(canvas, from + (to - from) * i / 4);
        QTest::mouseRelease(canvas, button, modifiers, to);
    }
    void click(QPoint at, Qt::KeyboardModifiers modifiers = {}) { QTest::mouseClick(canvas, Qt::LeftButton, modifiers, at); }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(canvas, static_cast<Qt::Key>(key), modifiers); }
    std::set<std::string> selected() const
    {
        std::set<std::string> names;
        for (const NodeId one : editor->selection())
            names.insert(level().find(one)->name);
        return names;
    }

    QWidget window;
    std::unique_ptr<Session> session;
    std::unique_ptr<Actions> actions;
    CanvasSplit* views = nullptr;
    // Of the first view, or that of use():
    DesignEditor* editor = nullptr;
    CanvasArea* area = nullptr;
    CanvasView* canvas = nullptr;
    QStringList notes;
    std::vector<PageId> pages;
    ~CanvasFixture() { delete views; }
};

/// in -> fc -> act -> end
inline const std::string chainText = "in1 = input(8); fc = in1 > dense(4); act = fc > relu; end = act > output(mse)";

} // namespace nodegrad::test
