#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/styling.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>

namespace nodegrad {

namespace {

constexpr int arrowColumn = 18; // of a spin box
constexpr int chevronColumn = 24; // of a combo box

} // namespace

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const
{
    const QRect r = option->rect;
    if (control == CC_ComboBox) {
        switch (part) {
        case SC_ComboBoxFrame: return r;
        case SC_ComboBoxArrow: return visualRect(option->direction, r, QRect(r.right() - chevronColumn + 1, r.top(), chevronColumn, r.height()));
        case SC_ComboBoxEditField: return visualRect(option->direction, r, r.adjusted(8, 1, -chevronColumn, -1));
        default: break;
        }
    }
    if (control == CC_SpinBox) {
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        const bool buttons = spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons;
        const int column = buttons ? arrowColumn : 0;
        switch (part) {
        case SC_SpinBoxFrame: return r;
        case SC_SpinBoxEditField: return visualRect(option->direction, r, r.adjusted(6, 1, -column - 1, -1));
        case SC_SpinBoxUp:
            return buttons ? visualRect(option->direction, r, QRect(r.right() - column, r.top() + 1, column, r.height() / 2 - 1)) : QRect();
        case SC_SpinBoxDown:
            return buttons ? visualRect(option->direction, r, QRect(r.right() - column, r.top() + r.height() / 2, column, r.height() / 2 - 1)) : QRect();
        default: break;
        }
    }
    if (control == CC_ScrollBar) {
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (!bar)
            return {};
        const bool flat = bar->orientation == Qt::Horizontal;
        const int length = flat ? r.width() : r.height();
        int handle = length;
        if (bar->maximum != bar->minimum) {
            const double range = static_cast<double>(bar->maximum) - bar->minimum;
            handle = static_cast<int>(length * (bar->pageStep / (range + bar->pageStep)));
            handle = std::clamp(handle, std::min(28, length), length);
        }
        const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
        switch (part) {
        case SC_ScrollBarSlider: return flat ? QRect(r.left() + start, r.top(), handle, r.height()) : QRect(r.left(), r.top() + start, r.width(), handle);
        case SC_ScrollBarGroove: return r;
        case SC_ScrollBarSubPage: return flat ? QRect(r.left(), r.top(), start, r.height()) : QRect(r.left(), r.top(), r.width(), start);
        case SC_ScrollBarAddPage:
            return flat ? QRect(r.left() + start + handle, r.top(), length - start - handle, r.height())
                        : QRect(r.left(), r.top() + start + handle, r.width(), length - start - handle);
        default: return {};
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    if (element == SE_LineEditContents) {
        if (widget && (qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) || qobject_cast<const QComboBox*>(widget->parentWidget())))
            return option->rect;
        const auto* edit = qobject_cast<const QLineEdit*>(widget);
        return edit && !edit->hasFrame() ? option->rect : option->rect.adjusted(6, 1, -6, -1);
    }
    if (element == SE_PushButtonContents || element == SE_PushButtonFocusRect)
        return option->rect;
    if (element == SE_HeaderLabel)
        return option->rect.adjusted(8, 0, -8, 0);
    if (element == SE_HeaderArrow)
        return {}; // drawn with the label
    if (element == SE_ProgressBarContents || element == SE_ProgressBarGroove)
        return option->rect;
    return QProxyStyle::subElementRect(element, option, widget);
}

void Style::drawComboBox(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    const bool enabled = option->state & State_Enabled;
    if (!combo || combo->frame) {
        paintField(*painter, option->rect, enabled, option->state & State_HasFocus, widget && widget->property("problem").toBool());
    } else if (option->state & State_MouseOver) {
        paintBox(*painter, option->rect, measure::radiusField, theme()(Role::Hover));
    }
    const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    const QPointF c = QRectF(arrow).center();
    paintIcon(*painter, {c.x() - 6, c.y() - 6, 12, 12}, "chevron-down", theme()(enabled ? Role::TextMuted : Role::TextDisabled));
}

void Style::drawSpinBox(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    const Theme& t = theme();
    const bool enabled = option->state & State_Enabled;
    paintField(*painter, option->rect, enabled, option->state & State_HasFocus, widget && widget->property("problem").toBool());
    if (!spin || spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const QRect up = subControlRect(CC_SpinBox, option, SC_SpinBoxUp, widget), down = subControlRect(CC_SpinBox, option, SC_SpinBoxDown, widget);
    painter->fillRect(up.left(), option->rect.top() + 2, 1, option->rect.height() - 4, t(Role::Border));
    const auto arrow = [&](const QRect& box, const char* name, bool works, SubControl part) {
        const bool hover = works && (option->activeSubControls & part) && (option->state & State_MouseOver);
        const QPointF c = QRectF(box).center() + QPointF(0.5, part == SC_SpinBoxUp ? 1.5 : -1.5);
        paintIcon(*painter, {c.x() - 6, c.y() - 6, 12, 12}, name, t(!works || !enabled ? Role::TextDisabled : hover ? Role::Text : Role::TextMuted));
    };
    arrow(up, "chevron-up", spin->stepEnabled & QAbstractSpinBox::StepUpEnabled, SC_SpinBoxUp);
    arrow(down, "chevron-down", spin->stepEnabled & QAbstractSpinBox::StepDownEnabled, SC_SpinBoxDown);
}

void Style::drawSlider(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!slider)
        return;
    const Theme& t = theme();
    const bool enabled = option->state & State_Enabled, flat = slider->orientation == Qt::Horizontal;
    const QRectF knob = subControlRect(CC_Slider, option, SC_SliderHandle, widget);
    const QPointF c = knob.center();
    const QRectF r = option->rect;
    const QRectF track = flat ? QRectF(r.left() + 1, c.y() - 1, r.width() - 2, 2) : QRectF(c.x() - 1, r.top() + 1, 2, r.height() - 2);
    QRectF filled = track;
    if (flat)
        slider->upsideDown ? filled.setLeft(c.x()) : filled.setRight(c.x());
    else
        slider->upsideDown ? filled.setTop(c.y()) : filled.setBottom(c.y());
    paintBox(*painter, track, 1, t(enabled ? Role::ControlBorder : Role::Border));
    paintBox(*painter, filled, 1, t(enabled ? Role::Accent : Role::Border));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(t(Role::Panel), 1.5));
    painter->setBrush(t(enabled ? Role::Accent : Role::TextDisabled));
    painter->drawEllipse(c, 5.5, 5.5);
    if ((option->state & State_HasFocus)) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(t(Role::Focus), 1.5));
        painter->drawEllipse(c, 6.2, 6.2);
    }
    painter->restore();
}

void Style::drawToolButton(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    if (!button || (button->features & QStyleOptionToolButton::MenuButtonPopup)) {
        QProxyStyle::drawComplexControl(CC_ToolButton, option, painter, widget);
        return;
    }
    proxy()->drawPrimitive(PE_PanelButtonTool, option, painter, widget);
    QStyleOptionToolButton label = *button;
    label.state &= ~State_Sunken; // nothing moves when pressed
    const bool menu = (button->features & QStyleOptionToolButton::HasMenu) && button->toolButtonStyle != Qt::ToolButtonIconOnly;
    if (menu) {
        label.rect.setRight(label.rect.right() - 14);
        const QRect r = option->rect;
        paintIcon(*painter, QRectF(r.right() - 17, r.center().y() - 5.5, 12, 12), "chevron-down", theme()(option->state & State_Enabled ? Role::TextMuted : Role::TextDisabled));
    }
    label.features &= ~QStyleOptionToolButton::HasMenu;
    proxy()->drawControl(CE_ToolButtonLabel, &label, painter, widget);
}

void Style::drawScrollBar(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!bar)
        return;
    const Theme& t = theme();
    if (widget && widget->parentWidget())
        painter->fillRect(option->rect, t(Role::Panel));
    if (bar->maximum == bar->minimum)
        return;
    const QRectF handle = QRectF(subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget)).adjusted(3, 3, -3, -3);
    const bool active = option->state & (State_MouseOver | State_Sunken);
    const double radius = std::min(handle.width(), handle.height()) / 2;
    paintBox(*painter, handle, radius, t(active ? Role::ControlBorder : Role::NodeBorder));
}

} // namespace nodegrad
