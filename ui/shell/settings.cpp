#include "ui/shell/settings.h"

#include <algorithm>

#include <QFileInfo>

#include "ui/session/settings_store.h"

namespace nodegrad {

namespace {

constexpr int kMostRecent = 10, kMostRecentActions = 6;

} // namespace

ThemeMode savedThemeMode()
{
    return themeModeFromId(settingsStore().value(QStringLiteral("theme")).toString());
}

void saveThemeMode(ThemeMode mode)
{
    settingsStore().setValue(QStringLiteral("theme"), themeModeId(mode));
}

Language savedLanguage()
{
    return languageFromId(settingsStore().value(QStringLiteral("language")).toString());
}

void saveLanguage(Language language)
{
    settingsStore().setValue(QStringLiteral("language"), languageId(language));
}

QStringList recentFiles()
{
    QStringList files = settingsStore().value(QStringLiteral("recent")).toStringList();
    files.erase(std::remove_if(files.begin(), files.end(), [](const QString& file) { return !QFileInfo::exists(file); }), files.end());
    return files;
}

void addRecentFile(const std::filesystem::path& path)
{
    const QString file = QFileInfo(QString::fromStdString(path.string())).absoluteFilePath();
    QStringList files = recentFiles();
    files.removeAll(file);
    files.prepend(file);
    settingsStore().setValue(QStringLiteral("recent"), files.mid(0, kMostRecent));
}

QStringList recentActions()
{
    return settingsStore().value(QStringLiteral("recent_actions")).toStringList();
}

void addRecentAction(const QString& id)
{
    QStringList ids = recentActions();
    ids.removeAll(id);
    ids.prepend(id);
    settingsStore().setValue(QStringLiteral("recent_actions"), ids.mid(0, kMostRecentActions));
}

std::vector<OpenTab> openTabs()
{
    QSettings settings = settingsStore();
    std::vector<OpenTab> tabs;
    const int count = settings.beginReadArray(QStringLiteral("tabs"));
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        tabs.push_back({settings.value(QStringLiteral("file")).toString(), settings.value(QStringLiteral("untitled")).toBool(),
                        static_cast<PageId>(std::clamp(settings.value(QStringLiteral("page")).toInt(), 0, static_cast<int>(PageId::Export))),
                        settings.value(QStringLiteral("shown")).toBool()});
    }
    return tabs;
}

void saveOpenTabs(const std::vector<OpenTab>& tabs)
{
    QSettings settings = settingsStore();
    settings.remove(QStringLiteral("tabs"));
    settings.beginWriteArray(QStringLiteral("tabs"), static_cast<int>(tabs.size()));
    for (int i = 0; i < static_cast<int>(tabs.size()); ++i) {
        const OpenTab& tab = tabs[static_cast<std::size_t>(i)];
        settings.setArrayIndex(i);
        settings.setValue(QStringLiteral("file"), tab.file);
        settings.setValue(QStringLiteral("untitled"), tab.isUntitled);
        settings.setValue(QStringLiteral("page"), static_cast<int>(tab.page));
        settings.setValue(QStringLiteral("shown"), tab.isShown);
    }
    settings.endArray();
}

QByteArray savedGeometry()
{
    return settingsStore().value(QStringLiteral("geometry")).toByteArray();
}

void saveGeometry(const QByteArray& geometry)
{
    settingsStore().setValue(QStringLiteral("geometry"), geometry);
}

} // namespace nodegrad
