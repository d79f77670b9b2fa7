#include "ui/shell/settings.h"

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

QByteArray savedGeometry()
{
    return store().value(QStringLiteral("geometry")).toByteArray();
}

void saveGeometry(const QByteArray& geometry)
{
    store().setValue(QStringLiteral("geometry"), geometry);
}

} // namespace nodegrad
