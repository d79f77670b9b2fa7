#pragma once
// Draws one node, its ports and badges, as VISUAL.md's node anatomy says.

#include <QPainter>

#include "ui/canvas/canvas_scene.h"

namespace nodegrad {

/// How much is drawn at a zoom.
enum class Detail { Blocks, Compact, Full }; ///< below 35 %, 35 to 80 %, from 80 %
Detail detailAt(double zoom);

struct NodeLook {
    double zoom = 1;
    bool selected = false, hovered = false, leftToRight = false;
    bool onScreen = false;                   ///< on whole pixels, from kept pictures
};

/// `painter` is in scene coordinates. Everything but ports and badges.
void paintNode(QPainter& painter, const SceneNode& node, const NodeLook& look);
/// The same from 35 to 80 %: icon and title at 11 px on screen.
void paintCompactNode(QPainter& painter, const SceneNode& node, const NodeLook& look);
/// 2 px on screen, 2 px away from the node.
void paintSelection(QPainter& painter, const QRectF& rect, double zoom, double radius = 6);

/// A soft ground around a node that a search found: 5 px on screen.
void paintHalo(QPainter& painter, const QRectF& rect, double zoom);

enum class PortState { Normal, Hovered, Accepts, Refuses };
/// The shape tells the kind; filled = connected.
void paintPort(QPainter& painter, const ScenePort& port, PortState state, bool leftToRight, bool onScreen = false);
/// Error, warning or advice badge centred at `at`, 18 px on screen; with the count when there are several.
void paintBadge(QPainter& painter, QPointF at, Mark mark, int count, double zoom);
QPointF badgePlace(const SceneNode& node);
/// A point that a wire is led through. Selected: with a ring, 2 px on screen.
void paintKnot(QPainter& painter, QPointF at, const QColor& color, bool selected, double zoom);
/// A small disc with a cross: a wire that does not fit; or the sign for a refused wire.
void paintWireBadge(QPainter& painter, QPointF at, double zoom);
void paintStopSign(QPainter& painter, QPointF at, double zoom);

} // namespace nodegrad
