#pragma once
#include <QColor>
#include <QFont>
#include <QString>

#include <array>
#include <map>
#include <vector>

namespace nodegrad {

/// What a colour is for. Code names a role, never a colour. Meanings: resources/themes/tokens.json, "role_notes".
enum class Role {
    Window, Panel, Raised, Sunken, Hover, Border, ControlBorder, Text, TextMuted, TextDisabled,
    Accent, AccentFill, OnAccent, AccentSoft, Focus,
    Success, SuccessSoft, Warning, WarningSoft, Danger, DangerFill, DangerSoft, OnDanger, Info,
    SplitTrain, SplitVal, SplitTest,
    Canvas, Grid, GridMajor, Wire, WireLabel, Node, NodeBorder, NodeTitle, FrameFill, FrameBorder,
    SegmentOn, Plot, PlotGrid, PlotAxis, Selection, Tooltip,
};
inline constexpr int roleCount = static_cast<int>(Role::Tooltip) + 1;
/// The name of a role in tokens.json: "text_muted".
QString roleId(Role role);

/// The type scale: 11 caption, 12 body, 12 semibold, 13 semibold, 15, 18, 22 (pixels at 100 %).
enum class TextStyle { Caption, Body, BodyStrong, NodeTitle, Heading, Metric, Display };

enum class ThemeName { Light, Dark, HighContrast };

/// All colours of one theme. A value: cheap to copy, safe to keep. Read the current one with `theme()` while painting.
class Theme {
public:
    /// Reads the tokens that are compiled in.
    static Theme load(ThemeName name);

    ThemeName name() const { return m_name; }
    bool isDark() const { return m_name != ThemeName::Light; }

    QColor color(Role role) const { return m_roles[static_cast<std::size_t>(role)]; }
    QColor operator()(Role role) const { return color(role); }
    /// Colour of a layer category: "conv", "dense", ... An unknown id gets the muted text colour.
    QColor categoryColor(const QString& id) const;
    /// Colour of a port kind: image, vector, sequence, tokens, scalar; "label" is a scalar and "volume" an image (its port has a shape of its own). Unknown: the wire colour.
    QColor portColor(const QString& kindId) const;
    /// Colour of the run slot `index`; counts round after runColorCount().
    QColor runColor(int index) const;
    int runColorCount() const { return static_cast<int>(m_runs.size()); }
    /// Colour on the heat ramp, `share` in 0..1 (clamped; NaN gives the lowest).
    QColor heat(double share) const;
    const std::vector<QColor>& heatRamp() const { return m_heat; }
    /// `over` at `opacity` (0..1) laid on `ground`, as one opaque colour.
    static QColor blend(const QColor& over, double opacity, const QColor& ground);

private:
    ThemeName m_name = ThemeName::Light;
    std::array<QColor, roleCount> m_roles;
    std::map<QString, QColor> m_categories, m_ports;
    std::vector<QColor> m_runs, m_heat;
};

/// The theme that the program shows now (as QApplication::palette() is the palette). Light before a ThemeController exists.
/// Do not keep the reference over a return to the event loop.
const Theme& theme();

/// While it lives, theme() answers with another theme: for pictures that are not the window. UI thread; scopes may nest.
class ThemeScope {
public:
    explicit ThemeScope(Theme theme);
    ~ThemeScope();
    ThemeScope(const ThemeScope&) = delete;
    ThemeScope& operator=(const ThemeScope&) = delete;

private:
    Theme m_theme;
    const Theme* m_before;
};

/// Fonts of the scale; figures keep one width, so that a live number does not shift its neighbours.
QFont font(TextStyle style);
/// The same, for use inside a QWidget, whose own font() hides it.
inline QFont textFont(TextStyle style)
{
    return font(style);
}
/// Fixed pitch: file names, code, shapes of tensors, log lines.
QFont monoFont(TextStyle style = TextStyle::Body);
/// Serif for formulas.
QFont formulaFont(int pixelSize = 15);

/// Measures of the tokens, in pixels at 100 %.
namespace measure {
inline constexpr int row = 30, field = 24, fieldLarge = 28, button = 28, buttonSmall = 24, segment = 28, segmentSmall = 24;
inline constexpr int tableHeader = 26, tableRow = 28, listRow = 26, checkbox = 14, chip = 20, focusRing = 2;
inline constexpr int radiusCheck = 3, radiusField = 4, radiusTile = 5, radiusButton = 6, radiusNode = 6, radiusSwitch = 7, radiusCard = 8, radiusSelection = 9;
inline constexpr int icon = 16, iconSmall = 14, iconNode = 18;
inline constexpr int topBar = 44, statusBar = 26, pageToolbar = 48, trainToolbar = 40, palette = 236, inspector = 312;
inline constexpr int bottomStrip = 152, bottomStripClosed = 34, runTable = 428, trainSettings = 288, dataList = 288, dataPreparation = 336;
inline constexpr int exportOptions = 360, cardGap = 10, pageMargin = 12, cardHeader = 34, dockMinimum = 200, dockMaximum = 440;
inline constexpr int windowMinimumWidth = 1120, windowMinimumHeight = 680;
}

} // namespace nodegrad
