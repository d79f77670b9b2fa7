#include "ui/canvas/canvas_habits.h"

#include <algorithm>

#include <QCryptographicHash>

#include "ui/session/settings_store.h"

namespace nodegrad {

QString lessonKey(const QString& text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha1).toHex().left(12));
}

CanvasHabits canvasHabits()
{
    const QSettings kept = settingsStore();
    const int wheel = kept.value(QStringLiteral("canvas/wheel"), 0).toInt();
    return {static_cast<WheelMode>(std::clamp(wheel, 0, static_cast<int>(WheelMode::Pans))), kept.value(QStringLiteral("canvas/calm"), false).toBool(),
            kept.value(QStringLiteral("canvas/closed_lessons")).toStringList()};
}

void saveCanvasHabits(const CanvasHabits& habits)
{
    QSettings kept = settingsStore();
    kept.setValue(QStringLiteral("canvas/wheel"), static_cast<int>(habits.wheel));
    kept.setValue(QStringLiteral("canvas/calm"), habits.isCalm);
    kept.setValue(QStringLiteral("canvas/closed_lessons"), habits.closedLessons);
}

} // namespace nodegrad
