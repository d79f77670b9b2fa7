#pragma once
// What the window remembers between starts: theme, language, recent files, geometry. UI thread.

#include <filesystem>
#include <vector>

#include <QByteArray>
#include <QStringList>

#include "ui/language/language.h"
#include "ui/session/page_context.h"
#include "ui/theme/theme_controller.h"

namespace nodegrad {

ThemeMode savedThemeMode();
void saveThemeMode(ThemeMode mode);
/// Taken at the next start.
Language savedLanguage();
void saveLanguage(Language language);
/// Newest first, at most ten; files that are gone are left out.
QStringList recentFiles();
void addRecentFile(const std::filesystem::path& path);
/// Ids of the actions that were last chosen in the palette, newest first.
QStringList recentActions();
void addRecentAction(const QString& id);
/// A tab of the window as it was closed last.
struct OpenTab {
    QString file;
    bool isUntitled = false;   ///< a project without a file: what UntitledFolder::file() says
    PageId page = PageId::Design;
    bool isShown = false;
    bool operator==(const OpenTab&) const = default;
};
std::vector<OpenTab> openTabs();
void saveOpenTabs(const std::vector<OpenTab>& tabs);
QByteArray savedGeometry();
void saveGeometry(const QByteArray& geometry);

} // namespace nodegrad
