#pragma once
#include "ui/theme/theme.h"

namespace nodegrad {

/// What a mark, badge or banner says. Each tone has a colour and, where it stands alone, a glyph.
enum class Tone { Neutral, Accent, Success, Warning, Danger, Info };

Role toneText(Tone tone);        ///< colour of text and glyph
Role toneGround(Tone tone);      ///< the tinted ground under it
QString toneIconName(Tone tone); ///< "check", "warning", "error", "info"; empty for Neutral and Accent

} // namespace nodegrad
