// The picture that the canvas keeps is the one that it would paint anew.

#include <QPainter>
#include <QRandomGenerator>

#include "tests/ui/canvas/canvas_fixture.h"
#include "tests/ui/canvas/picture_difference.h"
#include "ui/canvas/view_picture.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

/// Squares of a board that runs in all directions; `lit` squares are of another colour.
void paintBoard(QPainter& painter, const QRectF& part, const KeptPicture::Place& place, const std::set<std::pair<int, int>>& lit)
{
    painter.fillRect(part, Qt::black);
    const double side = 40 * place.zoom;
    const auto first = [side](double origin, double from) { return static_cast<int>(std::floor((from - origin) / side)); };
    for (int x = first(place.origin.x(), part.left()); x * side + place.origin.x() < part.right(); ++x)
        for (int y = first(place.origin.y(), part.top()); y * side + place.origin.y() < part.bottom(); ++y)
            painter.fillRect(QRectF(x * side + place.origin.x(), y * side + place.origin.y(), side / 2, side / 2),
                             lit.contains({x, y}) ? QColor(Qt::white) : QColor::fromHsv(((x * 7 + y * 13) % 36 + 36) % 36 * 10, 200, 200));
}

} // namespace

TEST_CASE("A kept picture that is moved, zoomed and partly painted anew equals one that is painted at once")
{
    application();
    QRandomGenerator random(3);
    for (const double ratio : {1.0, 1.25, 2.0}) {
        KeptPicture kept;
        KeptPicture::Place place{{300, 200}, ratio, 1, {}};
        std::set<std::pair<int, int>> lit;
        int painted = 0;
        for (int step = 0; step < 200; ++step) {
            if (step % 20 == 19)
                place.zoom = 0.4 * (1 + random.bounded(4));
            if (step % 50 == 49)
                place.size = {250 + random.bounded(100), 150 + random.bounded(100)};
            if (step % 3 == 0) {
                const std::pair<int, int> square(random.bounded(8) - 2, random.bounded(6) - 2);
                if (!lit.erase(square))
                    lit.insert(square);
                kept.invalidate(QRectF(40 * square.first, 40 * square.second, 20, 20), 1);
            }
            if (step % 2 == 0) // on whole pixels, as the canvas does it, and sometimes not
                place.origin += QPointF(random.bounded(61) - 30, random.bounded(41) - 20) / ratio + (step % 30 == 0 ? QPointF(0.31, 0) : QPointF());
            kept.bringTo(place, [&](QPainter& painter, const QRectF& part) {
                paintBoard(painter, part, place, lit);
                painted += static_cast<int>(part.width() * part.height());
            });
            KeptPicture fresh;
            fresh.bringTo(place, [&](QPainter& painter, const QRectF& part) { paintBoard(painter, part, place, lit); });
            INFO("ratio " << ratio << ", step " << step);
            REQUIRE(kept.image() == fresh.image());
        }
        CHECK(painted < 200 * 300 * 200 / 3); // most of it was kept
    }
}

TEST_CASE("A picture that zooms coarsely is made fine strip by strip, whatever happens meanwhile")
{
    application();
    QRandomGenerator random(4);
    for (const double ratio : {1.0, 1.5, 2.0}) {
        ViewPicture picture(-1); // any time is too long
        KeptPicture::Place place{{300, 200}, ratio, 1, {}};
        std::set<std::pair<int, int>> lit;
        const auto paint = [&](QPainter& painter, const QRectF& part) { paintBoard(painter, part, place, lit); };
        const auto drawn = [&] {
            QImage image(QSize(300, 200) * ratio, QImage::Format_RGB32);
            image.setDevicePixelRatio(ratio);
            QPainter painter(&image);
            picture.draw(painter, QRect(0, 0, 300, 200));
            return image;
        };
        const auto fresh = [&] {
            KeptPicture all;
            all.bringTo(place, paint);
            QImage image = all.image();
            image.setDevicePixelRatio(ratio);
            return image;
        };
        picture.bringTo(place, false, paint);
        REQUIRE(drawn() == fresh());
        int coarse = 0;
        for (int step = 0; step < 300; ++step) {
            const int act = random.bounded(10);
            const bool zooms = act < 3;
            if (zooms)
                place.zoom = 0.4 * (1 + random.bounded(4));
            else if (act < 5)
                place.origin += QPointF(random.bounded(61) - 30, random.bounded(41) - 20) / ratio;
            else if (act == 5) {
                const std::pair<int, int> square(random.bounded(8) - 2, random.bounded(6) - 2);
                if (!lit.erase(square))
                    lit.insert(square);
                picture.invalidate(QRectF(40 * square.first, 40 * square.second, 20, 20), 1);
            } else if (act == 6)
                picture.invalidate();
            else if (!picture.isFine()) {
                if (act == 7) // moved, and not shown yet
                    place.origin += QPointF(random.bounded(61) - 30, random.bounded(41) - 20) / ratio;
                picture.refine(place, paint);
            }
            picture.bringTo(place, zooms, paint);
            INFO("ratio " << ratio << ", step " << step);
            const int wrong = differing(drawn(), fresh());
            if (picture.isFine())
                REQUIRE(wrong == 0);
            else {
                CHECK(wrong < 0.2 * 300 * 200 * ratio * ratio); // of squares with edges between coarse pixels, the edges
                ++coarse;
            }
        }
        CHECK((coarse > 0) == (ratio > 1));
        for (int strips = 0; !picture.isFine(); ++strips) {
            REQUIRE(strips < 9);
            picture.refine(place, paint);
        }
        CHECK(drawn() == fresh());
    }
}

TEST_CASE("What the canvas keeps of its picture is what it would paint, whatever is done to it")
{
    CanvasFixture f("hub = input(8); a = hub > dense(8); act = a > relu; b = add(act, hub); c = add(b, hub); wrong = act > conv2d(4); d = c > dense(3); d > output(mse)");
    QRandomGenerator random(5);
    const auto place = [&] { return QPoint(random.bounded(900), random.bounded(800)); };
    const auto onNode = [&] {
        const auto& nodes = f.canvas->scene().nodes();
        return f.canvas->toWidget(nodes[static_cast<std::size_t>(random.bounded(static_cast<int>(nodes.size())))].rect.center()).toPoint();
    };
    int compared = 0;
    const auto compare = [&](const char* what, int step) {
        const QImage kept = f.canvas->grab().toImage();
        f.canvas->update();
        const QImage fresh = f.canvas->grab().toImage();
        INFO(what << " at step " << step);
        REQUIRE(differing(kept, fresh) == 0);
        ++compared;
    };
    for (int step = 0; step < 100; ++step) {
        switch (random.bounded(7)) {
        case 0: f.canvas->panBy(QPointF(random.bounded(200) - 100, random.bounded(200) - 100)); break;
        case 1: f.canvas->zoomAt(place(), random.bounded(2) ? 1.2 : 1 / 1.2); break;
        case 2: QTest::mouseMove(f.canvas, random.bounded(2) ? onNode() : place()); break;
        case 3: QTest::mouseClick(f.canvas, Qt::LeftButton, random.bounded(2) ? Qt::ShiftModifier : Qt::NoModifier, onNode()); break;
        case 4: {
            const QPoint from = onNode(), by(random.bounded(120) - 60, random.bounded(120) - 60);
            QTest::mouseMove(f.canvas, from);
            QTest::mousePress(f.canvas, Qt::LeftButton, {}, from);
            QTest::mouseMove(f.canvas, from + by / 2);
            compare("a drag", step);
            f.canvas->panBy({7, -5});
            QTest::mouseMove(f.canvas, from + by);
            compare("a drag, further", step);
            QTest::mouseRelease(f.canvas, Qt::LeftButton, {}, from + by);
            f.settle();
            break;
        }
        case 5: {
            const QPoint from = place();
            QTest::mousePress(f.canvas, Qt::LeftButton, {}, from);
            QTest::mouseMove(f.canvas, from + QPoint(90, 70));
            compare("a box or a wire", step);
            QTest::mouseMove(f.canvas, from + QPoint(200, 170));
            compare("a box or a wire, further", step);
            f.key(Qt::Key_Escape);
            QTest::mouseRelease(f.canvas, Qt::LeftButton, {}, from + QPoint(200, 170));
            break;
        }
        default:
            if (f.session->canUndo())
                f.session->undo();
            f.settle();
        }
        compare("an act", step);
    }
    CHECK(compared > 100);
}
