#pragma once
#include "ui/theme/theme.h"

#include <QIcon>
#include <QPixmap>
#include <QRectF>
#include <QStringList>

class QPainter;

namespace nodegrad {

/// Line icons of our own (resources/icons/NAME.svg, 16 x 16 grid, one colour that is replaced when painted).
/// Categories: io conv dense norm activation pool recurrent attention regular merge reshape composite.
/// Everything else: see iconNames(). An unknown name gives an empty icon and one warning in the log.

/// Follows the theme by itself: keep it, do not make it anew when the theme changes. Disabled is drawn in text_disabled.
/// `on` is the colour of the checked state.
QIcon icon(const QString& name, Role role = Role::Text);
QIcon icon(const QString& name, Role role, Role on);
/// Icon in a fixed colour (a category, a run).
QIcon icon(const QString& name, const QColor& color);
/// The picture in `size` device-independent pixels. Cached by name, colour, size and device pixel ratio.
QPixmap iconPixmap(const QString& name, const QColor& color, int size = 16, qreal devicePixelRatio = 1.0);
/// Paints sharp at the painter's own scale; used by the canvas.
void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& color);
/// The icon of a layer category, "composite" for unknown ones.
QString categoryIconName(const QString& categoryId);
/// The coloured program icon, all sizes.
QIcon programIcon();
QStringList iconNames();

} // namespace nodegrad
