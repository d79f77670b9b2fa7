#include "ui/shell/settings.h"

#include <algorithm>

#include <QFileInfo>
#include <QSettings>

namespace nodegrad {

namespace {

constexpr int kMostRecent = 10, kMostRecentActions = 6;

QSettings store()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("nodegrad"), QStringLiteral("nodegrad"));
}

} // namespace

ThemeMode savedThemeMode()
{
    return themeModeFromId(store().value(QStringLiteral("theme")).toString());
}

void saveThemeMode(ThemeMode mode)
{
    store().setValue(QStringLiteral("theme"), themeModeId(mode));
}

Language savedLanguage()
{
    return languageFromId(store().value(QStringLiteral("language")).toString());
}

void saveLanguage(Language language)
{
    store().setValue(QStringLiteral("language"), languageId(language));
}

QStringList recentFiles()
{
    QStringList files = store().value(QStringLiteral("recent")).toStringList();
    files.erase(std::remove_if(files.begin(), files.end(), [](const QString& file) { return !QFileInfo::exists(file); }), files.end());
    return files;
}

void addRecentFile(const std::filesystem::path& path)
{
    const QString file = QFileInfo(QString::fromStdString(path.string())).absoluteFilePath();
    QStringList files = recentFiles();
    files.removeAll(file);
    files.prepend(file);
    store().setValue(QStringLiteral("recent"), files.mid(0, kMostRecent));
}

QStringList recentActions()
{
    return store().value(QStringLiteral("recent_actions")).toStringList();
}

void addRecentAction(const QString& id)
{
    QStringList ids = recentActions();
    ids.removeAll(id);
    ids.prepend(id);
    store().setValue(QStringLiteral("recent_actions"), ids.mid(0, kMostRecentActions));
}

std::vector<OpenTab> openTabs()
{
    QSettings settings = store();
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
    QSettings settings = store();
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
    return store().value(QStringLiteral("geometry")).toByteArray();
}

void saveGeometry(const QByteArray& geometry)
{
    store().setValue(QStringLiteral("geometry"), geometry);
}

} // namespace nodegrad
