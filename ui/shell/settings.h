#pragma once
// What the window remembers between starts: theme, recent files, geometry. UI thread.

#include <filesystem>

#include <QByteArray>
#include <QStringList>

#include "ui/theme/theme_controller.h"

namespace nodegrad {

ThemeMode savedThemeMode();
void saveThemeMode(ThemeMode mode);
/// Newest first, at most ten; files that are gone are left out.
QStringList recentFiles();
void addRecentFile(const std::filesystem::path& path);
/// Ids of the actions that were last chosen in the palette, newest first.
QStringList recentActions();
void addRecentAction(const QString& id);
QByteArray savedGeometry();
void saveGeometry(const QByteArray& geometry);

} // namespace nodegrad
