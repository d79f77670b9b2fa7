#include "ui/theme/style.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTableView>
#include <QTextEdit>
#include <QToolButton>

namespace nodegrad {

namespace {

bool has(const QWidget* widget, const char* property)
{
    return widget && widget->property(property).toBool();
}

/// The role that a property names, or `otherwise`.
Role roleOf(const QVariant& id, Role otherwise)
{
    const QString text = id.toString();
    for (int i = 0; i < roleCount; ++i)
        if (roleId(static_cast<Role>(i)) == text)
            return static_cast<Role>(i);
    return otherwise;
}

bool keyboardFocus(const QStyleOption* option)
{
    return (option->state & QStyle::State_HasFocus) && (option->state & QStyle::State_KeyboardFocusChange);
}

struct ButtonColors {
    QColor fill, outline, text;
};

ButtonColors buttonColors(const QStyleOption* option, const QWidget* widget)
{
    const Theme& t = theme();
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool hover = enabled && (option->state & QStyle::State_MouseOver);
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    // In dialogs the button that Enter presses is the primary one.
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const bool danger = has(widget, "danger"), isDefault = button && (button->features & QStyleOptionButton::DefaultButton);
    if (has(widget, "primary") || danger || isDefault) {
        const Role role = danger ? Role::DangerFill : Role::AccentFill;
        if (!enabled)
            return {t(Role::Raised), t(Role::Border), t(Role::TextDisabled)};
        const QColor fill = hover || down ? Theme::blend(t(Role::Text), down ? 0.18 : 0.10, t(role)) : t(role);
        return {t.name() == ThemeName::HighContrast ? t(role) : fill, t(role),
                t(role == Role::AccentFill ? Role::OnAccent : Role::OnDanger)};
    }
    const QColor text = t(enabled ? Role::Text : Role::TextDisabled);
    if (option->state & QStyle::State_On)
        return {t(Role::AccentSoft), t(Role::Accent), enabled ? t(Role::Accent) : text};
    if (has(widget, "quiet"))
        return {hover || down ? t(Role::Hover) : QColor(), {}, text};
    return {hover || down ? t(Role::Hover) : t(Role::Raised), t(enabled ? Role::ControlBorder : Role::Border), text};
}

void drawSurface(const QStyleOption* option, QPainter* painter, const QWidget* widget)
{
    const Theme& t = theme();
    if (has(widget, "separator")) {
        painter->fillRect(option->rect, t(Role::Border));
        return;
    }
    const QVariant surface = widget->property("surface");
    if (!surface.isValid())
        return;
    painter->fillRect(option->rect, t(roleOf(surface, Role::Panel)));
    const int sides = widget->property("sides").toInt();
    const QRect r = option->rect;
    const QColor line = t(Role::Border);
    if (sides & TopSide)
        painter->fillRect(r.left(), r.top(), r.width(), 1, line);
    if (sides & BottomSide)
        painter->fillRect(r.left(), r.bottom(), r.width(), 1, line);
    if (sides & LeftSide)
        painter->fillRect(r.left(), r.top(), 1, r.height(), line);
    if (sides & RightSide)
        painter->fillRect(r.right(), r.top(), 1, r.height(), line);
}

void drawCheck(const QStyleOption* option, QPainter* painter)
{
    const Theme& t = theme();
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool on = option->state & QStyle::State_On;
    const bool partly = option->state & QStyle::State_NoChange;
    const QRectF box = QRectF(option->rect);
    if (on || partly) {
        paintBox(*painter, box, measure::radiusCheck, t(enabled ? Role::AccentFill : Role::TextDisabled));
        const QColor mark = t(Role::OnAccent);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(mark, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const double w = box.width(), x = box.x(), y = box.y();
        if (partly)
            painter->drawLine(QPointF(x + 0.25 * w, y + 0.5 * w), QPointF(x + 0.75 * w, y + 0.5 * w));
        else
            painter->drawPolyline(QPolygonF({{x + 0.24 * w, y + 0.53 * w}, {x + 0.43 * w, y + 0.71 * w}, {x + 0.77 * w, y + 0.30 * w}}));
        painter->restore();
    } else {
        const bool hover = enabled && (option->state & QStyle::State_MouseOver);
        paintBox(*painter, box, measure::radiusCheck, t(hover ? Role::Hover : Role::Sunken), t(enabled ? Role::ControlBorder : Role::Border));
    }
    if (keyboardFocus(option))
        paintFocusRing(*painter, box.adjusted(-3, -3, 3, 3), measure::radiusCheck + 2);
}

void drawRadio(const QStyleOption* option, QPainter* painter)
{
    const Theme& t = theme();
    const bool enabled = option->state & QStyle::State_Enabled;
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool on = option->state & QStyle::State_On;
    painter->setPen(QPen(t(!enabled ? Role::Border : on ? Role::AccentFill : Role::ControlBorder), 1));
    painter->setBrush(t(on && enabled ? Role::AccentFill : Role::Sunken));
    painter->drawEllipse(box);
    if (on) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(t(enabled ? Role::OnAccent : Role::TextDisabled));
        painter->drawEllipse(box.center(), box.width() * 0.22, box.height() * 0.22);
    }
    painter->restore();
    if (keyboardFocus(option))
        paintFocusRing(*painter, QRectF(option->rect).adjusted(-3, -3, 3, 3), option->rect.width() / 2.0 + 2);
}

} // namespace

void paintField(QPainter& painter, const QRect& rect, bool enabled, bool focus, bool problem)
{
    const Theme& t = theme();
    const QColor outline = problem ? t(Role::Danger) : t(enabled ? Role::ControlBorder : Role::Border);
    paintBox(painter, rect, measure::radiusField, t(enabled ? Role::Sunken : Role::Panel), outline);
    if (focus)
        paintFocusRing(painter, rect, measure::radiusField);
}

Style::Style() : QProxyStyle(QStyleFactory::create("Fusion")) {}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractSpinBox*>(widget)
        || widget->inherits("QScrollBar") || widget->inherits("QSlider") || widget->inherits("QHeaderView"))
        widget->setAttribute(Qt::WA_Hover);
    if (auto* table = qobject_cast<QTableView*>(widget))
        table->setWordWrap(false); // rows are one line high
    const QVariant ink = widget->property("ink");
    if (ink.isValid()) {
        QPalette palette = widget->palette();
        const QColor color = theme()(roleOf(ink, Role::Text));
        for (const auto group : {QPalette::Active, QPalette::Inactive}) {
            palette.setColor(group, QPalette::WindowText, color);
            palette.setColor(group, QPalette::Text, color);
            palette.setColor(group, QPalette::ButtonText, color);
        }
        palette.setColor(QPalette::Disabled, QPalette::WindowText, theme()(Role::TextDisabled));
        widget->setPalette(palette);
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return measure::checkbox;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return 8;
    case PM_ButtonMargin: return 0;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ToolBarIconSize:
    case PM_ListViewIconSize: return measure::icon;
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 28;
    case PM_ScrollView_ScrollBarSpacing: return 0;
    case PM_SliderThickness:
    case PM_SliderControlThickness: return 14;
    case PM_SliderLength: return 14;
    case PM_SplitterWidth: return 5;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin: return 4;
    case PM_ToolTipLabelFrameWidth: return 7;
    case PM_HeaderMargin: return 8;
    case PM_FocusFrameHMargin: return qobject_cast<const QAbstractItemView*>(widget) ? 6 : 2;
    case PM_LayoutHorizontalSpacing: return 8;
    case PM_LayoutVerticalSpacing: return 6;
    case PM_DefaultFrameWidth:
        if (widget && (widget->inherits("QTextEdit") || widget->inherits("QPlainTextEdit")))
            return 2;
        if (qobject_cast<const QComboBox*>(widget))
            return 1;
        break;
    default: break;
    }
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_ShowDecorationSelected: return hint == SH_ItemView_ShowDecorationSelected;
    case SH_Slider_AbsoluteSetButtons: return Qt::LeftButton;
    case SH_ScrollBar_LeftClickAbsolutePosition: return 0;
    case SH_ToolTip_WakeUpDelay: return 400;
    case SH_ComboBox_Popup: return 0;
    case SH_Menu_Scrollable: return 1;
    case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
    case SH_Widget_Animation_Duration: return 0; // no hover or press effect over time
    case SH_UnderlineShortcut: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    const int text = option ? option->fontMetrics.height() : 16;
    const bool small = has(widget, "small");
    switch (type) {
    case CT_PushButton: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (!button)
            break;
        int width = button->fontMetrics.horizontalAdvance(button->text);
        if (!button->icon.isNull())
            width += button->iconSize.width() + (button->text.isEmpty() ? 0 : 7);
        if (button->features & QStyleOptionButton::HasMenu)
            width += 16;
        return {width + (small ? 18 : 24), std::max(small ? measure::buttonSmall : measure::button, text + 8)};
    }
    case CT_ToolButton: {
        const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        const int edge = std::max(small ? measure::buttonSmall : measure::button, text + 8);
        if (!button || button->toolButtonStyle == Qt::ToolButtonIconOnly)
            return {edge + (button && (button->features & QStyleOptionToolButton::MenuButtonPopup) ? 14 : 0), edge};
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width() + 8 + (button->features & QStyleOptionToolButton::HasMenu ? 12 : 0), edge};
    }
    case CT_LineEdit: {
        const QSize natural = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {natural.width() + 8, std::max(has(widget, "large") ? measure::fieldLarge : measure::field, text + 6)};
    }
    case CT_SpinBox: return {size.width() + 26, std::max(small || !has(widget, "large") ? measure::field : measure::fieldLarge, text + 6)};
    case CT_ComboBox: return {size.width() + 34, std::max(has(widget, "large") ? measure::fieldLarge : measure::field, text + 6)};
    case CT_ItemViewItem: {
        QSize natural = QProxyStyle::sizeFromContents(type, option, size, widget);
        natural.setHeight(std::max(natural.height(), std::max(measure::listRow, text + 8)));
        return natural;
    }
    case CT_HeaderSection: {
        QSize natural = QProxyStyle::sizeFromContents(type, option, size, widget);
        natural.setHeight(std::max(measure::tableHeader, text + 8));
        return natural;
    }
    case CT_MenuItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (!item)
            break;
        if (item->menuItemType == QStyleOptionMenuItem::Separator)
            return {10, 9};
        const QStringList parts = item->text.split('\t');
        const int shortcut = parts.size() > 1 ? item->fontMetrics.horizontalAdvance(parts[1]) + 28 : 0;
        return {item->fontMetrics.horizontalAdvance(parts[0]) + shortcut + 58, std::max(measure::listRow, text + 8)};
    }
    case CT_TabBarTab: return {size.width() + 12, std::max(measure::segment, text + 10)};
    default: break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Theme& t = theme();
    switch (element) {
    case PE_Widget:
        if (widget)
            drawSurface(option, painter, widget);
        return;
    case PE_PanelButtonCommand: {
        const ButtonColors colors = buttonColors(option, widget);
        paintBox(*painter, option->rect, measure::radiusButton, colors.fill, colors.outline);
        if (keyboardFocus(option))
            paintFocusRing(*painter, option->rect, measure::radiusButton);
        return;
    }
    case PE_PanelButtonTool: {
        const bool enabled = option->state & State_Enabled;
        if (option->state & State_On)
            paintBox(*painter, option->rect, measure::radiusButton, t(Role::SegmentOn));
        else if (enabled && (option->state & (State_MouseOver | State_Sunken)))
            paintBox(*painter, option->rect, measure::radiusButton, t(Role::Hover));
        if (has(widget, "outlined"))
            paintBox(*painter, option->rect, measure::radiusButton, {}, t(enabled ? Role::ControlBorder : Role::Border));
        if (keyboardFocus(option))
            paintFocusRing(*painter, option->rect, measure::radiusButton);
        return;
    }
    case PE_PanelLineEdit:
        if (widget && (qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) || qobject_cast<const QComboBox*>(widget->parentWidget())))
            return;
        if (const auto* edit = qobject_cast<const QLineEdit*>(widget); edit && !edit->hasFrame()) {
            if (!edit->property("surface").isValid())
                painter->fillRect(option->rect, option->palette.base());
            return;
        }
        paintField(*painter, option->rect, option->state & State_Enabled, option->state & State_HasFocus, has(widget, "problem"));
        return;
    case PE_FrameLineEdit: return;
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea*>(widget)) {
            const bool text = widget->inherits("QTextEdit") || widget->inherits("QPlainTextEdit");
            const bool focus = text && (option->state & State_HasFocus);
            paintBox(*painter, option->rect, measure::radiusField, text ? t(Role::Sunken) : QColor(), t(text ? Role::ControlBorder : Role::Border));
            if (focus)
                paintFocusRing(*painter, option->rect, measure::radiusField);
            return;
        }
        paintBox(*painter, option->rect, measure::radiusCard, {}, t(Role::Border));
        return;
    case PE_FrameFocusRect:
        if (qobject_cast<const QAbstractItemView*>(widget)) {
            if ((option->state & State_KeyboardFocusChange) && !widget->inherits("QComboBoxListView"))
                paintFocusRing(*painter, option->rect, 2);
            return;
        }
        if (!qobject_cast<const QAbstractButton*>(widget))
            paintFocusRing(*painter, option->rect, measure::radiusField);
        return;
    case PE_FrameDefaultButton: return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: drawCheck(option, painter); return;
    case PE_IndicatorRadioButton: drawRadio(option, painter); return;
    case PE_IndicatorBranch:
        if (option->state & State_Children) {
            const QRectF box(option->rect.center().x() - 6, option->rect.center().y() - 6, 13, 13);
            paintIcon(*painter, box, option->state & State_Open ? "chevron-down" : "chevron-right", t(Role::TextMuted));
        }
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight: {
        const char* name = element == PE_IndicatorArrowDown ? "chevron-down" : element == PE_IndicatorArrowUp ? "chevron-up"
                         : element == PE_IndicatorArrowLeft ? "chevron-left" : "chevron-right";
        const double edge = std::min({14, option->rect.width(), option->rect.height()});
        const QPointF c = QRectF(option->rect).center();
        paintIcon(*painter, {c.x() - edge / 2, c.y() - edge / 2, edge, edge}, name, t(option->state & State_Enabled ? Role::TextMuted : Role::TextDisabled));
        return;
    }
    case PE_IndicatorHeaderArrow: return;
    case PE_PanelItemViewRow:
        if (option->state & State_Selected)
            painter->fillRect(option->rect, t(Role::Selection));
        return;
    case PE_PanelItemViewItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
        if (item && item->backgroundBrush.style() != Qt::NoBrush)
            painter->fillRect(option->rect, item->backgroundBrush);
        if (option->state & State_Selected)
            painter->fillRect(option->rect, t(Role::Selection));
        else if ((option->state & State_MouseOver) && (option->state & State_Enabled))
            painter->fillRect(option->rect, t(Role::Hover));
        return;
    }
    case PE_PanelTipLabel: painter->fillRect(option->rect, t(Role::Tooltip)); [[fallthrough]];
    case PE_FrameMenu:
        painter->save();
        painter->setPen(t(Role::ControlBorder));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_PanelMenu: painter->fillRect(option->rect, t(Role::Tooltip)); return;
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
    case PE_FrameTabBarBase: return;
    case PE_FrameTabWidget: paintBox(*painter, option->rect, measure::radiusCard, t(Role::Panel), t(Role::Border)); return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            const QColor color = buttonColors(option, widget).text;
            const bool icon = !button->icon.isNull(), menu = button->features & QStyleOptionButton::HasMenu;
            const int textWidth = button->fontMetrics.horizontalAdvance(button->text);
            const int gap = icon && !button->text.isEmpty() ? 7 : 0;
            const int width = std::min((icon ? button->iconSize.width() : 0) + gap + textWidth + (menu ? 16 : 0), option->rect.width() - 8);
            int x = option->rect.left() + (option->rect.width() - width) / 2;
            if (icon) {
                const QRect box(x, option->rect.center().y() - button->iconSize.height() / 2 + 1, button->iconSize.width(), button->iconSize.height());
                button->icon.paint(painter, box, Qt::AlignCenter, option->state & State_Enabled ? QIcon::Normal : QIcon::Disabled,
                                   option->state & State_On ? QIcon::On : QIcon::Off);
                x += button->iconSize.width() + gap;
            }
            painter->setPen(color);
            const QRect textRect(x, option->rect.top(), option->rect.right() - 4 - x - (menu ? 14 : 0) + 2, option->rect.height());
            painter->drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic | Qt::TextSingleLine,
                              button->fontMetrics.elidedText(button->text, Qt::ElideRight, textRect.width() + 1));
            if (menu)
                paintIcon(*painter, QRectF(option->rect.right() - 20, option->rect.center().y() - 6, 13, 13), "chevron-down", color);
        }
        return;
    case CE_MenuItem: drawMenuItem(option, painter, widget); return;
    case CE_MenuEmptyArea: return;
    case CE_HeaderSection: drawHeaderSection(option, painter); return;
    case CE_HeaderLabel: drawHeaderLabel(option, painter); return;
    case CE_HeaderEmptyArea: painter->fillRect(option->rect, theme()(Role::Panel)); return;
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel: return;
    case CE_ProgressBarContents: drawProgressBar(option, painter); return;
    case CE_TabBarTabShape: drawTab(option, painter); return;
    case CE_Splitter: {
        const bool upright = option->state & State_Horizontal; // a horizontal splitter has an upright handle
        const QRect r = option->rect;
        const QColor line = theme()(option->state & State_MouseOver ? Role::Accent : Role::Border);
        painter->fillRect(upright ? QRect(r.center().x(), r.top(), 1, r.height()) : QRect(r.left(), r.center().y(), r.width(), 1), line);
        return;
    }
    case CE_ToolBar: return;
    case CE_MenuBarEmptyArea: painter->fillRect(option->rect, theme()(Role::Panel)); return;
    default: QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    switch (control) {
    case CC_ComboBox: drawComboBox(option, painter, widget); return;
    case CC_SpinBox: drawSpinBox(option, painter, widget); return;
    case CC_Slider: drawSlider(option, painter, widget); return;
    case CC_ScrollBar: drawScrollBar(option, painter, widget); return;
    case CC_ToolButton: drawToolButton(option, painter, widget); return;
    default: QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QIcon Style::standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const
{
    switch (which) {
    case SP_MessageBoxInformation: return icon("info", Role::Info);
    case SP_MessageBoxWarning: return icon("warning", Role::Warning);
    case SP_MessageBoxCritical: return icon("error", Role::Danger);
    case SP_MessageBoxQuestion: return icon("help", Role::Accent);
    case SP_LineEditClearButton:
    case SP_TitleBarCloseButton: return icon("close", Role::TextMuted);
    case SP_DirIcon:
    case SP_DirOpenIcon: return icon("folder", Role::TextMuted);
    case SP_FileIcon: return icon("file", Role::TextMuted);
    default: return QProxyStyle::standardIcon(which, option, widget);
    }
}

} // namespace nodegrad
