#include "core/training/events.h"

namespace nodegrad {

std::string runStateId(RunState state)
{
    switch (state) {
    case RunState::Preparing: return "preparing";
    case RunState::Running: return "running";
    case RunState::Paused: return "paused";
    case RunState::Completed: return "completed";
    case RunState::Stopped: return "stopped";
    case RunState::Failed: return "failed";
    }
    return "failed";
}

} // namespace nodegrad
