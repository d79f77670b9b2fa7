#pragma once
// What can be done to a run while it trains, as actions of the registry: run.set_rate, .validate, .finish_epoch, .save_checkpoint, .more_epochs.

#include <QStringList>

#include "ui/session/page_context.h"

class QWidget;

namespace nodegrad {

/// `parent` gets their dialogs.
void addRunActs(const PageContext& context, QWidget* parent);
/// Their ids, in the order of menus.
QStringList runActIds();

} // namespace nodegrad
