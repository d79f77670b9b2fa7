#include "ui/canvas/canvas_habits.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QSettings>

namespace nodegrad {

namespace {

QSettings store()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("nodegrad"), QStringLiteral("nodegrad"));
}

} // namespace

QString lessonKey(const QString& text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha1).toHex().left(12));
}

CanvasHabits canvasHabits()
{
    const QSettings kept = store();
    const int wheel = kept.value(QStringLiteral("canvas/wheel"), 0).toInt();
    return {static_cast<WheelMode>(std::clamp(wheel, 0, static_cast<int>(WheelMode::Pans))), kept.value(QStringLiteral("canvas/calm"), false).toBool(),
            kept.value(QStringLiteral("canvas/closed_lessons")).toStringList()};
}

void saveCanvasHabits(const CanvasHabits& habits)
{
    QSettings kept = store();
    kept.setValue(QStringLiteral("canvas/wheel"), static_cast<int>(habits.wheel));
    kept.setValue(QStringLiteral("canvas/calm"), habits.isCalm);
    kept.setValue(QStringLiteral("canvas/closed_lessons"), habits.closedLessons);
}

} // namespace nodegrad
