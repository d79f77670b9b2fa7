#include "ui/theme/theme.h"

#include "ui/theme/theme_controller.h"

#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

// Outside the namespace: a resource in a static library is only linked when it is asked for by name.
static void readResources()
{
    Q_INIT_RESOURCE(themes);
    Q_INIT_RESOURCE(icons);
}

namespace nodegrad {

namespace {

constexpr const char* roleIds[] = {
    "window", "panel", "raised", "sunken", "hover", "border", "control_border", "text", "text_muted", "text_disabled",
    "accent", "accent_fill", "on_accent", "accent_soft", "focus",
    "success", "success_soft", "warning", "warning_soft", "danger", "danger_fill", "danger_soft", "on_danger", "info",
    "split_train", "split_val", "split_test",
    "canvas", "grid", "grid_major", "wire", "wire_label", "node", "node_border", "node_title", "frame_fill", "frame_border",
    "segment_on", "plot", "plot_grid", "plot_axis", "selection", "tooltip",
};
static_assert(std::size(roleIds) == static_cast<std::size_t>(roleCount));

const QJsonObject& tokens()
{
    static const QJsonObject object = [] {
        readResources();
        QFile file(":/nodegrad/themes/tokens.json");
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        return QJsonDocument::fromJson(opened ? file.readAll() : QByteArray()).object();
    }();
    return object;
}

/// The families of the tokens; before the generic one those with Chinese letters in their simplified form, since a system's own
/// choice may be a Japanese one.
QStringList familiesOf(const char* key)
{
    QStringList families;
    for (const QJsonValue& family : tokens()["type"].toObject()[key].toArray())
        families << family.toString();
    for (const char* chinese : {"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"})
        families.insert(std::max<qsizetype>(0, families.size() - 1), QString::fromLatin1(chinese));
    return families;
}

/// The families for text. Before Inter stands a small family of ours with figures of one width (see make_figures.py);
/// the fallbacks have such figures anyway.
const QStringList& uiFamilies()
{
    static const QStringList families = [] {
        QStringList list = familiesOf("family_ui");
        if (!list.isEmpty() && QFontDatabase::families().contains(list.first())) {
            const int regular = QFontDatabase::addApplicationFont(":/nodegrad/themes/fonts/NodegradFigures-Regular.otf");
            const int semiBold = QFontDatabase::addApplicationFont(":/nodegrad/themes/fonts/NodegradFigures-SemiBold.otf");
            if (regular >= 0 && semiBold >= 0)
                list.prepend(QFontDatabase::applicationFontFamilies(regular).value(0));
        }
        return list;
    }();
    return families;
}

struct Scale {
    int size = 12, weight = 400;
};

Scale scaleOf(TextStyle style)
{
    static const std::array<Scale, 7> scales = [] {
        constexpr const char* ids[] = {"caption", "body", "body_strong", "node_title", "heading", "metric", "display"};
        std::array<Scale, 7> result;
        const QJsonObject scale = tokens()["type"].toObject()["scale"].toObject();
        for (std::size_t i = 0; i < result.size(); ++i) {
            const QJsonObject entry = scale[ids[i]].toObject();
            result[i] = {entry["size"].toInt(12), entry["weight"].toInt(400)};
        }
        return result;
    }();
    return scales[static_cast<std::size_t>(style)];
}

QFont make(const QStringList& families, int pixels, int weight)
{
    QFont result;
    result.setFamilies(families);
    result.setPixelSize(pixels);
    result.setWeight(static_cast<QFont::Weight>(weight));
    result.setHintingPreference(QFont::PreferNoHinting); // the shapes of the design at every scale factor
    return result;
}

} // namespace

QString roleId(Role role)
{
    return QString::fromLatin1(roleIds[static_cast<std::size_t>(role)]);
}

Theme Theme::load(ThemeName name)
{
    const char* id = name == ThemeName::Light ? "light" : name == ThemeName::Dark ? "dark" : "high_contrast";
    const QJsonObject source = tokens()["themes"].toObject()[id].toObject();
    Theme result;
    result.m_name = name;
    const QJsonObject roles = source["roles"].toObject();
    for (std::size_t i = 0; i < result.m_roles.size(); ++i)
        result.m_roles[i] = QColor(roles[roleIds[i]].toString());
    const QJsonObject categories = source["category"].toObject(), ports = source["port"].toObject();
    for (auto entry = categories.begin(); entry != categories.end(); ++entry)
        result.m_categories[entry.key()] = QColor(entry.value().toString());
    for (auto entry = ports.begin(); entry != ports.end(); ++entry)
        result.m_ports[entry.key()] = QColor(entry.value().toString());
    for (const QJsonValue& color : source["run"].toArray())
        result.m_runs.emplace_back(color.toString());
    for (const QJsonValue& color : source["heat_ramp"].toArray())
        result.m_heat.emplace_back(color.toString());
    return result;
}

QColor Theme::categoryColor(const QString& id) const
{
    const auto found = m_categories.find(id);
    return found == m_categories.end() ? color(Role::TextMuted) : found->second;
}

QColor Theme::portColor(const QString& kindId) const
{
    const auto found = m_ports.find(kindId == "label" ? QString("scalar") : kindId == "volume" ? QString("image") : kindId);
    return found == m_ports.end() ? color(Role::Wire) : found->second;
}

QColor Theme::runColor(int index) const
{
    const int count = runColorCount();
    return count == 0 ? color(Role::Info) : m_runs[static_cast<std::size_t>(((index % count) + count) % count)];
}

QColor Theme::heat(double share) const
{
    if (m_heat.empty())
        return color(Role::Info);
    const double at = (std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0) * static_cast<double>(m_heat.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(at), m_heat.size() - 1);
    const auto above = std::min(below + 1, m_heat.size() - 1);
    return blend(m_heat[above], at - static_cast<double>(below), m_heat[below]);
}

QColor Theme::blend(const QColor& over, double opacity, const QColor& ground)
{
    const auto mix = [opacity](int a, int b) { return static_cast<int>(std::lround(a * opacity + b * (1 - opacity))); };
    return {mix(over.red(), ground.red()), mix(over.green(), ground.green()), mix(over.blue(), ground.blue())};
}

namespace {
const Theme* scopedTheme = nullptr;
}

ThemeScope::ThemeScope(Theme theme) : m_theme(std::move(theme)), m_before(std::exchange(scopedTheme, &m_theme)) {}

ThemeScope::~ThemeScope()
{
    scopedTheme = m_before;
}

const Theme& theme()
{
    if (scopedTheme)
        return *scopedTheme;
    if (const ThemeController* controller = ThemeController::instance())
        return controller->current();
    static const Theme light = Theme::load(ThemeName::Light);
    return light;
}

QFont font(TextStyle style)
{
    // Kept: a font that is made anew looks its family up anew.
    static const std::array<QFont, 7> fonts = [] {
        std::array<QFont, 7> made;
        for (std::size_t i = 0; i < made.size(); ++i) {
            const Scale scale = scaleOf(static_cast<TextStyle>(i));
            made[i] = make(uiFamilies(), scale.size, scale.weight);
        }
        return made;
    }();
    return fonts[static_cast<std::size_t>(style)];
}

QFont monoFont(TextStyle style)
{
    static const QStringList families = familiesOf("family_mono");
    const Scale scale = scaleOf(style);
    QFont result = make(families, scale.size, scale.weight);
    result.setStyleHint(QFont::Monospace);
    result.setFixedPitch(true);
    return result;
}

QFont formulaFont(int pixelSize)
{
    static const QStringList families = familiesOf("family_formula");
    QFont result = make(families, pixelSize, 400);
    result.setStyleHint(QFont::Serif);
    return result;
}

} // namespace nodegrad
