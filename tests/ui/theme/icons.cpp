#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

#include <QPushButton>
#include <QToolButton>

#include <memory>

using namespace nodegrad;

namespace {

int inked(const QImage& image, const QColor& color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y).alpha() == 255 && image.pixelColor(x, y).rgb() == color.rgb();
    return count;
}

} // namespace

TEST_CASE("Every icon draws something in the colour it is given, inside its square")
{
    test::application();
    const QStringList names = iconNames();
    REQUIRE(names.size() > 60);
    for (const QString& name : names) {
        if (name == "nodegrad")
            continue; // the coloured program icon
        INFO(name.toStdString());
        const QImage image = iconPixmap(name, QColor("#FF8800"), 16, 4).toImage();
        REQUIRE(image.width() == 64);
        CHECK(inked(image, QColor("#FF8800")) > 20);
        for (int i = 0; i < 64; ++i) { // nothing is cut off at the edge
            CHECK(image.pixelColor(i, 0).alpha() == 0);
            CHECK(image.pixelColor(i, 63).alpha() == 0);
            CHECK(image.pixelColor(0, i).alpha() == 0);
            CHECK(image.pixelColor(63, i).alpha() == 0);
        }
    }
}

TEST_CASE("Every layer category has an icon of its own and an unknown one gets the composite")
{
    test::application();
    const QStringList names = iconNames();
    for (const char* id : {"io", "conv", "dense", "norm", "activation", "pool", "recurrent", "attention", "regular", "merge", "reshape", "composite"}) {
        CHECK(categoryIconName(id) == id);
        CHECK(names.contains(id));
    }
    CHECK(categoryIconName("quantum") == "composite");
}

TEST_CASE("An icon follows the theme without being made anew")
{
    test::application();
    ThemeController* controller = ThemeController::instance();
    REQUIRE(controller);
    const QIcon play = icon("play", Role::Text);
    controller->setMode(ThemeMode::Dark);
    const QColor onDark = Theme::load(ThemeName::Dark)(Role::Text), onLight = Theme::load(ThemeName::Light)(Role::Text);
    CHECK(inked(play.pixmap(32, 32).toImage(), onDark) > 50);
    controller->setMode(ThemeMode::Light);
    CHECK(inked(play.pixmap(32, 32).toImage(), onLight) > 50);
    CHECK(inked(play.pixmap(32, 32).toImage(), onDark) == 0);
    controller->setMode(ThemeMode::Dark);
}

TEST_CASE("A disabled icon is drawn in the colour of disabled text")
{
    test::application();
    const QIcon stop = icon("stop", Role::Text);
    CHECK(inked(stop.pixmap(QSize(32, 32), QIcon::Disabled).toImage(), theme()(Role::TextDisabled)) > 50);
}

TEST_CASE("A button that shows only a picture has a name for screen readers")
{
    test::application();
    const std::unique_ptr<QToolButton> button(makeIconButton("undo", "Undo"));
    CHECK(button->accessibleName() == "Undo");
    CHECK(button->toolTip() == "Undo");
}
