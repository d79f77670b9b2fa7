#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/scientific_field.h"
#include "ui/widgets/search_field.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace nodegrad;

namespace {

void wheel(QWidget& widget, int delta)
{
    QWheelEvent event(QPointF(10, 10), widget.mapToGlobal(QPointF(10, 10)), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

void showActive(QWidget& widget)
{
    widget.show();
    QApplication::setActiveWindow(&widget);
    (void)QTest::qWaitForWindowActive(&widget);
}

} // namespace

TEST_CASE("The wheel changes a number only when its field has focus")
{
    test::application();
    QWidget window;
    IntegerField count(0, 100, &window);
    DecimalField share(0, 1, 3, &window);
    ScientificField rate(0, 1, &window);
    QLineEdit elsewhere(&window);
    count.setValue(5);
    share.setValue(0.5);
    rate.setValue(1e-3);
    showActive(window);
    elsewhere.setFocus();
    for (QWidget* field : {static_cast<QWidget*>(&count), static_cast<QWidget*>(&share), static_cast<QWidget*>(&rate)})
        wheel(*field, 120);
    CHECK(count.value() == 5);
    CHECK(share.value() == 0.5);
    CHECK(rate.value() == 1e-3);
    count.setFocus();
    wheel(count, 120);
    CHECK(count.value() == 6);
    rate.setFocus();
    wheel(rate, 120);
    CHECK(rate.value() == 2e-3);
}

TEST_CASE("A whole number beyond the range can be typed, becomes the nearest, and that is said")
{
    test::application();
    QWidget window;
    IntegerField count(1, 1000, &window);
    count.setSuffix(" px");
    showActive(window);
    QSignalSpy said(&count, &IntegerField::limited), changed(&count, &QSpinBox::valueChanged);
    count.setFocus();
    count.selectAll();
    QTest::keyClicks(&count, "5000");
    QTest::keyClick(&count, Qt::Key_Return);
    CHECK(count.value() == 1000);
    REQUIRE(said.count() == 1);
    CHECK(said.front().front().toString() == QString::fromUtf8("5\u2009000 is beyond 1 to 1\u2009000 and became 1\u2009000."));
    count.selectAll();
    QTest::keyClicks(&count, "0");
    QTest::keyClick(&count, Qt::Key_Return);
    CHECK(count.value() == 1);
    CHECK(said.count() == 2);
    count.selectAll();
    QTest::keyClicks(&count, "12");
    QTest::keyClick(&count, Qt::Key_Return);
    CHECK(count.value() == 12);
    CHECK(said.count() == 2);
    CHECK(changed.count() == 3);
}

TEST_CASE("A scientific field steps through 1, 2, 5 and keeps exact decimals")
{
    test::application();
    ScientificField rate(1e-6, 10);
    rate.setValue(1e-3);
    QSignalSpy changes(&rate, &ScientificField::valueChanged);
    std::vector<double> seen;
    for (int i = 0; i < 4; ++i) {
        rate.stepBy(1);
        seen.push_back(rate.value());
    }
    CHECK(seen == std::vector<double>{2e-3, 5e-3, 1e-2, 2e-2});
    rate.setValue(3e-4);
    rate.stepBy(-1);
    CHECK(rate.value() == 2e-4);
    CHECK(rate.text() == "2e-4");
    CHECK(changes.count() == 6);
}

TEST_CASE("A scientific field takes a typed number at Enter and puts back what is none")
{
    test::application();
    QWidget window;
    ScientificField rate(0, 1, &window);
    rate.setValue(1e-3);
    showActive(window);
    rate.setFocus();
    QSignalSpy changes(&rate, &ScientificField::valueChanged);
    rate.selectAll();
    QTest::keyClicks(&rate, "3e-4");
    CHECK(changes.count() == 0);
    QTest::keyClick(&rate, Qt::Key_Return);
    CHECK(rate.value() == 3e-4);
    CHECK(changes.count() == 1);
    rate.selectAll();
    QTest::keyClicks(&rate, "5");
    CHECK(rate.property("problem").toBool()); // out of range: outlined
    QTest::keyClick(&rate, Qt::Key_Return);
    CHECK(rate.value() == 3e-4);
    CHECK(rate.text() == "3e-4");
    CHECK_FALSE(rate.property("problem").toBool());
}

TEST_CASE("Showing a value of the project sends no signal")
{
    test::application();
    IntegerField count;
    DecimalField share;
    ScientificField rate;
    QSignalSpy counts(&count, &QSpinBox::valueChanged), shares(&share, &QDoubleSpinBox::valueChanged), rates(&rate, &ScientificField::valueChanged);
    count.setValueQuietly(7);
    share.setValueQuietly(0.25);
    rate.setValueQuietly(0.1);
    CHECK(count.value() == 7);
    CHECK(share.text() == "0.25");
    CHECK(rate.text() == "0.1");
    CHECK(counts.count() + shares.count() + rates.count() == 0);
}

TEST_CASE("A form row names its field and shows a problem below it")
{
    test::application();
    auto* field = new IntegerField;
    FormRow row("Filters", field, "How many maps the layer makes");
    CHECK(field->accessibleName() == "Filters");
    CHECK(field->toolTip() == "How many maps the layer makes");
    const int before = row.sizeHint().height();
    row.setProblem("Filters must be at least 1.");
    CHECK(field->property("problem").toBool());
    CHECK(row.sizeHint().height() > before);
    row.setProblem({});
    CHECK_FALSE(field->property("problem").toBool());
    CHECK(row.sizeHint().height() == before);
}

TEST_CASE("Escape in the search field clears it, arrows go to the list")
{
    test::application();
    QWidget window;
    SearchField search("Search layers", &window);
    showActive(window);
    search.setFocus();
    QSignalSpy steps(&search, &SearchField::stepped);
    QTest::keyClicks(&search, "conv");
    QTest::keyClick(&search, Qt::Key_Down);
    REQUIRE(steps.count() == 1);
    CHECK(steps[0][0].toInt() == 1);
    QTest::keyClick(&search, Qt::Key_Escape);
    CHECK(search.text().isEmpty());
    CHECK(search.accessibleName() == "Search layers");
}

TEST_CASE("An elided label can become narrow and keeps its whole text for screen readers")
{
    test::application();
    ElidedLabel label("A very long name of a very long run that nobody wants to read");
    CHECK(label.minimumSizeHint().width() < label.sizeHint().width() / 3);
    CHECK(label.accessibleName() == label.text());
}
