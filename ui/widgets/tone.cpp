#include "ui/widgets/tone.h"

namespace nodegrad {

Role toneText(Tone tone)
{
    switch (tone) {
    case Tone::Accent: return Role::Accent;
    case Tone::Success: return Role::Success;
    case Tone::Warning: return Role::Warning;
    case Tone::Danger: return Role::Danger;
    case Tone::Info: return Role::Info;
    case Tone::Neutral: break;
    }
    return Role::TextMuted;
}

Role toneGround(Tone tone)
{
    switch (tone) {
    case Tone::Accent: return Role::AccentSoft;
    case Tone::Success: return Role::SuccessSoft;
    case Tone::Warning: return Role::WarningSoft;
    case Tone::Danger: return Role::DangerSoft;
    case Tone::Info:
    case Tone::Neutral: break;
    }
    return Role::Raised;
}

QString toneIconName(Tone tone)
{
    switch (tone) {
    case Tone::Success: return "check";
    case Tone::Warning: return "warning";
    case Tone::Danger: return "error";
    case Tone::Info: return "info";
    case Tone::Neutral:
    case Tone::Accent: break;
    }
    return {};
}

} // namespace nodegrad
