#pragma once
// The canvas as a picture: a file (PNG, SVG, PDF) or an image for the clipboard.

#include <filesystem>

#include <QImage>

#include "core/base/error.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/theme/theme.h"

namespace nodegrad {

struct PictureLook {
    ThemeName theme = ThemeName::Light;
    double scale = 2;            ///< pixels of a PNG for one pixel at 100 %; lowered where the picture would exceed 16,384 pixels
    std::set<NodeId> only;       ///< these nodes with the wires between them; empty: all
};

/// Writes by the extension of `path`: .png, .svg or .pdf. Atomic. UI thread.
/// Errors: render.empty, render.unknown_format, file.write_failed.
Status writePicture(const CanvasScene& scene, const PictureLook& look, const std::filesystem::path& path);
/// Null for an empty scene. UI thread.
QImage pictureOf(const CanvasScene& scene, const PictureLook& look);

} // namespace nodegrad
