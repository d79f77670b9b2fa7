#include "ui/theme/styling.h"

#include "ui/theme/icons.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace nodegrad {

namespace {

/// Properties are seen by the style sheet only when the widget is polished again.
void polishAgain(QWidget* widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

void setProperty(QWidget* widget, const char* name, const QVariant& value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    polishAgain(widget);
}

} // namespace

QPushButton* makeButton(const QString& text, ButtonKind kind, const QString& iconName, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    button->setIconSize({measure::iconSmall, measure::iconSmall});
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName, kind == ButtonKind::Primary ? Role::OnAccent : kind == ButtonKind::Danger ? Role::OnDanger : Role::Text));
    setButtonKind(button, kind);
    return button;
}

QToolButton* makeIconButton(const QString& iconName, const QString& toolTip, QWidget* parent, Role role)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName, role, Role::Text));
    button->setIconSize({measure::icon, measure::icon});
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void setButtonKind(QPushButton* button, ButtonKind kind)
{
    button->setProperty("primary", kind == ButtonKind::Primary);
    button->setProperty("quiet", kind == ButtonKind::Quiet);
    button->setProperty("danger", kind == ButtonKind::Danger);
    polishAgain(button);
}

void setSmall(QWidget* buttonOrField, bool small)
{
    setProperty(buttonOrField, "small", small);
}

QLabel* makeLabel(const QString& text, TextStyle style, Role role, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setFont(font(style));
    if (role != Role::Text)
        setTextRole(label, role);
    return label;
}

void setTextRole(QWidget* label, Role role)
{
    setProperty(label, "ink", roleId(role));
}

void setTextStyle(QWidget* label, TextStyle style)
{
    label->setFont(font(style));
}

void setSurface(QWidget* widget, Role role, int sides)
{
    widget->setAttribute(Qt::WA_StyledBackground);
    widget->setProperty("surface", roleId(role));
    widget->setProperty("sides", sides);
    polishAgain(widget);
}

QWidget* makeSeparator(Qt::Orientation orientation, QWidget* parent)
{
    auto* line = new QWidget(parent);
    line->setAttribute(Qt::WA_StyledBackground);
    line->setProperty("separator", true);
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    return line;
}

void paintFocusRing(QPainter& painter, const QRectF& rect, double radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme()(Role::Focus), measure::focusRing));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
    painter.restore();
}

void paintBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill, const QColor& outline)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(outline.isValid() ? QPen(outline, 1) : QPen(Qt::NoPen));
    painter.drawRoundedRect(outline.isValid() ? rect.adjusted(0.5, 0.5, -0.5, -0.5) : rect, radius, radius);
    painter.restore();
}

} // namespace nodegrad
