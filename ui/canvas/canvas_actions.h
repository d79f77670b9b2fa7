#pragma once
// The canvas in the registry of actions: menus, shortcut sheet and keys are made from it.

#include <QMenu>

namespace nodegrad {

class Actions;
class CanvasSplit;

/// Registers "canvas.*", "edit.copy" and the like; they act in the current view. Their keys work while a canvas has the focus, so
/// that they never meet a text field. Actions end with the views.
void addCanvasActions(Actions& actions, CanvasSplit& views);
/// The menu of a right click.
void fillCanvasMenu(QMenu& menu, Actions& actions, const CanvasSplit& views);

} // namespace nodegrad
