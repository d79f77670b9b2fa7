#pragma once
// Texts that core writes in English, as the window shows them. They are translated here, where they are shown: core has no Qt.

#include <string>

#include <QString>

#include "core/base/error.h"

namespace nodegrad {

/// A text of a catalogue (summary, help, lesson), a phrase with values in it ("at least 1", "Insert Flatten"), or words joined by
/// "or" and commas. A text without a translation, such as a name that the user gave, comes back as it is. UI thread.
QString coreText(const std::string& text);

/// What core's functions of the same names give, in the language of the window.
QString messageText(const Error& error);
QString hintText(const Error& error);
QString sentenceText(const Error& error);

} // namespace nodegrad
