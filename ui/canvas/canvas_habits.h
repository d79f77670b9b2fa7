#pragma once
// How somebody's hand and eye want the canvas, kept over restarts. UI thread.

namespace nodegrad {

/// What turning a wheel does without a key. Auto: a wheel zooms, two fingers on a trackpad move the view.
enum class WheelMode { Auto, Zooms, Pans };

struct CanvasHabits {
    WheelMode wheel = WheelMode::Auto;
    bool isCalm = false;             ///< nothing glides or pulses
    bool operator==(const CanvasHabits&) const = default;
};
CanvasHabits canvasHabits();
void saveCanvasHabits(const CanvasHabits& habits);

} // namespace nodegrad
