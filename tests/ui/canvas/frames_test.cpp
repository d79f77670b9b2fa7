// Frames around layers, and notes.
#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/frame_text.h"
#include "ui/canvas/unfolded.h"
#include "ui/theme/theme.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {

QPoint titleOf(CanvasFixture& f)
{
    const Frame& frame = f.level().frames.front();
    return f.canvas->toWidget(QPointF(frame.position.x + 30, frame.position.y)).toPoint() + QPoint(0, 12);
}

} // namespace

TEST_CASE("C frames the selection by keyboard alone: title typed, Enter, moved with its layers, F2, Del")
{
    CanvasFixture f(chainText);
    f.key(Qt::Key_Down);
    f.key(Qt::Key_Down);
    REQUIRE(f.selected() == std::set<std::string>{"fc"});
    f.key(Qt::Key_C);
    REQUIRE(f.level().frames.size() == 1);
    CHECK(f.session->undoName() == "Frame 1 layer");
    CHECK(boxOf(f.level().frames.front()).contains(f.canvas->scene().find(f.id("fc"))->rect));
    REQUIRE(f.area->frameText()->isVisible());
    REQUIRE(QApplication::focusWidget() == f.area->frameText());
    QTest::keyClicks(f.area->frameText(), "Head");
    QTest::keyClick(f.area->frameText(), Qt::Key_Return);
    CHECK(f.level().frames.front().title == "Head");
    CHECK(QApplication::focusWidget() == f.canvas);
    const Position fc = f.node("fc").position, act = f.node("act").position, at = f.level().frames.front().position;
    f.key(Qt::Key_Right, Qt::ControlModifier);
    CHECK(f.level().frames.front().position == Position{at.x + 8, at.y});
    CHECK(f.node("fc").position == Position{fc.x + 8, fc.y});
    CHECK(f.node("act").position == act);
    f.key(Qt::Key_F2);
    QTest::keyClicks(f.area->frameText(), "Other");
    QTest::keyClick(f.area->frameText(), Qt::Key_Escape);
    CHECK(f.level().frames.front().title == "Head");
    f.key(Qt::Key_Delete);
    CHECK(f.level().frames.empty());
    CHECK(f.has("fc"));
    CHECK(f.session->undoName() == "Delete the frame");
}

TEST_CASE("A frame dragged by its title takes along what lies in it, in one step; its corner resizes it")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc"), f.id("act")});
    f.editor->frameSelection();
    f.editor->select({});
    const Position fc = f.node("fc").position, in = f.node("in1").position;
    f.drag(titleOf(f), titleOf(f) + QPoint(80, 24));
    CHECK(f.node("fc").position == Position{fc.x + 80, fc.y + 24});
    CHECK(f.node("in1").position == in);
    CHECK(f.session->undoName() == "Move the frame");
    CHECK(f.editor->selectedFrame() == f.level().frames.front().id);
    const Frame before = f.level().frames.front();
    const QPoint corner = f.canvas->toWidget(boxOf(before).bottomRight()).toPoint() - QPoint(4, 4);
    f.drag(corner, corner + QPoint(64, 40));
    CHECK(f.level().frames.front().width > before.width + 50);
    CHECK(f.level().frames.front().position == before.position);
    CHECK(f.node("fc").position == Position{fc.x + 80, fc.y + 24});
    f.session->undo();
    f.session->undo();
    CHECK(f.node("fc").position == fc);
}

TEST_CASE("Escape puts a dragged frame and its layers back")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc")});
    f.editor->frameSelection();
    const Frame before = f.level().frames.front();
    const QRectF fc = f.canvas->scene().find(f.id("fc"))->rect;
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, titleOf(f));
    QTest::mouseMove(f.canvas, titleOf(f) + QPoint(64, 0));
    CHECK(f.canvas->scene().find(f.id("fc"))->rect != fc);
    f.key(Qt::Key_Escape);
    CHECK(f.canvas->scene().find(f.id("fc"))->rect == fc);
    CHECK(f.canvas->scene().frames().front() == before);
}

TEST_CASE("Shift+C opens a note to type in; Shift+Enter begins a line in it, Enter makes it in one step")
{
    CanvasFixture f(chainText);
    f.key(Qt::Key_C, Qt::ShiftModifier);
    REQUIRE(f.area->frameText()->isVisible());
    CHECK(f.level().frames.empty());
    QTest::keyClicks(f.area->frameText(), "one");
    QTest::keyClick(f.area->frameText(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(f.area->frameText(), "two");
    QTest::keyClick(f.area->frameText(), Qt::Key_Return);
    REQUIRE(f.level().frames.size() == 1);
    CHECK(f.level().frames.front().note);
    CHECK(f.level().frames.front().title == "one\ntwo");
    CHECK(f.session->undoName() == "Add a note");
    const std::uint64_t note = f.level().frames.front().id;
    CHECK(f.editor->selectedFrame() == note);
    f.editor->moveFrame(note, {4000, 0});
    f.canvas->centerOn(boxOf(f.level().frames.front()).center());
    QTest::mouseDClick(f.canvas, Qt::LeftButton, {}, f.canvas->toWidget(boxOf(f.level().frames.front()).center()).toPoint());
    CHECK(f.area->frameText()->isVisible());
    QTest::keyClicks(f.area->frameText(), "other");
    QTest::keyClick(f.area->frameText(), Qt::Key_Escape);
    CHECK(f.level().frames.front().title == "one\ntwo");
    f.session->undo();
    f.session->undo();
    CHECK(f.level().frames.empty());
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("The editor of a note grows with its words, and shrinks again, as far as the canvas has room")
{
    CanvasFixture f(chainText);
    f.key(Qt::Key_C, Qt::ShiftModifier);
    FrameText* text = f.area->frameText();
    const int before = text->height();
    for (int line = 0; line < 8; ++line) {
        QTest::keyClicks(text, "a line of words that wraps");
        QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    }
    CHECK(text->height() >= 9 * text->fontMetrics().lineSpacing()); // all can be read
    CHECK(text->height() > before);
    text->selectAll();
    QTest::keyClick(text, Qt::Key_Delete);
    CHECK(text->height() == before);
    for (int line = 0; line < 80; ++line)
        QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    CHECK(text->height() < f.canvas->height());
    QTest::keyClick(text, Qt::Key_Escape);
}

TEST_CASE("Escape in a new note keeps what was typed; a note without a word is none")
{
    CanvasFixture f(chainText);
    f.key(Qt::Key_C, Qt::ShiftModifier);
    QTest::keyClicks(f.area->frameText(), "remember");
    QTest::keyClick(f.area->frameText(), Qt::Key_Escape);
    REQUIRE(f.level().frames.size() == 1);
    CHECK(f.level().frames.front().title == "remember");
    f.key(Qt::Key_C, Qt::ShiftModifier);
    QTest::keyClick(f.area->frameText(), Qt::Key_Escape);
    CHECK_FALSE(f.area->frameText()->isVisible());
    CHECK(QApplication::focusWidget() == f.canvas);
    CHECK(f.level().frames.size() == 1);
    f.session->undo();
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("A new frame and its first words are one step, by Enter and by Escape")
{
    for (const int end : {Qt::Key_Return, Qt::Key_Escape}) {
        CanvasFixture f(chainText);
        const Graph before = f.graph();
        f.editor->select({f.id("fc"), f.id("act")});
        f.key(Qt::Key_C);
        QTest::keyClicks(f.area->frameText(), "Head");
        QTest::keyClick(f.area->frameText(), static_cast<Qt::Key>(end));
        CHECK(f.level().frames.front().title == "Head");
        CHECK(f.session->undoName() == "Frame 2 layers");
        f.session->undo();
        CHECK(f.graph() == before);
        CHECK_FALSE(f.session->canUndo());
    }
}

TEST_CASE("A locked frame stays under mouse and keys until it is unlocked; an outer frame takes it along")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc")});
    const std::uint64_t inner = f.editor->frameSelection();
    f.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(f.session->undoName() == "Lock the frame");
    const Frame locked = f.level().frames.front();
    CHECK(locked.locked);
    const Graph before = f.graph();
    f.drag(titleOf(f), titleOf(f) + QPoint(80, 24));
    const QPoint corner = f.canvas->toWidget(boxOf(locked).bottomRight()).toPoint() - QPoint(4, 4);
    f.drag(corner, corner + QPoint(64, 40));
    f.click(titleOf(f));
    CHECK(f.editor->selectedFrame() == inner);
    f.key(Qt::Key_Right, Qt::ControlModifier);
    f.key(Qt::Key_Delete);
    CHECK(f.graph() == before);
    REQUIRE_FALSE(f.notes.isEmpty());
    CHECK(f.notes.back().contains("locked"));
    f.editor->selectAll();
    f.editor->moveFrame(f.editor->frameSelection(), {40, 0});
    CHECK(f.editor->findFrame(inner)->position == Position{locked.position.x + 40, locked.position.y});
    f.editor->selectFrame(inner);
    f.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    f.key(Qt::Key_Delete);
    CHECK(f.editor->findFrame(inner) == nullptr);
}

TEST_CASE("Layers in a locked frame stay: under the mouse, keys, lining up and arranging; others move on")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc")});
    const std::uint64_t frame = f.editor->frameSelection();
    f.editor->toggleFrameLock();
    const Position before = f.node("fc").position, other = f.node("end").position;
    const Graph start = f.graph();
    f.drag(f.body("fc"), f.body("fc") + QPoint(96, 0));
    CHECK(f.node("fc").position == before);
    CHECK(f.graph() == start); // no step
    CHECK(f.notes.back().contains("locked frame"));
    f.editor->select({f.id("fc"), f.id("end")});
    f.editor->nudge(8, 0);
    CHECK(f.node("fc").position == before);
    CHECK(f.node("end").position == Position{other.x + 8, other.y});
    f.editor->align(Qt::LeftEdge);
    f.editor->straighten();
    CHECK(f.node("fc").position == before);
    f.editor->move({{f.id("act"), {before.x + 300, before.y}}});
    f.editor->layout(true);
    for (int i = 0; i < 200 && f.session->undoName() != "Arrange 3 layers"; ++i)
        QTest::qWait(10);
    CHECK(f.session->undoName() == "Arrange 3 layers");
    CHECK(f.node("fc").position == before);
    f.editor->selectFrame(frame);
    f.editor->toggleFrameLock();
    f.drag(f.body("fc"), f.body("fc") + QPoint(96, 0), Qt::AltModifier);
    CHECK_FALSE(f.node("fc").position == before);
}

TEST_CASE("Arranging takes frames along with their layers")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc"), f.id("act")});
    const std::uint64_t frame = f.editor->frameSelection();
    REQUIRE(frame != 0);
    f.session->apply([&] {
        Project project = f.session->project();
        project.graph = moveNodes(project.graph, "", {{f.id("fc"), {70, 400}}, {f.id("act"), {-30, 520}}});
        Level level = *project.graph.level("");
        level.frames.front().position = {-80, 340};
        level.frames.front().width = 500;
        level.frames.front().height = 300;
        project.graph = project.graph.withLevel("", std::move(level));
        return project;
    }(), "Place");
    const auto held = [&] { return f.editor->insideFrame(f.level().frames.front()); };
    const std::set<NodeId> both{f.id("fc"), f.id("act")};
    REQUIRE(held() == both);
    const Frame before = f.level().frames.front();
    f.editor->layout(true);
    CHECK(QTest::qWaitFor([&] { return !(f.level().frames.front() == before); }, 20000));
    CHECK(held() == both);
    for (const NodeId id : both)
        CHECK(boxOf(f.level().frames.front()).contains(nodeBox(f.graph(), *f.level().find(id))));
    f.session->undo(); // one step
    CHECK(f.level().frames.front() == before);
}

TEST_CASE("A frame has a colour, and fits itself to the layers in it")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc"), f.id("act")});
    const std::uint64_t frame = f.editor->frameSelection();
    const Frame fitted = *f.editor->findFrame(frame);
    const QPoint inside = f.canvas->toWidget(boxOf(fitted).topLeft() + QPointF(6, 60)).toPoint();
    const QColor neutral = f.canvas->grab().toImage().pixelColor(inside);
    std::set<QRgb> colors{neutral.rgb()};
    for (std::size_t i = 1; i <= frameColors().size(); ++i) {
        f.actions->find(QStringLiteral("canvas.frame_color.%1").arg(i))->trigger();
        CHECK(f.editor->findFrame(frame)->color == frameColors()[i - 1]);
        colors.insert(f.canvas->grab().toImage().pixel(inside));
    }
    CHECK(colors.size() == frameColors().size() + 1);
    CHECK(f.session->undoName() == "Color the frame");
    f.actions->find("canvas.frame_color.0")->trigger();
    CHECK(f.editor->findFrame(frame)->color.empty());
    f.editor->resizeFrame(frame, boxOf(fitted).adjusted(-100, -8, 200, 30));
    f.editor->selectFrame(frame);
    f.key(Qt::Key_C, Qt::AltModifier);
    CHECK(boxOf(*f.editor->findFrame(frame)) == boxOf(fitted));
}

TEST_CASE("Notes are drawn as Markdown, their line ends as they were typed, and nothing is loaded for them")
{
    CanvasFixture f(chainText);
    const auto drawn = [&](const QString& text) {
        const std::uint64_t note = f.editor->addNote({600, 40}, text);
        f.editor->resizeFrame(note, QRectF(600, 40, 200, 100));
        f.editor->select({});
        f.canvas->centerOn({700, 90});
        const QImage image = f.canvas->grab(f.canvas->toWidget(QRectF(600, 40, 200, 100)).toAlignedRect()).toImage();
        f.session->undo();
        f.session->undo();
        return image;
    };
    const auto inked = [](const QImage& image, int fromY, int toY) {
        int count = 0;
        for (int y = fromY; y < toY; ++y)
            for (int x = 8; x < image.width() - 8; ++x)
                count += (image.pixelColor(x, y).lightness() > 128) != (image.pixelColor(4, image.height() / 2).lightness() > 128) ? 1 : 0;
        return count;
    };
    CHECK(drawn("plain words") == drawn("plain words"));
    CHECK(drawn("**plain words**") != drawn("plain words"));
    CHECK(inked(drawn("**plain words**"), 4, 30) > inked(drawn("plain words"), 4, 30));
    CHECK(inked(drawn("one"), 26, 60) == 0);
    CHECK(inked(drawn("one\ntwo"), 26, 60) > 0);
    CHECK(drawn("![x](/etc/hostname)") == drawn("![x](/nowhere/at/all.png)"));
}

TEST_CASE("Inside a frame a box still selects, and a layer is still pressed")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc"), f.id("act")});
    f.editor->frameSelection();
    f.click(f.body("fc"));
    CHECK(f.selected() == std::set<std::string>{"fc"});
    CHECK(f.editor->selectedFrame() == 0);
    const QRectF box = f.canvas->toWidget(boxOf(f.level().frames.front()));
    f.drag(box.bottomLeft().toPoint() + QPoint(10, -10), box.center().toPoint());
    CHECK_FALSE(f.selected().empty());
    CHECK(f.session->undoName() == "Frame 2 layers");
}

TEST_CASE("C without a selection says what to do")
{
    CanvasFixture f(chainText);
    f.key(Qt::Key_C);
    CHECK(f.level().frames.empty());
    REQUIRE(f.notes.size() == 1);
    CHECK(f.notes.front().contains("Select"));
}

TEST_CASE("Far away the title of a frame stands above it, over what lies there, and is where one grabs it")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc"), f.id("act")});
    f.editor->frameSelection();
    QTest::keyClicks(f.area->frameText(), "The head");
    QTest::keyClick(f.area->frameText(), Qt::Key_Return);
    f.editor->select({});
    f.canvas->setZoom(0.3);
    f.canvas->centerOn(f.canvas->scene().bounds().center());
    const QRectF box = f.canvas->toWidget(boxOf(f.level().frames.front()));
    const QImage picture = f.canvas->grab().toImage();
    const auto ink = [&](const QRectF& room) {
        int count = 0;
        for (int y = static_cast<int>(room.top()); y < static_cast<int>(room.bottom()); ++y)
            for (int x = static_cast<int>(room.left()); x < static_cast<int>(room.right()); ++x)
                count += picture.pixelColor(x, y) == theme().color(Role::Text) ? 1 : 0;
        return count;
    };
    CHECK(ink(QRectF(box.left(), box.top() - 20, box.width(), 20)) > 10);
    CHECK(ink(box.adjusted(2, 2, -2, -2)) == 0);
    f.click(QPoint(static_cast<int>(box.left()) + 3, static_cast<int>(box.top()) - 10));
    CHECK(f.editor->selectedFrame() == f.level().frames.front().id);
}

TEST_CASE("A note that is too small for its words shows whole lines and says that there are more")
{
    CanvasFixture f(chainText);
    const auto drawn = [&](const QString& text) {
        const std::uint64_t note = f.editor->addNote({400, 0}, text);
        f.editor->resizeFrame(note, QRectF(400, 0, 160, 72));
        f.editor->select({});
        f.canvas->centerOn({480, 36});
        const QRect box = f.canvas->toWidget(QRectF(400, 0, 160, 72)).toAlignedRect();
        const QImage picture = f.canvas->grab(box).toImage();
        f.session->undo();
        f.session->undo();
        return picture;
    };
    const auto hasInk = [](const QImage& picture, const QRect& room) {
        const QColor ground = picture.pixelColor(picture.width() - 8, picture.height() / 2);
        for (int y = room.top(); y <= room.bottom(); ++y)
            for (int x = room.left(); x <= room.right(); ++x)
                if (picture.pixelColor(x, y) != ground)
                    return true;
        return false;
    };
    const QImage whole = drawn("ll\nll"), cut = drawn("ll\nll\nll\nll\nll\nll\nll");
    const QRect behind(22, 6, 40, 60), foot(4, 66, 150, 4); // behind the letters; below the last line
    CHECK_FALSE(hasInk(whole, behind));
    CHECK(hasInk(cut, behind));
    CHECK_FALSE(hasInk(cut, foot));
    // Far away not one line fits: the first words, in the middle.
    const std::uint64_t note = f.editor->addNote({400, 0}, "First words of many, and then some more of them");
    f.editor->resizeFrame(note, QRectF(400, 0, 200, 72));
    f.editor->select({});
    f.canvas->setZoom(0.36);
    f.canvas->centerOn({500, 36});
    const QRect box = f.canvas->toWidget(QRectF(400, 0, 200, 72)).toAlignedRect();
    const QImage far = f.canvas->grab(box).toImage();
    CHECK(hasInk(far, QRect(12, 6, 20, 14)));
    CHECK(hasInk(far, QRect(30, 6, 30, 14)));
}

TEST_CASE("Labels of wires keep off the border and the words of a frame, and come back when it is gone")
{
    CanvasFixture f("in1 = input(1, 8, 8); conv = in1 > conv2d(4, 3); flat = conv > flatten; fc = flat > dense(3); end = fc > output(mse)");
    f.editor->setShapeLabels(ShapeLabels::All);
    const auto label = [&](const std::string& name) { return f.wireInto(name).labelRect; };
    const QRectF before = label("conv");
    REQUIRE_FALSE(before.isNull());
    Frame frame{100, "", {0, 0}, 0, 0, false};
    const auto put = [&](const QRectF& box) {
        frame.position = {box.left(), box.top()};
        frame.width = box.width();
        frame.height = box.height();
        Project project = f.session->project();
        Level level = f.level();
        level.frames = {frame};
        project.graph = f.graph().withLevel("", level);
        f.session->apply(project, "Frame");
    };
    // Its count of parameters, at the right of its head, would lie on the label; its border would cross it.
    const QRectF conv = f.canvas->scene().find(f.id("conv"))->rect;
    const QRectF box(conv.left() - 24, before.top() - 8, before.right() + 60 - conv.left() + 24, conv.bottom() + 24 - before.top());
    put(box);
    CHECK(f.canvas->scene().parametersIn(f.level().frames.front()) == "40 parameters");
    CHECK(label("conv") != before);
    CHECK_FALSE(label("conv").isNull());
    const double right = before.center().x();
    put(QRectF(QPointF(conv.left() - 200, before.top() - 100), QPointF(right, conv.bottom() + 24)));
    CHECK_FALSE((label("conv").left() < right && label("conv").right() > right));
    f.session->undo();
    f.session->undo();
    CHECK(label("conv") == before);
}
