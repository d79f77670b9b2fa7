#pragma once
// The canvas in the registry of actions: menus, shortcut sheet and keys are made from it.

#include <QMenu>

namespace nodegrad {

class Actions;
class CanvasArea;

/// Registers "canvas.*", "edit.copy" and the like. Their keys work while the canvas has the focus, so that they never meet a
/// text field. Actions end with the area.
void addCanvasActions(Actions& actions, CanvasArea& area);
/// The menu of a right click.
void fillCanvasMenu(QMenu& menu, Actions& actions, const CanvasArea& area);

} // namespace nodegrad
