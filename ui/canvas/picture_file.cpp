#include "ui/canvas/picture_file.h"

#include <algorithm>
#include <span>

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "ui/canvas/scene_painter.h"

namespace nodegrad {

namespace {

constexpr double kMargin = 24, kLargestEdge = 16384;
constexpr int kDotsPerInch = 96;     ///< one pixel at 100 % is one CSS pixel
constexpr double kBadgeRoom = 12;    ///< badges stand out over the corner of a node

QRectF areaOf(const CanvasScene& scene, const PictureLook& look)
{
    QRectF area = look.only.empty() ? scene.bounds() : scene.boundsOf(look.only);
    for (const SceneWire& wire : scene.wires())
        if (look.only.empty() || (look.only.contains(wire.wire.from.node) && look.only.contains(wire.wire.to.node)))
            area |= wire.bounds | wire.labelRect;
    return area.adjusted(-kMargin, -kMargin, kMargin + kBadgeRoom, kMargin);
}

void paint(QPainter& painter, const CanvasScene& scene, const PictureLook& look, const QRectF& area, double scale)
{
    const ThemeScope scope(Theme::load(look.theme));
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
    painter.fillRect(QRectF(QPointF(0, 0), area.size() * scale), theme().color(Role::Canvas));
    painter.scale(scale, scale);
    painter.translate(-area.topLeft());
    SceneLook sceneLook;
    if (!look.only.empty())
        sceneLook.only = &look.only;
    paintScene(painter, scene, sceneLook, area);
    paintSceneBadges(painter, scene, sceneLook, area);
}

QByteArray svgBytes(const CanvasScene& scene, const PictureLook& look, const QRectF& area)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(kDotsPerInch);
    generator.setSize(area.size().toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), area.size()));
    generator.setTitle(QStringLiteral("Nodegrad"));
    QPainter painter(&generator);
    paint(painter, scene, look, area, 1);
    painter.end();
    // The font is ours alone: other programs take the next one that they have.
    const QByteArray family = nodegrad::font(TextStyle::NodeTitle).family().toUtf8();
    return bytes.replace("font-family=\"" + family + '"', "font-family=\"" + family + ", Inter, Helvetica, Arial, sans-serif\"");
}

QByteArray pdfBytes(const CanvasScene& scene, const PictureLook& look, const QRectF& area)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kDotsPerInch);
    writer.setTitle(QStringLiteral("Nodegrad"));
    writer.setPageSize(QPageSize(area.size() / kDotsPerInch, QPageSize::Inch));
    writer.setPageMargins(QMarginsF());
    QPainter painter(&writer);
    paint(painter, scene, look, area, 1);
    painter.end();
    return bytes;
}

QByteArray pngBytes(const CanvasScene& scene, const PictureLook& look)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    pictureOf(scene, look).save(&buffer, "PNG");
    return bytes;
}

} // namespace

QImage pictureOf(const CanvasScene& scene, const PictureLook& look)
{
    if (scene.isEmpty())
        return {};
    const QRectF area = areaOf(scene, look);
    const double scale = std::min(look.scale, kLargestEdge / std::max(area.width(), area.height()));
    QImage image((area.size() * scale).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    paint(painter, scene, look, area, scale);
    return image;
}

Status writePicture(const CanvasScene& scene, const PictureLook& look, const std::filesystem::path& path)
{
    if (scene.isEmpty())
        return fail("render.empty");
    const std::string extension = lowered(path.extension().string());
    QByteArray bytes;
    if (extension == ".png")
        bytes = pngBytes(scene, look);
    else if (extension == ".svg")
        bytes = svgBytes(scene, look, areaOf(scene, look));
    else if (extension == ".pdf")
        bytes = pdfBytes(scene, look, areaOf(scene, look));
    else
        return fail("render.unknown_format", {{"path", path.filename().string()}});
    return writeFileAtomically(path, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace nodegrad
