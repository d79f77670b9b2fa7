#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/styling.h"

#include <QPainter>
#include <QStyleOption>

#include <cmath>

namespace nodegrad {

void Style::drawMenuItem(const QStyleOption* option, QPainter* painter, const QWidget*) const
{
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    if (!item)
        return;
    const Theme& t = theme();
    const QRect r = option->rect;
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(r.left() + 6, r.center().y(), r.width() - 12, 1, t(Role::Border));
        return;
    }
    const bool enabled = option->state & State_Enabled;
    if (enabled && (option->state & State_Selected))
        paintBox(*painter, r.adjusted(2, 1, -2, -1), measure::radiusField, t(t.isDark() ? Role::SegmentOn : Role::Hover));
    if (item->checked) {
        paintIcon(*painter, QRectF(r.left() + 8, r.center().y() - 7, 14, 14), "check", t(enabled ? Role::Accent : Role::TextDisabled));
    } else if (!item->icon.isNull()) {
        item->icon.paint(painter, QRect(r.left() + 7, r.center().y() - 7, 16, 16), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const QStringList parts = item->text.split('\t');
    const QRect text = r.adjusted(30, 0, -26, 0);
    painter->setFont(item->font);
    painter->setPen(t(enabled ? Role::Text : Role::TextDisabled));
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextHideMnemonic, parts[0]);
    if (parts.size() > 1) {
        painter->setPen(t(enabled ? Role::TextMuted : Role::TextDisabled));
        painter->drawText(r.adjusted(30, 0, -12, 0), Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, parts[1]);
    }
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu)
        paintIcon(*painter, QRectF(r.right() - 20, r.center().y() - 6, 13, 13), "chevron-right", t(Role::TextMuted));
}

void Style::drawHeaderSection(const QStyleOption* option, QPainter* painter) const
{
    const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
    const bool flat = !header || header->orientation == Qt::Horizontal;
    painter->fillRect(option->rect, theme()(Role::Panel));
    if (flat)
        painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, theme()(Role::Border));
}

void Style::drawHeaderLabel(const QStyleOption* option, QPainter* painter) const
{
    const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
    if (!header)
        return;
    const Theme& t = theme();
    const bool sorted = header->sortIndicator != QStyleOptionHeader::None;
    QFont face = font(TextStyle::Caption);
    if (sorted)
        face.setWeight(QFont::DemiBold);
    painter->setFont(face);
    const QFontMetrics metrics(face);
    const QColor color = t(sorted ? Role::Text : Role::TextMuted);
    painter->setPen(color);
    QRect r = option->rect.adjusted(0, 0, 0, -1);
    const Qt::Alignment alignment = (header->textAlignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter;
    if (!header->icon.isNull()) {
        header->icon.paint(painter, QRect(r.left(), r.top(), std::min(r.width(), 16), r.height()), Qt::AlignCenter);
        r.setLeft(r.left() + 20);
    }
    if (sorted) {
        // The arrow follows the text, whichever side that stands on.
        const int width = std::min(metrics.horizontalAdvance(header->text), r.width() - 14);
        const bool right = alignment & Qt::AlignRight;
        const double x = right ? r.right() - 11 : r.left() + width + 3;
        paintIcon(*painter, QRectF(x, r.center().y() - 5, 11, 11),
                  header->sortIndicator == QStyleOptionHeader::SortDown ? "sort-up" : "sort-down", color);
        if (right)
            r.setRight(r.right() - 14);
    }
    painter->drawText(r, static_cast<int>(alignment) | Qt::TextSingleLine | Qt::TextDontClip, metrics.elidedText(header->text, Qt::ElideRight, r.width()));
}

void Style::drawProgressBar(const QStyleOption* option, QPainter* painter) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
    if (!bar)
        return;
    const Theme& t = theme();
    const QRectF r = option->rect;
    const double height = std::min(6.0, r.height());
    const QRectF track(r.left(), r.center().y() - height / 2 + 0.5, r.width(), height);
    paintBox(*painter, track, height / 2, t(Role::Sunken), t(Role::ControlBorder));
    const double range = static_cast<double>(bar->maximum) - bar->minimum;
    // Without a known end the bar stands half full and still: nothing loops.
    const double share = range > 0 ? std::clamp((bar->progress - bar->minimum) / range, 0.0, 1.0) : 0.5;
    if (share > 0)
        paintBox(*painter, {track.left(), track.top(), std::max(height, track.width() * share), height}, height / 2, t(Role::Accent));
}

void Style::drawTab(const QStyleOption* option, QPainter* painter) const
{
    const Theme& t = theme();
    const QRect r = option->rect.adjusted(1, 2, -1, -2);
    if (option->state & State_Selected)
        paintBox(*painter, r, measure::radiusButton, t(Role::SegmentOn));
    else if (option->state & State_MouseOver)
        paintBox(*painter, r, measure::radiusButton, t(Role::Hover));
    if ((option->state & State_HasFocus) && (option->state & State_KeyboardFocusChange))
        paintFocusRing(*painter, r, measure::radiusButton);
}

} // namespace nodegrad
