#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/theme/styling.h"

#include <QComboBox>
#include <QFontMetricsF>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

#include <limits>
#include <memory>

using namespace nodegrad;

TEST_CASE("Every role has a colour in every theme")
{
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::HighContrast})
        for (int i = 0; i < roleCount; ++i) {
            INFO(roleId(static_cast<Role>(i)).toStdString());
            CHECK(Theme::load(name)(static_cast<Role>(i)).isValid());
        }
}

TEST_CASE("Colours come from the tokens by name")
{
    const Theme dark = Theme::load(ThemeName::Dark);
    CHECK(dark(Role::Window) == QColor("#14161A"));
    CHECK(dark(Role::SegmentOn) == QColor("#343A46"));
    CHECK(dark(Role::Tooltip) == QColor("#303642"));
    CHECK(dark.categoryColor("pool") == QColor("#EA8AAA"));
    CHECK(dark.categoryColor("nothing") == dark(Role::TextMuted));
    CHECK(dark.portColor("tokens") == QColor("#D2558B"));
    CHECK(dark.portColor("label") == dark.portColor("scalar"));
    CHECK(dark.runColor(0) == QColor("#3B9BEE"));
    CHECK(dark.runColor(10) == dark.runColor(0));
    CHECK(dark.runColor(-1) == dark.runColor(9));
}

TEST_CASE("The heat ramp goes through its five colours and takes any number")
{
    const Theme dark = Theme::load(ThemeName::Dark);
    CHECK(dark.heat(0) == QColor("#171B2A"));
    CHECK(dark.heat(0.25) == QColor("#2C3F7A"));
    CHECK(dark.heat(1) == QColor("#F3F29A"));
    CHECK(dark.heat(7) == dark.heat(1));
    CHECK(dark.heat(-3) == dark.heat(0));
    CHECK(dark.heat(std::numeric_limits<double>::quiet_NaN()) == dark.heat(0));
    // Half way between #171B2A and #2C3F7A: (0x17 + 0x2C) / 2 = 33.5, (0x1B + 0x3F) / 2 = 45, (0x2A + 0x7A) / 2 = 82.
    CHECK(dark.heat(0.125) == QColor(34, 45, 82));
}

TEST_CASE("Figures have one width, so that a live number does not shift its neighbours")
{
    test::application();
    for (const TextStyle style : {TextStyle::Caption, TextStyle::Body, TextStyle::BodyStrong, TextStyle::Metric}) {
        const QFontMetricsF metrics(font(style));
        for (const char digit : {'1', '2', '3', '4', '5', '6', '7', '8', '9'})
            CHECK(metrics.horizontalAdvance(QString(4, QChar(digit))) == Approx(metrics.horizontalAdvance("0000")).margin(0.3));
    }
}

TEST_CASE("Text styles have the sizes of the scale")
{
    CHECK(font(TextStyle::Caption).pixelSize() == 11);
    CHECK(font(TextStyle::Body).pixelSize() == 12);
    CHECK(font(TextStyle::Display).pixelSize() == 22);
    CHECK(font(TextStyle::BodyStrong).weight() == QFont::DemiBold);
    CHECK(textFont(TextStyle::Heading).pixelSize() == 15);
}

TEST_CASE("Modes are kept by their ids and an unknown id follows the system")
{
    for (const ThemeMode mode : {ThemeMode::System, ThemeMode::Light, ThemeMode::Dark, ThemeMode::HighContrast})
        CHECK(themeModeFromId(themeModeId(mode)) == mode);
    CHECK(themeModeFromId("sepia") == ThemeMode::System);
}

TEST_CASE("A change of theme reaches labels with a role and is told once")
{
    test::application();
    ThemeController* controller = ThemeController::instance();
    controller->setMode(ThemeMode::Dark);
    const std::unique_ptr<QLabel> label(makeLabel("12", TextStyle::Body, Role::TextMuted));
    label->ensurePolished();
    CHECK(label->palette().color(QPalette::WindowText) == QColor("#A5AEBB"));
    QSignalSpy changes(controller, &ThemeController::changed);
    controller->setMode(ThemeMode::Light);
    controller->setMode(ThemeMode::Light);
    CHECK(changes.count() == 1);
    CHECK(theme().name() == ThemeName::Light);
    CHECK(label->palette().color(QPalette::WindowText) == QColor("#545D6B"));
    controller->setMode(ThemeMode::Dark);
}

TEST_CASE("Controls have the heights of the tokens")
{
    test::application();
    const std::unique_ptr<QPushButton> button(makeButton("Train")), small(makeButton("Train"));
    setSmall(small.get());
    CHECK(button->sizeHint().height() == 28);
    CHECK(small->sizeHint().height() == 24);
    QLineEdit line;
    QSpinBox spin;
    QComboBox combo;
    combo.addItem("AdamW");
    CHECK(line.sizeHint().height() == 24);
    CHECK(spin.sizeHint().height() == 24);
    CHECK(combo.sizeHint().height() == 24);
}

TEST_CASE("The primary button is filled with the accent")
{
    test::application();
    ThemeController::instance()->setMode(ThemeMode::Dark);
    const std::unique_ptr<QPushButton> primary(makeButton("Train", ButtonKind::Primary)), normal(makeButton("Train"));
    for (QPushButton* button : {primary.get(), normal.get()})
        button->resize(100, 28);
    CHECK(primary->grab().toImage().pixelColor(8, 14) == QColor("#7263E6"));
    CHECK(normal->grab().toImage().pixelColor(8, 14) == QColor("#252932"));
}
