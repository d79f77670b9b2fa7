#pragma once
// How somebody's hand and eye want the canvas, kept over restarts. UI thread.

#include <QStringList>

namespace nodegrad {

/// What turning a wheel does without a key. Auto: a wheel zooms, two fingers on a trackpad move the view.
enum class WheelMode { Auto, Zooms, Pans };

struct CanvasHabits {
    WheelMode wheel = WheelMode::Auto;
    bool isCalm = false;             ///< nothing glides or pulses
    QStringList closedLessons = {};  ///< lessonKey() of each; they stay closed
    bool operator==(const CanvasHabits&) const = default;
};
/// Of the lesson of an example, by its words.
QString lessonKey(const QString& text);
CanvasHabits canvasHabits();
void saveCanvasHabits(const CanvasHabits& habits);

} // namespace nodegrad
