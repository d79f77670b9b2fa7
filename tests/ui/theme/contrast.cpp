#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/theme/theme.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <tuple>

using namespace nodegrad;

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// Relative luminance and contrast of WCAG 2.1.
double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

Role role(const QString& id)
{
    for (int i = 0; i < roleCount; ++i)
        if (roleId(static_cast<Role>(i)) == id)
            return static_cast<Role>(i);
    FAIL("tokens.json names a role that Theme does not have: " << id.toStdString());
    return Role::Text;
}

QJsonObject tokens()
{
    theme(); // brings the resources in
    QFile file(":/nodegrad/themes/tokens.json");
    REQUIRE(file.open(QIODevice::ReadOnly));
    return QJsonDocument::fromJson(file.readAll()).object();
}

void check(const Theme& t, const QString& what, const QColor& front, const QColor& ground, double needed)
{
    INFO("theme " << static_cast<int>(t.name()) << ": " << what.toStdString() << " " << contrast(front, ground));
    CHECK(contrast(front, ground) >= needed);
}

} // namespace

TEST_CASE("The contrast formula gives 21 for black on white and 4.54 for #767676 on white")
{
    CHECK(contrast(Qt::black, Qt::white) == Approx(21.0));
    CHECK(contrast(QColor("#767676"), Qt::white) == Approx(4.54).margin(0.005));
}

TEST_CASE("Every pair that the tokens ask for has its contrast in every theme")
{
    test::application();
    int pairs = 0;
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::HighContrast}) {
        const Theme t = Theme::load(name);
        for (const QJsonValue& entry : tokens()["checks"].toArray()) {
            const QJsonObject rule = entry.toObject();
            const double needed = rule["min"].toDouble();
            for (const QJsonValue& front : rule["fg"].toArray())
                for (const QJsonValue& ground : rule["bg"].toArray()) {
                    check(t, front.toString() + " on " + ground.toString(), t(role(front.toString())), t(role(ground.toString())), needed);
                    ++pairs;
                }
            for (const QJsonValue& pair : rule["pairs"].toArray()) {
                const QString front = pair.toArray()[0].toString(), ground = pair.toArray()[1].toString();
                check(t, front + " on " + ground, t(role(front)), t(role(ground)), needed);
                ++pairs;
            }
            for (const QJsonValue& blend : rule["blend"].toArray()) {
                const QJsonArray part = blend.toArray();
                const QColor ground = Theme::blend(t(role(part[1].toString())), part[2].toDouble(), t(role(part[3].toString())));
                check(t, part[0].toString() + " on a blend", t(role(part[0].toString())), ground, needed);
                ++pairs;
            }
            const QString group = rule["group"].toString();
            if (group.isEmpty())
                continue;
            std::vector<std::pair<QString, QColor>> members;
            if (group == "run")
                for (int i = 0; i < t.runColorCount(); ++i)
                    members.emplace_back(QString("run %1").arg(i + 1), t.runColor(i));
            for (const char* id : {"io", "conv", "dense", "norm", "activation", "pool", "recurrent", "attention", "regular", "merge", "reshape", "composite"})
                if (group == "category")
                    members.emplace_back(id, t.categoryColor(id));
            for (const char* id : {"image", "vector", "sequence", "tokens", "scalar"})
                if (group == "port")
                    members.emplace_back(id, t.portColor(id));
            REQUIRE(!members.empty());
            for (const auto& [id, color] : members)
                for (const QJsonValue& ground : rule["bg"].toArray()) {
                    check(t, id + " on " + ground.toString(), color, t(role(ground.toString())), needed);
                    ++pairs;
                }
        }
    }
    CHECK(pairs == 3 * (72 + 2 + 20 + 48 + 20 + 30)); // the counts of the table in VISUAL.md
}

TEST_CASE("Text on the tinted ground of a banner can be read")
{
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::HighContrast}) {
        const Theme t = Theme::load(name);
        for (const Role ground : {Role::DangerSoft, Role::WarningSoft, Role::SuccessSoft, Role::AccentSoft, Role::Raised}) {
            check(t, "text on " + roleId(ground), t(Role::Text), t(ground), 4.5);
            check(t, "text_muted on " + roleId(ground), t(Role::TextMuted), t(ground), 4.5);
        }
    }
}
