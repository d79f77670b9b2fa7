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

double HistogramPoint::quantile(double share) const
{
    double all = 0;
    for (const double count : counts)
        all += count;
    const double wanted = share * all, width = counts.empty() ? 0 : (high - low) / static_cast<double>(counts.size());
    double below = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0 && below + counts[i] >= wanted)
            return low + width * (static_cast<double>(i) + (wanted - below) / counts[i]);
        below += counts[i];
    }
    return high;
}

} // namespace nodegrad
