#pragma once
#include "ui/theme/theme.h"

class QLabel;
class QPainter;
class QPushButton;
class QRectF;
class QToolButton;
class QWidget;

/// Small ways to make standard Qt widgets look like the program. All follow the theme by themselves.
namespace nodegrad {

enum class ButtonKind {
    Normal,   ///< raised, outlined
    Primary,  ///< accent fill: one in a view
    Quiet,    ///< no outline
    Danger,   ///< danger fill: only where work is deleted
};

/// A push button, 28 high (24 when small). `iconName` may be empty. Connect clicked().
QPushButton* makeButton(const QString& text, ButtonKind kind = ButtonKind::Normal, const QString& iconName = {}, QWidget* parent = nullptr);
/// A quiet square button with a picture only; checked it stands on segment_on in `text`. `toolTip` is also the accessible name, so it is required.
QToolButton* makeIconButton(const QString& iconName, const QString& toolTip, QWidget* parent = nullptr, Role role = Role::TextMuted);
/// Changes the kind of a button that exists.
void setButtonKind(QPushButton* button, ButtonKind kind);
/// 24 high, for cards and tool bars.
void setSmall(QWidget* buttonOrField, bool small = true);

/// A label in a style and a role of text (Text, TextMuted, Accent, Success, Warning, Danger, Info, OnAccent ...).
QLabel* makeLabel(const QString& text, TextStyle style = TextStyle::Body, Role role = Role::Text, QWidget* parent = nullptr);
void setTextRole(QWidget* label, Role role);
void setTextStyle(QWidget* label, TextStyle style);

/// Sides that get a 1 px separator.
enum Side { NoSide = 0, TopSide = 1, RightSide = 2, BottomSide = 4, LeftSide = 8 };
/// Fills a widget with Window, Panel, Raised, Sunken, Canvas or Plot and draws separators at `sides` (a sum of Side).
void setSurface(QWidget* widget, Role role, int sides = NoSide);
/// A 1 px separator.
QWidget* makeSeparator(Qt::Orientation orientation, QWidget* parent = nullptr);

/// Outline for keyboard focus, 2 px in the focus colour, drawn just outside `rect` minus the gap. For own painted widgets.
void paintFocusRing(QPainter& painter, const QRectF& rect, double radius);
/// Rounded rectangle with a crisp 1 px outline inside `rect`. An invalid colour leaves that part out.
void paintBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill, const QColor& outline = {});

} // namespace nodegrad
