#include <QClipboard>
#include <QSvgRenderer>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/picture_file.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {

QByteArray bytesOf(const std::filesystem::path& path)
{
    const auto bytes = readFile(path);
    REQUIRE(bytes);
    return QByteArray::fromStdString(*bytes);
}

} // namespace

TEST_CASE("A picture holds every node, in the colours that are asked for")
{
    CanvasFixture f(chainText);
    const QRectF bounds = f.canvas->scene().bounds();
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark}) {
        const QImage picture = pictureOf(f.canvas->scene(), {name, 1, {}});
        const Theme colors = Theme::load(name);
        CHECK(picture.width() >= bounds.width());
        CHECK(picture.height() >= bounds.height());
        CHECK(picture.pixelColor(1, 1) == colors.color(Role::Canvas));
        // The middle of a node's right half holds no text.
        const QPointF offset(24, 24);
        const QRectF box = f.canvas->scene().find(f.id("fc"))->rect.translated(offset - bounds.topLeft());
        CHECK(picture.pixelColor(QPointF(box.right() - 20, box.bottom() - 6).toPoint()) == colors.color(Role::Node));
    }
    CHECK(theme().name() == ThemeName::Dark); // the window's theme is what it was
}

TEST_CASE("A selection is drawn alone")
{
    CanvasFixture f(chainText);
    const QImage all = pictureOf(f.canvas->scene(), {ThemeName::Light, 1, {}});
    const QImage two = pictureOf(f.canvas->scene(), {ThemeName::Light, 1, {f.id("fc"), f.id("act")}});
    CHECK(two.height() < all.height());
    f.click(f.body("fc"));
    f.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QImage copied = QGuiApplication::clipboard()->image();
    REQUIRE_FALSE(copied.isNull());
    CHECK(copied.height() < 2 * two.height());
}

TEST_CASE("SVG, PNG and PDF files are written whole")
{
    CanvasFixture f(chainText);
    const QTemporaryDir folder;
    const std::filesystem::path base = folder.path().toStdString();
    const PictureLook look{ThemeName::Light, 2, {}};
    REQUIRE(writePicture(f.canvas->scene(), look, base / "a.svg"));
    REQUIRE(writePicture(f.canvas->scene(), look, base / "a.png"));
    REQUIRE(writePicture(f.canvas->scene(), look, base / "a.pdf"));
    const QByteArray svg = bytesOf(base / "a.svg");
    CHECK(QSvgRenderer(svg).isValid());
    CHECK(svg.contains("ReLU"));
    CHECK(bytesOf(base / "a.pdf").startsWith("%PDF-"));
    const QImage png = QImage::fromData(bytesOf(base / "a.png"));
    CHECK(png.width() == pictureOf(f.canvas->scene(), look).width());
}

TEST_CASE("What cannot be drawn is refused in words")
{
    CanvasFixture f;
    const QTemporaryDir folder;
    const std::filesystem::path base = folder.path().toStdString();
    CHECK(writePicture(f.canvas->scene(), {}, base / "a.svg").error().code == "render.empty");
    f.open(test::graphOf(chainText));
    CHECK(writePicture(f.canvas->scene(), {}, base / "a.gif").error().code == "render.unknown_format");
    CHECK(writePicture(f.canvas->scene(), {}, base / "no" / "a.svg").error().code == "file.write_failed");
}

TEST_CASE("Colours by cost put the measure on each node, and the largest at the end of the ramp")
{
    CanvasFixture f("in1 = input(8); big = in1 > dense(64); act = big > relu; small = act > dense(2); small > output(mse)");
    const auto node = [&](const char* name) { return *f.canvas->scene().find(f.id(name)); };
    CHECK(node("big").heat < 0);
    f.editor->setHeat(HeatMode::Parameters);
    CHECK(node("big").heat == 1);
    CHECK(node("small").heat > 0);
    CHECK(node("small").heat < 1);
    CHECK(node("act").heat < 0);
    f.editor->setHeat(HeatMode::MultiplyAdds);
    CHECK(node("big").count == "512"); // 8 * 64
    CHECK(node("small").count == "128");
    f.editor->setHeat(HeatMode::Memory);
    CHECK(node("act").heat > 0);
    f.editor->setHeat(HeatMode::Off);
    CHECK(node("big").heat < 0);
    CHECK(node("big").count == "576"); // 8 * 64 + 64 parameters, as before
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("The editor tells how much of the input a layer sees")
{
    CanvasFixture f("in1 = input(1,16,16); c1 = in1 > conv2d(2); c2 = c1 > conv2d(2, stride=2); end = c2 > flatten > dense(2) > output");
    CHECK(f.editor->receptiveFieldOf(f.node("c2")) == "5 × 5, every 2");
}
