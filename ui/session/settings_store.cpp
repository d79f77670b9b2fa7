#include "ui/session/settings_store.h"

namespace nodegrad {

QSettings settingsStore()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("nodegrad"), QStringLiteral("nodegrad"));
}

} // namespace nodegrad
