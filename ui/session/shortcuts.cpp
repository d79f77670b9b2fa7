#include "ui/session/shortcuts.h"

#include <QStringList>

#include "ui/session/settings_store.h"

namespace nodegrad {

namespace {

constexpr const char* kGroup = "shortcuts";
const QLatin1Char kBetween(' '); // portable names of keys hold none

QString portable(const QList<QKeySequence>& keys)
{
    QStringList texts;
    for (const QKeySequence& key : keys)
        texts << key.toString(QKeySequence::PortableText);
    return texts.join(kBetween);
}

} // namespace

Shortcuts::Shortcuts(QObject* parent) : QObject(parent)
{
    QSettings settings = settingsStore();
    settings.beginGroup(QLatin1String(kGroup));
    for (const QString& id : settings.childKeys()) {
        QList<QKeySequence>& keys = m_changed[id];
        for (const QString& text : settings.value(id).toString().split(kBetween, Qt::SkipEmptyParts))
            if (const QKeySequence key(text, QKeySequence::PortableText); !key.isEmpty())
                keys << key;
    }
}

QList<QKeySequence> Shortcuts::keys(const QString& id, const QList<QKeySequence>& defaults) const
{
    const auto found = m_changed.find(id);
    return found == m_changed.end() ? defaults : found->second;
}

void Shortcuts::set(const QString& id, const QList<QKeySequence>& keys)
{
    m_changed[id] = keys;
    QSettings settings = settingsStore();
    settings.beginGroup(QLatin1String(kGroup));
    settings.setValue(id, portable(keys));
    emit changed();
}

void Shortcuts::reset(const QString& id)
{
    if (m_changed.erase(id) == 0)
        return;
    QSettings settings = settingsStore();
    settings.beginGroup(QLatin1String(kGroup));
    settings.remove(id);
    emit changed();
}

void Shortcuts::resetAll()
{
    m_changed.clear();
    settingsStore().remove(QLatin1String(kGroup));
    emit changed();
}

QString keysText(const QList<QKeySequence>& keys)
{
    return QKeySequence::listToString(keys, QKeySequence::NativeText).replace(QStringLiteral("; "), QStringLiteral(", "));
}

} // namespace nodegrad
