#pragma once
// Draws frames and notes. Notes are Markdown: headings, lists, emphasis, code, tables; pictures are not loaded.

#include <QPainter>

#include "ui/canvas/scene_painter.h"

namespace nodegrad {

/// Behind everything else; `painter` is in scene coordinates.
void paintFrames(QPainter& painter, const CanvasScene& scene, const SceneLook& look, const QRectF& visible);
/// The colour that a frame's id stands for; invalid for "" and unknown ones.
QColor frameColor(const std::string& id);

} // namespace nodegrad
