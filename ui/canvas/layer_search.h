#pragma once
// What palette and quick-add find for a text.

#include <string>
#include <vector>

#include <QString>

#include "ui/canvas/design_editor.h"

namespace nodegrad {

/// One thing that can be added.
struct LayerChoice {
    std::string id;          ///< layer type id, "ready:residual_block" or "module:m1"
    QString title, summary, category;
};
/// Everything that may stand in the editor's level, then ready-made modules, the project's own last.
std::vector<LayerChoice> allChoices(const DesignEditor& editor);
/// Best first; an empty text gives the recent ones, then all.
std::vector<LayerChoice> searchChoices(const DesignEditor& editor, const QString& text);
/// "No layer called 'cvo'. Did you mean Conv2D?"
QString noHitText(const QString& text);

} // namespace nodegrad
