#pragma once

#include <QSettings>

namespace nodegrad {

/// Where the program keeps habits and what it remembers between starts: one file of the user.
QSettings settingsStore();

} // namespace nodegrad
