// How somebody's hand and eye want the canvas; and the pulse of a design that trains.

#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/widgets/inline_banner.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

void turn(CanvasView* canvas, QPoint pixels, QPoint angle, Qt::KeyboardModifiers keys = {})
{
    QWheelEvent event(QPointF(400, 300), canvas->mapToGlobal(QPointF(400, 300)), pixels, angle, Qt::NoButton, keys, Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas, &event);
}

} // namespace

TEST_CASE("A wheel zooms and a trackpad moves the view, unless somebody wants it otherwise; that is kept")
{
    CanvasFixture f(chainText);
    const auto choose = [&](int mode) { f.actions->find(QStringLiteral("canvas.wheel.%1").arg(mode))->trigger(); };
    const auto zoomsAndMoves = [&](QPoint pixels, Qt::KeyboardModifiers keys = {}) {
        f.canvas->setZoom(1);
        f.canvas->centerOn({0, 0});
        const QPointF before = f.canvas->toWidget(QPointF(0, 0));
        turn(f.canvas, pixels, {0, 120}, keys);
        const bool zooms = f.canvas->zoom() != 1;
        return std::pair(zooms, !zooms && f.canvas->toWidget(QPointF(0, 0)) != before);
    };
    const std::pair zooms(true, false), moves(false, true);
    CHECK(zoomsAndMoves({}) == zooms);
    CHECK(zoomsAndMoves({0, 30}) == moves);
    CHECK(zoomsAndMoves({0, 30}, Qt::ControlModifier) == zooms);
    choose(1);
    CHECK(zoomsAndMoves({}) == zooms);
    CHECK(zoomsAndMoves({0, 30}) == zooms);
    choose(2);
    CHECK(zoomsAndMoves({}) == moves);
    CHECK(zoomsAndMoves({0, 30}) == moves);
    CHECK(zoomsAndMoves({}, Qt::ControlModifier) == zooms);
    {
        CanvasFixture again(chainText);
        CHECK(again.canvas->habits().wheel == WheelMode::Pans);
        CHECK(again.actions->find("canvas.wheel.2")->isChecked());
    }
    choose(0);
    CHECK(canvasHabits().wheel == WheelMode::Auto);
}

TEST_CASE("With reduced motion the view is there at once, and what trains is marked without a pulse")
{
    CanvasFixture f(chainText);
    f.canvas->setAnimated(true);
    f.canvas->setZoom(0.5);
    CHECK(f.canvas->zoom() != 0.5); // on its way
    QTest::qWait(250);
    CHECK(f.canvas->zoom() == 0.5);
    f.actions->find("canvas.calm")->setChecked(true);
    f.canvas->setZoom(1);
    CHECK(f.canvas->zoom() == 1);
    f.canvas->setTraining(true);
    QSignalSpy beats(f.canvas, &CanvasView::pulsed);
    CHECK(f.canvas->pulse() == 0.5);
    QTest::qWait(200);
    CHECK(beats.isEmpty());
    f.actions->find("canvas.calm")->setChecked(false);
    CHECK(canvasHabits() == CanvasHabits());
    QTRY_VERIFY(beats.count() > 1);
}

TEST_CASE("A lesson that was closed stays closed, until somebody asks for it")
{
    const QString words = "What this network teaches.";
    {
        CanvasFixture f(chainText);
        auto* lesson = f.area->findChild<InlineBanner*>();
        f.views->setLesson(words);
        CHECK(lesson->isVisible());
        QTest::mouseClick(lesson->findChild<QToolButton*>(), Qt::LeftButton);
        CHECK_FALSE(lesson->isVisible());
        f.actions->find("canvas.calm")->setChecked(true); // another habit does not forget it
        f.actions->find("canvas.calm")->setChecked(false);
    }
    CanvasFixture f(chainText);
    auto* lesson = f.area->findChild<InlineBanner*>();
    f.views->setLesson("Another one.");
    CHECK(lesson->isVisible());
    f.views->setLesson(words);
    CHECK_FALSE(lesson->isVisible());
    f.actions->find("canvas.lesson")->trigger();
    CHECK(lesson->isVisible());
    f.views->setLesson(words);
    CHECK(lesson->isVisible());
    f.views->setLesson({});
    CHECK(f.actions->whyNot(f.actions->find("canvas.lesson")) == "This design has no lesson.");
}

TEST_CASE("A long lesson stays within a low canvas, its cross in sight")
{
    CanvasFixture f(chainText);
    f.views->setGeometry(0, 0, 500, 300);
    QTest::qWait(1);
    f.views->setLesson(QString("Many words that teach something. ").repeated(30));
    auto* lesson = f.area->findChild<InlineBanner*>();
    CHECK(lesson->y() >= 0);
    CHECK(lesson->geometry().bottom() < 300);
    CHECK(f.area->rect().contains(QRect(lesson->findChild<QToolButton*>()->mapTo(f.area, QPoint(0, 0)), lesson->findChild<QToolButton*>()->size())));
}

TEST_CASE("While a design trains its outputs pulse, on the canvas and on the map, and the level is not drawn anew for that")
{
    CanvasFixture f(chainText);
    const QRect around = f.canvas->toWidget(f.canvas->scene().find(f.id("end"))->rect).adjusted(-10, -10, 10, 10).toAlignedRect();
    const QImage still = f.canvas->grab(around).toImage();
    CHECK(f.canvas->pulse() == 0);
    f.canvas->setTraining(true);
    QTest::qWait(300);
    CHECK(f.canvas->pulse() > 0);
    CHECK(f.canvas->grab(around).toImage() != still);
    f.canvas->setTraining(false);
    CHECK(f.canvas->grab(around).toImage() == still);
}
