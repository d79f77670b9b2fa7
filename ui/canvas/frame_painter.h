#pragma once
// Draws frames and notes. Notes are Markdown: headings, lists, emphasis, code, tables; pictures are not loaded.

#include <QPainter>

#include "ui/canvas/scene_painter.h"

namespace nodegrad {

/// The zoom below which the title of a frame stands above it, and the height that it has there (pixels).
inline constexpr double kFrameTitleAbove = 0.5, kFrameStrip = 20;

/// Behind everything else; `painter` is in scene coordinates.
void paintFrames(QPainter& painter, const CanvasScene& scene, const SceneLook& look, const QRectF& visible);
/// Far away, the titles of frames stand above them, over all else; does nothing from kFrameTitleAbove on.
void paintFrameTitles(QPainter& painter, const CanvasScene& scene, const SceneLook& look, const QRectF& visible);
/// The colour that a frame's id stands for; invalid for "" and unknown ones.
QColor frameColor(const std::string& id);

} // namespace nodegrad
